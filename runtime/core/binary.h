// Off-heap (reference-counted) binaries and the list through which the
// collector frees them. Up to kMaxHeapBinary bytes live in the heap.
#ifndef SEABEAM_RUNTIME_CORE_BINARY_H_
#define SEABEAM_RUNTIME_CORE_BINARY_H_

#include "runtime/core/term.h"

namespace seabeam::rt {

inline constexpr uint32_t kMaxHeapBinary = abi::kAtomVmLayout ? 31 : 64;

// Bytes shared by processes, messages and ETS. The count is changed only through
// the two functions below, atomically in a threaded build.
struct RefcBinary {
#ifdef SEABEAM_ATOMVM_LAYOUT
  // Compiled code reads bytes at 20.
  uint32_t capacity;
  uint32_t flags;
  int32_t refc;
  uint32_t size;
  uint32_t resource_type;
#else
  int32_t refc;
  uint32_t size;      // bytes in use
  uint32_t capacity;  // bytes allocated for data (room for appending)
  uint32_t flags;     // free for the binaries' code
#endif
  uint8_t* data() { return reinterpret_cast<uint8_t*>(this + 1); }
};
RefcBinary* NewRefcBinary(uint32_t size, uint32_t capacity);  // count 1
inline void RetainBinary(RefcBinary* b) { __atomic_fetch_add(&b->refc, 1, __ATOMIC_RELAXED); }
void ReleaseBinary(RefcBinary* b);

// Term of kind kHdrRefcBinary, 6 words: size, flags, RefcBinary*, next (address of the
// next such object of the same heap, 0 = last), unused. Every one of them holds one
// count and is linked into its heap's list so that the collector finds the dead ones.
inline constexpr uint32_t kRefcBinaryWords = 6;
inline constexpr uint32_t kRefcWordFlags = 2;
inline constexpr uint32_t kRefcConst =
    1;  // AtomVM layout: word 3 points at bytes that live for ever, not in the list
inline constexpr uint32_t kRefcWordPtr = 3;
inline constexpr uint32_t kRefcWordNext = 4;
inline constexpr uint32_t kRefcHeader = abi::Header(kRefcBinaryWords - 1, abi::kHdrRefcBinary);
// Start of the bytes of a heap or refc binary.
inline uint8_t* BinaryData(Term t) {
  Term* p = BoxPtr(t);
  if (HeaderTag(p[0]) == abi::kHdrHeapBinary) return reinterpret_cast<uint8_t*>(p + 2);
  if (abi::kAtomVmLayout && (p[kRefcWordFlags] & kRefcConst) != 0)
    return reinterpret_cast<uint8_t*>(static_cast<uintptr_t>(p[kRefcWordPtr]));
  return reinterpret_cast<RefcBinary*>(static_cast<uintptr_t>(p[kRefcWordPtr]))->data();
}

// Takes over one count of `b`.
Term MakeRefcBinaryTerm(Ctx* ctx, RefcBinary* b);
// The same as a reference; `b` is a resource's.
Term MakeResourceRef(Ctx* ctx, uint64_t number, RefcBinary* b);
// Whether a boxed term is of the two: it has a RefcBinary and is in its heap's list.
inline bool HoldsRefcBinary(const Term* p) {
  if (p[0] == kResourceRefHeader) return !abi::kAtomVmLayout;
  return HeaderTag(p[0]) == abi::kHdrRefcBinary && (p[kRefcWordFlags] & kRefcConst) == 0;
}
inline RefcBinary* RefcBinaryOf(const Term* p) {
  return reinterpret_cast<RefcBinary*>(static_cast<uintptr_t>(p[kRefcWordPtr]));
}

// A fresh binary of `size` bytes for the caller to fill: *data points at them. Heap or
// off-heap by size. The bytes are not cleared.
Term NewBinary(Ctx* ctx, uint32_t size, uint8_t** data);
Term NewBinaryFrom(Ctx* ctx, const void* bytes, uint32_t size);

// Words of a heap binary of `size` bytes, header included.
constexpr uint32_t HeapBinaryWords(uint32_t size) { return 2 + (size + 3) / 4; }

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_CORE_BINARY_H_
