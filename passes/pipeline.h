// The optimiser: what the driver calls between translation and emission.
#ifndef SEABEAM_PASSES_PIPELINE_H_
#define SEABEAM_PASSES_PIPELINE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "ir/module.h"
#include "passes/pass_base.h"
#include "passes/pass_manager.h"

namespace seabeam::passes {

struct PipelineOptions {
  int opt_level = 2;  // 0, 1 or 2
  std::string
      passes;  // replaces the level's pipeline; phases apart by |, else see PassPipeline::Parse
  std::vector<std::string> skip;  // passes by name
  int64_t bisect_limit = -1;  // runs of passes with this number and later ones do nothing; -1: none
  std::string dump_dir;       // a file per run that changed something; must exist
  bool verify = false;        // verifier after every run that changed something
  bool check_changed = false;  // for tests: compares printed graphs with what passes say
  bool merge_tails = true;     // off for targets that need a position per raise
  uint64_t seed = 0;           // order of worklists; results do not depend on it
};

// The level's pipeline; see passes/pipeline.cc for the reasons.
absl::string_view DefaultPipeline(int opt_level);
// The pipeline these options give, as text; InvalidArgument when it does not parse, a skipped
// pass does not exist or the level is none.
absl::StatusOr<std::string> PipelineText(const PipelineOptions& options);

// Runs the pipeline over every function, in order, phase by phase, with runs numbered from 1 over
// the module. With an error the module is unusable. `stats` may be null; results are added to it.
absl::Status OptimizeModule(ir::Module* module, const PipelineOptions& options, Stats* stats);

// For drivers that spread functions over threads or watch the clock: for each phase, BeginPhase,
// then every function, in any order and side by side. Runs are numbered from 1 per function and
// phase.
class ModuleOptimizer {
 public:
  // Keeps the module. Errors: as PipelineText.
  static absl::StatusOr<ModuleOptimizer> Create(ir::Module* module, const PipelineOptions& options);

  size_t phases() const { return phases_.size(); }
  // Gathers what the phase's passes may know of the module as a whole.
  void BeginPhase(size_t phase);
  // With an error the module is unusable. `stats`: as OptimizeModule's, one per thread.
  absl::Status Optimize(uint32_t function, Stats* stats);
  absl::Status Optimize(uint32_t function, PassContext& context);

 private:
  ir::Module* module_ = nullptr;
  PassOptions options_;  // facts are set when it is used
  ModuleFacts facts_;
  std::vector<PassPipeline> phases_;
  std::vector<RunHistory> histories_;  // by function
  size_t phase_ = 0;
};

}  // namespace seabeam::passes

#endif  // SEABEAM_PASSES_PIPELINE_H_
