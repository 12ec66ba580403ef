#include "passes/analysis/match_roots.h"

#include <algorithm>
#include <map>

namespace seabeam::passes {

using ir::BlockId;
using ir::Graph;
using ir::kNoBlock;
using ir::kNoNode;
using ir::NodeId;
using ir::Op;
using ir::OpKind;

bool IsMatchOp(Op op) {
  switch (op) {
    case Op::kBsGetInteger:
    case Op::kBsGetFloat:
    case Op::kBsGetBinary:
    case Op::kBsGetTail:
    case Op::kBsSkip:
    case Op::kBsTestTail:
    case Op::kBsTestUnit:
    case Op::kBsEnsure:
    case Op::kBsEnsureExact:
    case Op::kBsMatchString:
    case Op::kBsGetUtf8:
    case Op::kBsGetUtf16:
    case Op::kBsGetUtf32:
    case Op::kBsGetPosition:
    case Op::kBsSetPosition:
    // Of an earlier run.
    case Op::kBsOffset:
    case Op::kBsSetOffset:
      return true;
    default:
      return false;
  }
}

namespace {

// select(is_none(S), x, S): a match that was started, or what it could not be started with.
NodeId StartedOf(const Graph& g, NodeId n) {
  if (g.op(n) != Op::kSelect || g.repr(n) != ir::Repr::kTerm) return kNoNode;
  const NodeId condition = g.data(n)[0], start = g.data(n)[2];
  if (g.op(condition) != Op::kIsNone || g.data(condition)[0] != start) return kNoNode;
  return g.op(start) == Op::kBsStartMatch && g.data(start)[0] == g.data(n)[1] ? start : kNoNode;
}

}  // namespace

MatchRoots::MatchRoots(const Graph& graph, const ir::Cfg& cfg, const ir::EntryDominance& dominance)
    : g_(graph), cfg_(cfg), dominance_(dominance) {
  Resolve();
  Group();
  FindRoots();
}

bool MatchRoots::MayBeContext(NodeId n) const {
  return g_.repr(n) == ir::Repr::kTerm && !g_.type(n).Disjoint(abi::kKindMatchState);
}

// Behind casts and what only passes one value on. As a context: whoever asks knows that it is one.
NodeId MatchRoots::Rep(NodeId n) const {
  for (;;) {
    if (g_.op(n) == Op::kCast) {
      n = g_.data(n)[0];
      continue;
    }
    if (g_.op(n) == Op::kPhi) {
      const NodeId rep = phi_rep_[n];
      if (rep == n || rep == kNoNode) return rep;
      n = rep;
      continue;
    }
    const NodeId started = StartedOf(g_, n);
    if (started == kNoNode) return n;
    n = started;
  }
}

void MatchRoots::Resolve() {
  phi_rep_.assign(g_.size(), kNoNode);
  std::vector<NodeId> phis;
  for (NodeId n = 0; n < g_.size(); ++n) {
    if (!g_.IsDead(n) && g_.op(n) == Op::kPhi && MayBeContext(n)) {
      phis.push_back(n);
    } else {
      phi_rep_[n] = n;
    }
  }
  // From "nothing yet" to one value to the phi itself.
  bool changed = true;
  while (changed) {
    changed = false;
    for (NodeId phi : phis) {
      if (phi_rep_[phi] == phi) continue;
      NodeId rep = kNoNode;
      for (NodeId value : g_.data(phi)) {
        const NodeId r = Rep(value);
        if (r == kNoNode || r == rep) continue;
        rep = rep == kNoNode ? r : phi;
        if (rep == phi) break;
      }
      if (rep == phi_rep_[phi]) continue;
      phi_rep_[phi] = rep;
      changed = true;
    }
  }
  for (NodeId phi : phis) {
    if (phi_rep_[phi] == kNoNode) phi_rep_[phi] = phi;
  }
}

uint32_t MatchRoots::Find(uint32_t n) {
  while (parent_[n] != n) n = parent_[n] = parent_[parent_[n]];
  return n;
}

void MatchRoots::Group() {
  parent_.resize(g_.size());
  for (NodeId n = 0; n < g_.size(); ++n) parent_[n] = n;
  for (NodeId n = 0; n < g_.size(); ++n) {
    if (g_.IsDead(n)) continue;
    switch (g_.op(n)) {
      case Op::kBsStartMatch:
      case Op::kPhi:
      case Op::kSelect:
      case Op::kCast:
        break;
      default:
        continue;
    }
    if (!MayBeContext(n)) continue;
    for (NodeId value : g_.data(n)) {
      if (MayBeContext(value)) parent_[Find(value)] = Find(n);
    }
  }
  for (NodeId n = 0; n < g_.size(); ++n) parent_[n] = Find(n);
}

bool MatchRoots::MayBe(NodeId n, uint32_t group) const {
  return n < parent_.size() && MayBeContext(n) && parent_[n] == group;
}

bool MatchRoots::FindAnchor(MatchRoot* root) const {
  const NodeId context = root->context;
  auto dominates_all = [&](NodeId control) {
    const BlockId block = cfg_.block_of(control);
    if (block == kNoBlock) return false;
    for (NodeId op : root->ops) {
      const BlockId at = cfg_.block_of(op);
      if (at == kNoBlock || !dominance_.Dominates(block, at)) return false;
      if (at == block && cfg_.chain_index(control) >= cfg_.chain_index(op)) return false;
    }
    return true;
  };
  auto take = [&](NodeId value, NodeId control) {
    // The check comes first.
    const Op op = g_.op(control);
    const NodeId next = op == Op::kStart || op == Op::kLoop ? g_.NextControl(control) : kNoNode;
    if (next != kNoNode && g_.op(next) == Op::kReductionCheck) control = next;
    if (!dominates_all(control)) return false;
    root->value = value;
    root->anchor = control;
    return true;
  };
  if (g_.op(context) == Op::kBsStartMatch) return take(context, context);
  const bool pinned = g_.info(context).kind == OpKind::kPinned;
  if (pinned && g_.type(context).Within(abi::kKindMatchState)) {
    return take(context, g_.control(context));
  }
  for (NodeId op : root->ops) {
    const NodeId value = g_.data(op)[0];
    if (g_.op(value) == Op::kCast && g_.type(value).Within(abi::kKindMatchState) &&
        take(value, g_.control(value))) {
      return true;
    }
  }
  return false;
}

void MatchRoots::FindRoots() {
  std::map<NodeId, std::vector<NodeId>> ops;  // by what they work on
  for (NodeId n = 0; n < g_.size(); ++n) {
    if (g_.IsDead(n) || !IsMatchOp(g_.op(n)) || cfg_.block_of(n) == kNoBlock) continue;
    ops[Rep(g_.data(n)[0])].push_back(n);
  }
  std::map<uint32_t, int> in_group;
  for (const auto& [context, list] : ops) ++in_group[parent_[context]];
  for (auto& [context, list] : ops) {
    MatchRoot root;
    root.context = context;
    root.group = parent_[context];
    root.ops = std::move(list);
    const bool done = std::any_of(root.ops.begin(), root.ops.end(), [this](NodeId n) {
      return g_.op(n) == Op::kBsOffset || g_.op(n) == Op::kBsSetOffset;
    });
    if (in_group[root.group] == 1 && !done && FindAnchor(&root)) roots_.push_back(std::move(root));
  }
}

}  // namespace seabeam::passes
