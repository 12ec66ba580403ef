// The blocks of a graph: found by walking the control chains from Start, in reverse post order,
// with dominators and loops. A value beside the graph: it goes stale when the control skeleton
// changes, and is not affected by changes to pure nodes. Building takes time linear in the graph
// (dominators: Cooper, Harvey, Kennedy). Copes with broken graphs: a chain that ends nowhere is a
// block without terminator and successors.
#ifndef SEABEAM_IR_CFG_H_
#define SEABEAM_IR_CFG_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "ir/graph.h"

namespace seabeam::ir {

using BlockId = uint32_t;  // index in reverse post order; 0 is Start's block
inline constexpr BlockId kNoBlock = 0xFFFFFFFF;

class Cfg {
 public:
  struct Block {
    NodeId head;          // Start, Merge or Proj
    NodeId term;          // the Term; kNoNode when the chain runs into a merge (or is broken)
    BlockId idom;         // kNoBlock for block 0
    uint32_t dom_depth;   // 0 for block 0
    uint32_t loop_depth;  // number of loops the block is in
    BlockId loop;         // header of the innermost loop around it (itself for a header); kNoBlock if none
  };

  explicit Cfg(const Graph& graph);

  uint32_t size() const { return static_cast<uint32_t>(blocks_.size()); }
  const Block& block(BlockId b) const { return blocks_[b]; }
  // The Fixed nodes of the chain in order, without the head (and without Start).
  absl::Span<const NodeId> fixed(BlockId b) const { return Row(fixed_, fixed_begin_, b); }
  // Last element of the chain before the terminator: the head or a Fixed node.
  NodeId tail(BlockId b) const { return fixed(b).empty() ? blocks_[b].head : fixed(b).back(); }
  // Successors in order: if_true, if_false; switch cases by index; body, handler. One entry, the
  // merge's block, when the chain runs into a merge. Resuming after recv_wait is no edge.
  absl::Span<const BlockId> succs(BlockId b) const { return Row(succs_, succs_begin_, b); }
  // Predecessors; a merge's are in the order of its inputs, kNoBlock for inputs out of reach.
  absl::Span<const BlockId> preds(BlockId b) const { return Row(preds_, preds_begin_, b); }
  // Children in the dominator tree, in reverse post order.
  absl::Span<const BlockId> dom_children(BlockId b) const { return Row(children_, children_begin_, b); }

  // Block of a head, Fixed or Term node; kNoBlock for any other node and out of reach.
  BlockId block_of(NodeId n) const { return n < block_of_.size() ? block_of_[n] : kNoBlock; }
  // Position of a head (0), Fixed or Term node on its block's chain.
  uint32_t chain_index(NodeId n) const { return chain_index_[n]; }

  bool Dominates(BlockId a, BlockId b) const {
    return dom_enter_[a] <= dom_enter_[b] && dom_leave_[b] <= dom_leave_[a];
  }
  // Whether control node `a` is executed before or at control node `b` on every path to `b`.
  bool NodeDominates(NodeId a, NodeId b) const;
  BlockId CommonDominator(BlockId a, BlockId b) const;
  bool IsLoopHeader(BlockId b) const { return blocks_[b].loop == b; }
  // A retreating edge whose target does not dominate its source exists.
  bool irreducible() const { return irreducible_; }

 private:
  template <typename T>
  static absl::Span<const T> Row(const std::vector<T>& pool, const std::vector<uint32_t>& begin,
                                 BlockId b) {
    return absl::MakeConstSpan(pool.data() + begin[b], begin[b + 1] - begin[b]);
  }
  void FindBlocks(const Graph& graph);
  void FindPreds(const Graph& graph);
  void FindDominators();
  void FindLoops();

  std::vector<Block> blocks_;
  std::vector<NodeId> fixed_;
  std::vector<BlockId> succs_, preds_, children_;
  std::vector<uint32_t> fixed_begin_, succs_begin_, preds_begin_, children_begin_;
  std::vector<BlockId> block_of_;        // by node
  std::vector<uint32_t> chain_index_;    // by node
  std::vector<uint32_t> dom_enter_, dom_leave_;
  bool irreducible_ = false;
};

}  // namespace seabeam::ir

#endif  // SEABEAM_IR_CFG_H_
