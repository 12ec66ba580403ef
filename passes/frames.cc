#include "passes/frames.h"

#include <vector>

namespace seabeam::passes {
namespace {

using ir::Graph;
using ir::kNoNode;
using ir::NodeId;
using ir::Op;
using ir::OpKind;

// What is executed with the frame of one frame_alloc.
class Stretch {
 public:
  explicit Stretch(const Graph& graph) : g_(graph), seen_(graph.size(), kNoNode) {}

  // False when something there needs the frame.
  bool Find(NodeId alloc) {
    ends_.clear();
    merges_.clear();
    alloc_ = alloc;
    work_.assign(1, alloc);
    seen_[alloc] = alloc_;
    while (!work_.empty()) {
      const NodeId n = work_.back();
      work_.pop_back();
      if (!Pass(n)) return false;
    }
    // Ways in from elsewhere have frames of their own.
    for (NodeId merge : merges_) {
      for (NodeId input : g_.inputs(merge)) {
        if (seen_[input] != alloc_) return false;
      }
    }
    return true;
  }

  // Frees, trims and raising terminators.
  const std::vector<NodeId>& ends() const { return ends_; }

 private:
  bool Pass(NodeId n) {
    const OpKind kind = g_.info(n).kind;
    switch (g_.op(n)) {
      case Op::kFrameFree:
        ends_.push_back(n);
        return true;  // what follows has no frame
      case Op::kFrameTrim:
        ends_.push_back(n);
        break;
      case Op::kIf:
      case Op::kSwitch:
      case Op::kDead:
        break;
      case Op::kFailPending:
      case Op::kRaiseGuard:
      case Op::kRaiseError:
      case Op::kRaiseFunctionClause:
      case Op::kRaiseClass:
      case Op::kReraise:
        ends_.push_back(n);
        return true;
      default:
        if (kind == OpKind::kTerm) return false;
        break;
    }
    if (kind == OpKind::kMerge) merges_.push_back(n);
    absl::Span<const NodeId> users = g_.uses(n);
    absl::Span<const uint32_t> slots = g_.use_slots(n);
    for (size_t i = 0; i < users.size(); ++i) {
      const NodeId user = users[i];
      const OpKind user_kind = g_.info(user).kind;
      if (g_.op(user) == Op::kFrameLoad) return false;
      const bool follows =
          user_kind == OpKind::kMerge || user_kind == OpKind::kProj ||
          ((user_kind == OpKind::kFixed || user_kind == OpKind::kTerm) && slots[i] == 0);
      if (!follows || seen_[user] == alloc_) continue;
      seen_[user] = alloc_;
      work_.push_back(user);
    }
    return true;
  }

  const Graph& g_;
  NodeId alloc_ = kNoNode;
  std::vector<NodeId> seen_;  // by node: the frame_alloc it was last found from
  std::vector<NodeId> work_, ends_, merges_;
};

// A raising terminator without its frame.
void DropFrame(Graph* graph, NodeId raise) {
  const Graph::SlotSplit split = graph->Split(raise);
  for (uint32_t i = split.slots; i-- > 0;) graph->RemoveInput(raise, 1 + split.args + i);
  std::vector<int64_t> list(graph->list(raise).begin(), graph->list(raise).end());
  list[list.size() - 2] = -1;
  list[list.size() - 1] = -1;
  graph->SetList(raise, list);
}

class FramesPass : public Pass {
 public:
  FramesPass() : passes::Pass("frames", "frames that hold nothing over a call go") {}

 private:
  absl::StatusOr<bool> RunInternal(Graph* graph, const PassOptions&,
                                   PassContext& context) const override {
    std::vector<NodeId> allocs;
    for (NodeId n = 0; n < graph->size(); ++n) {
      if (!graph->IsDead(n) && graph->op(n) == Op::kFrameAlloc) allocs.push_back(n);
    }
    if (allocs.empty()) return false;
    Stretch stretch(*graph);
    int64_t removed = 0;
    for (NodeId alloc : allocs) {
      if (!stretch.Find(alloc)) continue;
      for (NodeId n : stretch.ends()) {
        if (graph->info(n).kind == OpKind::kTerm) {
          DropFrame(graph, n);
        } else {
          graph->Unlink(n);
        }
      }
      graph->Unlink(alloc);
      ++removed;
    }
    context.Count("frames.removed", removed);
    return removed != 0;
  }
};

}  // namespace

std::unique_ptr<Pass> MakeFramesPass() { return std::make_unique<FramesPass>(); }

}  // namespace seabeam::passes
