// Files, directories and symlinks in memory, and what a directory holds. See file_system.h.
#ifndef SEABEAM_RUNTIME_FILE_FILE_TREE_H_
#define SEABEAM_RUNTIME_FILE_FILE_TREE_H_

#include <cstdint>

#include "runtime/core/containers.h"

namespace seabeam::rt {

// The POSIX name of an error, in lower case as OTP's atoms are ("enoent"); null = none.
using FileError = const char*;

struct Bytes {
  const uint8_t* data;
  uint32_t size;
};

// Values as the host gives them (runtime/host/seabeam.mjs).
enum class FileKind : uint32_t { kRegular, kDirectory, kSymlink, kDevice, kOther };

struct FileNode;

// What a directory has under a name.
struct FileEntry {
  uint8_t* name;
  uint32_t name_size;
  enum State : uint8_t {
    kHere,     // `node`
    kOnHost,   // the host has something of this name; it has not been looked at
    kDeleted,  // the host has it, the program has deleted it
  } state;
  FileNode* node;
};

struct FileNode {
  FileKind kind = FileKind::kRegular;
  bool fetch = false;  // a file's contents, a directory's names: the host has them, they have not
                       // been fetched
  uint32_t permissions = 0;  // the lower 12 bits of st_mode
  uint32_t owner = 0, group = 0;
  uint32_t links = 0;   // entries
  uint32_t users = 0;   // open handles
  uint32_t number = 0;  // inode
  int64_t accessed = 0, modified = 0, changed = 0;
  // Where the host has it; null: nowhere.
  uint8_t* host_path = nullptr;
  uint32_t host_path_size = 0;
  // A regular file's bytes, a symlink's target. Before they are fetched `size` is what the host
  // says.
  uint8_t* data = nullptr;
  uint32_t size = 0;
  uint32_t capacity = 0;
  // A directory's entries, in no order, and where they are by the hash of their name (position +
  // 1).
  Vec<FileEntry> entries;
  WordMap places;
};

int64_t FileTimeNow();

FileNode* NewFileNode(FileKind kind, uint32_t permissions);
// Frees what has neither a link nor a user.
void FreeIfUnused(FileNode* node);
// The root: the host's, or an empty one with a directory `tmp`.
FileNode* FileRoot();

// *node: null when the directory has nothing of this name.
FileError LookUp(FileNode* directory, Bytes name, FileNode** node);
// The directory now has `node` under the name, whatever it had before. Links are the caller's.
void SetEntry(FileNode* directory, Bytes name, FileNode* node);
void RemoveEntry(FileNode* directory, Bytes name);
// Makes `entries` complete.
FileError FetchEntries(FileNode* directory);

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_FILE_FILE_TREE_H_
