// Calls, tail calls and receives.
#include "base/check.h"
#include "emit/lower/rules.h"

namespace seabeam::emit {
namespace {

using abi::CtxOffsets;
using wasm::LocalId;
using wasm::Opcode;
using IrOp = ir::Op;

bool IsTail(IrOp op) {
  return op == IrOp::kTailLocal || op == IrOp::kTailExternal || op == IrOp::kTailFun ||
         op == IrOp::kTailApply;
}

class Call {
 public:
  Call(Lowering& l, NodeId n)
      : l_(l), n_(n), tail_(IsTail(l.g.op(n))), count_(static_cast<uint32_t>(l.g.list(n)[1])) {}

  void Emit() {
    switch (l_.g.op(n_)) {
      case IrOp::kCallLocal:
      case IrOp::kTailLocal:
        if (!tail_ && l_.WantsCopy(Callee())) return l_.CallCopy(n_);
        if (tail_ && l_.CanRestart(Callee())) return l_.Restart(n_);
        Hidden();
        Args(count_);
        if (tail_) return l_.TailCall(l_.m.StartFunction(Callee()));
        if (l_.m.label_at_a_time()) {
          l_.m.Park(l_.b(), l_.m.StartFunction(Callee()));
        } else {
          l_.b().Call(l_.m.StartFunction(Callee()));
        }
        break;
      case IrOp::kCallExternal:
      case IrOp::kTailExternal: {
        if (l_.m.atomvm()) return Out(ModuleContext::Out::kExternal);
        const LocalId target = l_.TakeI32();
        l_.Ctx();
        l_.PushK(l_.m.ImportWord(static_cast<uint32_t>(l_.g.list(n_)[0])));
        l_.b().LocalTee(target);
        l_.b().Store(Opcode::kI32Store, CtxOffsets::pending_export);
        ThroughExport(target, count_);
        break;
      }
      case IrOp::kCallFun:
      case IrOp::kTailFun:
        if (l_.m.atomvm()) return Out(ModuleContext::Out::kFun);
        Fun();
        break;
      case IrOp::kCallApply:
      case IrOp::kTailApply:
        if (l_.m.atomvm()) return Out(ModuleContext::Out::kApply);
        Apply();
        break;
      default:
        SEABEAM_CHECK(false) << "no call";
    }
    if (!tail_) l_.Continue(n_);
  }

 private:
  uint32_t Callee() const { return static_cast<uint32_t>(l_.g.list(n_)[0]); }

  // ctx and the address below which the callee has its frame.
  void Hidden() {
    l_.Ctx();
    if (tail_) {
      l_.PushE();
    } else {
      l_.PushSp(l_.FrameSlots(n_));
    }
  }

  void Args(uint32_t count) {
    for (uint32_t i = 0; i < count; ++i) l_.PushIn(n_, i);
  }

  // ctx, e, arguments and the table index are on the stack.
  void Indirect(uint32_t arity) {
    const wasm::TypeId type = l_.m.NativeType(arity);
    if (tail_) {
      l_.TailCallIndirect(type);
    } else {
      l_.b().CallIndirect(type, l_.m.table());
    }
  }

  // AtomVM: everything unwinds, then the host calls.
  void Out(ModuleContext::Out kind) {
    l_.Ctx();
    l_.Const(ErrorPosition());
    l_.b().Store(Opcode::kI32Store, CtxOffsets::pending_export);
    Hidden();
    Args(count_);
    const uint32_t import = kind == ModuleContext::Out::kExternal ? Callee() : 0;
    const wasm::FuncId out = l_.m.OutFunction(kind, count_, import);
    if (tail_) return l_.m.OutMayReturn(kind, import) ? l_.TailCall(out) : l_.Unwind(out);
    l_.b().Call(out);
    l_.Continue(n_);
  }

  void ThroughExport(LocalId target, uint32_t arity) {
    Hidden();
    Args(arity);
    l_.b().LocalGet(target);
    l_.b().Load(Opcode::kI32Load, abi::ExportOffsets::native);
    l_.Give(target);
    Indirect(arity);
  }

  uint32_t ErrorPosition() { return l_.m.AddErrorPosition(l_.function(), l_.g.loc(n_)); }

  void Fun() {
    const uint32_t arity = count_ - 1;
    const NodeId fun = l_.in(n_, arity);
    const LocalId index = l_.TakeI32();
    l_.Ctx();
    l_.Push(fun);
    l_.Const(arity);
    l_.b().Call(l_.m.HelperFunction(Helper::kResolveFun));
    l_.b().LocalTee(index);
    l_.Op(Opcode::kI32Eqz);
    l_.b().If({}, wasm::BranchHint::kUnlikely);
    const uint32_t saved = SaveForHandler();
    l_.Ctx();
    Args(count_);
    l_.Const(tail_ ? 0 : 1);
    l_.Const(ErrorPosition());
    l_.PushSp(saved);
    l_.Unwind(l_.m.HelperFunction(Helper::kBadFun, arity));
    l_.b().End();
    Hidden();
    Args(count_);
    l_.b().LocalGet(index);
    l_.Give(index);
    Indirect(count_);
  }

  // The frame, where the call itself may raise, if something in it can catch that. Slots written.
  uint32_t SaveForHandler() { return !tail_ && l_.Catches() ? l_.SaveFrame(n_) : 0; }

  void Apply() {
    const uint32_t arity = count_ - 2;
    for (uint32_t i = 0; i < arity; ++i) {
      l_.Ctx();
      l_.PushIn(n_, i);
      l_.b().Store(Opcode::kI32Store, CtxOffsets::x_base + 4 * i);
    }
    const LocalId target = l_.TakeI32();
    const uint32_t saved = SaveForHandler();
    l_.Ctx();
    l_.PushIn(n_, arity);
    l_.PushIn(n_, arity + 1);
    l_.Const(arity);
    l_.PushPosition(ErrorPosition());
    l_.PushSp(saved);
    l_.CallPrim(Prim::k_apply_resolve);
    l_.b().LocalTee(target);
    l_.Op(Opcode::kI32Eqz);
    l_.b().BrIf(l_.exit_label, wasm::BranchHint::kUnlikely);
    l_.Ctx();
    l_.b().LocalGet(target);
    l_.b().Store(Opcode::kI32Store, CtxOffsets::pending_export);
    ThroughExport(target, arity);
  }

  Lowering& l_;
  const NodeId n_;
  const bool tail_;
  const uint32_t count_;  // arguments listed
};

// The recv_entry of the recv_sync that a waiting terminator lists first.
NodeId ReceiveEntry(const Lowering& l, NodeId n) {
  const NodeId sync = l.g.data(n)[0];
  for (NodeId u : l.g.uses(sync)) {
    if (l.g.op(u) == IrOp::kRecvEntry) return u;
  }
  SEABEAM_CHECK(false) << "recv_sync without recv_entry";
  return kNoNode;
}

}  // namespace

void LowerCall(Lowering& l, NodeId n) { Call(l, n).Emit(); }

void LowerReceive(Lowering& l, NodeId n) {
  if (l.g.op(n) == IrOp::kRecvSync) return l.GoOn(n);
  const uint32_t slots = l.FrameSlots(n);
  const uint32_t on_message = l.m.EntryPosition(l.function(), ReceiveEntry(l, n));
  if (l.g.op(n) == IrOp::kRecvWait) {
    l.SaveFrame(n);
    l.Ctx();
    l.PushPosition(on_message);
    l.PushSp(slots);
    return l.Unwind(l.m.PrimFunction(Prim::k_recv_wait));
  }
  const BlockId timeout = l.cfg.succs(l.block)[0];
  l.Ctx();
  l.PushIn(n, 1);
  l.PushPosition(on_message);
  l.PushPosition(l.m.EntryPosition(l.function(), l.cfg.block(timeout).head));
  l.PushPosition(l.m.AddErrorPosition(l.function(), l.g.loc(n)));
  l.PushSp(slots);
  l.CallPrim(Prim::k_recv_wait_timeout);
  l.Op(Opcode::kI32Eqz);
  l.b().If({}, wasm::BranchHint::kNone);
  l.SaveFrame(n);
  l.b().Br(l.exit_label);
  l.b().End();
  l.GoOn(n);
}

}  // namespace seabeam::emit
