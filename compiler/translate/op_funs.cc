// make_fun2, make_fun3, call_fun, call_fun2.
#include <vector>

#include "compiler/translate/code_address.h"
#include "compiler/translate/families.h"

namespace seabeam::translate {
namespace {

using beam::Opcode;
using ir::NodeId;
using ir::Op;

// There is no opcode for calling a fun in tail position: the loader recognises the sequence.
bool IsTailPosition(const FunctionTranslator& t, uint32_t index) {
  return t.NextIsPlain(index) && t.InsnAt(index + 1).opcode == Opcode::kDeallocate &&
         t.NextIsPlain(index + 1) && t.InsnAt(index + 2).opcode == Opcode::kReturn;
}

void CallFun(FunctionTranslator& t, const Insn& insn, uint32_t arity, NodeId fun) {
  std::vector<NodeId> inputs;
  for (uint32_t i = 0; i < arity; ++i) inputs.push_back(t.UseX(i));
  inputs.push_back(fun);
  const int64_t nargs = arity + 1;
  if (IsTailPosition(t, insn.index)) {
    if (!t.FreeFrame(t.InsnAt(insn.index + 1).number(0))) return;
    const int64_t facts[] = {0, nargs, 0};
    t.Terminate(Op::kTailFun, inputs, 0, facts);
    return;
  }
  if (t.frame() < 0) {
    t.Fail("call of a fun without a frame");
    return;
  }
  const AtSharedAddress at(t, insn);
  t.AppendSlots(&inputs);
  const int64_t facts[] = {0, nargs, t.frame_words()};
  const NodeId call = t.Terminate(Op::kCallFun, inputs, 0, facts);
  const NodeId head = t.graph().Add(Op::kCallCont, {call});
  t.EnterEntryBlock(head);
  t.SetX(0, t.graph().Add(Op::kCallResult, {head}));
}

}  // namespace

void TranslateFun(FunctionTranslator& t, const Insn& insn) {
  switch (insn.opcode) {
    case Opcode::kCallFun:
      CallFun(t, insn, insn.number(0), t.UseX(insn.number(0)));
      return;
    case Opcode::kCallFun2:
      // The first operand says what is known of the fun: `safe` (a fun of this arity), `unsafe`, or
      // which lambda of this module it is.
      CallFun(t, insn, insn.number(1), t.Use(insn.arg(2)));
      return;
    case Opcode::kMakeFun2: {
      const uint32_t lambda = insn.number(0);
      std::vector<NodeId> free;
      for (uint32_t i = 0; i < t.beam_module().lambdas[lambda].num_free; ++i) {
        free.push_back(t.UseX(i));
      }
      t.ForgetX();
      t.SetX(0, t.Pure(Op::kMakeFun, free, lambda));
      return;
    }
    default: {  // make_fun3
      std::vector<NodeId> free;
      for (const beam::Operand& value : t.beam_module().list(insn.arg(2))) {
        free.push_back(t.Use(value));
      }
      t.Set(insn.arg(1), t.Pure(Op::kMakeFun, free, insn.number(0)));
      return;
    }
  }
}

}  // namespace seabeam::translate
