#include "emit/lower/module_context.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "abi/atom_list.h"
#include "abi/atomvm/atoms.h"
#include "abi/container.h"
#include "base/check.h"

namespace seabeam::emit {
namespace {

using ir::NodeId;
using ir::Op;

constexpr uint32_t kAbsent = 0xFFFFFFFF;

struct PrimRow {
  const char* name;
  const char* params;
  char result;
};
constexpr PrimRow kPrims[] = {
#define SEABEAM_PRIM_ROW(name, params, result) {#name, params, result},
    SEABEAM_PRIM_LIST(SEABEAM_PRIM_ROW)
#undef SEABEAM_PRIM_ROW
};

wasm::ValType TypeOfLetter(char c) {
  switch (c) {
    case 'l':
      return wasm::kI64;
    case 'd':
      return wasm::kF64;
    default:
      return wasm::kI32;
  }
}

const absl::flat_hash_map<absl::string_view, uint32_t>& FixedAtoms() {
  static const auto& map = *[] {
    auto* m = new absl::flat_hash_map<absl::string_view, uint32_t>;
    uint32_t index = 0;
#define SEABEAM_FIXED_ATOM(symbol, text) (*m)[text] = abi::AtomTerm(index++);
    SEABEAM_ATOM_LIST(SEABEAM_FIXED_ATOM)
#undef SEABEAM_FIXED_ATOM
    return m;
  }();
  return map;
}

}  // namespace

ModuleContext::ModuleContext(const ir::Module& module, const EmitOptions& options,
                             uint32_t first_label)
    : module_(module), options_(options), first_label_(first_label) {
  prims_.resize(static_cast<size_t>(Prim::kCount));
  wasm::Limits limits;
  limits.min = 1;
  if (options.shared_memory) {
    limits.max = 65536;
    limits.shared = true;
  }
  wasm_.AddImportMemory(abi().import_module, abi().memory, limits);
  wasm_.SetName(module.name);
  CollectConstants();
  CollectEntries();
  const uint32_t count = static_cast<uint32_t>(module.functions.size());
  starts_.reserve(count);
  for (uint32_t i = 0; i < count; ++i) {
    // Engines and tools put the module's own name in front.
    starts_.push_back(wasm_.AddFunction(NativeType(module.functions[i].arity), module.graphs[i]->name()));
  }
}

void ModuleContext::CollectConstants() {
  atom_terms_.assign(module_.atoms.size(), 0);
  atom_words_.assign(module_.atoms.size(), kAbsent);
  literal_words_.assign(module_.literals.size(), kAbsent);
  import_words_.assign(module_.imports.size(), kAbsent);
  for (size_t i = 0; i < module_.atoms.size(); ++i) {
    auto it = FixedAtoms().find(module_.atoms[i]);
    if (it == FixedAtoms().end()) continue;
    if (options_.atomvm &&
        it->second >= abi::AtomTerm(abi::atomvm::kFixedAtomCount)) {
      continue;
    }
    atom_terms_[i] = it->second;
  }
  auto atom = [&](uint64_t i) {
    if (i >= atom_terms_.size() || atom_terms_[i] != 0 || atom_words_[i] != kAbsent) return;
    atom_words_[i] = static_cast<uint32_t>(dynamic_atoms_.size());
    dynamic_atoms_.push_back(static_cast<uint32_t>(i));
  };
  auto literal = [&](uint64_t i) {
    if (i >= literal_words_.size() || literal_words_[i] != kAbsent) return;
    literal_words_[i] = static_cast<uint32_t>(literals_.size());
    literals_.push_back(static_cast<uint32_t>(i));
  };
  for (const auto& graph : module_.graphs) {
    for (NodeId n = 0; n < graph->size(); ++n) {
      if (graph->IsDead(n)) continue;
      switch (graph->op(n)) {
        case Op::kAtomConst:
          atom(graph->imm(n));
          break;
        case Op::kLiteralConst:
          literal(graph->imm(n));
          break;
        case Op::kSwitch:
          for (int64_t key : graph->list(n)) {
            if (ir::KeyKind(key) == ir::SwitchKeyKind::kAtom) atom(ir::KeyPayload(key));
            if (ir::KeyKind(key) == ir::SwitchKeyKind::kLiteral) literal(ir::KeyPayload(key));
          }
          break;
        case Op::kCallExternal:
        case Op::kTailExternal: {
          const uint64_t i = graph->list(n)[0];
          if (i >= import_words_.size() || import_words_[i] != kAbsent) break;
          import_words_[i] = static_cast<uint32_t>(imports_.size());
          imports_.push_back(static_cast<uint32_t>(i));
          break;
        }
        default:
          break;
      }
    }
  }
}

void ModuleContext::CollectEntries() {
  for (uint32_t i = 0; i < module_.functions.size(); ++i) entries_.push_back({i, 0});
  for (uint32_t i = 0; i < module_.graphs.size(); ++i) {
    const ir::Graph& graph = *module_.graphs[i];
    first_entry_.push_back(static_cast<uint32_t>(entries_.size()));
    entry_heads_.emplace_back();
    for (NodeId n = 0; n < graph.size(); ++n) {
      if (graph.IsDead(n) || !graph.IsEntryHead(n)) continue;
      entry_heads_.back().push_back(n);
      entries_.push_back({i, graph.loc(graph.control(n))});
    }
  }
  adapters_.resize(entries_.size());
}

wasm::TypeId ModuleContext::I32Type(uint32_t params) {
  while (i32_types_.size() <= params) i32_types_.emplace_back();
  if (!i32_types_[params].valid()) {
    i32_types_[params] = wasm_.AddType(
        {std::vector<wasm::ValType>(params, wasm::kI32), {wasm::kI32}});
  }
  return i32_types_[params];
}

wasm::TypeId ModuleContext::NativeType(uint32_t arity) {
  return I32Type(abi().native_params(arity));
}

wasm::FuncId ModuleContext::PrimFunction(Prim prim) {
  wasm::FuncId& id = prims_[static_cast<size_t>(prim)];
  if (!id.valid()) {
    const PrimRow& row = kPrims[static_cast<size_t>(prim)];
    wasm::FuncType type;
    for (const char* p = row.params; *p != '\0'; ++p) type.params.push_back(TypeOfLetter(*p));
    if (row.result != 'v') type.results.push_back(TypeOfLetter(row.result));
    const wasm::TypeId type_id = wasm_.AddType(type);
    id = atomvm() ? wasm_.AddFunction(type_id, absl::StrCat("$", row.name))
                  : wasm_.AddImportFunction(abi().import_module, row.name, type_id);
  }
  return id;
}

wasm::FuncId ModuleContext::BifFunction(uint32_t bif) {
  SEABEAM_CHECK_LT(bif, static_cast<uint32_t>(abi::BifId::kCount));
  auto [it, added] = bifs_.try_emplace(bif);
  if (added) {
    const abi::BifInfo& info = abi::kBifs[bif];
    const wasm::TypeId type = I32Type(1 + info.arity);
    it->second = atomvm() ? wasm_.AddFunction(type, absl::StrCat("$", info.symbol))
                          : wasm_.AddImportFunction(abi().import_module, info.symbol, type);
  }
  return it->second;
}

wasm::GlobalId ModuleContext::Global(const char* name) {
  if (atomvm()) return wasm_.AddGlobal(wasm::kI32, true, wasm::ConstExpr::I32(0), name);
  return wasm_.AddImportGlobal(abi().import_module, name, wasm::kI32, false);
}

wasm::GlobalId ModuleContext::constants() {
  if (!constants_.valid()) {
    constants_ = Global(abi().constants);
  }
  return constants_;
}

wasm::GlobalId ModuleContext::table_base() {
  if (!table_base_.valid()) {
    table_base_ = Global(abi().table_base);
  }
  return table_base_;
}

wasm::GlobalId ModuleContext::cp_base() {
  if (!cp_base_.valid()) {
    cp_base_ = Global(abi().cp_base);
  }
  return cp_base_;
}

wasm::TableId ModuleContext::table() {
  if (!table_.valid()) {
    table_ = atomvm() ? wasm_.AddTable({}) : wasm_.AddImportTable(abi().import_module, abi().table, {});
  }
  return table_;
}

bool ModuleContext::FixedAtom(uint32_t atom, uint32_t* term) const {
  *term = atom_terms_[atom];
  return *term != 0;
}

uint32_t ModuleContext::AtomWord(uint32_t atom) const {
  SEABEAM_CHECK_NE(atom_words_[atom], kAbsent);
  return abi::kConstFirstAtom + atom_words_[atom];
}

uint32_t ModuleContext::LiteralWord(uint32_t literal) const {
  SEABEAM_CHECK_NE(literal_words_[literal], kAbsent);
  return abi::kConstFirstAtom + static_cast<uint32_t>(dynamic_atoms_.size()) +
         literal_words_[literal];
}

uint32_t ModuleContext::ImportWord(uint32_t import) const {
  SEABEAM_CHECK_NE(import_words_[import], kAbsent);
  return abi::kConstFirstAtom +
         static_cast<uint32_t>(dynamic_atoms_.size() + literals_.size()) + import_words_[import];
}

uint32_t ModuleContext::LambdaWord(uint32_t lambda) const {
  // AtomVM's funs name their module and their number in it; literals and imports have no words.
  if (atomvm()) return abi::kConstFirstAtom + static_cast<uint32_t>(dynamic_atoms_.size());
  return abi::kConstFirstAtom +
         static_cast<uint32_t>(dynamic_atoms_.size() + literals_.size() + imports_.size()) + lambda;
}

uint32_t ModuleContext::EntryPosition(uint32_t function, NodeId head) const {
  if (head == 0) return atomvm() ? module_.functions[function].label : function;
  const std::vector<NodeId>& heads = entry_heads_[function];
  auto it = std::lower_bound(heads.begin(), heads.end(), head);
  SEABEAM_CHECK(it != heads.end() && *it == head);
  const uint32_t entry = first_entry_[function] + static_cast<uint32_t>(it - heads.begin());
  return atomvm() ? LabelOfEntry(entry) : entry;
}

uint32_t ModuleContext::LabelOfEntry(uint32_t entry) const {
  const uint32_t functions = static_cast<uint32_t>(module_.functions.size());
  return entry < functions ? module_.functions[entry].label : first_label_ + entry - functions;
}

uint32_t ModuleContext::EntryIndex(uint32_t position) const {
  if (!atomvm()) return position;
  const uint32_t functions = static_cast<uint32_t>(module_.functions.size());
  if (position >= first_label_) return position - first_label_ + functions;
  for (uint32_t i = 0; i < functions; ++i) {
    if (module_.functions[i].label == position) return i;
  }
  SEABEAM_CHECK(false) << "no function has label " << position;
  return 0;
}

wasm::FuncId ModuleContext::OutFunction(Out kind, uint32_t n, uint32_t import) {
  for (const OutUse& use : outs_) {
    if (use.kind == kind && use.n == n && use.import == import) return use.function;
  }
  outs_.push_back({kind, n, import, wasm_.AddFunction(NativeType(n), "$out")});
  return outs_.back().function;
}

bool ModuleContext::OutMayReturn(Out kind, uint32_t import) const {
  if (kind != Out::kExternal) return kind == Out::kFun;
  const ir::ImportRef& ref = module_.imports[import];
  return ref.arity == 3 && module_.atoms[ref.function] == "setelement" && module_.atoms[ref.module] == "erlang";
}

wasm::FuncId ModuleContext::LiteralFunction() {
  if (!literal_.valid()) literal_ = wasm_.AddFunction(I32Type(1), "$literal");
  return literal_;
}

void ModuleContext::ReturnCall(wasm::FunctionBuilder& b, wasm::FuncId f) const {
  if (tail_calls()) return b.ReturnCall(f);
  b.Call(f);
  b.Return();
}

void ModuleContext::ParkCall(wasm::FunctionBuilder& b, wasm::FuncId callee) {
  Park(b, callee);
  b.Return();
}

void ModuleContext::Park(wasm::FunctionBuilder& b, wasm::FuncId callee) {
  auto [it, added] = target_numbers_.try_emplace(callee.value(), 0);
  if (added) {
    parked_targets_.push_back(callee);
    it->second = static_cast<uint32_t>(parked_targets_.size());
  }
  const wasm::TypeId type = wasm_.function(callee).type;
  auto park = std::find_if(parks_.begin(), parks_.end(),
                           [&](const ParkUse& use) { return use.type == type; });
  if (park == parks_.end()) {
    wasm::FuncType shape = wasm_.type(type);
    shape.params.push_back(wasm::kI32);
    parks_.push_back({type, wasm_.AddFunction(wasm_.AddType(shape), "$park")});
    park = parks_.end() - 1;
  }
  b.I32Const(static_cast<int32_t>(it->second));
  b.Call(park->function);
}

wasm::FuncId ModuleContext::ResumeFunction() {
  if (!resume_.valid()) resume_ = wasm_.AddFunction(I32Type(1), "$resume");
  return resume_;
}

uint32_t ModuleContext::AddErrorPosition(uint32_t function, uint32_t loc) {
  // Code of one place may stand in several functions.
  auto [it, added] = error_ids_.try_emplace(static_cast<uint64_t>(function) << 32 | loc,
                                            static_cast<uint32_t>(errors_.size()));
  if (added) errors_.push_back({function, loc});
  const uint32_t first = atomvm() ? num_labels() : static_cast<uint32_t>(entries_.size());
  return first + it->second;
}

wasm::FuncId ModuleContext::HelperFunction(Helper helper, uint32_t n) {
  auto [it, added] = helper_ids_.try_emplace(static_cast<uint32_t>(helper) * 1024 + n);
  if (!added) return it->second;
  wasm::TypeId type;
  const char* name = "";
  switch (helper) {
    case Helper::kSlowEntry: type = I32Type(n + 3); name = "slow_entry"; break;
    case Helper::kPopFrame: type = I32Type(2); name = "pop_frame"; break;
    case Helper::kSaveFrame: type = I32Type(n + 1); name = "save_frame"; break;
    case Helper::kSaveCaller: type = I32Type(n + 2); name = "save_caller"; break;
    case Helper::kGrowHeap: type = I32Type(2); name = "grow_heap"; break;
    case Helper::kResolveFun: type = I32Type(3); name = "resolve_fun"; break;
    case Helper::kEqualExact: type = I32Type(2); name = "eq_exact"; break;
    case Helper::kEqualNumeric: type = I32Type(2); name = "eq_numeric"; break;
    case Helper::kTermToF64:
      type = wasm_.AddType({{wasm::kI32}, {wasm::kF64}});
      name = "to_f64";
      break;
    case Helper::kBytesOfBase: type = I32Type(1); name = "bytes"; break;
    case Helper::kRaiseError: type = I32Type(5); name = "raise_error"; break;
    case Helper::kRaiseGuard: type = I32Type(n + 4); name = "raise_guard"; break;
    case Helper::kFunctionClause: type = I32Type(n + 3); name = "function_clause"; break;
    case Helper::kBadFun: type = I32Type(n + 5); name = "bad_fun"; break;
    case Helper::kFailPending: type = I32Type(3); name = "fail_pending"; break;
    case Helper::kCount: SEABEAM_CHECK(false); break;
  }
  it->second = wasm_.AddFunction(type, absl::StrCat("$", name, n == 0 ? "" : absl::StrCat("_", n)));
  helpers_.push_back({helper, n, it->second});
  return it->second;
}

}  // namespace seabeam::emit
