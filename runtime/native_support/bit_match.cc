// Bit syntax: matching. A match state is the host's (4.9 of the interface description): the base
// that holds the bytes, the next bit and, in the place of its start, the bit behind the last, both
// counted in the base. No position of a binary that is there is lost on the way to the host, which
// reads the first two only.
#include "runtime/data/bit_bytes.h"
#include "runtime/data/code_points.h"
#include "runtime/native_support/binaries.h"
#include "runtime/native_support/numbers.h"

namespace seabeam::support {
namespace {

constexpr uint32_t kStateWords = host::kMatchStartWord + 1;

// Inline all through: what is not has an address.
struct State {
  SUPPORT_INLINE explicit State(Term state) : words(Box(state)) {}
  SUPPORT_INLINE uint32_t at() const { return words[abi::kMatchStateOffset]; }
  SUPPORT_INLINE uint32_t left() const { return words[abi::kMatchStateEnd] - at(); }
  SUPPORT_INLINE Term base() const { return words[abi::kMatchStateBase]; }
  SUPPORT_INLINE const uint8_t* bytes() const { return BytesOf(base()); }
  SUPPORT_INLINE void Skip(uint32_t bits) { words[abi::kMatchStateOffset] += bits; }
  Term* words;
};
static_assert(abi::kMatchStateBase == host::kMatchBinaryWord);
static_assert(abi::kMatchStateOffset == host::kMatchOffsetWord);
static_assert(abi::kMatchStateEnd == host::kMatchStartWord);

inline bool IsLittle(uint32_t flags) { return (flags & (abi::kBsLittle | abi::kBsNative)) != 0; }

SUPPORT_SHARED uint64_t Bits(const uint8_t* data, uint32_t at, uint32_t bits) {
  return rt::ReadBits(data, at, bits);
}

// 1 to 64 bits, the upper ones 0.
SUPPORT_SHARED uint64_t Number(const uint8_t* data, uint32_t at, uint32_t bits, uint32_t flags) {
  if (!IsLittle(flags) || bits <= 8) return Bits(data, at, bits);
  uint64_t value = 0;
  uint32_t shift = 0;
  for (; bits - shift >= 8; shift += 8) value |= Bits(data, at + shift, 8) << shift;
  if (shift < bits) value |= Bits(data, at + shift, bits - shift) << shift;
  return value;
}

// More than 64 bits, up to the host's limit.
SUPPORT_SHARED Term LargeNumber(Ctx* ctx, const uint8_t* data, uint32_t at, uint32_t bits,
                                uint32_t flags) {
  uint32_t* words = Scratch(ctx) + kFirst;
  for (uint32_t i = 0; i < kWide; ++i) {
    const uint32_t low = 32 * i;
    uint32_t value = 0;
    if (low < bits) {
      const uint32_t count = bits - low < 32 ? bits - low : 32;
      const uint32_t from = at + (IsLittle(flags) ? low : bits - low - count);
      value = static_cast<uint32_t>(Number(data, from, count, flags));
    }
    words[i] = value;
  }
  const uint32_t top = bits - 1;
  if ((flags & abi::kBsSigned) != 0 && (words[top / 32] >> (top % 32) & 1) != 0) {
    if (bits % 32 != 0) words[bits / 32] |= ~uint32_t{0} << (bits % 32);
    for (uint32_t i = (bits + 31) / 32; i < kWide; ++i) words[i] = ~uint32_t{0};
  }
  return MakeWide(ctx, words, kWide);
}

inline int64_t SignExtend(uint64_t value, uint32_t bits) {
  return static_cast<int64_t>(value << (64 - bits)) >> (64 - bits);
}

inline double HalfToDouble(uint32_t half) {
  // Exponent and mantissa in their places of a double, which then are off by 2^1008.
  const uint32_t exponent = half >> 10 & 31;
  uint64_t raw = static_cast<uint64_t>(half & 0x7FFF) << 42;
  double value;
  if (exponent == 31) raw |= uint64_t{0x7FF} << 52;
  __builtin_memcpy(&value, &raw, 8);
  if (exponent != 31) value *= 0x1p1008;
  return (half & 0x8000) != 0 ? -value : value;
}

SUPPORT_SHARED uint32_t Utf8(const uint8_t* data, uint32_t at, uint32_t left) {
  uint32_t first = left < 8 ? 0xFF : static_cast<uint32_t>(Bits(data, at, 8));
  if (first < 0x80) return first << 6 | 8;
  if (first < 0xC2 || first > 0xF4) return 0;
  const uint32_t more = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
  if (left < 8 + 8 * more) return 0;
  uint32_t value = first & (0x3Fu >> more);
  for (uint32_t i = 1; i <= more; ++i) {
    const uint32_t byte = static_cast<uint32_t>(Bits(data, at + 8 * i, 8));
    if ((byte & 0xC0) != 0x80) return 0;
    value = value << 6 | (byte & 0x3F);
  }
  // Not the shortest form, or no character.
  const uint32_t least = more == 1 ? 0x80 : more == 2 ? 0x800 : 0x10000;
  if (value < least || !rt::IsCodePoint(value)) return 0;
  return value << 6 | (8 + 8 * more);
}

SUPPORT_SHARED uint32_t Utf16(const uint8_t* data, uint32_t at, uint32_t left, uint32_t flags) {
  if (left < 16) return 0;
  const uint32_t first = static_cast<uint32_t>(Number(data, at, 16, flags));
  if (first < 0xD800 || first > 0xDFFF) return first << 6 | 16;
  if (first > 0xDBFF || left < 32) return 0;
  const uint32_t second = static_cast<uint32_t>(Number(data, at + 16, 16, flags));
  if (second < 0xDC00 || second > 0xDFFF) return 0;
  return (0x10000 + ((first & 0x3FF) << 10 | (second & 0x3FF))) << 6 | 32;
}

SUPPORT_SHARED uint32_t Utf32(const uint8_t* data, uint32_t at, uint32_t left, uint32_t flags) {
  if (left < 32) return 0;
  const uint32_t value = static_cast<uint32_t>(Number(data, at, 32, flags));
  return rt::IsCodePoint(value) ? value << 6 | 32 : 0;
}

// Takes a character read from the state: code point << 6 | bits, or 0.
SUPPORT_SHARED Term Taken(Term state, uint32_t packed) {
  if (packed == 0) return abi::kNone;
  State(state).Skip(packed & 63);
  return Small(static_cast<int32_t>(packed >> 6));
}

}  // namespace

// ---- at a position ------------------------------------------------------------------------------

SUPPORT(bs_read)
uint32_t bs_read(const uint8_t* data, uint32_t at, uint32_t bits, uint32_t flags) {
  const uint64_t value = Number(data, at, bits, flags);
  return static_cast<uint32_t>(
      (flags & abi::kBsSigned) != 0 ? static_cast<uint64_t>(SignExtend(value, bits)) : value);
}

SUPPORT(bs_read_integer)
Term bs_read_integer(Ctx* ctx, const uint8_t* data, uint32_t at, uint32_t bits, uint32_t flags) {
  if (bits == 0) return Small(0);
  const bool is_signed = (flags & abi::kBsSigned) != 0;
  if (bits > 64 || (bits == 64 && !is_signed)) return LargeNumber(ctx, data, at, bits, flags);
  const uint64_t value = Number(data, at, bits, flags);
  return MakeInt(ctx, is_signed ? SignExtend(value, bits) : static_cast<int64_t>(value));
}

SUPPORT(bs_read_float)
double bs_read_float(const uint8_t* data, uint32_t at, uint32_t left, uint32_t spec) {
  const uint32_t bits = spec & 0xFF;
  if (bits > left) return __builtin_nan("");
  const uint64_t raw = Number(data, at, bits, spec >> 8);
  if (bits == 16) return HalfToDouble(static_cast<uint32_t>(raw));
  if (bits == 64) {
    double value;
    __builtin_memcpy(&value, &raw, 8);
    return value;
  }
  const uint32_t raw32 = static_cast<uint32_t>(raw);
  float value;
  __builtin_memcpy(&value, &raw32, 4);
  return static_cast<double>(value);
}

SUPPORT(bs_read_utf)
uint32_t bs_read_utf(const uint8_t* data, uint32_t at, uint32_t left, uint32_t spec) {
  const uint32_t unit = spec & 0xFF;
  if (unit == 8) return Utf8(data, at, left);
  return unit == 16 ? Utf16(data, at, left, spec >> 8) : Utf32(data, at, left, spec >> 8);
}

SUPPORT(bs_same)
uint32_t bs_same(const uint8_t* data, uint32_t at, uint32_t left, const uint8_t* bytes,
                 uint32_t bits) {
  if (bits > left) return 0;
  for (uint32_t done = 0; done < bits;) {
    const uint32_t count = bits - done < 32 ? bits - done : 32;
    if (Bits(data, at + done, count) != Bits(bytes, done, count)) return 0;
    done += count;
  }
  return 1;
}

// Whole bytes at a byte boundary: the translator has seen to it.
SUPPORT(bs_sub) Term bs_sub(Ctx* ctx, Term base, uint32_t at, uint32_t bits) {
  return PartOf(ctx, base, at / 8, bits / 8);
}

// ---- in a match state ---------------------------------------------------------------------------

SUPPORT(bs_start_match) Term bs_start_match(Ctx* ctx, Term t) {
  if (!IsBoxed(t)) return abi::kNone;
  if (Tag(t) == abi::kHdrMatchState) return t;
  if (!IsBinary(t)) return abi::kNone;
  Term* p = Alloc(ctx, kStateWords);
  const uint32_t at = 8 * FirstByte(t);
  p[0] = abi::Header(kStateWords - 1, abi::kHdrMatchState);
  p[abi::kMatchStateBase] = BaseOf(t);
  p[abi::kMatchStateOffset] = at;
  p[abi::kMatchStateEnd] = at + 8 * Box(t)[host::kBinarySizeWord];
  return BoxTerm(p);
}

SUPPORT(bs_get_integer)
Term bs_get_integer(Ctx* ctx, Term state, uint32_t bits, uint32_t flags) {
  State s(state);
  if (bits > s.left()) return abi::kNone;
  const Term value = bs_read_integer(ctx, s.bytes(), s.at(), bits, flags);
  if (value != abi::kNone) s.Skip(bits);
  return value;
}

SUPPORT(bs_get_float) Term bs_get_float(Ctx* ctx, Term state, uint32_t bits, uint32_t flags) {
  State s(state);
  if (bits == 0) return MakeReal(ctx, 0);
  if (bits != 16 && bits != 32 && bits != 64) return abi::kNone;
  const Term value = MakeReal(ctx, bs_read_float(s.bytes(), s.at(), s.left(), bits | flags << 8));
  if (value != abi::kNone) s.Skip(bits);
  return value;
}

SUPPORT(bs_get_binary) Term bs_get_binary(Ctx* ctx, Term state, uint32_t bits, uint32_t) {
  State s(state);
  if (bits > s.left()) return abi::kNone;
  const Term part = bs_sub(ctx, s.base(), s.at(), bits);
  s.Skip(bits);
  return part;
}

SUPPORT(bs_get_tail) Term bs_get_tail(Ctx* ctx, Term state, uint32_t unit) {
  State s(state);
  const uint32_t bits = s.left();
  if (unit > 1 && bits % unit != 0) return abi::kNone;
  const Term part = bs_sub(ctx, s.base(), s.at(), bits);
  if (unit != 0) s.Skip(bits);
  return part;
}

SUPPORT(bs_skip) uint32_t bs_skip(Ctx*, Term state, uint32_t bits) {
  State s(state);
  if (bits > s.left()) return 0;
  s.Skip(bits);
  return 1;
}

SUPPORT(bs_match_string)
uint32_t bs_match_string(Term state, uint32_t bits, const uint8_t* bytes, uint32_t) {
  State s(state);
  if (bs_same(s.bytes(), s.at(), s.left(), bytes, bits) == 0) return 0;
  s.Skip(bits);
  return 1;
}

SUPPORT(bs_get_utf8) Term bs_get_utf8(Ctx*, Term state) {
  State s(state);
  return Taken(state, Utf8(s.bytes(), s.at(), s.left()));
}
SUPPORT(bs_get_utf16) Term bs_get_utf16(Ctx*, Term state, uint32_t flags) {
  State s(state);
  return Taken(state, Utf16(s.bytes(), s.at(), s.left(), flags));
}
SUPPORT(bs_get_utf32) Term bs_get_utf32(Ctx*, Term state, uint32_t flags) {
  State s(state);
  return Taken(state, Utf32(s.bytes(), s.at(), s.left(), flags));
}

SUPPORT(bs_get_position) Term bs_get_position(Ctx* ctx, Term state) {
  return MakeInt(ctx, State(state).at());
}
SUPPORT(bs_set_position) void bs_set_position(Term state, Term position) {
  State(state).words[abi::kMatchStateOffset] = static_cast<uint32_t>(WordOf(position));
}

SUPPORT(bs_size_bits) uint32_t bs_size_bits(Ctx*, Term size, uint32_t unit) {
  constexpr uint32_t kTooMany = 0x7FFFFFFF;
  const uint32_t kind = KindOf(size);
  if (kind == kLarge && !IsNegative(size)) return kTooMany;
  if (kind != kWord || WordOf(size) < 0) return static_cast<uint32_t>(-1);
  const int64_t count = WordOf(size);
  // More bits than a binary can have: no match, as any size that is too large.
  if (count > static_cast<int64_t>(kTooMany / (unit != 0 ? unit : 1))) return kTooMany;
  return static_cast<uint32_t>(count) * unit;
}

}  // namespace seabeam::support
