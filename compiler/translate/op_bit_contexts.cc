// Match contexts as values: bs_start_match2/3/4, positions, bs_get_tail, and the saved places of OTP 21
// (bs_save2, bs_restore2, bs_context_to_binary), which become positions held in frame slots.
#include "absl/strings/str_cat.h"
#include "compiler/translate/families.h"

namespace seabeam::translate {
namespace {

using beam::Opcode;
using beam::Operand;
using beam::OperandKind;
using ir::NodeId;
using ir::Op;
using ir::Type;

Type MatchState() { return Type::OfKinds(abi::kKindMatchState); }

NodeId UseContext(FunctionTranslator& t, const Operand& operand) {
  return t.NarrowAndRename(t.Use(operand), MatchState());
}

// First of the slots in which the places of the context that the bs_start_match2 at instruction `index`
// made are saved: `start`, then 0, 1, ...
uint32_t FirstSave(const FunctionTranslator& t, uint32_t index) {
  uint32_t slot = 0;
  for (uint32_t i = t.function().entry; i < index; ++i) {
    const Insn insn = t.InsnAt(i);
    if (insn.opcode != Opcode::kBsStartMatch2) continue;
    slot += 1 + (insn.arg(3).kind == OperandKind::kUnsigned ? insn.number(3) : 0);
  }
  return slot;
}

// The bs_start_match2 whose context the register holds; kNoContext when that is not known.
uint32_t StartOf(FunctionTranslator& t, const Operand& reg) {
  const uint32_t known = t.ContextOf(reg);
  if (known != FunctionTranslator::kNoContext) return known;
  // With one context in the function there is no doubt.
  uint32_t only = FunctionTranslator::kNoContext;
  for (uint32_t i = t.function().entry; i < t.function().end; ++i) {
    if (t.InsnAt(i).opcode != Opcode::kBsStartMatch2) continue;
    if (only != FunctionTranslator::kNoContext) return FunctionTranslator::kNoContext;
    only = i;
  }
  return only;
}

// The slot that `place` (`start` or a number) of the context in `reg` names.
bool SaveSlot(FunctionTranslator& t, const Operand& reg, const Operand& place, uint32_t* slot) {
  const uint32_t start = StartOf(t, reg);
  if (start == FunctionTranslator::kNoContext) {
    t.Fail("which match context a place belongs to is not known");
    return false;
  }
  const Operand& places = t.InsnAt(start).arg(3);
  const uint32_t count = places.kind == OperandKind::kUnsigned ? places.index() : 0;
  const uint32_t number = place.kind == OperandKind::kUnsigned ? place.index() + 1 : 0;
  if (number > count) {
    t.Fail(absl::StrCat("place ", number - 1, " of a match context with ", count));
    return false;
  }
  *slot = FirstSave(t, start) + number;
  return true;
}

void StartMatch(FunctionTranslator& t, const Insn& insn, beam::Label fail, const Operand& source,
                const Operand& dst) {
  const NodeId state = t.Fixed(Op::kBsStartMatch, {t.Use(source)});
  if (fail != 0) t.Require(t.Pure(Op::kIsNone, {state}), false, fail);
  t.Set(dst, t.Narrow(state, MatchState()));
  if (insn.opcode != Opcode::kBsStartMatch2 || t.numbers().num_saves == 0) return;
  t.SetContext(dst, insn.index);
  t.SetSlot(FirstSave(t, insn.index), t.Fixed(Op::kBsGetPosition, {t.Use(dst)}));
}

void StartMatch4(FunctionTranslator& t, const Insn& insn) {
  const Operand& mode = insn.arg(0);
  if (mode.kind == OperandKind::kLabel) {
    StartMatch(t, insn, mode.index(), insn.arg(2), insn.arg(3));
    return;
  }
  if (t.beam_module().atom(mode.index()) == "resume") {
    // The source is a match context already.
    t.Set(insn.arg(3), UseContext(t, insn.arg(2)));
    return;
  }
  StartMatch(t, insn, 0, insn.arg(2), insn.arg(3));
}

// What is left of a match, as a binary; the position stays.
NodeId Tail(FunctionTranslator& t, NodeId context) {
  RequireWholeBytes(t, context);
  const NodeId tail = t.Fixed(Op::kBsGetTail, {context}, 0);
  return t.Narrow(tail, Type::OfKinds(abi::kKindAnyBitstring));
}

// What is left of `value` when it is a context, once `prepare` has seen the context; else `value`.
template <typename Prepare>
NodeId TailOrValue(FunctionTranslator& t, NodeId value, const Prepare& prepare) {
  if (t.TypeOf(value).Disjoint(abi::kKindMatchState)) return value;
  const auto fork = t.Branch(t.Pure(Op::kIsType, {value}, abi::kKindMatchState));
  t.set_control(fork.if_true);
  const NodeId context = t.Narrow(value, MatchState());
  prepare(context);
  const NodeId tail = Tail(t, context);
  const NodeId from_context = t.control();
  t.set_control(t.graph().Add(Op::kRegion, {from_context, fork.if_false}));
  const NodeId merged = t.graph().Add(Op::kPhi, {t.control(), tail, value});
  t.graph().SetType(merged, Type::Any());
  return merged;
}

// Nothing to do for a register that holds no context; a context becomes the binary from its `start`.
void ContextToBinary(FunctionTranslator& t, const Insn& insn) {
  const Operand& reg = insn.arg(0);
  const NodeId value = t.Use(reg);
  const NodeId binary = TailOrValue(t, value, [&](NodeId context) {
    const uint32_t start = t.ContextOf(reg);
    if (start == FunctionTranslator::kNoContext) return;
    const NodeId position = t.UseSlot(FirstSave(t, start));
    // Nil: not saved on the way here; the current position is the start then.
    if (!t.graph().IsConstant(position)) t.Fixed(Op::kBsSetPosition, {context, position});
  });
  if (binary != value) t.Set(reg, binary);
}

}  // namespace

NodeId TailOfContext(FunctionTranslator& t, NodeId value) {
  return TailOrValue(t, value, [](NodeId) {});
}

bool RequireWholeBytes(FunctionTranslator& t, NodeId context, NodeId bits, int64_t unit) {
  if (!t.context().atomvm()) return true;
  const auto require = [&](NodeId condition) {
    const auto fork = t.Branch(condition, Hint::kLikely);
    t.set_control(fork.if_false);
    t.RaiseError(abi::ErrorKind::kUnsupported);
    t.set_control(fork.if_true);
  };
  if (bits != ir::kNoNode && t.graph().op(bits) == Op::kI32Const) {
    if (t.graph().imm(bits) % 8 != 0) {
      t.RaiseError(abi::ErrorKind::kUnsupported);
      return false;
    }
  } else if (bits != ir::kNoNode && unit % 8 != 0) {
    const NodeId rest = t.Pure(Op::kI32And, {bits, t.graph().I32(7)});
    require(t.Pure(Op::kI32Eq, {rest, t.graph().I32(0)}));
  }
  // The end is at a byte boundary: so is the position when whole bytes are left.
  require(t.Fixed(Op::kBsTestUnit, {context}, 8));
  return true;
}

void TranslateMatchStart(FunctionTranslator& t, const Insn& insn) {
  switch (insn.opcode) {
    case Opcode::kBsStartMatch2:
      StartMatch(t, insn, insn.label(0), insn.arg(1), insn.arg(4));
      return;
    case Opcode::kBsStartMatch3:
      StartMatch(t, insn, insn.label(0), insn.arg(1), insn.arg(3));
      return;
    case Opcode::kBsStartMatch4:
      StartMatch4(t, insn);
      return;
    case Opcode::kBsGetTail:
      t.Set(insn.arg(1), Tail(t, UseContext(t, insn.arg(0))));
      return;
    case Opcode::kBsGetPosition:
      t.Set(insn.arg(1), t.Fixed(Op::kBsGetPosition, {UseContext(t, insn.arg(0))}));
      return;
    case Opcode::kBsSetPosition: {
      const NodeId context = UseContext(t, insn.arg(0));
      t.Fixed(Op::kBsSetPosition, {context, t.Use(insn.arg(1))});
      return;
    }
    case Opcode::kBsSave2: {
      const NodeId context = UseContext(t, insn.arg(0));
      uint32_t slot = 0;
      if (!SaveSlot(t, insn.arg(0), insn.arg(1), &slot)) return;
      t.SetSlot(slot, t.Fixed(Op::kBsGetPosition, {context}));
      return;
    }
    case Opcode::kBsRestore2: {
      const NodeId context = UseContext(t, insn.arg(0));
      uint32_t slot = 0;
      if (!SaveSlot(t, insn.arg(0), insn.arg(1), &slot)) return;
      t.Fixed(Op::kBsSetPosition, {context, t.UseSlot(slot)});
      return;
    }
    default:
      ContextToBinary(t, insn);
      return;
  }
}

}  // namespace seabeam::translate
