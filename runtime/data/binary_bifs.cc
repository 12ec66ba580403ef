// BIFs that make, take apart and copy binaries (modules erlang and binary).
#include "runtime/core/bifs.h"
#include "runtime/core/error.h"
#include "runtime/data/bits.h"
#include "runtime/data/integer.h"
#include "runtime/data/iolist.h"
#include "runtime/data/limbs.h"

namespace seabeam::rt {

using abi::BifId;

namespace {

// Calls byte(v) or part(view) in order; false when one returns false or the structure is wrong.
template <typename Byte, typename Part>
bool WalkIolist(Term t, Byte byte, Part part) {
  WordStack rest;
  for (;;) {
    BitView v;
    if (IsCons(t)) {
      Term h = Head(t);
      uint32_t b;
      if (IsSmall(h)) {
        if (!GetSmallUpTo(h, 255, &b) || !byte(b)) return false;
      } else if (IsCons(h)) {
        rest.Push(Tail(t));
        t = h;
        continue;
      } else if (!IsNil(h)) {
        if (!GetBits(h, &v) || !part(v)) return false;
      }
      t = Tail(t);
      if (IsSmall(t)) return false;  // a byte as tail
      continue;
    }
    if (!IsNil(t) && (!GetBits(t, &v) || !part(v))) return false;
    if (rest.empty()) return true;
    t = rest.Pop();
    if (IsSmall(t)) return false;
  }
}

}  // namespace

bool FlattenIolist(Term t, bool whole_bytes, ByteBuf* out, uint64_t* bits) {
  auto byte = [&](uint32_t b) {
    if ((*bits & 7) == 0) {
      out->Put(static_cast<uint8_t>(b));
    } else {
      uint8_t one = static_cast<uint8_t>(b);
      out->Put(uint8_t{0});
      CopyBits(out->data(), static_cast<uint32_t>(*bits), &one, 0, 8);
    }
    *bits += 8;
    return *bits < 0xFFFFFF00u;
  };
  auto part = [&](const BitView& v) {
    if (whole_bytes && (v.bits & 7)) return false;
    if (*bits + v.bits >= 0xFFFFFF00u) return false;
    uint32_t need = static_cast<uint32_t>((*bits + v.bits + 7) / 8);
    if (need > out->size()) {
      uint32_t old = out->size();
      out->Resize(need);
      if (v.bits & 7) out->data()[need - 1] = 0;
      if (*bits & 7) memset(out->data() + old, 0, need - old);
    }
    CopyBits(out->data(), static_cast<uint32_t>(*bits), v.data, v.offset, v.bits);
    *bits += v.bits;
    return true;
  };
  return WalkIolist(t, byte, part);
}

bool IolistSize(Term t, uint64_t* bytes) {
  *bytes = 0;
  auto byte = [&](uint32_t) {
    ++*bytes;
    return true;
  };
  auto part = [&](const BitView& v) {
    if (v.bits & 7) return false;
    *bytes += v.byte_size();
    return true;
  };
  return WalkIolist(t, byte, part);
}

namespace {
Term ToBinary(Ctx* ctx, Term t, bool whole_bytes) {
  ByteBuf out;
  uint64_t bits = 0;
  if (!FlattenIolist(t, whole_bytes, &out, &bits)) return 0;
  return NewBitstring(ctx, out.data(), static_cast<uint32_t>(bits));
}
}  // namespace

SB_EXPORT Term bif_erlang_list_to_binary_1(Ctx* ctx, Term t) {
  Term r = IsList(t) ? ToBinary(ctx, t, true) : 0;
  return r ? r : Badarg(ctx, BifId::bif_erlang_list_to_binary_1, t);
}
SB_EXPORT Term bif_binary_list_to_bin_1(Ctx* ctx, Term t) {
  Term r = IsList(t) ? ToBinary(ctx, t, true) : 0;
  return r ? r : Badarg(ctx, BifId::bif_binary_list_to_bin_1, t);
}
SB_EXPORT Term bif_erlang_iolist_to_binary_1(Ctx* ctx, Term t) {
  BitView v;
  if (GetBinary(t, &v)) return t;
  Term r = IsList(t) ? ToBinary(ctx, t, true) : 0;
  return r ? r : Badarg(ctx, BifId::bif_erlang_iolist_to_binary_1, t);
}
SB_EXPORT Term bif_erlang_list_to_bitstring_1(Ctx* ctx, Term t) {
  Term r = IsList(t) ? ToBinary(ctx, t, false) : 0;
  return r ? r : Badarg(ctx, BifId::bif_erlang_list_to_bitstring_1, t);
}
SB_EXPORT Term bif_erlang_iolist_size_1(Ctx* ctx, Term t) {
  uint64_t n;
  if (!(IsList(t) || IsBinary(t)) || !IolistSize(t, &n))
    return Badarg(ctx, BifId::bif_erlang_iolist_size_1, t);
  return MakeInt(ctx, static_cast<int64_t>(n));
}
SB_EXPORT Term bif_erlang_iolist_to_iovec_1(Ctx* ctx, Term t) {
  BitView v;
  if (GetBinary(t, &v)) return v.bits == 0 ? kNil : Cons(ctx, t, kNil);
  ByteBuf out;
  uint64_t bits = 0;
  if (!IsList(t) || !FlattenIolist(t, true, &out, &bits))
    return Badarg(ctx, BifId::bif_erlang_iolist_to_iovec_1, t);
  return bits == 0 ? kNil : Cons(ctx, NewBinaryFrom(ctx, out.data(), out.size()), kNil);
}

SB_EXPORT Term bif_erlang_split_binary_2(Ctx* ctx, Term bin, Term at) {
  BitView v;
  int64_t n;
  if (!GetBits(bin, &v) || !GetInt64(at, &n) || n < 0 || n * 8 > v.bits) {
    return Badarg(ctx, BifId::bif_erlang_split_binary_2, bin, at);
  }
  uint32_t bits = static_cast<uint32_t>(n) * 8;
  return MakeTuple(ctx, {SubBits(ctx, bin, 0, bits), SubBits(ctx, bin, bits, v.bits - bits)});
}

namespace {
Term BytesToList(Ctx* ctx, const BitView& v, uint32_t from, uint32_t count) {
  if (v.aligned()) return MakeByteList(ctx, v.bytes() + from, count);
  AlignedBytes bytes({v.data, v.offset + from * 8, count * 8});
  return MakeByteList(ctx, bytes.data(), count);
}
// {start, length} as binary:part takes it, checked.
bool GetPart(uint32_t size, Term start, Term length, uint32_t* from, uint32_t* count) {
  int64_t s, n;
  if (!GetInt64(start, &s) || !GetInt64(length, &n) || s < 0 || s > size || n > size ||
      n < -int64_t{size})
    return false;
  if (n < 0) {
    s += n;
    n = -n;
  }
  if (s < 0 || s + n > size) return false;
  *from = static_cast<uint32_t>(s);
  *count = static_cast<uint32_t>(n);
  return true;
}
}  // namespace

SB_EXPORT Term bif_erlang_binary_to_list_1(Ctx* ctx, Term bin) {
  BitView v;
  if (!GetBinary(bin, &v)) return Badarg(ctx, BifId::bif_erlang_binary_to_list_1, bin);
  return BytesToList(ctx, v, 0, v.byte_size());
}
SB_EXPORT Term bif_erlang_binary_to_list_3(Ctx* ctx, Term bin, Term first, Term last) {
  BitView v;
  int64_t a, b;
  if (!GetBits(bin, &v) || !GetInt64(first, &a) || !GetInt64(last, &b) || a < 1 ||
      b > v.byte_size() || a > b) {
    return Badarg(ctx, BifId::bif_erlang_binary_to_list_3, bin, first, last);
  }
  return BytesToList(ctx, v, static_cast<uint32_t>(a - 1), static_cast<uint32_t>(b - a + 1));
}
SB_EXPORT Term bif_erlang_bitstring_to_list_1(Ctx* ctx, Term bin) {
  BitView v;
  if (!GetBits(bin, &v)) return Badarg(ctx, BifId::bif_erlang_bitstring_to_list_1, bin);
  uint32_t rest = v.bits & 7;
  Term tail = rest ? Cons(ctx, SubBits(ctx, bin, v.bits - rest, rest), kNil) : kNil;
  AlignedBytes bytes(v);
  return MakeByteList(ctx, bytes.data(), v.byte_size(), tail);
}
SB_EXPORT Term bif_binary_bin_to_list_1(Ctx* ctx, Term bin) {
  BitView v;
  if (!GetBinary(bin, &v)) return Badarg(ctx, BifId::bif_binary_bin_to_list_1, bin);
  return BytesToList(ctx, v, 0, v.byte_size());
}
SB_EXPORT Term bif_binary_bin_to_list_2(Ctx* ctx, Term bin, Term range) {
  BitView v;
  uint32_t from, count;
  if (!GetBinary(bin, &v) || !IsTupleOf(range, 2) ||
      !GetPart(v.byte_size(), TupleElement(range, 0), TupleElement(range, 1), &from, &count)) {
    return Badarg(ctx, BifId::bif_binary_bin_to_list_2, bin, range);
  }
  return BytesToList(ctx, v, from, count);
}
SB_EXPORT Term bif_binary_bin_to_list_3(Ctx* ctx, Term bin, Term start, Term length) {
  BitView v;
  uint32_t from, count;
  if (!GetBinary(bin, &v) || !GetPart(v.byte_size(), start, length, &from, &count)) {
    return Badarg(ctx, BifId::bif_binary_bin_to_list_3, bin, start, length);
  }
  return BytesToList(ctx, v, from, count);
}

SB_EXPORT Term bif_binary_at_2(Ctx* ctx, Term bin, Term at) {
  BitView v;
  int64_t i;
  if (!GetBinary(bin, &v) || !GetInt64(at, &i) || i < 0 || i >= v.byte_size())
    return Badarg(ctx, BifId::bif_binary_at_2, bin, at);
  return Small(static_cast<int32_t>(ReadBits(v.data, v.offset + static_cast<uint32_t>(i) * 8, 8)));
}
SB_EXPORT Term bif_binary_first_1(Ctx* ctx, Term bin) {
  BitView v;
  if (!GetBinary(bin, &v) || v.bits == 0) return Badarg(ctx, BifId::bif_binary_first_1, bin);
  return Small(static_cast<int32_t>(ReadBits(v.data, v.offset, 8)));
}
SB_EXPORT Term bif_binary_last_1(Ctx* ctx, Term bin) {
  BitView v;
  if (!GetBinary(bin, &v) || v.bits == 0) return Badarg(ctx, BifId::bif_binary_last_1, bin);
  return Small(static_cast<int32_t>(ReadBits(v.data, v.offset + v.bits - 8, 8)));
}

namespace {
Term Copies(Ctx* ctx, const BitView& v, uint32_t n) {
  uint32_t size = v.byte_size();
  uint8_t* out;
  Term r = NewBinary(ctx, size * n, &out);
  for (uint32_t i = 0; i < n; ++i) CopyBits(out, i * size * 8, v.data, v.offset, v.bits);
  return r;
}
}  // namespace

SB_EXPORT Term bif_binary_copy_1(Ctx* ctx, Term bin) {
  BitView v;
  if (!GetBinary(bin, &v)) return Badarg(ctx, BifId::bif_binary_copy_1, bin);
  return Copies(ctx, v, 1);
}
SB_EXPORT Term bif_binary_copy_2(Ctx* ctx, Term bin, Term n) {
  BitView v;
  int64_t count;
  if (n == Small(0) && IsBitstring(bin)) return NewBinaryFrom(ctx, nullptr, 0);
  if (!GetBinary(bin, &v) || !IsInteger(n) || (GetInt64(n, &count) && count < 0))
    return Badarg(ctx, BifId::bif_binary_copy_2, bin, n);
  if (!GetInt64(n, &count) || (v.bits > 0 && count > 0x1FFFFFFF / (v.bits / 8))) {
    return SystemLimit(ctx, BifId::bif_binary_copy_2, bin, n);
  }
  return Copies(ctx, v, v.bits == 0 ? 0 : static_cast<uint32_t>(count));
}
SB_EXPORT Term bif_binary_referenced_byte_size_1(Ctx* ctx, Term bin) {
  if (!IsBitstring(bin)) return Badarg(ctx, BifId::bif_binary_referenced_byte_size_1, bin);
  uint32_t tag = HeaderTag(HeaderOf(bin));
  Term whole = tag == abi::kHdrSubBinary || tag == abi::kHdrBitstring ? BoxPtr(bin)[3] : bin;
  return MakeInt(ctx, BoxPtr(whole)[1]);
}

namespace {
bool GetEndian(Term t, bool* little) {
  *little = t == Atom(FixedAtom::kLittle);
  return *little || t == Atom(FixedAtom::kBig);
}
Term EncodeUnsigned(Ctx* ctx, Term i, bool little) {
  IntView v;
  if (!LoadInt(i, &v) || v.neg) return 0;
  uint32_t n = (LimbBits(v.d, v.n) + 7) / 8;
  uint8_t* out;
  Term r = NewBinary(ctx, n ? n : 1, &out);
  if (n == 0) out[0] = 0;
  const uint8_t* bytes = reinterpret_cast<const uint8_t*>(v.d);
  for (uint32_t k = 0; k < n; ++k) out[k] = bytes[little ? k : n - 1 - k];
  return r;
}
Term DecodeUnsigned(Ctx* ctx, Term bin, bool little) {
  BitView v;
  if (!GetBinary(bin, &v)) return 0;
  AlignedBytes bytes(v);
  uint32_t n = bytes.size();
  LimbBuf d(n / 4 + 1);
  memset(d.d(), 0, (n / 4 + 1) * 4);
  uint8_t* to = reinterpret_cast<uint8_t*>(d.d());
  for (uint32_t k = 0; k < n; ++k) to[little ? k : n - 1 - k] = bytes.data()[k];
  return MakeInteger(ctx, false, d.d(), n / 4 + 1);
}
}  // namespace

SB_EXPORT Term bif_binary_encode_unsigned_1(Ctx* ctx, Term i) {
  Term r = EncodeUnsigned(ctx, i, false);
  return r ? r : Badarg(ctx, BifId::bif_binary_encode_unsigned_1, i);
}
SB_EXPORT Term bif_binary_encode_unsigned_2(Ctx* ctx, Term i, Term endian) {
  bool little;
  Term r = GetEndian(endian, &little) ? EncodeUnsigned(ctx, i, little) : 0;
  return r ? r : Badarg(ctx, BifId::bif_binary_encode_unsigned_2, i, endian);
}
SB_EXPORT Term bif_binary_decode_unsigned_1(Ctx* ctx, Term bin) {
  Term r = DecodeUnsigned(ctx, bin, false);
  return r ? r : Badarg(ctx, BifId::bif_binary_decode_unsigned_1, bin);
}
SB_EXPORT Term bif_binary_decode_unsigned_2(Ctx* ctx, Term bin, Term endian) {
  bool little;
  Term r = GetEndian(endian, &little) ? DecodeUnsigned(ctx, bin, little) : 0;
  return r ? r : Badarg(ctx, BifId::bif_binary_decode_unsigned_2, bin, endian);
}

namespace {
Term CommonLength(Ctx* ctx, Term list, bool suffix) {
  BitView first;
  if (!IsCons(list) || !GetBinary(Head(list), &first)) return 0;
  uint32_t n = first.byte_size();
  for (Term l = Tail(list); !IsNil(l); l = Tail(l)) {
    BitView v;
    if (!IsCons(l) || !GetBinary(Head(l), &v)) return 0;
    uint32_t limit = n < v.byte_size() ? n : v.byte_size();
    uint32_t k = 0;
    while (k < limit) {
      uint32_t a = suffix ? first.bits - 8 * (k + 1) : 8 * k;
      uint32_t b = suffix ? v.bits - 8 * (k + 1) : 8 * k;
      if (ReadBits(first.data, first.offset + a, 8) != ReadBits(v.data, v.offset + b, 8)) break;
      ++k;
    }
    n = k;
  }
  return MakeInt(ctx, n);
}
}  // namespace

SB_EXPORT Term bif_binary_longest_common_prefix_1(Ctx* ctx, Term list) {
  Term r = CommonLength(ctx, list, false);
  return r ? r : Badarg(ctx, BifId::bif_binary_longest_common_prefix_1, list);
}
SB_EXPORT Term bif_binary_longest_common_suffix_1(Ctx* ctx, Term list) {
  Term r = CommonLength(ctx, list, true);
  return r ? r : Badarg(ctx, BifId::bif_binary_longest_common_suffix_1, list);
}

}  // namespace seabeam::rt
