// Maps. Up to abi::kMaxFlatMap keys: flat (sorted keys tuple and values). Above: a
// hash trie in OTP's shape (16 ways, hash of the key by MapHash, a new hash
// every 8 levels), so that iteration order is OTP's.
//
// Hash map object: header (2 << 6 | kHdrHashMap), small count, root node. A node is a tuple
// {bitmap, child...}: bitmap is a small integer with one bit per slot, children stand in
// slot order; a child is a cons [Key | Value] or another node.
#ifndef SEABEAM_RUNTIME_DATA_MAP_H_
#define SEABEAM_RUNTIME_DATA_MAP_H_

#include "runtime/core/term.h"
#include "runtime/data/word_stack.h"

namespace seabeam::rt {

inline bool IsFlatMap(Term t) { return IsBoxedTag(t, abi::kHdrMap); }
inline bool IsHashMap(Term t) { return IsBoxedTag(t, abi::kHdrHashMap); }
inline uint32_t FlatMapSize(Term t) { return HeaderWords(HeaderOf(t)) - 1; }
inline const Term* FlatMapKeys(Term t) { return BoxPtr(BoxPtr(t)[1]) + 1; }
inline const Term* FlatMapValues(Term t) { return BoxPtr(t) + 2; }
inline Term HashMapRoot(Term t) { return BoxPtr(t)[2]; }
// Nodes of a trie.
inline uint32_t NodeBitmap(Term node) { return static_cast<uint32_t>(SmallValue(BoxPtr(node)[1])); }
inline uint32_t NodeCount(Term node) { return TupleArity(node) - 1; }
inline const Term* NodeChildren(Term node) { return BoxPtr(node) + 2; }
inline uint32_t MapSize(Term t) {
  return IsFlatMap(t) ? FlatMapSize(t) : static_cast<uint32_t>(SmallValue(BoxPtr(t)[1]));
}

// Walks all associations: flat maps in key order, hash maps in trie order.
// `map` must be a map and stay where it is.
class MapIterator {
 public:
  explicit MapIterator(Term map);
  bool Next(Term* key, Term* value);

 private:
  Term map_;
  uint32_t index_ = 0;
  WordStack stack_;  // node, next child
};

// All keys and values, in the iterator's order: 2 * MapSize words.
void CopyPairs(Term map, Term* out);
// The order of keys in a flat map: the exact order of terms, but of atoms by number where they have numbers.
int CompareMapKeys(Term a, Term b);
// Stable sort of n pairs (key, value) by `compare` of their keys. tmp has room for n pairs.
void SortPairs(Term* pairs, uint32_t n, Term* tmp, int (*compare)(Term, Term) = CompareMapKeys);

// 0 = no such key.
Term MapFind(Term map, Term key);
Term MapPut(Ctx* ctx, Term map, Term key, Term value);
// *found gets the value (0 = no such key; then the map itself is returned).
Term MapRemove(Ctx* ctx, Term map, Term key, Term* found);
// Sorts `pairs` (n pairs of key, value; reordered); of equal keys the last one in the
// given order wins, or, when `unique` is given and two keys are equal, *unique = false.
Term MapFromPairs(Ctx* ctx, Term* pairs, uint32_t n, bool* unique = nullptr);
Term EmptyMap(Ctx* ctx);

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_DATA_MAP_H_
