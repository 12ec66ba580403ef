#include "passes/analysis/infer_type.h"

#include <algorithm>
#include <cstdint>

namespace seabeam::passes {
namespace {

using abi::KindMask;
using ir::Graph;
using ir::Join;
using ir::Meet;
using ir::NodeId;
using ir::Op;
using ir::Type;

constexpr int64_t kNoLo = Type::kNoLo;
constexpr int64_t kNoHi = Type::kNoHi;

Type Kinds(KindMask kinds) { return ir::Normalize(Type::OfKinds(kinds)); }
Type NoneType() { return Kinds(abi::kKindNone); }

Type Boolean(int decided) {
  if (decided < 0) return Kinds(abi::kKindBoolean);
  return Kinds(decided != 0 ? abi::kKindTrue : abi::kKindFalse);
}

Type IntegersOf(const Type& t) { return Meet(t, Kinds(abi::kKindInteger)); }

// Bounds with infinities at the ends of int64. Results that leave int64 become infinite.
struct Range {
  int64_t lo = kNoLo, hi = kNoHi;
};

Range RangeOf(const Type& t) { return {t.lo, t.hi}; }
Type FromRange(Range r) { return Type::IntegerRange(r.lo, r.hi); }

int64_t AddLo(int64_t a, int64_t b) {
  int64_t r;
  if (a == kNoLo || b == kNoLo) return kNoLo;
  if (__builtin_add_overflow(a, b, &r)) return a < 0 ? kNoLo : kNoHi - 1;
  return r;
}
int64_t AddHi(int64_t a, int64_t b) {
  int64_t r;
  if (a == kNoHi || b == kNoHi) return kNoHi;
  if (__builtin_add_overflow(a, b, &r)) return a < 0 ? kNoLo + 1 : kNoHi;
  return r;
}
// The ends of int64 are the infinities, so no negation overflows.
Range Negate(Range a) {
  return {a.hi == kNoHi ? kNoLo : a.hi == kNoLo ? kNoHi - 1 : -a.hi, a.lo == kNoLo ? kNoHi : -a.lo};
}
Range AddRanges(Range a, Range b) { return {AddLo(a.lo, b.lo), AddHi(a.hi, b.hi)}; }

bool IsFinite(Range a) { return a.lo != kNoLo && a.hi != kNoHi; }

Range MulRanges(Range a, Range b) {
  if (IsFinite(a) && IsFinite(b)) {
    Range r{kNoHi, kNoLo};
    for (int64_t x : {a.lo, a.hi}) {
      for (int64_t y : {b.lo, b.hi}) {
        int64_t p;
        if (__builtin_mul_overflow(x, y, &p)) return {};
        r.lo = std::min(r.lo, p);
        r.hi = std::max(r.hi, p);
      }
    }
    return r;
  }
  if (a.lo >= 0 && b.lo >= 0) return {0, kNoHi};
  return {};
}

// Truncating division: never further from zero than the dividend.
Range DivRanges(Range a, Range b) {
  if (a.lo >= 0 && b.lo > 0) {
    const int64_t hi = a.hi == kNoHi ? kNoHi : a.hi / b.lo;
    const int64_t lo = b.hi == kNoHi ? 0 : a.lo / b.hi;
    return {lo, hi};
  }
  if (!IsFinite(a)) return {};
  const int64_t most = std::max(a.hi, a.lo == INT64_MIN ? INT64_MAX : -a.lo);
  return {-most, most};
}

// The remainder has the dividend's sign and stays below the divisor's size.
Range RemRanges(Range a, Range b) {
  int64_t most = kNoHi;
  if (IsFinite(b)) {
    const int64_t size = std::max(b.hi, b.lo == INT64_MIN + 1 ? INT64_MAX : -b.lo);
    most = size > 0 ? size - 1 : 0;
  }
  Range r{most == kNoHi ? kNoLo : -most, most};
  if (a.lo >= 0) r.lo = 0;
  if (a.hi <= 0) r.hi = 0;
  if (a.lo >= 0 && a.hi != kNoHi) r.hi = std::min(r.hi, a.hi);
  if (a.hi <= 0 && a.lo != kNoLo) r.lo = std::max(r.lo, a.lo);
  return r;
}

// Smallest 2^k - 1 that is not below x; x >= 0.
int64_t MaskAbove(int64_t x) {
  uint64_t m = static_cast<uint64_t>(x);
  for (int s = 1; s < 64; s *= 2) m |= m >> s;
  return static_cast<int64_t>(m);
}

Range BitwiseRanges(Op op, Range a, Range b) {
  if (op == Op::kBand) {
    Range r;
    if (a.lo >= 0 || b.lo >= 0) r.lo = 0;
    if (a.lo >= 0) r.hi = std::min(r.hi, a.hi);
    if (b.lo >= 0) r.hi = std::min(r.hi, b.hi);
    if (r.lo == 0) return r;
  } else if (a.lo >= 0 && b.lo >= 0) {
    Range r{op == Op::kBor ? std::max(a.lo, b.lo) : 0, kNoHi};
    if (a.hi != kNoHi && b.hi != kNoHi) r.hi = MaskAbove(std::max(a.hi, b.hi));
    return r;
  }
  // Two's complement: the result needs no more bits than the wider operand.
  if (!IsFinite(a) || !IsFinite(b)) return {};
  int64_t most = 0;
  for (int64_t x : {a.lo, a.hi, b.lo, b.hi}) most = std::max(most, x < 0 ? ~x : x);
  most = MaskAbove(most);
  return {-most - 1, most};
}

int64_t ShiftedRight(int64_t x, int64_t by) {
  if (x == kNoLo || x == kNoHi) return x;
  return by > 63 ? (x < 0 ? -1 : 0) : x >> by;
}

Range BsrRange(Range a, Range by) {
  if (by.lo < 0) return {};
  const int64_t least = by.lo;
  const int64_t most = by.hi;  // infinite: everything is shifted out
  Range r;
  r.lo = a.lo >= 0 ? (most == kNoHi ? 0 : ShiftedRight(a.lo, most)) : ShiftedRight(a.lo, least);
  r.hi = a.hi >= 0 ? ShiftedRight(a.hi, least) : (most == kNoHi ? -1 : ShiftedRight(a.hi, most));
  return r;
}

Range BslRange(Range a, Range by) {
  if (by.lo < 0 || by.hi > 62 || !IsFinite(a))
    return a.lo >= 0 && by.lo >= 0 ? Range{0, kNoHi} : Range{};
  return MulRanges(a, {int64_t{1} << by.lo, int64_t{1} << by.hi});
}

// Operands that are numbers (or integers) on all ways give no none; on no way, only none.
Type ArithmeticType(Op op, const Type& a, const Type& b) {
  const KindMask takes = op == Op::kAdd || op == Op::kSub || op == Op::kMul || op == Op::kDivide
                             ? abi::kKindNumber
                             : abi::kKindInteger;
  if (a.Disjoint(takes) || b.Disjoint(takes)) return NoneType();
  bool fails = !a.Within(takes) || !b.Within(takes);
  const bool a_int = !a.Disjoint(abi::kKindInteger), b_int = !b.Disjoint(abi::kKindInteger);
  const bool has_float = takes == abi::kKindNumber && ((a.kinds | b.kinds) & abi::kKindFloat) != 0;
  Type result = Type::Bottom();
  if (op == Op::kDivide) return Kinds(abi::kKindFloat | abi::kKindNone);
  if (has_float) {
    result = Kinds(abi::kKindFloat);
    fails = true;  // too large
  }
  if (a_int && b_int) {
    const Range x = RangeOf(IntegersOf(a)), y = RangeOf(IntegersOf(b));
    Range r;
    switch (op) {
      case Op::kAdd:
        r = AddRanges(x, y);
        break;
      case Op::kSub:
        r = AddRanges(x, Negate(y));
        break;
      case Op::kMul:
        r = MulRanges(x, y);
        break;
      case Op::kIntDiv:
        if (y.lo <= 0 && y.hi >= 0) fails = true;
        r = DivRanges(x, y);
        break;
      case Op::kRem:
        if (y.lo <= 0 && y.hi >= 0) fails = true;
        r = RemRanges(x, y);
        break;
      case Op::kBand:
      case Op::kBor:
      case Op::kBxor:
        r = BitwiseRanges(op, x, y);
        // -2^n of operands of n bits: the one result that can be too large for the runtime.
        if (r.lo == kNoLo) fails = true;
        break;
      case Op::kBsl:
        if (y.hi > 62) fails = true;  // system_limit
        r = BslRange(x, y);
        break;
      case Op::kBsr:
        if (y.lo < -62) fails = true;
        r = BsrRange(x, y);
        break;
      default:
        break;
    }
    if (op == Op::kAdd || op == Op::kSub || op == Op::kMul || op == Op::kBsl || op == Op::kBsr) {
      // Integers beyond any bound can be too large for the runtime.
      if (!IsFinite(r)) fails = true;
    }
    result = Join(result, FromRange(r));
  }
  return fails ? Join(result, NoneType()) : result;
}

Type UnaryType(Op op, const Type& a) {
  const KindMask takes = op == Op::kNeg ? abi::kKindNumber : abi::kKindInteger;
  if (a.Disjoint(takes)) return NoneType();
  Type result = Type::Bottom();
  if (!a.Disjoint(abi::kKindInteger)) {
    Range r = Negate(RangeOf(IntegersOf(a)));
    if (op == Op::kBnot) r = AddRanges(r, {-1, -1});
    result = FromRange(r);
    if (op == Op::kBnot && r.lo == kNoLo) result = Join(result, NoneType());  // see kBand
  }
  if (op == Op::kNeg && !a.Disjoint(abi::kKindFloat)) result = Join(result, Kinds(abi::kKindFloat));
  return a.Within(takes) ? result : Join(result, NoneType());
}

Type I32Result(Range r) {
  if (r.lo < INT32_MIN || r.hi > INT32_MAX) r = {INT32_MIN, INT32_MAX};
  return FromRange(r);
}

// Place of kinds in the term order: numbers, atoms, references, funs, ports, pids, tuples, maps,
// nil, lists, bitstrings.
struct Ranks {
  int lo = 99, hi = -1;
};
Ranks RanksOf(KindMask kinds) {
  static constexpr KindMask kOrder[] = {abi::kKindNumber, abi::kKindAtom,        abi::kKindRef,
                                        abi::kKindFun,    abi::kKindPort,        abi::kKindPid,
                                        abi::kKindTuple,  abi::kKindMap,         abi::kKindNil,
                                        abi::kKindCons,   abi::kKindAnyBitstring};
  Ranks r;
  for (int i = 0; i < 11; ++i) {
    if ((kinds & kOrder[i]) == 0) continue;
    r.lo = std::min(r.lo, i);
    r.hi = std::max(r.hi, i);
  }
  if ((kinds & ~abi::kKindAnyTerm) != 0) r = {0, 99};  // not ordered: says nothing
  return r;
}

// The type has exactly one member.
bool IsSingle(const Type& t) {
  if (t.kinds == abi::kKindNil) return true;
  if (t.Within(abi::kKindInteger)) return t.lo == t.hi;
  return t.Within(abi::kKindAtom) && t.atom != Type::kUnknown;
}

int DecideI32(Op op, const Type& a, const Type& b) {
  if (op == Op::kI32LessU && (a.lo < 0 || b.lo < 0)) return -1;
  if (op != Op::kI32Eq) {
    if (a.hi < b.lo) return 1;
    if (a.lo >= b.hi) return 0;
    return -1;
  }
  if (a.hi < b.lo || b.hi < a.lo) return 0;
  return a.lo == a.hi && a == b ? 1 : -1;
}

int DecideIsType(const Type& t, KindMask mask) {
  if (t.Within(mask)) return 1;
  return t.Disjoint(mask) ? 0 : -1;
}

}  // namespace

int DecideLess(const Type& a, const Type& b) {
  const Ranks x = RanksOf(a.kinds), y = RanksOf(b.kinds);
  if (x.hi < y.lo) return 1;
  if (x.lo > y.hi) return 0;
  if (a.Within(abi::kKindInteger) && b.Within(abi::kKindInteger)) {
    // An infinite bound is no bound: kNoHi is not below anything, kNoLo not above.
    if (a.hi != kNoHi && b.lo != kNoLo && a.hi < b.lo) return 1;
    if (a.lo != kNoLo && b.hi != kNoHi && a.lo >= b.hi) return 0;
  }
  return -1;
}

int DecideEqExact(const Type& a, const Type& b) {
  if (a.IsBottom() || b.IsBottom()) return -1;
  if (Meet(a, b).IsBottom()) return 0;
  return IsSingle(a) && a == b ? 1 : -1;
}

int DecideEqNumeric(const Type& a, const Type& b) {
  if (a.IsBottom() || b.IsBottom()) return -1;
  if (IsSingle(a) && a == b) return 1;
  if (!Meet(a, b).IsBottom()) return -1;
  // Different types can hold equal numbers.
  const bool numbers = (a.kinds & abi::kKindNumber) && (b.kinds & abi::kKindNumber) &&
                       ((a.kinds | b.kinds) & abi::kKindFloat);
  return numbers ? -1 : 0;
}

NodeId LoadedSlot(const Graph& graph, NodeId frame_load) {
  if (graph.op(frame_load) != Op::kFrameLoad) return ir::kNoNode;
  const NodeId cont = graph.control(frame_load);
  if (graph.op(cont) != Op::kCallCont) return ir::kNoNode;
  const NodeId call = graph.control(cont);
  const Graph::SlotSplit split = graph.Split(call);
  const int64_t slot = graph.imm(frame_load);
  return slot < split.slots ? graph.data(call)[split.args + slot] : ir::kNoNode;
}

std::vector<NodeId> FrameLoadsAfter(const Graph& graph, NodeId call) {
  std::vector<NodeId> loads;
  switch (graph.op(call)) {
    case Op::kCallLocal:
    case Op::kCallExternal:
    case Op::kCallFun:
    case Op::kCallApply:
      break;
    default:
      return loads;
  }
  for (NodeId cont : graph.uses(call)) {
    if (graph.op(cont) != Op::kCallCont) continue;
    for (NodeId user : graph.uses(cont)) {
      if (graph.op(user) == Op::kFrameLoad) loads.push_back(user);
    }
  }
  return loads;
}

Type InferType(const Graph& graph, NodeId n, absl::Span<const Type> types) {
  auto type_of = [&](NodeId id) -> const Type& {
    return types.empty() ? graph.type(id) : types[id];
  };
  const Type& known = graph.type(n);
  absl::Span<const NodeId> in = graph.data(n);
  const Op op = graph.op(n);
  if (op == Op::kPhi) {
    Type t = Type::Bottom();
    for (NodeId value : in) t = Join(t, type_of(value));
    return Meet(t, known);
  }
  const ir::OpKind kind = graph.info(n).kind;
  if (kind == ir::OpKind::kPure && op != Op::kCatchMark) {
    for (NodeId value : in) {
      if (type_of(value).IsBottom()) return Type::Bottom();
    }
  }
  Type t = known;
  switch (op) {
    case Op::kCast:
      t = type_of(in[0]);
      break;
    case Op::kFrameLoad: {
      const NodeId slot = LoadedSlot(graph, n);
      if (slot == ir::kNoNode) return known;
      t = type_of(slot);
      break;
    }
    case Op::kSelect: {
      const Type& c = type_of(in[0]);
      t = c.kinds == abi::kKindTrue    ? type_of(in[1])
          : c.kinds == abi::kKindFalse ? type_of(in[2])
                                       : Join(type_of(in[1]), type_of(in[2]));
      break;
    }
    case Op::kIsNone:
      t = Boolean(DecideIsType(type_of(in[0]), abi::kKindNone));
      break;
    case Op::kIsType:
      t = Boolean(DecideIsType(type_of(in[0]), static_cast<KindMask>(graph.imm(n))));
      break;
    case Op::kIsFunctionArity:
      t = Boolean(type_of(in[0]).Disjoint(abi::kKindFun) ? 0 : -1);
      break;
    case Op::kNot: {
      const KindMask k = type_of(in[0]).kinds;
      t = Kinds(((k & abi::kKindTrue) ? abi::kKindFalse : 0) |
                ((k & abi::kKindFalse) ? abi::kKindTrue : 0));
      break;
    }
    case Op::kBoolToTerm:
      t = type_of(in[0]);
      break;
    case Op::kLess:
      t = Boolean(in[0] == in[1] ? 0 : DecideLess(type_of(in[0]), type_of(in[1])));
      break;
    case Op::kEqExact:
      t = Boolean(in[0] == in[1] ? 1 : DecideEqExact(type_of(in[0]), type_of(in[1])));
      break;
    case Op::kEqNumeric:
      t = Boolean(in[0] == in[1] ? 1 : DecideEqNumeric(type_of(in[0]), type_of(in[1])));
      break;
    case Op::kI32Less:
    case Op::kI32LessU:
    case Op::kI32Eq:
      t = Boolean(DecideI32(op, type_of(in[0]), type_of(in[1])));
      break;
    case Op::kAdd:
    case Op::kSub:
    case Op::kMul:
    case Op::kDivide:
    case Op::kIntDiv:
    case Op::kRem:
    case Op::kBand:
    case Op::kBor:
    case Op::kBxor:
    case Op::kBsl:
    case Op::kBsr:
      t = ArithmeticType(op, type_of(in[0]), type_of(in[1]));
      break;
    case Op::kNeg:
    case Op::kBnot:
      t = UnaryType(op, type_of(in[0]));
      break;
    case Op::kUntag: {
      const Type small = Meet(type_of(in[0]), Kinds(abi::kKindSmall));
      if (!small.IsBottom()) t = small;
      break;
    }
    case Op::kTag: {
      const Type small = Meet(type_of(in[0]), Kinds(abi::kKindSmall));
      if (!small.IsBottom()) t = small;
      break;
    }
    case Op::kI32Add:
      t = I32Result(AddRanges(RangeOf(type_of(in[0])), RangeOf(type_of(in[1]))));
      break;
    case Op::kI32Sub:
      t = I32Result(AddRanges(RangeOf(type_of(in[0])), Negate(RangeOf(type_of(in[1])))));
      break;
    case Op::kI32Mul:
      t = I32Result(MulRanges(RangeOf(type_of(in[0])), RangeOf(type_of(in[1]))));
      break;
    case Op::kI32And: {
      const Range a = RangeOf(type_of(in[0])), b = RangeOf(type_of(in[1]));
      if (a.lo >= 0 || b.lo >= 0) {
        t = FromRange({0, std::min(a.lo >= 0 ? a.hi : kNoHi, b.lo >= 0 ? b.hi : kNoHi)});
      }
      break;
    }
    case Op::kI32ShrU: {
      const Range a = RangeOf(type_of(in[0])), by = RangeOf(type_of(in[1]));
      if (by.lo != by.hi || by.lo < 0 || by.lo > 31) break;
      if (a.lo >= 0) {
        t = FromRange({a.lo >> by.lo, a.hi >> by.lo});
      } else if (by.lo > 0) {
        t = FromRange({0, int64_t{UINT32_MAX} >> by.lo});
      }
      break;
    }
    case Op::kI32RemU: {
      const Range by = RangeOf(type_of(in[1]));
      if (by.lo > 0) t = FromRange({0, by.hi - 1});
      break;
    }
    case Op::kI32ToTerm:
      if (graph.imm(n) != 0 || type_of(in[0]).lo >= 0) t = type_of(in[0]);
      break;
    case Op::kTermToU32: {
      const Range a = RangeOf(IntegersOf(type_of(in[0])));
      if (a.lo >= 0 && a.hi <= INT32_MAX) t = FromRange(a);
      break;
    }
    case Op::kTupleSize: {
      const uint32_t arity = type_of(in[0]).arity;
      if (arity != Type::kUnknown) t = Type::IntegerRange(arity, arity);
      break;
    }
    case Op::kUpdateTuple: {
      const Type tuple = Meet(type_of(in[0]), Kinds(abi::kKindTuple));
      if (!tuple.IsBottom()) t = tuple;
      break;
    }
    case Op::kMapPutAssoc:
      if (type_of(in[0]).Within(abi::kKindMap)) t = Kinds(abi::kKindMap);
      if (type_of(in[0]).Disjoint(abi::kKindMap)) t = NoneType();
      break;
    case Op::kMapPutExact:
      if (type_of(in[0]).Disjoint(abi::kKindMap)) t = NoneType();
      break;
    case Op::kMapGet:
      if (type_of(in[0]).Disjoint(abi::kKindMap)) t = NoneType();
      break;
    default:
      return known;
  }
  return Meet(t, known);
}

}  // namespace seabeam::passes
