#include "passes/devirtualize.h"

#include <vector>

#include "passes/limits.h"

namespace seabeam::passes {
namespace {

using ir::Graph;
using ir::NodeId;
using ir::Op;

class DevirtualizePass : public Pass {
 public:
  DevirtualizePass() : Pass("devirtualize", "calls of funs made here become local calls") {}

 private:
  absl::StatusOr<bool> RunInternal(Graph* graph, const PassOptions& options,
                                   PassContext& context) const override {
    if (options.module == nullptr) return false;
    Graph& g = *graph;
    int64_t changed = 0;
    for (NodeId n = 0; n < g.size(); ++n) {
      if (g.IsDead(n)) continue;
      if (g.op(n) == Op::kCallFun || g.op(n) == Op::kTailFun) {
        changed += Resolve(&g, n, *options.module) ? 1 : 0;
      }
    }
    context.Count("devirtualize.calls", changed);
    return changed != 0;
  }

  static bool Resolve(Graph* graph, NodeId call, const ir::Module& module) {
    Graph& g = *graph;
    const Graph::SlotSplit split = g.Split(call);
    if (split.args == 0) return false;
    NodeId fun = g.data(call)[split.args - 1];
    for (int i = 0; i < kMaxCastDepth && g.op(fun) == Op::kCast; ++i) fun = g.data(fun)[0];
    if (g.op(fun) != Op::kMakeFun) return false;
    const size_t index = static_cast<size_t>(g.imm(fun));
    if (index >= module.lambdas.size()) return false;
    const ir::Lambda& lambda = module.lambdas[index];
    if (lambda.arity != split.args - 1 || lambda.function_index >= module.functions.size() ||
        module.functions[lambda.function_index].arity != lambda.arity + lambda.num_free ||
        g.data(fun).size() != lambda.num_free) {
      return false;  // badarity, or free variables in another order than we know
    }
    absl::Span<const NodeId> data = g.data(call);
    std::vector<NodeId> inputs = {g.control(call)};
    inputs.insert(inputs.end(), data.begin(), data.begin() + split.args - 1);
    inputs.insert(inputs.end(), g.data(fun).begin(), g.data(fun).end());
    inputs.insert(inputs.end(), data.begin() + split.args, data.end());
    g.Mutate(call, g.op(call) == Op::kCallFun ? Op::kCallLocal : Op::kTailLocal, inputs, 0,
             {static_cast<int64_t>(lambda.function_index),
              static_cast<int64_t>(lambda.arity + lambda.num_free), g.list(call)[2]});
    return true;
  }
};

}  // namespace

std::unique_ptr<Pass> MakeDevirtualizePass() { return std::make_unique<DevirtualizePass>(); }

}  // namespace seabeam::passes
