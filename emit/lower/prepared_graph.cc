#include "emit/lower/prepared_graph.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "emit/limits.h"
#include "emit/lower/fold_policy.h"
#include "emit/lower/head_values.h"
#include "emit/lower/local_plan.h"

namespace seabeam::emit {
namespace {

using IrOp = ir::Op;

std::string Name(const ir::Module& module, const ir::Graph& graph, NodeId head) {
  const uint32_t loc =
      graph.info(head).kind == ir::OpKind::kProj ? graph.loc(graph.control(head)) : 0;
  std::string name = absl::StrCat(graph.name(), "@");
  if (loc != 0) {
    absl::StrAppend(&name, module.locations[loc - 1].line);
  } else {
    absl::StrAppend(&name, "n", head);
  }
  return name;
}

// How deep `graph` is copied into itself.
uint32_t CopyLevels(const ir::Graph& graph) {
  uint32_t nodes = 0, calls = 0;
  for (NodeId n = 0; n < graph.size(); ++n) {
    if (graph.IsDead(n) || graph.IsConstant(n)) continue;
    ++nodes;
    switch (graph.op(n)) {
      case IrOp::kCallLocal:
        calls += graph.list(n)[0] == graph.function_index();
        break;
      case IrOp::kFrameAlloc:
        if (graph.imm(n) > kMaxCopiedSlots) return 0;
        break;
      case IrOp::kTryBegin:
      case IrOp::kRecvSync:
      case IrOp::kSwitch:
        return 0;
      default:
        break;
    }
  }
  if (calls == 0 || nodes > kMaxCopiedNodes) return 0;
  uint32_t copies = 0, deepest = 1;
  for (uint32_t level = 1; level <= kMaxCopyLevels; ++level) {
    deepest *= calls;
    copies += deepest;
    if (copies * nodes > kMaxCopyGrowth) return level - 1;
  }
  return kMaxCopyLevels;
}

}  // namespace

PreparedGraph::PreparedGraph(const ir::Graph& graph_in, const EmitOptions& options)
    : graph(graph_in),
      cfg(graph),
      regions(graph, cfg, options.label_at_a_time),
      schedule(regions, LoweringPolicy()),
      plan(PlanFunctions(regions, schedule, {options.inline_regions, !options.label_at_a_time})),
      copy_levels(options.copy_callees ? CopyLevels(graph) : 0) {}

absl::Status PreparedGraph::Declare(ModuleContext& m) {
  functions.resize(plan.functions.size());
  for (uint32_t i = 0; i < functions.size(); ++i) SEABEAM_RETURN_IF_ERROR(Declare(i, m));
  padding = Padding(m);
  return absl::OkStatus();
}

absl::Status PreparedGraph::Declare(uint32_t i, ModuleContext& m) {
  NativeFunction& f = functions[i];
  const BlockId root = plan.functions[i].root;
  if (root == 0) {
    f.id = m.StartFunction(graph.function_index());
    return absl::OkStatus();
  }
  const NodeId head = cfg.block(root).head;
  f.direct = regions.IsEntry(root) && !plan.tail_called[root];
  if (f.direct) {
    f.id = m.wasm().AddFunction(m.I32Type(1), Name(m.module(), graph, head));
    return absl::OkStatus();
  }
  wasm::FuncType shape;
  shape.params.assign(m.abi().first_arg, wasm::kI32);
  for (NodeId n : HeadValues(schedule, graph, cfg, root)) {
    const bool f64 = n != kNoNode && graph.repr(n) == ir::Repr::kF64;
    shape.params.push_back(f64 ? wasm::kF64 : wasm::kI32);
  }
  if (shape.params.size() > kMaxWasmParams) {
    return absl::UnimplementedError(
        absl::StrCat(m.module().name, ":", graph.name(), ": too many values at a join"));
  }
  shape.results.push_back(wasm::kI32);
  f.id = m.wasm().AddFunction(m.wasm().AddType(shape), Name(m.module(), graph, head));
  return absl::OkStatus();
}

uint32_t PreparedGraph::Padding(const ModuleContext& m) const {
  int32_t smallest = -1;
  for (BlockId b = 0; b < cfg.size(); ++b) {
    const NodeId term = cfg.block(b).term;
    if (term == kNoNode) continue;
    switch (graph.op(term)) {
      case IrOp::kCallLocal:
      case IrOp::kCallExternal:
      case IrOp::kCallFun:
      case IrOp::kCallApply: {
        const int32_t slots = static_cast<int32_t>(SlotsOf(graph, term).slots);
        if (smallest < 0 || slots < smallest) smallest = slots;
        break;
      }
      default:
        break;
    }
  }
  if (smallest < 0) return 0;
  const uint32_t enough = (static_cast<uint32_t>(smallest) + 1) * kNativeBytesPerWord;
  LocalPlan locals(regions, schedule);
  uint32_t worst = 0;
  for (uint32_t i = 0; i < functions.size(); ++i) {
    const ControlTree& tree = plan.functions[i].tree;
    std::vector<NodeId> params;
    if (!functions[i].direct) params = HeadValues(schedule, graph, cfg, plan.functions[i].root);
    // Few values need few locals; else what the plan says.
    uint32_t bound = static_cast<uint32_t>(params.size());
    for (BlockId b : tree.text) {
      bound += static_cast<uint32_t>(schedule.order(b).size() + schedule.phis(b).size() +
                                     schedule.loads(b).size()) +
               1;
    }
    const uint32_t copies = i == 0 ? 1 + copy_levels : 1;
    if (kNativeFrameBytes + kNativeBytesPerLocal * bound * copies > enough) {
      locals.Build(tree, m.abi().first_arg, params);
      bound = static_cast<uint32_t>(params.size() + locals.new_locals().size());
    }
    bound = bound * copies + copy_levels * kCopyScratchLocals;
    worst = std::max(worst, bound);
  }
  const uint32_t bytes = kNativeFrameBytes + kNativeBytesPerLocal * worst;
  if (bytes <= enough) return 0;
  return std::min((bytes - enough + kNativeBytesPerWord - 1) / kNativeBytesPerWord, kMaxPadding);
}

}  // namespace seabeam::emit
