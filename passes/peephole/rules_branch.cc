#include <algorithm>
#include <vector>

#include "passes/peephole/rules.h"
#include "passes/util/control_edit.h"

namespace seabeam::passes {

using ir::Graph;
using ir::kNoNode;
using ir::NodeId;
using ir::Op;
using ir::SwitchKeyKind;
using ir::Type;

namespace {

Type KeyType(int64_t key) {
  const int64_t payload = ir::KeyPayload(key);
  switch (ir::KeyKind(key)) {
    case SwitchKeyKind::kSmall:
      return Type::IntegerRange(payload, payload);
    case SwitchKeyKind::kAtom:
      return ir::AtomType(static_cast<uint32_t>(payload));
    case SwitchKeyKind::kNil:
      return Type::OfKinds(abi::kKindNil);
    case SwitchKeyKind::kLiteral:
      break;
  }
  return Type::Any();
}

NodeId KeyNode(Graph* g, int64_t key) {
  const int64_t payload = ir::KeyPayload(key);
  switch (ir::KeyKind(key)) {
    case SwitchKeyKind::kSmall:
      return g->Small(payload);
    case SwitchKeyKind::kAtom:
      return g->Atom(static_cast<uint32_t>(payload));
    case SwitchKeyKind::kNil:
      return g->Nil();
    case SwitchKeyKind::kLiteral:
      return g->Literal(static_cast<uint32_t>(payload));
  }
  return kNoNode;
}

// 1: the value is the key's, 0: it is not, -1: not known.
int Matches(const Graph& g, NodeId value, int64_t key) {
  const Type& t = g.type(value);
  if (t.IsBottom()) return -1;
  if (ir::KeyKind(key) == SwitchKeyKind::kLiteral) {
    return g.op(value) == Op::kLiteralConst && g.imm(value) == ir::KeyPayload(key) ? 1 : -1;
  }
  const Type k = KeyType(key);
  if (ir::Meet(t, k).IsBottom()) return 0;
  return ir::Meet(t, k) == t ? 1 : -1;
}

bool LeadsNowhere(const Graph& g, NodeId proj) {
  const NodeId next = g.NextControl(proj);
  return next != kNoNode && g.op(next) == Op::kDead;
}

bool SimplifyIf(const RuleContext& c, NodeId term, std::vector<NodeId>* touched) {
  Graph& g = c.g;
  const NodeId condition = g.data(term)[0];
  const NodeId yes = FindProjection(g, term, Op::kIfTrue);
  const NodeId no = FindProjection(g, term, Op::kIfFalse);
  if (yes == kNoNode || no == kNoNode) return false;
  if (g.op(condition) == Op::kBoolConst) {
    TakeBranch(&g, term, g.imm(condition) != 0 ? yes : no, touched);
    return true;
  }
  if (LeadsNowhere(g, no)) {
    TakeBranch(&g, term, yes, touched);
    return true;
  }
  if (LeadsNowhere(g, yes)) {
    TakeBranch(&g, term, no, touched);
    return true;
  }
  if (g.op(condition) == Op::kNot) {
    touched->push_back(condition);
    g.SetInput(term, 1, g.data(condition)[0]);
    g.SetImm(term, -g.imm(term));
    g.Mutate(yes, Op::kIfFalse, {&term, 1});
    g.Mutate(no, Op::kIfTrue, {&term, 1});
    return true;
  }
  return false;
}

// Takes case `k` out, with what it leads to.
void RemoveCase(Graph* g, NodeId term, size_t k, std::vector<NodeId>* touched) {
  RemoveControl(g, FindProjection(*g, term, Op::kSwitchCase, static_cast<int64_t>(k)), touched);
  std::vector<int64_t> keys(g->list(term).begin(), g->list(term).end());
  keys.erase(keys.begin() + k);
  for (NodeId user : g->uses(term)) {
    if (g->op(user) == Op::kSwitchCase && g->imm(user) > static_cast<int64_t>(k)) {
      g->SetImm(user, g->imm(user) - 1);
    }
  }
  g->SetList(term, keys);
}

// Every member of the value's type has a case.
bool CoversType(const Type& t, absl::Span<const int64_t> keys) {
  if (t.IsBottom()) return false;
  abi::KindMask left = t.kinds;
  int64_t integers = 0;
  for (int64_t key : keys) {
    const int64_t payload = ir::KeyPayload(key);
    switch (ir::KeyKind(key)) {
      case SwitchKeyKind::kSmall:
        if (payload >= t.lo && payload <= t.hi) ++integers;
        break;
      case SwitchKeyKind::kAtom:
        if (payload == ir::kAtomFalse) left &= ~abi::kKindFalse;
        if (payload == ir::kAtomTrue) left &= ~abi::kKindTrue;
        if (payload == t.atom) left &= ~abi::kKindAtom;
        break;
      case SwitchKeyKind::kNil:
        left &= ~abi::kKindNil;
        break;
      case SwitchKeyKind::kLiteral:
        break;
    }
  }
  if (left == abi::kKindSmall) return t.hi - t.lo + 1 == integers;  // both within 28 bits
  return left == 0;
}

bool SimplifySwitch(const RuleContext& c, NodeId term, std::vector<NodeId>* touched) {
  Graph& g = c.g;
  const NodeId value = g.data(term)[0];
  const size_t count = g.list(term).size();
  auto case_of = [&](size_t k) {
    return FindProjection(g, term, Op::kSwitchCase, static_cast<int64_t>(k));
  };
  if (count == 0) {
    TakeBranch(&g, term, case_of(0), touched);
    return true;
  }
  for (size_t k = 0; k < count; ++k) {
    const int match = Matches(g, value, g.list(term)[k]);
    if (match == 1) {
      TakeBranch(&g, term, case_of(k), touched);
      return true;
    }
    if (match == 0) {
      RemoveCase(&g, term, k, touched);
      return true;
    }
  }
  if (CoversType(g.type(value), g.list(term)) || LeadsNowhere(g, case_of(count))) {
    // The last case takes whatever is left.
    RemoveControl(&g, case_of(count), touched);
    std::vector<int64_t> keys(g.list(term).begin(), g.list(term).end() - 1);
    g.SetList(term, keys);
    return true;
  }
  if (count == 1) {
    const NodeId equal = NewNode(c, Op::kEqExact, {value, KeyNode(&g, g.list(term)[0])});
    const NodeId yes = case_of(0), no = case_of(1);
    g.Mutate(term, Op::kIf, {g.control(term), equal});
    g.Mutate(yes, Op::kIfTrue, {term});
    g.Mutate(no, Op::kIfFalse, {term});
    return true;
  }
  return false;
}

}  // namespace

bool SimplifyBranch(const RuleContext& c, NodeId term, std::vector<NodeId>* touched) {
  switch (c.g.op(term)) {
    case Op::kIf:
      return SimplifyIf(c, term, touched);
    case Op::kSwitch:
      return SimplifySwitch(c, term, touched);
    default:
      return false;
  }
}

}  // namespace seabeam::passes
