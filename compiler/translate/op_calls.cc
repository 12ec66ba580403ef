// call*, call_ext*, apply*, send. A call of a BIF that runs in place (abi/bif_list.h, kinds G and
// B) is no call in the graph.
#include <vector>

#include "compiler/translate/code_address.h"
#include "compiler/translate/families.h"

namespace seabeam::translate {
namespace {

using beam::Opcode;
using ir::NodeId;
using ir::Op;

std::vector<NodeId> Arguments(FunctionTranslator& t, uint32_t arity) {
  std::vector<NodeId> args;
  for (uint32_t i = 0; i < arity; ++i) args.push_back(t.UseX(i));
  return args;
}

// A call that comes back to the next instruction.
void Call(FunctionTranslator& t, Op op, int64_t callee, std::vector<NodeId> args) {
  const int64_t facts[] = {callee, static_cast<int64_t>(args.size()), t.frame_words()};
  t.AppendSlots(&args);
  const NodeId call = t.Terminate(op, args, 0, facts);
  const NodeId head = t.graph().Add(Op::kCallCont, {call});
  t.EnterEntryBlock(head);
  t.SetX(0, t.graph().Add(Op::kCallResult, {head}));
}

// A call whose result is this function's. The frame has been freed.
void TailCall(FunctionTranslator& t, Op op, int64_t callee, const std::vector<NodeId>& args) {
  const int64_t facts[] = {callee, static_cast<int64_t>(args.size()), 0};
  t.Terminate(op, args, 0, facts);
}

// False, and an error, when there is a frame left.
bool FrameIsGone(FunctionTranslator& t) {
  if (t.frame() >= 0) t.Fail("tail call with a frame");
  return t.frame() < 0;
}

void CallLocal(FunctionTranslator& t, const Insn& insn) {
  const uint32_t callee = t.beam_module().entry_functions[insn.label(1)];
  if (callee == beam::Module::kNoFunction) {
    t.Fail("call of a label that is no function's entry");
    return;
  }
  if (t.beam_module().functions[callee].arity != insn.number(0)) {
    t.Fail("call with another arity than the function's");
    return;
  }
  std::vector<NodeId> args = Arguments(t, insn.number(0));
  switch (insn.opcode) {
    case Opcode::kCall:
      if (t.frame() < 0) {
        t.Fail("call without a frame");
        return;
      }
      Call(t, Op::kCallLocal, callee, std::move(args));
      return;
    case Opcode::kCallLast:
      if (!t.FreeFrame(insn.number(2))) return;
      TailCall(t, Op::kTailLocal, callee, args);
      return;
    default:
      if (!FrameIsGone(t)) return;
      TailCall(t, Op::kTailLocal, callee, args);
      return;
  }
}

// In front of a tail call of apply/2,3, which leaves nothing of this function: what fails in apply
// itself fails here, for a trace to show it. False when nothing follows.
bool CheckApply(FunctionTranslator& t, const ImportFacts& facts, const std::vector<NodeId>& args) {
  if (t.context().atomvm()) return true;
  if (facts.id != abi::BifId::bif_erlang_apply_2 && facts.id != abi::BifId::bif_erlang_apply_3)
    return true;
  CallBif(t, LookUpImport("seabeam", "check_apply", static_cast<uint32_t>(args.size())), args, 0);
  return t.reachable() && t.ok();
}

void CallExternal(FunctionTranslator& t, const Insn& insn) {
  const uint32_t import = insn.number(1);
  const ImportFacts& facts = t.context().import(import);
  const std::vector<NodeId> args = Arguments(t, insn.number(0));
  const AtSharedAddress at(t, insn);
  // A tail call of a function that OTP has in Erlang leaves no frame.
  const bool leaves = facts.erlang_in_otp && insn.opcode != Opcode::kCallExt;
  const bool in_place = facts.form != BifForm::kNone && facts.kind != abi::BifKind::N && !leaves;
  if (in_place) {
    const NodeId value = CallBif(t, facts, args, 0);
    if (!t.reachable() || !t.ok()) return;
    if (insn.opcode == Opcode::kCallExtLast && !t.FreeFrame(insn.number(2))) return;
    if (insn.opcode == Opcode::kCallExtOnly && !FrameIsGone(t)) return;
    if (insn.opcode == Opcode::kCallExt) {
      t.ForgetX();
      t.SetX(0, value);
    } else {
      t.Terminate(Op::kReturn, {value});
    }
    return;
  }
  if (t.context().atomvm() && facts.form == BifForm::kAlwaysFails && args.size() == 1 &&
      t.context().beam().atom(t.context().beam().imports[import].function) == "error") {
    // The host would show a frame of error/1 instead of this function's.
    t.RaiseError(abi::ErrorKind::kReason, args[0]);
    return;
  }
  // Where the host calls, and of a native that needs to see frames, a trace has the caller only
  // when it has one.
  const bool framed =
      insn.opcode != Opcode::kCallExt &&
      (facts.returns_in_otp || (t.context().atomvm() && facts.form == BifForm::kAlwaysFails));
  if (framed && t.frame() < 0) t.AllocateFrame(0);
  if (facts.form == BifForm::kAlwaysFails && t.frame() >= 0) {
    // Which frame size the instruction names does not matter then, and compilers know it.
    Call(t, Op::kCallExternal, import, args);
    t.Terminate(Op::kDead, {});
    return;
  }
  if (framed) {
    Call(t, Op::kCallExternal, import, args);
    if (!t.FreeFrame(insn.opcode == Opcode::kCallExtLast ? insn.number(2) : 0)) return;
    t.Terminate(Op::kReturn, {t.UseX(0)});
    return;
  }
  if (insn.opcode != Opcode::kCallExt && !CheckApply(t, facts, args)) return;
  switch (insn.opcode) {
    case Opcode::kCallExtLast:
      if (!t.FreeFrame(insn.number(2))) return;
      TailCall(t, Op::kTailExternal, import, args);
      return;
    case Opcode::kCallExt:
      if (t.frame() >= 0) {
        Call(t, Op::kCallExternal, import, args);
        return;
      }
      // Without a frame there is nothing to come back to: compilers write this only where the
      // callee never returns.
      TailCall(t, Op::kTailExternal, import, args);
      return;
    default:
      if (!FrameIsGone(t)) return;
      TailCall(t, Op::kTailExternal, import, args);
      return;
  }
}

}  // namespace

void TranslateCall(FunctionTranslator& t, const Insn& insn) {
  switch (insn.opcode) {
    case Opcode::kCall:
    case Opcode::kCallLast:
    case Opcode::kCallOnly: {
      const AtSharedAddress at(t, insn);
      CallLocal(t, insn);
      return;
    }
    case Opcode::kCallExt:
    case Opcode::kCallExtLast:
    case Opcode::kCallExtOnly:
      CallExternal(t, insn);
      return;
    case Opcode::kApply:
      if (t.frame() < 0) {
        t.Fail("apply without a frame");
        return;
      }
      {
        const AtSharedAddress at(t, insn);
        Call(t, Op::kCallApply, 0, Arguments(t, insn.number(0) + 2));
      }
      return;
    case Opcode::kApplyLast: {
      const std::vector<NodeId> args = Arguments(t, insn.number(0) + 2);
      if (!t.FreeFrame(insn.number(1))) return;
      TailCall(t, Op::kTailApply, 0, args);
      return;
    }
    default: {  // send
      const NodeId dest = t.UseX(0), message = t.UseX(1);
      const NodeId sent = t.Fixed(Op::kSend, {dest, message});
      t.Checked(sent, 0, ir::Type::Any(), [&] { t.FailPending(); });
      t.ForgetX();
      t.SetX(0, message);
      return;
    }
  }
}

}  // namespace seabeam::translate
