#include "passes/analysis/type_flow.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "passes/analysis/infer_type.h"

namespace seabeam::passes {
namespace {

using ir::Graph;
using ir::kNoNode;
using ir::NodeId;
using ir::Op;
using ir::OpKind;
using ir::Type;

class TypeFlow {
 public:
  TypeFlow(Graph* graph, absl::Span<const Type> params, const char* pass, PassContext* context)
      : g_(*graph), params_(params), pass_(pass), context_(*context) {}

  bool Run() {
    FindEntry();
    FindOrder();
    types_.resize(g_.size());
    changes_.assign(g_.size(), 0);
    dirty_.assign(g_.size(), false);
    for (NodeId n = 0; n < g_.size(); ++n) types_[n] = g_.type(n);
    for (NodeId n : order_) {
      types_[n] = Type::Bottom();
      dirty_[n] = true;
    }
    Fuel fuel(g_, pass_, &context_);
    bool again = true;
    while (again) {
      again = false;
      for (size_t i = 0; i < order_.size(); ++i) {
        const NodeId n = order_[i];
        if (!dirty_[n]) continue;
        if (!fuel.Take()) return false;  // nothing written down yet
        dirty_[n] = false;
        again |= Update(n);
      }
    }
    int64_t narrowed = 0;
    for (NodeId n : order_) {
      if (types_[n].IsBottom() || types_[n] == g_.type(n) || g_.IsConstant(n)) continue;
      g_.SetType(n, types_[n]);
      ++narrowed;
    }
    context_.Count(absl::StrCat(pass_, ".types"), narrowed);
    return narrowed != 0;
  }

 private:
  void FindEntry() {
    if (params_.empty()) return;
    param_nodes_.assign(g_.arity(), kNoNode);
    for (NodeId n : g_.uses(g_.start())) {
      if (g_.op(n) == Op::kParam) param_nodes_[g_.imm(n)] = n;
    }
    // The check of the function's self loop calls the function with what it lists.
    for (NodeId n = 0; n < g_.size() && check_ == kNoNode; ++n) {
      if (!g_.IsDead(n) && g_.op(n) == Op::kReductionCheck && !g_.data(n).empty()) check_ = n;
    }
  }

  void FindOrder() {
    enum State : uint8_t { kNew, kOpen, kDone };
    std::vector<State> state(g_.size(), kNew);
    std::vector<NodeId> stack;
    auto flows = [this](NodeId n) {
      if (g_.op(n) == Op::kParam) return !params_.empty();
      return (g_.info(n).kind == OpKind::kPure && !g_.IsConstant(n)) || g_.op(n) == Op::kCast ||
             g_.op(n) == Op::kPhi || LoadedSlot(g_, n) != kNoNode;
    };
    for (NodeId root = 0; root < g_.size(); ++root) {
      if (g_.IsDead(root) || state[root] != kNew || !flows(root)) continue;
      stack.push_back(root);
      while (!stack.empty()) {
        const NodeId n = stack.back();
        if (state[n] == kNew) {
          state[n] = kOpen;
          for (NodeId input : g_.data(n)) {  // a parameter has none
            if (state[input] == kNew && flows(input)) stack.push_back(input);
          }
          const NodeId slot = LoadedSlot(g_, n);
          if (slot != kNoNode && state[slot] == kNew && flows(slot)) stack.push_back(slot);
          continue;
        }
        stack.pop_back();
        if (state[n] != kOpen) continue;
        state[n] = kDone;
        order_.push_back(n);
      }
    }
  }

  Type ParamType(NodeId n) const {
    const int64_t i = g_.imm(n);
    Type t = params_[i];
    if (check_ != kNoNode) t = ir::Join(t, types_[g_.data(check_)[i]]);
    return ir::Meet(t, g_.type(n));
  }

  // True when a user must be looked at again.
  bool Update(NodeId n) {
    Type t = g_.op(n) == Op::kParam ? ParamType(n) : InferType(g_, n, types_);
    // Optimistic: types only grow. (A rule that is not quite monotone must not undo that.)
    t = ir::Join(t, types_[n]);
    if (t == types_[n]) return false;
    ++changes_[n];
    if (changes_[n] > kTypeChangesBeforeWidening && g_.op(n) == Op::kPhi) {
      const Type& old = types_[n];
      if (t.lo < old.lo && !old.Disjoint(abi::kKindInteger)) {
        t.lo = t.lo >= abi::kSmallMin ? abi::kSmallMin : Type::kNoLo;
      }
      if (t.hi > old.hi && !old.Disjoint(abi::kKindInteger)) {
        t.hi = t.hi <= abi::kSmallMax ? abi::kSmallMax : Type::kNoHi;
      }
      if (g_.repr(n) == ir::Repr::kI32) {
        t.lo = std::max<int64_t>(t.lo, INT32_MIN);
        t.hi = std::min<int64_t>(t.hi, INT32_MAX);
      }
      t = ir::Normalize(t);
    }
    if (changes_[n] > kTypeChangesMax) t = ir::Join(t, g_.type(n));
    types_[n] = t;
    bool again = false;
    for (NodeId user : g_.uses(n)) {
      dirty_[user] = true;
      again = true;
      if (user == check_) {
        for (NodeId param : param_nodes_) {
          if (param != kNoNode) dirty_[param] = true;
        }
      }
      if (g_.info(user).kind != OpKind::kTerm) continue;
      for (NodeId load : FrameLoadsAfter(g_, user)) dirty_[load] = true;
    }
    return again;
  }

  Graph& g_;
  absl::Span<const Type> params_;
  const char* pass_;
  PassContext& context_;
  NodeId check_ = kNoNode;  // the loop's reduction check, when it matters to parameters
  std::vector<NodeId> param_nodes_;
  std::vector<NodeId> order_;
  std::vector<Type> types_;
  std::vector<int> changes_;
  std::vector<bool> dirty_;
};

}  // namespace

bool FlowTypes(Graph* graph, absl::Span<const Type> params, const char* pass,
               PassContext* context) {
  return TypeFlow(graph, params, pass, context).Run();
}

}  // namespace seabeam::passes
