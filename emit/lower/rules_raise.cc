// Raising terminators: tail calls of a helper or primitive that finds the handler.
#include "base/check.h"
#include "emit/lower/rules.h"

namespace seabeam::emit {
namespace {

using wasm::Opcode;
using IrOp = ir::Op;

class Raise {
 public:
  Raise(Lowering& l, NodeId n) : l_(l), n_(n), list_(l.g.list(n)) {
    const int64_t slots = list_[list_.size() - 2], frame = list_[list_.size() - 1];
    has_frame_ = frame >= 0;
    drop_ = slots >= 0 && has_frame_ ? static_cast<int32_t>(abi::kDropLiveFrame)
                                     : static_cast<int32_t>(4 * frame);
  }

  void Emit() {
    if (has_frame_) l_.StoreSlots(n_);
    const uint32_t args = SlotsOf(l_.g, n_).args;
    switch (l_.g.op(n_)) {
      case IrOp::kFailPending:
        return Through(Helper::kFailPending, Helper::kFailPendingLive, 0, 0);
      case IrOp::kRaiseGuard:
        return Through(Helper::kRaiseGuard, Helper::kRaiseGuardLive, args, args);
      case IrOp::kRaiseError:
        return Through(Helper::kRaiseError, Helper::kRaiseErrorLive, 0, 1);
      case IrOp::kRaiseFunctionClause:
        return Through(Helper::kFunctionClause, Helper::kFunctionClauseLive, args, args);
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

  void Through(Helper bare, Helper live, uint32_t version, uint32_t operands) {
    l_.Ctx();
    if (!has_frame_) l_.PushCp();
    for (uint32_t i = 0; i < operands; ++i) l_.PushIn(n_, i);
    // BIF or error kind.
    if (l_.g.op(n_) == IrOp::kRaiseGuard || l_.g.op(n_) == IrOp::kRaiseError) l_.Const(list_[0]);
    l_.Const(Position());
    if (has_frame_) l_.Const(drop_);
    l_.b().ReturnCall(l_.m.HelperFunction(has_frame_ ? live : bare, version));
  }

  void Direct(Prim prim, uint32_t operands) {
    if (!has_frame_) StoreCp(l_);
    l_.Ctx();
    for (uint32_t i = 0; i < operands; ++i) l_.PushIn(n_, i);
    l_.PushPosition(Position());
    l_.Const(has_frame_ ? drop_ : static_cast<int32_t>(abi::kDropNoFrame));
    l_.b().ReturnCall(l_.m.PrimFunction(prim));
  }

  Lowering& l_;
  const NodeId n_;
  absl::Span<const int64_t> list_;
  bool has_frame_;
  int32_t drop_;
};

}  // namespace

void LowerRaise(Lowering& l, NodeId n) { Raise(l, n).Emit(); }

}  // namespace seabeam::emit
