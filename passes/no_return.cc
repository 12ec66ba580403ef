#include "passes/no_return.h"

#include <vector>

#include "passes/util/control_edit.h"

namespace seabeam::passes {
namespace {

using ir::Graph;
using ir::kNoNode;
using ir::NodeId;
using ir::Op;

bool NeverReturns(const Graph& g, NodeId call, const ModuleFacts& facts) {
  const std::vector<bool>* known = nullptr;
  if (g.op(call) == Op::kCallLocal) known = &facts.never_returns;
  if (g.op(call) == Op::kCallExternal) known = &facts.import_never_returns;
  if (known == nullptr) return false;
  const int64_t callee = g.list(call)[0];
  return callee >= 0 && callee < static_cast<int64_t>(known->size()) && (*known)[callee];
}

class NoReturnPass : public Pass {
 public:
  NoReturnPass()
      : Pass("no_return", "cuts the code after calls that never come back",
             PassInput::kGraphAndFacts) {}

 private:
  absl::StatusOr<bool> RunInternal(Graph* graph, const PassOptions& options,
                                   PassContext& context) const override {
    if (options.facts == nullptr) return false;
    int64_t cut = 0;
    const NodeId end = graph->size();
    for (NodeId n = 0; n < end; ++n) {
      if (graph->IsDead(n) || !NeverReturns(*graph, n, *options.facts)) continue;
      const NodeId cont = FindProjection(*graph, n, Op::kCallCont);
      if (cont == kNoNode) continue;
      const NodeId next = graph->NextControl(cont);
      if (next == kNoNode || graph->op(next) == Op::kDead) continue;
      CutAfter(graph, cont);
      ++cut;
    }
    context.Count("no_return.cut", cut);
    return cut != 0;
  }
};

}  // namespace

std::unique_ptr<Pass> MakeNoReturnPass() { return std::make_unique<NoReturnPass>(); }

}  // namespace seabeam::passes
