// get_tuple_element, set_tuple_element, put_tuple2, update_record; put_tuple with its puts (to OTP 21).
#include <vector>

#include "compiler/translate/families.h"

namespace seabeam::translate {
namespace {

using beam::Opcode;
using ir::NodeId;
using ir::Op;

NodeId UseTuple(FunctionTranslator& t, const beam::Operand& operand) {
  return t.NarrowAndRename(t.Use(operand), ir::Type::OfKinds(abi::kKindTuple));
}

// update_record Hint, Size, Tuple, Dst, [Index from 1, Value]*: always a new tuple here. The hint tells
// whether to look for a value that is there already, to save memory.
void UpdateRecord(FunctionTranslator& t, const Insn& insn) {
  const NodeId tuple = t.NarrowAndRename(t.Use(insn.arg(2)), ir::Type::Tuple(insn.number(1)));
  const auto updates = t.beam_module().list(insn.arg(4));
  std::vector<NodeId> inputs = {tuple};
  std::vector<int64_t> facts = {insn.arg(1).value};
  for (size_t i = 0; i + 1 < updates.size(); i += 2) {
    const int64_t index = updates[i].value;
    if (index < 1 || index > insn.arg(1).value) {
      t.Fail("update_record outside of the tuple");
      return;
    }
    facts.push_back(index - 1);
    inputs.push_back(t.Use(updates[i + 1]));
  }
  const NodeId result =
      inputs.size() == 1 ? tuple : t.Pure(Op::kUpdateTuple, inputs, 0, facts);
  if (result != tuple) t.graph().SetType(result, ir::Type::Tuple(insn.number(1)));
  t.Set(insn.arg(3), result);
}

void PutTuple(FunctionTranslator& t, const Insn& insn) {
  const uint32_t size = insn.number(0);
  std::vector<NodeId> elements;
  for (uint32_t i = 1; i <= size; ++i) {
    if (!t.NextIsPlain(insn.index + i - 1) ||
        t.InsnAt(insn.index + i).opcode != Opcode::kPut) {
      t.Fail("put_tuple without all its puts");
      return;
    }
    elements.push_back(t.Use(t.InsnAt(insn.index + i).arg(0)));
  }
  t.Set(insn.arg(1), t.Pure(Op::kMakeTuple, elements));
  t.SkipTo(insn.index + size);
}

}  // namespace

void TranslateTuple(FunctionTranslator& t, const Insn& insn) {
  switch (insn.opcode) {
    case Opcode::kGetTupleElement: {
      const NodeId tuple = UseTuple(t, insn.arg(0));
      t.Set(insn.arg(2), t.Pure(Op::kTupleElement, {tuple}, insn.arg(1).value));
      return;
    }
    case Opcode::kSetTupleElement: {
      // In place in BEAM; the tuple has just been made and stands in registers only, so a copy
      // under all its names is the same.
      const NodeId value = t.Use(insn.arg(0));
      const NodeId tuple = UseTuple(t, insn.arg(1));
      const uint32_t size = t.TypeOf(tuple).arity;
      const int64_t facts[] = {size == ir::Type::kUnknown ? 0 : int64_t{size}, insn.arg(2).value};
      const NodeId inputs[] = {tuple, value};
      const NodeId updated = t.Pure(Op::kUpdateTuple, inputs, 0, facts);
      t.graph().SetType(updated, t.TypeOf(tuple));
      t.Rename(tuple, updated);
      return;
    }
    case Opcode::kPutTuple2: {
      std::vector<NodeId> elements;
      for (const beam::Operand& element : t.beam_module().list(insn.arg(1))) {
        elements.push_back(t.Use(element));
      }
      t.Set(insn.arg(0), t.Pure(Op::kMakeTuple, elements));
      return;
    }
    case Opcode::kUpdateRecord:
      UpdateRecord(t, insn);
      return;
    case Opcode::kPutTuple:
      PutTuple(t, insn);
      return;
    default:
      t.Fail("put without put_tuple");
      return;
  }
}

}  // namespace seabeam::translate
