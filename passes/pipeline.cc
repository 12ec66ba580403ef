#include "passes/pipeline.h"

#include <algorithm>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "passes/analysis/no_return.h"
#include "passes/pass_manager.h"
#include "passes/registry.h"

namespace seabeam::passes {
namespace {

// -O0: what emission needs to be given code that can be reached.
constexpr char kLevel0[] = "dce";

// -O1: cheap and always worth it.
constexpr char kLevel1[] =
    "dce,"        // the translator leaves unused values of dead registers
    "peephole,"   // folds the tests the compiler left for us
    "gvn,"        // the same register tested twice
    "reductions," // leaf functions yield nowhere
    "dce";        // what the others orphaned

// -O2: everything.
constexpr char kLevel2[] =
    "dce,"            // fewer nodes for everybody after it
    "no_return,"      // code after erlang:error/1 goes before anybody looks at it
    "devirtualize,"   // calls of funs made here become local calls
    "self_loop,"      // loops first: the rest then sees phis instead of parameters
    "peephole,"       // local rules
    "gvn,"            // equal values are one, so that narrowing one narrows both
    "narrow,"         // types forward through phis and branches, casts below branches
    "peephole,"       // tests that the types decide
    "float_unbox,"    // floats in loops stay untagged
    "gvn,"            // values that became equal
    "narrow,"         // ranges of what is left
    "peephole,"       // and what they decide
    "reductions,"     // after inlining and loops: leaf functions need no yield
    "tail_merge,"     // size: equal endings once
    "dce";            // leave nothing behind

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

absl::StatusOr<std::string> PipelineText(const PipelineOptions& options) {
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
  SEABEAM_ASSIGN_OR_RETURN(PassPipeline pipeline, PassPipeline::Parse(text));
  return pipeline.ToString();
}

namespace {

PassOptions OptionsFor(const ir::Module& module, const ModuleFacts& facts,
                       const PipelineOptions& options) {
  PassOptions result;
  result.module = &module;
  result.facts = &facts;
  result.skip = options.skip;
  if (!options.merge_tails) result.skip.push_back("tail_merge");
  result.bisect_limit = options.bisect_limit;
  result.dump_dir = options.dump_dir;
  result.verify = options.verify;
  result.check_changed = options.check_changed;
  result.seed = options.seed;
  return result;
}

absl::StatusOr<PassPipeline> PipelineFor(const PipelineOptions& options) {
  SEABEAM_ASSIGN_OR_RETURN(std::string text, PipelineText(options));
  return PassPipeline::Parse(text);
}

}  // namespace

ModuleFacts ComputeModuleFacts(const ir::Module& module, const PipelineOptions& options) {
  ModuleFacts facts;
  if (options.opt_level > 0 || !options.passes.empty()) FindFunctionsThatNeverReturn(module, &facts);
  return facts;
}

absl::Status OptimizeFunction(ir::Module* module, uint32_t function, const ModuleFacts& facts,
                              const PipelineOptions& options, Stats* stats) {
  SEABEAM_ASSIGN_OR_RETURN(PassPipeline pipeline, PipelineFor(options));
  PassContext context(stats);
  return pipeline
      .Run(module->graphs[function].get(), OptionsFor(*module, facts, options), context)
      .status();
}

absl::Status OptimizeModule(ir::Module* module, const PipelineOptions& options, Stats* stats) {
  SEABEAM_ASSIGN_OR_RETURN(PassPipeline pipeline, PipelineFor(options));
  const ModuleFacts facts = ComputeModuleFacts(*module, options);
  const PassOptions pass_options = OptionsFor(*module, facts, options);
  PassContext context(stats);
  for (auto& graph : module->graphs) {
    SEABEAM_RETURN_IF_ERROR(pipeline.Run(graph.get(), pass_options, context));
  }
  return absl::OkStatus();
}

}  // namespace seabeam::passes
