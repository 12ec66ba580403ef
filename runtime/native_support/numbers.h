// Numbers: what kind a term is, its value, terms of values.
#ifndef SEABEAM_RUNTIME_NATIVE_SUPPORT_NUMBERS_H_
#define SEABEAM_RUNTIME_NATIVE_SUPPORT_NUMBERS_H_

#include "runtime/native_support/support.h"

namespace seabeam::support {

enum NumberKind : uint32_t {
  kNoNumber = 0,
  kWord = 1,   // an integer of at most 64 bits
  kLarge = 2,  // a longer one
  kReal = 4,
};
uint32_t KindOf(Term t);
inline bool IsInteger(Term t) { return (KindOf(t) & (kWord | kLarge)) != 0; }
inline bool IsNegative(Term large) { return (Box(large)[0] & host::kIntegerSignBit) != 0; }

int64_t WordOf(Term t);  // of a kWord
Term MakeInt(Ctx* ctx, int64_t value);
Term MakeReal(Ctx* ctx, double value);  // 0 unless finite

// Any number; OTP's rounding of long integers.
double RealOf(Term t);
// `value` is a whole number. 0: more than 256 bits.
Term WholeToInt(Ctx* ctx, double value);

// ---- Long integers: two's complement in words, least significant first
// ---------------------------
inline constexpr uint32_t kDigits = 8;          // AtomVM's magnitudes have up to 256 bits
inline constexpr uint32_t kWide = kDigits + 1;  // words that hold one with its sign
// Slots of the scratch area.
inline constexpr uint32_t kFirst = 0, kSecond = kWide, kResult = 2 * kWide;
inline constexpr uint32_t kResultWords = 2 * kDigits + 2;
static_assert(kResult + kResultWords <= host::BlockOffsets::scratch_words);

// kWide words of an integer. False: it is longer than the host's integers are.
bool LoadWide(Term t, uint32_t* words);
// The integer in `n` words, which are overwritten. 0: its magnitude has more than 256 bits.
Term MakeWide(Ctx* ctx, uint32_t* words, uint32_t n);
void Negate(uint32_t* words, uint32_t n);

}  // namespace seabeam::support

#endif  // SEABEAM_RUNTIME_NATIVE_SUPPORT_NUMBERS_H_
