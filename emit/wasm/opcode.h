// The instruction table derived from opcode_list.h.
#ifndef SEABEAM_EMIT_WASM_OPCODE_H_
#define SEABEAM_EMIT_WASM_OPCODE_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"
#include "emit/wasm/opcode_list.h"
#include "emit/wasm/types.h"

namespace seabeam::wasm {

enum class Opcode : uint16_t {
#define SEABEAM_WASM_ENUM(e, ...) e,
  SEABEAM_WASM_OPCODE_LIST(SEABEAM_WASM_ENUM)
#undef SEABEAM_WASM_ENUM
};

#define SEABEAM_WASM_COUNT(...) +1
inline constexpr int kOpcodeCount = 0 SEABEAM_WASM_OPCODE_LIST(SEABEAM_WASM_COUNT);
#undef SEABEAM_WASM_COUNT

// What follows the opcode in the binary.
enum class ImmKind : uint8_t {
  kNone,
  kBlock,         // block type
  kLabel,         // relative depth
  kBrTable,       // depths and default depth
  kFunc,          // function index
  kCallIndirect,  // type index, table index
  kSelectType,    // vector of one value type
  kLocal,         // local index
  kGlobal,        // global index
  kTable,         // table index
  kMem,           // log2 alignment, offset
  kAtomicMem,     // the same, alignment must be the natural one
  kMemIndex,      // memory index (0)
  kI32,           // signed LEB128
  kI64,           // signed LEB128
  kF32,           // 4 bytes
  kF64,           // 8 bytes
  kRefType,       // heap type byte
  kMemInit,       // data index, memory index (0)
  kData,          // data index
  kMemCopy,       // two memory indices (0)
  kTableInit,     // element segment index, table index
  kElem,          // element segment index
  kTableCopy,     // destination table, source table
  kFence,         // a zero byte
};

struct OpcodeInfo {
  absl::string_view name;  // text format
  uint8_t prefix;          // 0, 0xfc or 0xfe
  uint8_t code;
  ImmKind imm;
  uint8_t natural_align;  // log2
  Feature feature;
  // The fixed signature; meaningless when `special`.
  bool special;
  uint8_t num_params;
  uint8_t num_results;  // 0 or 1
  ValType params[3];
  ValType result;
};

extern const std::array<OpcodeInfo, kOpcodeCount> kOpcodeInfos;

// `op` must be an enumerator.
inline const OpcodeInfo& GetOpcodeInfo(Opcode op) { return kOpcodeInfos[static_cast<size_t>(op)]; }

}  // namespace seabeam::wasm

#endif  // SEABEAM_EMIT_WASM_OPCODE_H_
