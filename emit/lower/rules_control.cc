// Terminators, branches on conditions, and the fusion of an operation with the test of its result.
#include "base/check.h"
#include "emit/lower/rules.h"

namespace seabeam::emit {
namespace {

using wasm::BranchHint;
using wasm::Label;
using wasm::LocalId;
using wasm::Opcode;
using IrOp = ir::Op;

class Branch {
 public:
  Branch(Lowering& l, NodeId n, uint8_t first_arm)
      : l_(l), n_(n), arms_{l.cfg.succs(l.block)[0], l.cfg.succs(l.block)[1]}, first_(first_arm) {}

  void Emit() {
    if (l_.Contains(arms_[0]) || l_.Contains(arms_[1])) {
      for (int i = 0; i < 2; ++i) {
        labels_[i] = l_.DirectLabel(arms_[i]);
        if (labels_[i].valid()) l_.SkipArm(arms_[i]);
      }
      return Decide();
    }
    // Both arms are functions of their own.
    for (int i = 2; i-- > 0;) labels_[i] = l_.b().Block();
    Decide();
    for (int i = 0; i < 2; ++i) {
      l_.b().End(labels_[i]);
      l_.GoTo(arms_[i]);
    }
  }

 private:
  // Branches to the labels there are; the code of arms without one follows.
  void Decide() {
    const NodeId fused = l_.schedule.fused(l_.block);
    if (fused != kNoNode) return Fused(fused);
    NodeId condition = l_.schedule.Resolve(l_.in(n_, 0));
    // Not, folded away by swapping the arms' roles.
    bool inverted = false;
    while (l_.g.op(condition) == IrOp::kNot && l_.IsFolded(condition)) {
      l_.TakeFolded(condition);
      condition = l_.schedule.Resolve(l_.in(condition, 0));
      inverted = !inverted;
    }
    boxed_only_ =
        l_.IsFolded(condition) && l_.g.op(condition) == IrOp::kIsType &&
        NeedsBoxedTestOnly(l_, condition, arms_[inverted ? 1 : 0], arms_[inverted ? 0 : 1]);
    auto jump = [&](int arm, Label to) { JumpIf(condition, (arm == 0) != inverted, to); };
    if (labels_[1].valid()) {
      jump(1, labels_[1]);
      if (labels_[0].valid()) l_.b().Br(labels_[0]);
      return;
    }
    if (labels_[0].valid()) return jump(0, labels_[0]);
    const int first = first_, second = 1 - first_;
    if (l_.IsFolded(condition) && l_.g.op(condition) == IrOp::kIsType && !boxed_only_ &&
        !TestsTypeOnce(l_.g, condition)) {
      const Label to = l_.b().Block();
      jump(second, to);
    } else {
      PushCondition(condition);
      if ((first == 1) != inverted) l_.Op(Opcode::kI32Eqz);
      l_.b().If({}, Hint(first == 0));
    }
    l_.OpenArm(arms_[second]);
  }

  BranchHint Hint(bool if_true) const {
    const int64_t likely = l_.g.imm(n_);
    if (likely == 0) return BranchHint::kNone;
    return (likely > 0) == if_true ? BranchHint::kLikely : BranchHint::kUnlikely;
  }

  void PushCondition(NodeId condition) {
    if (!boxed_only_) return l_.Push(condition);
    l_.TakeFolded(condition);
    PushIsBoxed(l_, condition);
  }

  void JumpIf(NodeId condition, bool sense, Label to) {
    if (l_.g.op(condition) == IrOp::kIsType && l_.IsFolded(condition) && !boxed_only_) {
      l_.TakeFolded(condition);
      return JumpIfType(l_, condition, sense, to);
    }
    PushCondition(condition);
    if (!sense) l_.Op(Opcode::kI32Eqz);
    l_.b().BrIf(to, Hint(sense));
  }

  // The branch tells whether `value` is none. That can only be so on its slow path.
  void Fused(NodeId value) {
    const bool inverted = l_.g.op(l_.schedule.Resolve(l_.in(n_, 0))) == IrOp::kNot;
    const int none = inverted ? 1 : 0, some = 1 - none;
    const LocalId result = l_.Local(value);
    Label on_some = labels_[some], on_none = labels_[none];
    // Which ends of labels the arms' code expects.
    const bool some_first = first_ == some;
    Label own;  // a label of ours that ends right behind the slow path
    if (!labels_[some].valid()) {
      if (labels_[none].valid()) {
        own = on_some = l_.b().Block();
      } else if (some_first) {
        on_none = l_.b().Block();
        l_.OpenArm(arms_[none]);
        own = on_some = l_.b().Block();
      } else {
        on_some = l_.b().Block();
        l_.OpenArm(arms_[some]);
      }
    }
    const Label slow = l_.b().Block();
    LowerArithFast(l_, value, slow);
    l_.b().LocalSet(result);
    l_.b().Br(on_some);
    l_.b().End(slow);
    LowerArithSlow(l_, value);
    l_.b().LocalTee(result);
    if (own.valid()) {
      l_.Op(Opcode::kI32Eqz);
      l_.b().BrIf(on_none);
      l_.b().End(own);
      return;
    }
    l_.b().BrIf(on_some);
    // The none arm's code follows, or is elsewhere.
    if (labels_[none].valid()) l_.b().Br(on_none);
  }

  Lowering& l_;
  const NodeId n_;
  const BlockId arms_[2];
  const uint8_t first_;
  Label labels_[2];
  bool boxed_only_ = false;  // the condition is a type test of which the first half is enough
};

}  // namespace

void LowerTerminator(Lowering& l, NodeId n, uint8_t first_arm) {
  switch (l.g.op(n)) {
    case IrOp::kIf:
      return Branch(l, n, first_arm).Emit();
    case IrOp::kSwitch:
      return LowerSwitch(l, n);
    case IrOp::kReturn:
      l.PushIn(n, 0);
      return l.Leave();
    case IrOp::kDead:
      return l.b().Unreachable();
    case IrOp::kTryBegin:
      return l.GoTo(l.cfg.succs(l.block)[0]);
    case IrOp::kCallLocal:
    case IrOp::kCallExternal:
    case IrOp::kCallFun:
    case IrOp::kCallApply:
    case IrOp::kTailLocal:
    case IrOp::kTailExternal:
    case IrOp::kTailFun:
    case IrOp::kTailApply:
      return LowerCall(l, n);
    case IrOp::kRecvSync:
    case IrOp::kRecvWait:
    case IrOp::kRecvWaitTimeout:
      return LowerReceive(l, n);
    case IrOp::kFailPending:
    case IrOp::kRaiseGuard:
    case IrOp::kRaiseError:
    case IrOp::kRaiseFunctionClause:
    case IrOp::kRaiseClass:
    case IrOp::kReraise:
      return LowerRaise(l, n);
    default:
      break;
  }
  SEABEAM_CHECK(false) << l.g.info(n).name << " is no terminator";
}

}  // namespace seabeam::emit
