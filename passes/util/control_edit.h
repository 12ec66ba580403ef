// Edits of the control skeleton that leave no loose ends.
#ifndef SEABEAM_PASSES_UTIL_CONTROL_EDIT_H_
#define SEABEAM_PASSES_UTIL_CONTROL_EDIT_H_

#include <vector>

#include "ir/graph.h"

namespace seabeam::passes {

// Removes `head` (a projection, or any control node that has lost its control) and all that is
// reached only through it: chains, merges that lose their last way in, loops that lose their
// entry, the ways into surviving merges, and every value that is computed from a removed node.
// Takes time linear in what is removed (and the inputs of merges that lose one). Merges that lost
// ways in and values that lost uses are appended to `touched` unless it is null (some may be removed
// after all).
void RemoveControl(ir::Graph* graph, ir::NodeId head, std::vector<ir::NodeId>* touched = nullptr);

// The branching terminator `term` always goes to its projection `taken`: the chain goes on without
// them, and what the other projections lead to is removed.
void TakeBranch(ir::Graph* graph, ir::NodeId term, ir::NodeId taken,
                std::vector<ir::NodeId>* touched = nullptr);

// Ends the chain after control node `at` with a Dead terminator; what followed is removed.
void CutAfter(ir::Graph* graph, ir::NodeId at);

// The projection of `term` with this opcode (and imm, for switch_case); kNoNode if there is none.
ir::NodeId FindProjection(const ir::Graph& graph, ir::NodeId term, ir::Op op, int64_t imm = 0);

// A merge with one input is no merge: its phis become their value and the chain goes on. Frame
// loads there move up to the merge or entry head above, where the slot has the same contents.
void DissolveMerge(ir::Graph* graph, ir::NodeId merge);

}  // namespace seabeam::passes

#endif  // SEABEAM_PASSES_UTIL_CONTROL_EDIT_H_
