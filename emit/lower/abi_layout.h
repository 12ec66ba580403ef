// What lowering takes from the ABI, in one place: hidden parameters of the native convention, how a CP is made, and
// the names of imports. The figures themselves are abi/layout.h's.
#ifndef SEABEAM_EMIT_LOWER_ABI_LAYOUT_H_
#define SEABEAM_EMIT_LOWER_ABI_LAYOUT_H_

#include <cstdint>

#include "abi/layout.h"

namespace seabeam::emit {

struct AbiLayout {
  // Hidden parameters come first. ctx is number 0 everywhere; cp, where there is one, stands right behind
  // the parameters that every function has.
  uint32_t common_params = 1;   // ctx
  uint32_t cp_param() const { return common_params; }
  uint32_t native_params(uint32_t arity) const { return common_params + 1 + arity; }
  uint32_t first_arg() const { return common_params + 1; }

  const char* import_module = "env";
  const char* memory = "memory";
  const char* table = "table";
  const char* constants = "K";
  const char* table_base = "T";
  const char* cp_base = "CP";

  // Offset of the CP of an entry position from cp_base.
  uint32_t cp_offset(uint32_t position) const { return position << abi::kCpShift; }
};

inline constexpr AbiLayout kSeabeamAbi = {};

}  // namespace seabeam::emit

#endif  // SEABEAM_EMIT_LOWER_ABI_LAYOUT_H_
