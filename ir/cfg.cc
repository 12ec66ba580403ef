#include "ir/cfg.h"

#include <algorithm>
#include <utility>

namespace seabeam::ir {
namespace {

// A block as first met, before it has its number.
struct RawBlock {
  NodeId head;
  NodeId term;
  uint32_t fixed_begin, fixed_end;
  uint32_t succs_begin, succs_end;  // heads
};

int64_t ProjectionOrder(const Graph& graph, NodeId proj) {
  switch (graph.op(proj)) {
    case Op::kIfFalse:
    case Op::kTryHandler:
      return 1;
    case Op::kSwitchCase:
      return graph.imm(proj);
    default:
      return 0;
  }
}

// next[n] = the Fixed, Term or Merge node after control n.
std::vector<NodeId> ControlSuccessors(const Graph& graph) {
  std::vector<NodeId> next(graph.size(), kNoNode);
  for (NodeId n = 0; n < graph.size(); ++n) {
    if (graph.IsDead(n)) continue;
    switch (graph.info(n).kind) {
      case OpKind::kFixed:
      case OpKind::kTerm:
        if (graph.control(n) != kNoNode) next[graph.control(n)] = n;
        break;
      case OpKind::kMerge:
        for (NodeId input : graph.inputs(n)) next[input] = n;
        break;
      case OpKind::kPure:
      case OpKind::kPinned:
      case OpKind::kProj:
        break;
    }
  }
  return next;
}

}  // namespace

Cfg::Cfg(const Graph& graph) {
  FindBlocks(graph);
  FindPreds(graph);
  FindDominators();
  FindLoops();
}

void Cfg::FindBlocks(const Graph& graph) {
  const std::vector<NodeId> next = ControlSuccessors(graph);
  std::vector<RawBlock> raw;
  std::vector<NodeId> raw_fixed, raw_succs;
  std::vector<uint32_t> raw_of(graph.size(), kNoBlock);  // by head
  std::vector<bool> on_chain(graph.size(), false);

  auto discover = [&](NodeId head) {
    RawBlock block{head, kNoNode, static_cast<uint32_t>(raw_fixed.size()), 0,
                   static_cast<uint32_t>(raw_succs.size()), 0};
    raw_of[head] = static_cast<uint32_t>(raw.size());
    on_chain[head] = true;
    for (NodeId n = next[head]; n != kNoNode; n = next[n]) {
      const OpKind kind = graph.info(n).kind;
      if (kind == OpKind::kMerge) {
        raw_succs.push_back(n);
        break;
      }
      if (on_chain[n]) break;  // two chains join without a merge: broken
      on_chain[n] = true;
      if (kind == OpKind::kFixed) {
        raw_fixed.push_back(n);
        continue;
      }
      block.term = n;
      for (NodeId user : graph.uses(n)) {
        if (graph.info(user).kind == OpKind::kProj) raw_succs.push_back(user);
      }
      std::sort(raw_succs.begin() + block.succs_begin, raw_succs.end(), [&](NodeId a, NodeId b) {
        return std::make_pair(ProjectionOrder(graph, a), a) <
               std::make_pair(ProjectionOrder(graph, b), b);
      });
      break;
    }
    block.fixed_end = static_cast<uint32_t>(raw_fixed.size());
    block.succs_end = static_cast<uint32_t>(raw_succs.size());
    raw.push_back(block);
    return raw_of[head];
  };

  // Depth first; successors last to first, so that the first comes first in the reverse order.
  std::vector<uint32_t> post_order;
  std::vector<std::pair<uint32_t, uint32_t>> stack;  // block, successors still to visit
  uint32_t first = discover(graph.start());
  stack.push_back({first, raw[first].succs_end});
  while (!stack.empty()) {
    auto& [block, left] = stack.back();
    if (left == raw[block].succs_begin) {
      post_order.push_back(block);
      stack.pop_back();
      continue;
    }
    const NodeId head = raw_succs[--left];
    if (raw_of[head] != kNoBlock) continue;
    const uint32_t found = discover(head);
    stack.push_back({found, raw[found].succs_end});
  }

  const uint32_t count = static_cast<uint32_t>(raw.size());
  std::vector<BlockId> number(count);
  for (uint32_t i = 0; i < count; ++i) number[post_order[count - 1 - i]] = i;
  block_of_.assign(graph.size(), kNoBlock);
  chain_index_.assign(graph.size(), 0);
  fixed_.reserve(raw_fixed.size());
  succs_.reserve(raw_succs.size());
  for (BlockId b = 0; b < count; ++b) {
    const RawBlock& from = raw[post_order[count - 1 - b]];
    blocks_.push_back({from.head, from.term, kNoBlock, 0, 0, kNoBlock});
    fixed_begin_.push_back(static_cast<uint32_t>(fixed_.size()));
    succs_begin_.push_back(static_cast<uint32_t>(succs_.size()));
    block_of_[from.head] = b;
    uint32_t position = 0;
    for (uint32_t i = from.fixed_begin; i < from.fixed_end; ++i) {
      fixed_.push_back(raw_fixed[i]);
      block_of_[raw_fixed[i]] = b;
      chain_index_[raw_fixed[i]] = ++position;
    }
    if (from.term != kNoNode) {
      block_of_[from.term] = b;
      chain_index_[from.term] = ++position;
    }
    for (uint32_t i = from.succs_begin; i < from.succs_end; ++i) {
      succs_.push_back(number[raw_of[raw_succs[i]]]);
    }
  }
  fixed_begin_.push_back(static_cast<uint32_t>(fixed_.size()));
  succs_begin_.push_back(static_cast<uint32_t>(succs_.size()));
}

void Cfg::FindPreds(const Graph& graph) {
  for (BlockId b = 0; b < size(); ++b) {
    preds_begin_.push_back(static_cast<uint32_t>(preds_.size()));
    const NodeId head = blocks_[b].head;
    switch (graph.info(head).kind) {
      case OpKind::kMerge:
        for (NodeId input : graph.inputs(head)) preds_.push_back(block_of_[input]);
        break;
      case OpKind::kProj:
        preds_.push_back(block_of_[graph.control(head)]);
        break;
      default:
        break;
    }
  }
  preds_begin_.push_back(static_cast<uint32_t>(preds_.size()));
}

void Cfg::FindDominators() {
  auto intersect = [this](BlockId a, BlockId b) {
    while (a != b) {
      while (a > b) a = blocks_[a].idom;
      while (b > a) b = blocks_[b].idom;
    }
    return a;
  };
  bool changed = true;
  while (changed) {
    changed = false;
    for (BlockId b = 1; b < size(); ++b) {
      BlockId idom = kNoBlock;
      for (BlockId p : preds(b)) {
        if (p == kNoBlock || (p != 0 && blocks_[p].idom == kNoBlock)) continue;
        idom = idom == kNoBlock ? p : intersect(p, idom);
      }
      if (idom == kNoBlock) idom = 0;  // a broken graph; keeps the tree whole
      if (blocks_[b].idom != idom) {
        blocks_[b].idom = idom;
        changed = true;
      }
    }
  }

  // The tree: children in order, and numbers of entering and leaving each subtree.
  children_begin_.assign(size() + 1, 0);
  for (BlockId b = 1; b < size(); ++b) {
    ++children_begin_[blocks_[b].idom + 1];
    blocks_[b].dom_depth = blocks_[blocks_[b].idom].dom_depth + 1;
  }
  for (BlockId b = 0; b < size(); ++b) children_begin_[b + 1] += children_begin_[b];
  children_.resize(size() - 1);
  std::vector<uint32_t> fill(children_begin_.begin(), children_begin_.end() - 1);
  for (BlockId b = 1; b < size(); ++b) children_[fill[blocks_[b].idom]++] = b;

  // Subtree sizes from the leaves up give the intervals without walking the tree.
  std::vector<uint32_t> weight(size(), 1);
  for (BlockId b = size() - 1; b > 0; --b) weight[blocks_[b].idom] += weight[b];
  dom_enter_.assign(size(), 0);
  dom_leave_.assign(size(), 0);
  dom_leave_[0] = weight[0];
  for (BlockId b = 0; b < size(); ++b) {
    uint32_t at = dom_enter_[b] + 1;
    for (BlockId child : dom_children(b)) {
      dom_enter_[child] = at;
      at += weight[child];
      dom_leave_[child] = at;
    }
  }
}

void Cfg::FindLoops() {
  // Inner headers first. `outer` skips a found loop as one step, so each block is walked once per
  // loop that it is directly in.
  std::vector<BlockId> outermost(size());  // header of the outermost loop found so far, or itself
  for (BlockId b = 0; b < size(); ++b) outermost[b] = b;
  auto find = [&](BlockId b) {
    while (outermost[b] != b) {
      outermost[b] = outermost[outermost[b]];
      b = outermost[b];
    }
    return b;
  };
  std::vector<BlockId> parent(size(), kNoBlock);  // of a header: the header of the loop around it
  std::vector<BlockId> work;
  for (BlockId header = size(); header-- > 0;) {
    bool is_header = false;
    for (BlockId p : preds(header)) {
      if (p == kNoBlock || p < header) continue;
      if (!Dominates(header, p)) {
        irreducible_ = true;
        continue;
      }
      is_header = true;
      work.push_back(p);
    }
    if (!is_header) continue;
    blocks_[header].loop = header;
    while (!work.empty()) {
      const BlockId b = find(work.back());
      work.pop_back();
      if (b == header) continue;
      outermost[b] = header;
      if (blocks_[b].loop == b) {
        parent[b] = header;
      } else {
        blocks_[b].loop = header;
      }
      for (BlockId p : preds(b)) {
        // In an irreducible part an edge may come from outside the header's reach.
        if (p != kNoBlock && Dominates(header, p)) work.push_back(p);
      }
    }
  }
  for (BlockId b = 0; b < size(); ++b) {
    const BlockId loop = blocks_[b].loop;
    if (loop == kNoBlock) continue;
    if (loop == b) {
      blocks_[b].loop_depth = parent[b] == kNoBlock ? 1 : blocks_[parent[b]].loop_depth + 1;
    } else {
      blocks_[b].loop_depth = blocks_[loop].loop_depth;
    }
  }
}

bool Cfg::NodeDominates(NodeId a, NodeId b) const {
  const BlockId block_a = block_of(a), block_b = block_of(b);
  if (block_a == kNoBlock || block_b == kNoBlock) return false;
  if (block_a == block_b) return chain_index_[a] <= chain_index_[b];
  return Dominates(block_a, block_b);
}

BlockId Cfg::CommonDominator(BlockId a, BlockId b) const {
  while (a != b) {
    if (blocks_[a].dom_depth < blocks_[b].dom_depth) std::swap(a, b);
    a = blocks_[a].idom;
  }
  return a;
}

}  // namespace seabeam::ir
