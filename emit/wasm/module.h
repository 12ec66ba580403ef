// A wasm module under construction: everything but encoding.
//
//   Module m;
//   TypeId t = m.AddType({{kI32}, {kI32}});
//   FuncId print = m.AddImportFunction("env", "print", t);
//   FuncId f = m.AddFunction(t, "f");       // forward references are fine
//   FunctionBuilder b(&m, f);               // see function_builder.h
//   ...
//   RETURN_IF_ERROR(b.Finish());
//   m.AddExport("f", f);
//   ASSIGN_OR_RETURN(EncodedModule out, Encode(m));   // see encoder.h
//
// Nothing is checked against the index spaces' order while building: imports
// may be added at any time, also from within a function under construction.
// At most one memory. Misuse that depends on names or on the target (duplicate
// exports, a defined function without body, a feature that is not allowed) is
// a Status of Encode; an id of another module is a CHECK.
#ifndef SEABEAM_EMIT_WASM_MODULE_H_
#define SEABEAM_EMIT_WASM_MODULE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "emit/wasm/instr.h"
#include "emit/wasm/types.h"

namespace seabeam::wasm {

// Initialiser of a global or offset of a segment.
struct ConstExpr {
  enum class Kind : uint8_t { kI32, kI64, kF64, kGlobal, kRefNull, kRefFunc };
  Kind kind = Kind::kI32;
  // kI32, kI64: the value. kF64: its bits. kGlobal: added to the global, an
  // i32; other than 0 needs Feature::kExtendedConst.
  int64_t value = 0;
  GlobalId global;
  FuncId func;
  ValType ref_type = ValType::kFuncRef;

  static ConstExpr I32(int32_t value);
  static ConstExpr I64(int64_t value);
  static ConstExpr F64(double value);
  static ConstExpr Global(GlobalId global, int32_t plus = 0);
  static ConstExpr RefNull(ValType type);
  static ConstExpr RefFunc(FuncId func);
};

// In elements (tables) or 64 KiB pages (memories).
struct Limits {
  uint32_t min = 0;
  absl::optional<uint32_t> max;
  bool shared = false;  // memories only; needs max and Feature::kThreads
};

struct ImportName {
  std::string module;
  std::string name;
};

struct Function {
  TypeId type;
  std::string debug_name;              // for the name section and messages
  ImportName import;                   // of imported functions
  std::unique_ptr<FunctionBody> body;  // of defined ones, once built
};

struct GlobalVar {
  ValType type = ValType::kI32;
  bool is_mutable = false;
  std::string debug_name;
  ImportName import;
  ConstExpr init;  // of defined ones
};

struct Table {
  ValType type = ValType::kFuncRef;
  Limits limits;
  std::string debug_name;
  ImportName import;
};

struct Memory {
  Limits limits;
  bool is_import = false;
  ImportName import;
};

enum class SegmentMode : uint8_t { kActive, kPassive };

struct ElementSegment {
  SegmentMode mode = SegmentMode::kActive;
  TableId table;                  // active
  ConstExpr offset;               // active
  std::vector<FuncId> functions;  // an invalid id is a null reference
};

struct DataSegment {
  SegmentMode mode = SegmentMode::kActive;
  ConstExpr offset;  // active
  std::string bytes;
};

enum class ExternKind : uint8_t {  // values of the binary format
  kFunction = 0,
  kTable = 1,
  kMemory = 2,
  kGlobal = 3,
};

struct Export {
  std::string name;
  ExternKind kind = ExternKind::kFunction;
  uint32_t id = 0;  // FuncId, TableId or GlobalId value
};

// Where a custom section stands.
enum class Placement : uint8_t { kFirst, kBeforeCode, kLast };

struct CustomSection {
  std::string name;
  std::string bytes;
  Placement placement = Placement::kLast;
};

class Module {
 public:
  explicit Module(FeatureSet features = FeatureSet::Default()) : features_(features) {}
  Module(Module&&) = default;
  Module& operator=(Module&&) = default;

  FeatureSet features() const { return features_; }

  // Equal signatures get the same id.
  TypeId AddType(const FuncType& type);

  FuncId AddImportFunction(absl::string_view module, absl::string_view name, TypeId type,
                           absl::string_view debug_name = {});
  GlobalId AddImportGlobal(absl::string_view module, absl::string_view name, ValType type,
                           bool is_mutable);
  TableId AddImportTable(absl::string_view module, absl::string_view name, Limits limits,
                         ValType type = ValType::kFuncRef);
  // CHECKs that there is no memory yet; so does AddMemory.
  void AddImportMemory(absl::string_view module, absl::string_view name, Limits limits);

  // The body comes from a FunctionBuilder, any time before Encode.
  FuncId AddFunction(TypeId type, absl::string_view debug_name = {});
  GlobalId AddGlobal(ValType type, bool is_mutable, ConstExpr init,
                     absl::string_view debug_name = {});
  TableId AddTable(Limits limits, ValType type = ValType::kFuncRef,
                   absl::string_view debug_name = {});
  void AddMemory(Limits limits);

  // Own tables may grow while code is built: raises min (and max, when set) to
  // at least `min`.
  void GrowTable(TableId table, uint32_t min);

  void AddExport(absl::string_view name, FuncId function);
  void AddExport(absl::string_view name, GlobalId global);
  void AddExport(absl::string_view name, TableId table);
  void AddExportMemory(absl::string_view name);
  void SetStart(FuncId function) { start_ = function; }

  ElemId AddElementSegment(TableId table, ConstExpr offset, std::vector<FuncId> functions);
  ElemId AddPassiveElementSegment(std::vector<FuncId> functions);
  DataId AddDataSegment(ConstExpr offset, std::string bytes);
  DataId AddPassiveDataSegment(std::string bytes);

  void AddCustomSection(absl::string_view name, std::string bytes,
                        Placement placement = Placement::kLast);

  // For the name section.
  void SetName(absl::string_view name) { name_ = std::string(name); }
  void SetFunctionName(FuncId function, absl::string_view debug_name);
  // A row of the producers section: field is "language", "processed-by" or
  // "sdk".
  void AddProducer(absl::string_view field, absl::string_view name, absl::string_view version);

  void SetBody(FuncId function, std::unique_ptr<FunctionBody> body);

  // Reading. References are good until the next Add* of the same kind.
  const FuncType& type(TypeId id) const;
  const Function& function(FuncId id) const;
  const GlobalVar& global(GlobalId id) const;
  const Table& table(TableId id) const;
  const absl::optional<Memory>& memory() const { return memory_; }
  const std::string& name() const { return name_; }
  FuncId start() const { return start_; }

  absl::Span<const FuncType> types() const { return types_; }
  absl::Span<const Function> imported_functions() const { return imported_functions_; }
  absl::Span<const Function> functions() const { return functions_; }
  absl::Span<const GlobalVar> imported_globals() const { return imported_globals_; }
  absl::Span<const GlobalVar> globals() const { return globals_; }
  absl::Span<const Table> imported_tables() const { return imported_tables_; }
  absl::Span<const Table> tables() const { return tables_; }
  absl::Span<const Export> exports() const { return exports_; }
  absl::Span<const ElementSegment> elements() const { return elements_; }
  absl::Span<const DataSegment> data() const { return data_; }
  absl::Span<const CustomSection> custom_sections() const { return custom_; }
  struct Producer {
    std::string field, name, version;
  };
  absl::Span<const Producer> producers() const { return producers_; }

  // The final indices, once no more imports are added.
  uint32_t IndexOf(FuncId id) const;
  uint32_t IndexOf(GlobalId id) const;
  uint32_t IndexOf(TableId id) const;

  bool Contains(FuncId id) const;
  bool Contains(GlobalId id) const;
  bool Contains(TableId id) const;
  bool Contains(TypeId id) const { return id.value() < types_.size(); }
  bool Contains(ElemId id) const { return id.value() < elements_.size(); }
  bool Contains(DataId id) const { return id.value() < data_.size(); }

 private:
  FeatureSet features_;
  std::string name_;
  std::vector<FuncType> types_;
  absl::flat_hash_map<FuncType, uint32_t> type_ids_;
  std::vector<Function> imported_functions_;
  std::vector<Function> functions_;
  std::vector<GlobalVar> imported_globals_;
  std::vector<GlobalVar> globals_;
  std::vector<Table> imported_tables_;
  std::vector<Table> tables_;
  absl::optional<Memory> memory_;
  std::vector<Export> exports_;
  std::vector<ElementSegment> elements_;
  std::vector<DataSegment> data_;
  std::vector<CustomSection> custom_;
  std::vector<Producer> producers_;
  FuncId start_;
};

}  // namespace seabeam::wasm

#endif  // SEABEAM_EMIT_WASM_MODULE_H_
