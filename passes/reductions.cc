#include "passes/reductions.h"

#include "passes/analysis/call_effects.h"

namespace seabeam::passes {
namespace {

using ir::Graph;
using ir::kNoNode;
using ir::NodeId;
using ir::Op;

class ReductionsPass : public Pass {
 public:
  ReductionsPass()
      : Pass("reductions",
             "no reduction check in functions that come back after a bounded number of calls",
             PassInput::kGraphAndFacts) {}

 private:
  absl::StatusOr<bool> RunInternal(Graph* graph, const PassOptions& options,
                                   PassContext& context) const override {
    const NodeId check = graph->NextControl(graph->start());
    if (check == kNoNode || graph->op(check) != Op::kReductionCheck) return false;
    const ModuleFacts unknown;
    const ModuleFacts& facts = options.facts == nullptr ? unknown : *options.facts;
    if (ReductionsOf(*graph, facts) == kUnboundedReductions) return false;
    graph->Unlink(check);
    context.Count("reductions.removed");
    return true;
  }
};

}  // namespace

std::unique_ptr<Pass> MakeReductionsPass() { return std::make_unique<ReductionsPass>(); }

}  // namespace seabeam::passes
