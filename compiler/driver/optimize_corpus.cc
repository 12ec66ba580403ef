// Loads, translates and optimises every .beam under the given folders (or files) and reports what
// failed and where the time went.
//
//   optimize_corpus [-O0|-O1|-O2] [--passes=LIST] [--verify] [--check-changed] [--stats]
//   [--slow=MS]
//                   [--print=RE] PATH...
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "base/file.h"
#include "beam/loader.h"
#include "compiler/translate/translate.h"
#include "ir/text.h"
#include "ir/verifier.h"
#include "passes/pipeline.h"
#include "re2/re2.h"

namespace seabeam::passes {
namespace {

using Clock = std::chrono::steady_clock;

double Seconds(Clock::time_point since) {
  return std::chrono::duration<double>(Clock::now() - since).count();
}

struct Corpus {
  PipelineOptions options;
  bool stats_wanted = false;
  double slow = 0.2;
  std::string print;

  Stats stats;
  uint64_t modules = 0, failed = 0, functions = 0, nodes_before = 0, nodes_after = 0;
  uint64_t bytes = 0;
  double translate = 0, optimize = 0, slowest = 0;
  std::string slowest_name;

  static uint64_t CountNodes(const ir::Module& module) {
    uint64_t count = 0;
    for (const auto& graph : module.graphs) {
      for (ir::NodeId n = 0; n < graph->size(); ++n) count += graph->IsDead(n) ? 0 : 1;
    }
    return count;
  }

  static std::string FunctionName(const ir::Module& m, uint32_t f) {
    return absl::StrCat(m.name, ":", m.graphs[f]->name());
  }

  void Failed(const absl::Status& status) {
    if (++failed <= 20) std::printf("FAILED %s\n", status.ToString().c_str());
  }

  void Run(const std::string& path) {
    absl::StatusOr<std::string> contents = base::ReadFile(path);
    if (!contents.ok()) return Failed(contents.status());
    ++modules;
    bytes += contents->size();
    Clock::time_point start = Clock::now();
    beam::LoadOptions load;
    load.file_name = path;
    absl::StatusOr<beam::Module> module = beam::LoadModule(*contents, load);
    if (!module.ok()) return Failed(module.status());
    translate::TranslateOptions translate_options;
    translate_options.file_name = path;
    absl::StatusOr<std::unique_ptr<ir::Module>> graphs =
        translate::Translate(*module, translate_options);
    if (!graphs.ok()) return Failed(graphs.status());
    translate += Seconds(start);
    ir::Module& m = **graphs;
    functions += m.graphs.size();
    nodes_before += CountNodes(m);
    auto optimizer = ModuleOptimizer::Create(&m, options);
    if (!optimizer.ok()) return Failed(optimizer.status());
    std::vector<double> taken(m.graphs.size(), 0);
    for (size_t phase = 0; phase < optimizer->phases(); ++phase) {
      start = Clock::now();
      optimizer->BeginPhase(phase);
      optimize += Seconds(start);
      for (uint32_t f = 0; f < m.graphs.size(); ++f) {
        start = Clock::now();
        absl::Status status = optimizer->Optimize(f, &stats);
        taken[f] += Seconds(start);
        if (!status.ok()) {
          Failed(absl::InternalError(absl::StrCat(FunctionName(m, f), ": ", status.message())));
        }
      }
    }
    for (uint32_t f = 0; f < m.graphs.size(); ++f) {
      const std::string name = FunctionName(m, f);
      optimize += taken[f];
      if (taken[f] > slowest) {
        slowest = taken[f];
        slowest_name = name;
      }
      if (taken[f] > slow) {
        std::printf("SLOW %s %.0f ms, %u nodes\n", name.c_str(), taken[f] * 1000,
                    m.graphs[f]->size());
      }
      if (!print.empty() && RE2::FullMatch(name, print)) {
        std::printf("%s\n", ir::Print(*m.graphs[f], &m).c_str());
      }
    }
    nodes_after += CountNodes(m);
  }
};

}  // namespace
}  // namespace seabeam::passes

int main(int argc, char** argv) {
  using seabeam::passes::Corpus;
  Corpus corpus;
  for (int i = 1; i < argc; ++i) {
    absl::string_view arg = argv[i];
    if (arg == "-O0" || arg == "-O1" || arg == "-O2") {
      corpus.options.opt_level = arg[2] - '0';
    } else if (absl::ConsumePrefix(&arg, "--passes=")) {
      corpus.options.passes = std::string(arg);
    } else if (absl::ConsumePrefix(&arg, "--print=")) {
      corpus.print = std::string(arg);
    } else if (absl::ConsumePrefix(&arg, "--slow=")) {
      corpus.slow = std::atof(std::string(arg).c_str()) / 1000;
    } else if (arg == "--verify") {
      corpus.options.verify = true;
    } else if (arg == "--check-changed") {
      corpus.options.check_changed = true;
    } else if (arg == "--stats") {
      corpus.stats_wanted = true;
    } else if (seabeam::base::IsDirectory(std::string(arg))) {
      auto files = seabeam::base::ListFilesRecursive(std::string(arg), ".beam");
      if (!files.ok()) {
        std::fprintf(stderr, "%s\n", files.status().ToString().c_str());
        return 2;
      }
      for (const std::string& file : *files) corpus.Run(file);
    } else {
      corpus.Run(std::string(arg));
    }
  }
  if (corpus.stats_wanted) std::printf("%s", corpus.stats.ToString().c_str());
  std::printf("%llu modules, %llu failed, %llu functions, %.1f MB; nodes %llu -> %llu\n",
              static_cast<unsigned long long>(corpus.modules),
              static_cast<unsigned long long>(corpus.failed),
              static_cast<unsigned long long>(corpus.functions), corpus.bytes / 1e6,
              static_cast<unsigned long long>(corpus.nodes_before),
              static_cast<unsigned long long>(corpus.nodes_after));
  std::printf("load and translate %.1f s, optimise %.1f s, slowest %s %.0f ms\n", corpus.translate,
              corpus.optimize, corpus.slowest_name.c_str(), corpus.slowest * 1000);
  return corpus.failed == 0 ? 0 : 1;
}
