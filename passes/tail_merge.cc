#include "passes/tail_merge.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <vector>

#include "ir/cfg.h"
#include "ir/entry_dominance.h"

namespace seabeam::passes {
namespace {

using ir::BlockId;
using ir::Graph;
using ir::kNoBlock;
using ir::NodeId;
using ir::Op;
using ir::OpKind;

bool IsEnding(Op op) {
  switch (op) {
    case Op::kReturn:
    case Op::kTailLocal:
    case Op::kTailExternal:
    case Op::kTailFun:
    case Op::kTailApply:
    case Op::kFailPending:
    case Op::kRaiseGuard:
    case Op::kRaiseError:
    case Op::kRaiseFunctionClause:
    case Op::kRaiseClass:
    case Op::kReraise:
      return true;
    default:
      return false;
  }
}

// The control is a frame_free that only `user` follows.
bool IsFreeBefore(const Graph& g, NodeId user) {
  const NodeId free = g.control(user);
  return g.op(free) == Op::kFrameFree && g.uses(free).size() == 1;
}

// Two endings with equal keys do the same.
using Key = std::tuple<BlockId, Op, uint32_t, int64_t, std::vector<NodeId>, std::vector<int64_t>>;

Key KeyOf(const Graph& g, NodeId n, BlockId root) {
  absl::Span<const NodeId> data = g.data(n);
  absl::Span<const int64_t> list = g.list(n);
  // A return raises nothing, so its line does not show.
  const uint32_t loc = g.op(n) == Op::kReturn ? 0 : g.loc(n);
  const int64_t freed = IsFreeBefore(g, n) ? g.imm(g.control(n)) : -1;
  return {root, g.op(n), loc, freed, {data.begin(), data.end()}, {list.begin(), list.end()}};
}

void Merge(Graph* graph, const std::vector<NodeId>& endings) {
  Graph& g = *graph;
  const NodeId kept = endings[0];
  const bool freed = IsFreeBefore(g, kept);
  std::vector<NodeId> controls;
  for (NodeId n : endings) {
    const NodeId control = g.control(n);
    controls.push_back(freed ? g.control(control) : control);
    if (n == kept) continue;
    g.Kill(n);
    if (freed) g.Kill(control);
  }
  const NodeId region = g.Add(Op::kRegion, controls);
  g.SetInput(freed ? g.control(kept) : kept, 0, region);
}

class TailMergePass : public Pass {
 public:
  TailMergePass() : Pass("tail_merge", "equal endings of blocks become one") {}

 private:
  absl::StatusOr<bool> RunInternal(Graph* graph, const PassOptions&,
                                   PassContext& context) const override {
    Graph& g = *graph;
    std::vector<NodeId> endings;
    for (NodeId n = 0; n < g.size(); ++n) {
      if (g.IsDead(n) || !IsEnding(g.op(n))) continue;
      // A lone return is as short as a jump to one.
      if (g.op(n) == Op::kReturn && !IsFreeBefore(g, n)) continue;
      endings.push_back(n);
    }
    if (endings.size() < 2) return false;
    const ir::Cfg cfg(g);
    const ir::EntryDominance dominance(g, cfg);
    std::vector<BlockId> root(cfg.size());
    for (BlockId b = 0; b < cfg.size(); ++b) {
      // The entry dominator comes earlier in the order.
      root[b] = dominance.idom(b) == kNoBlock ? b : root[dominance.idom(b)];
    }
    std::map<Key, std::vector<NodeId>> groups;
    for (NodeId n : endings) {
      const BlockId b = cfg.block_of(n);
      if (b != kNoBlock) groups[KeyOf(g, n, root[b])].push_back(n);
    }
    int64_t merged = 0;
    for (const auto& [key, group] : groups) {
      if (group.size() < 2) continue;
      Merge(&g, group);
      merged += static_cast<int64_t>(group.size()) - 1;
    }
    context.Count("tail_merge.merged", merged);
    return merged != 0;
  }
};

}  // namespace

std::unique_ptr<Pass> MakeTailMergePass() { return std::make_unique<TailMergePass>(); }

}  // namespace seabeam::passes
