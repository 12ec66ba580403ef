// Binaries of an AtomVM host: whole bytes, in one of three objects (4.8 of the interface
// description). A base is a heap or refc binary; the third kind is a part of one.
#ifndef SEABEAM_RUNTIME_NATIVE_SUPPORT_BINARIES_H_
#define SEABEAM_RUNTIME_NATIVE_SUPPORT_BINARIES_H_

#include "runtime/native_support/support.h"

namespace seabeam::support {

inline bool IsBinary(Term t) {
  if (!IsBoxed(t)) return false;
  const uint32_t tag = Tag(t);
  return tag == abi::kHdrHeapBinary || tag == abi::kHdrRefcBinary || tag == abi::kHdrSubBinary;
}
inline bool IsPart(Term binary) { return Tag(binary) == abi::kHdrSubBinary; }
inline Term BaseOf(Term binary) {
  return IsPart(binary) ? Box(binary)[host::kSubBinaryParentWord] : binary;
}
// Of the binary in its base.
inline uint32_t FirstByte(Term binary) {
  return IsPart(binary) ? Box(binary)[host::kSubBinaryOffsetWord] : 0;
}

uint8_t* BytesOf(Term base);  // its first byte

// Bytes `from` to `from + count` of a base, as a binary of its own.
Term PartOf(Ctx* ctx, Term base, uint32_t from, uint32_t count);
// A binary whose bytes are still to be written, and where. 0: no memory, noted as what failed.
Term NewBinary(Ctx* ctx, uint32_t bytes);

}  // namespace seabeam::support

#endif  // SEABEAM_RUNTIME_NATIVE_SUPPORT_BINARIES_H_
