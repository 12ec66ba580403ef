// load_all [--md5] PATH...: loads every .beam under the given files and folders, reports failures, and prints the rate in MB of
// file per second on one core. Files are read beforehand, so that the rate is the loader's. Exit status 1 when one is refused.

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "beam/loader.h"
#include "beam/opcodes.h"

namespace {

namespace fs = std::filesystem;
using seabeam::beam::LoadModule;
using seabeam::beam::LoadOptions;
using seabeam::beam::Module;

struct File {
  std::string path;
  std::string bytes;
};

void AddFile(const fs::path& path, std::vector<File>* files) {
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    std::fprintf(stderr, "%s: cannot be read\n", path.c_str());
    return;
  }
  files->push_back({path.string(), std::string(std::istreambuf_iterator<char>(in), {})});
}

std::vector<File> Collect(const std::vector<std::string>& paths) {
  std::vector<File> files;
  for (const std::string& path : paths) {
    std::error_code error;
    if (!fs::is_directory(path, error)) {
      AddFile(path, &files);
      continue;
    }
    fs::recursive_directory_iterator it(path, fs::directory_options::skip_permission_denied, error);
    for (; !error && it != fs::recursive_directory_iterator(); it.increment(error)) {
      if (it->path().extension() == ".beam" && it->is_regular_file(error)) AddFile(it->path(), &files);
    }
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
  const auto start = std::chrono::steady_clock::now();
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
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;

  std::printf("%zu modules, %d refused, %.1f MB of file, %.1f MB of code, %llu functions, %llu instructions\n", files.size(),
              refused, static_cast<double>(bytes) / 1e6, static_cast<double>(code_bytes) / 1e6,
              static_cast<unsigned long long>(functions), static_cast<unsigned long long>(instructions));
  for (const auto& [version, count] : type_versions) {
    std::printf("  %llu with Type version %d\n", static_cast<unsigned long long>(count), version);
  }
  std::printf("%.3f s, %.0f MB/s of file, %.0f MB/s of code\n", elapsed.count(),
              static_cast<double>(bytes) / 1e6 / elapsed.count(), static_cast<double>(code_bytes) / 1e6 / elapsed.count());
  return refused == 0 ? 0 : 1;
}
