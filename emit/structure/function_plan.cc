#include "emit/structure/function_plan.h"

#include <algorithm>

#include "base/check.h"
#include "emit/limits.h"

namespace seabeam::emit {
namespace {

using ir::Op;

class Planner {
 public:
  Planner(const Regions& regions, const Schedule& schedule, const PlanOptions& options)
      : regions_(regions), graph_(regions.graph()), cfg_(regions.cfg()), schedule_(schedule),
        options_(options), builder_(regions, schedule) {}

  GraphPlan Run() {
    const uint32_t count = cfg_.size();
    plan_.function_of.assign(count, GraphPlan::kNone);
    plan_.tail_called.assign(count, false);
    weight_.assign(count, 0);
    included_.assign(count, kNoBlock);
    for (BlockId b = 0; b < count; ++b) weight_[regions_.root(b)] += schedule_.weight(b);
    if (options_.serve) FindServed();
    for (BlockId r : regions_.roots()) {
      if (regions_.IsEntry(r)) Request(r);
    }
    for (size_t i = 0; i < plan_.functions.size(); ++i) Fill(i);
    return std::move(plan_);
  }

 private:
  void Request(BlockId root) {
    if (plan_.function_of[root] != GraphPlan::kNone) return;
    plan_.function_of[root] = static_cast<uint32_t>(plan_.functions.size());
    plan_.functions.emplace_back();
    plan_.functions.back().root = root;
  }

  // Start's block is empty and hands each parameter on, as it is and once, or not at all.
  void FindServed() {
    if (cfg_.block(0).term != kNoNode || !cfg_.fixed(0).empty() || cfg_.succs(0).empty()) return;
    const BlockId merge = cfg_.succs(0)[0];
    if (!regions_.IsRoot(merge) || !schedule_.order(0).empty()) return;
    const uint32_t index = schedule_.merge_input(0);
    std::vector<bool> taken(graph_.arity(), false);
    std::vector<uint32_t> params;
    for (NodeId phi : schedule_.phis(merge)) {
      const NodeId value = schedule_.Resolve(graph_.data(phi)[index]);
      if (graph_.op(value) != Op::kParam) return;
      const uint32_t param = static_cast<uint32_t>(graph_.imm(value));
      if (taken[param]) return;
      taken[param] = true;
      params.push_back(param);
    }
    plan_.served = merge;
    plan_.served_params = std::move(params);
  }

  void Fill(size_t index) {
    const BlockId root = plan_.functions[index].root;
    const bool hot = root == 0;
    uint32_t budget = hot ? kEntryInlineBudget : kColdInlineBudget;
    const uint32_t limit = hot ? kMaxInlinedRegion : kMaxInlinedRegionCold;
    std::vector<BlockId> inside = {root};
    included_[root] = root;
    if (hot && plan_.served != kNoBlock) {
      inside.push_back(plan_.served);
      included_[plan_.served] = root;
    }
    const size_t required = inside.size();
    for (size_t i = 0; i < inside.size(); ++i) {
      for (BlockId b : regions_.blocks(inside[i])) {
        ForEachBranch(regions_, b, [&](BlockId s) {
          if (!regions_.IsRoot(s) || included_[s] == root) return;
          if (!options_.inline_regions || weight_[s] > limit || weight_[s] > budget) return;
          budget -= weight_[s];
          included_[s] = root;
          inside.push_back(s);
        });
      }
    }
    ControlTree* tree = &plan_.functions[index].tree;
    if (!builder_.Build(inside, tree)) {
      // Copies can make a loop with two entries. A region alone cannot: the graph is reducible, and a
      // loop header that a region does not dominate is the root of another one.
      inside.resize(required);
      const bool reducible = builder_.Build(inside, tree);
      SEABEAM_CHECK(reducible) << "irreducible control flow in " << graph_.name();
    }
    for (BlockId b : plan_.functions[index].tree.text) {
      ForEachBranch(regions_, b, [&](BlockId s) {
        if (builder_.Contains(s)) return;
        const BlockId target = s == plan_.served ? 0 : s;
        Request(target);
        plan_.tail_called[target] = true;
      });
    }
  }

  const Regions& regions_;
  const ir::Graph& graph_;
  const ir::Cfg& cfg_;
  const Schedule& schedule_;
  const PlanOptions options_;
  TreeBuilder builder_;
  GraphPlan plan_;
  std::vector<uint32_t> weight_;      // by root
  std::vector<BlockId> included_;  // by root: the function's root that it was last put into
};

}  // namespace

GraphPlan PlanFunctions(const Regions& regions, const Schedule& schedule,
                        const PlanOptions& options) {
  return Planner(regions, schedule, options).Run();
}

}  // namespace seabeam::emit
