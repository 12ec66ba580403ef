// The command line as data.
#ifndef SEABEAM_COMPILER_DRIVER_OPTIONS_H_
#define SEABEAM_COMPILER_DRIVER_OPTIONS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace seabeam::driver {

enum class Command { kNone, kRun, kBuild, kCompile, kDump, kInspect, kSize, kPasses, kHelp };

struct Options {
  Command command = Command::kNone;
  bool help = false;  // of `command`

  std::vector<std::string> inputs;
  std::vector<std::string> program_args;  // behind `--`

  // Where modules come from.
  std::vector<std::string> apps;
  std::vector<std::string> include_dirs;  // for erlc
  std::string otp_root;
  std::string elixir_root;
  bool no_stdlib = false;

  // How they are compiled.
  int opt_level = 2;
  std::string passes;
  std::vector<std::string> skip_passes;
  int64_t bisect_limit = -1;
  std::string dump_dir;
  bool verify = false;
  int jobs = 0;  // 0: as many as there are cores
  bool no_cache = false;

  // What is said.
  std::string stats_file;
  bool verbose = false;

  // Of single commands.
  std::string output;
  std::string main;  // "M:F", "M" or empty
  std::string abi = "seabeam";
  bool keep_bytecode = false;  // the following of --abi=atomvm only
  bool no_shared_memory = false;
  bool no_tail_calls = false;
  bool label_at_a_time = false;
  std::string stage;
  std::string function;  // re2 pattern
  std::string format = "text";
  std::string by = "module";
  std::vector<std::string> dirs;  // HOST[::GUEST], see program_files.h
  std::vector<std::string> configs;  // files of applications' environments
  std::vector<std::string> keep;  // modules that build keeps whole
  bool no_shake = false;
  bool names = false;
  bool time = false;
  bool runtime_stats = false;
  bool no_halt = false;
  std::vector<std::string> node_flags;
};

// InvalidArgument for anything that the command line may not say; the message stands for itself.
absl::StatusOr<Options> ParseOptions(absl::Span<const char* const> args);

// What --help prints, for all commands or one.
std::string HelpText(Command command);
absl::string_view CommandName(Command command);

}  // namespace seabeam::driver

#endif  // SEABEAM_COMPILER_DRIVER_OPTIONS_H_
