// Reads the bytes of a .beam file (plain or gzip-compressed) into a Module.

#ifndef SEABEAM_BEAM_LOADER_H_
#define SEABEAM_BEAM_LOADER_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "beam/module.h"

namespace seabeam::beam {

struct LoadOptions {
  // Put in front of every message: usually the path. May be empty.
  std::string file_name;
  // Fill Module::md5.
  bool compute_md5 = false;
};

// Errors: InvalidArgument for anything wrong with the bytes,
//   "FILE: chunk Code: function f/1: offset N: message"
// (function and offset where known; N counts from the start of the chunk's data), ResourceExhausted
// when a limit of beam/limits.h is passed. Never crashes, and never allocates more than a small
// multiple of the input's size (of the inflated size, itself limited, where the input is
// compressed).
absl::StatusOr<Module> LoadModule(absl::string_view bytes, const LoadOptions& options = {});

}  // namespace seabeam::beam

#endif  // SEABEAM_BEAM_LOADER_H_
