#include "passes/util/control_edit.h"

#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "base/check.h"

namespace seabeam::passes {

using ir::Graph;
using ir::kNoNode;
using ir::NodeId;
using ir::Op;
using ir::OpKind;

void RemoveControl(Graph* graph, NodeId head, std::vector<NodeId>* touched) {
  // Controls first. A merge dies with its last way in, a loop with its entry.
  std::vector<NodeId> dead = {head};
  absl::flat_hash_set<NodeId> is_dead = {head};
  absl::flat_hash_map<NodeId, uint32_t> dead_ways;  // of merges
  std::vector<NodeId> merges;                       // the keys, in order of discovery
  auto add = [&](NodeId n) {
    if (is_dead.insert(n).second) dead.push_back(n);
  };
  for (size_t i = 0; i < dead.size(); ++i) {
    absl::Span<const NodeId> users = graph->uses(dead[i]);
    absl::Span<const uint32_t> slots = graph->use_slots(dead[i]);
    for (size_t u = 0; u < users.size(); ++u) {
      switch (graph->info(users[u]).kind) {
        case OpKind::kMerge: {
          uint32_t& ways = dead_ways[users[u]];
          if (ways++ == 0) merges.push_back(users[u]);
          if (ways == graph->num_inputs(users[u]) ||
              (slots[u] == 0 && graph->op(users[u]) == Op::kLoop)) {
            add(users[u]);
          }
          break;
        }
        case OpKind::kFixed:
        case OpKind::kTerm:
          if (slots[u] == 0) add(users[u]);
          break;
        case OpKind::kProj:
          add(users[u]);
          break;
        case OpKind::kPure:
        case OpKind::kPinned:
          break;
      }
    }
  }
  for (NodeId merge : merges) {
    if (is_dead.contains(merge)) continue;
    if (touched != nullptr) touched->push_back(merge);
    for (uint32_t i = graph->num_inputs(merge); i-- > 0;) {
      if (!is_dead.contains(graph->input(merge, i))) continue;
      for (NodeId user : graph->uses(merge)) {
        if (touched != nullptr && graph->op(user) == Op::kPhi) {
          touched->push_back(graph->input(user, i + 1));
        }
      }
      graph->RemoveMergeInput(merge, i);
    }
  }
  // Then every value computed from a removed node. What is alive does not use these.
  for (size_t i = 0; i < dead.size(); ++i) {
    for (NodeId user : graph->uses(dead[i])) add(user);
    if (touched == nullptr) continue;
    for (NodeId input : graph->data(dead[i])) {
      if (!is_dead.contains(input)) touched->push_back(input);
    }
  }
  graph->KillAll(dead);
}

void TakeBranch(Graph* graph, NodeId term, NodeId taken, std::vector<NodeId>* touched) {
  std::vector<NodeId> others;
  for (NodeId user : graph->uses(term)) {
    if (graph->info(user).kind == OpKind::kProj && user != taken) others.push_back(user);
  }
  const NodeId control = graph->control(term);
  if (touched != nullptr) {
    touched->insert(touched->end(), graph->data(term).begin(), graph->data(term).end());
  }
  // The others first: one of them may lead to the same merge as `taken`.
  for (NodeId other : others) {
    if (!graph->IsDead(other)) RemoveControl(graph, other, touched);
  }
  SEABEAM_CHECK(!graph->IsDead(taken)) << " in " << graph->name();
  graph->ReplaceAllUses(taken, control);
  graph->Kill(taken);
  graph->Kill(term);
}

void CutAfter(Graph* graph, NodeId at) {
  const NodeId next = graph->NextControl(at);
  if (next == kNoNode || graph->op(next) == Op::kDead) return;
  // A stand-in takes over what follows, so that removing it does not touch `at`.
  const NodeId loose = graph->Add(Op::kRegion, absl::Span<const NodeId>());
  std::vector<std::pair<NodeId, uint32_t>> moved;
  for (size_t i = 0; i < graph->uses(at).size(); ++i) {
    const NodeId user = graph->uses(at)[i];
    const uint32_t slot = graph->use_slots(at)[i];
    const OpKind kind = graph->info(user).kind;
    const bool chain =
        kind == OpKind::kMerge || ((kind == OpKind::kFixed || kind == OpKind::kTerm) && slot == 0);
    if (chain) moved.push_back({user, slot});
  }
  for (auto [user, slot] : moved) graph->SetInput(user, slot, loose);
  RemoveControl(graph, loose);
  graph->Add(Op::kDead, {at});
}

NodeId FindProjection(const Graph& graph, NodeId term, Op op, int64_t imm) {
  for (NodeId user : graph.uses(term)) {
    if (graph.op(user) == op && graph.imm(user) == imm) return user;
    if (graph.op(user) == op && op != Op::kSwitchCase) return user;
  }
  return kNoNode;
}

void DissolveMerge(Graph* graph, NodeId merge) {
  SEABEAM_CHECK_EQ(graph->num_inputs(merge), 1u);
  const NodeId control = graph->input(merge, 0);
  std::vector<NodeId> phis;
  for (size_t i = 0; i < graph->uses(merge).size(); ++i) {
    if (graph->use_slots(merge)[i] != 0) continue;
    const NodeId user = graph->uses(merge)[i];
    if (graph->op(user) == Op::kPhi) phis.push_back(user);
  }
  for (NodeId phi : phis) {
    graph->ReplaceAllUses(phi, graph->input(phi, 1));
    graph->Kill(phi);
  }
  const NodeId check = graph->NextControl(merge);
  const bool had_check = check != kNoNode && graph->op(check) == Op::kReductionCheck;
  graph->ReplaceAllUses(merge, control);
  graph->Kill(merge);
  if (!had_check) return;
  // The self loop is gone: the check moves to the entry, where it lists nothing, in front of what
  // stood before the loop.
  if (control != graph->start()) {
    graph->Unlink(check);
    const NodeId start = graph->start(), next = graph->NextControl(start);
    uint32_t slot = 0;  // not of the first input when a merge
    while (graph->input(next, slot) != start) ++slot;
    graph->SetInput(next, slot, graph->Add(Op::kReductionCheck, {start}));
  } else {
    graph->Mutate(check, Op::kReductionCheck, {control});
  }
}

}  // namespace seabeam::passes
