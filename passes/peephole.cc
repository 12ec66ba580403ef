#include "passes/peephole.h"

#include <vector>

#include "absl/container/inlined_vector.h"
#include "base/check.h"
#include "base/typed_id.h"
#include "base/worklist.h"
#include "ir/interp/eval.h"
#include "passes/analysis/infer_type.h"
#include "passes/peephole/rules.h"

namespace seabeam::passes {

using ir::Graph;
using ir::kNoNode;
using ir::NodeId;
using ir::Op;
using ir::OpKind;
using ir::Type;

namespace {

struct WorkTag {};
using WorkId = base::TypedId<WorkTag>;

NodeId ApplyRules(const RuleContext& c, NodeId n) {
  switch (c.g.op(n)) {
    case Op::kAdd:
    case Op::kSub:
    case Op::kMul:
    case Op::kIntDiv:
    case Op::kRem:
    case Op::kNeg:
      return SimplifyArithmetic(c, n);
    case Op::kBand:
    case Op::kBor:
    case Op::kBxor:
    case Op::kBsl:
    case Op::kBsr:
    case Op::kBnot:
      return SimplifyBitwise(c, n);
    case Op::kTag:
    case Op::kUntag:
    case Op::kI32Add:
    case Op::kI32Sub:
    case Op::kI32Mul:
    case Op::kI32ToTerm:
    case Op::kTermToU32:
      return SimplifyUntagged(c, n);
    case Op::kTermToF64:
    case Op::kF64ToTerm:
    case Op::kF64Neg:
    case Op::kF64IsFinite:
      return SimplifyFloat(c, n);
    case Op::kLess:
    case Op::kEqExact:
    case Op::kEqNumeric:
      return SimplifyCompare(c, n);
    case Op::kNot:
    case Op::kSelect:
      return SimplifyBoolean(c, n);
    case Op::kIsType:
    case Op::kIsFunctionArity:
      return SimplifyTypeTest(c, n);
    case Op::kHead:
    case Op::kTail:
    case Op::kTupleElement:
    case Op::kTupleSize:
    case Op::kUpdateTuple:
    case Op::kMapGet:
      return SimplifyData(c, n);
    case Op::kCast:
      return SimplifyCast(c, n);
    case Op::kPhi:
      return SimplifyPhi(c, n);
    case Op::kFrameLoad:
      return SimplifyFrameLoad(c, n);
    default:
      return kNoNode;
  }
}

// The constant that is the only member of the node's type.
NodeId ConstantOfType(Graph* g, NodeId n) {
  const Type& t = g->type(n);
  switch (g->repr(n)) {
    case ir::Repr::kBool:
      if (t.kinds == abi::kKindTrue) return g->Bool(true);
      if (t.kinds == abi::kKindFalse) return g->Bool(false);
      return kNoNode;
    case ir::Repr::kI32:
      return t.lo == t.hi && !t.IsBottom() ? g->I32(static_cast<int32_t>(t.lo)) : kNoNode;
    case ir::Repr::kTerm:
      if (t.kinds == abi::kKindNil) return g->Nil();
      if (t.kinds == abi::kKindNone) return g->None();
      if (t.kinds == abi::kKindSmall && t.lo == t.hi) return g->Small(t.lo);
      if (!t.IsBottom() && t.Within(abi::kKindAtom) && t.atom != Type::kUnknown) {
        return g->Atom(t.atom);
      }
      return kNoNode;
    case ir::Repr::kNone:
    case ir::Repr::kF64:
      return kNoNode;
  }
  return kNoNode;
}

class Rewriter {
 public:
  Rewriter(Graph* graph, const PassOptions& options, PassContext* context)
      : g_(*graph),
        rules_{*graph, options.module},
        context_(*context),
        work_(options.seed),
        fuel_(*graph, "peephole", context) {}

  bool Run() {
    // Last in, first out: pushed backwards, inputs come before their users.
    for (NodeId n = g_.size(); n-- > 0;) {
      if (!g_.IsDead(n)) Push(n);
    }
    known_size_ = g_.size();
    while (!work_.empty()) {
      const NodeId n = work_.Pop().value();
      if (g_.IsDead(n)) continue;
      if (!fuel_.Take()) break;
      Visit(n);
      while (known_size_ < g_.size()) Push(known_size_++);
    }
    context_.Count("peephole.rewritten", rewritten_);
    context_.Count("peephole.narrowed", narrowed_);
    context_.Count("peephole.branches", branches_);
    return changed_;
  }

 private:
  void Push(NodeId n) { work_.Push(WorkId(n)); }

  // Whoever may have looked at `n`: its users, users of casts of it, and one step further.
  void PushUsers(NodeId n) {
    for (NodeId user : g_.uses(n)) {
      Push(user);
      const OpKind kind = g_.info(user).kind;
      if (kind == OpKind::kPure || g_.op(user) == Op::kCast) PushReaders(user, 1);
      if (kind == OpKind::kTerm) {
        for (NodeId load : FrameLoadsAfter(g_, user)) Push(load);
      }
    }
  }

  void PushReaders(NodeId n, int depth) {
    absl::InlinedVector<std::pair<NodeId, int>, 16> stack = {{n, depth}};
    int budget = 64;  // constants and the like have users without end; these were pushed already
    while (!stack.empty()) {
      auto [at, left] = stack.back();
      stack.pop_back();
      for (NodeId user : g_.uses(at)) {
        if (--budget < 0) return;
        Push(user);
        if (g_.op(user) == Op::kCast && left < kMaxCastDepth) stack.push_back({user, left + 1});
      }
    }
  }

  void Visit(NodeId n) {
    const OpKind kind = g_.info(n).kind;
    if (kind == OpKind::kTerm) {
      std::vector<NodeId> touched;
      const NodeId before = g_.size();
      if (SimplifyBranch(rules_, n, &touched)) {
        changed_ = true;
        ++branches_;
        if (!g_.IsDead(n)) Push(n);
        for (NodeId t : touched) {
          if (g_.IsDead(t)) continue;
          if (g_.info(t).kind == OpKind::kMerge) PushUsers(t);
          Push(t);
        }
      } else if (g_.size() != before) {
        changed_ = true;
      }
      return;
    }
    if (kind != OpKind::kPure && kind != OpKind::kPinned) return;
    if (g_.IsConstant(n)) return;
    if (g_.uses(n).empty()) {
      Remove(n);
      return;
    }
    const Type inferred = InferType(g_, n, {});
    if (inferred != g_.type(n) && !inferred.IsBottom()) {
      g_.SetType(n, inferred);
      changed_ = true;
      ++narrowed_;
      PushUsers(n);
    }
    NodeId by = ConstantOfType(&g_, n);
    if (by == kNoNode) by = Fold(n);
    if (by == kNoNode) by = ApplyRules(rules_, n);
    if (by == kNoNode || by == n) return;
    if (g_.op(n) == Op::kFrameLoad) {
      ReplaceReads(n, by);
      return;
    }
    ++rewritten_;
    changed_ = true;
    // What was known of the old node is true of the new one.
    if (!g_.IsConstant(by) && g_.info(by).kind == OpKind::kPure && by >= known_size_) {
      const Type meet = ir::Meet(g_.type(by), g_.type(n));
      if (!meet.IsBottom()) g_.SetType(by, meet);
    }
    PushUsers(n);
    g_.ReplaceAllUses(n, by);
    Push(by);
    Remove(n);
  }

  // A frame slot's value where it is read; where it only stays in a frame (the slots of calls, phis
  // of them) it is in its place already, and a constant would have to be stored again.
  void ReplaceReads(NodeId load, NodeId by) {
    absl::InlinedVector<std::pair<NodeId, uint32_t>, 8> reads;
    for (size_t i = 0; i < g_.uses(load).size(); ++i) {
      const NodeId user = g_.uses(load)[i];
      const uint32_t slot = g_.use_slots(load)[i];
      if (g_.op(user) == Op::kPhi) continue;
      if (g_.info(user).kind == OpKind::kTerm && slot > g_.Split(user).args) continue;
      reads.push_back({user, slot});
    }
    for (auto [user, slot] : reads) {
      g_.SetInput(user, slot, by);
      Push(user);
      if (g_.op(user) == Op::kCast || g_.info(user).kind == OpKind::kPure) PushReaders(user, 1);
      ++rewritten_;
      changed_ = true;
    }
    Remove(load);
  }

  NodeId Fold(NodeId n) {
    if (g_.info(n).kind != OpKind::kPure) return kNoNode;
    absl::Span<const NodeId> data = g_.data(n);
    if (data.empty() || data.size() > 3) return kNoNode;
    for (NodeId input : data) {
      if (!g_.IsConstant(input)) return kNoNode;
    }
    absl::InlinedVector<ir::Value, 3> args;
    for (NodeId input : data) args.push_back(ir::ConstantValue(g_, input));
    const ir::Value value = ir::EvalPure(g_.op(n), g_.imm(n), g_.list(n), args, rules_.module);
    return ir::ConstantNode(&g_, value);
  }

  // An unused value goes at once, so that counts of uses mean something to the rules.
  void Remove(NodeId n) {
    if (!g_.uses(n).empty() || g_.op(n) == Op::kParam) return;
    absl::InlinedVector<NodeId, 8> inputs(g_.inputs(n).begin(), g_.inputs(n).end());
    g_.Kill(n);
    changed_ = true;
    for (NodeId input : inputs) {
      if (!g_.IsDead(input) && g_.uses(input).size() <= 1) {
        Push(input);
        for (NodeId user : g_.uses(input)) Push(user);
      }
    }
  }

  Graph& g_;
  RuleContext rules_;
  PassContext& context_;
  base::Worklist<WorkId> work_;
  Fuel fuel_;
  NodeId known_size_ = 0;
  bool changed_ = false;
  int64_t rewritten_ = 0, narrowed_ = 0, branches_ = 0;
};

class PeepholePass : public Pass {
 public:
  PeepholePass() : Pass("peephole", "constant folding and local rewriting rules") {}

 private:
  absl::StatusOr<bool> RunInternal(Graph* graph, const PassOptions& options,
                                   PassContext& context) const override {
    return Rewriter(graph, options, &context).Run();
  }
};

}  // namespace

std::unique_ptr<Pass> MakePeepholePass() { return std::make_unique<PeepholePass>(); }

}  // namespace seabeam::passes
