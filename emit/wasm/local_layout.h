// The numbers that a body's locals get in the binary.
#ifndef SEABEAM_EMIT_WASM_LOCAL_LAYOUT_H_
#define SEABEAM_EMIT_WASM_LOCAL_LAYOUT_H_

#include <cstdint>
#include <utility>
#include <vector>

#include "emit/wasm/instr.h"

namespace seabeam::wasm {

// Final numbers of locals: parameters as they are, then the used locals
// grouped by type, the ones used most first when numbers below 128 (one byte)
// do not suffice for all.
struct LocalLayout {
  static constexpr uint32_t kUnused = 0xffffffffu;
  std::vector<uint32_t> index;                       // by LocalId
  std::vector<uint32_t> order;                       // used locals that are no parameters, by index
  std::vector<std::pair<uint32_t, ValType>> groups;  // count, type
};
LocalLayout LayOutLocals(const FunctionBody& body, uint32_t num_params);

}  // namespace seabeam::wasm

#endif  // SEABEAM_EMIT_WASM_LOCAL_LAYOUT_H_
