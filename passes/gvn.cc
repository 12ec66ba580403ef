#include "passes/gvn.h"

#include <algorithm>
#include <vector>

namespace seabeam::passes {
namespace {

using ir::Graph;
using ir::kNoNode;
using ir::NodeId;
using ir::Op;
using ir::OpKind;

bool IsCommutative(Op op) {
  switch (op) {
    case Op::kEqExact:
    case Op::kEqNumeric:
    case Op::kBand:
    case Op::kBor:
    case Op::kBxor:
    case Op::kI32Add:
    case Op::kI32Mul:
    case Op::kI32Eq:
    case Op::kI32And:
    case Op::kF64Add:
    case Op::kF64Mul:
      return true;
    // Which operand a bad argument is does not show: an addition or product that fails is none.
    case Op::kAdd:
    case Op::kMul:
      return true;
    default:
      return false;
  }
}

class ValueNumbers {
 public:
  ValueNumbers(Graph* graph, PassContext* context) : g_(*graph), context_(*context) {}

  bool Run() {
    uint32_t candidates = 0;
    for (NodeId n = 0; n < g_.size(); ++n) candidates += IsCandidate(n) ? 1 : 0;
    uint32_t capacity = 16;
    while (capacity < candidates * 2) capacity *= 2;
    table_.assign(capacity, kNoNode);
    mask_ = capacity - 1;

    state_.assign(g_.size(), kNew);
    const NodeId end = g_.size();
    for (NodeId n = 0; n < end; ++n) {
      if (state_[n] == kNew && IsCandidate(n)) VisitFrom(n);
    }
    context_.Count("gvn.merged", merged_);
    return merged_ != 0;
  }

 private:
  enum State : uint8_t { kNew, kOpen, kDone };

  bool IsCandidate(NodeId n) const {
    if (g_.IsDead(n)) return false;
    const OpKind kind = g_.info(n).kind;
    return kind == OpKind::kPure || kind == OpKind::kPinned;
  }

  // Inputs before users, but for the ways round through phis.
  void VisitFrom(NodeId root) {
    stack_.push_back(root);
    while (!stack_.empty()) {
      const NodeId n = stack_.back();
      if (state_[n] == kNew) {
        state_[n] = kOpen;
        for (NodeId input : g_.inputs(n)) {
          if (state_[input] == kNew && IsCandidate(input)) stack_.push_back(input);
        }
        continue;
      }
      stack_.pop_back();
      if (state_[n] == kOpen) {
        state_[n] = kDone;
        Number(n);
      }
    }
  }

  uint64_t Hash(NodeId n) const {
    uint64_t h = static_cast<uint64_t>(g_.op(n)) * 0x9E3779B97F4A7C15u;
    auto mix = [&h](uint64_t v) {
      h = (h ^ v) * 0xBF58476D1CE4E5B9u;
      h ^= h >> 31;
    };
    mix(static_cast<uint64_t>(g_.imm(n)));
    absl::Span<const NodeId> inputs = g_.inputs(n);
    if (inputs.size() == 2 && IsCommutative(g_.op(n))) {
      mix(std::min(inputs[0], inputs[1]));
      mix(std::max(inputs[0], inputs[1]));
    } else {
      for (NodeId input : inputs) mix(input);
    }
    for (int64_t item : g_.list(n)) mix(static_cast<uint64_t>(item));
    return h;
  }

  bool Same(NodeId a, NodeId b) const {
    if (g_.op(a) != g_.op(b) || g_.imm(a) != g_.imm(b) || g_.repr(a) != g_.repr(b) ||
        g_.list(a) != g_.list(b)) {
      return false;
    }
    absl::Span<const NodeId> x = g_.inputs(a), y = g_.inputs(b);
    if (x == y) return true;
    return IsCommutative(g_.op(a)) && x.size() == 2 && y.size() == 2 && x[0] == y[1] &&
           x[1] == y[0];
  }

  void Number(NodeId n) {
    uint32_t slot = static_cast<uint32_t>(Hash(n)) & mask_;
    while (table_[slot] != kNoNode) {
      const NodeId known = table_[slot];
      if (Same(known, n)) {
        // Both types are true of the one value.
        g_.SetType(known, ir::Meet(g_.type(known), g_.type(n)));
        g_.ReplaceAllUses(n, known);
        g_.Kill(n);
        ++merged_;
        return;
      }
      slot = (slot + 1) & mask_;
    }
    table_[slot] = n;
  }

  Graph& g_;
  PassContext& context_;
  std::vector<NodeId> table_;  // open hash table
  uint32_t mask_ = 0;
  std::vector<State> state_;
  std::vector<NodeId> stack_;
  int64_t merged_ = 0;
};

class GvnPass : public Pass {
 public:
  GvnPass() : Pass("gvn", "global value numbering: equal values become one") {}

 private:
  absl::StatusOr<bool> RunInternal(Graph* graph, const PassOptions&,
                                   PassContext& context) const override {
    return ValueNumbers(graph, &context).Run();
  }
};

}  // namespace

std::unique_ptr<Pass> MakeGvnPass() { return std::make_unique<GvnPass>(); }

}  // namespace seabeam::passes
