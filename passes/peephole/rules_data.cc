#include <vector>

#include "passes/peephole/rules.h"

namespace seabeam::passes {

using ir::Graph;
using ir::kNoNode;
using ir::NodeId;
using ir::Op;
using ir::Type;

namespace {

// Where `index` stands among an update's new values; the last one wins. 0: not updated.
size_t UpdatedAt(const Graph& g, NodeId update, int64_t index) {
  absl::Span<const int64_t> list = g.list(update);
  for (size_t k = list.size(); k-- > 1;) {
    if (list[k] == index) return k;
  }
  return 0;
}

NodeId ElementOf(const RuleContext& c, NodeId n) {
  const Graph& g = c.g;
  const int64_t index = g.imm(n);
  const NodeId tuple = Uncast(g, g.data(n)[0]);
  if (g.op(tuple) == Op::kMakeTuple) {
    absl::Span<const NodeId> elements = g.data(tuple);
    return index < static_cast<int64_t>(elements.size()) ? elements[index] : kNoNode;
  }
  if (g.op(tuple) == Op::kUpdateTuple) {
    const size_t k = UpdatedAt(g, tuple, index);
    if (k != 0 && k < g.data(tuple).size()) return g.data(tuple)[k];
    return NewNode(c, Op::kTupleElement, {g.data(tuple)[0]}, index);
  }
  return kNoNode;
}

// update_tuple of a fresh tuple is a fresh tuple.
NodeId UpdateOf(const RuleContext& c, NodeId n) {
  Graph& g = c.g;
  const NodeId tuple = Uncast(g, g.data(n)[0]);
  if (g.op(tuple) == Op::kMakeTuple) {
    std::vector<NodeId> elements(g.data(tuple).begin(), g.data(tuple).end());
    for (size_t k = 1; k < g.data(n).size(); ++k) {
      const int64_t index = g.list(n)[k];
      if (index < 0 || index >= static_cast<int64_t>(elements.size())) return kNoNode;
      elements[index] = g.data(n)[k];
    }
    return g.Add(Op::kMakeTuple, elements);
  }
  if (g.op(tuple) == Op::kUpdateTuple && g.uses(tuple).size() == 1) {
    // The inner copy is needed by nobody else.
    std::vector<NodeId> inputs(g.data(tuple).begin(), g.data(tuple).end());
    std::vector<int64_t> list(g.list(tuple).begin(), g.list(tuple).end());
    if (list[0] == 0) list[0] = g.list(n)[0];
    for (size_t k = 1; k < g.data(n).size(); ++k) {
      const size_t at = UpdatedAt(g, tuple, g.list(n)[k]);
      if (at != 0) {
        inputs[at] = g.data(n)[k];
      } else {
        inputs.push_back(g.data(n)[k]);
        list.push_back(g.list(n)[k]);
      }
    }
    const NodeId update = g.Add(Op::kUpdateTuple, inputs, 0, list);
    g.SetType(update, g.type(n));
    return update;
  }
  return kNoNode;
}

// 1: the same key for sure, 0: different for sure, -1: not known. Numbers 1 and 1.0 are different keys.
int SameKey(const Graph& g, NodeId a, NodeId b) {
  a = Uncast(g, a);
  b = Uncast(g, b);
  if (a == b) return 1;
  return ir::Meet(g.type(a), g.type(b)).IsBottom() && !g.type(a).IsBottom() &&
                 !g.type(b).IsBottom()
             ? 0
             : -1;
}

NodeId MapGetOf(const RuleContext& c, NodeId n) {
  const Graph& g = c.g;
  const NodeId map = Uncast(g, g.data(n)[0]);
  const NodeId key = g.data(n)[1];
  if (g.op(map) != Op::kMapPutAssoc && g.op(map) != Op::kMapPutExact) return kNoNode;
  // The put itself may have failed; a look-up in none is none.
  if (!g.type(g.data(n)[0]).Within(abi::kKindMap)) return kNoNode;
  absl::Span<const NodeId> put = g.data(map);
  for (size_t k = put.size(); k >= 3; k -= 2) {
    const int same = SameKey(g, put[k - 2], key);
    if (same == 1) return put[k - 1];
    if (same < 0) return kNoNode;
  }
  return NewNode(c, Op::kMapGet, {put[0], key});
}

}  // namespace

NodeId SimplifyData(const RuleContext& c, NodeId n) {
  const Graph& g = c.g;
  switch (g.op(n)) {
    case Op::kHead:
    case Op::kTail: {
      const NodeId cell = Uncast(g, g.data(n)[0]);
      if (g.op(cell) != Op::kCons) return kNoNode;
      return g.data(cell)[g.op(n) == Op::kHead ? 0 : 1];
    }
    case Op::kTupleElement:
      return ElementOf(c, n);
    case Op::kTupleSize: {
      const Type& t = g.type(g.data(n)[0]);
      if (t.Within(abi::kKindTuple) && t.arity != Type::kUnknown) {
        return c.g.I32(static_cast<int32_t>(t.arity));
      }
      return kNoNode;
    }
    case Op::kUpdateTuple:
      return UpdateOf(c, n);
    case Op::kMapGet:
      return MapGetOf(c, n);
    default:
      return kNoNode;
  }
}

}  // namespace seabeam::passes
