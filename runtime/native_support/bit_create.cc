// Bit syntax: making. Segment i is three words of the arguments: descriptor (abi/layout.h), value,
// size term (0 = none: the whole binary, or a type with a size of its own). A kString segment's
// value is the address of its bytes and its size counts units.
#include "runtime/data/bit_bytes.h"
#include "runtime/data/code_points.h"
#include "runtime/native_support/binaries.h"
#include "runtime/native_support/numbers.h"

namespace seabeam::support {
namespace {

using abi::BsSegmentType;

constexpr uint32_t kMaxBits = 0x7FFFFFF8;  // of a binary of this host, and of what it is made of
constexpr uint32_t kBad = ~uint32_t{0}, kTooLong = kBad - 1;

struct Segment {
  SUPPORT_INLINE explicit Segment(const uint32_t* x)
      : type(static_cast<BsSegmentType>(x[0] & 15)),
        little((x[0] >> 4 & abi::kBsLittle) != 0),
        unit(x[0] >> 8 & 0xFFF),
        value(x[1]),
        size(x[2]) {}
  BsSegmentType type;
  bool little;
  uint32_t unit;
  Term value, size;
};

inline bool IsCharacter(Term t) {
  return IsSmall(t) && rt::IsCodePoint(static_cast<uint32_t>(abi::SmallValue(t)));
}

// Bits of a segment with a size; kBad, kTooLong.
SUPPORT_SHARED uint32_t GivenSize(Term size, uint32_t unit) {
  const uint32_t kind = KindOf(size);
  if (kind == kLarge) return IsNegative(size) ? kBad : kTooLong;
  if (kind != kWord || WordOf(size) < 0) return kBad;
  const uint64_t count = static_cast<uint64_t>(WordOf(size));
  if (count > kMaxBits) return kTooLong;
  const uint64_t bits = count * unit;
  return bits > kMaxBits ? kTooLong : static_cast<uint32_t>(bits);
}

SUPPORT_SHARED uint32_t BinarySize(Term value, Term size, uint32_t unit) {
  if (!IsBinary(value)) return kBad;
  const uint32_t there = 8 * Box(value)[host::kBinarySizeWord];
  if (size == abi::kNone) return unit > 1 && there % unit != 0 ? kBad : there;
  const uint32_t bits = GivenSize(size, unit);
  return bits <= there ? bits : bits == kTooLong ? bits : kBad;
}

SUPPORT_INLINE uint32_t SizeOf(const Segment& s) {
  switch (s.type) {
    case BsSegmentType::kInteger:
      return IsInteger(s.value) ? GivenSize(s.size, s.unit) : kBad;
    case BsSegmentType::kFloat: {
      const uint32_t bits = GivenSize(s.size, s.unit);
      if (KindOf(s.value) == kNoNumber) return kBad;
      return bits == 16 || bits == 32 || bits == 64 || bits == kTooLong ? bits : kBad;
    }
    case BsSegmentType::kString:
      return GivenSize(s.size, s.unit);
    case BsSegmentType::kUtf8:
      if (!IsCharacter(s.value)) return kBad;
      return 8 * rt::Utf8Size(static_cast<uint32_t>(abi::SmallValue(s.value)));
    case BsSegmentType::kUtf16:
      if (!IsCharacter(s.value)) return kBad;
      return abi::SmallValue(s.value) > 0xFFFF ? 32 : 16;
    case BsSegmentType::kUtf32:
      return IsCharacter(s.value) ? 32 : kBad;
    default:
      return BinarySize(s.value, s.size, s.unit);
  }
}

// The low `bits` <= 64 bits of `value`. What is behind them in the last byte is still to be
// written.
SUPPORT_SHARED void PutBits(uint8_t* data, uint32_t at, uint64_t value, uint32_t bits) {
  while (bits > 0) {
    uint8_t* p = data + at / 8;
    const uint32_t room = 8 - at % 8, count = bits < room ? bits : room;
    const uint32_t part = static_cast<uint32_t>(value >> (bits - count)) & ((1u << count) - 1);
    // What is in front stays.
    *p = static_cast<uint8_t>((*p & ~(0xFFu >> (at % 8))) | part << (room - count));
    at += count;
    bits -= count;
  }
}

SUPPORT_SHARED void PutNumber(uint8_t* data, uint32_t at, uint64_t value, uint32_t bits,
                              bool little) {
  if (little) {
    for (; bits > 8; bits -= 8, at += 8, value >>= 8) PutBits(data, at, value, 8);
  }
  PutBits(data, at, value, bits);
}

// Word i of an integer's two's complement.
inline uint32_t WideWord(const uint32_t* words, uint32_t i) {
  return i < kWide ? words[i] : static_cast<uint32_t>(static_cast<int32_t>(words[kWide - 1]) >> 31);
}

SUPPORT_SHARED void PutInteger(Ctx* ctx, uint8_t* data, uint32_t at, Term value, uint32_t bits,
                               bool little) {
  if (bits <= 64 && KindOf(value) == kWord) {
    return PutNumber(data, at, static_cast<uint64_t>(WordOf(value)), bits, little);
  }
  uint32_t* words = Scratch(ctx) + kFirst;
  LoadWide(value, words);
  // From the first byte on: with the little end first or last.
  for (uint32_t done = 0; done < bits;) {
    const uint32_t left = bits - done;
    uint32_t count = left < 32 ? left : 32, low = done;
    if (!little) {
      count = left % 32 != 0 ? left % 32 : 32;
      low = left - count;
    }
    PutNumber(data, at + done, WideWord(words, low / 32), count, little);
    done += count;
  }
}

// Nearest; halves to the even one.
inline uint64_t ToHalf(double value) {
  uint64_t raw;
  __builtin_memcpy(&raw, &value, 8);
  const uint32_t sign = static_cast<uint32_t>(raw >> 48) & 0x8000;
  const double size = __builtin_fabs(value);
  if (size >= 65520) return sign | 0x7C00;  // OTP writes infinity
  // Below 2^-14: multiples of 2^-24. Above, the mantissa has 11 bits: what is below them goes when
  // a number is added that is 2^42 times as large as the exponent's.
  if (size < 0x1p-14) {
    return sign | static_cast<uint32_t>(static_cast<int32_t>(__builtin_rint(size * 0x1p24)));
  }
  double power;
  raw = (raw & uint64_t{0x7FF} << 52) + (uint64_t{42} << 52);
  __builtin_memcpy(&power, &raw, 8);
  const double rounded = (size + power) - power;
  __builtin_memcpy(&raw, &rounded, 8);
  return sign | static_cast<uint32_t>((raw >> 42) - (uint64_t{1008} << 10));
}

inline void PutReal(uint8_t* data, uint32_t at, Term number, uint32_t bits, bool little) {
  const double value = RealOf(number);
  uint64_t raw;
  if (bits == 64) {
    __builtin_memcpy(&raw, &value, 8);
  } else if (bits == 32) {
    const float narrow = static_cast<float>(value);
    uint32_t raw32;
    __builtin_memcpy(&raw32, &narrow, 4);
    raw = raw32;
  } else {
    raw = ToHalf(value);
  }
  PutNumber(data, at, raw, bits, little);
}

SUPPORT_SHARED void PutBytes(uint8_t* data, uint32_t at, const uint8_t* bytes, uint32_t bits) {
  if (((at | bits) & 7) == 0) {
    __builtin_memcpy(data + at / 8, bytes, bits / 8);
    return;
  }
  for (uint32_t done = 0; done < bits;) {
    const uint32_t count = bits - done < 32 ? bits - done : 32;
    PutBits(data, at + done, rt::ReadBits(bytes, done, count), count);
    done += count;
  }
}

SUPPORT_INLINE void PutCharacter(uint8_t* data, uint32_t at, const Segment& s, uint32_t bits) {
  uint32_t c = static_cast<uint32_t>(abi::SmallValue(s.value));
  if (s.type == BsSegmentType::kUtf32) return PutNumber(data, at, c, 32, s.little);
  if (s.type == BsSegmentType::kUtf16) {
    if (bits == 16) return PutNumber(data, at, c, 16, s.little);
    c -= 0x10000;
    PutNumber(data, at, 0xD800 | c >> 10, 16, s.little);
    return PutNumber(data, at + 16, 0xDC00 | (c & 0x3FF), 16, s.little);
  }
  if (bits == 8) return PutBits(data, at, c, 8);
  // The first byte's upper bits are as many ones as there are bytes.
  const uint32_t bytes = bits / 8;
  PutBits(data, at, (0xF00u >> bytes & 0xFF) | c >> (6 * (bytes - 1)), 8);
  for (uint32_t i = 1; i < bytes; ++i) {
    PutBits(data, at + 8 * i, 0x80 | (c >> (6 * (bytes - 1 - i)) & 0x3F), 8);
  }
}

// ---- Accumulators -------------------------------------------------------------------------------
// A binary that another is continued from gets room for more, and what is made is a part of it.
// Continuing the last part made takes that room: what is added is written, nothing is copied.
// Nobody can see the room, so nobody misses it. A binary with room is known again by the address of
// its bytes, its size, and a mark of its own in its last bytes: memory that was given back and is
// another binary by now has no such mark. A mark names the instance that made it: one on another thread
// may get the same memory, with its own rows and counts.
struct Growing {
  uint32_t data;  // address of its first byte; 0: none
  uint32_t used;  // bytes
  uint64_t mark;
};
constexpr uint32_t kGrowing = 4, kMarkBytes = 8, kMinRoom = 256;
constexpr uint32_t kMaxDoubled = 1u << 26;  // bytes
// Shorter binaries are made anew: they may be in the heap.
constexpr uint32_t kMinGrowing = host::kHeapBinaryMaxBytes + 1;
// The rows, then the row to be used next, and how many marks there were.
static_assert(kGrowing * sizeof(Growing) + 8 == 4 * host::BlockOffsets::growing_words);

inline Growing* GrowingRows(Ctx* ctx) {
  return reinterpret_cast<Growing*>(&Field(ctx, host::BlockOffsets::growing));
}

inline uint64_t MarkOf(uint32_t data, uint32_t bytes) {
  uint64_t mark;
  __builtin_memcpy(&mark, reinterpret_cast<const uint8_t*>(data) + bytes - kMarkBytes, kMarkBytes);
  return mark;
}

// Bytes `from` to `end` of `whole`, and then `more`, are to be one binary: whether the room behind
// them may be taken. It is, then.
SUPPORT_SHARED bool TakeRoom(Ctx* ctx, Term whole, uint32_t end, uint32_t more) {
  if (Tag(whole) != abi::kHdrRefcBinary) return false;
  const uint32_t data = static_cast<uint32_t>(reinterpret_cast<uintptr_t>(BytesOf(whole)));
  const uint32_t size = Box(whole)[host::kBinarySizeWord];
  for (uint32_t i = 0; i < kGrowing; ++i) {
    Growing* g = GrowingRows(ctx) + i;
    if (g->data != data || g->used != end || size < kMinRoom) continue;
    if (more > size - kMarkBytes - end || MarkOf(data, size) != g->mark) return false;
    g->used = end + more;
    return true;
  }
  return false;
}

// A part of a new binary: room for `bytes`, and as much again. 0: no memory.
SUPPORT_SHARED Term NewGrowing(Ctx* ctx, uint32_t bytes) {
  const uint32_t room = bytes < kMinRoom / 2 ? kMinRoom : bytes < kMaxDoubled ? 2 * bytes : bytes;
  const uint32_t size = room + kMarkBytes;
  const Term whole = NewBinary(ctx, size);
  if (whole == abi::kNone) return abi::kNone;
  Growing* rows = GrowingRows(ctx);
  uint32_t* counts = reinterpret_cast<uint32_t*>(rows + kGrowing);
  Growing* g = rows + counts[0];
  counts[0] = (counts[0] + 1) % kGrowing;
  counts[1] += 1;
  g->data = static_cast<uint32_t>(reinterpret_cast<uintptr_t>(BytesOf(whole)));
  g->used = bytes;
  g->mark = static_cast<uint64_t>(reinterpret_cast<uintptr_t>(rows)) << 32 | ~counts[1];
  __builtin_memcpy(reinterpret_cast<uint8_t*>(g->data) + size - kMarkBytes, &g->mark, kMarkBytes);
  return PartOf(ctx, whole, 0, bytes);
}

}  // namespace

namespace {

// Of a text, or of a whole binary.
SUPPORT_INLINE uint32_t SizeOfBytes(const Segment& s) {
  if (s.type == BsSegmentType::kString) {
    return static_cast<uint32_t>(abi::SmallValue(s.size)) * s.unit;
  }
  return IsBinary(s.value) ? 8 * Box(s.value)[host::kBinarySizeWord] : kBad;
}

// `kBytes`: all segments are texts or whole binaries, which are of whole bytes.
template <bool kBytes>
SUPPORT_INLINE Term Create(Ctx* ctx, uint32_t n) {
  uint32_t* x = Arguments(ctx);
  uint32_t total = 0;
  for (uint32_t i = 0; i < n; ++i) {
    const Segment s(x + 3 * i);
    const uint32_t bits = kBytes ? SizeOfBytes(s) : SizeOf(s);
    if (bits == kBad) return FailWith(ctx, abi::FixedAtom::kBadarg);
    if (bits == kTooLong || bits > kMaxBits - total) {
      return FailWith(ctx, abi::FixedAtom::kOutOfMemory);
    }
    total += bits;
    x[3 * i + 2] = bits;  // in the place of the size term
  }
  // The host has whole bytes only.
  if (total % 8 != 0) return FailWith(ctx, abi::FixedAtom::kUnsupported);
  const Segment first(x);
  const bool appends = n > 1 && (first.type == BsSegmentType::kAppend ||
                                 first.type == BsSegmentType::kPrivateAppend);
  uint32_t i = 0, at = 0;
  Term result;
  if (appends && total / 8 >= kMinGrowing && x[2] == 8 * Box(first.value)[host::kBinarySizeWord]) {
    const Term whole = BaseOf(first.value);
    const uint32_t from = FirstByte(first.value), kept = x[2] / 8;
    if (TakeRoom(ctx, whole, from + kept, total / 8 - kept)) {
      result = PartOf(ctx, whole, from, total / 8);
      i = 1;
      at = 8 * kept;
    } else {
      result = NewGrowing(ctx, total / 8);
    }
  } else {
    result = NewBinary(ctx, total / 8);
  }
  if (result == abi::kNone) return abi::kNone;
  uint8_t* data = BytesOf(BaseOf(result)) + FirstByte(result);
  for (; i < n; ++i) {
    const Segment s(x + 3 * i);
    const uint32_t bits = x[3 * i + 2];
    if (kBytes) {
      const bool is_text = s.type == BsSegmentType::kString;
      const uint8_t* from = is_text ? reinterpret_cast<const uint8_t*>(s.value)
                                    : BytesOf(BaseOf(s.value)) + FirstByte(s.value);
      __builtin_memcpy(data + at / 8, from, bits / 8);
      at += bits;
      continue;
    }
    switch (s.type) {
      case BsSegmentType::kInteger:
        PutInteger(ctx, data, at, s.value, bits, s.little);
        break;
      case BsSegmentType::kFloat:
        PutReal(data, at, s.value, bits, s.little);
        break;
      case BsSegmentType::kUtf8:
      case BsSegmentType::kUtf16:
      case BsSegmentType::kUtf32:
        PutCharacter(data, at, s, bits);
        break;
      case BsSegmentType::kString:
        PutBytes(data, at, reinterpret_cast<const uint8_t*>(static_cast<uintptr_t>(s.value)), bits);
        break;
      default:
        PutBytes(data, at, BytesOf(BaseOf(s.value)) + FirstByte(s.value), bits);
        break;
    }
    at += bits;
  }
  return result;
}

}  // namespace

SUPPORT(bs_create) Term bs_create(Ctx* ctx, uint32_t n) { return Create<false>(ctx, n); }

// Stands for bs_create in modules that put bytes together and nothing else. Segments of binaries
// have no size and a unit of up to 8 bits.
SUPPORT(bs_create_bytes) Term bs_create_bytes(Ctx* ctx, uint32_t n) { return Create<true>(ctx, n); }

}  // namespace seabeam::support
