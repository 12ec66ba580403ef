// What the host has of files.
#ifndef SEABEAM_RUNTIME_FILE_HOST_FILES_H_
#define SEABEAM_RUNTIME_FILE_HOST_FILES_H_

#include "runtime/core/host.h"
#include "runtime/file/file_system.h"

// Values of `what`, and the answers.
enum class HostFileRequest : uint32_t {
  kInfo,       // HostFileInfo of what is there, symlinks not followed
  kNames,      // a directory's: each followed by a zero byte
  kContents,   // a regular file's bytes
  kTarget,     // a symlink's
  kDirectory,  // the current directory at the start, absolute; path: empty
};
// The answer is a block to be freed, or null when it is empty; its size is in *size. With *failed
// it is the name of a POSIX error ("enoent") instead.
SB_HOST(file)
uint8_t* host_file(HostFileRequest what, const uint8_t* path, uint32_t path_size, uint32_t* size,
                   uint32_t* failed);

namespace seabeam::rt {

struct HostFileInfo {
  double kind;  // FileKind
  double mode, owner, group;
  double size;
  double accessed, modified, changed;
};

// The answer's bytes; the caller frees them.
struct HostFileAnswer {
  FileError error = nullptr;
  uint8_t* data = nullptr;
  uint32_t size = 0;
};
HostFileAnswer AskHost(HostFileRequest what, const uint8_t* path, uint32_t path_size);

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_FILE_HOST_FILES_H_
