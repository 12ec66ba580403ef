#include "runtime/native_support/binaries.h"

#include "abi/type_kinds.h"

namespace seabeam::support {

SUPPORT_SHARED uint8_t* BytesOf(Term base) {
  const Term* p = Box(base);
  if ((p[0] & abi::kHeaderMask) == abi::kHdrHeapBinary) {
    return reinterpret_cast<uint8_t*>(Box(base)) + host::kHeapBinaryData;
  }
  const bool is_const = (p[host::kRefcFlagsWord] & host::kRefcConst) != 0;
  return reinterpret_cast<uint8_t*>(p[host::kRefcDataWord] + (is_const ? 0 : host::kRefcData));
}

namespace {
SUPPORT_SHARED Term NewHeapBinary(Ctx* ctx, uint32_t bytes) {
  const uint32_t words = (bytes + 3) / 4;
  Term* p = Alloc(ctx, 2 + words);
  p[0] = abi::Header(1 + words, abi::kHdrHeapBinary);
  p[host::kBinarySizeWord] = bytes;
  return BoxTerm(p);
}
}  // namespace

SUPPORT_SHARED Term NewBinary(Ctx* ctx, uint32_t bytes) {
  if (bytes <= host::kHeapBinaryMaxBytes) return NewHeapBinary(ctx, bytes);
  // Room, which the host takes itself.
  Term* room = Alloc(ctx, kBinaryRoomWords);
  Field(ctx, abi::CtxOffsets::heap_ptr) = static_cast<uint32_t>(reinterpret_cast<uintptr_t>(room));
  const Term binary = create_empty_binary(ctx, bytes);
  return binary != 0 ? binary : FailWith(ctx, abi::FixedAtom::kOutOfMemory);
}

SUPPORT_SHARED Term PartOf(Ctx* ctx, Term base, uint32_t from, uint32_t count) {
  if (count == Box(base)[host::kBinarySizeWord]) return base;
  if (count >= host::kSubBinaryMinBytes && Tag(base) == abi::kHdrRefcBinary) {
    Term* p = Alloc(ctx, 4);
    p[0] = host::kSubBinaryHeader;
    p[host::kBinarySizeWord] = count;
    p[host::kSubBinaryOffsetWord] = from;
    p[host::kSubBinaryParentWord] = base;
    return BoxTerm(p);
  }
  // A base on the heap is small, and so is what is not worth a part.
  const Term copy = NewHeapBinary(ctx, count);
  __builtin_memcpy(BytesOf(copy), BytesOf(base) + from, count);
  return copy;
}

// Asked about binaries, whole bytes or not, when a term may be anything.
SUPPORT(is_type_slow) uint32_t is_type_slow(Term t, abi::KindMask kinds) {
  return (kinds & abi::kKindBinary) != 0 && IsBinary(t);
}

}  // namespace seabeam::support
