// Raising terminators: tail calls of a helper or primitive that finds the handler.
#include "base/check.h"
#include "emit/lower/rules.h"

namespace seabeam::emit {
namespace {

using wasm::Opcode;
using IrOp = ir::Op;

class Raise {
 public:
  Raise(Lowering& l, NodeId n) : l_(l), n_(n), list_(l.g.list(n)) {}

  void Emit() {
    // Slots are listed when something in this frame catches.
    const ir::Graph::SlotSplit split = SlotsOf(l_.g, n_);
    saved_ = split.slots > 0 ? l_.SaveFrame(n_) : 0;
    switch (l_.g.op(n_)) {
      case IrOp::kFailPending:
        return Through(Helper::kFailPending, 0, 0);
      case IrOp::kRaiseGuard:
        return Through(Helper::kRaiseGuard, split.args, split.args);
      case IrOp::kRaiseError:
        return Through(Helper::kRaiseError, 0, 1);
      case IrOp::kRaiseFunctionClause:
        return Through(Helper::kFunctionClause, split.args, split.args);
      case IrOp::kRaiseClass:
        return Direct(Prim::k_raise_class, 3);
      case IrOp::kReraise:
        return Direct(Prim::k_reraise, 2);
      default:
        break;
    }
    SEABEAM_CHECK(false) << "raises nothing";
  }

 private:
  uint32_t Position() { return l_.m.AddErrorPosition(l_.function(), l_.g.loc(n_)); }

  void Through(Helper helper, uint32_t version, uint32_t operands) {
    l_.Ctx();
    for (uint32_t i = 0; i < operands; ++i) l_.PushIn(n_, i);
    // BIF or error kind.
    if (l_.g.op(n_) == IrOp::kRaiseGuard || l_.g.op(n_) == IrOp::kRaiseError) l_.Const(list_[0]);
    l_.Const(Position());
    l_.PushSp(saved_);
    l_.Unwind(l_.m.HelperFunction(helper, version));
  }

  void Direct(Prim prim, uint32_t operands) {
    l_.Ctx();
    for (uint32_t i = 0; i < operands; ++i) l_.PushIn(n_, i);
    l_.PushPosition(Position());
    l_.PushSp(saved_);
    l_.Unwind(l_.m.PrimFunction(prim));
  }

  Lowering& l_;
  const NodeId n_;
  absl::Span<const int64_t> list_;
  uint32_t saved_ = 0;  // slots of the frame that is written
};

}  // namespace

void LowerRaise(Lowering& l, NodeId n) { Raise(l, n).Emit(); }

}  // namespace seabeam::emit
