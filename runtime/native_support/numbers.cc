#include "runtime/native_support/numbers.h"

namespace seabeam::support {

SUPPORT_SHARED Term* Alloc(Ctx* ctx, uint32_t words) {
  const uint32_t bytes = 4 * words;
  uint32_t at = Field(ctx, abi::CtxOffsets::heap_ptr);
  if (at + bytes > Field(ctx, abi::CtxOffsets::heap_end)) {
    heap_slow(ctx, bytes);
    at = Field(ctx, abi::CtxOffsets::heap_ptr);
  }
  Field(ctx, abi::CtxOffsets::heap_ptr) = at + bytes;
  return reinterpret_cast<Term*>(at);
}

SUPPORT_SHARED uint32_t KindOf(Term t) {
  if (IsSmall(t)) return kWord;
  if (!IsBoxed(t)) return kNoNumber;
  const uint32_t header = Box(t)[0];
  if (header == abi::kFloatHeader) return kReal;
  if ((header & abi::kHdrIntMask) != abi::kHdrPosInt) return kNoNumber;
  return header >> abi::kHeaderShift <= 2 ? kWord : kLarge;
}

SUPPORT_SHARED int64_t WordOf(Term t) {
  if (IsSmall(t)) return abi::SmallValue(t);
  const Term* p = Box(t);
  if (p[0] >> abi::kHeaderShift == 1) return static_cast<int32_t>(p[1]);
  int64_t value;
  __builtin_memcpy(&value, p + 1, 8);
  return value;
}

SUPPORT_SHARED Term MakeInt(Ctx* ctx, int64_t value) {
  if (value >= abi::kSmallMin && value <= abi::kSmallMax) return Small(static_cast<int32_t>(value));
  const uint32_t words = value == static_cast<int32_t>(value) ? 1 : 2;
  Term* p = Alloc(ctx, 1 + words);
  p[0] = abi::Header(words, value < 0 ? abi::kHdrNegInt : abi::kHdrPosInt);
  p[1] = static_cast<uint32_t>(value);
  if (words == 2) p[2] = static_cast<uint32_t>(value >> 32);
  return BoxTerm(p);
}

SUPPORT(int_from_i64) Term int_from_i64(Ctx* ctx, int64_t value) { return MakeInt(ctx, value); }

SUPPORT(int_to_u32) uint32_t int_to_u32(Term t) {
  return KindOf(t) == kWord ? static_cast<uint32_t>(WordOf(t)) : 0;
}

SUPPORT_SHARED Term MakeReal(Ctx* ctx, double value) {
  if (!(value - value == 0)) return abi::kNone;
  Term* p = Alloc(ctx, abi::kFloatWords);
  p[0] = abi::kFloatHeader;
  __builtin_memcpy(p + 1, &value, 8);
  return BoxTerm(p);
}

SUPPORT_SHARED double RealOf(Term t) {
  const uint32_t kind = KindOf(t);
  if (kind == kWord) return static_cast<double>(WordOf(t));
  const Term* p = Box(t);
  if (kind == kReal) {
    double value;
    __builtin_memcpy(&value, p + 1, 8);
    return value;
  }
  // From digit to digit of 64 bits, rounding each time. An odd number of digits has a zero behind
  // it only when it is 3.
  const uint32_t n = p[0] >> abi::kHeaderShift;
  double value = 0;
  for (uint32_t i = (n + 1) / 2; i-- > 0;) {
    uint64_t digit = p[1 + 2 * i];
    if (2 * i + 1 < n) digit |= static_cast<uint64_t>(p[2 + 2 * i]) << 32;
    value = value * 18446744073709551616.0 + static_cast<double>(digit);
  }
  return IsNegative(t) ? -value : value;
}

SUPPORT(term_to_f64) double term_to_f64(Term t) {
  return KindOf(t) == kNoNumber ? __builtin_nan("") : RealOf(t);
}

SUPPORT_SHARED void Negate(uint32_t* words, uint32_t n) {
  uint64_t carry = 1;
  for (uint32_t i = 0; i < n; ++i) {
    carry += static_cast<uint32_t>(~words[i]);
    words[i] = static_cast<uint32_t>(carry);
    carry >>= 32;
  }
}

SUPPORT_SHARED bool LoadWide(Term t, uint32_t* words) {
  if (KindOf(t) == kWord) {
    const int64_t value = WordOf(t);
    words[0] = static_cast<uint32_t>(value);
    words[1] = static_cast<uint32_t>(value >> 32);
    for (uint32_t i = 2; i < kWide; ++i) words[i] = static_cast<uint32_t>(value >> 63);
    return true;
  }
  const Term* p = Box(t);
  const uint32_t n = p[0] >> abi::kHeaderShift;
  for (uint32_t i = 0; i < kWide; ++i) words[i] = i < n ? p[1 + i] : 0;
  if (IsNegative(t)) Negate(words, kWide);
  return n <= kDigits;
}

SUPPORT_SHARED Term MakeWide(Ctx* ctx, uint32_t* words, uint32_t n) {
  const uint32_t sign = static_cast<uint32_t>(static_cast<int32_t>(words[n - 1]) >> 31);
  uint32_t used = n;
  while (used > 2 && words[used - 1] == sign) --used;
  if (used == 2 && static_cast<uint32_t>(static_cast<int32_t>(words[1]) >> 31) == sign) {
    return MakeInt(ctx, static_cast<int64_t>(words[0] | static_cast<uint64_t>(words[1]) << 32));
  }
  if (sign != 0) Negate(words, n);
  while (words[n - 1] == 0) --n;
  if (n > kDigits) return abi::kNone;
  const uint32_t count = host::BigIntegerWords(n);
  Term* p = Alloc(ctx, 1 + count);
  p[0] = abi::Header(count, sign != 0 ? abi::kHdrNegInt : abi::kHdrPosInt);
  for (uint32_t i = 0; i < count; ++i) p[1 + i] = i < n ? words[i] : 0;
  return BoxTerm(p);
}

SUPPORT_SHARED Term WholeToInt(Ctx* ctx, double value) {
  const double size = value < 0 ? -value : value;
  if (size < 9223372036854775808.0) return MakeInt(ctx, static_cast<int64_t>(value));
  uint64_t raw;
  __builtin_memcpy(&raw, &size, 8);
  const uint64_t mantissa = (raw & ((uint64_t{1} << 52) - 1)) | uint64_t{1} << 52;
  const uint32_t shift = static_cast<uint32_t>(raw >> 52) - 1075;
  if (shift > 32 * kDigits - 53) return abi::kNone;
  uint32_t* words = Scratch(ctx) + kFirst;
  for (uint32_t i = 0; i < kWide; ++i) words[i] = 0;
  // Three words from the one that the shift leads to.
  uint32_t* at = words + shift / 32;
  const uint64_t low = mantissa << (shift % 32);
  at[0] = static_cast<uint32_t>(low);
  at[1] = static_cast<uint32_t>(low >> 32);
  if (shift % 32 != 0) at[2] = static_cast<uint32_t>(mantissa >> (64 - shift % 32));
  if (value < 0) Negate(words, kWide);
  return MakeWide(ctx, words, kWide);
}

}  // namespace seabeam::support
