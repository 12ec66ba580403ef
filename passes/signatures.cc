#include "passes/signatures.h"

#include <vector>

#include "passes/analysis/type_flow.h"

namespace seabeam::passes {
namespace {

using ir::Graph;
using ir::NodeId;
using ir::Op;
using ir::Type;

// Whether what callers pass says more than the graph does.
bool SaysMore(const Graph& g, const std::vector<Type>& params) {
  for (NodeId n : g.uses(g.start())) {
    if (g.op(n) != Op::kParam) continue;
    const Type meet = ir::Meet(g.type(n), params[g.imm(n)]);
    if (!meet.IsBottom() && meet != g.type(n)) return true;
  }
  return false;
}

class SignaturesPass : public Pass {
 public:
  SignaturesPass()
      : Pass("signatures", "types of parameters from calls, of results from returns",
             PassInput::kGraphAndFacts) {}

 private:
  absl::StatusOr<bool> RunInternal(Graph* graph, const PassOptions& options,
                                   PassContext& context) const override {
    if (options.facts == nullptr) return false;
    Graph& g = *graph;
    const ModuleFacts& facts = *options.facts;
    int64_t results = 0;
    for (NodeId n = 0; n < g.size() && !facts.result_types.empty(); ++n) {
      if (g.IsDead(n) || g.op(n) != Op::kCallResult) continue;
      const NodeId call = g.control(g.control(n));
      if (g.op(call) != Op::kCallLocal) continue;
      const size_t callee = static_cast<size_t>(g.list(call)[0]);
      if (callee >= facts.result_types.size()) continue;
      const Type meet = ir::Meet(g.type(n), facts.result_types[callee]);
      // Nothing: the call does not come back, which is no_return's business.
      if (meet.IsBottom() || meet == g.type(n)) continue;
      g.SetType(n, meet);
      ++results;
    }
    context.Count("signatures.results", results);
    bool changed = results != 0;
    const size_t self = g.function_index();
    if (self < facts.param_types.size() && facts.param_types[self].size() == g.arity() &&
        g.arity() != 0 && SaysMore(g, facts.param_types[self])) {
      context.Count("signatures.functions");
      changed |= FlowTypes(graph, facts.param_types[self], "signatures", &context);
    }
    return changed;
  }
};

}  // namespace

std::unique_ptr<Pass> MakeSignaturesPass() { return std::make_unique<SignaturesPass>(); }

}  // namespace seabeam::passes
