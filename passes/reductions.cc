#include "passes/reductions.h"

#include <vector>

namespace seabeam::passes {
namespace {

using ir::Graph;
using ir::kNoNode;
using ir::NodeId;
using ir::Op;

// Whether control can leave for other code and come back, or come by again.
bool CallsOrLoops(const Graph& g) {
  for (NodeId n = 0; n < g.size(); ++n) {
    if (g.IsDead(n)) continue;
    switch (g.op(n)) {
      case Op::kLoop:
      case Op::kCallLocal:
      case Op::kCallExternal:
      case Op::kCallFun:
      case Op::kCallApply:
      case Op::kTailLocal:
      case Op::kTailExternal:
      case Op::kTailFun:
      case Op::kTailApply:
      case Op::kRecvSync:
      case Op::kRecvWait:
      case Op::kRecvWaitTimeout:
        return true;
      default:
        break;
    }
  }
  return false;
}

class ReductionsPass : public Pass {
 public:
  ReductionsPass()
      : Pass("reductions", "no reduction check in functions that neither call nor loop",
             PassInput::kGraphAndFacts) {}

 private:
  absl::StatusOr<bool> RunInternal(Graph* graph, const PassOptions&,
                                   PassContext& context) const override {
    const NodeId check = graph->NextControl(graph->start());
    if (check == kNoNode || graph->op(check) != Op::kReductionCheck) return false;
    if (CallsOrLoops(*graph)) return false;
    graph->Unlink(check);
    context.Count("reductions.removed");
    return true;
  }
};

}  // namespace

std::unique_ptr<Pass> MakeReductionsPass() { return std::make_unique<ReductionsPass>(); }

}  // namespace seabeam::passes
