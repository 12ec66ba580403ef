// The seabeam binary.
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "absl/types/span.h"
#include "compiler/driver/commands.h"
#include "compiler/driver/options.h"
#include "compiler/driver/work.h"

namespace seabeam::driver {
namespace {

int Main(int argc, char** argv) {
  InstallCrashHandler();
  // `bazel run` starts programs elsewhere; paths are meant from where the user stands.
  const char* folder = getenv("BUILD_WORKING_DIRECTORY");
  if (folder != nullptr && chdir(folder) != 0) {
    perror(folder);
    return kExitBadCommandLine;
  }
  absl::StatusOr<Options> options = ParseOptions(absl::MakeConstSpan(argv + 1, static_cast<size_t>(argc) - 1));
  if (!options.ok()) {
    fprintf(stderr, "%s\n", std::string(options.status().message()).c_str());
    return kExitBadCommandLine;
  }
  if (options->help || options->command == Command::kHelp) {
    fputs(HelpText(options->command).c_str(), stdout);
    return kExitDone;
  }
  switch (options->command) {
    case Command::kRun:
      return RunCommand(*options);
    case Command::kBuild:
      return BuildCommand(*options);
    case Command::kCompile:
      return CompileCommand(*options);
    case Command::kDump:
      return DumpCommand(*options);
    case Command::kInspect:
      return InspectCommand(*options);
    case Command::kSize:
      return SizeCommand(*options);
    case Command::kPasses:
      return PassesCommand(*options);
    case Command::kNone:
    case Command::kHelp:
      break;
  }
  return kExitBadCommandLine;
}

}  // namespace
}  // namespace seabeam::driver

int main(int argc, char** argv) { return seabeam::driver::Main(argc, argv); }
