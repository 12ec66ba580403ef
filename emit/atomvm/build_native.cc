#include "emit/atomvm/build_native.h"

#include <algorithm>
#include <set>
#include <utility>

#include "abi/atomvm/container.h"
#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "emit/atomvm/block_constants.h"
#include "emit/atomvm/entry.h"
#include "emit/atomvm/host_calls.h"
#include "emit/atomvm/literal_function.h"
#include "emit/atomvm/primitives.h"
#include "emit/atomvm/root_check.h"
#include "emit/atomvm/tail_calls.h"
#include "emit/atomvm/ways_out.h"
#include "emit/lower/graph_lowering.h"
#include "emit/lower/module_context.h"
#include "emit/lower/prepared_graph.h"
#include "emit/wasm/encoder.h"

namespace seabeam::emit {
namespace {

using abi::CtxOffsets;
using abi::atomvm::ContextOffsets;
using abi::atomvm::JitStateOffsets;
using abi::atomvm::Primitive;
using ir::NodeId;
using wasm::LocalId;
using wasm::Opcode;
using IrOp = ir::Op;

constexpr uint32_t kHandlerValues = 3;  // class, reason, trace

class NativeBuilder {
 public:
  NativeBuilder(const ir::Module& module, const NativeInputs& inputs, const EmitOptions& options)
      : module_(module),
        inputs_(inputs),
        options_(options),
        m_(module, options, inputs.labels + 1),
        constants_(m_, inputs.atoms, inputs.literals) {}

  absl::StatusOr<atomvm::NativeCode> Build() {
    FindMaxLive();
    SEABEAM_RETURN_IF_ERROR(constants_.Collect());
    globals_.host_table =
        m_.wasm().AddImportTable(abi::atomvm::kImportModule, abi::atomvm::kTableImport, {});
    globals_.block = Global("block");
    globals_.ctx = Global("ctx");
    globals_.js = Global("js");
    globals_.primitives = Global("primitives");
    globals_.module = Global("module");
    for (const auto& graph : module_.graphs) {
      PreparedGraph prepared(*graph, options_);
      SEABEAM_RETURN_IF_ERROR(prepared.Declare(m_));
      GraphResult result;
      SEABEAM_RETURN_IF_ERROR(LowerGraph(prepared, m_, &result));
      for (ir::BlockId b = 0; b < prepared.cfg.size(); ++b) {
        const int32_t slots = prepared.regions.frame(b);
        if (slots >= 0)
          frame_words_ = std::max(frame_words_, static_cast<uint32_t>(slots) + prepared.padding);
        for (NodeId n : prepared.cfg.fixed(b)) {
          if (prepared.graph.op(n) == IrOp::kFrameAlloc) {
            frame_words_ = std::max(
                frame_words_, static_cast<uint32_t>(prepared.graph.imm(n)) + prepared.padding);
          }
        }
      }
    }
    SEABEAM_RETURN_IF_ERROR(BuildWaysOut(m_, globals_));
    SEABEAM_RETURN_IF_ERROR(constants_.LayOut());
    if (m_.literal_function().valid()) {
      SEABEAM_RETURN_IF_ERROR(BuildLiteralFunction(m_, globals_, constants_.literals()));
    }
    SEABEAM_RETURN_IF_ERROR(BuildEntries());
    // Primitives ask for helpers, and these for primitives with higher numbers or heap_slow.
    m_.HelperFunction(Helper::kGrowHeap);
    m_.PrimFunction(Prim::k_heap_slow);
    SEABEAM_RETURN_IF_ERROR(m_.BuildHelpers());
    SEABEAM_RETURN_IF_ERROR(BuildPrimitives(m_, globals_));
    SEABEAM_RETURN_IF_ERROR(FinishLeave());
    SEABEAM_RETURN_IF_ERROR(BuildTailCalls(m_, globals_));
    SEABEAM_RETURN_IF_ERROR(
        CheckRoots(m_.wasm(), globals_, m_.adapters(), ways_in_, m_.collect_free()));

    wasm::EncodeOptions encode;
    encode.names = options_.names;
    SEABEAM_ASSIGN_OR_RETURN(wasm::EncodedModule encoded, wasm::Encode(m_.wasm(), encode));
    atomvm::NativeCode code;
    code.labels = inputs_.labels;
    code.entries = m_.num_labels();
    code.wasm = std::move(encoded.bytes);
    FillTables(&code);
    return code;
  }

 private:
  wasm::GlobalId Global(const char* name) {
    return m_.wasm().AddGlobal(wasm::kI32, true, wasm::ConstExpr::I32(0), name);
  }

  // Registers that are handed on at most.
  void FindMaxLive() {
    for (const auto& graph : module_.graphs) {
      const ir::Graph& g = *graph;
      max_live_ = std::max(max_live_, g.arity());
      for (NodeId n = 0; n < g.size(); ++n) {
        if (g.IsDead(n)) continue;
        switch (g.op(n)) {
          case IrOp::kCallExternal:
          case IrOp::kTailExternal:
          case IrOp::kCallFun:
          case IrOp::kTailFun:
          case IrOp::kCallApply:
          case IrOp::kTailApply:
            max_live_ = std::max(max_live_, static_cast<uint32_t>(g.list(n)[1]));
            break;
          default:
            break;
        }
      }
    }
  }

  // Where the host goes on with a parked call.
  absl::Status BuildParkedExport(const EntryFunctions& entry) {
    const wasm::FuncId f = m_.wasm().AddFunction(m_.I32Type(3));
    HostCode c(m_, globals_, f);
    c.Param(1);
    c.b.GlobalSet(globals_.js);
    c.Block();
    c.b.Call(m_.ResumeFunction());
    c.b.Call(entry.leave);
    SEABEAM_RETURN_IF_ERROR(c.b.Finish());
    Export(m_.ParkedLabel(), f);
    return absl::OkStatus();
  }

  absl::Status BuildEntries() {
    EntryFunctions entry;
    entry.enter = m_.wasm().AddFunction(m_.I32Type(5), "$enter");
    entry.leave = m_.wasm().AddFunction(m_.I32Type(1), "$leave");
    entry.run = m_.wasm().AddFunction(m_.I32Type(4), "$run");
    ways_in_ = {entry.enter, entry.run};
    for (uint32_t i = 0; i < m_.entries().size(); ++i) {
      SEABEAM_RETURN_IF_ERROR(BuildExport(entry, i));
    }
    if (m_.label_at_a_time()) SEABEAM_RETURN_IF_ERROR(BuildParkedExport(entry));
    // Processes end here.
    const wasm::FuncId end = m_.wasm().AddFunction(m_.I32Type(3));
    HostCode c(m_, globals_, end);
    c.Param(2);
    c.b.GlobalSet(globals_.primitives);
    c.Param(0);
    c.Param(1);
    c.Call(Primitive::terminate_context);
    SEABEAM_RETURN_IF_ERROR(c.b.Finish());
    Export(inputs_.labels, end);

    EntryFacts facts;
    facts.frame_words = frame_words_;
    facts.max_live = max_live_;
    facts.constant_words = constants_.words();
    facts.fill_constants = [&](HostCode& code) { constants_.Fill(code); };
    SEABEAM_RETURN_IF_ERROR(BuildEnter(m_, globals_, facts, entry.enter));
    LeaveFacts& leave = leave_;
    leave.max_live = max_live_;
    leave.names_at = constants_.names_at();
    leave.first_continuation = static_cast<uint32_t>(module_.functions.size());
    leave.num_continuations =
        static_cast<uint32_t>(m_.adapters().size()) - leave.first_continuation;
    wasm::Limits limits;
    limits.min = static_cast<uint32_t>(m_.adapters().size());
    leave.table = m_.wasm().AddTable(limits);
    m_.wasm().AddElementSegment(leave.table, wasm::ConstExpr::I32(0), m_.adapters());
    std::set<uint32_t> arities;
    for (const auto& graph : module_.graphs) arities.insert(graph->arity());
    SEABEAM_RETURN_IF_ERROR(
        BuildRun(m_, globals_, entry, leave.table, {arities.begin(), arities.end()}));
    leave_function_ = entry.leave;
    return absl::OkStatus();
  }

  // Once all primitives that code asks for are known.
  absl::Status FinishLeave() {
    static constexpr struct {
      Prim prim;
      Action action;
    } kRows[] = {
        {Prim::k_entry_slow, Action::kEnter},
        {Prim::k_fail_pending, Action::kPending},
        {Prim::k_raise_guard, Action::kGuard},
        {Prim::k_raise_error1, Action::kError},
        {Prim::k_raise_error1, Action::kErrorTuple},
        {Prim::k_raise_function_clause, Action::kFunctionClause},
        {Prim::k_raise_class, Action::kRaw},
        {Prim::k_reraise, Action::kReraise},
        {Prim::k_recv_wait, Action::kWait},
        {Prim::k_recv_wait_timeout, Action::kWaitTimeout},
    };
    leave_.actions.resize(static_cast<size_t>(Action::kCount));
    for (const auto& row : kRows) {
      if (m_.prims()[static_cast<size_t>(row.prim)].valid()) {
        leave_.actions[static_cast<size_t>(row.action)] = true;
      }
    }
    for (const ModuleContext::OutUse& out : m_.outs()) {
      leave_.actions[static_cast<size_t>(ActionOfOut(module_, out))] = true;
    }
    return BuildLeave(m_, globals_, leave_, leave_function_);
  }

  void Export(uint32_t label, wasm::FuncId f) {
    m_.wasm().AddExport(absl::StrCat(abi::atomvm::kExportPrefix, label), f);
    ways_in_.push_back(f);
  }

  absl::Status BuildExport(const EntryFunctions& entry, uint32_t index) {
    const uint32_t functions = static_cast<uint32_t>(module_.functions.size());
    const bool start = index < functions;
    const ir::Graph& g = *module_.graphs[m_.entries()[index].function];
    const NodeId head = start ? g.start() : m_.HeadOfEntry(index);
    uint32_t live = 0;
    bool receives = false, timeout = false;
    uint32_t on_message = 0;
    if (start) {
      live = g.arity();
    } else {
      switch (g.op(head)) {
        case IrOp::kCallCont:
          live = 1;
          break;
        case IrOp::kTryHandler:
          live = kHandlerValues;
          break;
        case IrOp::kRecvEntry:
          receives = true;
          break;
        case IrOp::kTimeoutCont: {
          receives = timeout = true;
          const NodeId sync = g.data(g.control(head))[0];
          for (NodeId u : g.uses(sync)) {
            if (g.op(u) == IrOp::kRecvEntry)
              on_message = m_.EntryPosition(m_.entries()[index].function, u);
          }
          break;
        }
        default:
          break;
      }
    }
    const wasm::FuncId f = m_.wasm().AddFunction(m_.I32Type(3));
    HostCode c(m_, globals_, f);
    if (receives) Signals(c, timeout, on_message);
    c.Param(0);
    c.Param(1);
    c.Param(2);
    c.Const(index << kRunEntryShift | live << 1 | (start ? 1 : 0));
    c.b.Call(entry.run);
    SEABEAM_RETURN_IF_ERROR(c.b.Finish());
    Export(m_.LabelOfEntry(index), f);
    return absl::OkStatus();
  }

  // Signals may raise, end the process or suspend it (21 in 3.4); then a timeout may not have come
  // yet (5.9).
  void Signals(HostCode& c, bool timeout, uint32_t on_message) {
    const LocalId next = c.b.AddLocal(wasm::kI32);
    c.Param(2);
    c.b.GlobalSet(globals_.primitives);
    const wasm::Label go_on = c.b.Block();
    const wasm::Label leave = c.b.Block();
    c.Param(0);
    c.Param(1);
    c.Call(Primitive::process_signal_messages);
    c.b.LocalTee(next);
    c.Param(0);
    c.Op(Opcode::kI32Ne);
    c.b.BrIf(leave);
    c.Param(1);
    c.Load(JitStateOffsets::continuation);
    c.b.BrIf(leave);
    c.Param(1);
    c.Load(JitStateOffsets::remaining_reductions);
    c.b.BrIf(go_on);
    c.b.End(leave);
    c.b.LocalGet(next);
    c.b.Return();
    c.b.End(go_on);
    if (!timeout) return;
    c.Param(0);
    c.Const(abi::atomvm::kFlagWaitingTimeoutExpired);
    c.Call(Primitive::context_get_flags);
    c.Op(Opcode::kI32Eqz);
    c.b.If();
    c.Param(0);
    c.Param(1);
    c.Const(on_message);
    c.Call(Primitive::wait_timeout_trap_handler);
    c.b.Return();
    c.b.End();
  }

  void FillTables(atomvm::NativeCode* code) {
    auto row = [&](uint32_t label, const Position& p) {
      code->lines.push_back({p.loc, label});
      if (label >= inputs_.labels)
        code->label_rows.push_back({label, module_.functions[p.function].label});
    };
    for (uint32_t i = 0; i < m_.entries().size(); ++i) row(m_.LabelOfEntry(i), m_.entries()[i]);
    for (uint32_t i = 0; i < m_.errors().size(); ++i) row(m_.num_labels() + i, m_.errors()[i]);
    // A row counts for the labels behind it too.
    std::stable_sort(code->lines.begin(), code->lines.end(),
                     [](const auto& a, const auto& b) { return a.label < b.label; });
    code->lines.erase(
        std::unique(code->lines.begin(), code->lines.end(),
                    [](const auto& a, const auto& b) { return a.line_ref == b.line_ref; }),
        code->lines.end());
  }

  const ir::Module& module_;
  const NativeInputs& inputs_;
  const EmitOptions& options_;
  ModuleContext m_;
  BlockConstants constants_;
  NativeGlobals globals_;
  uint32_t frame_words_ = 0;
  LeaveFacts leave_;
  wasm::FuncId leave_function_;
  std::vector<wasm::FuncId> ways_in_;  // what the host enters, and what that calls first
  uint32_t max_live_ = 0;              // arguments of a function, or of a call out of the module
};

}  // namespace

absl::StatusOr<atomvm::NativeCode> BuildNative(const ir::Module& module, const NativeInputs& inputs,
                                               const EmitOptions& options) {
  EmitOptions own = options;
  own.atomvm = true;
  if (own.label_at_a_time) {
    own.tail_calls = false;
    own.copy_callees = own.inline_regions = false;
  }
  return NativeBuilder(module, inputs, own).Build();
}

}  // namespace seabeam::emit
