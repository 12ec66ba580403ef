// Checks a graph against the invariants that every stage relies on. Collects all findings, with
// the printed node. Takes time linear in the graph.
//
//  1. n0 is the one Start, without inputs; its imm is the arity.
//  2. Every node has as many inputs as its opcode's row allows; a merge has at least one.
//  3. Edges and use lists agree; no input is a removed node.
//  4. A control input is a block head or a Fixed node; a projection's is a terminator it belongs to;
//     a phi's is a merge; a param's is Start; call_result, handler_param belong to call_cont, try_handler.
//  5. Data inputs have the representation that the opcode takes. catch_mark takes a try_begin,
//     recv_wait and recv_wait_timeout a recv_sync.
//  6. Every reachable block head and Fixed node has exactly one control successor (Fixed, Term, Merge).
//  7. Every terminator has exactly its projections: if both, switch one per key and the default,
//     try_begin body and handler, calls call_cont, recv_sync recv_entry, recv_wait_timeout timeout_cont.
//  8. A phi has one data input per input of its merge.
//  9. A loop dominates the sources of its inputs but the first, which it does not dominate; a
//     region dominates none of its inputs' sources.
// 10. Values depend on themselves only through a phi.
// 11. A value is available where it is used: its inputs dominate it and it dominates its uses (a
//     phi's input: the end of the merge's predecessor), in the sense of ir/entry_dominance.h. So
//     nothing but constants and what is computed from them crosses an entry head.
// 12. frame_load stands at an entry head and, like try_handler, within the frame there.
// 13. The frame's size is the same on all ways to a merge, and calls, receives, raising terminators,
//     frame_free and try_handler state it; returns and tail calls have no frame.
// 14. Aux lists have their opcode's length, with indices in the module's range and counts that add up.
//     Switch keys are different.
// 15. Only phi and select have another representation than their opcode's row; types describe the
//     representation (bool: booleans; i32: 32-bit bounds; f64: float) and are normalized.
// 16. reduction_check comes right after Start, without data, or right after a loop head, with as many
//     values as the function has parameters and then pairs of a match state and an i32.
#ifndef SEABEAM_IR_VERIFIER_H_
#define SEABEAM_IR_VERIFIER_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "ir/graph.h"
#include "ir/module.h"

namespace seabeam::ir {

inline constexpr int kNumInvariants = 16;

struct Finding {
  int invariant;
  NodeId node;
  std::string message;  // without the node
};

// `module` may be null: then indices into it are not checked.
std::vector<Finding> FindBrokenInvariants(const Graph& graph, const Module* module);
// InternalError listing the findings, each with its printed node; or OK.
absl::Status Verify(const Graph& graph, const Module* module);
// Every graph of the module, and that there is one per function.
absl::Status VerifyModule(const Module& module);

// The representation that data input `i` (without control) of an opcode must have. For Phi and
// Select's values: `own`, the node's own.
Repr DataInputRepr(Op op, uint32_t i, Repr own);

}  // namespace seabeam::ir

#endif  // SEABEAM_IR_VERIFIER_H_
