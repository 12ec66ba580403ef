// move, swap, init, init_yregs.
#include "compiler/translate/families.h"

namespace seabeam::translate {

using beam::Opcode;

void TranslateMove(FunctionTranslator& t, const Insn& insn) {
  switch (insn.opcode) {
    case Opcode::kMove: {
      const ir::NodeId value = t.Use(insn.arg(0));
      const uint32_t context = t.ContextOf(insn.arg(0));
      t.Set(insn.arg(1), value);
      t.SetContext(insn.arg(1), context);
      return;
    }
    case Opcode::kSwap: {
      const ir::NodeId a = t.Use(insn.arg(0));
      const ir::NodeId b = t.Use(insn.arg(1));
      const uint32_t context_a = t.ContextOf(insn.arg(0));
      const uint32_t context_b = t.ContextOf(insn.arg(1));
      t.Set(insn.arg(0), b);
      t.Set(insn.arg(1), a);
      t.SetContext(insn.arg(0), context_b);
      t.SetContext(insn.arg(1), context_a);
      return;
    }
    case Opcode::kInit:
      t.Set(insn.arg(0), t.graph().Nil());
      return;
    default:  // init_yregs
      for (const beam::Operand& y : t.beam_module().list(insn.arg(0))) t.Set(y, t.graph().Nil());
      return;
  }
}

}  // namespace seabeam::translate
