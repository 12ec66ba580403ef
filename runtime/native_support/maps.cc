// Maps: flat at any size, keys ascending in a tuple of their own (4.10 of the interface
// description).
#include "runtime/native_support/support.h"

namespace seabeam::support {
namespace {

inline uint32_t SizeOf(const Term* map) { return (map[0] >> abi::kHeaderShift) - 1; }

// Engines look for interrupts in each round of a loop, so a round is four words.

// The number of the key, negative if it is not there. What is not in a box is the same key only as
// the same word.
SUPPORT_SHARED int32_t FindKey(Term map, Term key) {
  if ((key & abi::kTagMask) != abi::kTagImmediate) return find_map_pos(map, key);
  const Term* keys = Box(Box(map)[host::kMapKeysWord]);
  const uint32_t n = keys[0] >> abi::kHeaderShift;
  ++keys;
  uint32_t i = 0;
  for (; i + 4 <= n; i += 4) {
    if (keys[i] == key) return static_cast<int32_t>(i);
    if (keys[i + 1] == key) return static_cast<int32_t>(i + 1);
    if (keys[i + 2] == key) return static_cast<int32_t>(i + 2);
    if (keys[i + 3] == key) return static_cast<int32_t>(i + 3);
  }
  for (; i < n; ++i) {
    if (keys[i] == key) return static_cast<int32_t>(i);
  }
  return -1;
}

SUPPORT_INLINE void CopyWords(Term* to, const Term* from, uint32_t n) {
  for (; n % 4 != 0; --n) to[n - 1] = from[n - 1];
  for (uint32_t i = 0; i < n; i += 4) {
    uint64_t low, high;
    __builtin_memcpy(&low, from + i, 8);
    __builtin_memcpy(&high, from + i + 2, 8);
    __builtin_memcpy(to + i, &low, 8);
    __builtin_memcpy(to + i + 2, &high, 8);
    asm volatile("");  // or it would be a call of memory.copy, which costs more than most maps
  }
}

// The map with the n pairs of the argument area; 0: it is no map, or a key of an exact update is
// missing.
SUPPORT_SHARED Term PutPairs(Ctx* ctx, Term map, uint32_t n, bool exact) {
  if (!IsTagged(map, abi::kHdrMap)) return abi::kNone;
  const Term* pairs = Arguments(ctx);
  uint32_t added = 0;
  int32_t at = 0;
  for (uint32_t i = 0; i < n; ++i) {
    at = FindKey(map, pairs[2 * i]);
    if (at >= 0) continue;
    if (exact) return abi::kNone;
    ++added;
  }
  const uint32_t size = SizeOf(Box(map));
  if (added != 0) {
    const uint32_t bytes = 4 * host::MapWordsNewKeys(size + added);
    if (Field(ctx, abi::CtxOffsets::heap_ptr) + bytes > Field(ctx, abi::CtxOffsets::heap_end)) {
      heap_slow(ctx, bytes);
    }
    return put_map_assoc(map, added, n);
  }
  // The keys stay shared.
  const uint32_t words = host::MapWordsSharedKeys(size);
  Term* to = Alloc(ctx, words);
  CopyWords(to, Box(map), words);
  for (uint32_t i = 0; i < n; ++i) {
    if (n > 1) at = FindKey(map, pairs[2 * i]);
    to[host::kMapFirstValueWord + at] = pairs[2 * i + 1];
  }
  return BoxTerm(to);
}

}  // namespace

SUPPORT(map_get) Term map_get(Term map, Term key) {
  if (!IsTagged(map, abi::kHdrMap)) return abi::kNone;
  const int32_t at = FindKey(map, key);
  return at < 0 ? abi::kNone : Box(map)[host::kMapFirstValueWord + at];
}

SUPPORT(map_put_assoc) Term map_put_assoc(Ctx* ctx, Term map, uint32_t n) {
  return PutPairs(ctx, map, n, false);
}
SUPPORT(map_put_exact) Term map_put_exact(Ctx* ctx, Term map, uint32_t n) {
  return PutPairs(ctx, map, n, true);
}

}  // namespace seabeam::support
