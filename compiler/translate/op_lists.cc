// get_list, get_hd, get_tl, put_list.
#include "compiler/translate/families.h"

namespace seabeam::translate {

using beam::Opcode;
using ir::NodeId;
using ir::Op;

void TranslateList(FunctionTranslator& t, const Insn& insn) {
  if (insn.opcode == Opcode::kPutList) {
    const NodeId head = t.Use(insn.arg(0));
    const NodeId tail = t.Use(insn.arg(1));
    t.Set(insn.arg(2), t.Pure(Op::kCons, {head, tail}));
    return;
  }
  // The compiler saw a test before; the graph's own knowledge may not reach back to it.
  const NodeId cons = t.NarrowAndRename(t.Use(insn.arg(0)), ir::Type::OfKinds(abi::kKindCons));
  switch (insn.opcode) {
    case Opcode::kGetHd:
      t.Set(insn.arg(1), t.Pure(Op::kHead, {cons}));
      return;
    case Opcode::kGetTl:
      t.Set(insn.arg(1), t.Pure(Op::kTail, {cons}));
      return;
    default: {  // get_list
      const NodeId head = t.Pure(Op::kHead, {cons});
      const NodeId tail = t.Pure(Op::kTail, {cons});
      t.Set(insn.arg(1), head);
      t.Set(insn.arg(2), tail);
      return;
    }
  }
}

}  // namespace seabeam::translate
