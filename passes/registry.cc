#include "passes/registry.h"

#include "passes/dce.h"
#include "passes/dead_slots.h"
#include "passes/devirtualize.h"
#include "passes/float_unbox.h"
#include "passes/frames.h"
#include "passes/gvn.h"
#include "passes/inline.h"
#include "passes/match_loop.h"
#include "passes/match_state.h"
#include "passes/narrow.h"
#include "passes/no_return.h"
#include "passes/peephole.h"
#include "passes/reductions.h"
#include "passes/self_loop.h"
#include "passes/signatures.h"
#include "passes/tail_merge.h"

namespace seabeam::passes {

std::vector<std::unique_ptr<Pass>> MakeAllPasses() {
  std::vector<std::unique_ptr<Pass>> passes;
  passes.push_back(MakeDcePass());
  passes.push_back(MakeNoReturnPass());
  passes.push_back(MakeDevirtualizePass());
  passes.push_back(MakeSelfLoopPass());
  passes.push_back(MakeMatchLoopPass());
  passes.push_back(MakeMatchStatePass());
  passes.push_back(MakePeepholePass());
  passes.push_back(MakeGvnPass());
  passes.push_back(MakeNarrowPass());
  passes.push_back(MakeSignaturesPass());
  passes.push_back(MakeInlinePass());
  passes.push_back(MakeFramesPass());
  passes.push_back(MakeDeadSlotsPass());
  passes.push_back(MakeFloatUnboxPass());
  passes.push_back(MakeReductionsPass());
  passes.push_back(MakeTailMergePass());
  return passes;
}

std::unique_ptr<Pass> MakePass(absl::string_view name) {
  for (std::unique_ptr<Pass>& pass : MakeAllPasses()) {
    if (pass->name() == name) return std::move(pass);
  }
  return nullptr;
}

}  // namespace seabeam::passes
