// One BEAM function: from its graph to the bodies of its wasm functions.
#ifndef SEABEAM_EMIT_LOWER_GRAPH_LOWERING_H_
#define SEABEAM_EMIT_LOWER_GRAPH_LOWERING_H_

#include <vector>

#include "absl/status/status.h"
#include "emit/lower/module_context.h"
#include "emit/lower/prepared_graph.h"

namespace seabeam::emit {

struct GraphResult {
  std::vector<wasm::FuncId> functions;  // bodies that were made, without adapters
  uint32_t locals = 0;
  int64_t nanoseconds = 0;  // of processor time
};

// Builds the functions of `graph`, which is declared, and notes their adapters in `module`.
absl::Status LowerGraph(const PreparedGraph& graph, ModuleContext& module, GraphResult* result);

}  // namespace seabeam::emit

#endif  // SEABEAM_EMIT_LOWER_GRAPH_LOWERING_H_
