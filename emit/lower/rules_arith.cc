// Arithmetic on terms. A small integer v is the word v * 16 + 15.
#include <algorithm>

#include "base/check.h"
#include "emit/lower/rules.h"

namespace seabeam::emit {
namespace {

using abi::kImmMask;
using abi::kImmShift;
using abi::kImmSmall;
using abi::kSmallMax;
using abi::kSmallMin;
using abi::SmallTerm;
using ir::Graph;
using ir::Type;
using wasm::Label;
using wasm::LocalId;
using wasm::Opcode;
using IrOp = ir::Op;

struct Range {
  int64_t lo, hi;
};

Range RangeOf(const Graph& g, NodeId n) {
  const Type& t = g.type(n);
  return {std::max<int64_t>(t.lo, kSmallMin), std::min<int64_t>(t.hi, kSmallMax)};
}

bool Fits(int64_t lo, int64_t hi) { return lo >= kSmallMin && hi <= kSmallMax; }

bool IsConst(const Graph& g, NodeId n, int64_t* value) {
  if (g.op(n) != IrOp::kSmallConst) return false;
  *value = g.imm(n);
  return true;
}

// Both operands are small; whether the result is too.
bool ResultFits(const Graph& g, NodeId n) {
  if (IsSmall(g.type(n))) return true;
  const Range a = RangeOf(g, g.data(n)[0]);
  Range b = a;
  if (g.data(n).size() > 1) b = RangeOf(g, g.data(n)[1]);
  switch (g.op(n)) {
    case IrOp::kAdd:
      return Fits(a.lo + b.lo, a.hi + b.hi);
    case IrOp::kSub:
      return Fits(a.lo - b.hi, a.hi - b.lo);
    case IrOp::kMul: {
      const int64_t p[] = {a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi};
      return Fits(*std::min_element(p, p + 4), *std::max_element(p, p + 4));
    }
    case IrOp::kIntDiv:
      return b.lo > 0 || (b.hi < 0 && (b.hi < -1 || a.lo > kSmallMin));
    case IrOp::kRem:
      return b.lo > 0 || b.hi < 0;
    case IrOp::kBand:
    case IrOp::kBor:
    case IrOp::kBxor:
    case IrOp::kBnot:
      return true;
    case IrOp::kBsl:
      return b.lo >= 0 && b.hi < abi::kSmallBits && Fits(a.lo << b.hi, a.hi << b.hi);
    case IrOp::kBsr:
      return b.lo >= 0 && b.hi < 32;
    case IrOp::kNeg:
      return a.lo > kSmallMin;
    default:
      return false;
  }
}

bool OperandsSmall(const Graph& g, NodeId n) {
  for (NodeId v : g.data(n)) {
    if (!IsSmall(g.type(v))) return false;
  }
  return true;
}

// Leaves if an operand is not small.
void TestSmall(Lowering& l, NodeId n, Label slow) {
  absl::Span<const NodeId> data = l.g.data(n);
  bool any = false;
  for (NodeId v : data) {
    if (IsSmall(l.g.type(v))) continue;
    l.Push(v);
    if (any) l.Op(Opcode::kI32And);
    any = true;
  }
  if (!any) return;
  l.OpConst(Opcode::kI32And, kImmMask);
  l.OpConst(Opcode::kI32Ne, kImmSmall);
  l.b().BrIf(slow, wasm::BranchHint::kUnlikely);
}

void PushWide(Lowering& l, NodeId v) {
  int64_t c;
  if (IsConst(l.g, v, &c)) {
    l.b().I64Const(static_cast<int32_t>(SmallTerm(static_cast<int32_t>(c))));
    return;
  }
  l.Push(v);
  l.Op(Opcode::kI64ExtendI32S);
}

// The operand's value * 16.
void PushScaled(Lowering& l, NodeId v) {
  int64_t c;
  if (IsConst(l.g, v, &c)) {
    l.Const(c * 16);
    return;
  }
  l.Push(v);
  l.OpConst(Opcode::kI32Xor, kImmSmall);
}

// On the stack: an i64 whose low word is the result if it fits.
void NarrowOrLeave(Lowering& l, Label slow) {
  const LocalId wide = l.TakeI64();
  l.b().LocalTee(wide);
  l.b().LocalGet(wide);
  l.Op(Opcode::kI64Extend32S);
  l.Op(Opcode::kI64Ne);
  l.b().BrIf(slow, wasm::BranchHint::kUnlikely);
  l.b().LocalGet(wide);
  l.Op(Opcode::kI32WrapI64);
  l.Give(wide);
}

void LeaveIfWord(Lowering& l, NodeId v, Opcode compare, int64_t word, Label slow) {
  l.Push(v);
  l.OpConst(compare, word);
  l.b().BrIf(slow, wasm::BranchHint::kUnlikely);
}

// a + c, c != 0 perhaps negative.
void AddConst(Lowering& l, NodeId a, int64_t c, bool fits, Label slow) {
  if (!fits) {
    const int64_t scaled = c * 16;
    if (c > 0) {
      LeaveIfWord(l, a, Opcode::kI32GtS, INT32_MAX - scaled, slow);
    } else if (c < 0) {
      LeaveIfWord(l, a, Opcode::kI32LtS, INT32_MIN - scaled, slow);
    }
  }
  l.Push(a);
  l.OpConst(Opcode::kI32Add, c * 16);
}

void LowerAddSub(Lowering& l, NodeId n, bool fits, Label slow) {
  const bool add = l.g.op(n) == IrOp::kAdd;
  const NodeId a = l.in(n, 0), b = l.in(n, 1);
  int64_t c;
  if (IsConst(l.g, b, &c)) return AddConst(l, a, add ? c : -c, fits, slow);
  if (add && IsConst(l.g, a, &c)) return AddConst(l, b, c, fits, slow);
  if (fits) {
    if (add) {
      l.Push(a);
      l.Push(b);
      l.Op(Opcode::kI32Add);
      l.OpConst(Opcode::kI32Sub, kImmSmall);
    } else {
      l.Push(a);
      l.Push(b);
      l.Op(Opcode::kI32Sub);
      l.OpConst(Opcode::kI32Add, kImmSmall);
    }
    return;
  }
  PushWide(l, a);
  PushWide(l, b);
  l.Op(add ? Opcode::kI64Add : Opcode::kI64Sub);
  l.b().I64Const(kImmSmall);
  l.Op(add ? Opcode::kI64Sub : Opcode::kI64Add);
  NarrowOrLeave(l, slow);
}

void LowerMul(Lowering& l, NodeId n, bool fits, Label slow) {
  NodeId a = l.in(n, 0), b = l.in(n, 1);
  int64_t c;
  if (IsConst(l.g, a, &c)) std::swap(a, b);
  const bool constant = IsConst(l.g, b, &c);
  if (fits) {
    PushScaled(l, a);
    if (constant) {
      l.Const(c);
    } else {
      l.Push(b);
      l.OpConst(Opcode::kI32ShrS, kImmShift);
    }
    l.Op(Opcode::kI32Mul);
  } else {
    PushScaled(l, a);
    l.Op(Opcode::kI64ExtendI32S);
    if (constant) {
      l.b().I64Const(c);
    } else {
      l.Push(b);
      l.OpConst(Opcode::kI32ShrS, kImmShift);
      l.Op(Opcode::kI64ExtendI32S);
    }
    l.Op(Opcode::kI64Mul);
    NarrowOrLeave(l, slow);
  }
  l.OpConst(Opcode::kI32Or, kImmSmall);
}

void LowerDivRem(Lowering& l, NodeId n, Label slow) {
  const bool div = l.g.op(n) == IrOp::kIntDiv;
  const NodeId a = l.in(n, 0), b = l.in(n, 1);
  const Range by = RangeOf(l.g, b);
  const bool known = IsSmall(l.g.type(b));
  if (!known || (by.lo <= 0 && by.hi >= 0)) {
    LeaveIfWord(l, b, Opcode::kI32Eq, SmallTerm(0), slow);
  }
  const bool min_possible = !IsSmall(l.g.type(a)) || RangeOf(l.g, a).lo == kSmallMin;
  if (div && min_possible && (!known || (by.lo <= -1 && by.hi >= -1))) {
    LeaveIfWord(l, b, Opcode::kI32Eq, static_cast<int32_t>(SmallTerm(-1)), slow);
  }
  PushScaled(l, a);
  PushScaled(l, b);
  l.Op(div ? Opcode::kI32DivS : Opcode::kI32RemS);
  if (div) l.OpConst(Opcode::kI32Shl, kImmShift);
  l.OpConst(Opcode::kI32Or, kImmSmall);
}

void LowerShift(Lowering& l, NodeId n, bool fits, Label slow) {
  const bool left = l.g.op(n) == IrOp::kBsl;
  const NodeId a = l.in(n, 0), b = l.in(n, 1);
  int64_t c = 0;
  const bool constant = IsConst(l.g, b, &c) && c >= 0;
  if (!left) {
    if (constant) {
      l.Push(a);
      l.OpConst(Opcode::kI32ShrS, std::min<int64_t>(c, 31));
    } else {
      if (!fits) LeaveIfWord(l, b, Opcode::kI32GtU, SmallTerm(31), slow);
      l.Push(a);
      l.Push(b);
      l.OpConst(Opcode::kI32ShrS, kImmShift);
      l.Op(Opcode::kI32ShrS);
    }
    l.OpConst(Opcode::kI32Or, kImmSmall);
    return;
  }
  if (fits) {
    PushScaled(l, a);
    if (constant) {
      l.Const(c);
    } else {
      l.Push(b);
      l.OpConst(Opcode::kI32ShrS, kImmShift);
    }
    l.Op(Opcode::kI32Shl);
  } else {
    if (!constant || c > 32) LeaveIfWord(l, b, Opcode::kI32GtU, SmallTerm(32), slow);
    PushScaled(l, a);
    l.Op(Opcode::kI64ExtendI32S);
    if (constant) {
      l.b().I64Const(std::min<int64_t>(c, 32));
    } else {
      l.Push(b);
      l.OpConst(Opcode::kI32ShrS, kImmShift);
      l.Op(Opcode::kI64ExtendI32S);
    }
    l.Op(Opcode::kI64Shl);
    NarrowOrLeave(l, slow);
  }
  l.OpConst(Opcode::kI32Or, kImmSmall);
}

Prim SlowPrim(IrOp op) {
  switch (op) {
    case IrOp::kAdd: return Prim::k_int_add;
    case IrOp::kSub: return Prim::k_int_sub;
    case IrOp::kMul: return Prim::k_int_mul;
    case IrOp::kDivide: return Prim::k_num_div;
    case IrOp::kIntDiv: return Prim::k_int_div;
    case IrOp::kRem: return Prim::k_int_rem;
    case IrOp::kBand: return Prim::k_int_band;
    case IrOp::kBor: return Prim::k_int_bor;
    case IrOp::kBxor: return Prim::k_int_bxor;
    case IrOp::kBsl: return Prim::k_int_bsl;
    case IrOp::kBsr: return Prim::k_int_bsr;
    case IrOp::kNeg: return Prim::k_num_neg;
    case IrOp::kBnot: return Prim::k_int_bnot;
    default: break;
  }
  SEABEAM_UNREACHABLE() << "no arithmetic";
}

}  // namespace

bool NeedsSlowPath(const Graph& g, NodeId n) {
  if (g.op(n) == IrOp::kDivide) return true;
  return !OperandsSmall(g, n) || !ResultFits(g, n);
}

void LowerArithFast(Lowering& l, NodeId n, Label slow) {
  const bool fits = ResultFits(l.g, n) && OperandsSmall(l.g, n);
  const NodeId a = l.in(n, 0);
  switch (l.g.op(n)) {
    case IrOp::kAdd:
    case IrOp::kSub:
      TestSmall(l, n, slow);
      return LowerAddSub(l, n, fits, slow);
    case IrOp::kMul:
      TestSmall(l, n, slow);
      return LowerMul(l, n, fits, slow);
    case IrOp::kIntDiv:
    case IrOp::kRem:
      TestSmall(l, n, slow);
      return LowerDivRem(l, n, slow);
    case IrOp::kBsl:
    case IrOp::kBsr:
      TestSmall(l, n, slow);
      return LowerShift(l, n, fits, slow);
    case IrOp::kBand: {
      // The tag bits of the result are set exactly if both operands' are.
      l.Push(a);
      l.PushIn(n, 1);
      l.Op(Opcode::kI32And);
      if (OperandsSmall(l.g, n)) return;
      const LocalId word = l.TakeI32();
      l.b().LocalTee(word);
      l.OpConst(Opcode::kI32And, kImmMask);
      l.OpConst(Opcode::kI32Ne, kImmSmall);
      l.b().BrIf(slow, wasm::BranchHint::kUnlikely);
      l.b().LocalGet(word);
      l.Give(word);
      return;
    }
    case IrOp::kBor:
    case IrOp::kBxor:
      TestSmall(l, n, slow);
      l.Push(a);
      l.PushIn(n, 1);
      if (l.g.op(n) == IrOp::kBor) {
        l.Op(Opcode::kI32Or);
      } else {
        l.Op(Opcode::kI32Xor);
        l.OpConst(Opcode::kI32Or, kImmSmall);
      }
      return;
    case IrOp::kNeg:
      TestSmall(l, n, slow);
      if (!fits) LeaveIfWord(l, a, Opcode::kI32Eq, static_cast<int32_t>(SmallTerm(kSmallMin)), slow);
      l.Const(2 * kImmSmall);
      l.Push(a);
      l.Op(Opcode::kI32Sub);
      return;
    case IrOp::kBnot:
      TestSmall(l, n, slow);
      l.Push(a);
      l.OpConst(Opcode::kI32Xor, ~static_cast<int32_t>(kImmMask));
      return;
    default:
      break;
  }
  SEABEAM_CHECK(false) << "no arithmetic with a fast path";
}

void LowerArithSlow(Lowering& l, NodeId n) {
  l.Ctx();
  for (NodeId v : l.g.data(n)) l.Push(v);
  l.CallPrim(SlowPrim(l.g.op(n)));
}

void LowerArith(Lowering& l, NodeId n) {
  if (l.g.op(n) == IrOp::kDivide) return LowerArithSlow(l, n);
  if (!NeedsSlowPath(l.g, n)) return LowerArithFast(l, n, Label());
  const Label done = l.b().Block(wasm::kI32);
  const Label slow = l.b().Block();
  LowerArithFast(l, n, slow);
  l.b().Br(done);
  l.b().End(slow);
  LowerArithSlow(l, n);
  l.b().End(done);
}

}  // namespace seabeam::emit
