#include <cstdio>
#include <string>

#include "compiler/driver/commands.h"

namespace seabeam::driver {

int Report(const absl::Status& status) {
  if (status.ok()) return kExitDone;
  std::string message(status.message());
  if (message.empty()) message = std::string(absl::StatusCodeToString(status.code()));
  fprintf(stderr, "%s\n", message.c_str());
  return status.code() == absl::StatusCode::kInternal ? kExitInternal : kExitBadInput;
}

std::unique_ptr<const RE2> FunctionPattern(const Options& options) {
  RE2::Options quiet;
  quiet.set_log_errors(false);
  auto pattern = std::make_unique<const RE2>(options.function, quiet);
  if (pattern->ok()) return pattern;
  fprintf(stderr, "seabeam %s: --function=%s: %s\n", std::string(CommandName(options.command)).c_str(), options.function.c_str(),
          pattern->error().c_str());
  return nullptr;
}

}  // namespace seabeam::driver
