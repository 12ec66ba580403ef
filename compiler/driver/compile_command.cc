#include <algorithm>
#include <chrono>
#include <cstdio>
#include <mutex>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "base/file.h"
#include "compiler/driver/commands.h"
#include "compiler/driver/store.h"
#include "compiler/driver/work.h"

namespace seabeam::driver {
namespace {

using Clock = std::chrono::steady_clock;

std::string Summary(const StoreStats& stats, size_t failed, double wall, int threads) {
  const CompileStats& c = stats.compiled;
  const double mb = static_cast<double>(c.beam_bytes) / 1e6;
  const double cpu = static_cast<double>(c.total_ns()) * 1e-9;
  std::string text = absl::StrFormat("%d modules compiled", c.modules);
  if (stats.from_cache > 0) absl::StrAppend(&text, ", ", stats.from_cache, " from the cache");
  if (failed > 0) absl::StrAppend(&text, ", ", failed, " failed");
  absl::StrAppendFormat(&text, " in %.1f s on %d threads: %.1f MB of .beam to %.1f MB of .wasm", wall, threads, mb,
                        static_cast<double>(c.wasm_bytes) / 1e6);
  if (c.modules > 0) {
    absl::StrAppendFormat(&text,
                          ", %.2f MB/s per core (load %.1f s, translate %.1f s, passes %.1f s, emit %.1f s); "
                          "wasm is %.2f times the code; slowest function %s %.3f s, slowest module %s %.3f s",
                          mb / cpu, static_cast<double>(c.load_ns) * 1e-9, static_cast<double>(c.translate_ns) * 1e-9,
                          static_cast<double>(c.optimize_ns) * 1e-9, static_cast<double>(c.emit_ns) * 1e-9,
                          static_cast<double>(c.wasm_bytes) / static_cast<double>(c.code_chunk_bytes),
                          c.slowest_function, static_cast<double>(c.slowest_function_ns) * 1e-9, c.slowest_module,
                          static_cast<double>(c.slowest_module_ns) * 1e-9);
  }
  return text;
}

}  // namespace

int CompileCommand(const Options& options) {
  const auto start = Clock::now();
  if (options.abi == "atomvm") return CompileForAtomVmCommand(options);
  absl::StatusOr<CompileOptions> compile_options = MakeCompileOptions(options);
  if (!compile_options.ok()) return Report(compile_options.status());
  absl::StatusOr<Inputs> inputs = GatherInputs(options);
  if (!inputs.ok()) return Report(inputs.status());
  const bool one_file = absl::EndsWith(options.output, ".wasm") && !base::IsDirectory(options.output);
  if (one_file && inputs->modules.size() != 1) {
    return Report(absl::InvalidArgumentError(absl::StrCat(options.output, ": there are ", inputs->modules.size(),
                                                          " modules, so -o has to name a folder")));
  }
  if (!one_file) {
    absl::Status status = base::MakeDirectories(options.output);
    if (!status.ok()) return Report(status);
  }

  // The results are kept already; a cache would only double them.
  ModuleStore store(*inputs, "", *compile_options, ModuleCache());
  const int threads = ThreadCount(options.jobs);
  std::mutex mutex;
  int worst = kExitDone;
  size_t failed = 0;
  {
    Progress progress("compiling", inputs->modules.size());
    ParallelFor(inputs->modules.size(), threads, [&](size_t i) {
      const ModuleFile& file = inputs->modules[i];
      absl::StatusOr<std::string> wasm = store.Compile(file);
      absl::Status status = wasm.status();
      if (wasm.ok()) {
        std::string path = one_file ? options.output
                                    : base::JoinPath(options.output, ModuleFileName(file.name) + ".wasm");
        status = base::WriteFileAtomic(path, *wasm);
        if (options.verbose) progress.Message(absl::StrCat(file.label, ": ", wasm->size(), " bytes"));
      }
      progress.Step(file.name);
      if (!status.ok()) {
        progress.Message(status.message());
        std::lock_guard<std::mutex> lock(mutex);
        ++failed;
        worst = std::max(worst, status.code() == absl::StatusCode::kInternal ? kExitInternal : kExitBadInput);
      }
    });
  }
  const int64_t wall = std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now() - start).count();
  if (inputs->modules.size() > 1 || options.verbose) {
    fprintf(stderr, "%s\n", Summary(store.stats(), failed, static_cast<double>(wall) * 1e-9, threads).c_str());
  }
  if (!options.stats_file.empty()) {
    absl::Status written = WriteStats(options.stats_file, store.stats(), wall, threads);
    if (!written.ok()) return Report(written);
  }
  return worst;
}

}  // namespace seabeam::driver
