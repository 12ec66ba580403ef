// select_val, select_tuple_arity.
#include <vector>

#include "compiler/translate/families.h"

namespace seabeam::translate {
namespace {

using beam::Opcode;
using beam::Operand;
using beam::OperandKind;
using ir::NodeId;
using ir::Op;
using ir::SwitchKeyKind;
using ir::Type;

// The key that stands for a constant of the code; false when it is no constant.
bool KeyOf(FunctionTranslator& t, const Operand& constant, int64_t* key) {
  if (constant.kind == OperandKind::kX || constant.kind == OperandKind::kY) {
    t.Fail("select_val on a register");
    return false;
  }
  const NodeId node = t.Use(constant);
  switch (t.graph().op(node)) {
    case Op::kSmallConst:
      *key = SwitchKey(SwitchKeyKind::kSmall, t.graph().imm(node));
      return true;
    case Op::kAtomConst:
      *key = SwitchKey(SwitchKeyKind::kAtom, t.graph().imm(node));
      return true;
    case Op::kNilConst:
      *key = SwitchKey(SwitchKeyKind::kNil, 0);
      return true;
    case Op::kLiteralConst:
      *key = SwitchKey(SwitchKeyKind::kLiteral, t.graph().imm(node));
      return true;
    default:
      t.Fail("select_val on no constant");
      return false;
  }
}

// A switch on `value`; case i goes to labels[i] where `learn(i)` has told what it tells.
template <typename Learn>
void Switch(FunctionTranslator& t, NodeId value, absl::Span<const int64_t> keys,
            absl::Span<const beam::Label> labels, beam::Label fail, Learn learn) {
  const NodeId node = t.Terminate(Op::kSwitch, {value}, 0, keys);
  for (size_t i = 0; i < keys.size(); ++i) {
    t.set_control(t.graph().Add(Op::kSwitchCase, {node}, static_cast<int64_t>(i)));
    learn(i, labels[i]);
  }
  t.set_control(t.graph().Add(Op::kSwitchCase, {node}, static_cast<int64_t>(keys.size())));
  t.Jump(fail);
}

void SelectVal(FunctionTranslator& t, const Insn& insn) {
  const NodeId value = t.Use(insn.arg(0));
  const auto list = t.beam_module().list(insn.arg(2));
  std::vector<int64_t> keys;
  std::vector<beam::Label> labels;
  std::vector<NodeId> constants;
  for (size_t i = 0; i + 1 < list.size(); i += 2) {
    int64_t key = 0;
    if (!KeyOf(t, list[i], &key)) return;
    keys.push_back(key);
    labels.push_back(list[i + 1].index());
    constants.push_back(t.Use(list[i]));
  }
  Switch(t, value, keys, labels, insn.label(1), [&](size_t i, beam::Label label) {
    const NodeId narrowed = t.Narrow(value, t.TypeOf(constants[i]));
    t.Rename(value, narrowed);
    t.Jump(label);
    t.Rename(narrowed, value);
  });
}

void SelectTupleArity(FunctionTranslator& t, const Insn& insn) {
  const NodeId tuple = t.NarrowAndRename(t.Use(insn.arg(0)), Type::OfKinds(abi::kKindTuple));
  const auto list = t.beam_module().list(insn.arg(2));
  std::vector<int64_t> keys;
  std::vector<beam::Label> labels;
  for (size_t i = 0; i + 1 < list.size(); i += 2) {
    if (list[i].value > abi::kSmallMax) continue;  // no tuple has that size
    keys.push_back(SwitchKey(SwitchKeyKind::kSmall, list[i].value));
    labels.push_back(list[i + 1].index());
  }
  const NodeId size = t.Pure(Op::kTag, {t.Pure(Op::kTupleSize, {tuple})});
  Switch(t, size, keys, labels, insn.label(1), [&](size_t i, beam::Label label) {
    const uint32_t arity = static_cast<uint32_t>(ir::KeyPayload(keys[i]));
    const NodeId narrowed = t.Narrow(tuple, Type::Tuple(arity));
    t.Rename(tuple, narrowed);
    t.Jump(label);
    t.Rename(narrowed, tuple);
  });
}

}  // namespace

void TranslateSelect(FunctionTranslator& t, const Insn& insn) {
  if (insn.opcode == Opcode::kSelectVal) {
    SelectVal(t, insn);
  } else {
    SelectTupleArity(t, insn);
  }
}

}  // namespace seabeam::translate
