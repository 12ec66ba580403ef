#include "runtime/file/file_system.h"

#include <cstdlib>
#include <cstring>

#include "runtime/file/host_files.h"
#include "runtime/file/path_walk.h"

namespace seabeam::rt {
namespace {

constexpr uint32_t kFilePermissions = 0644;  // what a umask of 022 leaves
constexpr uint32_t kDirectoryPermissions = 0755;
constexpr uint32_t kSymlinkPermissions = 0777;

// ---- The walk's end ------------------------------------------------------------------

// Where the last component of `path` is or would be, without following it.
FileError FindPlace(Bytes path, PathWalk* walk) { return walk->Run(path, Follow::kNever); }

// A place where something new can be made: there is nothing.
FileError FindFreePlace(Bytes path, PathWalk* walk) {
  if (const FileError error = FindPlace(path, walk)) return error;
  return walk->node() != nullptr ? "eexist" : nullptr;
}

void Touch(FileNode* directory) { directory->modified = directory->changed = FileTimeNow(); }

FileNode* Make(FileKind kind, uint32_t permissions) {
  FileNode* node = NewFileNode(kind, permissions);
  node->accessed = node->modified = node->changed = FileTimeNow();
  return node;
}

void Add(const PathWalk& walk, FileNode* node) {
  SetEntry(walk.directory(), walk.name(), node);
  node->links++;
  Touch(walk.directory());
}

void Unlink(const PathWalk& walk) {
  FileNode* node = walk.node();
  RemoveEntry(walk.directory(), walk.name());
  Touch(walk.directory());
  node->links--;
  node->changed = FileTimeNow();
  FreeIfUnused(node);
}

FileError IsEmpty(FileNode* directory) {
  if (const FileError error = FetchEntries(directory)) return error;
  for (const FileEntry& entry : directory->entries) {
    if (entry.state != FileEntry::kDeleted) return "eexist";
  }
  return nullptr;
}

}  // namespace

FileError FindFile(Bytes path, bool follow, FileNode** node) {
  PathWalk walk;
  if (const FileError error = walk.Run(path, follow ? Follow::kAlways : Follow::kBeforeSlash))
    return error;
  if (walk.node() == nullptr) return "enoent";
  *node = walk.node();
  return nullptr;
}

FileError OpenFile(Bytes path, uint32_t flags, FileNode** node) {
  const bool write = (flags & kOpenWrite) != 0;
  const bool exclusive = (flags & kOpenExclusive) != 0;
  PathWalk walk;
  if (const FileError error = walk.Run(path, exclusive ? Follow::kNever : Follow::kAlways))
    return error;
  FileNode* found = walk.node();
  if (found == nullptr) {
    if (!write) return "enoent";
    if (walk.wants_directory()) return "eisdir";
    found = Make(FileKind::kRegular, kFilePermissions);
    Add(walk, found);
  } else {
    if (exclusive) return "eexist";
    const bool directory = found->kind == FileKind::kDirectory;
    if (directory && (write || (flags & (kOpenDirectory | kOpenAnyType)) == 0)) return "eisdir";
    if (!directory && (flags & kOpenDirectory) != 0) return "enotdir";
    if (write && (flags & (kOpenRead | kOpenAppend)) == 0 && found->kind == FileKind::kRegular) {
      found->fetch = false;
      found->size = 0;
      found->modified = found->changed = FileTimeNow();
    }
  }
  found->users++;
  *node = found;
  return nullptr;
}

void ReleaseFile(FileNode* node) {
  node->users--;
  FreeIfUnused(node);
}

FileError FetchContents(FileNode* node) {
  if (!node->fetch) return nullptr;
  const HostFileAnswer answer =
      AskHost(HostFileRequest::kContents, node->host_path, node->host_path_size);
  if (answer.error != nullptr) return answer.error;
  free(node->data);
  node->data = answer.data;
  node->size = node->capacity = answer.size;
  node->fetch = false;
  return nullptr;
}

FileError ResizeFile(FileNode* node, uint32_t size) {
  if (size > kMaxFileSize) return "efbig";
  if (size > node->capacity) {
    uint32_t capacity = node->capacity + node->capacity / 2;
    if (capacity < size) capacity = size;
    auto* grown = static_cast<uint8_t*>(realloc(node->data, capacity));
    if (grown == nullptr) return "enospc";
    node->data = grown;
    node->capacity = capacity;
  }
  if (size > node->size) memset(node->data + node->size, 0, size - node->size);
  node->size = size;
  return nullptr;
}

FileError MakeDirectory(Bytes path) {
  PathWalk walk;
  if (const FileError error = FindFreePlace(path, &walk)) return error;
  FileNode* node = Make(FileKind::kDirectory, kDirectoryPermissions);
  Add(walk, node);
  return nullptr;
}

FileError RemoveDirectory(Bytes path) {
  PathWalk walk;
  if (const FileError error = FindPlace(path, &walk)) return error;
  FileNode* node = walk.node();
  if (node == nullptr) return "enoent";
  if (node->kind != FileKind::kDirectory) return "enotdir";
  if (walk.ends_in_dot()) return "einval";
  if (walk.is_root()) return "ebusy";
  if (const FileError error = IsEmpty(node)) return error;
  // OTP keeps programs from removing where they are.
  if (walk.IsCurrentDirectory()) return "einval";
  Unlink(walk);
  return nullptr;
}

FileError RemoveFile(Bytes path) {
  PathWalk walk;
  if (const FileError error = FindPlace(path, &walk)) return error;
  if (walk.node() == nullptr) return "enoent";
  if (walk.node()->kind == FileKind::kDirectory) return "eperm";  // as OTP has it, not Linux
  if (walk.wants_directory()) return "enotdir";
  Unlink(walk);
  return nullptr;
}

FileError RenameFile(Bytes from, Bytes to) {
  PathWalk old_place, new_place;
  if (const FileError error = FindPlace(from, &old_place)) return error;
  FileNode* node = old_place.node();
  if (old_place.is_root()) return "einval";
  if (const FileError error = FindPlace(to, &new_place)) return error;
  if (node == nullptr) return "enoent";
  const bool directory = node->kind == FileKind::kDirectory;
  if (old_place.ends_in_dot() || new_place.ends_in_dot() || new_place.is_root()) return "ebusy";
  if (!directory && (old_place.wants_directory() || new_place.wants_directory())) return "enotdir";
  if (directory && new_place.IsBelow(node)) return "einval";
  FileNode* replaced = new_place.node();
  if (replaced == node) return nullptr;
  if (replaced != nullptr) {
    if (directory && replaced->kind != FileKind::kDirectory) return "enotdir";
    if (!directory && replaced->kind == FileKind::kDirectory) return "eisdir";
    if (directory) {
      if (const FileError error = IsEmpty(replaced)) return error;
    }
  }
  node->users++;
  Unlink(old_place);
  if (replaced != nullptr) Unlink(new_place);
  Add(new_place, node);
  node->users--;
  return nullptr;
}

FileError MakeHardLink(Bytes existing, Bytes path) {
  PathWalk old_place, new_place;
  if (const FileError error = FindPlace(existing, &old_place)) return error;
  if (old_place.node() == nullptr) return "enoent";
  if (const FileError error = FindFreePlace(path, &new_place)) return error;
  if (old_place.node()->kind == FileKind::kDirectory) return "eperm";
  if (old_place.wants_directory()) return "enotdir";
  if (new_place.wants_directory()) return "enoent";
  Add(new_place, old_place.node());
  return nullptr;
}

FileError MakeSymlink(Bytes target, Bytes path) {
  if (target.size == 0) return "enoent";
  PathWalk walk;
  if (const FileError error = FindFreePlace(path, &walk)) return error;
  if (walk.wants_directory()) return "enoent";
  FileNode* node = Make(FileKind::kSymlink, kSymlinkPermissions);
  if (const FileError error = ResizeFile(node, target.size)) {
    FreeIfUnused(node);
    return error;
  }
  memcpy(node->data, target.data, target.size);
  Add(walk, node);
  return nullptr;
}

FileError ChangeDirectory(Bytes path) {
  PathWalk walk;
  if (const FileError error = walk.Run(path, Follow::kAlways)) return error;
  if (walk.node() == nullptr) return "enoent";
  if (walk.node()->kind != FileKind::kDirectory) return "enotdir";
  walk.BecomeCurrentDirectory();
  return nullptr;
}

}  // namespace seabeam::rt
