// The register block of native code on an AtomVM host: abi::CtxOffsets, and in the bytes that it
// leaves free, and behind it, what stands here. A block belongs to one instance of a module; all
// but the constants means something within one dispatch only.
#ifndef SEABEAM_ABI_ATOMVM_BLOCK_H_
#define SEABEAM_ABI_ATOMVM_BLOCK_H_

#include <cstdint>

#include "abi/layout.h"

namespace seabeam::abi::atomvm {

struct BlockOffsets {
  static constexpr uint32_t action = 0x18;  // emit::Action: what unwinding is for
  static constexpr uint32_t arg = 0x1C;     // four words
  static constexpr uint32_t saved_reds = 0x2C;
  static constexpr uint32_t collect = 0x30;  // a collection was asked for by setting reds to 0
  static constexpr uint32_t host_end = 0x34;  // the host's heap_end that heap_end and hard_end go with
  static constexpr uint32_t hard_end =
      0x38;  // heap_end once a collection was asked for; 0: there is no more
  static constexpr uint32_t parked = 0x3C;  // emit/atomvm/tail_calls.h: a callee, 0 = none
  // The Context of a process that left for a call with no reductions left, or 0: the host would let
  // it go on for ever.
  static constexpr uint32_t exhausted = 0x40;
  // What failed in the middle of a function: arg + 4 is the BIF to call again (its id in
  // abi/bif_list.h, plus 1), or 0, and then arg + 8 is the reason, an atom.
  static constexpr uint32_t failed_bif = arg + 4;
  static constexpr uint32_t failed_reason = arg + 8;
  // Words of runtime/native_support, behind the scratch area of arguments.
  static constexpr uint32_t scratch = CtxOffsets::x_base + 4 * CtxOffsets::x_count;
  static constexpr uint32_t scratch_words = 64;
  // Binaries with room behind what has been made of them (runtime/native_support/bit_create.cc);
  // zeros at first.
  static constexpr uint32_t growing = scratch + 4 * scratch_words;
  static constexpr uint32_t growing_words = 18;
  static constexpr uint32_t constants = growing + 4 * growing_words;
};

}  // namespace seabeam::abi::atomvm

#endif  // SEABEAM_ABI_ATOMVM_BLOCK_H_
