// Comparisons and type tests with a fail label.
#include "compiler/translate/families.h"

namespace seabeam::translate {
namespace {

using beam::Opcode;
using ir::NodeId;
using ir::Op;
using ir::Type;

abi::KindMask KindsOf(Opcode opcode) {
  switch (opcode) {
    case Opcode::kIsInteger:
      return abi::kKindInteger;
    case Opcode::kIsFloat:
      return abi::kKindFloat;
    case Opcode::kIsNumber:
      return abi::kKindNumber;
    case Opcode::kIsAtom:
      return abi::kKindAtom;
    case Opcode::kIsPid:
      return abi::kKindPid;
    case Opcode::kIsReference:
      return abi::kKindRef;
    case Opcode::kIsPort:
      return abi::kKindPort;
    case Opcode::kIsNil:
      return abi::kKindNil;
    case Opcode::kIsBinary:
      return abi::kKindBinary;
    case Opcode::kIsList:
      return abi::kKindList;
    case Opcode::kIsNonemptyList:
      return abi::kKindCons;
    case Opcode::kIsTuple:
      return abi::kKindTuple;
    case Opcode::kIsFunction:
      return abi::kKindFun;
    case Opcode::kIsBoolean:
      return abi::kKindBoolean;
    case Opcode::kIsBitstr:
      return abi::kKindAnyBitstring;
    case Opcode::kIsMap:
      return abi::kKindMap;
    default:
      return 0;
  }
}

// Goes on where `value` is of `kinds`; returns it with that knowledge.
NodeId RequireKinds(FunctionTranslator& t, NodeId value, abi::KindMask kinds, beam::Label fail) {
  if (t.TypeOf(value).Within(kinds)) return value;
  t.Require(t.Pure(Op::kIsType, {value}, kinds), true, fail);
  return t.NarrowAndRename(value, Type::OfKinds(kinds));
}

NodeId RequireArity(FunctionTranslator& t, NodeId tuple, uint32_t arity, beam::Label fail) {
  const NodeId size = t.Pure(Op::kTupleSize, {tuple});
  t.Require(t.Pure(Op::kI32Eq, {size, t.graph().I32(static_cast<int32_t>(arity))}), true, fail);
  return t.NarrowAndRename(tuple, Type::Tuple(arity));
}

// What `value =:= constant` tells about `value`.
void LearnEqual(FunctionTranslator& t, NodeId value, NodeId other) {
  if (t.graph().IsConstant(value)) std::swap(value, other);
  if (t.graph().IsConstant(value)) return;
  t.NarrowAndRename(value, t.TypeOf(other));
}

void Compare(FunctionTranslator& t, const Insn& insn, Op op, bool expected) {
  const NodeId a = t.Use(insn.arg(1));
  const NodeId b = t.Use(insn.arg(2));
  t.Require(t.Pure(op, {a, b}), expected, insn.label(0));
  if (op == Op::kEqExact && expected) LearnEqual(t, a, b);
}

}  // namespace

void TranslateTest(FunctionTranslator& t, const Insn& insn) {
  switch (insn.opcode) {
    case Opcode::kIsLt:
      Compare(t, insn, Op::kLess, true);
      return;
    case Opcode::kIsGe:
      Compare(t, insn, Op::kLess, false);
      return;
    case Opcode::kIsEq:
      Compare(t, insn, Op::kEqNumeric, true);
      return;
    case Opcode::kIsNe:
      Compare(t, insn, Op::kEqNumeric, false);
      return;
    case Opcode::kIsEqExact:
      Compare(t, insn, Op::kEqExact, true);
      return;
    case Opcode::kIsNeExact:
      Compare(t, insn, Op::kEqExact, false);
      return;
    case Opcode::kTestArity: {
      const NodeId tuple = t.NarrowAndRename(t.Use(insn.arg(1)), Type::OfKinds(abi::kKindTuple));
      RequireArity(t, tuple, insn.number(2), insn.label(0));
      return;
    }
    case Opcode::kIsTaggedTuple: {
      NodeId tuple = RequireKinds(t, t.Use(insn.arg(1)), abi::kKindTuple, insn.label(0));
      tuple = RequireArity(t, tuple, insn.number(2), insn.label(0));
      if (insn.number(2) == 0) {
        t.Fail("is_tagged_tuple of size 0");
        return;
      }
      const NodeId tag = t.Pure(Op::kTupleElement, {tuple}, 0);
      t.Require(t.Pure(Op::kEqExact, {tag, t.Use(insn.arg(3))}), true, insn.label(0));
      return;
    }
    case Opcode::kIsFunction2: {
      const NodeId fun = t.Use(insn.arg(1));
      const NodeId arity = t.Use(insn.arg(2));
      t.Require(t.Pure(Op::kIsFunctionArity, {fun, arity}), true, insn.label(0));
      t.NarrowAndRename(fun, Type::OfKinds(abi::kKindFun));
      return;
    }
    default:
      RequireKinds(t, t.Use(insn.arg(1)), KindsOf(insn.opcode), insn.label(0));
      return;
  }
}

}  // namespace seabeam::translate
