// Puts every node that is needed into a block, in an order of evaluation, and decides which values
// are computed right where their one use needs them ("folded": they never sit in a local).
//
// Placement is global code motion (Click 1995) within regions: as late as the uses allow, earlier
// only to get out of a loop. A node that depends on constants alone may be used in several
// regions; it is computed once in every block that uses it. Constants are no part of the schedule.
//
// A Cast stands for its operand: the schedule speaks of operands only after Resolve. An entry head defines its
// frame_loads, as a merge does its phis, and a terminator hands all slots on.
#ifndef SEABEAM_EMIT_SCHEDULE_SCHEDULE_H_
#define SEABEAM_EMIT_SCHEDULE_SCHEDULE_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "emit/schedule/regions.h"
#include "ir/cfg.h"
#include "ir/graph.h"

namespace seabeam::emit {

// What lowering knows and scheduling asks.
struct SchedulePolicy {
  // Whether the lowering of `user` reads data input `index` exactly once, on every path, in order.
  bool (*reads_once)(const ir::Graph& graph, NodeId user, uint32_t index);
  // Whether `n` may yield none and is lowered together with the branch on that.
  bool (*fuses_with_none_test)(const ir::Graph& graph, NodeId n);
  // Estimate of the wasm bytes of a node.
  uint32_t (*weight)(const ir::Graph& graph, NodeId n);
};

struct Scheduled {
  uint32_t node : 31;
  uint32_t folded : 1;
};

class Schedule {
 public:
  Schedule(const Regions& regions, const SchedulePolicy& policy);

  // Fixed and floating nodes of a block in order of evaluation, without its terminator.
  absl::Span<const Scheduled> order(BlockId b) const {
    return absl::MakeConstSpan(order_.data() + begin_[b], begin_[b + 1] - begin_[b]);
  }
  // `n` behind all casts.
  NodeId Resolve(NodeId n) const { return alias_[n]; }
  // Whether anything that is emitted uses the value.
  bool IsLive(NodeId n) const { return uses_[n] != 0; }
  // The phis of a merge that are live.
  absl::Span<const NodeId> phis(BlockId b) const {
    return absl::MakeConstSpan(phis_.data() + phis_begin_[b], phis_begin_[b + 1] - phis_begin_[b]);
  }
  // The frame_loads of an entry head that are live, by slot.
  absl::Span<const NodeId> loads(BlockId b) const {
    return absl::MakeConstSpan(loads_.data() + loads_begin_[b], loads_begin_[b + 1] - loads_begin_[b]);
  }
  // For a block that ends in If on is_none(v): v, when it is to be computed by the branch (v is then
  // in no order). kNoNode otherwise.
  NodeId fused(BlockId b) const { return fused_[b]; }
  // For a block that runs into a merge: which of the merge's inputs it is.
  uint32_t merge_input(BlockId b) const { return merge_input_[b]; }
  uint32_t weight(BlockId b) const { return weight_[b]; }
  // For a root: the values of other regions that it, or what it leads to, uses, by id. None without
  // Regions::every_branch.
  absl::Span<const NodeId> taken(BlockId b) const {
    if (taken_.empty()) return {};
    return taken_[b];
  }

 private:
  struct Builder;
  friend struct Builder;

  std::vector<Scheduled> order_;
  std::vector<uint32_t> begin_;
  std::vector<NodeId> alias_;
  std::vector<uint32_t> uses_;
  std::vector<NodeId> phis_;
  std::vector<uint32_t> phis_begin_;
  std::vector<NodeId> loads_;
  std::vector<uint32_t> loads_begin_;
  std::vector<NodeId> fused_;
  std::vector<uint32_t> weight_;
  std::vector<uint32_t> merge_input_;
  std::vector<std::vector<NodeId>> taken_;
};

// Constants and catch marks: made anew at every use.
bool IsRematerialised(const ir::Graph& graph, NodeId n);
// The slots' first data input, and how many there are: {0, 0} for terminators that store none.
ir::Graph::SlotSplit SlotsOf(const ir::Graph& graph, NodeId term);

}  // namespace seabeam::emit

#endif  // SEABEAM_EMIT_SCHEDULE_SCHEDULE_H_
