// Views of bitstring terms of all kinds.
#ifndef SEABEAM_RUNTIME_DATA_BITS_H_
#define SEABEAM_RUNTIME_DATA_BITS_H_

#include "runtime/core/binary.h"
#include "runtime/core/term.h"
#include "runtime/data/bit_bytes.h"

namespace seabeam::rt {

struct BitView {
  const uint8_t* data;  // of the whole underlying binary
  uint32_t offset;      // first bit
  uint32_t bits;        // size
  bool aligned() const { return (offset & 7) == 0; }
  const uint8_t* bytes() const { return data + (offset >> 3); }  // when aligned
  uint32_t byte_size() const { return bits >> 3; }
};

// True for every bitstring, binaries included.
bool GetBits(Term t, BitView* v);
// True for binaries (whole bytes) only.
inline bool GetBinary(Term t, BitView* v) { return GetBits(t, v) && (v->bits & 7) == 0; }
inline bool IsBitstring(Term t) {
  if (!IsBoxed(t)) return false;
  uint32_t tag = HeaderTag(HeaderOf(t));
  return tag == abi::kHdrHeapBinary || tag == abi::kHdrRefcBinary || tag == abi::kHdrSubBinary ||
         tag == abi::kHdrBitstring;
}
inline bool IsBinary(Term t) {
  BitView v;
  return GetBinary(t, &v);
}

// The bytes of a binary at a byte boundary: the view's own, or a copy that lives as long as this.
class AlignedBytes {
 public:
  explicit AlignedBytes(const BitView& v);
  ~AlignedBytes();
  AlignedBytes(const AlignedBytes&) = delete;
  const uint8_t* data() const { return data_; }  // the last byte's unused bits are 0
  uint32_t size() const { return size_; }        // rounded up

 private:
  const uint8_t* data_;
  uint8_t* own_ = nullptr;
  uint32_t size_;
};

// The part of bitstring `t` from bit `offset`, `bits` long (in range): shares the bytes
// when that is worth it, else copies.
Term SubBits(Ctx* ctx, Term t, uint32_t offset, uint32_t bits);
// The same of a heap or refc binary.
Term SubBitsOfBase(Ctx* ctx, Term base, uint32_t offset, uint32_t bits);
// A fresh bitstring of any number of bits from bytes (last byte's unused bits ignored).
Term NewBitstring(Ctx* ctx, const uint8_t* bytes, uint32_t bits);

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_DATA_BITS_H_
