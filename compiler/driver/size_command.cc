#include <algorithm>
#include <cstdio>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "compiler/driver/commands.h"
#include "compiler/driver/size_rows.h"
#include "compiler/driver/store.h"
#include "compiler/driver/work.h"
#include "re2/re2.h"

namespace seabeam::driver {
int SizeCommand(const Options& options) {
  const std::unique_ptr<const RE2> pattern = FunctionPattern(options);
  if (pattern == nullptr) return kExitBadCommandLine;
  if (options.abi == "atomvm") return SizeForAtomVmCommand(options, *pattern);
  absl::StatusOr<CompileOptions> compile_options = MakeCompileOptions(options);
  if (!compile_options.ok()) return Report(compile_options.status());
  absl::StatusOr<Inputs> inputs = GatherInputs(options);
  if (!inputs.ok()) return Report(inputs.status());
  ModuleStore store(*inputs, "", *compile_options, ModuleCache());
  std::mutex mutex;
  int worst = kExitDone;
  std::map<std::string, SizeRow> sections;
  std::vector<SizeRow> rows;
  {
    Progress progress("compiling", inputs->modules.size());
    ParallelFor(inputs->modules.size(), ThreadCount(options.jobs), [&](size_t i) {
      const ModuleFile& file = inputs->modules[i];
      emit::EmitStats stats;
      absl::StatusOr<std::string> wasm = store.Compile(file, &stats);
      progress.Step(file.name);
      std::lock_guard<std::mutex> lock(mutex);
      if (!wasm.ok()) {
        progress.Message(wasm.status().message());
        worst =
            std::max(worst, wasm.status().code() == absl::StatusCode::kInternal ? kExitInternal
                                                                                : kExitBadInput);
        return;
      }
      if (options.by == "module") rows.push_back({file.name, static_cast<int64_t>(wasm->size())});
      for (const emit::EmitStats::Section& section : stats.sections) {
        SizeRow& row = sections[section.name];
        row.name = section.name;
        row.bytes += section.bytes;
      }
      if (options.by != "function") return;
      for (const emit::EmitStats::Function& function : stats.functions) {
        std::string name = absl::StrCat(file.name, ":", function.name);
        if (RE2::PartialMatch(name, *pattern)) rows.push_back({std::move(name), function.bytes});
      }
    });
  }
  if (options.by == "section") {
    for (auto& [name, row] : sections) rows.push_back(row);
  }
  PrintSizes(std::move(rows), options.by);
  return worst;
}

}  // namespace seabeam::driver
