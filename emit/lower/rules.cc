// From opcode to rule, and the rules that are one or two instructions.
#include "emit/lower/rules.h"

#include "abi/bif_list.h"
#include "base/check.h"

namespace seabeam::emit {
namespace {

using abi::CtxOffsets;
using abi::kImmShift;
using abi::kImmSmall;
using wasm::LocalId;
using wasm::Opcode;
using IrOp = ir::Op;

void Apply(Lowering& l, NodeId n, Opcode op) {
  for (NodeId v : l.g.data(n)) l.Push(v);
  l.Op(op);
}

void Primitive(Lowering& l, NodeId n, Prim prim, bool ctx) {
  if (ctx) l.Ctx();
  for (NodeId v : l.g.data(n)) l.Push(v);
  l.CallPrim(prim);
}

void Bif(Lowering& l, NodeId n) {
  const uint32_t bif = static_cast<uint32_t>(l.g.imm(n));
  if (!l.m.atomvm() && bif == static_cast<uint32_t>(abi::BifId::bif_erlang_self_0)) {
    return l.CtxLoad(CtxOffsets::self);
  }
  l.Ctx();
  for (NodeId v : l.g.data(n)) l.Push(v);
  l.b().Call(l.m.BifFunction(bif));
}

void CatchMark(Lowering& l, NodeId n) {
  NodeId handler = kNoNode;
  for (NodeId u : l.g.uses(l.in(n, 0))) {
    if (l.g.op(u) == IrOp::kTryHandler) handler = u;
  }
  SEABEAM_CHECK_NE(handler, kNoNode);
  const uint32_t position = l.m.EntryPosition(l.function(), handler);
  l.b().GlobalGet(l.m.cp_base());
  if (!l.m.atomvm()) l.OpConst(Opcode::kI32Shl, abi::kCatchShift - abi::kCpShift);
  l.OpConst(Opcode::kI32Add, (position << abi::kCatchShift) | abi::kCatchTag);
}

void TermToF64(Lowering& l, NodeId n) {
  const ir::Type& t = l.g.type(l.in(n, 0));
  l.PushIn(n, 0);
  if (IsSmall(t)) {
    l.OpConst(Opcode::kI32ShrS, kImmShift);
    l.Op(Opcode::kF64ConvertI32S);
  } else if (!t.IsBottom() && t.Within(abi::kKindFloat)) {
    l.b().Load(Opcode::kF64Load, abi::BoxWord(1), 2);
  } else {
    l.b().Call(l.m.HelperFunction(Helper::kTermToF64));
  }
}

void IsFinite(Lowering& l, NodeId n) {
  // x - x is 0, or not a number.
  const LocalId difference = l.TakeF64();
  l.PushIn(n, 0);
  l.PushIn(n, 0);
  l.Op(Opcode::kF64Sub);
  l.b().LocalTee(difference);
  l.b().LocalGet(difference);
  l.Op(Opcode::kF64Eq);
  l.Give(difference);
}

void Select(Lowering& l, NodeId n) {
  l.PushIn(n, 1);
  l.PushIn(n, 2);
  l.PushIn(n, 0);
  l.b().Select();
}

}  // namespace

void LowerI32Eq(Lowering& l, NodeId n) {
  // A tuple's size against a constant: compare the header, whose tag is 0.
  static_assert(abi::kHdrTuple == 0, "a tuple's header is its size, shifted");
  for (int i = 0; i < 2; ++i) {
    const NodeId size = l.schedule.Resolve(l.in(n, i)), constant = l.in(n, 1 - i);
    if (l.g.op(size) != IrOp::kTupleSize || !l.IsFolded(size) ||
        l.g.op(constant) != IrOp::kI32Const) {
      continue;
    }
    l.TakeFolded(size);
    l.PushIn(size, 0);
    l.LoadTagged(abi::kBoxHeader);
    return l.OpConst(Opcode::kI32Eq, l.g.imm(constant) << abi::kHeaderShift);
  }
  Apply(l, n, Opcode::kI32Eq);
}

void LowerNode(Lowering& l, NodeId n) {
  switch (l.g.op(n)) {
    // Constants.
    case IrOp::kSmallConst:
      return l.Const(static_cast<int32_t>(abi::SmallTerm(static_cast<int32_t>(l.g.imm(n)))));
    case IrOp::kAtomConst:
      return l.PushAtom(static_cast<uint32_t>(l.g.imm(n)));
    case IrOp::kNilConst:
      return l.Const(abi::kNil);
    case IrOp::kNoneConst:
      return l.Const(abi::kNone);
    case IrOp::kLiteralConst:
      return l.PushLiteral(static_cast<uint32_t>(l.g.imm(n)));
    case IrOp::kI32Const:
    case IrOp::kBoolConst:
      return l.Const(l.g.imm(n));
    case IrOp::kF64Const:
      return l.b().F64ConstBits(static_cast<uint64_t>(l.g.imm(n)));
    case IrOp::kCatchMark:
      return CatchMark(l, n);

    // Entry and frames.
    case IrOp::kReductionCheck:
      return LowerReductionCheck(l, n);
    case IrOp::kFrameAlloc:
    case IrOp::kFrameFree:
    case IrOp::kFrameTrim:
      return;  // frames are written when they have to be
    case IrOp::kHandlerParam:
      return l.CtxLoad(CtxOffsets::x_base + static_cast<uint32_t>(4 * l.g.imm(n)));

    // Fixed operations and BIFs.
    case IrOp::kCallBif:
    case IrOp::kGuardBif:
      return Bif(l, n);
    case IrOp::kSend:
      return Primitive(l, n, Prim::k_send, true);
    case IrOp::kRecvPeek:
      return Primitive(l, n, Prim::k_recv_peek, true);
    case IrOp::kRecvNext:
      return Primitive(l, n, Prim::k_recv_next, true);
    case IrOp::kRecvRemove:
      return Primitive(l, n, Prim::k_recv_remove, true);
    case IrOp::kRecvTimeout:
      return Primitive(l, n, Prim::k_recv_timeout, true);
    case IrOp::kBuildStacktrace:
      return Primitive(l, n, Prim::k_build_stacktrace, true);
    case IrOp::kCatchEndValue:
      return Primitive(l, n, Prim::k_catch_end_value, true);

    // Knowledge.
    case IrOp::kIsNone:
    case IrOp::kNot:
      return Apply(l, n, Opcode::kI32Eqz);
    case IrOp::kIsType:
      return LowerIsType(l, n);
    case IrOp::kIsFunctionArity:
      return Primitive(l, n, Prim::k_is_function_arity, false);
    case IrOp::kBoolToTerm:
      // false and true are atoms 0 and 1.
      l.PushIn(n, 0);
      l.OpConst(Opcode::kI32Shl, abi::kAtomShift);
      return l.OpConst(Opcode::kI32Or, abi::AtomTerm(0));
    case IrOp::kSelect:
      return Select(l, n);

    // Comparing.
    case IrOp::kLess:
      return LowerLess(l, n);
    case IrOp::kEqExact:
      return LowerEqExact(l, n);
    case IrOp::kEqNumeric:
      return LowerEqNumeric(l, n);

    // Arithmetic on terms.
    case IrOp::kAdd:
    case IrOp::kSub:
    case IrOp::kMul:
    case IrOp::kDivide:
    case IrOp::kIntDiv:
    case IrOp::kRem:
    case IrOp::kBand:
    case IrOp::kBor:
    case IrOp::kBxor:
    case IrOp::kBsl:
    case IrOp::kBsr:
    case IrOp::kNeg:
    case IrOp::kBnot:
      return LowerArith(l, n);

    // Untagged arithmetic.
    case IrOp::kUntag:
      l.PushIn(n, 0);
      return l.OpConst(Opcode::kI32ShrS, kImmShift);
    case IrOp::kTag:
      l.PushIn(n, 0);
      l.OpConst(Opcode::kI32Shl, kImmShift);
      return l.OpConst(Opcode::kI32Or, kImmSmall);
    case IrOp::kI32Add:
      return Apply(l, n, Opcode::kI32Add);
    case IrOp::kI32Sub:
      return Apply(l, n, Opcode::kI32Sub);
    case IrOp::kI32Mul:
      return Apply(l, n, Opcode::kI32Mul);
    case IrOp::kI32Less:
      return Apply(l, n, Opcode::kI32LtS);
    case IrOp::kI32Eq:
      return LowerI32Eq(l, n);
    case IrOp::kI32And:
      return Apply(l, n, Opcode::kI32And);
    case IrOp::kI32ShrU:
      return Apply(l, n, Opcode::kI32ShrU);
    case IrOp::kI32RemU:
      return Apply(l, n, Opcode::kI32RemU);
    case IrOp::kI32LessU:
      return Apply(l, n, Opcode::kI32LtU);
    case IrOp::kI32ToTerm:
      return LowerI32ToTerm(l, n);
    case IrOp::kTermToU32:
      return LowerTermToU32(l, n);

    // Floats.
    case IrOp::kTermToF64:
      return TermToF64(l, n);
    case IrOp::kF64ToTerm:
      return LowerF64ToTerm(l, n);
    case IrOp::kF64Add:
      return Apply(l, n, Opcode::kF64Add);
    case IrOp::kF64Sub:
      return Apply(l, n, Opcode::kF64Sub);
    case IrOp::kF64Mul:
      return Apply(l, n, Opcode::kF64Mul);
    case IrOp::kF64Div:
      return Apply(l, n, Opcode::kF64Div);
    case IrOp::kF64Neg:
      return Apply(l, n, Opcode::kF64Neg);
    case IrOp::kF64IsFinite:
      return IsFinite(l, n);

    // Data.
    case IrOp::kCons:
      return LowerCons(l, n);
    case IrOp::kHead:
      l.PushIn(n, 0);
      return l.LoadTagged(abi::kConsHead);
    case IrOp::kTail:
      l.PushIn(n, 0);
      return l.LoadTagged(abi::kConsTail);
    case IrOp::kMakeTuple:
      return LowerMakeTuple(l, n);
    case IrOp::kTupleElement:
      l.PushIn(n, 0);
      return l.LoadTagged(abi::TupleElement(static_cast<int32_t>(l.g.imm(n))));
    case IrOp::kTupleSize:
      l.PushIn(n, 0);
      l.LoadTagged(abi::kBoxHeader);
      return l.OpConst(Opcode::kI32ShrU, abi::kHeaderShift);
    case IrOp::kUpdateTuple:
      return LowerUpdateTuple(l, n);
    case IrOp::kMakeFun:
      return LowerMakeFun(l, n);
    case IrOp::kMapGet:
      return Primitive(l, n, Prim::k_map_get, false);
    case IrOp::kMapPutAssoc:
      return LowerMapPut(l, n, Prim::k_map_put_assoc);
    case IrOp::kMapPutExact:
      return LowerMapPut(l, n, Prim::k_map_put_exact);

    // Bit syntax.
    case IrOp::kBsStartMatch:
    case IrOp::kBsOffset:
    case IrOp::kBsSetOffset:
    case IrOp::kBsEnd:
    case IrOp::kBsBase:
    case IrOp::kBsData:
    case IrOp::kBsRead:
    case IrOp::kBsReadInteger:
    case IrOp::kBsReadFloat:
    case IrOp::kBsReadUtf:
    case IrOp::kBsSame:
    case IrOp::kBsSub:
      return LowerBitsAt(l, n);
    case IrOp::kBsGetInteger:
    case IrOp::kBsGetFloat:
    case IrOp::kBsGetBinary:
    case IrOp::kBsGetTail:
    case IrOp::kBsSkip:
    case IrOp::kBsTestTail:
    case IrOp::kBsTestUnit:
    case IrOp::kBsEnsure:
    case IrOp::kBsEnsureExact:
    case IrOp::kBsMatchString:
    case IrOp::kBsGetUtf8:
    case IrOp::kBsGetUtf16:
    case IrOp::kBsGetUtf32:
    case IrOp::kBsGetPosition:
    case IrOp::kBsSetPosition:
    case IrOp::kBsSizeBits:
    case IrOp::kBsCreate:
      return LowerBits(l, n);

    // Not values: skeleton and terminators (rules_control.cc), values that sit in a local from their
    // block's start, and casts, which the schedule sees through.
    case IrOp::kStart:
    case IrOp::kParam:
    case IrOp::kFrameLoad:
    case IrOp::kRegion:
    case IrOp::kLoop:
    case IrOp::kPhi:
    case IrOp::kIf:
    case IrOp::kIfTrue:
    case IrOp::kIfFalse:
    case IrOp::kSwitch:
    case IrOp::kSwitchCase:
    case IrOp::kReturn:
    case IrOp::kDead:
    case IrOp::kTryBegin:
    case IrOp::kTryBody:
    case IrOp::kTryHandler:
    case IrOp::kCallLocal:
    case IrOp::kCallExternal:
    case IrOp::kCallFun:
    case IrOp::kCallApply:
    case IrOp::kCallCont:
    case IrOp::kCallResult:
    case IrOp::kTailLocal:
    case IrOp::kTailExternal:
    case IrOp::kTailFun:
    case IrOp::kTailApply:
    case IrOp::kFailPending:
    case IrOp::kRaiseGuard:
    case IrOp::kRaiseError:
    case IrOp::kRaiseFunctionClause:
    case IrOp::kRaiseClass:
    case IrOp::kReraise:
    case IrOp::kRecvSync:
    case IrOp::kRecvEntry:
    case IrOp::kRecvWait:
    case IrOp::kRecvWaitTimeout:
    case IrOp::kTimeoutCont:
    case IrOp::kCast:
    case IrOp::kCount:
      break;
  }
  SEABEAM_CHECK(false) << l.g.name() << ": n" << n << " (" << l.g.info(n).name
                       << ") computes nothing";
}

}  // namespace seabeam::emit
