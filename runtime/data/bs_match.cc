// Bit syntax: matching. A match state (abi/layout.h) is (word 1) the heap or refc binary, (word 2)
// the next bit and (word 3) the bit behind the last, both counted in the binary's bytes, which
// (word 4) start there.
#include <cmath>

#include "runtime/core/bifs.h"
#include "runtime/core/error.h"
#include "runtime/data/bits.h"
#include "runtime/data/integer.h"
#include "runtime/data/limbs.h"
#include "runtime/data/utf8.h"

namespace seabeam::rt {

namespace {

struct State {
  explicit State(Term ms) : w(BoxPtr(ms)), data(WordPtrBytes(w[abi::kMatchStateData])) {}
  static const uint8_t* WordPtrBytes(Term address) {
    return reinterpret_cast<const uint8_t*>(static_cast<uintptr_t>(address));
  }
  uint32_t at() const { return w[abi::kMatchStateOffset]; }
  uint32_t left() const { return w[abi::kMatchStateEnd] - at(); }
  bool Has(uint32_t bits) const { return static_cast<int32_t>(bits) >= 0 && bits <= left(); }
  void Skip(uint32_t bits) { w[abi::kMatchStateOffset] += bits; }
  Term* w;
  const uint8_t* data;
};

bool Little(uint32_t flags) { return (flags & (abi::kBsLittle | abi::kBsNative)) != 0; }

double HalfToDouble(uint32_t h) {
  uint32_t exponent = h >> 10 & 31;
  uint32_t mantissa = h & 1023;
  double d = exponent == 0 ? ldexp(mantissa, -24)
                           : ldexp(mantissa + 1024.0, static_cast<int>(exponent) - 25);
  if (exponent == 31) d = mantissa ? __builtin_nan("") : __builtin_inf();
  return h >> 15 ? -d : d;
}

}  // namespace

// ---- at a position --------------------------------------------------------------------

namespace {

// 1 to 64 bits, the upper ones 0.
uint64_t ReadUnsigned(const uint8_t* data, uint32_t at, uint32_t bits, uint32_t flags) {
  if (!Little(flags) || bits <= 8) return ReadBits(data, at, bits);
  uint64_t v = 0;
  uint32_t shift = 0;
  for (; bits - shift >= 8; shift += 8) v |= ReadBits(data, at + shift, 8) << shift;
  if (shift < bits) v |= ReadBits(data, at + shift, bits - shift) << shift;
  return v;
}

int64_t SignExtend(uint64_t v, uint32_t bits) {
  return static_cast<int64_t>(v << (64 - bits)) >> (64 - bits);
}

Term ReadLarge(Ctx* ctx, const uint8_t* data, uint32_t at, uint32_t bits, uint32_t flags) {
  // Bytes in little-endian order into limbs.
  uint32_t limbs = bits / 32 + 1;
  LimbBuf d(limbs);
  memset(d.d(), 0, limbs * 4);
  uint8_t* bytes = reinterpret_cast<uint8_t*>(d.d());
  uint32_t whole = bits / 8, rest = bits & 7;
  if (Little(flags)) {
    CopyBits(bytes, 0, data, at, whole * 8);
    if (rest) bytes[whole] = static_cast<uint8_t>(ReadBits(data, at + whole * 8, rest));
  } else {
    if (rest) bytes[whole] = static_cast<uint8_t>(ReadBits(data, at, rest));
    if (((at + rest) & 7) == 0) {
      const uint8_t* p = data + (at + rest) / 8;
      for (uint32_t i = 0; i < whole; ++i) bytes[whole - 1 - i] = p[i];
    } else {
      for (uint32_t i = 0; i < whole; ++i) {
        bytes[whole - 1 - i] = static_cast<uint8_t>(ReadBits(data, at + rest + 8 * i, 8));
      }
    }
  }
  bool neg = (flags & abi::kBsSigned) != 0 && (bytes[(bits - 1) / 8] >> ((bits - 1) & 7) & 1);
  if (neg) {
    if (rest) bytes[whole] = static_cast<uint8_t>(bytes[whole] | 0xFF << rest);
    for (uint32_t i = whole + (rest != 0); i < limbs * 4; ++i) bytes[i] = 0xFF;
    NegateLimbs(d.d(), limbs);
  }
  return MakeInteger(ctx, neg, d.d(), limbs);
}

uint32_t ReadUtf8(const uint8_t* data, uint32_t at, uint32_t left) {
  left /= 8;
  uint32_t n = left < 4 ? left : 4;
  uint8_t bytes[4];
  const uint8_t* p = data + at / 8;
  if (at & 7) {
    CopyBits(bytes, 0, data, at, n * 8);
    p = bytes;
  }
  uint32_t c;
  int used = DecodeUtf8(p, n, &c);
  return used <= 0 ? 0 : c << 6 | static_cast<uint32_t>(used) * 8;
}

uint32_t ReadUtf16(const uint8_t* data, uint32_t at, uint32_t left, uint32_t flags) {
  auto unit = [&](uint32_t from) {
    uint32_t v = static_cast<uint32_t>(ReadBits(data, from, 16));
    return Little(flags) ? static_cast<uint32_t>(__builtin_bswap16(static_cast<uint16_t>(v))) : v;
  };
  if (left < 16) return 0;
  uint32_t a = unit(at);
  if (a < 0xD800 || a > 0xDFFF) return a << 6 | 16;
  if (a > 0xDBFF || left < 32) return 0;
  uint32_t b = unit(at + 16);
  if (b < 0xDC00 || b > 0xDFFF) return 0;
  return (0x10000 + ((a & 0x3FF) << 10 | (b & 0x3FF))) << 6 | 32;
}

uint32_t ReadUtf32(const uint8_t* data, uint32_t at, uint32_t left, uint32_t flags) {
  if (left < 32) return 0;
  uint32_t v = static_cast<uint32_t>(ReadBits(data, at, 32));
  if (Little(flags)) v = __builtin_bswap32(v);
  return IsCodePoint(v) ? v << 6 | 32 : 0;
}

}  // namespace

SB_EXPORT uint32_t bs_read(const uint8_t* data, uint32_t at, uint32_t bits, uint32_t flags) {
  uint64_t v = ReadUnsigned(data, at, bits, flags);
  if ((flags & abi::kBsSigned) != 0) return static_cast<uint32_t>(SignExtend(v, bits));
  return static_cast<uint32_t>(v);
}

SB_EXPORT Term bs_read_integer(Ctx* ctx, const uint8_t* data, uint32_t at, uint32_t bits,
                               uint32_t flags) {
  if (bits == 0) return Small(0);
  if (bits > 64) return ReadLarge(ctx, data, at, bits, flags);
  uint64_t v = ReadUnsigned(data, at, bits, flags);
  if ((flags & abi::kBsSigned) != 0) return MakeInt(ctx, SignExtend(v, bits));
  return MakeUint64(ctx, v);
}

SB_EXPORT double bs_read_float(const uint8_t* data, uint32_t at, uint32_t left, uint32_t spec) {
  uint32_t bits = spec & 0xFF;
  if (bits > left) return __builtin_nan("");
  uint64_t raw = ReadBits(data, at, bits);
  if (Little(spec >> 8)) raw = __builtin_bswap64(raw) >> (64 - bits);
  if (bits == 16) return HalfToDouble(static_cast<uint32_t>(raw));
  if (bits == 64) {
    double d;
    memcpy(&d, &raw, 8);
    return d;
  }
  uint32_t raw32 = static_cast<uint32_t>(raw);
  float f;
  memcpy(&f, &raw32, 4);
  return f;
}

SB_EXPORT uint32_t bs_read_utf(const uint8_t* data, uint32_t at, uint32_t left, uint32_t spec) {
  switch (spec & 0xFF) {
    case 8:
      return ReadUtf8(data, at, left);
    case 16:
      return ReadUtf16(data, at, left, spec >> 8);
    default:
      return ReadUtf32(data, at, left, spec >> 8);
  }
}

SB_EXPORT int32_t bs_same(const uint8_t* data, uint32_t at, uint32_t left, const uint8_t* bytes,
                          uint32_t bits) {
  return bits <= left && CompareBits(data, at, bytes, 0, bits) == 0;
}

SB_EXPORT Term bs_sub(Ctx* ctx, Term base, uint32_t at, uint32_t bits) {
  return SubBitsOfBase(ctx, base, at, bits);
}

SB_EXPORT uint32_t int_to_u32(Term t) {
  int64_t v = 0;
  GetInt64(t, &v);
  return static_cast<uint32_t>(v);
}

// ---- in a match state -----------------------------------------------------------------

SB_EXPORT Term bs_start_match(Ctx* ctx, Term t) {
  if (!IsBoxed(t)) return 0;
  if (HeaderTag(HeaderOf(t)) == abi::kHdrMatchState) return t;
  BitView v;
  if (!GetBits(t, &v)) return 0;
  uint32_t tag = HeaderTag(HeaderOf(t));
  Term* p = AllocWords(ctx, abi::kMatchStateWords);
  p[0] = abi::Header(abi::kMatchStateWords - 1, abi::kHdrMatchState);
  p[abi::kMatchStateBase] =
      tag == abi::kHdrHeapBinary || tag == abi::kHdrRefcBinary ? t : BoxPtr(t)[3];
  p[abi::kMatchStateOffset] = v.offset;
  p[abi::kMatchStateEnd] = v.offset + v.bits;
  p[abi::kMatchStateData] = static_cast<Term>(reinterpret_cast<uintptr_t>(v.data));
  return BoxTerm(p);
}

SB_EXPORT Term bs_get_integer(Ctx* ctx, Term ms, uint32_t bits, uint32_t flags) {
  State s(ms);
  if (!s.Has(bits)) return 0;
  Term r = bs_read_integer(ctx, s.data, s.at(), bits, flags);
  s.Skip(bits);
  return r;
}

SB_EXPORT Term bs_get_float(Ctx* ctx, Term ms, uint32_t bits, uint32_t flags) {
  State s(ms);
  if ((bits != 16 && bits != 32 && bits != 64 && bits != 0) || !s.Has(bits)) return 0;
  if (bits == 0) return MakeFloat(ctx, 0.0);
  double d = bs_read_float(s.data, s.at(), s.left(), bits | flags << 8);
  if (!__builtin_isfinite(d)) return 0;
  s.Skip(bits);
  return MakeFloat(ctx, d);
}

SB_EXPORT Term bs_get_binary(Ctx* ctx, Term ms, uint32_t bits, uint32_t) {
  State s(ms);
  if (!s.Has(bits)) return 0;
  Term r = SubBitsOfBase(ctx, s.w[abi::kMatchStateBase], s.at(), bits);
  s.Skip(bits);
  return r;
}

SB_EXPORT Term bs_get_tail(Ctx* ctx, Term ms, uint32_t unit) {
  State s(ms);
  uint32_t bits = s.left();
  if (unit > 1 && bits % unit != 0) return 0;
  Term r = SubBitsOfBase(ctx, s.w[abi::kMatchStateBase], s.at(), bits);
  if (unit != 0) s.Skip(bits);
  return r;
}

SB_EXPORT int32_t bs_skip(Ctx*, Term ms, uint32_t bits) {
  State s(ms);
  if (!s.Has(bits)) return 0;
  s.Skip(bits);
  return 1;
}

SB_EXPORT int32_t bs_test_tail(Term ms, uint32_t bits) { return State(ms).left() == bits; }

SB_EXPORT int32_t bs_test_unit(Term ms, uint32_t unit) {
  return unit == 0 || State(ms).left() % unit == 0;
}

SB_EXPORT int32_t bs_match_string(Term ms, uint32_t bits, const uint8_t* bytes, uint32_t) {
  State s(ms);
  if (!bs_same(s.data, s.at(), s.left(), bytes, bits)) return 0;
  s.Skip(bits);
  return 1;
}

namespace {
Term GetUtf(Term ms, uint32_t spec) {
  State s(ms);
  uint32_t r = bs_read_utf(s.data, s.at(), s.left(), spec);
  if (r == 0) return 0;
  s.Skip(r & 63);
  return Small(static_cast<int32_t>(r >> 6));
}
}  // namespace

SB_EXPORT Term bs_get_utf8(Ctx*, Term ms) { return GetUtf(ms, 8); }
SB_EXPORT Term bs_get_utf16(Ctx*, Term ms, uint32_t flags) { return GetUtf(ms, 16 | flags << 8); }
SB_EXPORT Term bs_get_utf32(Ctx*, Term ms, uint32_t flags) { return GetUtf(ms, 32 | flags << 8); }

SB_EXPORT Term bs_get_position(Ctx* ctx, Term ms) { return MakeInt(ctx, State(ms).at()); }
SB_EXPORT void bs_set_position(Term ms, Term position) {
  State(ms).w[abi::kMatchStateOffset] = int_to_u32(position);
}

SB_EXPORT int32_t bs_size_bits(Ctx*, Term size, uint32_t unit) {
  int64_t n;
  if (!GetInt64(size, &n) || n < 0) return -1;
  // More bits than a binary can have: no match, as a size that is too large.
  if (n > 0x7FFFFFFF / (unit ? static_cast<int64_t>(unit) : 1)) return 0x7FFFFFFF;
  return static_cast<int32_t>(n * unit);
}

}  // namespace seabeam::rt
