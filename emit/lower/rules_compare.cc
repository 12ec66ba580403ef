// Comparisons of terms, and of tuple sizes.
#include "emit/lower/rules.h"

namespace seabeam::emit {
namespace {

using abi::kImmMask;
using abi::kImmSmall;
using wasm::Opcode;
using IrOp = ir::Op;

// Terms of the type that equal each other are the same word.
bool SameWord(const ir::Type& t) {
  return !t.IsBottom() && t.Within(abi::kKindSmall | abi::kKindAtom | abi::kKindNil);
}

bool SimpleEqExact(const ir::Graph& g, NodeId n) {
  return SameWord(g.type(g.data(n)[0])) || SameWord(g.type(g.data(n)[1]));
}

bool SimpleEqNumeric(const ir::Graph& g, NodeId n) {
  const ir::Type &a = g.type(g.data(n)[0]), &b = g.type(g.data(n)[1]);
  if (IsAtomic(a) || IsAtomic(b)) return true;
  // A small integer equals floats too.
  return (SameWord(a) && b.Disjoint(abi::kKindFloat)) || (SameWord(b) && a.Disjoint(abi::kKindFloat));
}

bool SimpleLess(const ir::Graph& g, NodeId n) {
  return IsSmall(g.type(g.data(n)[0])) && IsSmall(g.type(g.data(n)[1]));
}

void Compare(Lowering& l, NodeId n, Opcode op) {
  l.PushIn(n, 0);
  l.PushIn(n, 1);
  l.Op(op);
}

void CompareTerms(Lowering& l, NodeId n) {
  l.PushIn(n, 0);
  l.PushIn(n, 1);
  l.CallPrim(Prim::k_compare_terms);
  l.OpConst(Opcode::kI32LtS, 0);
}

}  // namespace

bool ComparesOnce(const ir::Graph& g, NodeId n) {
  // Equality goes to a helper when it is not simple: one push each.
  return g.op(n) != IrOp::kLess || SimpleLess(g, n);
}

void LowerLess(Lowering& l, NodeId n) {
  if (SimpleLess(l.g, n)) return Compare(l, n, Opcode::kI32LtS);
  bool any = false;
  for (NodeId v : l.g.data(n)) {
    if (IsSmall(l.g.type(v))) continue;
    // A type without small integers makes the test vain.
    if (l.g.type(v).Disjoint(abi::kKindSmall) && !l.g.type(v).IsBottom()) {
      return CompareTerms(l, n);
    }
  }
  for (NodeId v : l.g.data(n)) {
    if (IsSmall(l.g.type(v))) continue;
    l.Push(v);
    if (any) l.Op(Opcode::kI32And);
    any = true;
  }
  l.OpConst(Opcode::kI32And, kImmMask);
  l.OpConst(Opcode::kI32Eq, kImmSmall);
  l.b().If(wasm::kI32, wasm::BranchHint::kLikely);
  Compare(l, n, Opcode::kI32LtS);
  l.b().Else();
  CompareTerms(l, n);
  l.b().End();
}

void LowerEqExact(Lowering& l, NodeId n) {
  l.PushIn(n, 0);
  l.PushIn(n, 1);
  if (SimpleEqExact(l.g, n)) {
    l.Op(Opcode::kI32Eq);
  } else {
    l.b().Call(l.m.HelperFunction(Helper::kEqualExact));
  }
}

void LowerEqNumeric(Lowering& l, NodeId n) {
  l.PushIn(n, 0);
  l.PushIn(n, 1);
  if (SimpleEqNumeric(l.g, n)) {
    l.Op(Opcode::kI32Eq);
  } else {
    l.b().Call(l.m.HelperFunction(Helper::kEqualNumeric));
  }
}

}  // namespace seabeam::emit
