// put_map_assoc, put_map_exact, has_map_fields, get_map_elements.
#include <vector>

#include "compiler/translate/families.h"

namespace seabeam::translate {
namespace {

using beam::Opcode;
using ir::NodeId;
using ir::Op;
using ir::Type;

// Goes on where `source` is a map; elsewhere to `fail` or badmap.
NodeId RequireMap(FunctionTranslator& t, NodeId source, beam::Label fail) {
  const Type map = Type::OfKinds(abi::kKindMap);
  if (t.TypeOf(source).Within(abi::kKindMap)) return source;
  const auto fork = t.Branch(t.Pure(Op::kIsType, {source}, abi::kKindMap), Hint::kLikely);
  t.set_control(fork.if_false);
  if (fail != 0) {
    t.Jump(fail);
  } else {
    t.RaiseError(abi::ErrorKind::kBadmap, source);
  }
  t.set_control(fork.if_true);
  return t.NarrowAndRename(source, map);
}

void PutMap(FunctionTranslator& t, const Insn& insn) {
  const beam::Label fail = insn.label(0);
  std::vector<NodeId> pairs;
  NodeId source = t.Use(insn.arg(1));
  for (const beam::Operand& operand : t.beam_module().list(insn.arg(4))) {
    pairs.push_back(t.Use(operand));
  }
  source = RequireMap(t, source, fail);
  std::vector<NodeId> inputs = {source};
  inputs.insert(inputs.end(), pairs.begin(), pairs.end());
  const Type map = Type::OfKinds(abi::kKindMap);
  if (insn.opcode == Opcode::kPutMapAssoc) {
    t.Set(insn.arg(2), t.Narrow(t.Pure(Op::kMapPutAssoc, inputs), map));
    return;
  }
  const NodeId updated = t.Pure(Op::kMapPutExact, inputs);
  const NodeId result = t.Checked(updated, fail, map, [&] {
    // The first key that is missing, found again where it matters.
    NodeId key = t.graph().Nil();
    for (size_t i = pairs.size(); i >= 2; i -= 2) {
      const NodeId candidate = pairs[i - 2];
      if (i == pairs.size()) {
        key = candidate;
        continue;
      }
      const NodeId missing = t.Pure(Op::kIsNone, {t.Pure(Op::kMapGet, {source, candidate})});
      key = t.Pure(Op::kSelect, {missing, candidate, key});
      t.graph().SetType(key, Type::Any());
    }
    t.RaiseError(abi::ErrorKind::kBadkey, key);
  });
  t.Set(insn.arg(2), result);
}

}  // namespace

void TranslateMap(FunctionTranslator& t, const Insn& insn) {
  if (insn.opcode == Opcode::kPutMapAssoc || insn.opcode == Opcode::kPutMapExact) {
    PutMap(t, insn);
    return;
  }
  const beam::Label fail = insn.label(0);
  const auto list = t.beam_module().list(insn.arg(2));
  // A test for a map comes before, in the code.
  const NodeId map = t.NarrowAndRename(t.Use(insn.arg(1)), Type::OfKinds(abi::kKindMap));
  if (insn.opcode == Opcode::kHasMapFields) {
    for (const beam::Operand& key : list) {
      const NodeId value = t.Pure(Op::kMapGet, {map, t.Use(key)});
      t.Require(t.Pure(Op::kIsNone, {value}), false, fail);
    }
    return;
  }
  // All keys are read before the first destination is written.
  std::vector<NodeId> values;
  for (size_t i = 0; i + 1 < list.size(); i += 2) {
    const NodeId value = t.Pure(Op::kMapGet, {map, t.Use(list[i])});
    t.Require(t.Pure(Op::kIsNone, {value}), false, fail);
    values.push_back(t.Narrow(value, Type::Any()));
  }
  for (size_t i = 0; i < values.size(); ++i) t.Set(list[2 * i + 1], values[i]);
}

}  // namespace seabeam::translate
