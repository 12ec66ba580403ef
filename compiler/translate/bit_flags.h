// Flags of bit syntax segments, as numbers in old instructions and as literals in new ones.
#ifndef SEABEAM_COMPILER_TRANSLATE_BIT_FLAGS_H_
#define SEABEAM_COMPILER_TRANSLATE_BIT_FLAGS_H_

#include <cstdint>

#include "abi/layout.h"
#include "beam/module.h"

namespace seabeam::translate {

// The flag word of an instruction as IR attributes have it: kBsLittle, kBsSigned; `native` is little.
inline int64_t NormalizeBitFlags(int64_t flags) {
  int64_t result = flags & (abi::kBsLittle | abi::kBsSigned);
  if ((flags & abi::kBsNative) != 0) result |= abi::kBsLittle;
  return result;
}

// Flags as a literal: a list of the atoms little, signed, native, ... (bs_match, bs_create_bin), or nil.
// A plain number is a flag word.
int64_t BitFlagsOperand(const beam::Module& module, const beam::Operand& operand);

}  // namespace seabeam::translate

#endif  // SEABEAM_COMPILER_TRANSLATE_BIT_FLAGS_H_
