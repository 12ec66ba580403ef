#include "beam/testing/erlang.h"

#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "base/file.h"
#include "base/status_macros.h"

namespace seabeam::beam::testing {

std::string NewFolder() {
  static int count = 0;
  const char* root = std::getenv("TEST_TMPDIR");
  std::string folder = absl::StrCat(root == nullptr ? "/tmp" : root, "/erlang", ++count);
  std::system(absl::StrCat("rm -rf '", folder, "' && mkdir -p '", folder, "'").c_str());
  return folder;
}

absl::Status Run(const std::string& command) {
  const std::string log = NewFolder() + "/log";
  if (std::system(absl::StrCat("( ", command, " ) >'", log, "' 2>&1").c_str()) == 0) {
    return absl::OkStatus();
  }
  const absl::StatusOr<std::string> output = base::ReadFile(log);
  return absl::UnknownError(absl::StrCat(command, ": ", output.ok() ? *output : "no output"));
}

absl::StatusOr<std::string> Compile(const std::string& source, absl::string_view options,
                                    const std::string& folder, absl::string_view extension) {
  SEABEAM_RETURN_IF_ERROR(
      Run(absl::StrCat("erlc -W0 ", options, " -o '", folder, "' '", source, "'")));
  std::string name = base::BaseName(source);
  name = name.substr(0, name.rfind('.'));
  return base::ReadFile(absl::StrCat(folder, "/", name, ".", extension));
}

std::string StdlibFolder() {
  const std::string folder = NewFolder();
  const absl::Status status = Run(absl::StrCat("erl -noshell -eval 'ok = file:write_file(\"",
                                               folder, "/path\", code:lib_dir(stdlib)), halt().'"));
  const absl::StatusOr<std::string> path = base::ReadFile(folder + "/path");
  return status.ok() && path.ok() ? *path + "/ebin" : std::string();
}

}  // namespace seabeam::beam::testing
