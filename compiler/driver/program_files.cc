#include "compiler/driver/program_files.h"

#include <filesystem>
#include <map>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "base/file.h"
#include "base/status_macros.h"

namespace seabeam::driver {
namespace {

constexpr absl::string_view kSeparator = "::";

// /HOST without dots: what comes before the first component that is not "..", is not part of it.
std::string DefaultGuest(const std::string& host) {
  std::string guest;
  for (const std::filesystem::path& part : std::filesystem::path(host).lexically_normal()) {
    const std::string name = part.native();
    if (!name.empty() && name != "/" && name != "." && name != "..")
      absl::StrAppend(&guest, "/", name);
  }
  return guest.empty() ? "/" : guest;
}

}  // namespace

absl::StatusOr<std::vector<ProgramFile>> FindProgramFiles(const std::vector<std::string>& dirs) {
  std::map<std::string, std::string> files;
  for (const std::string& dir : dirs) {
    const size_t separator = dir.find(kSeparator.data());
    const std::string host = dir.substr(0, separator);
    std::string guest = separator == std::string::npos ? DefaultGuest(host)
                                                       : dir.substr(separator + kSeparator.size());
    if (!absl::StartsWith(guest, "/")) {
      return absl::InvalidArgumentError(
          absl::StrCat("--dir=", dir, ": ", guest, " is not absolute"));
    }
    guest = std::filesystem::path(guest).lexically_normal().native();
    if (!base::IsDirectory(host)) {
      if (!base::FileExists(host))
        return absl::NotFoundError(absl::StrCat("--dir=", dir, ": there is no ", host));
      files[guest] = host;
      continue;
    }
    SEABEAM_ASSIGN_OR_RETURN(const std::vector<std::string> found, base::ListFilesRecursive(host));
    for (const std::string& file : found) {
      files[base::JoinPath(guest, std::filesystem::path(file).lexically_relative(host).native())] =
          file;
    }
  }
  std::vector<ProgramFile> result;
  for (auto& [guest, host] : files) result.push_back({guest, std::move(host)});
  return result;
}

}  // namespace seabeam::driver
