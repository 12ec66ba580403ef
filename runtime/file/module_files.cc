#include <cstring>

#include "runtime/core/code.h"
#include "runtime/core/code_path.h"
#include "runtime/core/host.h"
#include "runtime/file/file_system.h"
#include "runtime/file/path_walk.h"

namespace seabeam::rt {
namespace {

constexpr char kExtension[] = ".beam";

// Null when there is no such file.
const FileNode* RegularFile(const Vec<uint8_t>& path) {
  FileNode* node = nullptr;
  if (FindFile({path.begin(), path.size()}, true, &node) != nullptr || node == nullptr) return nullptr;
  return node->kind == FileKind::kRegular && FetchContents(node) == nullptr ? node : nullptr;
}

void Append(Vec<uint8_t>* path, const char* data, uint32_t size) {
  for (uint32_t i = 0; i < size; i++) path->push_back(static_cast<uint8_t>(data[i]));
}

// In memory that is not given back.
Text AbsolutePath(const Vec<uint8_t>& path) {
  const Bytes directory = CurrentDirectory();
  Vec<uint8_t> absolute;
  uint32_t from = 0;
  if (path[0] != '/') {
    Append(&absolute, reinterpret_cast<const char*>(directory.data), directory.size);
    Append(&absolute, "/", 1);
    while (from + 1 < path.size() && path[from] == '.' && path[from + 1] == '/') from += 2;
  }
  Append(&absolute, reinterpret_cast<const char*>(path.begin() + from), path.size() - from);
  char* copy = static_cast<char*>(CheckedAlloc(absolute.size()));
  memcpy(copy, absolute.begin(), absolute.size());
  return {copy, absolute.size()};
}

}  // namespace

Module* ModuleFromFile(Term name) {
  const Text module = AtomText(name);
  if (memchr(module.data, '/', module.size) != nullptr) return nullptr;
  const Text folders = SearchPath();
  Vec<uint8_t> path;
  for (uint32_t at = 0; at < folders.size;) {
    const char* folder = folders.data + at;
    const auto length = static_cast<uint32_t>(strlen(folder));
    at += length + 1;
    path.clear();
    Append(&path, folder, length);
    Append(&path, "/", 1);
    Append(&path, module.data, module.size);
    Append(&path, kExtension, sizeof(kExtension) - 1);
    const FileNode* node = RegularFile(path);
    if (node == nullptr) continue;
    uint32_t compiler_missing = 0;  // which is no module as well
    Module* m = UnlessOther(host_compile_module(node->data, node->size, &compiler_missing), name);
    if (m != nullptr) m->path = AbsolutePath(path);
    return m;
  }
  return nullptr;
}

}  // namespace seabeam::rt
