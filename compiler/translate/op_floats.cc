// fmove, fconv, fadd, fsub, fmul, fdiv, fnegate. Float registers hold f64 values.
#include "compiler/translate/families.h"

namespace seabeam::translate {
namespace {

using beam::Opcode;
using beam::OperandKind;
using ir::NodeId;
using ir::Op;

// Erlang has no infinities and no NaN: a result that is one is badarith.
NodeId RequireFinite(FunctionTranslator& t, NodeId value, beam::Label fail) {
  const auto fork = t.Branch(t.Pure(Op::kF64IsFinite, {value}), Hint::kLikely);
  t.set_control(fork.if_false);
  if (fail != 0) {
    t.Jump(fail);
  } else {
    t.RaiseError(abi::ErrorKind::kBadarith);
  }
  t.set_control(fork.if_true);
  return value;
}

NodeId ToFloat(FunctionTranslator& t, const beam::Operand& operand) {
  double constant = 0;
  if (operand.kind == OperandKind::kLiteral &&
      t.context().FloatLiteral(operand.index(), &constant)) {
    return t.graph().F64(constant);
  }
  return t.Pure(Op::kTermToF64, {t.Use(operand)});
}

}  // namespace

void TranslateFloat(FunctionTranslator& t, const Insn& insn) {
  const auto binary = [&](Op op) {
    const NodeId a = t.UseFloat(insn.arg(1)), b = t.UseFloat(insn.arg(2));
    t.Set(insn.arg(3), RequireFinite(t, t.Pure(op, {a, b}), insn.label(0)));
  };
  switch (insn.opcode) {
    case Opcode::kFmove: {
      NodeId value;
      if (insn.arg(0).kind == OperandKind::kFloatReg) {
        value = t.UseFloat(insn.arg(0));
        if (insn.arg(1).kind != OperandKind::kFloatReg) value = t.Pure(Op::kF64ToTerm, {value});
      } else {
        if (insn.arg(1).kind != OperandKind::kFloatReg) {
          t.Fail("fmove between two term registers");
          return;
        }
        value = ToFloat(t, insn.arg(0));
      }
      t.Set(insn.arg(1), value);
      return;
    }
    case Opcode::kFconv: {
      const NodeId value = ToFloat(t, insn.arg(0));
      // Not a number, or too large for a float.
      t.Set(insn.arg(1), t.graph().IsConstant(value) ? value : RequireFinite(t, value, 0));
      return;
    }
    case Opcode::kFadd:
      binary(Op::kF64Add);
      return;
    case Opcode::kFsub:
      binary(Op::kF64Sub);
      return;
    case Opcode::kFmul:
      binary(Op::kF64Mul);
      return;
    case Opcode::kFdiv:
      binary(Op::kF64Div);
      return;
    default: {  // fnegate
      // Before OTP 27, where 0.0 and -0.0 are two terms, it was 0.0 - X, so that -(0.0) was 0.0.
      constexpr uint32_t kTypesOfOtp27 = 3;
      const NodeId value = t.UseFloat(insn.arg(1));
      t.Set(insn.arg(2), t.beam_module().type_version >= kTypesOfOtp27 ? t.Pure(Op::kF64Neg, {value})
                                                                       : t.Pure(Op::kF64Sub, {t.graph().F64(0), value}));
      return;
    }
  }
}

}  // namespace seabeam::translate
