#include "passes/dead_slots.h"

#include <utility>
#include <vector>

namespace seabeam::passes {
namespace {

using ir::Graph;
using ir::kNoNode;
using ir::NodeId;
using ir::Op;
using ir::OpKind;

class DeadSlots {
 public:
  explicit DeadSlots(Graph* graph) : g_(*graph), first_(graph->size(), kNone) {}

  // The number of slots that were cleared and of loads that went.
  std::pair<int64_t, int64_t> Run() {
    Collect();
    if (terms_.empty()) return {0, 0};
    live_.assign(g_.size(), false);
    for (NodeId load : loads_) {
      if (IsRead(load)) MarkLoad(load);
    }
    KeepCatchMarks();
    while (!work_.empty()) {
      const NodeId load = work_.back();
      work_.pop_back();
      Follow(load);
    }
    return Clear();
  }

 private:
  static constexpr uint32_t kNone = 0xFFFFFFFF;

  void Collect() {
    uint32_t total = 0;
    for (NodeId n = 0; n < g_.size(); ++n) {
      if (g_.IsDead(n)) continue;
      if (g_.op(n) == Op::kFrameLoad) loads_.push_back(n);
      if (g_.info(n).kind != OpKind::kTerm) continue;
      const Graph::SlotSplit split = g_.Split(n);
      if (split.slots == 0) continue;
      terms_.push_back(n);
      first_[n] = total;
      total += split.slots;
    }
    needed_.assign(total, false);
  }

  // By something else than a slot of a terminator.
  bool IsRead(NodeId load) const {
    absl::Span<const NodeId> users = g_.uses(load);
    absl::Span<const uint32_t> inputs = g_.use_slots(load);
    for (size_t i = 0; i < users.size(); ++i) {
      if (first_[users[i]] == kNone || inputs[i] < 1 + g_.Split(users[i]).args) return true;
    }
    return false;
  }

  void MarkLoad(NodeId load) {
    if (live_[load]) return;
    live_[load] = true;
    work_.push_back(load);
  }

  void Need(NodeId term, uint32_t slot) {
    if (first_[term] == kNone) return;
    const Graph::SlotSplit split = g_.Split(term);
    if (slot >= split.slots || needed_[first_[term] + slot]) return;
    needed_[first_[term] + slot] = true;
    const NodeId value = g_.data(term)[split.args + slot];
    if (g_.op(value) == Op::kFrameLoad) MarkLoad(value);
  }

  void NeedEverywhere(uint32_t slot) {
    if (slot >= everywhere_.size()) everywhere_.resize(slot + 1, false);
    if (everywhere_[slot]) return;
    everywhere_[slot] = true;
    for (NodeId term : terms_) Need(term, slot);
  }

  // The terminators whose slots a live load may find.
  void Follow(NodeId load) {
    const NodeId head = g_.control(load);
    const uint32_t slot = static_cast<uint32_t>(g_.imm(load));
    switch (g_.op(head)) {
      case Op::kCallCont:
      case Op::kTimeoutCont:
        return Need(g_.control(head), slot);
      case Op::kRecvEntry: {
        const NodeId sync = g_.control(head);
        Need(sync, slot);
        for (NodeId user : g_.uses(sync)) Need(user, slot);  // waits come back to the entry
        return;
      }
      default:
        // A handler: of which calls is not looked at.
        return NeedEverywhere(slot);
    }
  }

  void KeepCatchMarks() {
    for (NodeId term : terms_) {
      const Graph::SlotSplit split = g_.Split(term);
      for (uint32_t i = 0; i < split.slots; ++i) {
        if (g_.op(g_.data(term)[split.args + i]) == Op::kCatchMark) NeedEverywhere(i);
      }
    }
  }

  std::pair<int64_t, int64_t> Clear() {
    int64_t cleared = 0, killed = 0;
    for (NodeId term : terms_) {
      const Graph::SlotSplit split = g_.Split(term);
      for (uint32_t i = 0; i < split.slots; ++i) {
        if (needed_[first_[term] + i]) continue;
        if (g_.op(g_.data(term)[split.args + i]) == Op::kNilConst) continue;
        g_.SetInput(term, 1 + split.args + i, g_.Nil());
        ++cleared;
      }
    }
    for (NodeId load : loads_) {
      if (live_[load] || !g_.uses(load).empty()) continue;
      g_.Kill(load);
      ++killed;
    }
    return {cleared, killed};
  }

  Graph& g_;
  std::vector<uint32_t>
      first_;  // by node: of a terminator with slots, the first one's index in needed_
  std::vector<NodeId> terms_, loads_;
  std::vector<bool> needed_, live_,
      everywhere_;  // by slot of a terminator; by node; by slot number
  std::vector<NodeId> work_;
};

class DeadSlotsPass : public Pass {
 public:
  DeadSlotsPass() : Pass("dead_slots", "values that a frame keeps for nobody are dropped") {}

 private:
  absl::StatusOr<bool> RunInternal(Graph* graph, const PassOptions&,
                                   PassContext& context) const override {
    const auto [cleared, killed] = DeadSlots(graph).Run();
    context.Count("dead_slots.cleared", cleared);
    context.Count("dead_slots.loads", killed);
    return cleared + killed != 0;
  }
};

}  // namespace

std::unique_ptr<Pass> MakeDeadSlotsPass() { return std::make_unique<DeadSlotsPass>(); }

}  // namespace seabeam::passes
