#include "emit/lower/graph_lowering.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "emit/limits.h"
#include "emit/lower/fold_policy.h"
#include "emit/lower/lowering.h"
#include "emit/schedule/regions.h"
#include "emit/schedule/schedule.h"
#include "emit/structure/function_plan.h"

namespace seabeam::emit {
namespace {

using wasm::Opcode;
using IrOp = ir::Op;

class GraphLowering {
 public:
  GraphLowering(const ir::Graph& graph, const EmitOptions& options, ModuleContext& module)
      : graph_(graph), m_(module), cfg_(graph), regions_(graph, cfg_),
        schedule_(regions_, LoweringPolicy()),
        plan_(PlanFunctions(regions_, schedule_, {options.inline_regions})) {}

  absl::Status Run(GraphResult* result) {
    functions_.resize(plan_.functions.size());
    for (uint32_t i = 0; i < functions_.size(); ++i) {
      SEABEAM_RETURN_IF_ERROR(Declare(i));
      result->functions.push_back(functions_[i].id);
    }
    LocalPlan locals(regions_, schedule_);
    Lowering lowering(m_, regions_, schedule_, plan_, functions_, locals);
    for (uint32_t i = 0; i < functions_.size(); ++i) {
      uint32_t count = 0;
      SEABEAM_RETURN_IF_ERROR(lowering.Run(i, &count));
      result->locals += count;
      SEABEAM_RETURN_IF_ERROR(Adapt(i));
    }
    return absl::OkStatus();
  }

 private:
  std::string Name(NodeId head) const {
    const uint32_t loc =
        graph_.info(head).kind == ir::OpKind::kProj ? graph_.loc(graph_.control(head)) : 0;
    std::string name = absl::StrCat(m_.module().name, ":", graph_.name(), "@");
    if (loc != 0) {
      absl::StrAppend(&name, m_.module().locations[loc - 1].line);
    } else {
      absl::StrAppend(&name, "n", head);
    }
    return name;
  }

  absl::Status Declare(uint32_t i) {
    NativeFunction& f = functions_[i];
    const BlockId root = plan_.functions[i].root;
    if (root == 0) {
      f.id = m_.StartFunction(graph_.function_index());
      f.has_cp = true;
      return absl::OkStatus();
    }
    const NodeId head = cfg_.block(root).head;
    wasm::TypeId type = m_.I32Type(1);
    switch (graph_.op(head)) {
      case IrOp::kCallCont:
        f.loads_result = !plan_.tail_called[root];
        if (!f.loads_result) type = m_.I32Type(2);
        break;
      case IrOp::kRecvEntry:
      case IrOp::kTimeoutCont:
        f.cp_in_ctx = regions_.frame(root) == kNoFrame;
        break;
      case IrOp::kTryHandler:
        break;
      default: {
        f.has_cp = regions_.frame(root) == kNoFrame;
        wasm::FuncType shape;
        shape.params.assign(f.has_cp ? 2 : 1, wasm::kI32);
        for (NodeId phi : schedule_.phis(root)) {
          shape.params.push_back(graph_.repr(phi) == ir::Repr::kF64 ? wasm::kF64 : wasm::kI32);
        }
        if (shape.params.size() > kMaxWasmParams) {
          return absl::UnimplementedError(
              absl::StrCat(m_.module().name, ":", graph_.name(), ": too many values at a join"));
        }
        shape.results.push_back(wasm::kI32);
        type = m_.wasm().AddType(shape);
        break;
      }
    }
    f.id = m_.wasm().AddFunction(type, Name(head));
    return absl::OkStatus();
  }

  // The function-table entry of an entry position.
  absl::Status Adapt(uint32_t i) {
    const BlockId root = plan_.functions[i].root;
    const NodeId head = cfg_.block(root).head;
    if (!regions_.IsEntry(root)) return absl::OkStatus();
    const uint32_t position = m_.EntryPosition(graph_.function_index(), head);
    const bool is_start = root == 0;
    const bool passes_result = graph_.op(head) == IrOp::kCallCont && !functions_[i].loads_result;
    if (!is_start && !passes_result) {
      m_.SetAdapter(position, functions_[i].id);
      return absl::OkStatus();
    }
    const wasm::FuncId adapter = m_.wasm().AddFunction(m_.I32Type(1));
    wasm::FunctionBuilder b(&m_.wasm(), adapter);
    auto load = [&b](uint32_t offset) {
      b.LocalGet(b.Param(0));
      b.Load(Opcode::kI32Load, offset);
    };
    b.LocalGet(b.Param(0));
    if (is_start) {
      load(abi::CtxOffsets::cp);
      for (uint32_t x = 0; x < graph_.arity(); ++x) load(abi::CtxOffsets::x_base + 4 * x);
    } else {
      load(abi::CtxOffsets::x_base);
    }
    b.ReturnCall(functions_[i].id);
    m_.SetAdapter(position, adapter);
    m_.CountAdapter(adapter);
    return b.Finish();
  }

  const ir::Graph& graph_;
  ModuleContext& m_;
  const ir::Cfg cfg_;
  const Regions regions_;
  const Schedule schedule_;
  const GraphPlan plan_;
  std::vector<NativeFunction> functions_;
};

}  // namespace

absl::Status LowerGraph(const ir::Graph& graph, const EmitOptions& options, ModuleContext& module,
                        GraphResult* result) {
  return GraphLowering(graph, options, module).Run(result);
}

}  // namespace seabeam::emit
