// The files that a program gets: those that options `--dir HOST[::GUEST]` name.
#ifndef SEABEAM_COMPILER_DRIVER_PROGRAM_FILES_H_
#define SEABEAM_COMPILER_DRIVER_PROGRAM_FILES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace seabeam::driver {

struct ProgramFile {
  std::string guest;  // absolute, without dots
  std::string host;
};

// Every file of `dirs`, sorted by `guest`; of two of one name the later stays. Errors: nothing at
// HOST, a GUEST that is not absolute.
absl::StatusOr<std::vector<ProgramFile>> FindProgramFiles(const std::vector<std::string>& dirs);

}  // namespace seabeam::driver

#endif  // SEABEAM_COMPILER_DRIVER_PROGRAM_FILES_H_
