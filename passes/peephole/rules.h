// Peephole rules by subject. A rule looks at a value node, its inputs, and what these are made of,
// and gives the node that has the same value (an old one or a new one), or kNoNode: no change. Rules
// never make anything worse: what they give needs no more work than the node they replace. A rule
// that looks deeper than inputs of inputs must be reached again when something there changes: the
// engine revisits users of users of a changed node, and of casts as far as they go.
#ifndef SEABEAM_PASSES_PEEPHOLE_RULES_H_
#define SEABEAM_PASSES_PEEPHOLE_RULES_H_

#include <initializer_list>
#include <vector>

#include "ir/graph.h"
#include "ir/module.h"
#include "passes/limits.h"

namespace seabeam::passes {

struct RuleContext {
  ir::Graph& g;
  const ir::Module* module;  // may be null
};

ir::NodeId SimplifyArithmetic(const RuleContext& c, ir::NodeId n);  // integers and numbers
ir::NodeId SimplifyBitwise(const RuleContext& c, ir::NodeId n);
ir::NodeId SimplifyUntagged(const RuleContext& c, ir::NodeId n);    // tag, untag, i32
ir::NodeId SimplifyFloat(const RuleContext& c, ir::NodeId n);
ir::NodeId SimplifyCompare(const RuleContext& c, ir::NodeId n);
ir::NodeId SimplifyBoolean(const RuleContext& c, ir::NodeId n);     // not, bool_to_term, select
ir::NodeId SimplifyTypeTest(const RuleContext& c, ir::NodeId n);
ir::NodeId SimplifyData(const RuleContext& c, ir::NodeId n);        // lists, tuples, maps
ir::NodeId SimplifyCast(const RuleContext& c, ir::NodeId n);
ir::NodeId SimplifyPhi(const RuleContext& c, ir::NodeId n);
ir::NodeId SimplifyFrameLoad(const RuleContext& c, ir::NodeId n);

// Rules on branching terminators, which change the graph themselves. True when they did; `touched`
// gets the merges that lost ways in and the values that lost uses.
bool SimplifyBranch(const RuleContext& c, ir::NodeId term, std::vector<ir::NodeId>* touched);

// The value below casts.
inline ir::NodeId Uncast(const ir::Graph& g, ir::NodeId n) {
  for (int i = 0; i < kMaxCastDepth && g.op(n) == ir::Op::kCast; ++i) n = g.data(n)[0];
  return n;
}

// A new pure node, with its type inferred. Rules make all theirs through this.
ir::NodeId NewNode(const RuleContext& c, ir::Op op, std::initializer_list<ir::NodeId> inputs,
                   int64_t imm = 0);

}  // namespace seabeam::passes

#endif  // SEABEAM_PASSES_PEEPHOLE_RULES_H_
