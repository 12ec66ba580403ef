// allocate.., deallocate, trim, return, jump.
#include "compiler/translate/families.h"

namespace seabeam::translate {

using beam::Opcode;
using ir::Op;

void TranslateFrame(FunctionTranslator& t, const Insn& insn) {
  switch (insn.opcode) {
    case Opcode::kAllocateZero:
    case Opcode::kAllocateHeapZero:
      t.AllocateFrame(insn.number(0));
      for (int32_t i = 0; i < t.frame(); ++i) {
        t.SetSlot(t.numbers().SlotOfY(i, t.frame()), t.graph().Nil());
      }
      return;
    case Opcode::kDeallocate:
      t.FreeFrame(insn.number(0));
      return;
    case Opcode::kTrim:
      t.TrimFrame(insn.number(0), insn.number(1));
      return;
    case Opcode::kReturn: {
      if (t.frame() >= 0) {
        t.Fail("return with a frame");
        return;
      }
      t.Terminate(Op::kReturn, {t.UseX(0)});
      return;
    }
    case Opcode::kJump:
      t.Jump(insn.label(0));
      return;
    default:  // allocate, allocate_heap
      t.AllocateFrame(insn.number(0));
      return;
  }
}

}  // namespace seabeam::translate
