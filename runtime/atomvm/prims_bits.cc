// Primitives of the bit syntax (3.4, 5.11 of the interface description). Positions that reach
// behind the end, which the stock host reads or writes without looking (H-31), are violations here.
#include <cmath>
#include <cstring>

#include "runtime/atomvm/module.h"
#include "runtime/atomvm/primitive_list.h"
#include "runtime/core/binary.h"
#include "runtime/data/bits.h"
#include "runtime/data/integer.h"
#include "runtime/data/utf8.h"

using namespace seabeam::avm;
namespace abi = seabeam::abi;
namespace host = seabeam::abi::atomvm;
namespace rt = seabeam::rt;
using rt::Atom;
using rt::FixedAtom;
using rt::kFalse;

namespace {

bool IsLittle(uint32_t flags) { return (flags & (abi::kBsLittle | abi::kBsNative)) != 0; }

// A binary given as a term or as an untagged pointer.
rt::BitView View(uint32_t binary, const char* primitive) {
  rt::BitView v;
  if (!rt::GetBinary(binary | abi::kTagBoxed, &v))
    Violation("%s: 0x%x is no binary", primitive, binary);
  return v;
}
// The same for one that is being made: writable from its first byte on.
uint8_t* Writable(Term binary, uint32_t offset, uint64_t bits, const char* primitive) {
  rt::BitView v = View(binary, primitive);
  if (rt::IsBoxedTag(binary, abi::kHdrSubBinary))
    Violation("%s: writes into a part of another binary", primitive);
  if (uint64_t{offset} + bits > v.bits)
    Violation("%s: bits %u to %llu of a binary with %u (H-31)", primitive, offset,
              static_cast<unsigned long long>(offset + bits), v.bits);
  return const_cast<uint8_t*>(v.bytes());
}

Term* MatchState(Term t, const char* primitive) {
  if (!rt::IsBoxedTag(t, abi::kHdrMatchState))
    Violation("%s: 0x%x is no match state", primitive, t);
  return rt::BoxPtr(t);
}

// Unsigned number of n <= 64 bits.
uint64_t Extract(const rt::BitView& v, uint32_t offset, uint32_t n, bool little) {
  uint64_t value = rt::ReadBits(v.data, v.offset + offset, n);
  if (!little || n <= 8) return value;
  // Little endian: whole bytes from the least significant on, the last one may have fewer bits.
  uint64_t r = 0;
  uint32_t shift = 0;
  for (uint32_t left = n; left > 0;) {
    uint32_t take = left >= 8 ? 8 : left;
    r |= rt::ReadBits(v.data, v.offset + offset + (n - left), take) << shift;
    shift += take;
    left -= take;
  }
  return r;
}

// Writes the low n <= 64 bits of value.
void Insert(uint8_t* data, uint32_t offset, uint64_t value, uint32_t n, bool little) {
  uint8_t bytes[9] = {};
  uint32_t whole = n / 8, rest = n % 8;
  if (little) {
    for (uint32_t i = 0; i < whole; i++) bytes[i] = static_cast<uint8_t>(value >> (8 * i));
    if (rest != 0) bytes[whole] = static_cast<uint8_t>(value >> (8 * whole) << (8 - rest));
  } else {
    uint64_t left = n == 64 ? value : value << (64 - n);
    for (uint32_t i = 0; i < (n + 7) / 8; i++)
      bytes[i] = static_cast<uint8_t>(left >> (56 - 8 * i));
  }
  rt::CopyBits(data, offset, bytes, 0, n);
}

}  // namespace

// ---- Sizes and parts
// --------------------------------------------------------------------------------------
Term prim_term_alloc_bin_match_state(Context* c, Term source, uint32_t slots) {
  EnterPrimitive("term_alloc_bin_match_state", c, nullptr);
  uint32_t words = 4 + slots;
  if (FreeWords(c) < words)
    Violation("term_alloc_bin_match_state: %u words, but only %u are free (H-26)", words,
              FreeWords(c));
  Term binary = source;
  uint32_t offset = 0;
  if (rt::IsBoxedTag(source, abi::kHdrMatchState)) {
    binary = rt::BoxPtr(source)[host::kMatchBinaryWord];
    offset = rt::BoxPtr(source)[host::kMatchOffsetWord];
  } else {
    View(source, "term_alloc_bin_match_state");
  }
  Term* p = c->heap_ptr;
  c->heap_ptr += words;
  p[0] = abi::Header(words - 1, abi::kHdrMatchState);
  p[host::kMatchBinaryWord] = binary;
  p[host::kMatchOffsetWord] = offset;
  p[host::kMatchStartWord] = offset;
  for (uint32_t i = 0; i < slots; i++) p[4 + i] = offset;
  return rt::BoxTerm(p);
}

namespace {
bool IsShared(Term t) {
  return rt::IsBoxedTag(t, abi::kHdrRefcBinary) || rt::IsBoxedTag(t, abi::kHdrSubBinary);
}
}  // namespace

uint32_t prim_term_sub_binary_heap_size(uint32_t binary, uint32_t bytes) {
  Term t = binary | abi::kTagBoxed;
  View(t, "term_sub_binary_heap_size");
  if (IsShared(t) && bytes >= host::kSubBinaryMinBytes) return 4;
  return host::BinaryWords(bytes);
}

Term prim_term_maybe_create_sub_binary(Context* c, Term binary, uint32_t offset, uint32_t bytes) {
  EnterPrimitive("term_maybe_create_sub_binary", c, nullptr);
  rt::BitView v = View(binary, "term_maybe_create_sub_binary");
  if (!rt::IsBoxed(binary)) Violation("term_maybe_create_sub_binary: 0x%x is untagged", binary);
  if (uint64_t{offset} + bytes > v.byte_size())
    Violation("term_maybe_create_sub_binary: bytes %u to %u of %u (H-31)", offset, offset + bytes,
              v.byte_size());
  if (!IsShared(binary) || bytes < host::kSubBinaryMinBytes) {
    Term r = prim_term_create_empty_binary(c, bytes);
    // Nothing moved: v is still good.
    memcpy(rt::BinaryData(r), v.bytes() + offset, bytes);
    return r;
  }
  if (FreeWords(c) < 4) Violation("term_maybe_create_sub_binary: no free words (H-26)");
  const Term* whole = rt::BoxPtr(binary);
  Term* p = c->heap_ptr;
  c->heap_ptr += 4;
  bool part = rt::IsBoxedTag(binary, abi::kHdrSubBinary);
  p[0] = host::kSubBinaryHeader;
  p[host::kBinarySizeWord] = bytes;
  p[host::kSubBinaryOffsetWord] = offset + (part ? whole[host::kSubBinaryOffsetWord] : 0);
  p[host::kSubBinaryParentWord] = part ? whole[host::kSubBinaryParentWord] : binary;
  return rt::BoxTerm(p);
}

Term prim_term_create_empty_binary(Context* c, uint32_t bytes) {
  EnterPrimitive("term_create_empty_binary", c, nullptr);
  if (bytes > host::kMaxBinaryBytes) return 0;
  uint32_t words = bytes <= host::kHeapBinaryMaxBytes ? 2 + (bytes + 3) / 4 : rt::kRefcBinaryWords;
  if (FreeWords(c) < words)
    Violation("term_create_empty_binary: %u words, but only %u are free (H-26)", words,
              FreeWords(c));
  Service service(c, Allocate::kHeap);
  uint8_t* data;
  Term t = rt::NewBinary(service.ctx, bytes, &data);
  memset(data, 0, bytes);
  return t;
}

Term prim_term_reuse_binary(Context* c, Term source, uint32_t bytes) {
  EnterPrimitive("term_reuse_binary", c, nullptr);
  rt::BitView v = View(source, "term_reuse_binary");
  if (bytes < v.byte_size())
    Violation("term_reuse_binary: %u bytes for a binary of %u", bytes, v.byte_size());
  Term* p = rt::BoxPtr(source);
  if (rt::IsBoxedTag(source, abi::kHdrRefcBinary) &&
      (p[rt::kRefcWordFlags] & rt::kRefcConst) == 0) {
    auto* b = reinterpret_cast<rt::RefcBinary*>(p[rt::kRefcWordPtr]);
    if (__atomic_load_n(&b->refc, __ATOMIC_ACQUIRE) == 1) {
      uint32_t old = b->size;
      if (bytes > b->capacity) {
        uint32_t capacity = bytes;
        b = static_cast<rt::RefcBinary*>(rt::CheckedRealloc(b, sizeof(rt::RefcBinary) + capacity));
        b->capacity = capacity;
        p[rt::kRefcWordPtr] = static_cast<Term>(reinterpret_cast<uintptr_t>(b));
      }
      memset(b->data() + old, 0, bytes - old);
      b->size = bytes;
      p[host::kBinarySizeWord] = bytes;
      return source;
    }
  }
  Term r = prim_term_create_empty_binary(c, bytes);
  if (r != 0) memcpy(rt::BinaryData(r), v.bytes(), v.byte_size());
  return r;
}

int32_t prim_decode_flags_list(Context* c, JitState* js, Term list) {
  EnterPrimitive("decode_flags_list", c, js);
  uint32_t flags = 0;
  for (; rt::IsCons(list); list = rt::Tail(list)) {
    Term flag = rt::Head(list);
    if (flag == Atom(FixedAtom::kNative))
      flags |= abi::kBsNative;
    else if (flag == Atom(FixedAtom::kLittle))
      flags |= abi::kBsLittle;
    else if (flag == Atom(FixedAtom::kSigned))
      flags |= abi::kBsSigned;
    else
      break;
  }
  if (rt::IsNil(list)) return static_cast<int32_t>(flags);
  SetError(c, Atom(FixedAtom::kBadarg));
  return -1;
}

// ---- Taking apart
// -----------------------------------------------------------------------------------------
Term prim_bitstring_extract_integer(Context* c, JitState* js, uint32_t binary, uint32_t offset,
                                    int32_t bits, uint32_t flags) {
  EnterPrimitive("bitstring_extract_integer", c, js);
  rt::BitView v = View(binary, "bitstring_extract_integer");
  if (offset > v.bits)
    Violation("bitstring_extract_integer: offset %u of %u bits (H-31)", offset, v.bits);
  if (bits < 0) return kFalse;
  auto n = static_cast<uint32_t>(bits);
  if (v.bits - offset < n) return kFalse;
  bool is_signed = (flags & abi::kBsSigned) != 0;
  Service service(c, Allocate::kFragments);
  if (n <= 64) {
    uint64_t value = Extract(v, offset, n, IsLittle(flags));
    if (is_signed && n > 0) {
      int64_t s = static_cast<int64_t>(value << (64 - n)) >> (64 - n);
      return rt::MakeInt(service.ctx, s);
    }
    return rt::MakeUint64(service.ctx, value);
  }
  if (n > host::kMaxMatchBitsAligned || n % 8 != 0 || (v.offset + offset) % 8 != 0) return kFalse;
  uint32_t limbs[host::kMaxMatchBitsAligned / 32 + 1] = {};
  const uint8_t* p = v.data + (v.offset + offset) / 8;
  uint32_t bytes = n / 8, count = (bytes + 3) / 4;
  for (uint32_t i = 0; i < bytes; i++) {
    uint8_t b = IsLittle(flags) ? p[i] : p[bytes - 1 - i];
    limbs[i / 4] |= static_cast<uint32_t>(b) << (8 * (i % 4));
  }
  if (is_signed && (limbs[(n - 1) / 32] >> ((n - 1) % 32) & 1) != 0) {
    if (n % 32 != 0) limbs[count - 1] |= ~0u << (n % 32);
    return rt::MakeTwosComplement(service.ctx, limbs, count);
  }
  return rt::MakeInteger(service.ctx, false, limbs, count);
}

namespace {
double HalfToDouble(uint32_t h) {
  uint32_t exponent = h >> 10 & 31, fraction = h & 1023;
  double v = exponent == 0 ? std::ldexp(fraction, -24)
                           : std::ldexp(fraction + 1024, static_cast<int>(exponent) - 25);
  if (exponent == 31) v = NAN;
  return (h & 0x8000) != 0 ? -v : v;
}
// Nearest half; infinite when it is too large.
uint32_t DoubleToHalf(double d) {
  uint32_t sign = std::signbit(d) ? 0x8000 : 0;
  double a = std::fabs(d);
  if (a >= 65520) return sign | 0x7C00;
  int exponent = 0;
  if (a > 0) std::frexp(a, &exponent);
  exponent -= 1;  // a = 1.x * 2^exponent
  if (exponent < -14) exponent = -14;
  double scaled = std::ldexp(a, 10 - exponent);
  auto r = static_cast<uint32_t>(std::nearbyint(scaled));
  if (r == 2048) {
    r = 1024;
    exponent++;
  }
  return sign | (r < 1024 ? r : (static_cast<uint32_t>(exponent + 15) << 10) + (r - 1024));
}
}  // namespace

Term prim_bitstring_extract_float(Context* c, uint32_t binary, uint32_t offset, uint32_t bits,
                                  uint32_t flags) {
  EnterPrimitive("bitstring_extract_float", c, nullptr);
  rt::BitView v = View(binary, "bitstring_extract_float");
  if (offset > v.bits)
    Violation("bitstring_extract_float: offset %u of %u bits (H-31)", offset, v.bits);
  if ((bits != 16 && bits != 32 && bits != 64) || v.bits - offset < bits ||
      (v.offset + offset) % 8 != 0)
    return kFalse;
  uint64_t raw = Extract(v, offset, bits, IsLittle(flags));
  double d;
  if (bits == 64) {
    memcpy(&d, &raw, 8);
  } else if (bits == 32) {
    auto low = static_cast<uint32_t>(raw);
    float f;
    memcpy(&f, &low, 4);
    d = f;
  } else {
    d = HalfToDouble(static_cast<uint32_t>(raw));
  }
  if (!std::isfinite(d)) return kFalse;
  if (FreeWords(c) < abi::kFloatWords)
    Violation("bitstring_extract_float: 3 words were not reserved (H-26)");
  Term* p = c->heap_ptr;
  c->heap_ptr += abi::kFloatWords;
  p[0] = abi::kFloatHeader;
  memcpy(p + 1, &d, 8);
  return rt::BoxTerm(p);
}

uint32_t prim_bitstring_match_module_str(Context* c, JitState* js, Term binary, uint32_t offset,
                                         uint32_t from, uint32_t bits) {
  EnterPrimitive("bitstring_match_module_str", c, js);
  rt::BitView v = View(binary, "bitstring_match_module_str");
  Module* m = js->module;
  if (offset > v.bits)
    Violation("bitstring_match_module_str: offset %u of %u bits (H-31)", offset, v.bits);
  if (from > m->strings_size || (bits + 7) / 8 > m->strings_size - from)
    Violation("bitstring_match_module_str: bytes from %u, %u bits, of StrT's %u", from, bits,
              m->strings_size);
  if (v.bits - offset < bits) return 0;
  return rt::CompareBits(v.data, v.offset + offset, m->strings + from, 0, bits) == 0;
}

Term prim_bitstring_get_utf8(Term match_state) {
  Term* ms = MatchState(match_state, "bitstring_get_utf8");
  rt::BitView v = View(ms[host::kMatchBinaryWord], "bitstring_get_utf8");
  uint32_t offset = ms[host::kMatchOffsetWord];
  if (offset > v.bits) Violation("bitstring_get_utf8: offset %u of %u bits (H-31)", offset, v.bits);
  uint8_t bytes[4];
  uint32_t n = (v.bits - offset) / 8;
  if (n > 4) n = 4;
  for (uint32_t i = 0; i < n; i++)
    bytes[i] = static_cast<uint8_t>(rt::ReadBits(v.data, v.offset + offset + 8 * i, 8));
  uint32_t code_point;
  int used = rt::DecodeUtf8(bytes, n, &code_point);
  if (used <= 0) return 0;
  ms[host::kMatchOffsetWord] = offset + 8 * static_cast<uint32_t>(used);
  return rt::Small(static_cast<int32_t>(code_point));
}

Term prim_bitstring_get_utf16(Term match_state, uint32_t flags) {
  Term* ms = MatchState(match_state, "bitstring_get_utf16");
  rt::BitView v = View(ms[host::kMatchBinaryWord], "bitstring_get_utf16");
  uint32_t offset = ms[host::kMatchOffsetWord];
  if (offset > v.bits)
    Violation("bitstring_get_utf16: offset %u of %u bits (H-31)", offset, v.bits);
  if (v.bits - offset < 16) return 0;
  auto a = static_cast<uint32_t>(Extract(v, offset, 16, IsLittle(flags)));
  if (a < 0xD800 || a >= 0xE000) {
    ms[host::kMatchOffsetWord] = offset + 16;
    return rt::Small(static_cast<int32_t>(a));
  }
  if (a >= 0xDC00 || v.bits - offset < 32) return 0;
  auto b = static_cast<uint32_t>(Extract(v, offset + 16, 16, IsLittle(flags)));
  if (b < 0xDC00 || b >= 0xE000) return 0;
  ms[host::kMatchOffsetWord] = offset + 32;
  return rt::Small(static_cast<int32_t>(0x10000 + ((a - 0xD800) << 10) + (b - 0xDC00)));
}

Term prim_bitstring_get_utf32(Term match_state, uint32_t flags) {
  Term* ms = MatchState(match_state, "bitstring_get_utf32");
  rt::BitView v = View(ms[host::kMatchBinaryWord], "bitstring_get_utf32");
  uint32_t offset = ms[host::kMatchOffsetWord];
  if (offset > v.bits)
    Violation("bitstring_get_utf32: offset %u of %u bits (H-31)", offset, v.bits);
  if (v.bits - offset < 32) return 0;
  auto code_point = static_cast<uint32_t>(Extract(v, offset, 32, IsLittle(flags)));
  if (!rt::IsCodePoint(code_point)) return 0;
  ms[host::kMatchOffsetWord] = offset + 32;
  return rt::Small(static_cast<int32_t>(code_point));
}

// ---- Putting together
// -------------------------------------------------------------------------------------
uint32_t prim_bitstring_utf8_size(uint32_t code_point) {
  return rt::IsCodePoint(code_point) ? rt::Utf8Size(code_point) : 0;
}
uint32_t prim_bitstring_utf16_size(uint32_t code_point) {
  return !rt::IsCodePoint(code_point) ? 0 : code_point < 0x10000 ? 2 : 4;
}

uint32_t prim_bitstring_insert_utf8(Term binary, uint32_t offset, uint32_t code_point) {
  if (!rt::IsCodePoint(code_point)) return 0;
  uint8_t bytes[4];
  uint32_t n = rt::EncodeUtf8(bytes, code_point);
  rt::CopyBits(Writable(binary, offset, 8 * n, "bitstring_insert_utf8"), offset, bytes, 0, 8 * n);
  return n;
}

uint32_t prim_bitstring_insert_utf16(Term binary, uint32_t offset, uint32_t code_point,
                                     uint32_t flags) {
  uint32_t n = prim_bitstring_utf16_size(code_point);
  if (n == 0) return 0;
  uint8_t* data = Writable(binary, offset, 8 * n, "bitstring_insert_utf16");
  if (n == 2) {
    Insert(data, offset, code_point, 16, IsLittle(flags));
  } else {
    Insert(data, offset, 0xD800 + ((code_point - 0x10000) >> 10), 16, IsLittle(flags));
    Insert(data, offset + 16, 0xDC00 + ((code_point - 0x10000) & 0x3FF), 16, IsLittle(flags));
  }
  return n;
}

uint32_t prim_bitstring_insert_utf32(Term binary, uint32_t offset, uint32_t code_point,
                                     uint32_t flags) {
  if (!rt::IsCodePoint(code_point)) return 0;
  Insert(Writable(binary, offset, 32, "bitstring_insert_utf32"), offset, code_point, 32,
         IsLittle(flags));
  return 1;
}

uint32_t prim_bitstring_insert_integer(Term binary, uint32_t offset, Term value, uint32_t bits,
                                       uint32_t flags) {
  int64_t v;
  rt::BitView view = View(binary, "bitstring_insert_integer");
  if (!rt::IsInteger(value)) Violation("bitstring_insert_integer: 0x%x is no integer", value);
  if (uint64_t{offset} + bits > view.bits) return 0;
  uint8_t* data = Writable(binary, offset, bits, "bitstring_insert_integer");
  if (!rt::GetInt64(value, &v)) {
    // The stock host writes all digits, up to the end of the binary (H-32).
    Violation("bitstring_insert_integer: an integer of more than 64 bits (H-32)");
  }
  if (bits <= 64) {
    if (bits > 0) Insert(data, offset, static_cast<uint64_t>(v), bits, IsLittle(flags));
    return 1;
  }
  // More bits than the number has: sign extension in front or behind.
  uint32_t more = bits - 64;
  uint64_t sign = v < 0 ? ~uint64_t{0} : 0;
  if (IsLittle(flags))
    Insert(data, offset, static_cast<uint64_t>(v), 64, true);
  else
    Insert(data, offset + more, static_cast<uint64_t>(v), 64, false);
  uint32_t at = IsLittle(flags) ? offset + 64 : offset;
  for (; more > 0;) {
    uint32_t n = more > 64 ? 64 : more;
    Insert(data, at, sign, n, false);
    at += n;
    more -= n;
  }
  return 1;
}

void prim_bitstring_copy_module_str(Context* c, JitState* js, Term binary, uint32_t offset,
                                    uint32_t from, uint32_t bits) {
  EnterPrimitive("bitstring_copy_module_str", c, js);
  Module* m = js->module;
  if (from > m->strings_size || (bits + 7) / 8 > m->strings_size - from)
    Violation("bitstring_copy_module_str: bytes from %u, %u bits, of StrT's %u", from, bits,
              m->strings_size);
  rt::CopyBits(Writable(binary, offset, bits, "bitstring_copy_module_str"), offset,
               m->strings + from, 0, bits);
}

int32_t prim_bitstring_copy_binary(Context* c, JitState* js, Term to, uint32_t offset, Term from,
                                   Term size) {
  EnterPrimitive("bitstring_copy_binary", c, js);
  rt::BitView v = View(from, "bitstring_copy_binary");
  uint32_t bits = v.bits;
  if (size != Atom(FixedAtom::kAll)) {
    if (!rt::IsSmall(size) || rt::SmallValue(size) < 0)
      Violation("bitstring_copy_binary: size 0x%x", size);
    bits = static_cast<uint32_t>(rt::SmallValue(size));
    if (bits > v.bits) Violation("bitstring_copy_binary: %u bits of %u (H-31)", bits, v.bits);
  }
  if (offset % 8 != 0 || bits % 8 != 0) {
    SetError(c, Atom(FixedAtom::kUnsupported));
    return -1;
  }
  memcpy(Writable(to, offset, bits, "bitstring_copy_binary") + offset / 8, v.bytes(), bits / 8);
  return static_cast<int32_t>(bits);
}

uint32_t prim_bitstring_insert_float(Term binary, uint32_t offset, Term value, uint32_t bits,
                                     uint32_t flags) {
  double d;
  if (!rt::NumberToDouble(value, &d)) Violation("bitstring_insert_float: 0x%x is no number", value);
  uint32_t n = bits == 16 || bits == 32 ? bits : 64;
  rt::BitView v = View(binary, "bitstring_insert_float");
  if (offset % 8 != 0 || uint64_t{offset} + n > v.bits) return 0;
  uint64_t raw;
  if (n == 64) {
    memcpy(&raw, &d, 8);
  } else if (n == 32) {
    auto f = static_cast<float>(d);
    if (!std::isfinite(f)) return 0;
    uint32_t low;
    memcpy(&low, &f, 4);
    raw = low;
  } else {
    raw = DoubleToHalf(d);
    if ((raw & 0x7C00) == 0x7C00) return 0;
  }
  Insert(Writable(binary, offset, n, "bitstring_insert_float"), offset, raw, n, IsLittle(flags));
  return 1;
}
