// The file system that programs see: a tree in memory above the files that the host gives
// (runtime/core/host.h). What the host has is asked for when it is first needed, kept, and never
// changed: what a program writes, renames or deletes stays in memory. Names are bytes. Everything
// behaves as on Linux for its superuser: permissions are kept, but nothing is refused for them.
// Times are POSIX seconds.
#ifndef SEABEAM_RUNTIME_FILE_FILE_SYSTEM_H_
#define SEABEAM_RUNTIME_FILE_FILE_SYSTEM_H_

#include <cstdint>

#include "runtime/file/file_tree.h"

namespace seabeam::rt {

inline constexpr uint32_t kMaxFileSize = 1u << 30;

// `follow`: a symlink at the end of the path is followed.
FileError FindFile(Bytes path, bool follow, FileNode** node);

enum OpenFlags : uint32_t {
  kOpenRead = 1,
  kOpenWrite = 2,
  kOpenAppend = 4,
  kOpenExclusive = 8,
  kOpenDirectory = 16,
  kOpenAnyType = 32,  // directories open without kOpenDirectory too
};
// With kOpenWrite a file that is not there is made; without kOpenRead and kOpenAppend one that is
// there is emptied. The node stays until it is released.
FileError OpenFile(Bytes path, uint32_t flags, FileNode** node);
void ReleaseFile(FileNode* node);

// Makes a regular file's `data` and `size` true.
FileError FetchContents(FileNode* node);
// The size changes to `size`; new bytes are 0. Contents must have been fetched.
FileError ResizeFile(FileNode* node, uint32_t size);

FileError MakeDirectory(Bytes path);
FileError RemoveDirectory(Bytes path);
FileError RemoveFile(Bytes path);
FileError RenameFile(Bytes from, Bytes to);
FileError MakeHardLink(Bytes existing, Bytes path);
FileError MakeSymlink(Bytes target, Bytes path);

FileError ChangeDirectory(Bytes path);

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_FILE_FILE_SYSTEM_H_
