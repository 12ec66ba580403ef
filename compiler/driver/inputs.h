// INPUT arguments to .beam files.
#ifndef SEABEAM_COMPILER_DRIVER_INPUTS_H_
#define SEABEAM_COMPILER_DRIVER_INPUTS_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "compiler/driver/library.h"
#include "compiler/driver/options.h"
#include "compiler/driver/system/process.h"

namespace seabeam::driver {

struct ModuleFile {
  std::string name;   // the file's, without .beam
  std::string path;
  std::string label;  // how messages call it: the path, or the source it was made from
  size_t input = 0;   // which of the arguments it came from; applications come after them
};

// Everything a command works on. Owns the temporary files of compiled sources.
struct Inputs {
  std::vector<ModuleFile> modules;  // in the order of the arguments, without repeated names
  std::string script;               // an Elixir script that is the program: Elixir itself runs it, as `elixir` does; "" when there is none
  Library library;                  // what else can be loaded; empty with --no-stdlib
  std::string otp_root;             // of the installed OTP, "" when there is none
  OtpVersion otp_version;           // of it
  std::vector<std::string> code_path;  // folders of the modules, for .beam files and folders, or of their sources
  std::vector<std::string> applications;  // names of the .app files in folders and beside .beam files; sorted
  absl::optional<TemporaryFolder> scratch;

  // Null when no input has that name.
  const ModuleFile* Find(absl::string_view name) const;
  absl::flat_hash_map<std::string, size_t> by_name;  // into `modules`
};

// Messages of compilers go to standard error. Errors: InvalidArgument and NotFound, naming the input.
absl::StatusOr<Inputs> GatherInputs(const Options& options);

}  // namespace seabeam::driver

#endif  // SEABEAM_COMPILER_DRIVER_INPUTS_H_
