// Reads the outline of a wasm module: sections, types, imports, functions,
// exports, where each body is, and names. For `inspect` and `size`; code is
// not decoded and nothing is validated beyond what reading needs.
//
// Every length, count and index is checked against the bytes; garbage gives
// kInvalidArgument with the section and the byte offset. Trouble inside the
// name section is no error (engines ignore it too) but a note.
#ifndef SEABEAM_EMIT_WASM_READER_H_
#define SEABEAM_EMIT_WASM_READER_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "emit/wasm/module.h"
#include "emit/wasm/types.h"

namespace seabeam::wasm {

// Offsets in bytes from the module's first byte.
struct ModuleOutline {
  struct Section {
    uint8_t id = 0;
    std::string name;     // as EncodedModule::Section
    uint32_t offset = 0;  // of the id byte
    uint32_t size = 0;    // with id and length
    uint32_t count = 0;   // entries; 0 for custom sections
  };
  struct Import {
    std::string module;
    std::string name;
    ExternKind kind = ExternKind::kFunction;
    uint32_t type = 0;                   // function: type index
    ValType value_type = ValType::kI32;  // table, global
    bool is_mutable = false;             // global
    Limits limits;                       // table, memory
  };
  struct Function {      // a defined one
    uint32_t index = 0;  // imported functions counted
    uint32_t type = 0;
    uint32_t offset = 0;  // of the body, behind its length
    uint32_t size = 0;
    std::string name;  // of the name section, may be empty
  };
  struct Export {
    std::string name;
    ExternKind kind = ExternKind::kFunction;
    uint32_t index = 0;
  };
  using NameMap = std::vector<std::pair<uint32_t, std::string>>;

  std::vector<Section> sections;  // in file order
  std::vector<FuncType> types;
  std::vector<Import> imports;
  std::vector<Function> functions;
  std::vector<Export> exports;
  std::vector<std::pair<ValType, Limits>> tables;  // defined ones
  std::vector<Limits> memories;                    // defined ones
  uint32_t num_imported_functions = 0;
  uint32_t num_imported_tables = 0;
  // Of segments that are copied when the module is instantiated: the table, the memory.
  std::vector<uint32_t> active_elements;
  std::vector<uint32_t> active_data;
  bool has_start = false;
  std::string module_name;
  NameMap function_names;  // of all functions, as the section has them
  std::vector<std::pair<uint32_t, NameMap>> local_names;  // by function
  std::vector<std::pair<uint32_t, NameMap>> label_names;
  std::string name_section_note;  // what was wrong with it, or empty
};

absl::StatusOr<ModuleOutline> ReadModule(absl::string_view bytes);

}  // namespace seabeam::wasm

#endif  // SEABEAM_EMIT_WASM_READER_H_
