#include "ir/interp/eval.h"

#include <cmath>
#include <cstring>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace seabeam::ir {
namespace {

constexpr int64_t kExactInDouble = int64_t{1} << 53;

bool IsExactDouble(int64_t i) { return i > -kExactInDouble && i < kExactInDouble; }
bool IsNumber(const Value& v) { return v.kind == Value::kInt || v.kind == Value::kFloat; }

// A number as a double, if that is exact.
std::optional<double> ToDouble(const Value& v) {
  if (v.kind == Value::kFloat) return v.f;
  if (IsExactDouble(v.i)) return static_cast<double>(v.i);
  return std::nullopt;
}

Value FloatResult(double f) { return std::isfinite(f) ? Value::Float(f) : Value::None(); }

Value Arithmetic(Op op, const Value& a, const Value& b) {
  if (!IsNumber(a) || !IsNumber(b)) return Value::None();
  if (a.kind == Value::kInt && b.kind == Value::kInt && op != Op::kDivide) {
    int64_t r;
    const bool overflow = op == Op::kAdd   ? __builtin_add_overflow(a.i, b.i, &r)
                          : op == Op::kSub ? __builtin_sub_overflow(a.i, b.i, &r)
                                           : __builtin_mul_overflow(a.i, b.i, &r);
    return overflow ? Value() : Value::Int(r);
  }
  const std::optional<double> x = ToDouble(a), y = ToDouble(b);
  if (!x || !y) return Value();
  switch (op) {
    case Op::kAdd:
      return FloatResult(*x + *y);
    case Op::kSub:
      return FloatResult(*x - *y);
    case Op::kMul:
      return FloatResult(*x * *y);
    default:
      return *y == 0 ? Value::None() : FloatResult(*x / *y);
  }
}

Value ShiftLeft(int64_t x, int64_t by);
Value ShiftRight(int64_t x, int64_t by) {
  if (by == INT64_MIN) return Value();
  if (by < 0) return ShiftLeft(x, -by);
  return Value::Int(by > 63 ? (x < 0 ? -1 : 0) : x >> by);
}
Value ShiftLeft(int64_t x, int64_t by) {
  if (by == INT64_MIN) return Value();
  if (by < 0) return ShiftRight(x, -by);
  if (x == 0) return Value::Int(0);
  if (by > 62) return Value();
  const int64_t r = static_cast<int64_t>(static_cast<uint64_t>(x) << by);
  return (r >> by) == x ? Value::Int(r) : Value();
}

Value IntegerOperation(Op op, const Value& a, const Value& b) {
  if (a.kind != Value::kInt || b.kind != Value::kInt) return Value::None();
  switch (op) {
    case Op::kIntDiv:
    case Op::kRem:
      if (b.i == 0) return Value::None();
      if (b.i == -1) {
        if (op == Op::kRem) return Value::Int(0);
        return a.i == INT64_MIN ? Value() : Value::Int(-a.i);
      }
      return Value::Int(op == Op::kIntDiv ? a.i / b.i : a.i % b.i);
    case Op::kBand:
      return Value::Int(a.i & b.i);
    case Op::kBor:
      return Value::Int(a.i | b.i);
    case Op::kBxor:
      return Value::Int(a.i ^ b.i);
    case Op::kBsl:
      return ShiftLeft(a.i, b.i);
    case Op::kBsr:
      return ShiftRight(a.i, b.i);
    default:
      return Value();
  }
}

// Place of the kind in the term order; numbers compare with each other.
int OrderRank(const Value& v) {
  switch (v.kind) {
    case Value::kInt:
    case Value::kFloat:
      return 0;
    case Value::kAtom:
      return 1;
    case Value::kTuple:
      return 2;
    case Value::kNil:
      return 3;
    case Value::kCons:
      return 4;
    default:
      return -1;
  }
}

enum class Equality { kExact, kNumeric };

// -1, 0, 1 in term order; with kExact, 0 only for =:= and any other number otherwise. Empty:
// unknown.
std::optional<int> Compare(const Value& a, const Value& b, Equality equality,
                           const Module* module) {
  std::vector<std::pair<Value, Value>> work = {{a, b}};
  while (!work.empty()) {
    const auto [x, y] = work.back();
    work.pop_back();
    const int rx = OrderRank(x), ry = OrderRank(y);
    if (rx < 0 || ry < 0) return std::nullopt;
    if (rx != ry) return rx < ry ? -1 : 1;
    switch (x.kind) {
      case Value::kInt:
      case Value::kFloat: {
        if (x.kind == y.kind && x.kind == Value::kInt) {
          if (x.i != y.i) return x.i < y.i ? -1 : 1;
          break;
        }
        if (x.kind != y.kind && equality == Equality::kExact) return 1;
        const std::optional<double> dx = ToDouble(x), dy = ToDouble(y);
        if (!dx || !dy) return std::nullopt;
        if (*dx != *dy) return *dx < *dy ? -1 : 1;
        // 0.0 =:= -0.0 depends on the release.
        if (equality == Equality::kExact && std::signbit(*dx) != std::signbit(*dy)) {
          return std::nullopt;
        }
        break;
      }
      case Value::kAtom:
        if (x.i == y.i) break;
        if (equality == Equality::kExact) return 1;
        if (module == nullptr || x.i >= static_cast<int64_t>(module->atoms.size()) ||
            y.i >= static_cast<int64_t>(module->atoms.size())) {
          return std::nullopt;
        }
        // UTF-8 sorts as code points do.
        return module->atoms[x.i] < module->atoms[y.i] ? -1 : 1;
      case Value::kTuple:
        if (x.parts->size() != y.parts->size()) {
          return x.parts->size() < y.parts->size() ? -1 : 1;
        }
        [[fallthrough]];
      case Value::kCons:
        for (size_t i = x.parts->size(); i-- > 0;) work.push_back({(*x.parts)[i], (*y.parts)[i]});
        break;
      default:
        break;  // nil
    }
  }
  return 0;
}

Value Equal(const Value& a, const Value& b, Equality equality, const Module* module) {
  std::optional<int> order = Compare(a, b, equality, module);
  // Different atoms are unequal even where their order is not known.
  if (!order && equality == Equality::kNumeric) {
    if (a.kind == Value::kAtom && b.kind == Value::kAtom) return Value::Bool(a.i == b.i);
    return Value();
  }
  return order ? Value::Bool(*order == 0) : Value();
}

Value WrapI32(int64_t v) { return Value::I32(static_cast<int32_t>(static_cast<uint32_t>(v))); }

}  // namespace

Value Value::Cons(Value head, Value tail) {
  return {kCons, 0, 0,
          std::make_shared<const std::vector<Value>>(
              std::vector<Value>{std::move(head), std::move(tail)})};
}

Value Value::Tuple(std::vector<Value> elements) {
  return {kTuple, 0, 0, std::make_shared<const std::vector<Value>>(std::move(elements))};
}

abi::KindMask Value::TermKind() const {
  switch (kind) {
    case kNone:
      return abi::kKindNone;
    case kInt:
      return i >= abi::kSmallMin && i <= abi::kSmallMax ? abi::kKindSmall : abi::kKindBig;
    case kAtom:
      return i == kAtomFalse  ? abi::kKindFalse
             : i == kAtomTrue ? abi::kKindTrue
                              : abi::kKindAtomOther;
    case kNil:
      return abi::kKindNil;
    case kFloat:
      return abi::kKindFloat;
    case kCons:
      return abi::kKindCons;
    case kTuple:
      return abi::kKindTuple;
    case kUnknown:
    case kBool:
    case kI32:
    case kF64:
      return 0;
  }
  return 0;
}

std::string Value::ToString() const {
  switch (kind) {
    case kUnknown:
      return "?";
    case kNone:
      return "none";
    case kInt:
    case kI32:
      return absl::StrCat(i);
    case kAtom:
      return absl::StrCat("atom:", i);
    case kNil:
      return "[]";
    case kFloat:
    case kF64:
      return absl::StrFormat("%.17g", f);
    case kBool:
      return i != 0 ? "yes" : "no";
    case kCons:
      return absl::StrCat("[", (*parts)[0].ToString(), "|", (*parts)[1].ToString(), "]");
    case kTuple: {
      std::string out = "{";
      for (size_t k = 0; k < parts->size(); ++k) {
        absl::StrAppend(&out, k == 0 ? "" : ",", (*parts)[k].ToString());
      }
      return out + "}";
    }
  }
  return "?";
}

bool Identical(const Value& a, const Value& b) {
  std::vector<std::pair<Value, Value>> work = {{a, b}};
  while (!work.empty()) {
    const auto [x, y] = work.back();
    work.pop_back();
    if (x.kind != y.kind || x.i != y.i || std::memcmp(&x.f, &y.f, sizeof x.f) != 0) return false;
    if (x.parts == y.parts) continue;
    if (x.parts == nullptr || y.parts == nullptr || x.parts->size() != y.parts->size())
      return false;
    for (size_t i = 0; i < x.parts->size(); ++i) work.push_back({(*x.parts)[i], (*y.parts)[i]});
  }
  return true;
}

Value ConstantValue(const Graph& graph, NodeId n) {
  const int64_t imm = graph.imm(n);
  switch (graph.op(n)) {
    case Op::kSmallConst:
      return Value::Int(imm);
    case Op::kAtomConst:
      return Value::Atom(static_cast<uint32_t>(imm));
    case Op::kNilConst:
      return Value::Nil();
    case Op::kNoneConst:
      return Value::None();
    case Op::kI32Const:
      return Value::I32(static_cast<int32_t>(imm));
    case Op::kBoolConst:
      return Value::Bool(imm != 0);
    case Op::kF64Const: {
      double value;
      std::memcpy(&value, &imm, sizeof value);
      return Value::F64(value);
    }
    default:
      return Value();
  }
}

NodeId ConstantNode(Graph* graph, const Value& value) {
  switch (value.kind) {
    case Value::kNone:
      return graph->None();
    case Value::kInt:
      return value.TermKind() == abi::kKindSmall ? graph->Small(value.i) : kNoNode;
    case Value::kAtom:
      return graph->Atom(static_cast<uint32_t>(value.i));
    case Value::kNil:
      return graph->Nil();
    case Value::kBool:
      return graph->Bool(value.i != 0);
    case Value::kI32:
      return graph->I32(static_cast<int32_t>(value.i));
    case Value::kF64:
      // One NaN is as good as another, but only one bit pattern may come out of a compile.
      return std::isnan(value.f) ? kNoNode : graph->F64(value.f);
    case Value::kUnknown:
    case Value::kFloat:
    case Value::kCons:
    case Value::kTuple:
      return kNoNode;
  }
  return kNoNode;
}

Value EvalPure(Op op, int64_t imm, absl::Span<const int64_t> list, absl::Span<const Value> args,
               const Module* module) {
  for (const Value& arg : args) {
    if (!arg.known()) return Value();
  }
  switch (op) {
    case Op::kIsNone:
      return Value::Bool(args[0].kind == Value::kNone);
    case Op::kIsType:
      if (args[0].TermKind() == 0) return Value();
      return Value::Bool((args[0].TermKind() & imm) != 0);
    case Op::kNot:
      return Value::Bool(args[0].i == 0);
    case Op::kBoolToTerm:
      return Value::Atom(args[0].i != 0 ? kAtomTrue : kAtomFalse);
    case Op::kSelect:
      return args[0].i != 0 ? args[1] : args[2];
    case Op::kLess: {
      std::optional<int> order = Compare(args[0], args[1], Equality::kNumeric, module);
      return order ? Value::Bool(*order < 0) : Value();
    }
    case Op::kEqExact:
      return Equal(args[0], args[1], Equality::kExact, module);
    case Op::kEqNumeric:
      return Equal(args[0], args[1], Equality::kNumeric, module);
    case Op::kAdd:
    case Op::kSub:
    case Op::kMul:
    case Op::kDivide:
      return Arithmetic(op, args[0], args[1]);
    case Op::kIntDiv:
    case Op::kRem:
    case Op::kBand:
    case Op::kBor:
    case Op::kBxor:
    case Op::kBsl:
    case Op::kBsr:
      return IntegerOperation(op, args[0], args[1]);
    case Op::kNeg:
      if (args[0].kind == Value::kInt) {
        return args[0].i == INT64_MIN ? Value() : Value::Int(-args[0].i);
      }
      if (args[0].kind != Value::kFloat) return Value::None();
      return Value::Float(-args[0].f);
    case Op::kBnot:
      return args[0].kind == Value::kInt ? Value::Int(~args[0].i) : Value::None();
    case Op::kUntag:
      return args[0].kind == Value::kInt ? WrapI32(args[0].i) : Value();
    case Op::kTag:
      return Value::Int(args[0].i);
    case Op::kI32Add:
      return WrapI32(args[0].i + args[1].i);
    case Op::kI32Sub:
      return WrapI32(args[0].i - args[1].i);
    case Op::kI32Mul:
      return WrapI32(args[0].i * args[1].i);
    case Op::kI32Less:
      return Value::Bool(args[0].i < args[1].i);
    case Op::kI32Eq:
      return Value::Bool(args[0].i == args[1].i);
    case Op::kI32And:
      return WrapI32(args[0].i & args[1].i);
    case Op::kI32ShrU:
      return WrapI32(static_cast<uint32_t>(args[0].i) >> (args[1].i & 31));
    case Op::kI32RemU: {
      const uint32_t by = static_cast<uint32_t>(args[1].i);
      return by == 0 ? Value() : WrapI32(static_cast<uint32_t>(args[0].i) % by);
    }
    case Op::kI32LessU:
      return Value::Bool(static_cast<uint32_t>(args[0].i) < static_cast<uint32_t>(args[1].i));
    case Op::kI32ToTerm:
      return Value::Int(imm != 0 ? args[0].i : static_cast<uint32_t>(args[0].i));
    case Op::kTermToU32:
      if (args[0].kind != Value::kInt || args[0].i < 0 || args[0].i > UINT32_MAX) return Value();
      return WrapI32(args[0].i);
    case Op::kTermToF64: {
      if (!IsNumber(args[0])) return Value::F64(std::nan(""));
      const std::optional<double> d = ToDouble(args[0]);
      return d ? Value::F64(*d) : Value();
    }
    case Op::kF64ToTerm:
      return Value::Float(args[0].f);
    case Op::kF64Add:
      return Value::F64(args[0].f + args[1].f);
    case Op::kF64Sub:
      return Value::F64(args[0].f - args[1].f);
    case Op::kF64Mul:
      return Value::F64(args[0].f * args[1].f);
    case Op::kF64Div:
      return Value::F64(args[0].f / args[1].f);
    case Op::kF64Neg:
      return Value::F64(-args[0].f);
    case Op::kF64IsFinite:
      return Value::Bool(std::isfinite(args[0].f));
    case Op::kCons:
      return Value::Cons(args[0], args[1]);
    case Op::kHead:
    case Op::kTail:
      if (args[0].kind != Value::kCons) return Value();
      return (*args[0].parts)[op == Op::kHead ? 0 : 1];
    case Op::kMakeTuple:
      return Value::Tuple({args.begin(), args.end()});
    case Op::kTupleElement:
      if (args[0].kind != Value::kTuple || imm < 0 ||
          imm >= static_cast<int64_t>(args[0].parts->size())) {
        return Value();
      }
      return (*args[0].parts)[imm];
    case Op::kTupleSize:
      if (args[0].kind != Value::kTuple) return Value();
      return Value::I32(static_cast<int32_t>(args[0].parts->size()));
    case Op::kUpdateTuple: {
      if (args[0].kind != Value::kTuple) return Value();
      std::vector<Value> elements = *args[0].parts;
      for (size_t k = 1; k < args.size(); ++k) {
        if (k >= list.size() || list[k] < 0 || list[k] >= static_cast<int64_t>(elements.size())) {
          return Value();
        }
        elements[list[k]] = args[k];
      }
      return Value::Tuple(std::move(elements));
    }
    default:
      return Value();
  }
}

}  // namespace seabeam::ir
