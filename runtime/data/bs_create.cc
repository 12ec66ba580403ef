// Bit syntax: making. Segment i is ctx->x[3i..3i+2]: descriptor (abi/layout.h), value,
// size term (0 = none: the whole bitstring, or a type with a size of its own). A kString
// segment's value is the address of its bytes and its size counts units.
#include <cmath>

#include "runtime/core/error.h"
#include "runtime/data/bits.h"
#include "runtime/data/bs_write.h"
#include "runtime/data/integer.h"
#include "runtime/data/limbs.h"
#include "runtime/data/utf8.h"

namespace seabeam::rt {

using abi::BsSegmentType;

namespace {

constexpr uint32_t kNoSize = abi::kNone;
constexpr uint64_t kMaxBits = uint64_t{0xFFFFFFFF} - 64;  // sizes in bits are 32-bit words

struct Segment {
  explicit Segment(const Term* x)
      : type(static_cast<BsSegmentType>(x[0] & 15)),
        flags(x[0] >> 4 & 15),
        unit(x[0] >> 8 & 0xFFF),
        value(x[1]),
        size(x[2]) {}
  bool little() const { return (flags & abi::kBsLittle) != 0; }
  BsSegmentType type;
  uint32_t flags, unit;
  Term value, size;
};

// What is wrong with a segment, as erl_erts_errors:format_bs_fail/2 names it.
struct Problem {
  const char* what = nullptr;
  Term value = 0;
  bool limit = false;
};

Problem SizeOf(const Segment& s, uint64_t* bits) {
  *bits = 0;
  auto sized = [&]() -> Problem {
    IntView v;
    if (!LoadInt(s.size, &v) || v.neg) return {"size", s.size, false};
    if (v.n > 1) return {"size", s.size, true};
    *bits = (v.n ? static_cast<uint64_t>(v.d[0]) : 0) * s.unit;
    if (*bits > kMaxBits) return {"size", s.size, true};
    return {};
  };
  int64_t c;
  switch (s.type) {
    case BsSegmentType::kInteger: {
      Problem p = sized();
      if (!p.what && !IsInteger(s.value)) return {"type", s.value, false};
      return p;
    }
    case BsSegmentType::kFloat: {
      Problem p = sized();
      if (p.what) return p;
      double d;
      if (!IsInteger(s.value) && !IsFloat(s.value)) return {"type", s.value, false};
      if (*bits != 16 && *bits != 32 && *bits != 64)
        return {"invalid", Small(static_cast<int32_t>(*bits & 0x7FFFFFF)), false};
      if (!NumberToDouble(s.value, &d)) return {"no_float", s.value, false};
      return {};
    }
    case BsSegmentType::kString:
      return sized();
    case BsSegmentType::kBinary:
    case BsSegmentType::kAppend:
    case BsSegmentType::kPrivateAppend: {
      BitView v;
      bool is_bits = GetBits(s.value, &v);
      if (s.size == kNoSize) {
        if (!is_bits) return {"type", s.value, false};
        *bits = v.bits;
        if (s.unit > 1 && v.bits % s.unit != 0) return {"unit", s.value, false};
        return {};
      }
      Problem p = sized();
      if (p.what) return p;
      if (!is_bits) return {"type", s.value, false};
      if (*bits > v.bits) return {"short", s.value, false};
      return {};
    }
    case BsSegmentType::kUtf8:
    case BsSegmentType::kUtf16:
    case BsSegmentType::kUtf32:
      if (!GetInt64(s.value, &c) || c < 0 || c > 0x10FFFF ||
          !IsCodePoint(static_cast<uint32_t>(c))) {
        return {"type", s.value, false};
      }
      *bits = s.type == BsSegmentType::kUtf8 ? 8 * Utf8Size(static_cast<uint32_t>(c))
              : s.type == BsSegmentType::kUtf32 || c > 0xFFFF ? 32
                                                              : 16;
      return {};
  }
  return {"type", s.value, false};
}

const char* TypeName(BsSegmentType type) {
  switch (type) {
    case BsSegmentType::kInteger:
      return "integer";
    case BsSegmentType::kFloat:
      return "float";
    case BsSegmentType::kString:
      return "string";
    case BsSegmentType::kBinary:
    case BsSegmentType::kAppend:
    case BsSegmentType::kPrivateAppend:
      return "binary";
    case BsSegmentType::kUtf8:
      return "utf8";
    case BsSegmentType::kUtf16:
      return "utf16";
    case BsSegmentType::kUtf32:
      return "utf32";
  }
  return "";
}

// Segment i is the `i + 1`th, unless the descriptor's top 12 bits say otherwise.
Term FailSegment(Ctx* ctx, uint32_t i, const Problem& problem) {
  uint32_t descriptor = ctx->x[3 * i];
  uint32_t number = descriptor >> 20 ? descriptor >> 20 : i + 1;
  BsSegmentType type = static_cast<BsSegmentType>(descriptor & 15);
  FailPlain(ctx, Atom(problem.limit ? FixedAtom::kSystemLimit : FixedAtom::kBadarg));
  Term what = InternAtom(problem.what);
  return WithCause(ctx, MakeTuple(ctx, {Small(static_cast<int32_t>(number)),
                                        InternAtom(TypeName(type)), what, problem.value}));
}

void Write(const Segment& s, uint8_t* data, uint32_t at, uint32_t bits) {
  switch (s.type) {
    case BsSegmentType::kInteger:
      WriteInteger(data, at, s.value, bits, s.little());
      return;
    case BsSegmentType::kFloat: {
      double d = 0;
      NumberToDouble(s.value, &d);
      WriteFloat(data, at, d, bits, s.little());
      return;
    }
    case BsSegmentType::kString:
      CopyBits(data, at, reinterpret_cast<const uint8_t*>(static_cast<uintptr_t>(s.value)), 0,
               bits);
      return;
    case BsSegmentType::kBinary:
    case BsSegmentType::kAppend:
    case BsSegmentType::kPrivateAppend: {
      BitView v;
      GetBits(s.value, &v);
      CopyBits(data, at, v.data, v.offset, bits);
      return;
    }
    case BsSegmentType::kUtf8: {
      uint8_t p[4];
      EncodeUtf8(p, static_cast<uint32_t>(SmallValue(s.value)));
      CopyBits(data, at, p, 0, bits);
      return;
    }
    case BsSegmentType::kUtf16:
    case BsSegmentType::kUtf32: {
      uint32_t c = static_cast<uint32_t>(SmallValue(s.value));
      auto unit = [&](uint32_t v, uint32_t n) {
        if (s.little()) v = __builtin_bswap32(v) >> (32 - n);
        WriteBits(data, at, v, n);
        at += n;
      };
      if (s.type == BsSegmentType::kUtf32) {
        unit(c, 32);
      } else if (bits == 16) {
        unit(c, 16);
      } else {
        c -= 0x10000;
        unit(0xD800 | c >> 10, 16);
        unit(0xDC00 | (c & 0x3FF), 16);
      }
      return;
    }
  }
}

// What most segments are: small integers, ASCII characters, whole binaries.
inline bool QuickSize(const Segment& s, uint64_t* bits) {
  switch (s.type) {
    case BsSegmentType::kInteger:
      if (!IsSmall(s.value) || !IsSmall(s.size) || SmallValue(s.size) < 0) return false;
      *bits = static_cast<uint64_t>(SmallValue(s.size)) * s.unit;
      return *bits <= kMaxBits;
    case BsSegmentType::kUtf8:
      *bits = 8;
      return IsSmall(s.value) && static_cast<uint32_t>(SmallValue(s.value)) < 128;
    case BsSegmentType::kBinary:
    case BsSegmentType::kAppend:
    case BsSegmentType::kPrivateAppend: {
      // A multiple of 8 bits is one of these units, 0 standing for none.
      if (s.size != kNoSize || !IsBoxed(s.value) || (s.unit & (s.unit - 1)) != 0 || s.unit > 8) {
        return false;
      }
      const Term* p = BoxPtr(s.value);
      const uint32_t tag = HeaderTag(p[0]);
      *bits = uint64_t{p[1]} * 8;
      return tag == abi::kHdrHeapBinary || tag == abi::kHdrRefcBinary || tag == abi::kHdrSubBinary;
    }
    default:
      return false;
  }
}

// The low `bits` bits, 1 to 8, of v.
inline void WritePartOfByte(uint8_t* p, uint32_t at, uint32_t v, uint32_t bits) {
  v &= (1u << bits) - 1;
  // As the upper half of two bytes.
  const uint32_t shift = 16 - at - bits;
  const uint32_t mask = ((1u << bits) - 1) << shift;
  v <<= shift;
  p[0] = static_cast<uint8_t>((p[0] & ~(mask >> 8)) | v >> 8);
  if ((mask & 0xFF) != 0) p[1] = static_cast<uint8_t>((p[1] & ~mask) | v);
}

inline bool QuickWrite(const Segment& s, uint8_t* data, uint32_t at, uint32_t bits) {
  if (s.type != BsSegmentType::kInteger && s.type != BsSegmentType::kUtf8) return false;
  if (!IsSmall(s.value) || bits == 0 || bits > 32) return false;
  const uint32_t v = static_cast<uint32_t>(SmallValue(s.value));
  uint8_t* p = data + at / 8;
  if (bits < 8 || (at & 7) != 0) {
    if (bits > 8 || (s.type == BsSegmentType::kUtf8 && v >= 128)) return false;
    WritePartOfByte(p, at & 7, v, bits);
    return true;
  }
  if (bits == 8) {
    if (s.type == BsSegmentType::kUtf8 && v >= 128) return false;
    p[0] = static_cast<uint8_t>(v);
    return true;
  }
  if (bits % 8 != 0 || s.type == BsSegmentType::kUtf8) return false;
  if (s.little()) {
    for (uint32_t i = 0; i < bits / 8; ++i) p[i] = static_cast<uint8_t>(v >> 8 * i);
  } else {
    for (uint32_t i = 0; i < bits / 8; ++i) p[i] = static_cast<uint8_t>(v >> (bits - 8 - 8 * i));
  }
  return true;
}

// Bits in use of an off-heap binary: its end may be inside a byte (the low 3 bits of flags count
// the unused ones).
uint32_t UsedBits(const RefcBinary* b) { return b->size * 8 - (b->flags & 7); }
void SetUsedBits(RefcBinary* b, uint32_t bits) {
  b->size = (bits + 7) / 8;
  b->flags = (b->flags & ~7u) | (b->size * 8 - bits);
}

Term MakePart(Ctx* ctx, Term whole, uint32_t offset, uint32_t bits) {
  bool bytes = ((offset | bits) & 7) == 0;
  Term* p = AllocWords(ctx, bytes ? 4 : 5);
  p[0] = bytes ? abi::Header(3, abi::kHdrSubBinary) : abi::Header(4, abi::kHdrBitstring);
  p[1] = bytes ? bits / 8 : bits;
  p[2] = bytes ? offset / 8 : offset;
  p[3] = whole;
  if (!bytes) p[4] = 0;
  return BoxTerm(p);
}

// Room for `more` bits behind bitstring `t`: shares its bytes when nobody else has written
// behind it and there is capacity, else copies to a binary with spare capacity. *data, *at: where
// to write. The result covers both.
Term Append(Ctx* ctx, Term t, uint32_t more, uint8_t** data, uint32_t* at) {
  BitView v;
  GetBits(t, &v);
  uint32_t total = v.bits + more;
  uint32_t tag = HeaderTag(HeaderOf(t));
  Term whole = tag == abi::kHdrHeapBinary || tag == abi::kHdrRefcBinary ? t : BoxPtr(t)[3];
  if (HeaderTag(HeaderOf(whole)) == abi::kHdrRefcBinary) {
    RefcBinary* b =
        reinterpret_cast<RefcBinary*>(static_cast<uintptr_t>(BoxPtr(whole)[kRefcWordPtr]));
    uint32_t end = v.offset + v.bits;
    if (UsedBits(b) == end && (uint64_t{end} + more + 7) / 8 <= b->capacity) {
      SetUsedBits(b, end + more);
      *data = b->data();
      *at = end;
      return MakePart(ctx, whole, v.offset, total);
    }
  }
  uint32_t bytes = (total + 7) / 8;
  uint32_t capacity = bytes < 128 ? 256 : bytes < 1u << 28 ? bytes * 2 : bytes;
  RefcBinary* b = NewRefcBinary(bytes, capacity);
  SetUsedBits(b, total);
  CopyBits(b->data(), 0, v.data, v.offset, v.bits);
  *data = b->data();
  *at = v.bits;
  Term whole_new = MakeRefcBinaryTerm(ctx, b);
  return total & 7 ? MakePart(ctx, whole_new, 0, total) : whole_new;
}

}  // namespace

SB_EXPORT Term bs_create(Ctx* ctx, uint32_t n) {
  uint64_t total = 0;
  const bool whole = n > 0 && ctx->x[2] == kNoSize;
  for (uint32_t i = 0; i < n; ++i) {
    uint64_t bits;
    const Segment s(ctx->x + 3 * i);
    if (!QuickSize(s, &bits)) {
      Problem problem = SizeOf(s, &bits);
      if (problem.what) return FailSegment(ctx, i, problem);
    }
    total += bits;
    if (total > kMaxBits) return FailPlain(ctx, Atom(FixedAtom::kSystemLimit));
    ctx->x[3 * i + 2] = static_cast<Term>(bits);  // in the place of the size term
  }
  uint32_t bits = static_cast<uint32_t>(total);
  uint32_t first = 0;
  uint32_t at = 0;
  uint8_t* data;
  Term result;
  BsSegmentType type0 = n > 0 ? Segment(ctx->x).type : BsSegmentType::kInteger;
  bool append = type0 == BsSegmentType::kAppend || type0 == BsSegmentType::kPrivateAppend;
  if (append && bits > kMaxHeapBinary * 8 && whole) {
    BitView v;
    GetBits(ctx->x[1], &v);
    if (v.bits == bits) return ctx->x[1];
    result = Append(ctx, ctx->x[1], bits - v.bits, &data, &at);
    first = 1;
  } else {
    result = NewBinary(ctx, (bits + 7) / 8, &data);
    if (bits & 7) {
      data[bits / 8] = 0;
      result = MakePart(ctx, result, 0, bits);
    }
  }
  for (uint32_t i = first; i < n; ++i) {
    const Segment s(ctx->x + 3 * i);
    const uint32_t size = ctx->x[3 * i + 2];
    if (!QuickWrite(s, data, at, size)) Write(s, data, at, size);
    at += size;
  }
  return result;
}

// ---- bs_write.h ---------------------------------------------------------------------
void WriteBits(uint8_t* data, uint32_t at, uint64_t v, uint32_t bits) {
  if (bits == 0) return;
  uint64_t big = __builtin_bswap64(v << (64 - bits));
  CopyBits(data, at, reinterpret_cast<const uint8_t*>(&big), 0, bits);
}

void WriteInteger(uint8_t* data, uint32_t at, Term integer, uint32_t bits, bool little) {
  int64_t x;
  if (bits <= 64 && GetInt64(integer, &x)) {
    uint64_t v = static_cast<uint64_t>(x);
    if (!little || bits <= 8) return WriteBits(data, at, v, bits);
    for (; bits >= 8; bits -= 8, at += 8, v >>= 8) WriteBits(data, at, v & 0xFF, 8);
    return WriteBits(data, at, v, bits);
  }
  IntView v;
  LoadInt(integer, &v);
  // Two's complement, little-endian bytes.
  uint32_t limbs = (bits + 31) / 32;
  if (limbs < v.n + 1) limbs = v.n + 1;
  LimbBuf d(limbs);
  memset(d.d(), 0, limbs * 4);
  memcpy(d.d(), v.d, v.n * 4);
  if (v.neg) NegateLimbs(d.d(), limbs);
  const uint8_t* bytes = reinterpret_cast<const uint8_t*>(d.d());
  uint32_t whole = bits / 8, rest = bits & 7;
  if (little) {
    CopyBits(data, at, bytes, 0, whole * 8);
    WriteBits(data, at + whole * 8, bytes[whole < limbs * 4 ? whole : 0], rest);
    return;
  }
  if (rest) WriteBits(data, at, bytes[whole] & ((1u << rest) - 1), rest);
  at += rest;
  if ((at & 7) == 0) {
    for (uint32_t i = 0; i < whole; ++i) data[at / 8 + i] = bytes[whole - 1 - i];
  } else {
    for (uint32_t i = 0; i < whole; ++i) WriteBits(data, at + 8 * i, bytes[whole - 1 - i], 8);
  }
}

void WriteFloat(uint8_t* data, uint32_t at, double d, uint32_t bits, bool little) {
  uint64_t raw;
  if (bits == 64) {
    memcpy(&raw, &d, 8);
  } else if (bits == 32) {
    float f = static_cast<float>(d);
    uint32_t r;
    memcpy(&r, &f, 4);
    raw = r;
  } else {
    uint64_t r;
    memcpy(&r, &d, 8);
    uint32_t sign = static_cast<uint32_t>(r >> 48) & 0x8000;
    double a = fabs(d);
    uint32_t half;
    if (a >= 65520) {  // OTP writes infinity
      half = 0x7C00;
    } else if (a < 6.103515625e-05) {  // below 2^-14: multiples of 2^-24
      half = static_cast<uint32_t>(nearbyint(a * 16777216.0));
    } else {
      int e;
      double m = frexp(a, &e);  // [0.5, 1)
      half = (static_cast<uint32_t>(e + 14) << 10) + static_cast<uint32_t>(nearbyint(m * 2048.0)) -
             1024;
    }
    raw = sign | half;
  }
  if (little) raw = __builtin_bswap64(raw) >> (64 - bits);
  WriteBits(data, at, raw, bits);
}

}  // namespace seabeam::rt
