#include <cstdint>

#include "passes/peephole/rules.h"

namespace seabeam::passes {

using ir::Graph;
using ir::kNoNode;
using ir::NodeId;
using ir::Op;
using ir::Type;

namespace {

bool IsInteger(const Graph& g, NodeId n) {
  return !g.type(n).IsBottom() && g.type(n).Within(abi::kKindInteger);
}

// The value of a small constant.
bool Small(const Graph& g, NodeId n, int64_t* value) {
  if (g.op(n) != Op::kSmallConst) return false;
  *value = g.imm(n);
  return true;
}

bool IsSmall(const Graph& g, NodeId n, int64_t value) {
  return g.op(n) == Op::kSmallConst && g.imm(n) == value;
}

bool FitsSmall(int64_t v) { return v >= abi::kSmallMin && v <= abi::kSmallMax; }

bool Commutes(Op op) {
  return op == Op::kAdd || op == Op::kMul || op == Op::kBand || op == Op::kBor || op == Op::kBxor;
}

// (x op c1) op c2 for an integer x: none of the steps can fail, and bounds do not matter, for
// integers have any size.
NodeId Reassociate(const RuleContext& c, NodeId n) {
  const Op op = c.g.op(n);
  const NodeId inner = c.g.data(n)[0];
  int64_t outer_value, inner_value, value;
  if (!Small(c.g, c.g.data(n)[1], &outer_value)) return kNoNode;
  const Op inner_op = c.g.op(inner);
  const bool sum = op == Op::kAdd || op == Op::kSub;
  if (inner_op != op && !(sum && (inner_op == Op::kAdd || inner_op == Op::kSub))) return kNoNode;
  const NodeId x = c.g.data(inner)[0];
  if (!Small(c.g, c.g.data(inner)[1], &inner_value) || !IsInteger(c.g, x)) return kNoNode;
  switch (op) {
    case Op::kAdd:
    case Op::kSub:
      value = (inner_op == Op::kAdd ? inner_value : -inner_value) +
              (op == Op::kAdd ? outer_value : -outer_value);
      if (!FitsSmall(value)) return kNoNode;
      return value == 0 ? x : NewNode(c, Op::kAdd, {x, c.g.Small(value)});
    case Op::kMul:
      value = inner_value * outer_value;  // both have 28 bits
      if (!FitsSmall(value)) return kNoNode;
      break;
    case Op::kBand:
      value = inner_value & outer_value;
      break;
    case Op::kBor:
      value = inner_value | outer_value;
      break;
    case Op::kBxor:
      value = inner_value ^ outer_value;
      break;
    default:
      return kNoNode;
  }
  return NewNode(c, op, {x, c.g.Small(value)});
}

// A constant goes to the right, where the other rules look for it.
NodeId ConstantRight(const RuleContext& c, NodeId n) {
  const NodeId a = c.g.data(n)[0], b = c.g.data(n)[1];
  if (!Commutes(c.g.op(n)) || !c.g.IsConstant(a) || c.g.IsConstant(b)) return kNoNode;
  return NewNode(c, c.g.op(n), {b, a});
}

}  // namespace

NodeId SimplifyArithmetic(const RuleContext& c, NodeId n) {
  const Graph& g = c.g;
  const Op op = g.op(n);
  const NodeId a = g.data(n)[0];
  if (op == Op::kNeg) {
    if (g.op(a) == Op::kNeg && IsInteger(g, g.data(a)[0])) return g.data(a)[0];
    return kNoNode;
  }
  const NodeId b = g.data(n)[1];
  if (NodeId swapped = ConstantRight(c, n); swapped != kNoNode) return swapped;
  switch (op) {
    case Op::kAdd:
    case Op::kSub:
      if (IsSmall(g, b, 0) && IsInteger(g, a)) return a;
      if (op == Op::kAdd && IsSmall(g, a, 0) && IsInteger(g, b)) return b;
      if (op == Op::kSub && a == b && IsInteger(g, a)) return c.g.Small(0);
      return Reassociate(c, n);
    case Op::kMul:
      // A float times the integer 1 is itself.
      if (IsSmall(g, b, 1) && !g.type(a).IsBottom() && g.type(a).Within(abi::kKindNumber)) return a;
      if (IsSmall(g, b, 0) && IsInteger(g, a)) return b;
      return Reassociate(c, n);
    case Op::kIntDiv:
      if (IsSmall(g, b, 1) && IsInteger(g, a)) return a;
      return kNoNode;
    case Op::kRem:
      if ((IsSmall(g, b, 1) || IsSmall(g, b, -1)) && IsInteger(g, a)) return c.g.Small(0);
      // Already smaller than the divisor.
      if (g.op(b) == Op::kSmallConst && g.imm(b) > 0 && IsInteger(g, a) &&
          g.type(a).lo > -g.imm(b) && g.type(a).hi < g.imm(b)) {
        return a;
      }
      return kNoNode;
    default:
      return kNoNode;
  }
}

NodeId SimplifyBitwise(const RuleContext& c, NodeId n) {
  const Graph& g = c.g;
  const Op op = g.op(n);
  const NodeId a = g.data(n)[0];
  if (op == Op::kBnot) {
    if (g.op(a) == Op::kBnot && IsInteger(g, g.data(a)[0])) return g.data(a)[0];
    return kNoNode;
  }
  const NodeId b = g.data(n)[1];
  if (NodeId swapped = ConstantRight(c, n); swapped != kNoNode) return swapped;
  if (!IsInteger(g, a)) return kNoNode;
  int64_t value;
  switch (op) {
    case Op::kBand:
      if (a == b || IsSmall(g, b, -1)) return a;
      if (IsSmall(g, b, 0)) return b;
      // A mask of ones that the operand fits under.
      if (Small(g, b, &value) && value > 0 && (value & (value + 1)) == 0 && g.type(a).lo >= 0 &&
          g.type(a).hi <= value) {
        return a;
      }
      return Reassociate(c, n);
    case Op::kBor:
      if (a == b || IsSmall(g, b, 0)) return a;
      if (IsSmall(g, b, -1)) return b;
      return Reassociate(c, n);
    case Op::kBxor:
      if (a == b) return c.g.Small(0);
      if (IsSmall(g, b, 0)) return a;
      return Reassociate(c, n);
    case Op::kBsl:
    case Op::kBsr:
      return IsSmall(g, b, 0) ? a : kNoNode;
    default:
      return kNoNode;
  }
}

NodeId SimplifyUntagged(const RuleContext& c, NodeId n) {
  const Graph& g = c.g;
  const NodeId a = g.data(n)[0];
  switch (g.op(n)) {
    case Op::kTag:
      return g.op(a) == Op::kUntag ? g.data(a)[0] : kNoNode;
    case Op::kUntag: {
      const NodeId inner = Uncast(g, a);
      return g.op(inner) == Op::kTag ? g.data(inner)[0] : kNoNode;
    }
    case Op::kI32ToTerm:
      return g.type(n).Within(abi::kKindSmall) && !g.type(n).IsBottom() ? NewNode(c, Op::kTag, {a})
                                                                        : kNoNode;
    case Op::kTermToU32: {
      const NodeId inner = Uncast(g, a);
      if (g.op(inner) == Op::kI32ToTerm && g.imm(inner) == 0) return g.data(inner)[0];
      return g.op(inner) == Op::kTag ? g.data(inner)[0] : kNoNode;
    }
    case Op::kI32Add: {
      const NodeId b = g.data(n)[1];
      if (g.op(a) == Op::kI32Const && g.imm(a) == 0) return b;
      // Constants add up.
      if (g.op(b) == Op::kI32Const && g.op(a) == Op::kI32Add) {
        const NodeId inner = g.data(a)[1];
        if (g.op(inner) == Op::kI32Const) {
          const uint32_t sum =
              static_cast<uint32_t>(g.imm(inner)) + static_cast<uint32_t>(g.imm(b));
          return NewNode(c, Op::kI32Add, {g.data(a)[0], c.g.I32(static_cast<int32_t>(sum))});
        }
      }
      [[fallthrough]];
    }
    case Op::kI32Sub: {
      const NodeId b = g.data(n)[1];
      return g.op(b) == Op::kI32Const && g.imm(b) == 0 ? a : kNoNode;
    }
    case Op::kI32Mul: {
      const NodeId b = g.data(n)[1];
      if (g.op(b) == Op::kI32Const && g.imm(b) == 1) return a;
      if (g.op(a) == Op::kI32Const && g.imm(a) == 1) return b;
      return kNoNode;
    }
    default:
      return kNoNode;
  }
}

NodeId SimplifyFloat(const RuleContext& c, NodeId n) {
  const Graph& g = c.g;
  const NodeId a = g.data(n)[0];
  switch (g.op(n)) {
    case Op::kTermToF64: {
      const NodeId inner = Uncast(g, a);
      return g.op(inner) == Op::kF64ToTerm ? g.data(inner)[0] : kNoNode;
    }
    case Op::kF64ToTerm: {
      // A term that is a float for sure; otherwise it may be an integer of the same value.
      if (g.op(a) != Op::kTermToF64) return kNoNode;
      const NodeId term = g.data(a)[0];
      return !g.type(term).IsBottom() && g.type(term).Within(abi::kKindFloat) ? term : kNoNode;
    }
    case Op::kF64Neg:
      return g.op(a) == Op::kF64Neg ? g.data(a)[0] : kNoNode;
    case Op::kF64IsFinite:
      // A float term holds a finite number.
      if (g.op(a) == Op::kTermToF64 && !g.type(g.data(a)[0]).IsBottom() &&
          g.type(g.data(a)[0]).Within(abi::kKindFloat | abi::kKindSmall)) {
        return c.g.Bool(true);
      }
      return kNoNode;
    default:
      return kNoNode;
  }
}

}  // namespace seabeam::passes
