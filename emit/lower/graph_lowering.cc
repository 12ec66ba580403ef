#include "emit/lower/graph_lowering.h"

#include "base/status_macros.h"
#include "emit/lower/head_values.h"
#include "emit/lower/lowering.h"

namespace seabeam::emit {
namespace {

using wasm::Opcode;
using IrOp = ir::Op;

// The function-table entry of an entry position.
absl::Status Adapt(const PreparedGraph& p, uint32_t i, ModuleContext& m) {
  const ir::Graph& graph = p.graph;
  const BlockId root = p.plan.functions[i].root;
  const NodeId head = p.cfg.block(root).head;
  if (!p.regions.IsEntry(root)) return absl::OkStatus();
  const uint32_t position = m.EntryPosition(graph.function_index(), head);
  // The way in for AtomVM loads the arguments of functions by itself (emit/atomvm/entry.h).
  if (p.functions[i].direct || (m.atomvm() && root == 0)) {
    m.SetAdapter(position, p.functions[i].id);
    return absl::OkStatus();
  }
  const wasm::FuncId adapter = m.wasm().AddFunction(m.I32Type(1));
  wasm::FunctionBuilder b(&m.wasm(), adapter);
  const wasm::LocalId ctx = b.Param(0);
  auto load = [&](uint32_t offset) {
    b.LocalGet(ctx);
    b.Load(Opcode::kI32Load, offset);
  };
  const int32_t slots = p.regions.frame(root);
  const uint32_t words = 1 + (slots < 0 ? 0 : static_cast<uint32_t>(slots) + p.padding);
  wasm::LocalId top;
  if (!p.schedule.loads(root).empty()) {
    top = b.AddLocal(wasm::kI32);
    load(abi::CtxOffsets::e);
    b.LocalSet(top);
  }
  b.LocalGet(ctx);
  b.LocalGet(ctx);
  b.I32Const(static_cast<int32_t>(4 * words));
  b.Call(m.HelperFunction(Helper::kPopFrame));
  if (root == 0) {
    for (uint32_t x = 0; x < graph.arity(); ++x) load(abi::CtxOffsets::x_base + 4 * x);
  } else {
    if (graph.op(head) == IrOp::kCallCont) load(abi::CtxOffsets::x_base);
    for (NodeId n : p.schedule.loads(root)) {
      b.LocalGet(top);
      b.Load(Opcode::kI32Load, 4 * words - m.abi().slot_depth(static_cast<uint32_t>(graph.imm(n))));
    }
  }
  m.ReturnCall(b, p.functions[i].id);
  m.SetAdapter(position, adapter);
  m.CountAdapter(adapter);
  return b.Finish();
}

}  // namespace

absl::Status LowerGraph(const PreparedGraph& graph, ModuleContext& module, GraphResult* result) {
  Lowering lowering(module, graph);
  for (uint32_t i = 0; i < graph.functions.size(); ++i) {
    result->functions.push_back(graph.functions[i].id);
    SEABEAM_RETURN_IF_ERROR(lowering.Run(i, &result->locals));
    SEABEAM_RETURN_IF_ERROR(Adapt(graph, i, module));
  }
  return absl::OkStatus();
}

}  // namespace seabeam::emit
