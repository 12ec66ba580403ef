#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "ir/entry_dominance.h"
#include "ir/verify_internal.h"

namespace seabeam::ir::verify_internal {
namespace {

void CheckMerges(const Graph& graph, const Cfg& cfg, Report* report) {
  for (BlockId b = 0; b < cfg.size(); ++b) {
    const NodeId head = cfg.block(b).head;
    if (graph.info(head).kind != OpKind::kMerge) continue;
    absl::Span<const BlockId> preds = cfg.preds(b);
    for (size_t i = 0; i < preds.size(); ++i) {
      if (preds[i] == kNoBlock) continue;
      const bool back = cfg.Dominates(b, preds[i]);
      const bool wanted = graph.op(head) == Op::kLoop && i > 0;
      if (back != wanted) {
        report->Add(9, head, absl::StrCat("input ", i, back ? " is a back edge" : " is none"));
      }
    }
  }
}

// Where a value comes to be: a place on a chain. Constants, and what is computed from them alone,
// have no place and are available everywhere.
struct Place {
  BlockId block = kNoBlock;
  uint32_t index = 0;  // on the chain
};

class ValueChecker {
 public:
  ValueChecker(const Graph& graph, const Cfg& cfg, Report* report)
      : graph_(graph),
        cfg_(cfg),
        dominance_(graph, cfg),
        report_(report),
        place_(graph.size()),
        state_(graph.size(), kNew) {}

  void Check() {
    for (NodeId n = 0; n < graph_.size(); ++n) {
      if (!graph_.IsDead(n)) FindPlace(n);
    }
    if (!report_->empty()) return;
    for (NodeId n = 0; n < graph_.size(); ++n) {
      if (!graph_.IsDead(n)) CheckUses(n);
    }
  }

 private:
  enum State : uint8_t { kNew, kOpen, kDone, kUnreachable };

  static bool Floats(OpKind kind) { return kind == OpKind::kPure; }

  // Inputs that must be there when `n` is computed, apart from a phi's values.
  bool FollowsData(NodeId n) const {
    return graph_.op(n) != Op::kPhi && graph_.op(n) != Op::kCatchMark;
  }

  void FindPlace(NodeId root) {
    std::vector<NodeId> stack = {root};
    while (!stack.empty()) {
      const NodeId n = stack.back();
      const OpKind kind = graph_.info(n).kind;
      if (state_[n] == kNew) {
        state_[n] = kOpen;
        if ((kind == OpKind::kPure || kind == OpKind::kPinned) && FollowsData(n)) {
          for (NodeId input : graph_.data(n)) {
            if (state_[input] == kNew) stack.push_back(input);
            if (state_[input] == kOpen && graph_.info(input).kind != OpKind::kFixed) {
              report_->Add(10, n, absl::StrCat("depends on itself through n", input));
            }
          }
          continue;
        }
      }
      stack.pop_back();
      if (state_[n] == kOpen) Settle(n);
    }
  }

  void Settle(NodeId n) {
    state_[n] = kDone;
    const OpKind kind = graph_.info(n).kind;
    if (kind == OpKind::kPure) {
      if (!FollowsData(n)) {
        // The mark of a catch is a constant as long as there is the catch.
        if (cfg_.block_of(graph_.data(n)[0]) == kNoBlock) state_[n] = kUnreachable;
        return;
      }
      for (NodeId input : graph_.data(n)) {
        if (state_[input] == kUnreachable) state_[n] = kUnreachable;
        if (state_[input] != kDone) continue;
        if (!Before(place_[n], place_[input])) {
          if (!Before(place_[input], place_[n])) {
            report_->Add(11, n, absl::StrCat("inputs are never there together, one is n", input));
          }
          continue;
        }
        place_[n] = place_[input];
      }
      return;
    }
    SettleAt(n, kind == OpKind::kPinned ? graph_.control(n) : n);
  }

  void SettleAt(NodeId n, NodeId control) {
    place_[n] = {cfg_.block_of(control), 0};
    if (place_[n].block == kNoBlock) {
      state_[n] = kUnreachable;
    } else {
      place_[n].index = cfg_.chain_index(control);
    }
  }

  // Whether what is there at `a` is still available at `b`.
  bool Before(const Place& a, const Place& b) const {
    if (a.block == kNoBlock) return true;
    if (a.block == b.block) return a.index <= b.index;
    return dominance_.Dominates(a.block, b.block);
  }

  void CheckUse(NodeId user, NodeId value, const Place& at) {
    if (state_[value] == kUnreachable) {
      report_->Add(11, user, absl::StrCat("n", value, " is computed where nobody comes"));
    } else if (!Before(place_[value], at)) {
      report_->Add(11, user, absl::StrCat("n", value, " is not available there"));
    }
  }

  void CheckUses(NodeId n) {
    if (state_[n] == kUnreachable) return;
    const OpKind kind = graph_.info(n).kind;
    if (graph_.op(n) == Op::kPhi) {
      const BlockId merge = cfg_.block_of(graph_.control(n));
      if (merge == kNoBlock) return;
      absl::Span<const BlockId> preds = cfg_.preds(merge);
      absl::Span<const NodeId> values = graph_.data(n);
      for (size_t i = 0; i < values.size() && i < preds.size(); ++i) {
        if (preds[i] != kNoBlock) CheckUse(n, values[i], {preds[i], 0xFFFFFFFF});
      }
    } else if (kind == OpKind::kPinned || kind == OpKind::kFixed || kind == OpKind::kTerm) {
      absl::Span<const NodeId> values = graph_.data(n);
      for (size_t i = 0; i < values.size(); ++i) {
        // A wait names its receive, which stands above an entry head; a value this is not.
        if (graph_.op(values[i]) == Op::kRecvSync) continue;
        Place at = place_[n];
        // What stands on the chain cannot use what is computed from its own result.
        if (kind != OpKind::kPinned && at.index > 0) --at.index;
        CheckUse(n, values[i], at);
      }
    }
  }

  const Graph& graph_;
  const Cfg& cfg_;
  const EntryDominance dominance_;
  Report* report_;
  std::vector<Place> place_;
  std::vector<State> state_;
};

}  // namespace

void CheckValues(const Graph& graph, const Cfg& cfg, Report* report) {
  CheckMerges(graph, cfg, report);
  ValueChecker(graph, cfg, report).Check();
}

}  // namespace seabeam::ir::verify_internal
