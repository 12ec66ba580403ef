#include "passes/dce.h"

#include <vector>

#include "passes/util/control_edit.h"

namespace seabeam::passes {
namespace {

using ir::Graph;
using ir::kNoNode;
using ir::NodeId;
using ir::Op;
using ir::OpKind;

class DeadCode {
 public:
  DeadCode(Graph* graph, PassContext* context) : g_(*graph), context_(*context) {}

  bool Run() {
    RemoveUnreachable();
    bool again = true;
    Fuel fuel(g_, "dce", &context_);
    while (again) {
      again = SimplifyPhis();
      again |= SimplifyMerges();
      again |= RemoveValues();
      again |= RemovePointlessBranches();
      if (again && !fuel.Take()) break;
    }
    return changed_;
  }

 private:
  void Changed(const char* counter, int64_t n) {
    if (n == 0) return;
    changed_ = true;
    context_.Count(counter, n);
  }

  // ---- control that nobody reaches ----

  void MarkReachable(std::vector<bool>* reached) const {
    reached->assign(g_.size(), false);
    std::vector<NodeId> work = {g_.start()};
    (*reached)[g_.start()] = true;
    while (!work.empty()) {
      const NodeId n = work.back();
      work.pop_back();
      absl::Span<const NodeId> users = g_.uses(n);
      absl::Span<const uint32_t> slots = g_.use_slots(n);
      for (size_t i = 0; i < users.size(); ++i) {
        const NodeId user = users[i];
        if ((*reached)[user]) continue;
        const OpKind kind = g_.info(user).kind;
        if (kind == OpKind::kMerge || kind == OpKind::kProj ||
            ((kind == OpKind::kFixed || kind == OpKind::kTerm) && slots[i] == 0)) {
          (*reached)[user] = true;
          work.push_back(user);
        }
      }
    }
  }

  void RemoveUnreachable() {
    std::vector<bool> reached;
    MarkReachable(&reached);
    std::vector<NodeId> dead;
    for (NodeId n = 0; n < g_.size(); ++n) {
      if (g_.IsDead(n)) continue;
      const OpKind kind = g_.info(n).kind;
      if (kind == OpKind::kPure || kind == OpKind::kPinned) continue;
      if (!reached[n]) {
        dead.push_back(n);
      } else if (kind == OpKind::kMerge) {
        for (uint32_t i = g_.num_inputs(n); i-- > 0;) {
          if (!reached[g_.input(n, i)]) g_.RemoveMergeInput(n, i);
        }
      }
    }
    if (dead.empty()) return;
    // Values computed from what is removed are used by nothing that stays.
    std::vector<bool> is_dead(g_.size(), false);
    for (NodeId n : dead) is_dead[n] = true;
    const size_t controls = dead.size();
    for (size_t i = 0; i < dead.size(); ++i) {
      for (NodeId user : g_.uses(dead[i])) {
        if (is_dead[user]) continue;
        is_dead[user] = true;
        dead.push_back(user);
      }
    }
    g_.KillAll(dead);
    Changed("dce.unreachable", static_cast<int64_t>(controls));
  }

  // ---- phis and merges ----

  // The one value that the phi merges, itself aside; kNoNode when there are more.
  NodeId OnlyValue(NodeId phi) const {
    NodeId only = kNoNode;
    for (NodeId value : g_.data(phi)) {
      if (value == phi || value == only) continue;
      if (only != kNoNode) return kNoNode;
      only = value;
    }
    return only;
  }

  bool SimplifyPhis() {
    std::vector<NodeId> work;
    for (NodeId n = 0; n < g_.size(); ++n) {
      if (!g_.IsDead(n) && g_.op(n) == Op::kPhi) work.push_back(n);
    }
    int64_t removed = 0;
    while (!work.empty()) {
      const NodeId phi = work.back();
      work.pop_back();
      if (g_.IsDead(phi)) continue;
      const NodeId value = OnlyValue(phi);
      if (value == kNoNode) continue;
      for (NodeId user : g_.uses(phi)) {
        if (g_.op(user) == Op::kPhi && user != phi) work.push_back(user);
      }
      g_.ReplaceAllUses(phi, value);
      // A phi of itself now uses the value twice and itself not at all.
      g_.Kill(phi);
      ++removed;
    }
    Changed("dce.phis", removed);
    return removed != 0;
  }

  bool SimplifyMerges() {
    int64_t removed = 0;
    for (NodeId n = 0; n < g_.size(); ++n) {
      if (g_.IsDead(n) || g_.info(n).kind != OpKind::kMerge || g_.num_inputs(n) != 1) continue;
      DissolveMerge(&g_, n);
      ++removed;
    }
    Changed("dce.merges", removed);
    return removed != 0;
  }

  // ---- values ----

  // Fixed operations without effect, whose result is all there is to them.
  static bool OnlyYields(Op op) {
    return op == Op::kBsStartMatch || op == Op::kBsTestTail || op == Op::kBsTestUnit ||
           op == Op::kBsEnsure || op == Op::kBsEnsureExact || op == Op::kBsGetPosition ||
           op == Op::kBsOffset || op == Op::kBsRead || op == Op::kBsReadInteger ||
           op == Op::kBsReadFloat || op == Op::kBsReadUtf || op == Op::kBsSame || op == Op::kBsSub;
  }

  bool HasDataUses(NodeId n) const {
    absl::Span<const NodeId> users = g_.uses(n);
    absl::Span<const uint32_t> slots = g_.use_slots(n);
    for (size_t i = 0; i < users.size(); ++i) {
      if (g_.info(users[i]).kind == OpKind::kMerge) continue;
      if (slots[i] != 0 || !g_.info(users[i]).control_in) return true;
    }
    return false;
  }

  bool RemoveValues() {
    std::vector<bool> live(g_.size(), false);
    std::vector<NodeId> work;
    auto mark = [&](NodeId n) {
      if (live[n]) return;
      live[n] = true;
      work.push_back(n);
    };
    for (NodeId n = 0; n < g_.size(); ++n) {
      if (g_.IsDead(n)) continue;
      const OpKind kind = g_.info(n).kind;
      if (kind != OpKind::kPure && kind != OpKind::kPinned) mark(n);
    }
    while (!work.empty()) {
      const NodeId n = work.back();
      work.pop_back();
      for (NodeId input : g_.inputs(n)) mark(input);
    }
    std::vector<NodeId> dead;
    for (NodeId n = 0; n < g_.size(); ++n) {
      if (!g_.IsDead(n) && !live[n]) dead.push_back(n);
    }
    g_.KillAll(dead);
    Changed("dce.values", static_cast<int64_t>(dead.size()));
    int64_t unlinked = 0;
    for (NodeId n = 0; n < g_.size(); ++n) {
      if (g_.IsDead(n) || !OnlyYields(g_.op(n)) || HasDataUses(n)) continue;
      g_.Unlink(n);
      ++unlinked;
    }
    Changed("dce.fixed", unlinked);
    return unlinked != 0;  // their inputs may be unused now
  }

  // ---- branches ----

  // An if whose two ways lead to the same merge with the same values decides nothing.
  bool RemovePointlessBranches() {
    int64_t removed = 0;
    for (NodeId n = 0; n < g_.size(); ++n) {
      if (g_.IsDead(n) || g_.op(n) != Op::kIf) continue;
      const NodeId yes = FindProjection(g_, n, Op::kIfTrue);
      const NodeId no = FindProjection(g_, n, Op::kIfFalse);
      if (yes == kNoNode || no == kNoNode) continue;
      if (g_.uses(yes).size() != 1 || g_.uses(no).size() != 1) continue;
      const NodeId merge = g_.uses(yes)[0];
      if (merge != g_.uses(no)[0] || g_.op(merge) != Op::kRegion) continue;
      const uint32_t i = g_.use_slots(yes)[0], j = g_.use_slots(no)[0];
      if (!SameValues(merge, i, j)) continue;
      g_.SetInput(merge, i, g_.control(n));
      g_.RemoveMergeInput(merge, j);
      g_.Kill(yes);
      g_.Kill(no);
      g_.Kill(n);
      ++removed;
    }
    Changed("dce.branches", removed);
    return removed != 0;
  }

  bool SameValues(NodeId merge, uint32_t i, uint32_t j) const {
    for (NodeId user : g_.uses(merge)) {
      if (g_.op(user) == Op::kPhi && g_.input(user, i + 1) != g_.input(user, j + 1)) return false;
    }
    return true;
  }

  Graph& g_;
  PassContext& context_;
  bool changed_ = false;
};

class DcePass : public Pass {
 public:
  DcePass() : Pass("dce", "dead code: unused values, unreachable code, merges of nothing") {}

 private:
  absl::StatusOr<bool> RunInternal(Graph* graph, const PassOptions&,
                                   PassContext& context) const override {
    return DeadCode(graph, &context).Run();
  }
};

}  // namespace

std::unique_ptr<Pass> MakeDcePass() { return std::make_unique<DcePass>(); }

}  // namespace seabeam::passes
