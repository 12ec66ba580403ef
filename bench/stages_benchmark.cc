// What each stage of compiling costs, on modules of OTP's standard library as installed. Every pass
// runs on the graphs as the -O2 pipeline brings them to it the first time. bytes_per_second counts
// bytes of .beam, items are nodes of the graphs.
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "base/file.h"
#include "beam/module.h"
#include "beam/testing/erlang.h"
#include "benchmark/benchmark.h"
#include "compiler/driver/compile.h"
#include "ir/module.h"
#include "passes/analysis/module_facts.h"
#include "passes/pass_base.h"
#include "passes/pipeline.h"
#include "passes/registry.h"

namespace seabeam {
namespace {

constexpr const char* kModules[] = {"lists", "erl_parse", "unicode_util"};

std::string Bytes(const std::string& name) {
  const absl::StatusOr<std::string> file =
      base::ReadFile(absl::StrCat(beam::testing::StdlibFolder(), "/", name, ".beam"));
  return file.ok() ? *file : std::string();
}

// A module up to a stage; `graphs` is null when that failed.
struct Prepared {
  std::string bytes;
  driver::CompileOptions options;
  absl::StatusOr<beam::Module> loaded;
  std::unique_ptr<ir::Module> graphs;

  // `passes`: what has run, as --passes takes it; "none" for nothing.
  Prepared(const std::string& name, const std::string& passes) : bytes(Bytes(name)) {
    loaded = driver::Load(bytes, options, nullptr);
    if (!loaded.ok()) return;
    absl::StatusOr<std::unique_ptr<ir::Module>> module =
        driver::Translate(*loaded, options, nullptr);
    if (!module.ok()) return;
    if (passes != "none") {
      options.pipeline.passes = passes;
      if (!driver::Optimize(module->get(), options, nullptr).ok()) return;
    }
    graphs = *std::move(module);
  }

  int64_t Nodes() const {
    int64_t nodes = 0;
    for (const auto& graph : graphs->graphs) nodes += graph->size();
    return nodes;
  }

  void Count(benchmark::State& state) const {
    const int64_t runs = static_cast<int64_t>(state.iterations());
    state.SetBytesProcessed(runs * static_cast<int64_t>(bytes.size()));
    state.SetItemsProcessed(runs * Nodes());
  }
};

void Load(benchmark::State& state, const std::string& name) {
  const Prepared module(name, "none");
  if (module.graphs == nullptr) return state.SkipWithError("cannot be prepared");
  for (auto _ : state) {
    benchmark::DoNotOptimize(driver::Load(module.bytes, module.options, nullptr));
  }
  module.Count(state);
}

void Translate(benchmark::State& state, const std::string& name) {
  const Prepared module(name, "none");
  if (module.graphs == nullptr) return state.SkipWithError("cannot be prepared");
  for (auto _ : state) {
    benchmark::DoNotOptimize(driver::Translate(*module.loaded, module.options, nullptr));
  }
  module.Count(state);
}

void Emit(benchmark::State& state, const std::string& name) {
  const Prepared module(name, std::string(passes::DefaultPipeline(2)));
  if (module.graphs == nullptr) return state.SkipWithError("cannot be prepared");
  for (auto _ : state) {
    benchmark::DoNotOptimize(driver::Emit(*module.graphs, module.options, nullptr, nullptr));
  }
  module.Count(state);
}

// The -O2 pipeline up to where `pass` stands first; "none" when that is the beginning.
std::string PipelineBefore(const std::string& pass) {
  std::vector<std::string> phases;
  for (absl::string_view phase : absl::StrSplit(passes::DefaultPipeline(2), '|')) {
    std::vector<absl::string_view> before;
    for (absl::string_view name : absl::StrSplit(phase, ',')) {
      if (name == pass) {
        if (!before.empty()) phases.push_back(absl::StrJoin(before, ","));
        return phases.empty() ? "none" : absl::StrJoin(phases, "|");
      }
      before.push_back(name);
    }
    phases.push_back(absl::StrJoin(before, ","));
  }
  return absl::StrJoin(phases, "|");
}

void RunPass(benchmark::State& state, const std::string& name, const std::string& pass_name) {
  const Prepared module(name, PipelineBefore(pass_name));
  if (module.graphs == nullptr) return state.SkipWithError("cannot be prepared");
  const std::unique_ptr<passes::Pass> pass = passes::MakePass(pass_name);
  const passes::ModuleFacts facts = passes::FindModuleFacts(*module.graphs);
  passes::PassOptions options;
  options.module = module.graphs.get();
  options.facts = &facts;
  passes::PassContext context(nullptr);
  for (auto _ : state) {
    state.PauseTiming();
    std::vector<ir::Graph> copies;
    copies.reserve(module.graphs->graphs.size());
    for (const auto& graph : module.graphs->graphs) copies.push_back(*graph);
    state.ResumeTiming();
    for (ir::Graph& graph : copies) {
      benchmark::DoNotOptimize(pass->Run(&graph, options, context));
    }
    state.PauseTiming();
    copies.clear();
    state.ResumeTiming();
  }
  module.Count(state);
}

void Optimize(benchmark::State& state, const std::string& name) {
  const Prepared module(name, "none");
  if (module.graphs == nullptr) return state.SkipWithError("cannot be prepared");
  for (auto _ : state) {
    state.PauseTiming();
    auto graphs = driver::Translate(*module.loaded, module.options, nullptr);
    state.ResumeTiming();
    benchmark::DoNotOptimize(driver::Optimize(graphs->get(), module.options, nullptr));
  }
  module.Count(state);
}

void Whole(benchmark::State& state, const std::string& name) {
  const Prepared module(name, "none");
  if (module.graphs == nullptr) return state.SkipWithError("cannot be prepared");
  for (auto _ : state) {
    benchmark::DoNotOptimize(driver::CompileModule(module.bytes, module.options, nullptr));
  }
  module.Count(state);
}

template <typename Function>
void Register(const std::string& stage, Function function) {
  for (const char* module : kModules) {
    const std::string name = module;
    benchmark::RegisterBenchmark(absl::StrCat(stage, "/", name).c_str(),
                                 [=](benchmark::State& state) { function(state, name); });
  }
}

}  // namespace
}  // namespace seabeam

int main(int argc, char** argv) {
  using namespace seabeam;
  Register("load", Load);
  Register("translate", Translate);
  for (const auto& pass : passes::MakeAllPasses()) {
    const std::string pass_name = pass->name();
    Register(absl::StrCat("pass/", pass_name),
             [pass_name](benchmark::State& state, const std::string& name) {
               RunPass(state, name, pass_name);
             });
  }
  Register("O2", Optimize);
  Register("emit", Emit);
  Register("compile", Whole);
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
