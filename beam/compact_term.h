// The compact term encoding: a 3-bit tag and a number in 1, 2, or 3 and more bytes. Used by
// operands, by the Line chunk and by the long form of the atom table. (OTP: beam_asm:encode/2.)

#ifndef SEABEAM_BEAM_COMPACT_TERM_H_
#define SEABEAM_BEAM_COMPACT_TERM_H_

#include <cstdint>

#include "absl/strings/string_view.h"
#include "beam/byte_reader.h"
#include "beam/module.h"

namespace seabeam::beam {

enum class CompactTag : uint8_t {
  kUnsigned = 0,
  kInteger = 1,
  kAtom = 2,
  kX = 3,
  kY = 4,
  kLabel = 5,
  kCharacter = 6,
  kExtended = 7,
};

struct CompactTerm {
  CompactTag tag = CompactTag::kUnsigned;
  bool is_big = false;  // does not fit int64: `bytes` holds it
  int64_t value = 0;
  absl::string_view bytes;  // two's complement, most significant byte first, more than 8
};

// Reads one. Returns nullptr, or a message when the encoding is bad. The number is >= 0 unless the
// tag is kInteger; only kUnsigned and kInteger can be big.
const char* ReadCompactTerm(ByteReader& reader, CompactTerm* term);

// Sign and magnitude of two's complement bytes, most significant first.
BigInt BigIntFromBytes(absl::string_view bytes);

}  // namespace seabeam::beam

#endif  // SEABEAM_BEAM_COMPACT_TERM_H_
