// What lowering takes from the ABI, in one place: hidden parameters of the native convention, how a CP is made, and
// the names of imports. The figures themselves are abi/layout.h's.
#ifndef SEABEAM_EMIT_LOWER_ABI_LAYOUT_H_
#define SEABEAM_EMIT_LOWER_ABI_LAYOUT_H_

#include <cstdint>

#include "abi/layout.h"

namespace seabeam::emit {

struct AbiLayout {
  // Hidden parameters come first: ctx, and in native functions e behind it.
  uint32_t e_param = 1;
  uint32_t first_arg = 2;
  uint32_t native_params(uint32_t arity) const { return first_arg + arity; }

  const char* import_module = "env";
  const char* memory = "memory";
  const char* table = "table";
  const char* constants = "K";
  const char* table_base = "T";
  const char* cp_base = "CP";

  // Frames, in bytes down from e: the return address, then the slots from 0 on.
  uint32_t cp_depth = 4;
  uint32_t slot_depth(uint32_t slot) const { return 8 + 4 * slot; }

  // Offset of the CP of an entry position from cp_base.
  uint32_t cp_offset(uint32_t position) const { return position << abi::kCpShift; }
};

inline constexpr AbiLayout kSeabeamAbi = {};

}  // namespace seabeam::emit

#endif  // SEABEAM_EMIT_LOWER_ABI_LAYOUT_H_
