// Where modules that nobody gave come from: our own few, and the installed OTP and Elixir.
#ifndef SEABEAM_COMPILER_DRIVER_LIBRARY_H_
#define SEABEAM_COMPILER_DRIVER_LIBRARY_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "compiler/driver/json/json.h"

namespace seabeam::driver {

// The root of the installed OTP (it holds lib/stdlib-*/ebin): `given`, or that of the `erl` on
// PATH. NotFound when there is none; InvalidArgument when `given` is no such folder.
absl::StatusOr<std::string> FindOtpRoot(const std::string& given);
// Which OTP lies in a root: what erlang:system_info says as otp_release ("27") and version
// ("15.2.7"). Both "" where the root does not tell (releases/start_erl.data).
struct OtpVersion {
  std::string release;
  std::string erts;

  // 27; 0: not known.
  int Number() const;
};
OtpVersion ReadOtpVersion(const std::string& root);
// "otp": [release, erts], for the host (runtime/host/seabeam.mjs); nothing when it is not known.
void PutOtpVersion(const OtpVersion& version, JsonWriter* json);
// The root of the installed Elixir (it holds lib/elixir/ebin), likewise.
absl::StatusOr<std::string> FindElixirRoot(const std::string& given);

// An ordered list of folders with .beam files.
class Library {
 public:
  Library() = default;

  // Its folders are searched before those added later.
  void AddFolder(std::string folder) { folders_.push_back(std::move(folder)); }
  // The newest version of each application in ROOT/lib, or of Elixir's.
  void AddInstalled(const std::string& root);

  // The path of NAME.beam; "" when there is none, or `name` cannot be a file's.
  std::string Find(absl::string_view name) const;
  // The ebin folder of an installed application; "" when there is none.
  std::string FindApp(absl::string_view app) const;
  const std::vector<std::string>& folders() const { return folders_; }
  // For "no such application" messages.
  std::vector<std::string> Apps() const;

 private:
  struct App {
    std::string name;
    std::string ebin;
  };
  std::vector<std::string> folders_;
  std::vector<App> apps_;
};

// Chooses the newest of the folders NAME-VERSION in `names`; NAME without a version is the oldest.
// Sorted by name. For tests.
std::vector<std::string> NewestVersions(std::vector<std::string> names);

}  // namespace seabeam::driver

#endif  // SEABEAM_COMPILER_DRIVER_LIBRARY_H_
