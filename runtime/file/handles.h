// Open files: what prim_file:open_nif/2 gives a reference to.
#ifndef SEABEAM_RUNTIME_FILE_HANDLES_H_
#define SEABEAM_RUNTIME_FILE_HANDLES_H_

#include "runtime/core/owned.h"
#include "runtime/core/process.h"
#include "runtime/core/term.h"
#include "runtime/file/file_system.h"

namespace seabeam::rt {

struct FileHandle : Owned {
  uint64_t number = 0;  // of its reference
  FileNode* node = nullptr;
  uint32_t flags = 0;  // OpenFlags
  int64_t position = 0;
};

// A reference to it.
Term OpenHandle(Ctx* ctx, FileNode* node, uint32_t flags);
void CloseHandle(FileHandle* handle);
// Null: closed, or no file's reference; *is_reference tells.
FileHandle* FindHandle(Term reference, bool* is_reference);

// Bytes from `offset` on, into `room` bytes; how many. Contents have been fetched.
uint32_t ReadAt(const FileNode* node, int64_t offset, uint8_t* bytes, uint32_t room);
// Writes to `offset`, or to the end in a file that was opened to append; *end is where that ended.
FileError WriteAt(FileHandle* handle, int64_t offset, const uint8_t* bytes, uint32_t size,
                  int64_t* end);

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_FILE_HANDLES_H_
