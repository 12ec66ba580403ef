#include "compiler/translate/code_address.h"

namespace seabeam::translate {
namespace {

using beam::Opcode;

bool HasNoCode(Opcode opcode) { return opcode == Opcode::kLabel || opcode == Opcode::kLine; }

// A call of what OTP has in C.
bool IsBifCall(const FunctionTranslator& t, const Insn& insn) {
  switch (insn.opcode) {
    case Opcode::kCallExt:
    case Opcode::kCallExtLast:
    case Opcode::kCallExtOnly: {
      const ImportFacts& facts = t.context().import(insn.number(1));
      return facts.id != abi::BifId::kCount && !facts.erlang_in_otp;
    }
    default:
      return false;
  }
}

// A call that leaves its return address on the stack.
bool IsCall(const FunctionTranslator& t, const Insn& insn) {
  switch (insn.opcode) {
    case Opcode::kCall:
    case Opcode::kCallFun:
    case Opcode::kCallFun2:
    case Opcode::kApply:
      return true;
    case Opcode::kCallExt:
      return !IsBifCall(t, insn);
    default:
      return false;
  }
}

}  // namespace

uint32_t SharedAddress(const FunctionTranslator& t, const Insn& insn) {
  if (IsCall(t, insn)) {
    for (uint32_t i = insn.index + 1; i < t.function().end; ++i) {
      const Insn next = t.InsnAt(i);
      if (!HasNoCode(next.opcode)) return IsBifCall(t, next) ? insn.index + 1 : 0;
    }
  } else if (IsBifCall(t, insn)) {
    for (uint32_t i = insn.index; i-- > t.function().entry;) {
      const Insn previous = t.InsnAt(i);
      if (!HasNoCode(previous.opcode)) return IsCall(t, previous) ? i + 1 : 0;
    }
  }
  return 0;
}

}  // namespace seabeam::translate
