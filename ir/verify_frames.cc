#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "ir/verify_internal.h"

namespace seabeam::ir::verify_internal {
namespace {

constexpr int64_t kNoFrame = -1;
constexpr int64_t kUnknown = -2;

class FrameChecker {
 public:
  FrameChecker(const Graph& graph, const Cfg& cfg, Report* report)
      : graph_(graph), cfg_(cfg), report_(report), entry_(cfg.size(), kUnknown) {}

  void Check() {
    entry_[0] = kNoFrame;
    for (BlockId b = 0; b < cfg_.size(); ++b) {  // reverse post order: a forward way in comes first
      int64_t frame = entry_[b];
      const NodeId head = cfg_.block(b).head;
      if (graph_.op(head) == Op::kTryHandler && graph_.imm(head) != frame) Bad(head, frame);
      for (NodeId n : cfg_.fixed(b)) frame = Step(n, frame);
      const NodeId term = cfg_.block(b).term;
      if (term != kNoNode) CheckTerm(term, frame);
      for (BlockId next : cfg_.succs(b)) {
        if (entry_[next] == kUnknown) {
          entry_[next] = frame;
        } else if (entry_[next] != frame) {
          report_->Add(13, cfg_.block(next).head,
                       absl::StrCat("frames of ", entry_[next], " and ", frame, " slots meet"));
        }
      }
    }
    for (NodeId n = 0; n < graph_.size(); ++n) {
      if (!graph_.IsDead(n) && graph_.op(n) == Op::kFrameLoad) CheckLoad(n);
    }
  }

 private:
  void Bad(NodeId n, int64_t frame) {
    report_->Add(13, n,
                 frame == kNoFrame ? "there is no frame"
                                   : absl::StrCat("the frame has ", frame, " slots"));
  }

  int64_t Step(NodeId n, int64_t frame) {
    const int64_t imm = graph_.imm(n);
    switch (graph_.op(n)) {
      case Op::kFrameAlloc:
        if (frame != kNoFrame) Bad(n, frame);
        return imm;
      case Op::kFrameFree:
        if (frame != imm) Bad(n, frame);
        return kNoFrame;
      case Op::kFrameTrim:
        if (frame < imm) Bad(n, frame);
        return std::max<int64_t>(frame - imm, 0);
      default:
        return frame;
    }
  }

  void CheckTerm(NodeId n, int64_t frame) {
    absl::Span<const int64_t> list = graph_.list(n);
    auto raising = [&](int64_t slots, int64_t stated) {
      if (stated != frame || (slots != -1 && slots != frame)) Bad(n, frame);
    };
    auto receiving = [&](int64_t slots) {
      if (slots != std::max<int64_t>(frame, 0)) Bad(n, frame);
    };
    switch (graph_.op(n)) {
      case Op::kReturn:
      case Op::kTailLocal:
      case Op::kTailExternal:
      case Op::kTailFun:
      case Op::kTailApply:
        if (frame != kNoFrame) Bad(n, frame);
        return;
      case Op::kCallLocal:
      case Op::kCallExternal:
      case Op::kCallFun:
      case Op::kCallApply:
        if (frame == kNoFrame || list[2] != frame) Bad(n, frame);
        return;
      case Op::kTryBegin:
        if (frame == kNoFrame) Bad(n, frame);
        return;
      case Op::kFailPending:
      case Op::kRaiseClass:
      case Op::kReraise:
        return raising(list[0], list[1]);
      case Op::kRaiseError:
      case Op::kRaiseFunctionClause:
        return raising(list[1], list[2]);
      case Op::kRaiseGuard:
        return raising(list[2], list[3]);
      case Op::kRecvSync:
        return receiving(graph_.imm(n));
      case Op::kRecvWait:
        return receiving(list[0]);
      case Op::kRecvWaitTimeout:
        receiving(list[0]);
        if (list[1] != frame) Bad(n, frame);
        return;
      default:
        return;
    }
  }

  void CheckLoad(NodeId n) {
    const NodeId control = graph_.control(n);
    const BlockId b = cfg_.block_of(control);
    if (b == kNoBlock) return;
    if (!graph_.IsEntryHead(control)) {
      report_->Add(12, n, "does not stand at an entry head");
    } else if (graph_.imm(n) >= entry_[b]) {
      report_->Add(12, n, absl::StrCat("the frame has ", entry_[b], " slots"));
    }
  }

  const Graph& graph_;
  const Cfg& cfg_;
  Report* report_;
  std::vector<int64_t> entry_;  // slots of the frame at the block's head
};

}  // namespace

void CheckFrames(const Graph& graph, const Cfg& cfg, Report* report) {
  FrameChecker(graph, cfg, report).Check();
}

}  // namespace seabeam::ir::verify_internal
