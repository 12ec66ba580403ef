// The commands. Each prints its findings on standard error and returns the exit status: 0 done, 1
// the input is bad or the program failed, 3 an internal error.
#ifndef SEABEAM_COMPILER_DRIVER_COMMANDS_H_
#define SEABEAM_COMPILER_DRIVER_COMMANDS_H_

#include <memory>

#include "absl/status/status.h"
#include "compiler/driver/options.h"
#include "re2/re2.h"

namespace seabeam::driver {

inline constexpr int kExitDone = 0;
inline constexpr int kExitBadInput = 1;
inline constexpr int kExitBadCommandLine = 2;
inline constexpr int kExitInternal = 3;

int RunCommand(const Options& options);
int BuildCommand(const Options& options);
int CompileCommand(const Options& options);
int CompileForAtomVmCommand(const Options& options);  // compile --abi=atomvm
int DumpCommand(const Options& options);
int InspectCommand(const Options& options);
int SizeCommand(const Options& options);
// size --abi=atomvm, of functions that match.
int SizeForAtomVmCommand(const Options& options, const RE2& pattern);
int PassesCommand(const Options& options);

// Prints the status's message on standard error, when it is not OK; the exit status that goes with
// it.
int Report(const absl::Status& status);

// The pattern of --function; null when it is no regular expression, which has been printed then.
std::unique_ptr<const RE2> FunctionPattern(const Options& options);

}  // namespace seabeam::driver

#endif  // SEABEAM_COMPILER_DRIVER_COMMANDS_H_
