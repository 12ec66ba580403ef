#include "emit/wasm/module.h"

#include <algorithm>
#include <cstring>

#include "base/check.h"

namespace seabeam::wasm {
namespace {

template <typename Id>
Id ImportId(size_t n) {
  return Id{static_cast<uint32_t>(n) | Id::kImportBit};
}

template <typename Id>
Id DefinedId(size_t n) {
  return Id{static_cast<uint32_t>(n)};
}

template <typename Id, typename T>
bool InOneOf(Id id, const std::vector<T>& imported, const std::vector<T>& defined) {
  if (!id.valid()) return false;
  return id.ordinal() < (id.is_import() ? imported.size() : defined.size());
}

template <typename Id, typename T>
const T& Find(Id id, const std::vector<T>& imported, const std::vector<T>& defined) {
  SEABEAM_CHECK(InOneOf(id, imported, defined));
  return id.is_import() ? imported[id.ordinal()] : defined[id.ordinal()];
}

template <typename Id, typename T>
uint32_t FinalIndex(Id id, const std::vector<T>& imported) {
  return id.is_import() ? id.ordinal() : static_cast<uint32_t>(imported.size()) + id.ordinal();
}

ImportName MakeImportName(absl::string_view module, absl::string_view name) {
  return {std::string(module), std::string(name)};
}

}  // namespace

ConstExpr ConstExpr::I32(int32_t value) {
  ConstExpr e;
  e.kind = Kind::kI32;
  e.value = value;
  return e;
}

ConstExpr ConstExpr::I64(int64_t value) {
  ConstExpr e;
  e.kind = Kind::kI64;
  e.value = value;
  return e;
}

ConstExpr ConstExpr::F64(double value) {
  ConstExpr e;
  e.kind = Kind::kF64;
  std::memcpy(&e.value, &value, sizeof(value));
  return e;
}

ConstExpr ConstExpr::Global(GlobalId global, int32_t plus) {
  ConstExpr e;
  e.kind = Kind::kGlobal;
  e.global = global;
  e.value = plus;
  return e;
}

ConstExpr ConstExpr::RefNull(ValType type) {
  ConstExpr e;
  e.kind = Kind::kRefNull;
  e.ref_type = type;
  return e;
}

ConstExpr ConstExpr::RefFunc(FuncId func) {
  ConstExpr e;
  e.kind = Kind::kRefFunc;
  e.func = func;
  return e;
}

TypeId Module::AddType(const FuncType& type) {
  auto [it, inserted] = type_ids_.try_emplace(type, static_cast<uint32_t>(types_.size()));
  if (inserted) types_.push_back(type);
  return TypeId(it->second);
}

FuncId Module::AddImportFunction(absl::string_view module, absl::string_view name, TypeId type,
                                 absl::string_view debug_name) {
  SEABEAM_CHECK(Contains(type));
  Function f;
  f.type = type;
  f.debug_name = std::string(debug_name.empty() ? name : debug_name);
  f.import = MakeImportName(module, name);
  imported_functions_.push_back(std::move(f));
  return ImportId<FuncId>(imported_functions_.size() - 1);
}

GlobalId Module::AddImportGlobal(absl::string_view module, absl::string_view name, ValType type,
                                 bool is_mutable) {
  GlobalVar g;
  g.type = type;
  g.is_mutable = is_mutable;
  g.debug_name = std::string(name);
  g.import = MakeImportName(module, name);
  imported_globals_.push_back(std::move(g));
  return ImportId<GlobalId>(imported_globals_.size() - 1);
}

TableId Module::AddImportTable(absl::string_view module, absl::string_view name, Limits limits,
                               ValType type) {
  Table t;
  t.type = type;
  t.limits = limits;
  t.debug_name = std::string(name);
  t.import = MakeImportName(module, name);
  imported_tables_.push_back(std::move(t));
  return ImportId<TableId>(imported_tables_.size() - 1);
}

void Module::AddImportMemory(absl::string_view module, absl::string_view name, Limits limits) {
  SEABEAM_CHECK(!memory_.has_value());
  Memory m;
  m.limits = limits;
  m.is_import = true;
  m.import = MakeImportName(module, name);
  memory_ = std::move(m);
}

FuncId Module::AddFunction(TypeId type, absl::string_view debug_name) {
  SEABEAM_CHECK(Contains(type));
  Function f;
  f.type = type;
  f.debug_name = std::string(debug_name);
  functions_.push_back(std::move(f));
  return DefinedId<FuncId>(functions_.size() - 1);
}

GlobalId Module::AddGlobal(ValType type, bool is_mutable, ConstExpr init,
                           absl::string_view debug_name) {
  GlobalVar g;
  g.type = type;
  g.is_mutable = is_mutable;
  g.debug_name = std::string(debug_name);
  g.init = init;
  globals_.push_back(std::move(g));
  return DefinedId<GlobalId>(globals_.size() - 1);
}

TableId Module::AddTable(Limits limits, ValType type, absl::string_view debug_name) {
  Table t;
  t.type = type;
  t.limits = limits;
  t.debug_name = std::string(debug_name);
  tables_.push_back(std::move(t));
  return DefinedId<TableId>(tables_.size() - 1);
}

void Module::AddMemory(Limits limits) {
  SEABEAM_CHECK(!memory_.has_value());
  Memory m;
  m.limits = limits;
  memory_ = std::move(m);
}

void Module::GrowTable(TableId table, uint32_t min) {
  SEABEAM_CHECK(Contains(table) && !table.is_import());
  Limits& limits = tables_[table.ordinal()].limits;
  limits.min = std::max(limits.min, min);
  if (limits.max.has_value()) limits.max = std::max(*limits.max, min);
}

void Module::AddExport(absl::string_view name, FuncId function) {
  SEABEAM_CHECK(Contains(function));
  exports_.push_back({std::string(name), ExternKind::kFunction, function.value()});
}

void Module::AddExport(absl::string_view name, GlobalId global) {
  SEABEAM_CHECK(Contains(global));
  exports_.push_back({std::string(name), ExternKind::kGlobal, global.value()});
}

void Module::AddExport(absl::string_view name, TableId table) {
  SEABEAM_CHECK(Contains(table));
  exports_.push_back({std::string(name), ExternKind::kTable, table.value()});
}

void Module::AddExportMemory(absl::string_view name) {
  exports_.push_back({std::string(name), ExternKind::kMemory, 0});
}

ElemId Module::AddElementSegment(TableId table, ConstExpr offset, std::vector<FuncId> functions) {
  SEABEAM_CHECK(Contains(table));
  ElementSegment s;
  s.table = table;
  s.offset = offset;
  s.functions = std::move(functions);
  elements_.push_back(std::move(s));
  return DefinedId<ElemId>(elements_.size() - 1);
}

ElemId Module::AddPassiveElementSegment(std::vector<FuncId> functions) {
  ElementSegment s;
  s.mode = SegmentMode::kPassive;
  s.functions = std::move(functions);
  elements_.push_back(std::move(s));
  return DefinedId<ElemId>(elements_.size() - 1);
}

DataId Module::AddDataSegment(ConstExpr offset, std::string bytes) {
  DataSegment s;
  s.offset = offset;
  s.bytes = std::move(bytes);
  data_.push_back(std::move(s));
  return DefinedId<DataId>(data_.size() - 1);
}

DataId Module::AddPassiveDataSegment(std::string bytes) {
  DataSegment s;
  s.mode = SegmentMode::kPassive;
  s.bytes = std::move(bytes);
  data_.push_back(std::move(s));
  return DefinedId<DataId>(data_.size() - 1);
}

void Module::AddCustomSection(absl::string_view name, std::string bytes, Placement placement) {
  custom_.push_back({std::string(name), std::move(bytes), placement});
}

void Module::SetFunctionName(FuncId function, absl::string_view debug_name) {
  SEABEAM_CHECK(Contains(function));
  auto& functions = function.is_import() ? imported_functions_ : functions_;
  functions[function.ordinal()].debug_name = std::string(debug_name);
}

void Module::AddProducer(absl::string_view field, absl::string_view name,
                         absl::string_view version) {
  producers_.push_back({std::string(field), std::string(name), std::string(version)});
}

void Module::SetBody(FuncId function, std::unique_ptr<FunctionBody> body) {
  SEABEAM_CHECK(Contains(function) && !function.is_import());
  functions_[function.ordinal()].body = std::move(body);
}

const FuncType& Module::type(TypeId id) const {
  SEABEAM_CHECK(Contains(id));
  return types_[id.value()];
}

const Function& Module::function(FuncId id) const {
  return Find(id, imported_functions_, functions_);
}

const GlobalVar& Module::global(GlobalId id) const { return Find(id, imported_globals_, globals_); }

const Table& Module::table(TableId id) const { return Find(id, imported_tables_, tables_); }

uint32_t Module::IndexOf(FuncId id) const { return FinalIndex(id, imported_functions_); }

uint32_t Module::IndexOf(GlobalId id) const { return FinalIndex(id, imported_globals_); }

uint32_t Module::IndexOf(TableId id) const { return FinalIndex(id, imported_tables_); }

bool Module::Contains(FuncId id) const { return InOneOf(id, imported_functions_, functions_); }

bool Module::Contains(GlobalId id) const { return InOneOf(id, imported_globals_, globals_); }

bool Module::Contains(TableId id) const { return InOneOf(id, imported_tables_, tables_); }

}  // namespace seabeam::wasm
