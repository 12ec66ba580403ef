// Types flow forward through a graph, optimistically around loops, with widening of bounds.
#ifndef SEABEAM_PASSES_ANALYSIS_TYPE_FLOW_H_
#define SEABEAM_PASSES_ANALYSIS_TYPE_FLOW_H_

#include "absl/types/span.h"
#include "ir/graph.h"
#include "passes/pass_base.h"

namespace seabeam::passes {

// Writes down what it finds; true when a type changed. `params`: by parameter, what callers pass
// (empty: what the param nodes say stays). A parameter also gets what its loop's reduction check
// lists: after a yield the function is entered again with that. `pass` names the counters and the
// fuel.
bool FlowTypes(ir::Graph* graph, absl::Span<const ir::Type> params, const char* pass,
               PassContext* context);

}  // namespace seabeam::passes

#endif  // SEABEAM_PASSES_ANALYSIS_TYPE_FLOW_H_
