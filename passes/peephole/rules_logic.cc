#include "passes/analysis/infer_type.h"
#include "passes/peephole/rules.h"

namespace seabeam::passes {

using ir::Graph;
using ir::kNoNode;
using ir::NodeId;
using ir::Op;
using ir::Type;

namespace {

// Values of these kinds can be equal by == and different by =:=.
constexpr abi::KindMask kHoldsNumbers =
    abi::kKindNumber | abi::kKindCons | abi::kKindTuple | abi::kKindMap | abi::kKindFun;

bool IsBoolAtom(const Graph& g, NodeId n, bool* value) {
  if (g.op(n) != Op::kAtomConst || g.imm(n) > 1) return false;
  *value = g.imm(n) == ir::kAtomTrue;
  return true;
}

}  // namespace

NodeId SimplifyCompare(const RuleContext& c, NodeId n) {
  const Graph& g = c.g;
  const Op op = g.op(n);
  const NodeId a = g.data(n)[0], b = g.data(n)[1];
  if (op == Op::kLess) return Uncast(g, a) == Uncast(g, b) ? c.g.Bool(false) : kNoNode;
  if (Uncast(g, a) == Uncast(g, b)) return c.g.Bool(true);
  if (g.IsConstant(a) && !g.IsConstant(b)) return NewNode(c, op, {b, a});
  if (op == Op::kEqNumeric) {
    const Type &x = g.type(a), &y = g.type(b);
    if (x.IsBottom() || y.IsBottom()) return kNoNode;
    if (x.Disjoint(kHoldsNumbers) || y.Disjoint(kHoldsNumbers) ||
        (x.Within(abi::kKindInteger) && y.Within(abi::kKindInteger))) {
      return NewNode(c, Op::kEqExact, {a, b});
    }
    return kNoNode;
  }
  bool value;
  if (IsBoolAtom(g, b, &value)) {
    const NodeId test = Uncast(g, a);
    if (g.op(test) == Op::kBoolToTerm) {
      const NodeId condition = g.data(test)[0];
      return value ? condition : NewNode(c, Op::kNot, {condition});
    }
  }
  return kNoNode;
}

NodeId SimplifyBoolean(const RuleContext& c, NodeId n) {
  const Graph& g = c.g;
  const NodeId a = g.data(n)[0];
  switch (g.op(n)) {
    case Op::kNot:
      return g.op(a) == Op::kNot ? g.data(a)[0] : kNoNode;
    case Op::kSelect: {
      const NodeId yes = g.data(n)[1], no = g.data(n)[2];
      if (yes == no) return yes;
      if (g.op(a) == Op::kBoolConst) return g.imm(a) != 0 ? yes : no;
      bool yes_value, no_value;
      if (IsBoolAtom(g, yes, &yes_value) && IsBoolAtom(g, no, &no_value)) {
        return NewNode(c, Op::kBoolToTerm, {yes_value ? a : NewNode(c, Op::kNot, {a})});
      }
      if (g.op(yes) == Op::kBoolConst && g.op(no) == Op::kBoolConst) {
        return g.imm(yes) != 0 ? a : NewNode(c, Op::kNot, {a});
      }
      if (g.op(a) == Op::kNot) {
        const NodeId select = NewNode(c, Op::kSelect, {g.data(a)[0], no, yes});
        c.g.SetRepr(select, g.repr(n));
        c.g.SetType(select, g.type(n));
        return select;
      }
      return kNoNode;
    }
    default:
      return kNoNode;
  }
}

NodeId SimplifyTypeTest(const RuleContext& c, NodeId n) {
  const Graph& g = c.g;
  const NodeId x = g.data(n)[0];
  switch (g.op(n)) {
    case Op::kIsType: {
      const abi::KindMask mask = static_cast<abi::KindMask>(g.imm(n));
      const Type& t = g.type(x);
      if (t.IsBottom()) return kNoNode;
      if (t.Within(abi::kKindNone | mask) && (t.kinds & abi::kKindNone)) {
        // A term of those kinds or none: the test for none is the shorter one.
        return NewNode(c, Op::kNot, {NewNode(c, Op::kIsNone, {x})});
      }
      return kNoNode;
    }
    case Op::kIsFunctionArity: {
      const NodeId fun = Uncast(g, x);
      const NodeId arity = g.data(n)[1];
      if (g.op(fun) != Op::kMakeFun || g.op(arity) != Op::kSmallConst || c.module == nullptr ||
          g.imm(fun) >= static_cast<int64_t>(c.module->lambdas.size())) {
        return kNoNode;
      }
      return c.g.Bool(c.module->lambdas[g.imm(fun)].arity == g.imm(arity));
    }
    default:
      return kNoNode;
  }
}

NodeId SimplifyCast(const RuleContext& c, NodeId n) {
  const Graph& g = c.g;
  const NodeId x = g.data(n)[0];
  if (g.IsConstant(x)) return x;
  // Says nothing new.
  if (ir::Meet(g.type(x), g.type(n)) == g.type(x)) return x;
  return kNoNode;
}

NodeId SimplifyFrameLoad(const RuleContext& c, NodeId n) {
  // A constant needs no slot to survive a call.
  const NodeId slot = LoadedSlot(c.g, n);
  if (slot == kNoNode) return kNoNode;
  const NodeId value = Uncast(c.g, slot);
  return c.g.IsConstant(value) && c.g.op(value) != Op::kNoneConst ? value : kNoNode;
}

NodeId SimplifyPhi(const RuleContext& c, NodeId n) {
  Graph& g = c.g;
  const NodeId merge = g.input(n, 0);
  absl::Span<const NodeId> values = g.data(n);
  NodeId only = kNoNode;
  bool several = false;
  for (NodeId value : values) {
    if (value == n || value == only) continue;
    several |= only != kNoNode;
    only = value;
  }
  if (!several) return only;
  // The same value under casts: the casts tell less than its own type does.
  const NodeId below = Uncast(g, values[0]);
  bool same = g.op(merge) == Op::kRegion;
  for (NodeId value : values) same &= Uncast(g, value) == below;
  if (same && ir::Meet(g.type(below), g.type(n)) == g.type(below)) return below;

  // true on one way out of an if and false on the other: the condition.
  if (values.size() != 2 || g.op(merge) != Op::kRegion) return kNoNode;
  const NodeId p = g.input(merge, 0), q = g.input(merge, 1);
  const bool straight = g.op(p) == Op::kIfTrue && g.op(q) == Op::kIfFalse;
  const bool crossed = g.op(p) == Op::kIfFalse && g.op(q) == Op::kIfTrue;
  if ((!straight && !crossed) || g.control(p) != g.control(q)) return kNoNode;
  const NodeId condition = g.data(g.control(p))[0];
  const NodeId yes = values[straight ? 0 : 1], no = values[straight ? 1 : 0];
  bool yes_value, no_value;
  if (IsBoolAtom(g, yes, &yes_value) && IsBoolAtom(g, no, &no_value)) {
    return NewNode(c, Op::kBoolToTerm, {yes_value ? condition : NewNode(c, Op::kNot, {condition})});
  }
  if (g.op(yes) == Op::kBoolConst && g.op(no) == Op::kBoolConst) {
    return g.imm(yes) != 0 ? condition : NewNode(c, Op::kNot, {condition});
  }
  return kNoNode;
}

}  // namespace seabeam::passes
