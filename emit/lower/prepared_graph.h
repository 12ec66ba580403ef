// A graph with everything that is decided about it before its code is built.
#ifndef SEABEAM_EMIT_LOWER_PREPARED_GRAPH_H_
#define SEABEAM_EMIT_LOWER_PREPARED_GRAPH_H_

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "emit/lower/module_context.h"
#include "emit/options.h"
#include "emit/schedule/regions.h"
#include "emit/schedule/schedule.h"
#include "emit/structure/function_plan.h"
#include "ir/cfg.h"
#include "ir/graph.h"

namespace seabeam::emit {

// A wasm function that a graph's plan asks for.
struct NativeFunction {
  wasm::FuncId id;
  // Only the dispatch loop enters it: it is its own adapter, (ctx) -> term, and takes what it needs
  // from registers and the process stack. Others are native: (ctx, e, what their head defines).
  bool direct = false;
};

struct PreparedGraph {
  // Keeps a reference to `graph`.
  PreparedGraph(const ir::Graph& graph, const EmitOptions& options);
  PreparedGraph(const PreparedGraph&) = delete;
  PreparedGraph& operator=(const PreparedGraph&) = delete;

  const ir::Graph& graph;
  const ir::Cfg cfg;
  const Regions regions;
  const Schedule schedule;
  const GraphPlan plan;
  std::vector<NativeFunction> functions;  // by the plan's
  // Slots that every frame has besides the BEAM function's.
  uint32_t padding = 0;
  // How deep the function's calls of itself are replaced by copies of its code. A copy is exact: it
  // has the frame, the positions and the unwinding of the call. It leaves out the reduction check
  // at the start: a few activations more between two checks do no harm. What it saves is the
  // engine's call.
  const uint32_t copy_levels;

  // Declares the functions in `m` and fills in the rest.
  absl::Status Declare(ModuleContext& m);

 private:
  absl::Status Declare(uint32_t i, ModuleContext& m);
  // Slots that make up for frames that are small for what their functions take of the engine's
  // stack. It is the same for all of a BEAM function's, so that any of its functions can go on with
  // any of its frames.
  uint32_t Padding(const ModuleContext& m) const;
};

}  // namespace seabeam::emit

#endif  // SEABEAM_EMIT_LOWER_PREPARED_GRAPH_H_
