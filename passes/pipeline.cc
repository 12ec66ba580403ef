#include "passes/pipeline.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "base/status_macros.h"
#include "passes/analysis/module_facts.h"
#include "passes/pass_manager.h"
#include "passes/registry.h"

namespace seabeam::passes {
namespace {

// -O0: what emission needs to be given code that can be reached.
constexpr char kLevel0[] = "dce";

// -O1: cheap and always worth it.
constexpr char kLevel1[] =
    "dce,"          // the translator leaves unused values of dead registers
    "match_state,"  // bit syntax without calls of the runtime
    "peephole,"     // folds the tests the compiler left for us
    "gvn,"          // the same register tested twice
    "reductions,"   // leaf functions yield nowhere
    "dce";          // what the others orphaned

// -O2: everything. Two phases: the second knows what the first has made of the other functions.
constexpr char kLevel2[] =
    "dce,"           // fewer nodes for everybody after it
    "no_return,"     // code after erlang:error/1 goes before anybody looks at it
    "devirtualize,"  // calls of funs made here become local calls
    "self_loop,"     // loops first: the rest then sees phis instead of parameters
    "match_loop,"    // one match context for all rounds of a loop
    "match_state,"   // its position becomes a value like others
    "peephole,"      // local rules
    "gvn,"           // equal values are one, so that narrowing one narrows both
    "narrow,"        // types forward through phis and branches, casts below branches
    "peephole,"      // tests that the types decide
    "reductions|"    // functions that are bounded by now can be inlined
    "inline,"        // small functions that always come back; their continuations go
    "signatures,"    // what callers pass and callees return
    "frames,"        // what inlining has left without use
    "dead_slots,"    // what frames keep for nobody
    "dce,"           // values that only crossed a call
    "peephole,"      // what arguments and results decide
    "float_unbox,"   // floats in loops stay untagged
    "gvn,"           // values that became equal
    "narrow,"        // types and ranges of what is left
    "peephole,"      // and what they decide
    "reductions,"    // what has no calls left
    "tail_merge,"    // size: equal endings once
    "dce";           // leave nothing behind

}  // namespace

absl::string_view DefaultPipeline(int opt_level) {
  switch (opt_level) {
    case 0:
      return kLevel0;
    case 1:
      return kLevel1;
    default:
      return kLevel2;
  }
}

namespace {

absl::StatusOr<std::vector<PassPipeline>> ParsePhases(const PipelineOptions& options) {
  if (options.opt_level < 0 || options.opt_level > 2) {
    return absl::InvalidArgumentError(
        absl::StrCat("no optimisation level ", options.opt_level, ", only 0 to 2"));
  }
  for (const std::string& name : options.skip) {
    if (MakePass(name) == nullptr) {
      return absl::InvalidArgumentError(absl::StrCat("no pass is called ", name));
    }
  }
  absl::string_view text =
      options.passes.empty() ? DefaultPipeline(options.opt_level) : options.passes;
  std::vector<PassPipeline> phases;
  for (absl::string_view phase : absl::StrSplit(text, '|')) {
    SEABEAM_ASSIGN_OR_RETURN(PassPipeline pipeline, PassPipeline::Parse(phase));
    phases.push_back(std::move(pipeline));
  }
  return phases;
}

}  // namespace

absl::StatusOr<std::string> PipelineText(const PipelineOptions& options) {
  SEABEAM_ASSIGN_OR_RETURN(std::vector<PassPipeline> phases, ParsePhases(options));
  return absl::StrJoin(phases, "|", [](std::string* out, const PassPipeline& phase) {
    absl::StrAppend(out, phase.ToString());
  });
}

absl::StatusOr<ModuleOptimizer> ModuleOptimizer::Create(ir::Module* module,
                                                        const PipelineOptions& options) {
  ModuleOptimizer optimizer;
  SEABEAM_ASSIGN_OR_RETURN(optimizer.phases_, ParsePhases(options));
  optimizer.module_ = module;
  optimizer.histories_.resize(module->graphs.size());
  PassOptions& result = optimizer.options_;
  result.module = module;
  result.skip = options.skip;
  if (!options.merge_tails) result.skip.push_back("tail_merge");
  result.bisect_limit = options.bisect_limit;
  result.dump_dir = options.dump_dir;
  result.verify = options.verify;
  result.check_changed = options.check_changed;
  result.seed = options.seed;
  return optimizer;
}

void ModuleOptimizer::BeginPhase(size_t phase) {
  phase_ = phase;
  facts_ = FindModuleFacts(*module_);
}

absl::Status ModuleOptimizer::Optimize(uint32_t function, PassContext& context) {
  PassOptions options = options_;
  options.facts = &facts_;
  return phases_[phase_]
      .Run(module_->graphs[function].get(), options, context, &histories_[function])
      .status();
}

absl::Status ModuleOptimizer::Optimize(uint32_t function, Stats* stats) {
  PassContext context(stats);
  return Optimize(function, context);
}

absl::Status OptimizeModule(ir::Module* module, const PipelineOptions& options, Stats* stats) {
  SEABEAM_ASSIGN_OR_RETURN(ModuleOptimizer optimizer, ModuleOptimizer::Create(module, options));
  PassContext context(stats);
  for (size_t phase = 0; phase < optimizer.phases(); ++phase) {
    optimizer.BeginPhase(phase);
    for (uint32_t f = 0; f < module->graphs.size(); ++f) {
      SEABEAM_RETURN_IF_ERROR(optimizer.Optimize(f, context));
    }
  }
  return absl::OkStatus();
}

}  // namespace seabeam::passes
