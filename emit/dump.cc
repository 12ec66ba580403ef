#include "emit/dump.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "emit/build_module.h"
#include "emit/lower/fold_policy.h"
#include "emit/lower/module_context.h"
#include "emit/schedule/regions.h"
#include "emit/schedule/schedule.h"
#include "emit/structure/control_tree.h"
#include "emit/structure/function_plan.h"
#include "emit/wasm/printer.h"
#include "ir/cfg.h"
#include "ir/text.h"

namespace seabeam::emit {
namespace {

void AppendNode(const ir::Graph& graph, const ir::Module* module, ir::NodeId n, bool folded, std::string* out) {
  std::string text = ir::PrintNode(graph, n, module);
  absl::StripAsciiWhitespace(&text);
  absl::StrAppend(out, folded ? "    ~ " : "      ", text, "\n");
}

}  // namespace

std::string DumpSchedule(const ir::Graph& graph, const ir::Module* module, const EmitOptions& options) {
  const ir::Cfg cfg(graph);
  const Regions regions(graph, cfg);
  const Schedule schedule(regions, LoweringPolicy());
  const GraphPlan plan = PlanFunctions(regions, schedule, {options.inline_regions});
  std::string out;
  for (size_t i = 0; i < plan.functions.size(); ++i) {
    const FunctionPlan& function = plan.functions[i];
    absl::StrAppend(&out, "function ", i, " at b", function.root, "\n", TreeToString(function.tree));
    std::vector<BlockId> blocks = function.tree.text;
    std::sort(blocks.begin(), blocks.end());
    for (BlockId b : blocks) {
      absl::StrAppend(&out, "  b", b, ":\n");
      for (const ir::NodeId phi : schedule.phis(b)) AppendNode(graph, module, phi, false, &out);
      for (const Scheduled& entry : schedule.order(b)) AppendNode(graph, module, entry.node, entry.folded != 0, &out);
      const ir::NodeId term = cfg.block(b).term;
      if (term != ir::kNoNode) AppendNode(graph, module, term, false, &out);
    }
  }
  return out;
}

absl::StatusOr<std::string> DumpWat(const ir::Module& module, const EmitOptions& options,
                                    const std::vector<uint32_t>* functions) {
  ModuleContext m(module, options);
  std::vector<GraphResult> results;
  SEABEAM_RETURN_IF_ERROR(BuildModule(module, options, m, &results));
  if (functions == nullptr) return wasm::PrintModule(m.wasm());
  std::vector<wasm::FuncId> bodies;
  for (const uint32_t i : *functions) {
    bodies.insert(bodies.end(), results[i].functions.begin(), results[i].functions.end());
  }
  return wasm::PrintFunctions(m.wasm(), bodies);
}

}  // namespace seabeam::emit
