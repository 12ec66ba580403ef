#include "runtime/file/path_walk.h"

#include <cstdlib>
#include <cstring>

#include "runtime/file/host_files.h"

namespace seabeam::rt {
namespace {

constexpr uint32_t kMaxPath = 4095;
constexpr uint32_t kMaxName = 255;
constexpr uint32_t kMaxSymlinks = 40;

// The current directory's path; it has at least one byte once it is known.
ByteBuf g_directory;

bool IsDots(Bytes name) {
  return name.data[0] == '.' && (name.size == 1 || (name.size == 2 && name.data[1] == '.'));
}

}  // namespace

Bytes CurrentDirectory() {
  if (g_directory.size() == 0) {
    const HostFileAnswer answer = AskHost(HostFileRequest::kDirectory, nullptr, 0);
    if (answer.error == nullptr && answer.size > 0) g_directory.Put(answer.data, answer.size);
    free(answer.data);
    if (g_directory.size() == 0) g_directory.Put(uint8_t{'/'});
  }
  return {g_directory.data(), g_directory.size()};
}

FileError PathWalk::Run(Bytes path, Follow follow) {
  if (path.size == 0) return "enoent";
  if (path.size > kMaxPath) return "enametoolong";
  ByteBuf rest;
  if (path.data[0] != '/') {
    const Bytes directory = CurrentDirectory();
    rest.Put(directory.data, directory.size);
    rest.Put(uint8_t{'/'});
  }
  rest.Put(path.data, path.size);

  steps_.clear();
  text_.clear();
  StepInto(FileRoot());
  node_ = nullptr;
  is_root_ = ends_in_dot_ = wants_directory_ = false;
  uint32_t symlinks = 0;
  uint32_t at = 0;
  for (;;) {
    while (at < rest.size() && rest.data()[at] == '/') at++;
    if (at == rest.size()) break;  // only after the root, or dots
    const uint32_t start = at;
    while (at < rest.size() && rest.data()[at] != '/') at++;
    const Bytes name = {rest.data() + start, at - start};
    uint32_t next = at;
    while (next < rest.size() && rest.data()[next] == '/') next++;
    const bool last = next == rest.size();
    const bool slash = next > at;

    FileNode* here = steps_.back().node;
    if (IsDots(name)) {
      if (name.size == 2 && steps_.size() > 1) {
        steps_.pop_back();
        text_.Resize(steps_.back().end);
      }
      ends_in_dot_ = last;
      continue;
    }
    if (name.size > kMaxName) return "enametoolong";
    FileNode* node;
    if (const FileError error = LookUp(here, name, &node)) return error;
    if (node != nullptr && node->kind == FileKind::kSymlink &&
        (!last || follow == Follow::kAlways || (slash && follow == Follow::kBeforeSlash))) {
      if (++symlinks > kMaxSymlinks) return "eloop";
      ByteBuf longer;
      longer.Put(node->data, node->size);
      longer.Put(rest.data() + at, rest.size() - at);
      if (longer.size() > 4 * kMaxPath) return "enametoolong";
      if (node->size > 0 && node->data[0] == '/') {
        while (steps_.size() > 1) steps_.pop_back();
        text_.clear();
      }
      rest.clear();
      rest.Put(longer.data(), longer.size());
      at = 0;
      continue;
    }
    if (last) {
      wants_directory_ = slash;
      if (slash && follow != Follow::kNever && node != nullptr &&
          node->kind != FileKind::kDirectory)
        return "enotdir";
      text_.Put(uint8_t{'/'});
      text_.Put(name.data, name.size);
      node_ = node;
      return nullptr;
    }
    if (node == nullptr) return "enoent";
    if (node->kind != FileKind::kDirectory) return "enotdir";
    text_.Put(uint8_t{'/'});
    text_.Put(name.data, name.size);
    StepInto(node);
  }
  node_ = steps_.back().node;
  is_root_ = steps_.size() == 1;
  if (!is_root_) steps_.pop_back();
  return nullptr;
}

bool PathWalk::IsBelow(const FileNode* node) const {
  for (const Step& step : steps_) {
    if (step.node == node) return true;
  }
  return false;
}

bool PathWalk::IsCurrentDirectory() const {
  const Bytes directory = CurrentDirectory();
  return directory.size == text_.size() &&
         memcmp(directory.data, text_.data(), directory.size) == 0;
}

void PathWalk::BecomeCurrentDirectory() {
  g_directory.clear();
  text_.size() > 0 ? g_directory.Put(text_.data(), text_.size()) : g_directory.Put(uint8_t{'/'});
}

}  // namespace seabeam::rt
