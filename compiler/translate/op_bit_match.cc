// Bit syntax, reading from a match context: bs_get_*, bs_skip_*, bs_test_*, bs_match_string, bs_match.
#include <string>

#include "abi/atomvm/limits.h"
#include "absl/strings/str_cat.h"
#include "compiler/translate/bit_flags.h"
#include "compiler/translate/families.h"

namespace seabeam::translate {
namespace {

using beam::Opcode;
using beam::Operand;
using beam::OperandKind;
using ir::NodeId;
using ir::Op;
using ir::Type;

// Sizes above this many bits cannot be there; the match fails.
constexpr int64_t kMaxBits = INT32_MAX;

NodeId UseContext(FunctionTranslator& t, const Operand& operand) {
  return t.NarrowAndRename(t.Use(operand), Type::OfKinds(abi::kKindMatchState));
}

bool IsAll(FunctionTranslator& t, const Operand& size) {
  return size.kind == OperandKind::kAtom && t.beam_module().atom(size.index()) == "all";
}

// A fail label that is no label: the operation is known to find what it reads.
constexpr beam::Label kCannotFail = 0;

// Goes on where the fixed operation `value` found a match.
NodeId Matched(FunctionTranslator& t, NodeId value, beam::Label fail, const Type& type) {
  if (fail == kCannotFail) return t.Narrow(value, type);
  const auto fork = t.Branch(t.Pure(Op::kIsNone, {value}));
  t.JumpFrom(fork.if_true, fail);
  t.set_control(fork.if_false);
  return t.Narrow(value, type);
}

// size * unit in bits as an i32; false, and control at `fail`, when no context can have that many.
bool SizeInBits(FunctionTranslator& t, const Operand& size, int64_t unit, beam::Label fail,
                NodeId* bits) {
  switch (size.kind) {
    case OperandKind::kUnsigned:
    case OperandKind::kInteger:
      if (size.value < 0 || (unit != 0 && size.value > kMaxBits / unit)) {
        t.Jump(fail);
        return false;
      }
      *bits = t.graph().I32(static_cast<int32_t>(size.value * unit));
      return true;
    case OperandKind::kX:
    case OperandKind::kY: {
      *bits = t.Pure(Op::kBsSizeBits, {t.Use(size)}, unit);
      const NodeId invalid = t.Pure(Op::kI32Less, {*bits, t.graph().I32(0)});
      const auto fork = t.Branch(invalid, Hint::kUnlikely);
      t.JumpFrom(fork.if_true, fail);
      t.set_control(fork.if_false);
      return true;
    }
    default:
      t.Jump(fail);
      return false;
  }
}

Type IntegerResult(NodeId bits, FunctionTranslator& t, int64_t flags) {
  if (t.graph().op(bits) != Op::kI32Const) return Type::OfKinds(abi::kKindInteger);
  const int64_t n = t.graph().imm(bits);
  if (n > 62) return Type::OfKinds(abi::kKindInteger);
  if (n == 0) return Type::IntegerRange(0, 0);
  if ((flags & abi::kBsSigned) != 0) {
    return Type::IntegerRange(-(int64_t{1} << (n - 1)), (int64_t{1} << (n - 1)) - 1);
  }
  return Type::IntegerRange(0, (int64_t{1} << n) - 1);
}

// An AtomVM host has no longer integers, so none of so many bits matches. False, and control at
// `fail`, when that is sure.
bool FitsHost(FunctionTranslator& t, NodeId bits, beam::Label fail) {
  constexpr int32_t kLimit = abi::atomvm::kMaxMatchBitsAligned;
  if (!t.context().atomvm()) return true;
  if (t.graph().op(bits) != Op::kI32Const) {
    t.Require(t.Pure(Op::kI32Less, {t.graph().I32(kLimit), bits}), false, fail);
    return true;
  }
  if (t.graph().imm(bits) <= kLimit) return true;
  t.Jump(fail);
  return false;
}

NodeId GetInteger(FunctionTranslator& t, NodeId context, NodeId bits, int64_t flags,
                  beam::Label fail) {
  const NodeId value = t.Fixed(Op::kBsGetInteger, {context, bits}, flags);
  return Matched(t, value, fail, IntegerResult(bits, t, flags));
}

NodeId GetTail(FunctionTranslator& t, NodeId context, int64_t unit, beam::Label fail) {
  const NodeId value = t.Fixed(Op::kBsGetTail, {context}, unit);
  return Matched(t, value, fail,
                 Type::OfKinds(unit % 8 == 0 ? abi::kKindBinary : abi::kKindAnyBitstring));
}

NodeId GetBinary(FunctionTranslator& t, NodeId context, NodeId bits, int64_t unit,
                 beam::Label fail) {
  const NodeId value = t.Fixed(Op::kBsGetBinary, {context, bits}, 0);
  bool whole = unit % 8 == 0;
  if (t.graph().op(bits) == Op::kI32Const) whole = t.graph().imm(bits) % 8 == 0;
  return Matched(t, value, fail,
                 Type::OfKinds(whole ? abi::kKindBinary : abi::kKindAnyBitstring));
}

void Skip(FunctionTranslator& t, NodeId context, NodeId bits, beam::Label fail) {
  const NodeId skipped = t.Fixed(Op::kBsSkip, {context, bits});
  if (fail != kCannotFail) t.Require(skipped, true, fail);
}

// bs_get_{integer,float,binary}2 Fail, Context, Live, Size, Unit, Flags, Dst
void Get(FunctionTranslator& t, const Insn& insn) {
  const beam::Label fail = insn.label(0);
  const NodeId context = UseContext(t, insn.arg(1));
  const int64_t unit = insn.arg(4).value;
  const int64_t flags = NormalizeBitFlags(insn.arg(5).value);
  if (IsAll(t, insn.arg(3))) {
    if (insn.opcode != Opcode::kBsGetBinary2) {
      t.Fail("size `all` of a number");
      return;
    }
    if (unit % 8 != 0) RequireWholeBytes(t, context);
    t.Set(insn.arg(6), GetTail(t, context, unit, fail));
    return;
  }
  NodeId bits;
  if (!SizeInBits(t, insn.arg(3), unit, fail, &bits)) return;
  switch (insn.opcode) {
    case Opcode::kBsGetInteger2:
      if (!FitsHost(t, bits, fail)) return;
      t.Set(insn.arg(6), GetInteger(t, context, bits, flags, fail));
      return;
    case Opcode::kBsGetFloat2: {
      const NodeId value = t.Fixed(Op::kBsGetFloat, {context, bits}, flags);
      t.Set(insn.arg(6), Matched(t, value, fail, Type::OfKinds(abi::kKindFloat)));
      return;
    }
    default:
      if (!RequireWholeBytes(t, context, bits, unit)) return;
      t.Set(insn.arg(6), GetBinary(t, context, bits, unit, fail));
      return;
  }
}

// bs_skip_bits2 Fail, Context, Size, Unit, Flags
void SkipBits(FunctionTranslator& t, const Insn& insn) {
  const NodeId context = UseContext(t, insn.arg(1));
  if (IsAll(t, insn.arg(2))) {
    GetTail(t, context, insn.arg(3).value, insn.label(0));
    return;
  }
  NodeId bits;
  if (!SizeInBits(t, insn.arg(2), insn.arg(3).value, insn.label(0), &bits)) return;
  Skip(t, context, bits, insn.label(0));
}

// bs_get_utf* Fail, Context, Live, Flags, Dst; bs_skip_utf* without Dst.
void Utf(FunctionTranslator& t, const Insn& insn, Op op) {
  const NodeId context = UseContext(t, insn.arg(1));
  const int64_t flags = op == Op::kBsGetUtf8 ? 0 : NormalizeBitFlags(insn.arg(3).value);
  const NodeId value = t.Fixed(op, {context}, flags);
  const NodeId character = Matched(t, value, insn.label(0), Type::IntegerRange(0, 0x10FFFF));
  if (insn.args.size() == 5) t.Set(insn.arg(4), character);
}

// ---- bs_match Fail, Context, Commands ----

// Commands are an atom followed by their operands; the loader has checked their shape.
class Commands {
 public:
  Commands(FunctionTranslator& t, const Insn& insn)
      : t_(t), fail_(insn.label(0)), context_(UseContext(t, insn.arg(1))),
        list_(t.beam_module().list(insn.arg(2))) {}

  void Run() {
    while (at_ < list_.size() && t_.reachable() && t_.ok()) {
      RunOne(t_.beam_module().atom(list_[at_++].index()));
    }
  }

 private:
  const Operand& Next() { return list_[at_++]; }
  // Counts of bits may be written larger than any context.
  bool Fits(const Operand& bits) {
    if (bits.kind == OperandKind::kUnsigned && bits.value <= kMaxBits) return true;
    t_.Jump(fail_);
    return false;
  }
  NodeId Bits(int64_t bits) { return t_.graph().I32(static_cast<int32_t>(bits)); }
  // Where to go when `bits` more are not there: nowhere, when they have been seen to be.
  beam::Label FailFor(int64_t bits) {
    if (bits > ensured_) return fail_;
    ensured_ -= bits;
    return kCannotFail;
  }

  void RunOne(const std::string& name) {
    if (name == "ensure_at_least") {
      const Operand& size = Next();
      const Operand& unit = Next();
      if (!Fits(size) || !Fits(unit)) return;
      const int64_t facts[] = {size.value, unit.value};
      const NodeId inputs[] = {context_};
      t_.Require(t_.Fixed(Op::kBsEnsure, inputs, 0, facts), true, fail_);
      ensured_ = size.value;
      ensured_unit_ = unit.value;
    } else if (name == "ensure_exactly") {
      const Operand& size = Next();
      if (!Fits(size)) return;
      t_.Require(t_.Fixed(Op::kBsEnsureExact, {context_}, size.value), true, fail_);
      ensured_ = size.value;
    } else if (name == "skip") {
      const Operand& size = Next();
      if (!Fits(size)) return;
      Skip(t_, context_, Bits(size.value), FailFor(size.value));
    } else if (name == "integer" || name == "binary") {
      ++at_;  // live registers
      const int64_t flags = BitFlagsOperand(t_.beam_module(), Next());
      const Operand& size = Next();
      const Operand& unit = Next();
      const Operand& dst = Next();
      NodeId bits;
      if (!Fits(size) || !SizeInBits(t_, size, unit.value, fail_, &bits)) return;
      const beam::Label fail = FailFor(size.value * unit.value);
      if (name == "integer") {
        if (!FitsHost(t_, bits, fail_)) return;
        t_.Set(dst, GetInteger(t_, context_, bits, flags, fail));
      } else {
        if (!RequireWholeBytes(t_, context_, bits, unit.value)) return;
        t_.Set(dst, GetBinary(t_, context_, bits, unit.value, fail));
      }
    } else if (name == "get_tail") {
      ++at_;
      const Operand& unit = Next();
      if (unit.value % 8 != 0) RequireWholeBytes(t_, context_);
      if (unit.value != 1 && unit.value != ensured_unit_) {
        t_.Require(t_.Fixed(Op::kBsTestUnit, {context_}, unit.value), true, fail_);
      }
      // The position stays: the context may be matched on.
      const NodeId tail = t_.Fixed(Op::kBsGetTail, {context_}, 0);
      t_.Set(Next(), t_.Narrow(tail, Type::OfKinds(unit.value % 8 == 0 ? abi::kKindBinary : abi::kKindAnyBitstring)));
    } else {  // =:= Live, Size, Value
      ++at_;
      const Operand& size = Next();
      const Operand& value = Next();
      if (!Fits(size) || !FitsHost(t_, Bits(size.value), fail_)) return;
      const NodeId found =
          GetInteger(t_, context_, Bits(size.value), 0, FailFor(size.value));
      t_.Require(t_.Pure(Op::kEqExact, {found, t_.Use(value)}), true, fail_);
    }
  }

  FunctionTranslator& t_;
  beam::Label fail_;
  NodeId context_;
  absl::Span<const Operand> list_;
  size_t at_ = 0;
  int64_t ensured_ = 0;       // bits known to be there from the current position on
  int64_t ensured_unit_ = 0;  // what follows them is known to be a multiple of this; 0 = unknown
};

}  // namespace

void TranslateBitMatch(FunctionTranslator& t, const Insn& insn) {
  switch (insn.opcode) {
    case Opcode::kBsGetInteger2:
    case Opcode::kBsGetFloat2:
    case Opcode::kBsGetBinary2:
      Get(t, insn);
      return;
    case Opcode::kBsSkipBits2:
      SkipBits(t, insn);
      return;
    case Opcode::kBsTestTail2: {
      const NodeId context = UseContext(t, insn.arg(1));
      const Operand& bits = insn.arg(2);
      if (bits.kind != OperandKind::kUnsigned || bits.value > kMaxBits) {
        t.Jump(insn.label(0));
        return;
      }
      t.Require(t.Fixed(Op::kBsTestTail, {context}, bits.value), true, insn.label(0));
      return;
    }
    case Opcode::kBsTestUnit: {
      const NodeId context = UseContext(t, insn.arg(1));
      t.Require(t.Fixed(Op::kBsTestUnit, {context}, insn.arg(2).value), true, insn.label(0));
      return;
    }
    case Opcode::kBsMatchString: {
      const NodeId context = UseContext(t, insn.arg(1));
      const int64_t facts[] = {insn.arg(2).value, insn.arg(3).value};
      const NodeId inputs[] = {context};
      t.Require(t.Fixed(Op::kBsMatchString, inputs, 0, facts), true, insn.label(0));
      return;
    }
    case Opcode::kBsGetUtf8:
    case Opcode::kBsSkipUtf8:
      Utf(t, insn, Op::kBsGetUtf8);
      return;
    case Opcode::kBsGetUtf16:
    case Opcode::kBsSkipUtf16:
      Utf(t, insn, Op::kBsGetUtf16);
      return;
    case Opcode::kBsGetUtf32:
    case Opcode::kBsSkipUtf32:
      Utf(t, insn, Op::kBsGetUtf32);
      return;
    default:
      Commands(t, insn).Run();
      return;
  }
}

}  // namespace seabeam::translate
