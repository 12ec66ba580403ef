#include "emit/schedule/schedule.h"

#include <algorithm>
#include <utility>

#include "base/check.h"
#include "emit/limits.h"

namespace seabeam::emit {

using ir::Op;
using ir::OpKind;
using ir::Repr;

bool IsRematerialised(const ir::Graph& graph, NodeId n) {
  return graph.IsConstant(n) || graph.op(n) == Op::kCatchMark;
}

ir::Graph::SlotSplit SlotsOf(const ir::Graph& graph, NodeId term) {
  switch (graph.op(term)) {
    case Op::kCallLocal:
    case Op::kCallExternal:
    case Op::kCallFun:
    case Op::kCallApply:
    case Op::kFailPending:
    case Op::kRaiseGuard:
    case Op::kRaiseError:
    case Op::kRaiseFunctionClause:
    case Op::kRaiseClass:
    case Op::kReraise:
    case Op::kRecvSync:
    case Op::kRecvWait:
    case Op::kRecvWaitTimeout:
      return graph.Split(term);
    default:
      return {static_cast<uint32_t>(graph.data(term).size()), 0};
  }
}

struct Schedule::Builder {
  Builder(Schedule& out, const Regions& regions, const SchedulePolicy& policy)
      : s(out), regions(regions), graph(regions.graph()), cfg(regions.cfg()),
        dominance(regions.dominance()), policy(policy) {}

  void Run() {
    FindAliases();
    MarkLive();
    FindPhis();
    FindEarliest();
    Place();
    FindLoads();
    Assign();
    Order();
    if (regions.every_branch()) FindTaken();
  }

  bool IsLeaf(NodeId n) const {
    switch (graph.info(n).kind) {
      case OpKind::kPure:
        return false;
      case OpKind::kPinned:
        return graph.op(n) != Op::kCast;
      default:
        return true;
    }
  }

  void FindAliases();
  void MarkLive();
  void FindPhis();
  void FindTaken();
  void FindEarliest();
  void Place();
  void FindLoads();
  BlockId LatestUse(NodeId n) const;
  BlockId LeaveLoops(NodeId n, BlockId early, BlockId late) const;
  void Assign();
  void Order();
  NodeId FindFused(BlockId b) const;
  void OrderBlock(BlockId b);
  void Visit(BlockId b, NodeId root);
  void CountUse(BlockId b, NodeId value, NodeId user, uint32_t index);
  void CountUses(BlockId b, NodeId user);
  void Append(BlockId b, NodeId n);
  void Fold(BlockId b, size_t first);

  template <typename F>
  void ForEachValue(NodeId user, F f) const {  // f(data index, raw input)
    absl::Span<const NodeId> data = graph.data(user);
    for (uint32_t i = 0; i < data.size(); ++i) {
      if (graph.repr(data[i]) == Repr::kNone) continue;  // a reference to a control node
      f(i, data[i]);
    }
  }

  Schedule& s;
  const Regions& regions;
  const ir::Graph& graph;
  const ir::Cfg& cfg;
  const ir::EntryDominance& dominance;
  const SchedulePolicy& policy;

  std::vector<bool> seen;          // by node: needed, casts included
  std::vector<NodeId> topo;        // needed floating nodes and casts, operands first
  std::vector<NodeId> frame_loads;  // needed ones
  std::vector<BlockId> early;      // kNoBlock: depends on constants alone
  std::vector<BlockId> placed;     // floating nodes
  std::vector<NodeId> assigned;    // by block
  std::vector<uint32_t> assigned_begin;

  // Ordering, per block.
  std::vector<BlockId> done;        // block that the node was last ordered in
  std::vector<BlockId> counted;     // block that the counts below are of
  std::vector<uint32_t> count;      // uses in the block
  std::vector<NodeId> user;         // one of them
  std::vector<uint32_t> user_index;
  std::vector<uint8_t> depth;       // of the expression tree
  std::vector<std::pair<NodeId, uint32_t>> stack;
};

Schedule::Schedule(const Regions& regions, const SchedulePolicy& policy) {
  Builder(*this, regions, policy).Run();
}

void Schedule::Builder::FindAliases() {
  s.alias_.resize(graph.size());
  for (NodeId n = 0; n < graph.size(); ++n) s.alias_[n] = n;
  for (NodeId n = 0; n < graph.size(); ++n) {
    if (graph.op(n) != Op::kCast || graph.IsDead(n)) continue;
    NodeId end = n;
    while (graph.op(end) == Op::kCast) {
      end = s.alias_[end] != end ? s.alias_[end] : graph.data(end)[0];
    }
    for (NodeId at = n; graph.op(at) == Op::kCast && s.alias_[at] == at;) {
      s.alias_[at] = end;
      at = graph.data(at)[0];
    }
  }
}

void Schedule::Builder::MarkLive() {
  s.uses_.assign(graph.size(), 0);
  seen.assign(graph.size(), false);
  std::vector<NodeId> work;
  auto use = [&](uint32_t, NodeId raw) {
    const NodeId value = s.alias_[raw];
    ++s.uses_[value];
    for (NodeId cast = raw; cast != value && !seen[cast]; cast = graph.data(cast)[0]) seen[cast] = true;
    if (seen[value] || IsRematerialised(graph, value)) return;
    seen[value] = true;
    if (graph.op(value) == Op::kFrameLoad) frame_loads.push_back(value);
    if (graph.op(value) == Op::kPhi || !IsLeaf(value)) work.push_back(value);
  };
  auto drain = [&] {
    while (!work.empty()) {
      const NodeId n = work.back();
      work.pop_back();
      if (graph.op(n) != Op::kPhi) {
        ForEachValue(n, use);
        continue;
      }
      absl::Span<const BlockId> preds = cfg.preds(cfg.block_of(graph.control(n)));
      absl::Span<const NodeId> data = graph.data(n);
      for (uint32_t i = 0; i < data.size(); ++i) {
        if (preds[i] != kNoBlock) use(i, data[i]);
      }
    }
  };
  for (BlockId b = 0; b < cfg.size(); ++b) {
    for (NodeId n : cfg.fixed(b)) ForEachValue(n, use);
    if (cfg.block(b).term != kNoNode) ForEachValue(cfg.block(b).term, use);
    drain();
  }
}

void Schedule::Builder::FindPhis() {
  s.merge_input_.assign(cfg.size(), 0);
  s.phis_begin_.reserve(cfg.size() + 1);
  for (BlockId b = 0; b < cfg.size(); ++b) {
    s.phis_begin_.push_back(static_cast<uint32_t>(s.phis_.size()));
    const NodeId head = cfg.block(b).head;
    if (graph.info(head).kind != OpKind::kMerge) continue;
    for (NodeId n : graph.uses(head)) {
      if (graph.op(n) == Op::kPhi && s.IsLive(n)) s.phis_.push_back(n);
    }
    absl::Span<const BlockId> preds = cfg.preds(b);
    for (uint32_t i = 0; i < preds.size(); ++i) {
      if (preds[i] != kNoBlock) s.merge_input_[preds[i]] = i;
    }
  }
  s.phis_begin_.push_back(static_cast<uint32_t>(s.phis_.size()));
}

// Liveness of what blocks use of other blocks, backwards until nothing changes.
void Schedule::Builder::FindTaken() {
  std::vector<std::vector<NodeId>>& taken = s.taken_;
  taken.resize(cfg.size());
  std::vector<BlockId> defined(graph.size(), kNoBlock), added(graph.size(), kNoBlock);
  for (bool changed = true; changed;) {
    changed = false;
    std::fill(added.begin(), added.end(), kNoBlock);
    for (BlockId b = cfg.size(); b-- > 0;) {
      const NodeId head = cfg.block(b).head, term = cfg.block(b).term;
      std::vector<NodeId> found;
      auto add = [&](NodeId raw) {
        const NodeId n = s.alias_[raw];
        if (IsRematerialised(graph, n) || defined[n] == b || added[n] == b) return;
        added[n] = b;
        found.push_back(n);
      };
      for (NodeId n : graph.uses(head)) defined[n] = b;  // phis, loads, parameters, results
      if (s.fused_[b] != kNoNode) defined[s.fused_[b]] = b;
      for (const Scheduled& node : s.order(b)) defined[node.node] = b;
      for (const Scheduled& node : s.order(b)) {
        ForEachValue(node.node, [&](uint32_t, NodeId raw) { add(raw); });
      }
      if (s.fused_[b] != kNoNode) {
        ForEachValue(s.fused_[b], [&](uint32_t, NodeId raw) { add(raw); });
      } else if (term != kNoNode) {
        ForEachValue(term, [&](uint32_t, NodeId raw) { add(raw); });
      }
      for (BlockId to : cfg.succs(b)) {
        if (term == kNoNode) {
          for (NodeId phi : s.phis(to)) add(graph.data(phi)[s.merge_input_[b]]);
        }
        for (NodeId n : taken[to]) add(n);
      }
      std::sort(found.begin(), found.end());
      if (found != taken[b]) {
        taken[b] = std::move(found);
        changed = true;
      }
    }
  }
}

void Schedule::Builder::FindEarliest() {
  early.assign(graph.size(), kNoBlock);
  std::vector<bool> visited(graph.size(), false);
  auto deeper = [&](BlockId a, BlockId b) {
    if (a == kNoBlock) return b;
    if (b == kNoBlock) return a;
    return dominance.depth(a) >= dominance.depth(b) ? a : b;
  };
  for (NodeId root = 0; root < graph.size(); ++root) {
    if (!seen[root] || visited[root]) continue;
    stack.assign(1, {root, 0});
    visited[root] = true;
    while (!stack.empty()) {
      auto& [n, next] = stack.back();
      if (IsLeaf(n)) {
        const bool pinned = graph.info(n).kind == OpKind::kPinned;
        early[n] = cfg.block_of(pinned ? graph.control(n) : n);
        stack.pop_back();
        continue;
      }
      absl::Span<const NodeId> data = graph.data(n);
      bool descended = false;
      while (next < data.size()) {
        const NodeId operand = data[next++];
        if (visited[operand] || IsRematerialised(graph, operand)) continue;
        visited[operand] = true;
        stack.push_back({operand, 0});
        descended = true;
        break;
      }
      if (descended) continue;
      BlockId block = graph.op(n) == Op::kCast ? cfg.block_of(graph.control(n)) : kNoBlock;
      for (NodeId operand : data) block = deeper(block, early[operand]);
      early[n] = block;
      topo.push_back(n);
      stack.pop_back();
    }
  }
}

BlockId Schedule::Builder::LatestUse(NodeId n) const {
  BlockId late = kNoBlock;
  absl::Span<const NodeId> users = graph.uses(n);
  absl::Span<const uint32_t> slots = graph.use_slots(n);
  for (size_t i = 0; i < users.size(); ++i) {
    const NodeId u = users[i];
    BlockId block = kNoBlock;
    switch (graph.info(u).kind) {
      case OpKind::kPure:
        if (seen[u]) block = placed[u];
        break;
      case OpKind::kPinned:
        if (!seen[u]) break;
        if (graph.op(u) == Op::kPhi) {
          block = cfg.preds(cfg.block_of(graph.control(u)))[slots[i] - 1];
        } else {
          block = placed[u];  // a cast
        }
        break;
      case OpKind::kTerm:
      case OpKind::kFixed:
        block = cfg.block_of(u);
        break;
      default:
        break;
    }
    if (block == kNoBlock || block == late) continue;
    late = late == kNoBlock || dominance.Dominates(block, late) ? block
           : dominance.Dominates(late, block)                   ? late
                                              : dominance.CommonDominator(late, block);
  }
  return late;
}

BlockId Schedule::Builder::LeaveLoops(NodeId n, BlockId early_block, BlockId late) const {
  if (graph.op(n) == Op::kGuardBif) return late;  // may take long, and may not be needed
  while (cfg.block(late).loop_depth > cfg.block(early_block).loop_depth) {
    const BlockId before = dominance.idom(cfg.block(late).loop);
    if (before == kNoBlock || !dominance.Dominates(early_block, before) ||
        !dominance.Dominates(before, late)) {
      break;
    }
    late = before;
  }
  return late;
}

void Schedule::Builder::Place() {
  placed.assign(graph.size(), kNoBlock);
  for (size_t i = topo.size(); i-- > 0;) {
    const NodeId n = topo[i];
    if (early[n] == kNoBlock) continue;
    const BlockId late = LatestUse(n);
    // No late block: only used through a cast that nothing needs.
    if (late == kNoBlock) continue;
    placed[n] = graph.op(n) == Op::kCast ? late : LeaveLoops(n, early[n], late);
  }
}

void Schedule::Builder::FindLoads() {
  std::sort(frame_loads.begin(), frame_loads.end(), [&](NodeId a, NodeId b) {
    return std::make_pair(early[a], graph.imm(a)) < std::make_pair(early[b], graph.imm(b));
  });
  size_t next = 0;
  for (BlockId b = 0; b < cfg.size(); ++b) {
    s.loads_begin_.push_back(static_cast<uint32_t>(s.loads_.size()));
    for (; next < frame_loads.size() && early[frame_loads[next]] == b; ++next) {
      if (s.IsLive(frame_loads[next])) s.loads_.push_back(frame_loads[next]);
    }
  }
  s.loads_begin_.push_back(static_cast<uint32_t>(s.loads_.size()));
}

void Schedule::Builder::Assign() {
  assigned_begin.assign(cfg.size() + 2, 0);
  auto for_each = [&](auto f) {
    for (NodeId n : topo) {
      if (placed[n] != kNoBlock && graph.op(n) != Op::kCast && s.IsLive(n)) f(n);
    }
  };
  for_each([&](NodeId n) { ++assigned_begin[placed[n] + 2]; });
  for (uint32_t i = 2; i < cfg.size() + 2; ++i) assigned_begin[i] += assigned_begin[i - 1];
  assigned.resize(assigned_begin[cfg.size() + 1]);
  for_each([&](NodeId n) { assigned[assigned_begin[placed[n] + 1]++] = n; });
}

void Schedule::Builder::Order() {
  const uint32_t size = graph.size();
  done.assign(size, kNoBlock);
  counted.assign(size, kNoBlock);
  count.assign(size, 0);
  user.assign(size, kNoNode);
  user_index.assign(size, 0);
  depth.assign(size, 0);
  s.fused_.assign(cfg.size(), kNoNode);
  s.weight_.assign(cfg.size(), 0);
  s.begin_.reserve(cfg.size() + 1);
  for (BlockId b = 0; b < cfg.size(); ++b) {
    s.begin_.push_back(static_cast<uint32_t>(s.order_.size()));
    OrderBlock(b);
  }
  s.begin_.push_back(static_cast<uint32_t>(s.order_.size()));
}

NodeId Schedule::Builder::FindFused(BlockId b) const {
  const NodeId term = cfg.block(b).term;
  if (term == kNoNode || graph.op(term) != Op::kIf) return kNoNode;
  NodeId condition = s.Resolve(graph.data(term)[0]);
  const NodeId outer = condition;
  if (graph.op(condition) == Op::kNot) condition = s.Resolve(graph.data(condition)[0]);
  if (graph.op(condition) != Op::kIsNone) return kNoNode;
  if (s.uses_[condition] != 1 || s.uses_[outer] != 1) return kNoNode;
  const NodeId value = s.Resolve(graph.data(condition)[0]);
  if (graph.info(value).kind != OpKind::kPure || IsRematerialised(graph, value)) return kNoNode;
  if (placed[value] != b || placed[condition] != b || placed[outer] != b) return kNoNode;
  if (!policy.fuses_with_none_test(graph, value)) return kNoNode;
  for (NodeId u : graph.uses(value)) {
    if (u == condition || !(seen[u] || graph.info(u).kind == OpKind::kFixed)) continue;
    switch (graph.info(u).kind) {
      case OpKind::kPure:
        if (placed[u] == b) return kNoNode;
        break;
      case OpKind::kPinned:
        if (graph.op(u) == Op::kCast && cfg.block_of(graph.control(u)) == b) return kNoNode;
        break;
      default:
        if (cfg.block_of(u) == b) return kNoNode;
        break;
    }
  }
  return value;
}

void Schedule::Builder::CountUse(BlockId b, NodeId value, NodeId by, uint32_t index) {
  if (counted[value] != b) {
    counted[value] = b;
    count[value] = 0;
  }
  ++count[value];
  user[value] = by;
  user_index[value] = index;
}

void Schedule::Builder::CountUses(BlockId b, NodeId by) {
  ForEachValue(by, [&](uint32_t i, NodeId raw) { CountUse(b, s.alias_[raw], by, i); });
}

void Schedule::Builder::Append(BlockId b, NodeId n) {
  CountUses(b, n);
  s.order_.push_back({n, 0});
  s.weight_[b] += policy.weight(graph, n);
}

// Orders `root` and what it needs in block `b`.
void Schedule::Builder::Visit(BlockId b, NodeId root) {
  auto wanted = [&](NodeId n) {
    if (done[n] == b || IsRematerialised(graph, n)) return false;
    if (IsLeaf(n)) return false;
    return placed[n] == b || early[n] == kNoBlock;
  };
  root = s.alias_[root];
  if (!wanted(root)) return;
  done[root] = b;
  stack.assign(1, {root, 0});
  while (!stack.empty()) {
    auto& [n, next] = stack.back();
    absl::Span<const NodeId> data = graph.data(n);
    bool descended = false;
    while (next < data.size()) {
      const NodeId operand = s.alias_[data[next++]];
      if (!wanted(operand)) continue;
      done[operand] = b;
      stack.push_back({operand, 0});
      descended = true;
      break;
    }
    if (descended) continue;
    Append(b, n);
    stack.pop_back();
  }
}

void Schedule::Builder::OrderBlock(BlockId b) {
  const size_t first = s.order_.size();
  const NodeId term = cfg.block(b).term;
  absl::Span<const NodeId> mine = absl::MakeConstSpan(assigned.data() + assigned_begin[b],
                                                      assigned_begin[b + 1] - assigned_begin[b]);
  if (graph.op(cfg.block(b).head) == Op::kTryHandler) {
    for (NodeId n : graph.uses(cfg.block(b).head)) {
      if (graph.op(n) == Op::kHandlerParam && s.IsLive(n)) Append(b, n);
    }
  }
  for (NodeId n : cfg.fixed(b)) {
    ForEachValue(n, [&](uint32_t, NodeId raw) { Visit(b, raw); });
    Append(b, n);
  }
  const NodeId fused = FindFused(b);
  s.fused_[b] = fused;
  NodeId condition = kNoNode, inner = kNoNode;
  if (fused != kNoNode) {
    condition = inner = s.alias_[graph.data(term)[0]];
    if (graph.op(condition) == Op::kNot) inner = s.alias_[graph.data(condition)[0]];
    done[fused] = done[condition] = done[inner] = b;
  }
  for (NodeId n : mine) Visit(b, n);
  if (fused != kNoNode) {
    ForEachValue(fused, [&](uint32_t, NodeId raw) { Visit(b, raw); });
    CountUses(b, fused);
    s.weight_[b] += policy.weight(graph, fused);
  }
  if (term != kNoNode) {
    ForEachValue(term, [&](uint32_t, NodeId raw) { Visit(b, raw); });
    CountUses(b, term);
    s.weight_[b] += policy.weight(graph, term);
  } else if (!cfg.succs(b).empty()) {
    const BlockId merge = cfg.succs(b)[0];
    const uint32_t index = s.merge_input_[b];
    for (NodeId phi : s.phis(merge)) {
      Visit(b, graph.data(phi)[index]);
      CountUse(b, s.alias_[graph.data(phi)[index]], phi, index);
      s.weight_[b] += 4;
    }
    s.weight_[b] += 2;
  }
  Fold(b, first);
}

void Schedule::Builder::Fold(BlockId b, size_t first) {
  // Folding passes its depth from operands to users; what is not folded passes nothing.
  for (size_t i = first; i < s.order_.size(); ++i) depth[s.order_[i].node] = 0;
  for (size_t i = first; i < s.order_.size(); ++i) {
    const NodeId n = s.order_[i].node;
    if (IsLeaf(n) || counted[n] != b || count[n] != 1) continue;
    if (early[n] != kNoBlock && s.uses_[n] != 1) continue;
    const NodeId by = user[n];
    if (depth[n] >= kMaxFoldDepth || !policy.reads_once(graph, by, user_index[n])) continue;
    s.order_[i].folded = 1;
    depth[by] = std::max<uint8_t>(depth[by], static_cast<uint8_t>(depth[n] + 1));
  }
}

}  // namespace seabeam::emit
