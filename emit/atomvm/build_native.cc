#include "emit/atomvm/build_native.h"

#include <algorithm>
#include <map>
#include <utility>

#include "abi/atomvm/atoms.h"
#include "abi/atomvm/container.h"
#include "abi/atomvm/services.h"
#include "abi/container.h"
#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "emit/atomvm/entry.h"
#include "emit/atomvm/host_calls.h"
#include "emit/atomvm/integer_words.h"
#include "emit/atomvm/literal_function.h"
#include "emit/atomvm/primitives.h"
#include "emit/atomvm/root_check.h"
#include "emit/atomvm/tail_calls.h"
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
        m_(module, options, inputs.labels + 1) {}

  absl::StatusOr<atomvm::NativeCode> Build() {
    for (uint32_t i = 1; i < inputs_.atoms.size(); ++i) atom_index_.emplace(inputs_.atoms[i], i);
    SEABEAM_RETURN_IF_ERROR(CheckGraphs());
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
    SEABEAM_RETURN_IF_ERROR(BuildOuts());
    LayOutBytes();
    if (m_.literal_function().valid()) {
      SEABEAM_RETURN_IF_ERROR(BuildLiteralFunction(m_, globals_, literals_));
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

  absl::Status Missing(uint32_t function, absl::string_view what) const {
    return absl::UnimplementedError(absl::StrCat("module ", module_.name, ": function ",
                                                 module_.graphs[function]->name(), ": ", what,
                                                 " is not done for AtomVM yet"));
  }

  // What is not done yet, by name, before anything is built.
  absl::Status CheckGraphs() {
    for (uint32_t i = 0; i < module_.graphs.size(); ++i) {
      const ir::Graph& g = *module_.graphs[i];
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
          case IrOp::kBsSame:
          case IrOp::kBsMatchString:
            uses_strings_ = true;
            break;
          case IrOp::kBsCreate:
            for (size_t k = 1; k < g.list(n).size(); k += 2) uses_strings_ |= g.list(n)[k] >= 0;
            break;
          case IrOp::kLiteralConst:
            SEABEAM_RETURN_IF_ERROR(UseLiteral(i, g.imm(n)));
            break;
          case IrOp::kSwitch:
            for (int64_t key : g.list(n)) {
              if (ir::KeyKind(key) != ir::SwitchKeyKind::kLiteral) continue;
              SEABEAM_RETURN_IF_ERROR(UseLiteral(i, ir::KeyPayload(key)));
            }
            break;
          default:
            break;
        }
      }
    }
    return absl::OkStatus();
  }

  // How a call of an import leaves.
  Action ActionOf(const ir::ImportRef& import) const {
    if (module_.atoms[import.module] != abi::atomvm::kServiceModule) return Action::kExternal;
    return module_.atoms[import.function] == abi::atomvm::kCatchEnd ? Action::kCatchEnd
                                                                    : Action::kStacktrace;
  }

  bool Lookup(absl::string_view name, KnownAtom* atom) const {
    for (uint32_t i = 0; i < abi::atomvm::kFixedAtomCount; ++i) {
      if (abi::atomvm::kFixedAtomNames[i] == name) atom->term = abi::AtomTerm(i);
    }
    if (atom->term != 0) return true;
    auto it = atom_index_.find(name);
    if (it == atom_index_.end()) return false;
    atom->index = it->second;
    return true;
  }

  // The block's bytes, but for the names of functions with error positions.
  void LayOutBytes() {
    constant_words_ = abi::kConstFirstAtom +
                      static_cast<uint32_t>(m_.dynamic_atoms().size() + m_.literals().size() +
                                            m_.imports().size() + module_.lambdas.size());
    bytes_at_ = BlockOffsets::constants + 4 * constant_words_;
    literals_.images_at = bytes_at_;
    bytes_ = ImageBytes(literals_);
    strt_at_ = bytes_at_ + static_cast<uint32_t>(bytes_.size());
    if (uses_strings_) bytes_ += module_.strt;
    names_at_ = bytes_at_ + static_cast<uint32_t>(bytes_.size());
  }

  // Literals that are not in the host's table are integers that the translator made literals of.
  absl::Status UseLiteral(uint32_t function, int64_t index) {
    const uint32_t literal = static_cast<uint32_t>(index);
    if (known_literals_.size() <= literal) known_literals_.resize(literal + 1);
    if (known_literals_[literal]) return absl::OkStatus();
    known_literals_[literal] = true;
    if (literal < inputs_.literals) {
      LiteralImage image;
      auto lookup = [this](absl::string_view name, KnownAtom* atom) { return Lookup(name, atom); };
      if (MakeLiteralImage(module_.literals[literal], lookup, &image)) {
        literals_.images.push_back({literal, std::move(image)});
      }
      return absl::OkStatus();
    }
    std::vector<uint32_t> words;
    if (!IntegerWords(module_.literals[literal], &words)) {
      return Missing(function, "an integer of more than 256 bits in code");
    }
    literals_.added.push_back({literal, std::move(words)});
    return absl::OkStatus();
  }

  absl::Status BuildOuts() {
    std::map<std::pair<Action, uint32_t>, wasm::FuncId> ends;
    for (const ModuleContext::OutUse& out : m_.outs()) {
      HostCode c(m_, globals_, out.function);
      const uint32_t first = m_.abi().first_arg;
      uint32_t arity = out.n;
      Action action = Action::kExternal;
      auto store = [&](uint32_t offset, auto push) {
        c.Block();
        push();
        c.Store(offset);
      };
      auto arg = [&](uint32_t i, auto push) { store(BlockOffsets::arg + 4 * i, push); };
      switch (out.kind) {
        case ModuleContext::Out::kExternal:
          action = ActionOf(module_.imports[out.import]);
          arg(2, [&] { c.Const(out.import); });
          break;
        case ModuleContext::Out::kFun:
          action = Action::kFun;
          arity -= 1;
          CallOwnFun(c, arity);
          arg(2, [&] { c.Param(first + arity); });
          break;
        case ModuleContext::Out::kApply:
          action = Action::kApply;
          arity -= 2;
          arg(2, [&] { c.Param(first + arity); });
          arg(3, [&] { c.Param(first + arity + 1); });
          break;
      }
      auto [end, added] = ends.try_emplace({action, arity});
      if (added) end->second = m_.wasm().AddFunction(m_.NativeType(arity), "$out_end");
      for (uint32_t i = 0; i < first + arity; ++i) c.Param(i);
      c.b.Call(end->second);
      SEABEAM_RETURN_IF_ERROR(c.b.Finish());
    }
    for (const auto& [key, f] : ends)
      SEABEAM_RETURN_IF_ERROR(BuildOutEnd(key.first, key.second, f));
    return absl::OkStatus();
  }

  // (ctx, e, arguments..): notes all of a way out but what it leads to.
  absl::Status BuildOutEnd(Action action, uint32_t arity, wasm::FuncId f) {
    HostCode c(m_, globals_, f);
    const uint32_t first = m_.abi().first_arg;
    auto store = [&](uint32_t offset, auto push) {
      c.Param(0);
      push();
      c.Store(offset);
    };
    store(BlockOffsets::arg, [&] { c.BlockLoad(CtxOffsets::pending_export); });
    store(BlockOffsets::arg + 4, [&] { c.Const(arity); });
    store(BlockOffsets::action, [&] { c.Const(static_cast<uint32_t>(action)); });
    for (uint32_t i = 0; i < arity; ++i) {
      store(CtxOffsets::x_base + 4 * i, [&] { c.Param(first + i); });
    }
    // The return address is below e, where the caller is to write it.
    store(CtxOffsets::native_e, [&] {
      c.Param(m_.abi().e_param);
      c.OpConst(Opcode::kI32Sub, m_.abi().cp_depth);
    });
    c.Const(0);
    return c.b.Finish();
  }

  // A fun of this module, with this many arguments, is called here; others are left to the host.
  void CallOwnFun(HostCode& c, uint32_t arity) {
    std::vector<uint32_t> lambdas;
    for (uint32_t i = 0; i < module_.lambdas.size(); ++i) {
      if (module_.lambdas[i].arity == arity) lambdas.push_back(i);
    }
    if (lambdas.empty()) return;
    const uint32_t first = m_.abi().first_arg, fun = first + arity;
    auto word = [&](uint32_t i) {
      c.Param(fun);
      c.OpConst(Opcode::kI32Sub, abi::kTagBoxed);
      c.Load(4 * i);
    };
    const wasm::Label other = c.b.Block();
    c.Param(fun);
    c.OpConst(Opcode::kI32And, abi::kTagMask);
    c.OpConst(Opcode::kI32Ne, abi::kTagBoxed);
    c.b.BrIf(other);
    word(0);
    c.OpConst(Opcode::kI32And, abi::kHeaderMask);
    c.OpConst(Opcode::kI32Ne, abi::kHdrFun);
    c.b.BrIf(other);
    // An atom in a fun `m:f/n`, and in one from elsewhere.
    word(abi::atomvm::kFunModuleWord);
    c.b.GlobalGet(globals_.module);
    c.Op(Opcode::kI32Ne);
    c.b.BrIf(other);
    std::vector<wasm::Label> by_index(lambdas.back() + 1, other), cases(lambdas.size());
    for (size_t i = lambdas.size(); i-- > 0;) by_index[lambdas[i]] = cases[i] = c.b.Block();
    word(abi::atomvm::kFunIndexWord);
    c.OpConst(Opcode::kI32ShrU, abi::kImmShift);
    c.b.BrTable(by_index, other);
    for (size_t i = 0; i < lambdas.size(); ++i) {
      c.b.End(cases[i]);
      const ir::Lambda& lambda = module_.lambdas[lambdas[i]];
      for (uint32_t p = 0; p < fun; ++p) c.Param(p);
      for (uint32_t v = 0; v < lambda.num_free; ++v) word(abi::kFunFirstFree + v);
      if (m_.label_at_a_time()) {
        m_.ParkCall(c.b, m_.StartFunction(lambda.function_index));
      } else {
        m_.ReturnCall(c.b, m_.StartFunction(lambda.function_index));
      }
    }
    c.b.End(other);
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
    for (const Position& error : m_.errors()) {
      auto it = atom_index_.find(module_.atoms[module_.functions[error.function].name]);
      const uint32_t atom = it == atom_index_.end() ? 0 : it->second;
      if (atom > 0xFFFF) {
        return absl::UnimplementedError(
            absl::StrCat("module ", module_.name, ": more than 65535 atoms"));
      }
      bytes_.push_back(static_cast<char>(atom));
      bytes_.push_back(static_cast<char>(atom >> 8));
    }
    facts.constant_words = constant_words_ + (static_cast<uint32_t>(bytes_.size()) + 3) / 4;
    std::string missing;
    facts.fill_constants = [&](HostCode& code) { FillConstants(code, &missing); };
    SEABEAM_RETURN_IF_ERROR(BuildEnter(m_, globals_, facts, entry.enter));
    if (!missing.empty()) {
      return absl::UnimplementedError(
          absl::StrCat("module ", module_.name, ": the atom '", missing, "' is not in AtU8"));
    }
    LeaveFacts& leave = leave_;
    leave.max_live = max_live_;
    leave.names_at = names_at_;
    leave.first_continuation = static_cast<uint32_t>(module_.functions.size());
    leave.num_continuations =
        static_cast<uint32_t>(m_.adapters().size()) - leave.first_continuation;
    wasm::Limits limits;
    limits.min = static_cast<uint32_t>(m_.adapters().size());
    leave.adapters = m_.wasm().AddTable(limits);
    m_.wasm().AddElementSegment(leave.adapters, wasm::ConstExpr::I32(0), m_.adapters());
    SEABEAM_RETURN_IF_ERROR(BuildRun(m_, globals_, entry, leave.adapters));
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
      const Action action = out.kind == ModuleContext::Out::kFun ? Action::kFun
                            : out.kind == ModuleContext::Out::kApply
                                ? Action::kApply
                                : ActionOf(module_.imports[out.import]);
      leave_.actions[static_cast<size_t>(action)] = true;
    }
    return BuildLeave(m_, globals_, leave_, leave_function_);
  }

  void FillConstants(HostCode& c, std::string* missing) {
    c.Block();
    c.OpConst(Opcode::kI32Add, BlockOffsets::growing);
    c.Const(0);
    c.Const(4 * BlockOffsets::growing_words);
    c.b.MemoryFill();
    c.Block();
    c.OpConst(Opcode::kI32Add, BlockOffsets::constants);
    c.b.GlobalSet(m_.constants());
    // CPs of this module: module index << 24.
    c.b.GlobalGet(globals_.module);
    c.Load(abi::atomvm::kModuleIndexAt);
    c.OpConst(Opcode::kI32Shl, abi::atomvm::kCpModuleShift);
    c.b.GlobalSet(m_.cp_base());
    for (uint32_t i = 0; i < m_.dynamic_atoms().size(); ++i) {
      const uint32_t atom = m_.dynamic_atoms()[i];
      auto it = atom_index_.find(module_.atoms[atom]);
      if (it == atom_index_.end()) {
        *missing = module_.atoms[atom];
        return;
      }
      c.Block();
      c.Js();
      c.Const(it->second);
      c.Call(Primitive::module_get_atom_term_by_id);
      c.Store(BlockOffsets::constants + 4 * m_.AtomWord(atom));
    }
    if (uses_strings_) {
      // The host gives no address of StrT.
      c.Block();
      c.Block();
      c.OpConst(Opcode::kI32Add, strt_at_);
      c.Store(BlockOffsets::constants + 4 * abi::kConstStrt);
    }
    if (!bytes_.empty()) {
      c.Block();
      c.OpConst(Opcode::kI32Add, bytes_at_);
      c.Const(0);
      c.Const(bytes_.size());
      c.b.MemoryInit(m_.wasm().AddPassiveDataSegment(bytes_));
      FillLateAtoms(c, literals_);
    }
    for (uint32_t i = 0; i < module_.lambdas.size(); ++i) {
      c.Block();
      c.b.GlobalGet(globals_.module);
      c.Store(BlockOffsets::constants + 4 * m_.LambdaWord(i));
    }
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
  NativeGlobals globals_;
  uint32_t frame_words_ = 0;
  LeaveFacts leave_;
  wasm::FuncId leave_function_;
  std::vector<wasm::FuncId> ways_in_;  // what the host enters, and what that calls first
  uint32_t max_live_ = 0;  // arguments of a function, or of a call out of the module
  // Behind the block's constants: images of literals, StrT, if anything reads it, and
  // LeaveFacts::names_at.
  std::string bytes_;
  uint32_t constant_words_ = 0, bytes_at_ = 0, strt_at_ = 0, names_at_ = 0;
  Literals literals_;
  std::vector<bool> known_literals_;                              // by index: is in literals_, or the host's
  absl::flat_hash_map<absl::string_view, uint32_t> atom_index_;  // in AtU8
  bool uses_strings_ = false;                                      // StrT
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
