// load_all [--md5] PATH...: loads every .beam under the given files and folders, reports failures,
// and prints the rate in MB of file per second of processor time (one thread). Files are read
// beforehand, so that the rate is the loader's. Exit status 1 when one is refused.

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "base/file.h"
#include "beam/loader.h"

namespace {

using seabeam::base::IsDirectory;
using seabeam::base::ListFilesRecursive;
using seabeam::base::ReadFile;
using seabeam::beam::LoadModule;
using seabeam::beam::LoadOptions;
using seabeam::beam::Module;

struct File {
  std::string path;
  std::string bytes;
};

std::vector<File> Collect(const std::vector<std::string>& paths) {
  std::vector<File> files;
  const auto add = [&files](const std::string& path) {
    absl::StatusOr<std::string> bytes = ReadFile(path);
    if (bytes.ok()) {
      files.push_back({path, *std::move(bytes)});
    } else {
      std::fprintf(stderr, "%s\n", bytes.status().ToString().c_str());
    }
  };
  for (const std::string& path : paths) {
    if (!IsDirectory(path)) {
      add(path);
      continue;
    }
    const absl::StatusOr<std::vector<std::string>> found = ListFilesRecursive(path, ".beam");
    if (found.ok()) std::for_each(found->begin(), found->end(), add);
  }
  return files;
}

}  // namespace

int main(int argc, char** argv) {
  LoadOptions options;
  std::vector<std::string> paths;
  for (int i = 1; i < argc; ++i) {
    if (absl::string_view(argv[i]) == "--md5") {
      options.compute_md5 = true;
    } else if (absl::StartsWith(argv[i], "-")) {
      std::fprintf(stderr, "usage: load_all [--md5] PATH...\n");
      return 2;
    } else {
      paths.emplace_back(argv[i]);
    }
  }
  if (paths.empty()) {
    std::fprintf(stderr, "usage: load_all [--md5] PATH...\n");
    return 2;
  }
  const std::vector<File> files = Collect(paths);

  uint64_t bytes = 0;
  uint64_t code_bytes = 0;
  uint64_t functions = 0;
  uint64_t instructions = 0;
  int refused = 0;
  std::map<int, uint64_t> type_versions;
  const std::clock_t start = std::clock();
  for (const File& file : files) {
    options.file_name = file.path;
    const absl::StatusOr<Module> module = LoadModule(file.bytes, options);
    bytes += file.bytes.size();
    if (!module.ok()) {
      ++refused;
      std::printf("%s\n", std::string(module.status().message()).c_str());
      continue;
    }
    functions += module->functions.size();
    instructions += module->instructions.size();
    ++type_versions[static_cast<int>(module->type_version)];
    for (const auto& chunk : module->chunks) code_bytes += chunk.id == "Code" ? chunk.size : 0;
  }
  const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;

  std::printf(
      "%zu modules, %d refused, %.1f MB of file, %.1f MB of code, %llu functions, %llu "
      "instructions\n",
      files.size(), refused, static_cast<double>(bytes) / 1e6,
      static_cast<double>(code_bytes) / 1e6, static_cast<unsigned long long>(functions),
      static_cast<unsigned long long>(instructions));
  for (const auto& [version, count] : type_versions) {
    std::printf("  %llu with Type version %d\n", static_cast<unsigned long long>(count), version);
  }
  std::printf("%.3f s of processor time, %.0f MB/s of file, %.0f MB/s of code\n", seconds,
              static_cast<double>(bytes) / 1e6 / seconds,
              static_cast<double>(code_bytes) / 1e6 / seconds);
  return refused == 0 ? 0 : 1;
}
