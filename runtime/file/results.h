// What prim_file's native functions take and give.
#ifndef SEABEAM_RUNTIME_FILE_RESULTS_H_
#define SEABEAM_RUNTIME_FILE_RESULTS_H_

#include "runtime/core/term.h"
#include "runtime/file/file_system.h"

namespace seabeam::rt {

// {error, Reason}
Term FileErrorTerm(Ctx* ctx, FileError error);
// ok, or {error, Reason}
inline Term FileResult(Ctx* ctx, FileError error) {
  return error == nullptr ? kOk : FileErrorTerm(ctx, error);
}
// {ok, Value}
Term FileOk(Ctx* ctx, Term value);
// A #file_info{} with times in POSIX seconds.
Term FileInfoTerm(Ctx* ctx, const FileNode* node);

// An integer that fits 64 bits and is not negative. false with *error null: no number at all.
bool GetFileNumber(Term t, int64_t* value, FileError* error);

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_FILE_RESULTS_H_
