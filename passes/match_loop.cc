#include "passes/match_loop.h"

#include <algorithm>
#include <vector>

#include "absl/container/flat_hash_set.h"

namespace seabeam::passes {
namespace {

using ir::Graph;
using ir::kNoNode;
using ir::NodeId;
using ir::Op;
using ir::Type;

// The matches that start with `phi`'s value, through casts.
std::vector<NodeId> StartsOf(const Graph& g, NodeId phi) {
  std::vector<NodeId> starts, work = {phi};
  while (!work.empty()) {
    const NodeId n = work.back();
    work.pop_back();
    for (NodeId user : g.uses(n)) {
      if (g.op(user) == Op::kCast) work.push_back(user);
      if (g.op(user) == Op::kBsStartMatch) starts.push_back(user);
    }
  }
  std::sort(starts.begin(), starts.end());
  return starts;
}

// Whether every value that comes round the loop is `phi` itself or one of `starts`, at least one of
// these.
bool PassesContextOn(const Graph& g, NodeId phi, const std::vector<NodeId>& starts) {
  absl::flat_hash_set<NodeId> seen;
  std::vector<NodeId> work;
  auto add = [&](NodeId n) {
    if (seen.insert(n).second) work.push_back(n);
  };
  for (size_t i = 1; i < g.data(phi).size(); ++i) add(g.data(phi)[i]);
  bool any = false;
  while (!work.empty()) {
    const NodeId n = work.back();
    work.pop_back();
    if (n == phi) continue;
    if (g.op(n) == Op::kCast || g.op(n) == Op::kPhi) {
      for (NodeId value : g.data(n)) add(value);
    } else if (std::binary_search(starts.begin(), starts.end(), n)) {
      any = true;
    } else {
      return false;
    }
  }
  return any;
}

void MoveStart(Graph* graph, NodeId loop, NodeId phi, const std::vector<NodeId>& starts) {
  Graph& g = *graph;
  const NodeId argument = g.data(phi)[0];
  const NodeId start =
      g.Add(Op::kBsStartMatch, {g.input(loop, 0), argument}, 0, {}, g.loc(starts[0]));
  g.SetInput(loop, 0, start);
  for (NodeId old : starts) {
    // Not the control uses.
    for (size_t i = g.uses(old).size(); i-- > 0;) {
      const NodeId user = g.uses(old)[i];
      const uint32_t slot = g.use_slots(old)[i];
      const bool is_control =
          g.info(user).kind == ir::OpKind::kMerge || (slot == 0 && g.info(user).control_in);
      if (!is_control) g.SetInput(user, slot, start);
    }
    g.Unlink(old);
  }
  const NodeId none = g.Add(Op::kIsNone, {start});
  const NodeId context = g.Add(Op::kSelect, {none, argument, start});
  g.SetType(context, Type::OfKinds(abi::kKindAnyTerm | abi::kKindMatchState));
  g.ReplaceAllUses(phi, context);
  g.Kill(phi);
}

class MatchLoopPass : public Pass {
 public:
  MatchLoopPass() : Pass("match_loop", "matches that a loop goes on with start in front of it") {}

 private:
  absl::StatusOr<bool> RunInternal(Graph* graph, const PassOptions&,
                                   PassContext& context) const override {
    Graph& g = *graph;
    int64_t moved = 0;
    const NodeId end = g.size();
    for (NodeId loop = 0; loop < end; ++loop) {
      if (g.IsDead(loop) || g.op(loop) != Op::kLoop) continue;
      // A loop of the function's self tail calls.
      const NodeId check = g.NextControl(loop);
      if (check == kNoNode || g.op(check) != Op::kReductionCheck) continue;
      std::vector<NodeId> phis;
      for (NodeId user : g.uses(loop)) {
        if (g.op(user) == Op::kPhi && g.repr(user) == ir::Repr::kTerm) phis.push_back(user);
      }
      std::sort(phis.begin(), phis.end());
      for (NodeId phi : phis) {
        const std::vector<NodeId> starts = StartsOf(g, phi);
        if (starts.empty() || !PassesContextOn(g, phi, starts)) continue;
        MoveStart(&g, loop, phi, starts);
        ++moved;
      }
    }
    context.Count("match_loop.moved", moved);
    return moved != 0;
  }
};

}  // namespace

std::unique_ptr<Pass> MakeMatchLoopPass() { return std::make_unique<MatchLoopPass>(); }

}  // namespace seabeam::passes
