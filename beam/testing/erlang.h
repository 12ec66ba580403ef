// Runs the installed erlc and escript, for tests.

#ifndef SEABEAM_BEAM_TESTING_ERLANG_H_
#define SEABEAM_BEAM_TESTING_ERLANG_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace seabeam::beam::testing {

// An empty folder of its own below the test's temporary folder.
std::string NewFolder();

// Runs a shell command; its output is in the message when it fails.
absl::Status Run(const std::string& command);

// Compiles `source` into `folder` (options as for erlc, such as "-S +r24") and returns the contents
// of NAME.EXTENSION there.
absl::StatusOr<std::string> Compile(const std::string& source, absl::string_view options,
                                    const std::string& folder, absl::string_view extension);

// The .beam files of OTP's standard library.
std::string StdlibFolder();

}  // namespace seabeam::beam::testing

#endif  // SEABEAM_BEAM_TESTING_ERLANG_H_
