// Stack frames and the reduction check. A frame of n slots: slot s at e + 4 * (n - 1 - s), CP at e + 4 * n.
#include <vector>

#include "base/check.h"
#include "emit/lower/rules.h"

namespace seabeam::emit {
namespace {

using abi::CtxOffsets;
using wasm::LocalId;
using wasm::Opcode;
using IrOp = ir::Op;

void Alloc(Lowering& l, NodeId n) {
  const uint32_t slots = static_cast<uint32_t>(l.g.imm(n));
  const int64_t bytes = 4 * (static_cast<int64_t>(slots) + 1);
  const LocalId e = l.ELocal();
  l.CtxLoad(CtxOffsets::e);
  l.OpConst(Opcode::kI32Sub, bytes);
  l.b().LocalTee(e);
  l.CtxLoad(CtxOffsets::stack_limit);
  l.Op(Opcode::kI32LtU);
  l.b().If({}, wasm::BranchHint::kUnlikely);
  l.Ctx();
  l.Const(bytes);
  l.b().Call(l.m.HelperFunction(Helper::kGrowStack));
  l.b().LocalSet(e);
  l.b().End();
  l.Ctx();
  l.b().LocalGet(e);
  l.b().Store(Opcode::kI32Store, CtxOffsets::e);
  l.b().LocalGet(e);
  l.PushCp();
  l.b().Store(Opcode::kI32Store, 4 * slots);
  l.SetEValid();
}

void Free(Lowering& l, NodeId n) {
  const uint32_t slots = static_cast<uint32_t>(l.g.imm(n));
  if (l.NeedsCpAfterFree()) {
    l.PushE();
    l.b().Load(Opcode::kI32Load, 4 * slots);
    l.b().LocalSet(l.CpLocal());
  }
  l.Ctx();
  l.PushE();
  l.OpConst(Opcode::kI32Add, 4 * (static_cast<int64_t>(slots) + 1));
  l.b().Store(Opcode::kI32Store, CtxOffsets::e);
  l.ForgetE();
}

void Trim(Lowering& l, NodeId n) {
  l.Ctx();
  l.PushE();
  l.OpConst(Opcode::kI32Add, 4 * l.g.imm(n));
  l.b().LocalTee(l.ELocal());
  l.b().Store(Opcode::kI32Store, CtxOffsets::e);
}

}  // namespace

void StoreCp(Lowering& l) {
  l.Ctx();
  l.PushCp();
  l.b().Store(Opcode::kI32Store, CtxOffsets::cp);
}

void LowerFrame(Lowering& l, NodeId n) {
  switch (l.g.op(n)) {
    case IrOp::kFrameAlloc:
      return Alloc(l, n);
    case IrOp::kFrameFree:
      return Free(l, n);
    case IrOp::kFrameTrim:
      return Trim(l, n);
    case IrOp::kFrameLoad:
      l.PushE();
      return l.b().Load(Opcode::kI32Load,
                        static_cast<uint32_t>(4 * (l.frame - 1 - static_cast<int32_t>(l.g.imm(n)))));
    default:
      break;
  }
  SEABEAM_CHECK(false) << "no frame operation";
}

void LowerReductionCheck(Lowering& l, NodeId n) {
  // The function is entered again: with its parameters, or with the values a loop lists.
  const uint32_t arity = l.g.arity();
  absl::Span<const NodeId> listed = l.g.data(n);
  std::vector<NodeId> args(listed.begin(), listed.end());
  if (args.empty()) {
    args.assign(arity, kNoNode);
    for (NodeId p : l.g.uses(l.g.start())) {
      if (l.g.op(p) == IrOp::kParam && l.schedule.IsLive(p)) args[l.g.imm(p)] = p;
    }
  }
  const LocalId reds = l.TakeI32();
  l.Ctx();
  l.CtxLoad(CtxOffsets::reds);
  l.OpConst(Opcode::kI32Sub, 1);
  l.b().LocalTee(reds);
  l.b().Store(Opcode::kI32Store, CtxOffsets::reds);
  l.b().LocalGet(reds);
  l.OpConst(Opcode::kI32LtS, 0);
  l.b().If({}, wasm::BranchHint::kUnlikely);
  l.Ctx();
  l.PushCp();
  for (NodeId v : args) {
    if (v == kNoNode) {
      l.Const(abi::kNil);
    } else {
      l.Push(v);
    }
  }
  l.Const(l.m.EntryPosition(l.function(), l.g.start()));
  l.b().ReturnCall(l.m.HelperFunction(Helper::kSlowEntry, arity));
  l.b().End();
  l.GiveI32(reds);
}

}  // namespace seabeam::emit
