// Files as whole strings. Errors carry the path and the system's reason.
#ifndef SEABEAM_BASE_FILE_H_
#define SEABEAM_BASE_FILE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace seabeam::base {

// The whole contents; a folder is an error. "/dev/stdin" and pipes work.
absl::StatusOr<std::string> ReadFile(const std::string& path);

// Writes a temporary file in the same folder and renames it over `path`, so a reader sees the old
// contents or the new, never a part. The folder must exist. `mode` is masked by the umask.
absl::Status WriteFileAtomic(const std::string& path, absl::string_view contents, int mode = 0666);

// Makes `path` and its parents; one that exists already is fine.
absl::Status MakeDirectories(const std::string& path);

bool FileExists(const std::string& path);
bool IsDirectory(const std::string& path);

// All regular files under `root`, sorted, as `root`-prefixed paths, whose name ends in `suffix`.
// Links to folders are not followed.
absl::StatusOr<std::vector<std::string>> ListFilesRecursive(const std::string& root,
                                                            absl::string_view suffix = "");

// `name` under `folder`; an absolute `name` stays as it is.
std::string JoinPath(absl::string_view folder, absl::string_view name);
// What follows the last slash.
std::string BaseName(absl::string_view path);

}  // namespace seabeam::base

#endif  // SEABEAM_BASE_FILE_H_
