// External term format (tags of OTP 25), in memory. DecodeExternal of
// runtime/core/external.h is defined in external_decode.cc.
#ifndef SEABEAM_RUNTIME_DATA_EXTERNAL_H_
#define SEABEAM_RUNTIME_DATA_EXTERNAL_H_

#include "runtime/core/otp_version.h"
#include "runtime/core/term.h"
#include "runtime/data/word_stack.h"

namespace seabeam::rt {

enum ExternalTag : uint8_t {
  kVersionMagic = 131,
  kCompressed = 80,
  kNewFloatExt = 70,
  kBitBinaryExt = 77,
  kNewPidExt = 88,
  kNewPortExt = 89,
  kNewerReferenceExt = 90,
  kSmallIntegerExt = 97,
  kIntegerExt = 98,
  kFloatExt = 99,
  kAtomExt = 100,
  kReferenceExt = 101,
  kPortExt = 102,
  kPidExt = 103,
  kSmallTupleExt = 104,
  kLargeTupleExt = 105,
  kNilExt = 106,
  kStringExt = 107,
  kListExt = 108,
  kBinaryExt = 109,
  kSmallBigExt = 110,
  kLargeBigExt = 111,
  kNewFunExt = 112,
  kExportExt = 113,
  kNewReferenceExt = 114,
  kSmallAtomExt = 115,
  kMapExt = 116,
  kAtomUtf8Ext = 118,
  kSmallAtomUtf8Ext = 119,
  kV4PortExt = 120,
};

struct EncodeOptions {
  bool utf8_atoms = OtpVersion().number >= 26;  // minor_version 2
  bool old_floats = false;  // minor_version 0
  bool deterministic = false;
  uint32_t level = 0;  // of compression, 1 .. 9; term_to_binary's matter, EncodeExternal does not look at it
};
// Appends the term without the version byte.
void EncodeExternal(ByteBuf* out, Term t, const EncodeOptions& options);

struct DecodeOptions {
  bool safe = false;  // no new atoms
  // As AtomVM's loader reads literals (runtime/atomvm): fewer kinds of terms, keys of maps in ascending order, the
  // bytes of binaries stay where they are. *why says what is wrong.
  bool atomvm_literal = false;
  const char** why = nullptr;
};
// Decodes one term at bytes[0..size), without version byte. Sets *used. 0 = malformed.
Term DecodeTerm(Ctx* ctx, const uint8_t* bytes, uint32_t size, const DecodeOptions& options,
                uint32_t* used);

// The 64-bit number of a local reference as the three words of its external form, and back.
inline void RefWords(uint64_t number, uint32_t w[3]) {
  w[0] = static_cast<uint32_t>(number) & 0x3FFFF;
  w[1] = static_cast<uint32_t>(number >> 18);
  w[2] = static_cast<uint32_t>(number >> 50);
}
inline uint64_t RefFromWords(const uint32_t w[3]) {
  return (w[0] & 0x3FFFF) | static_cast<uint64_t>(w[1]) << 18 | static_cast<uint64_t>(w[2]) << 50;
}

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_DATA_EXTERNAL_H_
