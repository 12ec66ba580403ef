// What a node yields, from its opcode and the types of its inputs.
#ifndef SEABEAM_PASSES_ANALYSIS_INFER_TYPE_H_
#define SEABEAM_PASSES_ANALYSIS_INFER_TYPE_H_

#include <vector>

#include "absl/types/span.h"
#include "ir/graph.h"

namespace seabeam::passes {

// `types`: a type per node, to be taken for the inputs instead of the graph's; may be empty. Monotone
// in the inputs: a smaller input never gives a larger result. An input of bottom gives bottom (but for
// phis). Values from elsewhere (parameters, results of calls, literals) keep the graph's type, and a
// pure node's or phi's result is never larger than it: what the translator knows stays known.
ir::Type InferType(const ir::Graph& graph, ir::NodeId n, absl::Span<const ir::Type> types);

// The value that a frame_load reads, when it stands right after a call: what the call lists for the
// slot. kNoNode otherwise. (Its type is the frame_load's too; the value itself is out of reach.)
ir::NodeId LoadedSlot(const ir::Graph& graph, ir::NodeId frame_load);
// The frame_loads right after a call; none for other nodes.
std::vector<ir::NodeId> FrameLoadsAfter(const ir::Graph& graph, ir::NodeId call);

// Whether the comparison of values of these types is decided: 0 no, 1 yes, -1 not known.
int DecideLess(const ir::Type& a, const ir::Type& b);
int DecideEqExact(const ir::Type& a, const ir::Type& b);
int DecideEqNumeric(const ir::Type& a, const ir::Type& b);

}  // namespace seabeam::passes

#endif  // SEABEAM_PASSES_ANALYSIS_INFER_TYPE_H_
