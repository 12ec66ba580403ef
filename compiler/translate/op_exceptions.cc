// func_info, catch and try, raise, and the errors that instructions of their own raise.
#include "abi/atomvm/services.h"
#include "compiler/translate/families.h"

namespace seabeam::translate {
namespace {

using abi::ErrorKind;
using beam::Opcode;
using ir::NodeId;
using ir::Op;

// The first instruction at a label is `opcode` on register `y`.
bool StartsWith(const FunctionTranslator& t, beam::Label label, Opcode opcode,
                const beam::Operand& y) {
  for (uint32_t i = t.beam_module().label_instructions[label]; i < t.function().end; ++i) {
    const Insn insn = t.InsnAt(i);
    if (insn.opcode == Opcode::kLabel || insn.opcode == Opcode::kLine) continue;
    return insn.opcode == opcode && insn.arg(0).value == y.value;
  }
  return false;
}

}  // namespace

void TranslateException(FunctionTranslator& t, const Insn& insn) {
  switch (insn.opcode) {
    case Opcode::kFuncInfo: {
      std::vector<NodeId> args;
      const uint32_t arity = t.function().arity;
      for (uint32_t i = 0; i < arity; ++i) args.push_back(t.UseX(i));
      const int64_t facts[] = {arity, -1, t.frame_words()};
      if (t.InTry()) {
        t.Fail("function_clause with an active catch");
        return;
      }
      t.Terminate(Op::kRaiseFunctionClause, args, 0, facts);
      return;
    }
    case Opcode::kCatch:
    case Opcode::kTry: {
      const Opcode end = insn.opcode == Opcode::kCatch ? Opcode::kCatchEnd : Opcode::kTryCase;
      if (!StartsWith(t, insn.label(1), end, insn.arg(0))) {
        t.Fail("the handler of a catch does not start with its end");
        return;
      }
      t.BeginTry(insn.arg(0), insn.label(1));
      return;
    }
    case Opcode::kCatchEnd:
    case Opcode::kTryEnd:
    case Opcode::kTryCase:
      // On the way from an exception, BeginTry has put its parts into x0.. already.
      t.EndTry(insn.arg(0));
      return;
    case Opcode::kTryCaseEnd:
      t.RaiseError(ErrorKind::kTryClause, t.Use(insn.arg(0)));
      return;
    case Opcode::kBadmatch:
      t.RaiseError(ErrorKind::kBadmatch, t.Use(insn.arg(0)));
      return;
    case Opcode::kCaseEnd:
      t.RaiseError(ErrorKind::kCaseClause, t.Use(insn.arg(0)));
      return;
    case Opcode::kBadrecord:
      t.RaiseError(ErrorKind::kBadrecord, t.Use(insn.arg(0)));
      return;
    case Opcode::kIfEnd:
      t.RaiseError(ErrorKind::kIfClause);
      return;
    case Opcode::kRaise: {
      const NodeId trace = t.Use(insn.arg(0)), reason = t.Use(insn.arg(1));
      t.Raise(Op::kReraise, {trace, reason}, {});
      return;
    }
    case Opcode::kRawRaise: {
      const NodeId klass = t.UseX(0), reason = t.UseX(1), trace = t.UseX(2);
      t.Raise(Op::kRaiseClass, {klass, reason, trace}, {});
      return;
    }
    default:  // build_stacktrace
      if (t.context().atomvm()) {
        if (t.frame() < 0) {
          t.Fail("a stack trace is built without a frame");
          return;
        }
        t.SetX(0, t.CallService(abi::atomvm::kBuildStacktrace, {t.UseX(0)}));
        return;
      }
      t.SetX(0, t.Pure(Op::kBuildStacktrace, {t.UseX(0)}));
      return;
  }
}

}  // namespace seabeam::translate
