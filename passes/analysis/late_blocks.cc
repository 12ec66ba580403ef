#include "passes/analysis/late_blocks.h"

namespace seabeam::passes {
namespace {

using ir::BlockId;
using ir::Graph;
using ir::kNoBlock;
using ir::NodeId;
using ir::Op;
using ir::OpKind;

bool IsOrdered(const Graph& graph, NodeId n) {
  return graph.info(n).kind == OpKind::kPure || graph.op(n) == Op::kCast || graph.op(n) == Op::kPhi;
}

void FindOrder(const Graph& graph, std::vector<NodeId>* order) {
  enum State : uint8_t { kNew, kOpen, kDone };
  std::vector<State> state(graph.size(), kNew);
  std::vector<NodeId> stack;
  for (NodeId root = 0; root < graph.size(); ++root) {
    if (graph.IsDead(root) || state[root] != kNew || !IsOrdered(graph, root)) continue;
    stack.push_back(root);
    while (!stack.empty()) {
      const NodeId n = stack.back();
      if (state[n] == kNew) {
        state[n] = kOpen;
        for (NodeId input : graph.data(n)) {
          if (state[input] == kNew && IsOrdered(graph, input)) stack.push_back(input);
        }
        continue;
      }
      stack.pop_back();
      if (state[n] != kOpen) continue;
      state[n] = kDone;
      order->push_back(n);
    }
  }
}

}  // namespace

LateBlocks FindLateBlocks(const Graph& graph, const ir::Cfg& cfg,
                          const ir::EntryDominance& dominance) {
  LateBlocks late;
  late.order.reserve(graph.size());
  FindOrder(graph, &late.order);
  late.block.assign(graph.size(), kNoBlock);
  for (NodeId n = 0; n < graph.size(); ++n) {
    if (graph.IsDead(n)) continue;
    switch (graph.info(n).kind) {
      case OpKind::kPure:
        break;
      case OpKind::kPinned:
        late.block[n] = cfg.block_of(graph.control(n));
        break;
      case OpKind::kFixed:
      case OpKind::kTerm:
      case OpKind::kMerge:
      case OpKind::kProj:
        late.block[n] = cfg.block_of(n);
        break;
    }
  }
  // Users first.
  for (size_t i = late.order.size(); i-- > 0;) {
    const NodeId n = late.order[i];
    if (graph.info(n).kind != OpKind::kPure) continue;
    BlockId place = kNoBlock;
    bool any = false;
    absl::Span<const NodeId> users = graph.uses(n);
    absl::Span<const uint32_t> slots = graph.use_slots(n);
    for (size_t u = 0; u < users.size(); ++u) {
      BlockId at = late.block[users[u]];
      if (graph.op(users[u]) == Op::kPhi) {
        if (at == kNoBlock) continue;
        at = cfg.preds(at)[slots[u] - 1];
        if (at == kNoBlock) continue;  // nobody comes that way
      } else if (at == kNoBlock && graph.info(users[u]).kind != OpKind::kPure) {
        continue;  // out of reach
      }
      // An unused user has no place either, and so its inputs have none: where it is, they all are.
      place = any ? dominance.CommonDominator(place, at) : at;
      any = true;
      if (place == kNoBlock) break;
    }
    late.block[n] = place;
  }
  return late;
}

}  // namespace seabeam::passes
