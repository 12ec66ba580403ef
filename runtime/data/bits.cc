#include "runtime/data/bits.h"
#include "runtime/core/containers.h"

#include <cstdlib>
#include <cstring>

namespace seabeam::rt {

namespace {
// AtomVM has whole bytes only. No program that stays inside its limits gets here.
void CheckBitstringsAllowed() {
  if (abi::kAtomVmLayout) Panic("a bitstring that is no binary: outside AtomVM's limits");
}
}  // namespace

bool GetBits(Term t, BitView* v) {
  if (!IsBoxed(t)) return false;
  const Term* p = BoxPtr(t);
  switch (HeaderTag(p[0])) {
    case abi::kHdrHeapBinary:
    case abi::kHdrRefcBinary:
      v->data = BinaryData(t);
      v->offset = 0;
      v->bits = p[1] * 8;
      return true;
    case abi::kHdrSubBinary:
      v->data = BinaryData(p[3]);
      v->offset = p[2] * 8;
      v->bits = p[1] * 8;
      return true;
    case abi::kHdrBitstring:
      v->data = BinaryData(p[3]);
      v->offset = p[2];
      v->bits = p[1];
      return true;
    default:
      return false;
  }
}

AlignedBytes::AlignedBytes(const BitView& v) : size_((v.bits + 7) / 8) {
  if (v.aligned() && (v.bits & 7) == 0) {
    data_ = v.bytes();
    return;
  }
  own_ = static_cast<uint8_t*>(CheckedAlloc(size_ + 1));
  if (size_) own_[size_ - 1] = 0;
  CopyBits(own_, 0, v.data, v.offset, v.bits);
  data_ = own_;
}
AlignedBytes::~AlignedBytes() { free(own_); }

Term NewBitstring(Ctx* ctx, const uint8_t* bytes, uint32_t bits) {
  Term whole = NewBinaryFrom(ctx, bytes, (bits + 7) / 8);
  if ((bits & 7) == 0) return whole;
  CheckBitstringsAllowed();
  Term* p = AllocWords(ctx, 5);
  p[0] = abi::Header(4, abi::kHdrBitstring);
  p[1] = bits;
  p[2] = 0;
  p[3] = whole;
  p[4] = 0;
  return BoxTerm(p);
}

Term SubBits(Ctx* ctx, Term t, uint32_t offset, uint32_t bits) {
  BitView v;
  GetBits(t, &v);
  offset += v.offset;
  if (offset == v.offset && bits == v.bits) return t;
  const Term* p = BoxPtr(t);
  uint32_t tag = HeaderTag(p[0]);
  return SubBitsOfBase(ctx, tag == abi::kHdrHeapBinary || tag == abi::kHdrRefcBinary ? t : p[3],
                       offset, bits);
}

Term SubBitsOfBase(Ctx* ctx, Term base, uint32_t offset, uint32_t bits) {
  if (((offset | bits) & 7) == 0) {
    // A sub binary takes 4 words and keeps the whole alive; up to 8 bytes a copy is as small.
    if (bits <= 64) return NewBinaryFrom(ctx, BinaryData(base) + offset / 8, bits / 8);
    if (offset == 0 && bits / 8 == BoxPtr(base)[1]) return base;
    Term* q = AllocWords(ctx, 4);
    q[0] = abi::Header(3, abi::kHdrSubBinary);
    q[1] = bits / 8;
    q[2] = offset / 8;
    q[3] = base;
    return BoxTerm(q);
  }
  if ((bits & 7) == 0 && bits <= 64) {
    uint8_t bytes[8];
    CopyBits(bytes, 0, BinaryData(base), offset, bits);
    return NewBinaryFrom(ctx, bytes, bits / 8);
  }
  Term* q = AllocWords(ctx, 5);
  q[0] = abi::Header(4, abi::kHdrBitstring);
  q[1] = bits;
  q[2] = offset;
  q[3] = base;
  q[4] = 0;
  return BoxTerm(q);
}

}  // namespace seabeam::rt
