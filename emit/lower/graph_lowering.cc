#include "emit/lower/graph_lowering.h"

#include <algorithm>
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
    padding_ = Padding(locals);
    Lowering lowering(m_, regions_, schedule_, plan_, functions_, padding_, locals);
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
      return absl::OkStatus();
    }
    const NodeId head = cfg_.block(root).head;
    f.direct = regions_.IsEntry(root) && !plan_.tail_called[root];
    if (f.direct) {
      f.id = m_.wasm().AddFunction(m_.I32Type(1), Name(head));
      return absl::OkStatus();
    }
    wasm::FuncType shape;
    shape.params.assign(m_.abi().first_arg, wasm::kI32);
    for (NodeId n : HeadValues(schedule_, graph_, cfg_, root)) {
      const bool f64 = n != kNoNode && graph_.repr(n) == ir::Repr::kF64;
      shape.params.push_back(f64 ? wasm::kF64 : wasm::kI32);
    }
    if (shape.params.size() > kMaxWasmParams) {
      return absl::UnimplementedError(
          absl::StrCat(m_.module().name, ":", graph_.name(), ": too many values at a join"));
    }
    shape.results.push_back(wasm::kI32);
    f.id = m_.wasm().AddFunction(m_.wasm().AddType(shape), Name(head));
    return absl::OkStatus();
  }

  // Slots that make up for frames that are small for what their functions take of the engine's stack. It is the
  // same for all of a BEAM function's, so that any of its functions can go on with any of its frames.
  uint32_t Padding(LocalPlan& locals) const {
    int32_t smallest = -1;
    for (BlockId b = 0; b < cfg_.size(); ++b) {
      const NodeId term = cfg_.block(b).term;
      if (term == kNoNode) continue;
      switch (graph_.op(term)) {
        case IrOp::kCallLocal:
        case IrOp::kCallExternal:
        case IrOp::kCallFun:
        case IrOp::kCallApply: {
          const int32_t slots = static_cast<int32_t>(SlotsOf(graph_, term).slots);
          if (smallest < 0 || slots < smallest) smallest = slots;
          break;
        }
        default:
          break;
      }
    }
    if (smallest < 0) return 0;
    const uint32_t enough = (static_cast<uint32_t>(smallest) + 1) * kNativeBytesPerWord;
    uint32_t worst = 0;
    for (uint32_t i = 0; i < functions_.size(); ++i) {
      const ControlTree& tree = plan_.functions[i].tree;
      std::vector<NodeId> params;
      if (!functions_[i].direct) params = HeadValues(schedule_, graph_, cfg_, plan_.functions[i].root);
      // Few values need few locals; else what the plan says.
      uint32_t bound = static_cast<uint32_t>(params.size());
      for (BlockId b : tree.text) {
        bound += static_cast<uint32_t>(schedule_.order(b).size() + schedule_.phis(b).size() + schedule_.loads(b).size()) + 1;
      }
      if (kNativeFrameBytes + kNativeBytesPerLocal * bound > enough) {
        locals.Build(tree, m_.abi().first_arg, params);
        bound = static_cast<uint32_t>(params.size() + locals.new_locals().size());
      }
      worst = std::max(worst, bound);
    }
    const uint32_t bytes = kNativeFrameBytes + kNativeBytesPerLocal * worst;
    if (bytes <= enough) return 0;
    return std::min((bytes - enough + kNativeBytesPerWord - 1) / kNativeBytesPerWord, kMaxPadding);
  }

  // The function-table entry of an entry position.
  absl::Status Adapt(uint32_t i) {
    const BlockId root = plan_.functions[i].root;
    const NodeId head = cfg_.block(root).head;
    if (!regions_.IsEntry(root)) return absl::OkStatus();
    const uint32_t position = m_.EntryPosition(graph_.function_index(), head);
    if (functions_[i].direct) {
      m_.SetAdapter(position, functions_[i].id);
      return absl::OkStatus();
    }
    const wasm::FuncId adapter = m_.wasm().AddFunction(m_.I32Type(1));
    wasm::FunctionBuilder b(&m_.wasm(), adapter);
    const wasm::LocalId ctx = b.Param(0);
    auto load = [&](uint32_t offset) {
      b.LocalGet(ctx);
      b.Load(Opcode::kI32Load, offset);
    };
    const int32_t slots = regions_.frame(root);
    const uint32_t words = 1 + (slots < 0 ? 0 : static_cast<uint32_t>(slots) + padding_);
    wasm::LocalId top;
    if (!schedule_.loads(root).empty()) {
      top = b.AddLocal(wasm::kI32);
      load(abi::CtxOffsets::e);
      b.LocalSet(top);
    }
    b.LocalGet(ctx);
    b.LocalGet(ctx);
    b.I32Const(static_cast<int32_t>(4 * words));
    b.Call(m_.HelperFunction(Helper::kPopFrame));
    if (root == 0) {
      for (uint32_t x = 0; x < graph_.arity(); ++x) load(abi::CtxOffsets::x_base + 4 * x);
    } else {
      if (graph_.op(head) == IrOp::kCallCont) load(abi::CtxOffsets::x_base);
      for (NodeId n : schedule_.loads(root)) {
        b.LocalGet(top);
        b.Load(Opcode::kI32Load, 4 * words - m_.abi().slot_depth(static_cast<uint32_t>(graph_.imm(n))));
      }
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
  uint32_t padding_ = 0;
};

}  // namespace

absl::Status LowerGraph(const ir::Graph& graph, const EmitOptions& options, ModuleContext& module,
                        GraphResult* result) {
  return GraphLowering(graph, options, module).Run(result);
}

}  // namespace seabeam::emit
