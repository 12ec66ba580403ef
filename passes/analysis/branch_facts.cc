#include "passes/analysis/branch_facts.h"

namespace seabeam::passes {
namespace {

using abi::KindMask;
using ir::Graph;
using ir::NodeId;
using ir::Op;
using ir::SwitchKeyKind;
using ir::Type;

constexpr KindMask kAll = abi::kKindAnyTerm | abi::kKindMatchState | abi::kKindNone;
// Values of these kinds can be equal by == without being the same.
constexpr KindMask kHoldsNumbers =
    abi::kKindNumber | abi::kKindCons | abi::kKindTuple | abi::kKindMap | abi::kKindFun;

Type All() { return ir::Normalize(Type::OfKinds(kAll)); }
Type Without(KindMask kinds) { return ir::WithoutKinds(All(), kinds); }
bool IsInteger(const Type& t) { return !t.IsBottom() && t.Within(abi::kKindInteger); }

// The terms other than the one that `t` describes, as far as a type can say so. `of` is the type of
// the value that differs from it.
Type OtherThan(const Type& t, const Type& of) {
  if (t.kinds == abi::kKindNil) return Without(abi::kKindNil);
  if (t.kinds == abi::kKindTrue) return Without(abi::kKindTrue);
  if (t.kinds == abi::kKindFalse) return Without(abi::kKindFalse);
  if (t.Within(abi::kKindAtom) && t.atom != Type::kUnknown && of.atom == t.atom) {
    return Without(abi::kKindAtom);
  }
  if (IsInteger(t) && t.lo == t.hi) {
    Type result = All();
    if (of.lo == t.lo) result.lo = t.lo + 1;
    if (of.hi == t.hi) result.hi = t.hi - 1;
    return result;  // bounds of the integers in it
  }
  return All();
}

class Finder {
 public:
  Finder(const Graph& graph, std::vector<BranchFact>* facts) : g_(graph), facts_(*facts) {}

  void FromCondition(NodeId condition, bool holds) {
    Add(condition, ir::Normalize(Type::OfKinds(holds ? abi::kKindTrue : abi::kKindFalse)));
    while (g_.op(condition) == Op::kNot) {
      condition = g_.data(condition)[0];
      holds = !holds;
      Add(condition, ir::Normalize(Type::OfKinds(holds ? abi::kKindTrue : abi::kKindFalse)));
    }
    absl::Span<const NodeId> in = g_.data(condition);
    switch (g_.op(condition)) {
      case Op::kIsNone:
        Add(in[0], holds ? Type::OfKinds(abi::kKindNone) : Without(abi::kKindNone));
        break;
      case Op::kIsType: {
        const KindMask mask = static_cast<KindMask>(g_.imm(condition));
        Add(in[0], holds ? ir::Normalize(Type::OfKinds(mask)) : Without(mask));
        break;
      }
      case Op::kIsFunctionArity:
        if (holds) Add(in[0], Type::OfKinds(abi::kKindFun));
        break;
      case Op::kEqExact:
        FromEqual(in[0], in[1], holds);
        break;
      case Op::kEqNumeric: {
        const Type &a = g_.type(in[0]), &b = g_.type(in[1]);
        if (a.Disjoint(kHoldsNumbers) || b.Disjoint(kHoldsNumbers) || (IsInteger(a) && IsInteger(b))) {
          FromEqual(in[0], in[1], holds);
        }
        break;
      }
      case Op::kLess:
        FromLess(in[0], in[1], holds);
        break;
      case Op::kI32Eq:
        for (int i = 0; i < 2 && holds; ++i) {
          if (g_.op(in[i]) == Op::kTupleSize && g_.op(in[1 - i]) == Op::kI32Const) {
            Add(g_.data(in[i])[0], Type::Tuple(static_cast<uint32_t>(g_.imm(in[1 - i]))));
          }
        }
        break;
      default:
        break;
    }
  }

  void FromSwitch(NodeId term, int64_t index) {
    const NodeId value = g_.data(term)[0];
    absl::Span<const int64_t> keys = g_.list(term);
    if (index < static_cast<int64_t>(keys.size())) {
      const int64_t payload = ir::KeyPayload(keys[index]);
      switch (ir::KeyKind(keys[index])) {
        case SwitchKeyKind::kSmall:
          Add(value, Type::IntegerRange(payload, payload));
          break;
        case SwitchKeyKind::kAtom:
          Add(value, ir::AtomType(static_cast<uint32_t>(payload)));
          break;
        case SwitchKeyKind::kNil:
          Add(value, Type::OfKinds(abi::kKindNil));
          break;
        case SwitchKeyKind::kLiteral:
          break;
      }
      return;
    }
    KindMask gone = 0;
    for (int64_t key : keys) {
      if (ir::KeyKind(key) == SwitchKeyKind::kNil) gone |= abi::kKindNil;
      if (ir::KeyKind(key) == SwitchKeyKind::kAtom) {
        if (ir::KeyPayload(key) == 0) gone |= abi::kKindFalse;
        if (ir::KeyPayload(key) == 1) gone |= abi::kKindTrue;
      }
    }
    if (gone != 0) Add(value, Without(gone));
  }

 private:
  void Add(NodeId value, const Type& type) {
    if (g_.IsConstant(value)) return;
    facts_.push_back({value, type});
    // What is true of a cast is true of the value below it.
    for (int i = 0; i < 4 && g_.op(value) == Op::kCast; ++i) {
      value = g_.data(value)[0];
      facts_.push_back({value, type});
    }
  }

  void FromEqual(NodeId a, NodeId b, bool holds) {
    if (holds) {
      Add(a, g_.type(b));
      Add(b, g_.type(a));
    } else {
      Add(a, OtherThan(g_.type(b), g_.type(a)));
      Add(b, OtherThan(g_.type(a), g_.type(b)));
    }
  }

  // Only numbers come before an integer in the term order; a bound holds for the integers among them.
  void FromLess(NodeId a, NodeId b, bool holds) {
    const Type x = g_.type(a), y = g_.type(b);
    if (IsInteger(y)) {
      if (holds) {
        Type t = Type::OfKinds(abi::kKindNumber);
        if (y.hi != Type::kNoHi && y.hi != Type::kNoLo) t.hi = y.hi - 1;
        Add(a, ir::Normalize(t));
      } else {
        Type t = All();
        t.lo = y.lo;
        Add(a, t);
      }
    }
    if (IsInteger(x)) {
      if (holds) {
        Type t = All();
        if (x.lo != Type::kNoLo && x.lo != Type::kNoHi) t.lo = x.lo + 1;
        Add(b, t);
      } else {
        Type t = Type::OfKinds(abi::kKindNumber);
        t.hi = x.hi;
        Add(b, ir::Normalize(t));
      }
    }
  }

  const Graph& g_;
  std::vector<BranchFact>& facts_;
};

}  // namespace

void FindBranchFacts(const Graph& graph, NodeId head, std::vector<BranchFact>* facts) {
  Finder finder(graph, facts);
  switch (graph.op(head)) {
    case Op::kIfTrue:
    case Op::kIfFalse: {
      const NodeId term = graph.control(head);
      finder.FromCondition(graph.data(term)[0], graph.op(head) == Op::kIfTrue);
      break;
    }
    case Op::kSwitchCase:
      finder.FromSwitch(graph.control(head), graph.imm(head));
      break;
    default:
      break;
  }
}

}  // namespace seabeam::passes
