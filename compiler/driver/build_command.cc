#include <algorithm>
#include <chrono>
#include <cstdio>
#include <mutex>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "base/file.h"
#include "base/status_macros.h"
#include "compiler/driver/closure.h"
#include "compiler/driver/commands.h"
#include "compiler/driver/data_files.h"
#include "compiler/driver/json.h"
#include "compiler/driver/main_function.h"
#include "compiler/driver/store.h"
#include "compiler/driver/work.h"

namespace seabeam::driver {
namespace {

using Clock = std::chrono::steady_clock;

struct Packed {
  std::string name;
  size_t offset;
  size_t size;
};

// What main.mjs reads; runtime/host/node.mjs describes the fields.
std::string Manifest(const MainFunction& main, const std::vector<Packed>& modules) {
  JsonWriter json;
  json.Open('{').Key("runtime").String("runtime.wasm").Key("pack").String("modules.pack");
  json.Key("main").Open('{').Key("module").String(main.module).Key("function");
  if (main.function.empty()) {
    json.Null();
  } else {
    json.String(main.function);
  }
  json.Close().Key("modules").Open('{');
  for (const Packed& module : modules) {
    json.Key(module.name).Open('[');
    json.Number(static_cast<int64_t>(module.offset)).Number(static_cast<int64_t>(module.size)).Close();
  }
  json.Close().Close();
  return json.Take();
}

absl::StatusOr<std::vector<std::string>> LibraryRoots(const std::string& lib) {
  std::vector<std::string> names;
  SEABEAM_ASSIGN_OR_RETURN(std::vector<std::string> files, base::ListFilesRecursive(lib, ".beam"));
  for (const std::string& path : files) {
    std::string name = base::BaseName(path);
    names.push_back(name.substr(0, name.size() - 5));
  }
  return names;
}

absl::Status Build(const Options& options, int* worst) {
  const auto start = Clock::now();
  SEABEAM_ASSIGN_OR_RETURN(DataFiles data, FindDataFiles());
  SEABEAM_ASSIGN_OR_RETURN(CompileOptions compile_options, MakeCompileOptions(options));
  SEABEAM_ASSIGN_OR_RETURN(Inputs inputs, GatherInputs(options));
  SEABEAM_ASSIGN_OR_RETURN(MainFunction main, FindMain(inputs, options.main));
  ModuleStore store(inputs, data.lib, compile_options, options.no_cache ? ModuleCache() : ModuleCache::Open());
  std::vector<std::string> roots;
  for (const ModuleFile& file : inputs.modules) roots.push_back(file.name);
  SEABEAM_ASSIGN_OR_RETURN(std::vector<std::string> library_roots, LibraryRoots(data.lib));
  SEABEAM_ASSIGN_OR_RETURN(Closure closure, FindClosure(store, roots, library_roots));
  if (std::none_of(closure.modules.begin(), closure.modules.end(),
                   [&](const ModuleFile& file) { return file.name == main.module; })) {
    return absl::NotFoundError(absl::StrCat("--main: there is no module ", main.module));
  }

  const int threads = ThreadCount(options.jobs);
  std::vector<std::string> wasm(closure.modules.size());
  std::mutex mutex;
  {
    Progress progress("compiling", closure.modules.size());
    ParallelFor(closure.modules.size(), threads, [&](size_t i) {
      absl::StatusOr<std::string> result = store.Compile(closure.modules[i]);
      progress.Step(closure.modules[i].name);
      if (result.ok()) {
        wasm[i] = *std::move(result);
        return;
      }
      progress.Message(result.status().message());
      std::lock_guard<std::mutex> lock(mutex);
      *worst = std::max(*worst, result.status().code() == absl::StatusCode::kInternal ? kExitInternal : kExitBadInput);
    });
  }
  if (*worst != kExitDone) return absl::OkStatus();

  std::vector<size_t> order(closure.modules.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(),
            [&](size_t a, size_t b) { return closure.modules[a].name < closure.modules[b].name; });
  std::string pack;
  std::vector<Packed> index;
  for (const size_t i : order) {
    index.push_back({closure.modules[i].name, pack.size(), wasm[i].size()});
    pack += wasm[i];
  }
  SEABEAM_RETURN_IF_ERROR(base::MakeDirectories(options.output));
  auto put = [&](absl::string_view name, absl::string_view contents) {
    return base::WriteFileAtomic(base::JoinPath(options.output, name), contents);
  };
  SEABEAM_ASSIGN_OR_RETURN(std::string runtime, base::ReadFile(data.runtime_wasm));
  SEABEAM_RETURN_IF_ERROR(put("runtime.wasm", runtime));
  for (const std::string& name : HostFiles()) {
    SEABEAM_ASSIGN_OR_RETURN(std::string text, base::ReadFile(base::JoinPath(data.host, name)));
    SEABEAM_RETURN_IF_ERROR(put(name, text));
  }
  SEABEAM_RETURN_IF_ERROR(put("modules.pack", pack));
  // Last: with a new manifest, everything it names is there.
  SEABEAM_RETURN_IF_ERROR(put("manifest.json", Manifest(main, index)));

  if (!closure.missing.empty()) {
    fprintf(stderr, "%s: called, but not installed: %s\n", options.output.c_str(),
            absl::StrJoin(closure.missing, ", ").c_str());
  }
  const auto wall = Clock::now() - start;
  if (options.verbose) {
    fprintf(stderr, "%s: %zu modules, %.1f kB, runtime %.1f kB, %.2f s\n", options.output.c_str(), index.size(),
            static_cast<double>(pack.size()) / 1e3, static_cast<double>(runtime.size()) / 1e3,
            std::chrono::duration<double>(wall).count());
  }
  if (!options.stats_file.empty()) {
    SEABEAM_RETURN_IF_ERROR(WriteStats(options.stats_file, store.stats(),
                                       std::chrono::duration_cast<std::chrono::nanoseconds>(wall).count(), threads));
  }
  return absl::OkStatus();
}

}  // namespace

int BuildCommand(const Options& options) {
  int worst = kExitDone;
  const int status = Report(Build(options, &worst));
  return std::max(worst, status);
}

}  // namespace seabeam::driver
