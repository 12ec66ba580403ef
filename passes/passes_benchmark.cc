// Time of each pass on random graphs: what one node costs it.
#include <memory>
#include <vector>

#include "absl/strings/str_replace.h"
#include "benchmark/benchmark.h"
#include "ir/testing/random_graph.h"
#include "passes/pass_manager.h"
#include "passes/pipeline.h"
#include "passes/registry.h"

namespace seabeam::passes {
namespace {

std::vector<ir::Graph> Graphs(int size) {
  std::vector<ir::Graph> graphs;
  for (uint64_t seed = 0; seed < 20; ++seed) graphs.push_back(*ir::RandomGraph(seed, size));
  return graphs;
}

void RunPipeline(benchmark::State& state, const std::string& text) {
  const std::vector<ir::Graph> graphs = Graphs(static_cast<int>(state.range(0)));
  const auto pipeline = PassPipeline::Parse(text);
  const PassOptions options;
  int64_t nodes = 0;
  for (auto _ : state) {
    state.PauseTiming();
    std::vector<ir::Graph> copies = graphs;
    state.ResumeTiming();
    for (ir::Graph& graph : copies) {
      PassContext context(nullptr);
      RunHistory history;
      nodes += graph.size();
      benchmark::DoNotOptimize(pipeline->Run(&graph, options, context, &history));
    }
  }
  state.SetItemsProcessed(nodes);
}

}  // namespace
}  // namespace seabeam::passes

int main(int argc, char** argv) {
  using namespace seabeam::passes;
  std::vector<std::string> texts;
  for (const auto& pass : MakeAllPasses()) texts.push_back(pass->name());
  for (const std::string& text : texts) {
    benchmark::RegisterBenchmark(text.c_str(),
                                 [text](benchmark::State& s) { RunPipeline(s, text); })
        ->Arg(50)
        ->Arg(2000);
  }
  for (int level = 1; level <= 2; ++level) {
    const std::string text = absl::StrReplaceAll(DefaultPipeline(level), {{"|", ","}});
    benchmark::RegisterBenchmark(level == 1 ? "O1" : "O2",
                                 [text](benchmark::State& s) { RunPipeline(s, text); })
        ->Arg(50)
        ->Arg(2000);
  }
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
