// bif0..bif3, gc_bif1..gc_bif3, and calls of BIFs that run in place.
#include <utility>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "absl/strings/str_cat.h"
#include "compiler/translate/families.h"

namespace seabeam::translate {
namespace {

using beam::Opcode;
using ir::kNoNode;
using ir::NodeId;
using ir::Op;
using ir::Type;

// One BIF call being translated.
struct Call {
  FunctionTranslator& t;
  const ImportFacts& facts;
  absl::Span<const NodeId> args;
  beam::Label fail;
  // OTP adds a small literal with an instruction of its own, whose errors do not name `+` or `-`.
  bool increments = false;

  NodeId Checked(NodeId value, const Type& type) const {
    return t.Checked(value, fail, type, [this] {
      if (increments) {
        t.RaiseError(abi::ErrorKind::kBadarith);
      } else {
        t.RaiseGuard(facts.id, args);
      }
    });
  }
  // Control comes to `failure` with the registers as they are now: to the fail label, or raise.
  void FailFrom(NodeId failure) const {
    if (fail != 0) {
      t.JumpFrom(failure, fail);
      return;
    }
    const NodeId control = t.control();
    t.set_control(failure);
    t.RaiseGuard(facts.id, args);
    t.set_control(control);
  }
  NodeId Generic() const { return t.Pure(Op::kGuardBif, args, static_cast<int64_t>(facts.id)); }
  NodeId ToTerm(NodeId condition) const { return t.Pure(Op::kBoolToTerm, {condition}); }
  bool IsBoolean(NodeId value) const { return t.TypeOf(value).Within(abi::kKindBoolean); }
  NodeId IsTrue(NodeId value) const {
    if (t.graph().op(value) == Op::kBoolToTerm) return t.graph().input(value, 0);
    return t.Pure(Op::kEqExact, {value, t.graph().Atom(ir::kAtomTrue)});
  }
};

bool IsSmallConstant(const ir::Graph& graph, NodeId value, int64_t lo, int64_t hi) {
  return graph.op(value) == Op::kSmallConst && graph.imm(value) >= lo && graph.imm(value) <= hi;
}

NodeId Checked(const Call& call) {
  const NodeId value = call.Generic();
  if (!call.facts.never_fails) return call.Checked(value, call.facts.result);
  call.t.graph().SetType(value, call.facts.result);
  return value;
}

// Integers in, integer out; `/` always gives a float; otherwise some number.
Type ArithmeticResult(const Call& call) {
  switch (call.facts.op) {
    case Op::kAdd:
    case Op::kSub:
    case Op::kMul:
    case Op::kNeg:
      for (NodeId arg : call.args) {
        if (!call.t.TypeOf(arg).Within(abi::kKindInteger)) return call.facts.result;
      }
      return Type::OfKinds(abi::kKindInteger);
    default:
      return call.facts.result;
  }
}

NodeId Boolean(const Call& call) {
  FunctionTranslator& t = call.t;
  for (NodeId arg : call.args) {
    if (!call.IsBoolean(arg)) return call.Checked(call.Generic(), Type::OfKinds(abi::kKindBoolean));
  }
  const NodeId a = call.args[0];
  const auto select = [&](NodeId if_true, NodeId if_false) {
    const NodeId node = t.Pure(Op::kSelect, {call.IsTrue(a), if_true, if_false});
    t.graph().SetType(node, Type::OfKinds(abi::kKindBoolean));
    return node;
  };
  switch (call.facts.form) {
    case BifForm::kNot:
      return call.ToTerm(t.Pure(Op::kNot, {call.IsTrue(a)}));
    case BifForm::kAnd:
      return select(call.args[1], t.graph().Atom(ir::kAtomFalse));
    case BifForm::kOr:
      return select(t.graph().Atom(ir::kAtomTrue), call.args[1]);
    default:  // xor
      return call.ToTerm(t.Pure(Op::kNot, {t.Pure(Op::kEqExact, {a, call.args[1]})}));
  }
}

// min and max give the first operand when both compare equal.
NodeId MinMax(const Call& call) {
  FunctionTranslator& t = call.t;
  const NodeId a = call.args[0], b = call.args[1];
  const NodeId take_second = call.facts.form == BifForm::kMin ? t.Pure(Op::kLess, {b, a})
                                                              : t.Pure(Op::kLess, {a, b});
  const NodeId node = t.Pure(Op::kSelect, {take_second, b, a});
  t.graph().SetType(node, ir::Join(t.TypeOf(a), t.TypeOf(b)));
  return node;
}

// Goes on where `value` is of `kinds`.
NodeId RequireKinds(const Call& call, NodeId value, abi::KindMask kinds) {
  FunctionTranslator& t = call.t;
  if (t.TypeOf(value).Within(kinds)) return value;
  const auto fork = t.Branch(t.Pure(Op::kIsType, {value}, kinds), Hint::kLikely);
  call.FailFrom(fork.if_false);
  t.set_control(fork.if_true);
  return t.NarrowAndRename(value, Type::OfKinds(kinds));
}

NodeId Element(const Call& call) {
  FunctionTranslator& t = call.t;
  if (!IsSmallConstant(t.graph(), call.args[0], 1, abi::kSmallMax)) {
    return call.Checked(call.Generic(), Type::Any());
  }
  const int64_t index = t.graph().imm(call.args[0]) - 1;
  const NodeId tuple = RequireKinds(call, call.args[1], abi::kKindTuple);
  const NodeId bound = t.graph().I32(static_cast<int32_t>(index));
  const auto fork = t.Branch(t.Pure(Op::kI32Less, {bound, t.Pure(Op::kTupleSize, {tuple})}),
                             Hint::kLikely);
  call.FailFrom(fork.if_false);
  t.set_control(fork.if_true);
  // Pinned below the test of the size: the element must not be read above it.
  const NodeId checked = t.graph().Add(Op::kCast, {t.control(), tuple});
  t.graph().SetType(checked, t.TypeOf(tuple));
  return t.Pure(Op::kTupleElement, {checked}, index);
}

NodeId InPlace(const Call& call) {
  FunctionTranslator& t = call.t;
  const ImportFacts& facts = call.facts;
  const auto args = call.args;
  switch (facts.form) {
    case BifForm::kArithmetic:
      return call.Checked(t.Pure(facts.op, args), ArithmeticResult(call));
    case BifForm::kCompare: {
      NodeId a = args[0], b = args[1];
      if (facts.swap) std::swap(a, b);
      const NodeId result = t.Pure(facts.op, {a, b});
      return call.ToTerm(facts.negate ? t.Pure(Op::kNot, {result}) : result);
    }
    case BifForm::kTypeTest:
      return call.ToTerm(t.Pure(Op::kIsType, {args[0]}, facts.kinds));
    case BifForm::kIsFunction2:
      // A bad arity is an error, which the opcode does not know.
      if (!IsSmallConstant(t.graph(), args[1], 0, 255)) {
        return call.Checked(call.Generic(), Type::OfKinds(abi::kKindBoolean));
      }
      return call.ToTerm(t.Pure(Op::kIsFunctionArity, {args[0], args[1]}));
    case BifForm::kNot:
    case BifForm::kAnd:
    case BifForm::kOr:
    case BifForm::kXor:
      return Boolean(call);
    case BifForm::kMin:
    case BifForm::kMax:
      return MinMax(call);
    case BifForm::kHead:
      return t.Pure(Op::kHead, {RequireKinds(call, args[0], abi::kKindCons)});
    case BifForm::kTail:
      return t.Pure(Op::kTail, {RequireKinds(call, args[0], abi::kKindCons)});
    case BifForm::kElement:
      return Element(call);
    case BifForm::kTupleSize: {
      const NodeId tuple = RequireKinds(call, args[0], abi::kKindTuple);
      return t.Pure(Op::kTag, {t.Pure(Op::kTupleSize, {tuple})});
    }
    case BifForm::kMapGet: {
      const NodeId map = RequireKinds(call, args[1], abi::kKindMap);
      return call.Checked(t.Pure(Op::kMapGet, {map, args[0]}), Type::Any());
    }
    case BifForm::kIsMapKey: {
      const NodeId map = RequireKinds(call, args[1], abi::kKindMap);
      const NodeId value = t.Pure(Op::kMapGet, {map, args[0]});
      return call.ToTerm(t.Pure(Op::kNot, {t.Pure(Op::kIsNone, {value})}));
    }
    case BifForm::kNone:
    case BifForm::kGeneric:
    case BifForm::kAlwaysFails:
    case BifForm::kSend:
      break;
  }
  return Checked(call);
}

// Kind B: effects, in program order.
NodeId Effectful(const Call& call) {
  FunctionTranslator& t = call.t;
  if (call.facts.form == BifForm::kSend) {
    const NodeId sent = t.Fixed(Op::kSend, call.args);
    t.Checked(sent, call.fail, Type::Any(), [&] { t.FailPending(); });
    return call.args[1];
  }
  const NodeId value = t.Fixed(Op::kCallBif, call.args, static_cast<int64_t>(call.facts.id));
  if (call.facts.form == BifForm::kAlwaysFails) {
    t.FailPending();
    return kNoNode;
  }
  return t.Checked(value, call.fail, call.facts.result, [&] { t.FailPending(); });
}

// Of Module::type_version, as OTP 25 writes it.
constexpr uint32_t kTypesOfOtp25 = 1;

// Whether the argument may be a match context whose rest is meant: of byte_size and bit_size, in code of compilers since OTP 26.
bool MayBeContext(FunctionTranslator& t, const ImportFacts& facts, const beam::Operand& operand) {
  if (facts.id != abi::BifId::bif_erlang_byte_size_1 && facts.id != abi::BifId::bif_erlang_bit_size_1) return false;
  const beam::Module& module = t.beam_module();
  return module.type_version > kTypesOfOtp25 && operand.has_type() &&
         module.types[operand.type_index()].kinds == beam::kTypeBitstring;
}

// The loader of OTP 25: register + small, small + register or register - small, in a body.
bool Increments(FunctionTranslator& t, const Insn& insn, Op op) {
  if (t.beam_module().type_version > kTypesOfOtp25) return false;
  if (insn.opcode != Opcode::kGcBif2 || insn.label(0) != 0) return false;
  // Where a term is 64 bits, a small integer has 60.
  constexpr int64_t kLimit = int64_t{1} << 59;
  const auto is_register = [](const beam::Operand& o) {
    return o.kind == beam::OperandKind::kX || o.kind == beam::OperandKind::kY;
  };
  const auto is_small = [](const beam::Operand& o, int sign) {
    if (o.kind != beam::OperandKind::kInteger && o.kind != beam::OperandKind::kUnsigned)
      return false;
    const int64_t value = o.value;
    return sign > 0 ? value >= -kLimit && value < kLimit : value > -kLimit && value < kLimit;
  };
  const beam::Operand &a = insn.arg(3), &b = insn.arg(4);
  if (op == Op::kAdd)
    return (is_register(a) && is_small(b, 1)) || (is_small(a, 1) && is_register(b));
  return op == Op::kSub && is_register(a) && is_small(b, -1);
}

}  // namespace

NodeId CallBif(FunctionTranslator& t, const ImportFacts& facts, absl::Span<const NodeId> args,
               beam::Label fail) {
  const Call call{t, facts, args, fail};
  return facts.kind == abi::BifKind::B ? Effectful(call) : InPlace(call);
}

void TranslateBif(FunctionTranslator& t, const Insn& insn) {
  // [fail,] [live,] import, arguments.., destination
  const bool has_fail = insn.opcode != Opcode::kBif0;
  const bool has_live = insn.opcode == Opcode::kGcBif1 || insn.opcode == Opcode::kGcBif2 ||
                        insn.opcode == Opcode::kGcBif3;
  const size_t import_at = (has_fail ? 1 : 0) + (has_live ? 1 : 0);
  const beam::Import& import = t.beam_module().imports[insn.number(import_at)];
  const ImportFacts& facts = t.context().import(insn.number(import_at));
  if (facts.id == abi::BifId::kCount || facts.kind == abi::BifKind::N) {
    t.Refuse(absl::StrCat("guard BIF ", t.beam_module().atom(import.module), ":",
                          t.beam_module().atom(import.function), "/", import.arity,
                          " is not supported"));
    return;
  }
  absl::InlinedVector<NodeId, 4> args;
  for (size_t i = import_at + 1; i + 1 < insn.args.size(); ++i) {
    const NodeId value = t.Use(insn.arg(i));
    args.push_back(MayBeContext(t, facts, insn.arg(i)) ? TailOfContext(t, value) : value);
  }
  Call call{t, facts, args, has_fail ? insn.label(0) : 0};
  call.increments = facts.form == BifForm::kArithmetic && Increments(t, insn, facts.op);
  const NodeId value = facts.kind == abi::BifKind::B ? Effectful(call) : InPlace(call);
  if (t.reachable()) t.Set(insn.args.back(), value);
}

}  // namespace seabeam::translate
