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

}  // namespace seabeam::driver
