// Bit syntax: matching. A match state is (word 1) the bitstring term, (word 2) the
// next bit and (word 3) the bit behind the last, both counted in the underlying bytes.
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
  explicit State(Term ms) : w(BoxPtr(ms)) {
    BitView v;
    GetBits(w[1], &v);
    data = v.data;
    start = v.offset;
  }
  uint32_t left() const { return w[3] - w[2]; }
  bool little(uint32_t flags) const { return (flags & (abi::kBsLittle | abi::kBsNative)) != 0; }
  Term* w;
  const uint8_t* data;
  uint32_t start;
};

Term MakeBits(Ctx* ctx, const State& s, uint32_t bits) {
  return SubBits(ctx, s.w[1], s.w[2] - s.start, bits);
}

double HalfToDouble(uint32_t h) {
  uint32_t exponent = h >> 10 & 31;
  uint32_t mantissa = h & 1023;
  double d = exponent == 0 ? ldexp(mantissa, -24)
                           : ldexp(mantissa + 1024.0, static_cast<int>(exponent) - 25);
  if (exponent == 31) d = mantissa ? __builtin_nan("") : __builtin_inf();
  return h >> 15 ? -d : d;
}

}  // namespace

SB_EXPORT Term bs_start_match(Ctx* ctx, Term t) {
  if (!IsBoxed(t)) return 0;
  if (HeaderTag(HeaderOf(t)) == abi::kHdrMatchState) {
    Term* p = AllocWords(ctx, abi::kMatchStateWords);
    memcpy(p, BoxPtr(t), abi::kMatchStateWords * 4);
    return BoxTerm(p);
  }
  BitView v;
  if (!GetBits(t, &v)) return 0;
  Term* p = AllocWords(ctx, abi::kMatchStateWords);
  p[0] = abi::Header(abi::kMatchStateWords - 1, abi::kHdrMatchState);
  p[1] = t;
  p[2] = v.offset;
  p[3] = v.offset + v.bits;
  return BoxTerm(p);
}

SB_EXPORT Term bs_get_integer(Ctx* ctx, Term ms, uint32_t bits, uint32_t flags) {
  State s(ms);
  if (static_cast<int32_t>(bits) < 0 || bits > s.left()) return 0;
  uint32_t at = s.w[2];
  s.w[2] += bits;
  if (bits == 0) return Small(0);
  bool is_signed = (flags & abi::kBsSigned) != 0;
  if (bits <= 64) {
    uint64_t v;
    if (!s.little(flags) || bits <= 8) {
      v = ReadBits(s.data, at, bits);
    } else {
      v = 0;
      uint32_t shift = 0;
      for (; bits - shift >= 8; shift += 8) v |= ReadBits(s.data, at + shift, 8) << shift;
      if (shift < bits) v |= ReadBits(s.data, at + shift, bits - shift) << shift;
    }
    if (is_signed) {
      int64_t x = static_cast<int64_t>(v << (64 - bits)) >> (64 - bits);
      return MakeInt(ctx, x);
    }
    return MakeUint64(ctx, v);
  }
  // Bytes in little-endian order into limbs.
  uint32_t limbs = bits / 32 + 1;
  LimbBuf d(limbs);
  memset(d.d(), 0, limbs * 4);
  uint8_t* bytes = reinterpret_cast<uint8_t*>(d.d());
  uint32_t whole = bits / 8, rest = bits & 7;
  if (s.little(flags)) {
    CopyBits(bytes, 0, s.data, at, whole * 8);
    if (rest) bytes[whole] = static_cast<uint8_t>(ReadBits(s.data, at + whole * 8, rest));
  } else {
    if (rest) bytes[whole] = static_cast<uint8_t>(ReadBits(s.data, at, rest));
    if (((at + rest) & 7) == 0) {
      const uint8_t* p = s.data + (at + rest) / 8;
      for (uint32_t i = 0; i < whole; ++i) bytes[whole - 1 - i] = p[i];
    } else {
      for (uint32_t i = 0; i < whole; ++i) {
        bytes[whole - 1 - i] = static_cast<uint8_t>(ReadBits(s.data, at + rest + 8 * i, 8));
      }
    }
  }
  bool neg = is_signed && (bytes[(bits - 1) / 8] >> ((bits - 1) & 7) & 1);
  if (neg) {
    if (rest) bytes[whole] = static_cast<uint8_t>(bytes[whole] | 0xFF << rest);
    for (uint32_t i = whole + (rest != 0); i < limbs * 4; ++i) bytes[i] = 0xFF;
    NegateLimbs(d.d(), limbs);
  }
  return MakeInteger(ctx, neg, d.d(), limbs);
}

SB_EXPORT Term bs_get_float(Ctx* ctx, Term ms, uint32_t bits, uint32_t flags) {
  State s(ms);
  if ((bits != 16 && bits != 32 && bits != 64 && bits != 0) || bits > s.left()) return 0;
  if (bits == 0) return MakeFloat(ctx, 0.0);
  uint64_t raw = ReadBits(s.data, s.w[2], bits);
  if (s.little(flags)) raw = __builtin_bswap64(raw) >> (64 - bits);
  double d;
  if (bits == 64) {
    memcpy(&d, &raw, 8);
  } else if (bits == 32) {
    uint32_t raw32 = static_cast<uint32_t>(raw);
    float f;
    memcpy(&f, &raw32, 4);
    d = f;
  } else {
    d = HalfToDouble(static_cast<uint32_t>(raw));
  }
  if (!__builtin_isfinite(d)) return 0;
  s.w[2] += bits;
  return MakeFloat(ctx, d);
}

SB_EXPORT Term bs_get_binary(Ctx* ctx, Term ms, uint32_t bits, uint32_t flags) {
  State s(ms);
  if (static_cast<int32_t>(bits) < 0 || bits > s.left()) return 0;
  Term r = MakeBits(ctx, s, bits);
  s.w[2] += bits;
  return r;
}

SB_EXPORT Term bs_get_tail(Ctx* ctx, Term ms, uint32_t unit) {
  State s(ms);
  uint32_t bits = s.left();
  if (unit > 1 && bits % unit != 0) return 0;
  Term r = MakeBits(ctx, s, bits);
  if (unit != 0) s.w[2] += bits;
  return r;
}

SB_EXPORT int32_t bs_skip(Ctx*, Term ms, uint32_t bits) {
  Term* w = BoxPtr(ms);
  if (static_cast<int32_t>(bits) < 0 || bits > w[3] - w[2]) return 0;
  w[2] += bits;
  return 1;
}

SB_EXPORT int32_t bs_test_tail(Term ms, uint32_t bits) {
  const Term* w = BoxPtr(ms);
  return w[3] - w[2] == bits;
}

SB_EXPORT int32_t bs_test_unit(Term ms, uint32_t unit) {
  const Term* w = BoxPtr(ms);
  return unit == 0 || (w[3] - w[2]) % unit == 0;
}

SB_EXPORT int32_t bs_match_string(Term ms, uint32_t bits, uint32_t bytes, uint32_t) {
  State s(ms);
  if (bits > s.left()) return 0;
  if (CompareBits(s.data, s.w[2], reinterpret_cast<const uint8_t*>(static_cast<uintptr_t>(bytes)),
                  0, bits) != 0)
    return 0;
  s.w[2] += bits;
  return 1;
}

SB_EXPORT Term bs_get_utf8(Ctx*, Term ms) {
  State s(ms);
  uint32_t left = s.left() / 8;
  uint32_t n = left < 4 ? left : 4;
  uint8_t bytes[4];
  const uint8_t* p = s.data + s.w[2] / 8;
  if (s.w[2] & 7) {
    CopyBits(bytes, 0, s.data, s.w[2], n * 8);
    p = bytes;
  }
  uint32_t c;
  int used = DecodeUtf8(p, n, &c);
  if (used <= 0) return 0;
  s.w[2] += static_cast<uint32_t>(used) * 8;
  return Small(static_cast<int32_t>(c));
}

SB_EXPORT Term bs_get_utf16(Ctx*, Term ms, uint32_t flags) {
  State s(ms);
  auto unit = [&](uint32_t at) {
    uint32_t v = static_cast<uint32_t>(ReadBits(s.data, at, 16));
    return s.little(flags) ? static_cast<uint32_t>(__builtin_bswap16(static_cast<uint16_t>(v))) : v;
  };
  if (s.left() < 16) return 0;
  uint32_t a = unit(s.w[2]);
  if (a < 0xD800 || a > 0xDFFF) {
    s.w[2] += 16;
    return Small(static_cast<int32_t>(a));
  }
  if (a > 0xDBFF || s.left() < 32) return 0;
  uint32_t b = unit(s.w[2] + 16);
  if (b < 0xDC00 || b > 0xDFFF) return 0;
  s.w[2] += 32;
  return Small(static_cast<int32_t>(0x10000 + ((a & 0x3FF) << 10 | (b & 0x3FF))));
}

SB_EXPORT Term bs_get_utf32(Ctx*, Term ms, uint32_t flags) {
  State s(ms);
  if (s.left() < 32) return 0;
  uint32_t v = static_cast<uint32_t>(ReadBits(s.data, s.w[2], 32));
  if (s.little(flags)) v = __builtin_bswap32(v);
  if (!IsCodePoint(v)) return 0;
  s.w[2] += 32;
  return Small(static_cast<int32_t>(v));
}

SB_EXPORT Term bs_get_position(Ctx* ctx, Term ms) {
  State s(ms);
  return MakeInt(ctx, s.w[2] - s.start);
}
SB_EXPORT void bs_set_position(Term ms, Term position) {
  State s(ms);
  int64_t p;
  if (GetInt64(position, &p)) s.w[2] = s.start + static_cast<uint32_t>(p);
}

SB_EXPORT int32_t bs_size_bits(Ctx*, Term size, uint32_t unit) {
  int64_t n;
  if (!GetInt64(size, &n) || n < 0) return -1;
  // More bits than a binary can have: no match, as a size that is too large.
  if (n > 0x7FFFFFFF / (unit ? static_cast<int64_t>(unit) : 1)) return 0x7FFFFFFF;
  return static_cast<int32_t>(n * unit);
}

}  // namespace seabeam::rt
