// The pieces of a function's control flow that become wasm functions.
//
// Execution can start at Start and, when a suspended process is resumed, at every entry head
// (call_cont, try_handler, recv_entry, timeout_cont). Cut the flow graph at entry heads and hang
// all of them below a common root: each child of the root in the dominator tree of that graph
// (ir/entry_dominance.h) heads a region, the subtree below it. Roots of regions are the entry heads and the *shared* blocks,
// which can be reached from more than one entry head. A region is entered only at its root; no
// value but a constant is used outside of the region that computes it.
//
// With `every_branch` the arms of branches and all merges are roots as well. Such a root uses values of
// the regions that dominate it; Schedule::taken lists them.
#ifndef SEABEAM_EMIT_SCHEDULE_REGIONS_H_
#define SEABEAM_EMIT_SCHEDULE_REGIONS_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "ir/cfg.h"
#include "ir/entry_dominance.h"
#include "ir/graph.h"

namespace seabeam::emit {

using ir::BlockId;
using ir::kNoBlock;
using ir::kNoNode;
using ir::NodeId;

inline constexpr int32_t kNoFrame = -1;

class Regions {
 public:
  // Keeps references to the arguments.
  Regions(const ir::Graph& graph, const ir::Cfg& cfg, bool every_branch = false);

  const ir::Graph& graph() const { return graph_; }
  const ir::Cfg& cfg() const { return cfg_; }
  const ir::EntryDominance& dominance() const { return dominance_; }
  bool every_branch() const { return every_branch_; }

  // Root block of the region that `b` is in.
  BlockId root(BlockId b) const { return root_[b]; }
  bool IsRoot(BlockId b) const { return root_[b] == b; }
  bool IsEntry(BlockId b) const { return b == 0 || graph_.IsEntryHead(cfg_.block(b).head); }
  // All roots, ascending; 0 first.
  absl::Span<const BlockId> roots() const { return roots_; }
  // Blocks of a root's region, ascending (reverse post order).
  absl::Span<const BlockId> blocks(BlockId root) const {
    return absl::MakeConstSpan(blocks_.data() + begin_[root], begin_[root + 1] - begin_[root]);
  }
  // Slots of the frame when the block begins; kNoFrame: there is none.
  int32_t frame(BlockId b) const { return frame_[b]; }

 private:
  void FindFrames();

  const ir::Graph& graph_;
  const ir::Cfg& cfg_;
  ir::EntryDominance dominance_;
  const bool every_branch_;
  std::vector<BlockId> root_, roots_, blocks_;
  std::vector<uint32_t> begin_;
  std::vector<int32_t> frame_;
};

// The frame after control node `n`, given the one before.
int32_t FrameAfter(const ir::Graph& graph, NodeId n, int32_t frame);

}  // namespace seabeam::emit

#endif  // SEABEAM_EMIT_SCHEDULE_REGIONS_H_
