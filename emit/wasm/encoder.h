// Module to bytes. A dumb step: resolves symbolic ids, writes minimal LEB128,
// and reports where things went.
#ifndef SEABEAM_EMIT_WASM_ENCODER_H_
#define SEABEAM_EMIT_WASM_ENCODER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "emit/wasm/module.h"

namespace seabeam::wasm {

struct EncodeOptions {
  bool names = true;          // module, function, global, table, ... names
  bool local_names = false;   // names of locals and labels too
  bool branch_hints = false;  // section metadata.code.branch_hint
};

// All offsets are in bytes from the module's first byte.
struct EncodedModule {
  struct Section {
    uint8_t id = 0;       // 0 for a custom section
    std::string name;     // "type", "code", ...; a custom section's own
    uint32_t offset = 0;  // of the id byte
    uint32_t size = 0;    // with id and length
    uint32_t count = 0;   // entries; 0 for custom sections
  };
  struct Body {
    FuncId function;
    uint32_t offset = 0;  // of the body, behind its length
    uint32_t size = 0;
  };
  struct Mark {
    FuncId function;
    uint32_t tag = 0;
    uint32_t offset = 0;
  };
  std::string bytes;
  std::vector<Section> sections;
  std::vector<Body> bodies;  // in order of the function index
  std::vector<Mark> marks;   // ascending offset
};

// Errors (kInternal, naming the entity): a defined function without a body,
// two exports of one name, a feature the module does not allow, a shared
// memory without maximum, an active data segment without memory.
absl::StatusOr<EncodedModule> Encode(const Module& module, const EncodeOptions& options = {});

}  // namespace seabeam::wasm

#endif  // SEABEAM_EMIT_WASM_ENCODER_H_
