#include "emit/wasm/encoder.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "emit/wasm/body_encoder.h"
#include "emit/wasm/byte_writer.h"
#include "emit/wasm/name_section.h"
#include "emit/wasm/section.h"

namespace seabeam::wasm {
namespace {

class ModuleEncoder {
 public:
  ModuleEncoder(const Module& module, const EncodeOptions& options)
      : module_(module), options_(options) {}

  absl::StatusOr<EncodedModule> Run() {
    Check();
    EncodeBodies();
    if (!error_.ok()) return error_;

    out_.Bytes(absl::string_view("\0asm\1\0\0\0", 8));
    Customs(Placement::kFirst);
    Types();
    Imports();
    Functions();
    Tables();
    Memories();
    Globals();
    Exports();
    Start();
    Elements();
    DataCount();
    Customs(Placement::kBeforeCode);
    BranchHints();
    Code();
    Data();
    Customs(Placement::kLast);
    if (options_.names) {
      ByteWriter payload;
      WriteNameSection(module_, reports_, options_.local_names, payload);
      Custom("name", payload.view());
    }
    Producers();
    if (!error_.ok()) return error_;
    result_.bytes = out_.ToString();
    return std::move(result_);
  }

 private:
  void Fail(absl::string_view message) {
    if (error_.ok()) {
      error_ = absl::InternalError(absl::StrCat("wasm module \"", module_.name(), "\": ", message));
    }
  }

  void Require(Feature feature, absl::string_view what) {
    if (!module_.features().Has(feature)) {
      Fail(absl::StrCat(what, " needs the feature ", FeatureName(feature)));
    }
  }

  // ---- Checks that need the whole module ----

  void Check() {
    for (const FuncType& t : module_.types()) {
      if (t.results.size() > 1) Require(Feature::kMultiValue, "a type");
    }
    absl::flat_hash_set<absl::string_view> names;
    for (const Export& e : module_.exports()) {
      if (!names.insert(e.name).second) {
        Fail(absl::StrCat("two exports are named \"", e.name, "\""));
      }
      if (e.kind == ExternKind::kMemory && !module_.memory().has_value()) {
        Fail("an export of the memory, there is none");
      }
    }
    if (module_.memory().has_value()) CheckMemory(*module_.memory());
    size_t tables = module_.tables().size() + module_.imported_tables().size();
    if (tables > 1) Require(Feature::kReferenceTypes, "a second table");
    for (const GlobalVar& g : module_.globals()) {
      if (IsRefType(g.type)) {
        Require(Feature::kReferenceTypes, "a global reference");
      }
      CheckConstExpr(g.init, g.type, "a global's initialiser");
    }
    for (const ElementSegment& s : module_.elements()) {
      if (s.mode == SegmentMode::kActive) {
        CheckConstExpr(s.offset, kI32, "an element segment's offset");
        if (module_.table(s.table).type != ValType::kFuncRef) {
          Fail("an element segment for a table without functions");
        }
      } else {
        Require(Feature::kBulkMemory, "a passive element segment");
      }
      for (FuncId f : s.functions) {
        if (!f.valid()) {
          Require(Feature::kReferenceTypes, "a null in an element segment");
        } else if (!module_.Contains(f)) {
          Fail("an element segment names an unknown function");
        }
      }
    }
    for (const DataSegment& s : module_.data()) {
      if (s.mode == SegmentMode::kActive) {
        CheckConstExpr(s.offset, kI32, "a data segment's offset");
        if (!module_.memory().has_value()) {
          Fail("an active data segment without memory");
        }
      } else {
        Require(Feature::kBulkMemory, "a passive data segment");
      }
    }
    if (module_.start().valid()) {
      if (!module_.Contains(module_.start())) {
        Fail("the start function is unknown");
      } else if (FunctionType(module_.start()) != FuncType{}) {
        Fail("the start function takes or returns something");
      }
    }
  }

  const FuncType& FunctionType(FuncId f) const { return module_.type(module_.function(f).type); }

  void CheckMemory(const Memory& memory) {
    const Limits& limits = memory.limits;
    if (limits.shared) {
      Require(Feature::kThreads, "a shared memory");
      if (!limits.max.has_value()) Fail("a shared memory without maximum");
    }
    if (limits.min > 65536 || limits.max.value_or(0) > 65536) {
      Fail("a memory of more than 65536 pages");
    }
    if (limits.max.has_value() && *limits.max < limits.min) {
      Fail("a memory's maximum is below its minimum");
    }
  }

  void CheckConstExpr(const ConstExpr& e, ValType want, absl::string_view who) {
    ValType type = kI32;
    switch (e.kind) {
      case ConstExpr::Kind::kI32:
        type = kI32;
        break;
      case ConstExpr::Kind::kI64:
        type = kI64;
        break;
      case ConstExpr::Kind::kF64:
        type = kF64;
        break;
      case ConstExpr::Kind::kGlobal: {
        if (!module_.Contains(e.global) || !e.global.is_import() ||
            module_.global(e.global).is_mutable) {
          Fail(absl::StrCat(who, " may only use an imported constant"));
          return;
        }
        type = module_.global(e.global).type;
        if (e.value != 0) {
          Require(Feature::kExtendedConst, who);
          if (type != kI32) Fail(absl::StrCat(who, " adds to a non-i32"));
        }
        break;
      }
      case ConstExpr::Kind::kRefNull:
        type = e.ref_type;
        break;
      case ConstExpr::Kind::kRefFunc:
        type = kFuncRef;
        if (!module_.Contains(e.func)) {
          Fail(absl::StrCat(who, " names an unknown function"));
        }
        break;
    }
    if (type != want) {
      Fail(absl::StrCat(who, " is of type ", ValTypeName(type), " instead of ", ValTypeName(want)));
    }
  }

  // ---- Sections ----

  // Ends the section being written into section_ and appends it.
  void Finish(SectionId id, size_t count) {
    AppendSection(static_cast<uint8_t>(id), SectionName(id), section_.view(), count);
    section_.clear();
  }

  void AppendSection(uint8_t id, absl::string_view name, absl::string_view payload, size_t count) {
    EncodedModule::Section s;
    s.id = id;
    s.name = std::string(name);
    s.offset = static_cast<uint32_t>(out_.size());
    s.count = static_cast<uint32_t>(count);
    out_.U8(id);
    out_.U32(static_cast<uint32_t>(payload.size()));
    out_.Bytes(payload);
    s.size = static_cast<uint32_t>(out_.size()) - s.offset;
    result_.sections.push_back(std::move(s));
  }

  void Custom(absl::string_view name, absl::string_view payload) {
    section_.Name(name);
    section_.Bytes(payload);
    AppendSection(0, name, section_.view(), 0);
    section_.clear();
  }

  void Customs(Placement placement) {
    for (const CustomSection& c : module_.custom_sections()) {
      if (c.placement == placement) Custom(c.name, c.bytes);
    }
  }

  void WriteTypes(absl::Span<const ValType> types) {
    section_.U32(static_cast<uint32_t>(types.size()));
    for (ValType t : types) section_.U8(static_cast<uint8_t>(t));
  }

  void Types() {
    if (module_.types().empty()) return;
    section_.U32(static_cast<uint32_t>(module_.types().size()));
    for (const FuncType& t : module_.types()) {
      section_.U8(0x60);
      WriteTypes(t.params);
      WriteTypes(t.results);
    }
    Finish(SectionId::kType, module_.types().size());
  }

  void WriteLimits(const Limits& limits) {
    section_.U8((limits.max.has_value() ? 1 : 0) | (limits.shared ? 2 : 0));
    section_.U32(limits.min);
    if (limits.max.has_value()) section_.U32(*limits.max);
  }

  void WriteTable(const Table& t) {
    section_.U8(static_cast<uint8_t>(t.type));
    WriteLimits(t.limits);
  }

  void WriteGlobalType(const GlobalVar& g) {
    section_.U8(static_cast<uint8_t>(g.type));
    section_.U8(g.is_mutable ? 1 : 0);
  }

  void WriteImport(const ImportName& import, ExternKind kind) {
    section_.Name(import.module);
    section_.Name(import.name);
    section_.U8(static_cast<uint8_t>(kind));
  }

  void Imports() {
    bool memory = module_.memory().has_value() && module_.memory()->is_import;
    size_t n = module_.imported_functions().size() + module_.imported_tables().size() +
               module_.imported_globals().size() + (memory ? 1 : 0);
    if (n == 0) return;
    section_.U32(static_cast<uint32_t>(n));
    if (memory) {
      WriteImport(module_.memory()->import, ExternKind::kMemory);
      WriteLimits(module_.memory()->limits);
    }
    for (const Table& t : module_.imported_tables()) {
      WriteImport(t.import, ExternKind::kTable);
      WriteTable(t);
    }
    for (const GlobalVar& g : module_.imported_globals()) {
      WriteImport(g.import, ExternKind::kGlobal);
      WriteGlobalType(g);
    }
    for (const Function& f : module_.imported_functions()) {
      WriteImport(f.import, ExternKind::kFunction);
      section_.U32(f.type.value());
    }
    Finish(SectionId::kImport, n);
  }

  void Functions() {
    if (module_.functions().empty()) return;
    section_.U32(static_cast<uint32_t>(module_.functions().size()));
    for (const Function& f : module_.functions()) section_.U32(f.type.value());
    Finish(SectionId::kFunction, module_.functions().size());
  }

  void Tables() {
    if (module_.tables().empty()) return;
    section_.U32(static_cast<uint32_t>(module_.tables().size()));
    for (const Table& t : module_.tables()) WriteTable(t);
    Finish(SectionId::kTable, module_.tables().size());
  }

  void Memories() {
    if (!module_.memory().has_value() || module_.memory()->is_import) return;
    section_.U32(1);
    WriteLimits(module_.memory()->limits);
    Finish(SectionId::kMemory, 1);
  }

  void Globals() {
    if (module_.globals().empty()) return;
    section_.U32(static_cast<uint32_t>(module_.globals().size()));
    for (const GlobalVar& g : module_.globals()) {
      WriteGlobalType(g);
      WriteConstExpr(g.init);
    }
    Finish(SectionId::kGlobal, module_.globals().size());
  }

  void Op(Opcode op) { section_.U8(GetOpcodeInfo(op).code); }

  void WriteConstExpr(const ConstExpr& e) {
    switch (e.kind) {
      case ConstExpr::Kind::kI32:
        Op(Opcode::kI32Const);
        section_.S64(e.value);
        break;
      case ConstExpr::Kind::kI64:
        Op(Opcode::kI64Const);
        section_.S64(e.value);
        break;
      case ConstExpr::Kind::kF64:
        Op(Opcode::kF64Const);
        for (int i = 0; i < 8; ++i) {
          section_.U8(static_cast<uint8_t>(static_cast<uint64_t>(e.value) >> (8 * i)));
        }
        break;
      case ConstExpr::Kind::kGlobal:
        Op(Opcode::kGlobalGet);
        section_.U32(module_.IndexOf(e.global));
        if (e.value != 0) {
          Op(Opcode::kI32Const);
          section_.S64(e.value);
          Op(Opcode::kI32Add);
        }
        break;
      case ConstExpr::Kind::kRefNull:
        Op(Opcode::kRefNull);
        section_.U8(static_cast<uint8_t>(e.ref_type));
        break;
      case ConstExpr::Kind::kRefFunc:
        Op(Opcode::kRefFunc);
        section_.U32(module_.IndexOf(e.func));
        break;
    }
    Op(Opcode::kEnd);
  }

  void Exports() {
    if (module_.exports().empty()) return;
    section_.U32(static_cast<uint32_t>(module_.exports().size()));
    for (const Export& e : module_.exports()) {
      section_.Name(e.name);
      section_.U8(static_cast<uint8_t>(e.kind));
      uint32_t index = 0;
      switch (e.kind) {
        case ExternKind::kFunction:
          index = module_.IndexOf(FuncId(e.id));
          break;
        case ExternKind::kTable:
          index = module_.IndexOf(TableId(e.id));
          break;
        case ExternKind::kMemory:
          break;
        case ExternKind::kGlobal:
          index = module_.IndexOf(GlobalId(e.id));
          break;
      }
      section_.U32(index);
    }
    Finish(SectionId::kExport, module_.exports().size());
  }

  void Start() {
    if (!module_.start().valid()) return;
    section_.U32(module_.IndexOf(module_.start()));
    Finish(SectionId::kStart, 1);
  }

  // Functions that bodies refer to by ref.func and nothing else declares.
  std::vector<FuncId> UndeclaredRefs() const {
    absl::flat_hash_set<FuncId> seen;
    for (const Export& e : module_.exports()) {
      if (e.kind == ExternKind::kFunction) seen.insert(FuncId(e.id));
    }
    for (const ElementSegment& s : module_.elements()) {
      seen.insert(s.functions.begin(), s.functions.end());
    }
    for (const GlobalVar& g : module_.globals()) {
      if (g.init.kind == ConstExpr::Kind::kRefFunc) seen.insert(g.init.func);
    }
    std::vector<FuncId> out;
    for (const BodyReport& r : reports_) {
      for (FuncId f : r.ref_funcs) {
        if (seen.insert(f).second) out.push_back(f);
      }
    }
    return out;
  }

  // Segment encodings, bit 0: passive or declarative, bit 1: explicit table,
  // or declarative, bit 2: expressions instead of function indices.
  void WriteElement(const ElementSegment& s) {
    bool has_null =
        std::any_of(s.functions.begin(), s.functions.end(), [](FuncId f) { return !f.valid(); });
    uint8_t flags = has_null ? 4 : 0;
    uint32_t table = 0;
    if (s.mode == SegmentMode::kPassive) {
      flags |= 1;
    } else {
      table = module_.IndexOf(s.table);
      if (table != 0) flags |= 2;
    }
    section_.U8(flags);
    if (s.mode == SegmentMode::kActive) {
      if (table != 0) section_.U32(table);
      WriteConstExpr(s.offset);
    }
    if (flags & 3) {
      // The kind: a reference type for expressions, else 0 for functions.
      section_.U8(has_null ? static_cast<uint8_t>(ValType::kFuncRef) : 0);
    }
    section_.U32(static_cast<uint32_t>(s.functions.size()));
    for (FuncId f : s.functions) {
      if (has_null) {
        WriteConstExpr(f.valid() ? ConstExpr::RefFunc(f) : ConstExpr::RefNull(ValType::kFuncRef));
      } else {
        section_.U32(module_.IndexOf(f));
      }
    }
  }

  void Elements() {
    std::vector<FuncId> undeclared = UndeclaredRefs();
    size_t n = module_.elements().size() + (undeclared.empty() ? 0 : 1);
    if (n == 0) return;
    section_.U32(static_cast<uint32_t>(n));
    for (const ElementSegment& s : module_.elements()) WriteElement(s);
    if (!undeclared.empty()) {
      section_.U8(3);
      section_.U8(0);
      section_.U32(static_cast<uint32_t>(undeclared.size()));
      for (FuncId f : undeclared) section_.U32(module_.IndexOf(f));
    }
    Finish(SectionId::kElement, n);
  }

  void DataCount() {
    bool needed = std::any_of(reports_.begin(), reports_.end(),
                              [](const BodyReport& r) { return r.uses_data_index; });
    if (!needed) return;
    section_.U32(static_cast<uint32_t>(module_.data().size()));
    Finish(SectionId::kDataCount, 1);
  }

  void EncodeBodies() {
    if (!error_.ok()) return;
    size_t n = module_.functions().size();
    reports_.resize(n);
    result_.bodies.reserve(n);
    ByteWriter body;
    code_.U32(static_cast<uint32_t>(n));
    for (size_t i = 0; i < n; ++i) {
      const Function& f = module_.functions()[i];
      if (f.body == nullptr) {
        Fail(absl::StrCat("function ", i, " \"", f.debug_name, "\" has no body"));
        return;
      }
      body.clear();
      absl::Status status = EncodeBody(module_, f, body, reports_[i]);
      if (!status.ok()) {
        error_ = absl::Status(
            status.code(), absl::StrCat("wasm module \"", module_.name(), "\": function ", i, " \"",
                                        f.debug_name, "\": ", status.message()));
        return;
      }
      code_.U32(static_cast<uint32_t>(body.size()));
      EncodedModule::Body b;
      b.function = FuncId(static_cast<uint32_t>(i));
      b.offset = static_cast<uint32_t>(code_.size());
      b.size = static_cast<uint32_t>(body.size());
      result_.bodies.push_back(b);
      code_.Bytes(body.view());
    }
  }

  // Offsets count from the first byte of the body, as the proposal has it.
  void BranchHints() {
    if (!options_.branch_hints) return;
    ByteWriter payload;
    uint32_t n = 0;
    for (const BodyReport& r : reports_) n += r.hints.empty() ? 0 : 1;
    if (n == 0) return;
    payload.U32(n);
    for (size_t i = 0; i < reports_.size(); ++i) {
      if (reports_[i].hints.empty()) continue;
      payload.U32(module_.IndexOf(FuncId(static_cast<uint32_t>(i))));
      payload.U32(static_cast<uint32_t>(reports_[i].hints.size()));
      for (const BodyReport::Offset& h : reports_[i].hints) {
        payload.U32(h.offset);
        payload.U32(1);
        payload.U8(static_cast<uint8_t>(h.value));
      }
    }
    Custom("metadata.code.branch_hint", payload.view());
  }

  void Code() {
    if (module_.functions().empty()) return;
    AppendSection(static_cast<uint8_t>(SectionId::kCode), SectionName(SectionId::kCode),
                  code_.view(), module_.functions().size());
    // The payload is the section's tail.
    uint32_t base = static_cast<uint32_t>(out_.size() - code_.size());
    for (size_t i = 0; i < result_.bodies.size(); ++i) {
      EncodedModule::Body& b = result_.bodies[i];
      b.offset += base;
      for (const BodyReport::Offset& m : reports_[i].marks) {
        result_.marks.push_back({b.function, m.value, b.offset + m.offset});
      }
    }
  }

  void Data() {
    if (module_.data().empty()) return;
    section_.U32(static_cast<uint32_t>(module_.data().size()));
    for (const DataSegment& s : module_.data()) {
      if (s.mode == SegmentMode::kPassive) {
        section_.U8(1);
      } else {
        section_.U8(0);
        WriteConstExpr(s.offset);
      }
      section_.Name(s.bytes);
    }
    Finish(SectionId::kData, module_.data().size());
  }

  void Producers() {
    if (module_.producers().empty()) return;
    // Fields in order of first appearance.
    std::vector<absl::string_view> fields;
    for (const Module::Producer& p : module_.producers()) {
      if (std::find(fields.begin(), fields.end(), p.field) == fields.end()) {
        fields.push_back(p.field);
      }
    }
    ByteWriter payload;
    payload.U32(static_cast<uint32_t>(fields.size()));
    for (absl::string_view field : fields) {
      payload.Name(field);
      uint32_t n = 0;
      for (const Module::Producer& p : module_.producers()) {
        n += p.field == field ? 1 : 0;
      }
      payload.U32(n);
      for (const Module::Producer& p : module_.producers()) {
        if (p.field != field) continue;
        payload.Name(p.name);
        payload.Name(p.version);
      }
    }
    Custom("producers", payload.view());
  }

  const Module& module_;
  const EncodeOptions& options_;
  absl::Status error_;
  EncodedModule result_;
  std::vector<BodyReport> reports_;  // by defined function
  ByteWriter code_;
  ByteWriter section_;
  ByteWriter out_;
};

}  // namespace

absl::StatusOr<EncodedModule> Encode(const Module& module, const EncodeOptions& options) {
  return ModuleEncoder(module, options).Run();
}

}  // namespace seabeam::wasm
