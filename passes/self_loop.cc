#include "passes/self_loop.h"

#include <utility>
#include <vector>

#include "ir/cfg.h"
#include "ir/entry_dominance.h"

namespace seabeam::passes {
namespace {

using ir::Graph;
using ir::kNoBlock;
using ir::kNoNode;
using ir::NodeId;
using ir::Op;
using ir::OpKind;

std::vector<NodeId> SelfTailCalls(const Graph& g) {
  std::vector<NodeId> calls;
  for (NodeId n = 0; n < g.size(); ++n) {
    if (!g.IsDead(n) && g.op(n) == Op::kTailLocal && g.list(n)[0] == g.function_index()) {
      calls.push_back(n);
    }
  }
  if (calls.empty()) return calls;
  const ir::Cfg cfg(g);
  const ir::EntryDominance dominance(g, cfg);
  std::vector<NodeId> usable;
  for (NodeId n : calls) {
    if (cfg.block_of(n) != kNoBlock && dominance.Dominates(0, cfg.block_of(n))) usable.push_back(n);
  }
  return usable;
}

class SelfLoopPass : public Pass {
 public:
  SelfLoopPass() : Pass("self_loop", "self tail calls become loops") {}

 private:
  absl::StatusOr<bool> RunInternal(Graph* graph, const PassOptions&,
                                   PassContext& context) const override {
    Graph& g = *graph;
    // A check in a loop lists the values to go on with; without one after Start it was taken away
    // for a reason that no longer holds once there is a loop.
    const std::vector<NodeId> calls = SelfTailCalls(g);
    if (calls.empty()) return false;
    const NodeId start = g.start();
    const NodeId first = g.NextControl(start);
    if (first == kNoNode || g.info(first).kind == OpKind::kMerge) return false;

    // Everything at Start but the parameters moves into the loop.
    const NodeId loop = g.Add(Op::kLoop, {start});
    std::vector<NodeId> params(g.arity(), kNoNode);
    std::vector<std::pair<NodeId, uint32_t>> moved;
    std::vector<NodeId> doubles;
    for (size_t i = 0; i < g.uses(start).size(); ++i) {
      const NodeId user = g.uses(start)[i];
      if (user == loop) continue;
      if (g.op(user) != Op::kParam) {
        moved.push_back({user, g.use_slots(start)[i]});
      } else if (params[g.imm(user)] == kNoNode) {
        params[g.imm(user)] = user;
      } else {
        doubles.push_back(user);
      }
    }
    for (auto [user, slot] : moved) g.SetInput(user, slot, loop);
    for (NodeId user : doubles) g.ReplaceAllUses(user, params[g.imm(user)]);

    std::vector<NodeId> phis;
    for (uint32_t i = 0; i < g.arity(); ++i) {
      if (params[i] == kNoNode) params[i] = g.Add(Op::kParam, {start}, i);
      const NodeId phi = g.Add(Op::kPhi, {loop, params[i]});
      g.ReplaceAllUses(params[i], phi);
      g.SetInput(phi, 1, params[i]);
      phis.push_back(phi);
    }
    for (NodeId call : calls) {
      g.AppendInput(loop, g.control(call));
      for (uint32_t i = 0; i < g.arity(); ++i) g.AppendInput(phis[i], g.data(call)[i]);
      g.Kill(call);
    }
    std::vector<NodeId> check_inputs = {loop};
    check_inputs.insert(check_inputs.end(), phis.begin(), phis.end());
    if (g.op(first) == Op::kReductionCheck) {
      g.Mutate(first, Op::kReductionCheck, check_inputs);
    } else {
      const NodeId check = g.Add(Op::kReductionCheck, check_inputs);
      g.SetInput(first, 0, check);
    }
    context.Count("self_loop.calls", static_cast<int64_t>(calls.size()));
    context.Count("self_loop.loops");
    return true;
  }
};

}  // namespace

std::unique_ptr<Pass> MakeSelfLoopPass() { return std::make_unique<SelfLoopPass>(); }

}  // namespace seabeam::passes
