#include "compiler/driver/system/data_files.h"

#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "abi/runtime_parts.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/file.h"
#include "compiler/driver/system/process.h"

namespace seabeam::driver {

std::string RuntimeWasm(const DataFiles& files, uint32_t parts) {
  std::string name = "seabeam_runtime";
  for (const abi::RuntimePartInfo& part : abi::kRuntimeParts) {
    if ((parts & part.part) != 0) absl::StrAppend(&name, "_", part.name);
  }
  return base::JoinPath(files.runtimes, absl::StrCat(name, ".wasm"));
}

absl::StatusOr<DataFiles> FindDataFiles() {
  std::vector<std::string> roots;
  const char* home = getenv("SEABEAM_HOME");
  if (home != nullptr && *home != '\0') {
    roots.push_back(home);
  } else {
    std::error_code error;
    const std::string self = std::filesystem::read_symlink("/proc/self/exe", error).native();
    const char* runfiles = getenv("RUNFILES_DIR");
    // The caller's runfiles first: Bazel brings a program's own ones up to date only when it is asked for the program.
    if (runfiles != nullptr) roots.push_back(base::JoinPath(runfiles, "seabeam"));
    roots.push_back(absl::StrCat(self, ".runfiles/seabeam"));
    roots.push_back(
        (std::filesystem::path(self).parent_path().parent_path() / "share/seabeam").native());
  }
  std::string missing;
  for (const std::string& root : roots) {
    DataFiles files;
    files.root = root;
    files.runtimes = base::JoinPath(root, "runtime");
    files.host = base::JoinPath(root, "runtime/host");
    files.lib = base::JoinPath(root, "runtime/lib");
    files.atoms = base::JoinPath(root, "runtime/atoms");
    files.run_script = base::JoinPath(root, "compiler/driver/run.mjs");
    if (base::FileExists(RuntimeWasm(files, 0)) && base::FileExists(files.run_script)) return files;
  }
  return absl::NotFoundError(
      absl::StrCat("the runtime is not beside the compiler; looked in ", absl::StrJoin(roots, ", ")));
}

std::vector<std::string> HostFiles(uint32_t parts) {
  std::vector<std::string> names = {"browser.mjs", "main.mjs", "node.mjs", "seabeam.mjs"};
  if ((parts & abi::kPartFile) != 0) names.push_back("files.mjs");
  return names;
}

absl::StatusOr<std::string> FindNode() {
  const char* named = getenv("SEABEAM_NODE");
  if (named != nullptr && *named != '\0') {
    std::string path = FindOnPath(named);
    if (path.empty() || !base::FileExists(path)) {
      return absl::NotFoundError(absl::StrCat("SEABEAM_NODE is ", named, ", and there is no such program"));
    }
    return path;
  }
  std::string path = FindOnPath("node");
  if (path.empty()) {
    return absl::NotFoundError("running needs Node 20 or newer: put node on PATH or set SEABEAM_NODE");
  }
  return path;
}

}  // namespace seabeam::driver
