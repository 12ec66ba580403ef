#include "emit/wasm/printer.h"

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "emit/wasm/local_layout.h"
#include "emit/wasm/opcode.h"

namespace seabeam::wasm {
namespace {

bool IsIdChar(char c) {
  if (absl::ascii_isalnum(static_cast<unsigned char>(c))) return true;
  return c != '\0' && std::strchr("!#$%&'*+-./:<=>?@\\^_`|~", c) != nullptr;
}

std::string Identifier(absl::string_view name, absl::string_view fallback, uint32_t number) {
  if (name.empty()) return absl::StrCat("$", fallback, number);
  std::string out = absl::StrCat("$", name);
  for (char& c : out) {
    if (!IsIdChar(c)) c = '_';
  }
  return out;
}

// A string of the text format, quotes included.
std::string Quoted(absl::string_view bytes) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string out = "\"";
  for (char c : bytes) {
    unsigned char u = static_cast<unsigned char>(c);
    if (u >= 0x20 && u < 0x7f && c != '"' && c != '\\') {
      out += c;
    } else {
      out += '\\';
      out += kHex[u >> 4];
      out += kHex[u & 15];
    }
  }
  return out + "\"";
}

// Identifiers of one kind of entity, unique within it.
class Names {
 public:
  void Add(uint32_t id, std::string name) {
    bool fresh = used_.try_emplace(name, id).second;
    if (!fresh) {
      absl::StrAppend(&name, "#", id);
      // A given name may look like one made here.
      while (!used_.try_emplace(name, id).second) name += '_';
    }
    names_[id] = std::move(name);
  }
  std::string Get(uint32_t id) const {
    auto it = names_.find(id);
    return it == names_.end() ? absl::StrCat("?", id) : it->second;
  }

 private:
  absl::flat_hash_map<std::string, uint32_t> used_;
  absl::flat_hash_map<uint32_t, std::string> names_;
};

// What instruction text needs to know. Entities that it does not know by name
// get one made from the module on the fly, not necessarily unique.
struct Context {
  const Module* module = nullptr;
  const FunctionBody* body = nullptr;
  const Names* functions = nullptr;
  const Names* globals = nullptr;
  const Names* tables = nullptr;
  const Names* locals = nullptr;
  uint32_t depth = 0;  // for branches to the function's own frame
  bool know_depth = false;
};

std::string FunctionText(const Context& c, FuncId id) {
  if (c.functions != nullptr) return c.functions->Get(id.value());
  if (!c.module->Contains(id)) return absl::StrCat("?", id.value());
  return Identifier(c.module->function(id).debug_name, id.is_import() ? "import" : "f",
                    id.ordinal());
}

std::string GlobalText(const Context& c, GlobalId id) {
  if (c.globals != nullptr) return c.globals->Get(id.value());
  if (!c.module->Contains(id)) return absl::StrCat("?", id.value());
  return Identifier(c.module->global(id).debug_name, id.is_import() ? "gimport" : "g",
                    id.ordinal());
}

std::string TableText(const Context& c, TableId id) {
  if (c.tables != nullptr) return c.tables->Get(id.value());
  if (!c.module->Contains(id)) return absl::StrCat("?", id.value());
  return Identifier(c.module->table(id).debug_name, id.is_import() ? "timport" : "t", id.ordinal());
}

TableId TableFromAux(uint16_t aux) {
  uint32_t value = aux & ~kAuxImport;
  if (aux & kAuxImport) value |= TableId::kImportBit;
  return TableId(value);
}

std::string LocalText(const Context& c, uint32_t local) {
  if (c.locals != nullptr) return c.locals->Get(local);
  return absl::StrCat("$l", local);
}

std::string LabelText(const Context& c, uint32_t label) {
  if (label == 0 && c.know_depth) return absl::StrCat(c.depth);
  return absl::StrCat("$L", label);
}

std::string TypeText(TypeId id) { return absl::StrCat("$type", id.value()); }

uint32_t Pool(const Context& c, uint64_t index) {
  return index < c.body->pool.size() ? c.body->pool[index] : 0;
}

uint64_t Pool64(const Context& c, uint32_t index) {
  return Pool(c, index) | (static_cast<uint64_t>(Pool(c, uint64_t{index} + 1)) << 32);
}

std::string FloatText(double value, bool is_nan, bool negative, uint64_t payload) {
  std::string sign = negative ? "-" : "";
  if (is_nan) return absl::StrCat(sign, "nan:0x", absl::Hex(payload));
  if (std::isinf(value)) return absl::StrCat(sign, "inf");
  char buffer[64];
  std::snprintf(buffer, sizeof(buffer), "%a", value);
  return buffer;
}

std::string F64Text(uint64_t bits) {
  double value;
  std::memcpy(&value, &bits, sizeof(value));
  return FloatText(value, std::isnan(value), (bits >> 63) != 0, bits & ((uint64_t{1} << 52) - 1));
}

std::string F32Text(uint32_t bits) {
  float value;
  std::memcpy(&value, &bits, sizeof(value));
  return FloatText(static_cast<double>(value), std::isnan(value), (bits >> 31) != 0,
                   bits & ((1u << 23) - 1));
}

std::string BlockTypeText(const Context& c, uint32_t label) {
  if (label >= c.body->labels.size()) return "";
  BlockType type = c.body->labels[label];
  if (type.empty()) return "";
  if (type.is_type()) return absl::StrCat(" (type ", TypeText(type.type()), ")");
  return absl::StrCat(" (result ", ValTypeName(type.value_type()), ")");
}

std::string InstrText(const Context& c, const Instr& i) {
  const OpcodeInfo& info = GetOpcodeInfo(i.op);
  std::string out(info.name);
  auto add = [&out](const auto&... parts) { absl::StrAppend(&out, " ", parts...); };
  switch (info.imm) {
    case ImmKind::kNone:
    case ImmKind::kMemIndex:
    case ImmKind::kMemCopy:
    case ImmKind::kFence:
      break;
    case ImmKind::kBlock:
      add("$L", i.imm, BlockTypeText(c, i.imm));
      break;
    case ImmKind::kLabel:
      add(LabelText(c, i.imm));
      break;
    case ImmKind::kBrTable: {
      uint64_t n = Pool(c, i.imm);
      for (uint64_t k = 0; k <= n; ++k) {
        add(LabelText(c, Pool(c, uint64_t{i.imm} + 1 + k)));
      }
      break;
    }
    case ImmKind::kFunc:
      add(FunctionText(c, FuncId(i.imm)));
      break;
    case ImmKind::kCallIndirect:
      add(TableText(c, TableFromAux(i.aux)), " (type ", TypeText(TypeId(i.imm)), ")");
      break;
    case ImmKind::kSelectType:
      add("(result ", ValTypeName(static_cast<ValType>(i.imm)), ")");
      break;
    case ImmKind::kLocal:
      add(LocalText(c, i.imm));
      break;
    case ImmKind::kGlobal:
      add(GlobalText(c, GlobalId(i.imm)));
      break;
    case ImmKind::kTable:
      add(TableText(c, TableId(i.imm)));
      break;
    case ImmKind::kMem:
    case ImmKind::kAtomicMem:
      if (i.imm != 0) add("offset=", i.imm);
      if (i.aux != info.natural_align && i.aux < 32) {
        add("align=", 1u << i.aux);
      }
      break;
    case ImmKind::kI32:
      add(static_cast<int32_t>(i.imm));
      break;
    case ImmKind::kI64:
      add(i.aux == 0 ? static_cast<int64_t>(static_cast<int32_t>(i.imm))
                     : static_cast<int64_t>(Pool64(c, i.imm)));
      break;
    case ImmKind::kF32:
      add(F32Text(i.imm));
      break;
    case ImmKind::kF64:
      add(F64Text(Pool64(c, i.imm)));
      break;
    case ImmKind::kRefType:
      add(static_cast<ValType>(i.imm) == ValType::kFuncRef ? "func" : "extern");
      break;
    case ImmKind::kMemInit:
    case ImmKind::kData:
    case ImmKind::kElem:
      add(i.imm);
      break;
    case ImmKind::kTableInit:
      add(TableText(c, TableFromAux(i.aux)), " ", i.imm);
      break;
    case ImmKind::kTableCopy:
      add(TableText(c, TableId(i.imm)), " ", TableText(c, TableFromAux(i.aux)));
      break;
  }
  return out;
}

std::string TypeList(absl::string_view keyword, absl::Span<const ValType> types) {
  if (types.empty()) return "";
  std::string out = absl::StrCat(" (", keyword);
  for (ValType t : types) absl::StrAppend(&out, " ", ValTypeName(t));
  return out + ")";
}

std::string LimitsText(const Limits& limits) {
  std::string out = absl::StrCat(limits.min);
  if (limits.max.has_value()) absl::StrAppend(&out, " ", *limits.max);
  if (limits.shared) out += " shared";
  return out;
}

class ModulePrinter {
 public:
  explicit ModulePrinter(const Module& module) : module_(module) {
    AddNames(module.imported_functions(), FuncId::kImportBit, "import", functions_);
    AddNames(module.functions(), 0, "f", functions_);
    AddNames(module.imported_globals(), GlobalId::kImportBit, "gimport", globals_);
    AddNames(module.globals(), 0, "g", globals_);
    AddNames(module.imported_tables(), TableId::kImportBit, "timport", tables_);
    AddNames(module.tables(), 0, "t", tables_);
    context_.module = &module;
    context_.functions = &functions_;
    context_.globals = &globals_;
    context_.tables = &tables_;
  }

  std::string Print() {
    out_ = "(module";
    if (!module_.name().empty()) {
      absl::StrAppend(&out_, " ", Identifier(module_.name(), "", 0));
    }
    out_ += "\n";
    for (uint32_t i = 0; i < module_.types().size(); ++i) {
      const FuncType& t = module_.types()[i];
      Line("(type $type", i, " (func", TypeList("param", t.params), TypeList("result", t.results),
           "))");
    }
    Imports();
    for (uint32_t i = 0; i < module_.tables().size(); ++i) {
      Line("(table ", tables_.Get(i), " ", TableType(module_.tables()[i]), ")");
    }
    if (module_.memory().has_value() && !module_.memory()->is_import) {
      Line("(memory ", LimitsText(module_.memory()->limits), ")");
    }
    for (uint32_t i = 0; i < module_.globals().size(); ++i) {
      const GlobalVar& g = module_.globals()[i];
      Line("(global ", globals_.Get(i), " ", GlobalType(g), " ", ConstText(g.init), ")");
    }
    for (const Export& e : module_.exports()) {
      Line("(export ", Quoted(e.name), " ", ExternText(e), ")");
    }
    if (module_.start().valid()) {
      Line("(start ", functions_.Get(module_.start().value()), ")");
    }
    for (const ElementSegment& s : module_.elements()) Element(s);
    for (uint32_t i = 0; i < module_.functions().size(); ++i) {
      Function(FuncId(i), "  ");
    }
    for (const DataSegment& s : module_.data()) {
      Line("(data ", s.mode == SegmentMode::kActive ? ConstText(s.offset) + " " : "",
           Quoted(s.bytes), ")");
    }
    out_ += ")\n";
    return std::move(out_);
  }

  std::string PrintOne(FuncId function) {
    Function(function, "");
    return std::move(out_);
  }

  std::string PrintSome(absl::Span<const FuncId> functions) {
    for (FuncId f : functions) {
      if (module_.function(f).body != nullptr) Function(f, "");
    }
    return std::move(out_);
  }

 private:
  template <typename T>
  static void AddNames(absl::Span<const T> items, uint32_t bit, absl::string_view fallback,
                       Names& names) {
    for (uint32_t i = 0; i < items.size(); ++i) {
      names.Add(i | bit, Identifier(items[i].debug_name, fallback, i));
    }
  }

  template <typename... Parts>
  void Line(const Parts&... parts) {
    absl::StrAppend(&out_, "  ", parts..., "\n");
  }

  static std::string TableType(const Table& t) {
    return absl::StrCat(LimitsText(t.limits), " ", ValTypeName(t.type));
  }

  static std::string GlobalType(const GlobalVar& g) {
    return g.is_mutable ? absl::StrCat("(mut ", ValTypeName(g.type), ")")
                        : std::string(ValTypeName(g.type));
  }

  static std::string ImportText(const ImportName& import) {
    return absl::StrCat("(import ", Quoted(import.module), " ", Quoted(import.name), " ");
  }

  void Imports() {
    if (module_.memory().has_value() && module_.memory()->is_import) {
      Line(ImportText(module_.memory()->import), "(memory ", LimitsText(module_.memory()->limits),
           "))");
    }
    for (uint32_t i = 0; i < module_.imported_tables().size(); ++i) {
      const Table& t = module_.imported_tables()[i];
      Line(ImportText(t.import), "(table ", tables_.Get(i | TableId::kImportBit), " ", TableType(t),
           "))");
    }
    for (uint32_t i = 0; i < module_.imported_globals().size(); ++i) {
      const GlobalVar& g = module_.imported_globals()[i];
      Line(ImportText(g.import), "(global ", globals_.Get(i | GlobalId::kImportBit), " ",
           GlobalType(g), "))");
    }
    for (uint32_t i = 0; i < module_.imported_functions().size(); ++i) {
      const auto& f = module_.imported_functions()[i];
      Line(ImportText(f.import), "(func ", functions_.Get(i | FuncId::kImportBit), " (type ",
           TypeText(f.type), ")))");
    }
  }

  std::string ExternText(const Export& e) const {
    switch (e.kind) {
      case ExternKind::kFunction:
        return absl::StrCat("(func ", functions_.Get(e.id), ")");
      case ExternKind::kTable:
        return absl::StrCat("(table ", tables_.Get(e.id), ")");
      case ExternKind::kMemory:
        return "(memory 0)";
      case ExternKind::kGlobal:
        return absl::StrCat("(global ", globals_.Get(e.id), ")");
    }
    return "";
  }

  std::string ConstText(const ConstExpr& e) const {
    switch (e.kind) {
      case ConstExpr::Kind::kI32:
        return absl::StrCat("(i32.const ", e.value, ")");
      case ConstExpr::Kind::kI64:
        return absl::StrCat("(i64.const ", e.value, ")");
      case ConstExpr::Kind::kF64:
        return absl::StrCat("(f64.const ", F64Text(static_cast<uint64_t>(e.value)), ")");
      case ConstExpr::Kind::kGlobal: {
        std::string get = absl::StrCat("(global.get ", globals_.Get(e.global.value()), ")");
        if (e.value == 0) return get;
        return absl::StrCat("(offset ", get, " (i32.const ", e.value, ") i32.add)");
      }
      case ConstExpr::Kind::kRefNull:
        return e.ref_type == ValType::kFuncRef ? "(ref.null func)" : "(ref.null extern)";
      case ConstExpr::Kind::kRefFunc:
        return absl::StrCat("(ref.func ", functions_.Get(e.func.value()), ")");
    }
    return "";
  }

  void Element(const ElementSegment& s) {
    std::string items;
    for (FuncId f : s.functions) {
      absl::StrAppend(&items, " ",
                      f.valid() ? absl::StrCat("(ref.func ", functions_.Get(f.value()), ")")
                                : "(ref.null func)");
    }
    if (s.mode == SegmentMode::kPassive) {
      Line("(elem funcref", items, ")");
    } else {
      Line("(elem (table ", tables_.Get(s.table.value()), ") ", ConstText(s.offset), " funcref",
           items, ")");
    }
  }

  void Function(FuncId id, absl::string_view indent) {
    const wasm::Function& f = module_.function(id);
    const FuncType& type = module_.type(f.type);
    absl::StrAppend(&out_, indent, "(func ", functions_.Get(id.value()), " (type ",
                    TypeText(f.type), ")");
    Names locals;
    const FunctionBody* body = f.body.get();
    if (body == nullptr) {
      absl::StrAppend(&out_, id.is_import() ? " ;; imported" : " ;; no body", "\n", indent, ")\n");
      return;
    }
    absl::flat_hash_map<uint32_t, absl::string_view> given;
    for (const auto& [local, name] : body->local_names) {
      given[local.value()] = name;
    }
    size_t num_params = type.params.size();
    for (uint32_t i = 0; i < body->locals.size(); ++i) {
      auto it = given.find(i);
      absl::string_view name = it == given.end() ? "" : it->second;
      locals.Add(i, Identifier(name, i < num_params ? "p" : "l", i));
      if (i < num_params) {
        absl::StrAppend(&out_, " (param ", locals.Get(i), " ", ValTypeName(body->locals[i]), ")");
      }
    }
    absl::StrAppend(&out_, TypeList("result", type.results), "\n");
    LocalLayout layout = LayOutLocals(*body, static_cast<uint32_t>(num_params));
    for (uint32_t i : layout.order) {
      absl::StrAppend(&out_, indent, "  (local ", locals.Get(i), " ", ValTypeName(body->locals[i]),
                      ")\n");
    }
    Context c = context_;
    c.body = body;
    c.locals = &locals;
    c.know_depth = true;
    for (const Instr& i : body->code) {
      if (i.aux == kAuxElided && IsElidable(i.op)) continue;
      if (i.op == Opcode::kEnd) --c.depth;
      // Else stands where its if does.
      uint32_t level = 1 + c.depth - (i.op == Opcode::kElse ? 1 : 0);
      absl::StrAppend(&out_, indent, std::string(2 * size_t{level}, ' '), InstrText(c, i), "\n");
      if (GetOpcodeInfo(i.op).imm == ImmKind::kBlock) ++c.depth;
    }
    absl::StrAppend(&out_, indent, ")\n");
  }

  static bool IsElidable(Opcode op) {
    return op == Opcode::kBlock || op == Opcode::kLoop || op == Opcode::kEnd || op == Opcode::kNop;
  }

  const Module& module_;
  Names functions_;
  Names globals_;
  Names tables_;
  Context context_;
  std::string out_;
};

}  // namespace

std::string PrintInstr(const Module& module, const FunctionBody& body, const Instr& instr) {
  Context c;
  c.module = &module;
  c.body = &body;
  return InstrText(c, instr);
}

std::string PrintFunction(const Module& module, FuncId function) {
  return ModulePrinter(module).PrintOne(function);
}

std::string PrintFunctions(const Module& module, absl::Span<const FuncId> functions) {
  return ModulePrinter(module).PrintSome(functions);
}

std::string PrintModule(const Module& module) { return ModulePrinter(module).Print(); }

}  // namespace seabeam::wasm
