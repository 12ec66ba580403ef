#include "runtime/data/map.h"
#include "runtime/core/containers.h"

#include <cstdlib>

#include "runtime/core/bifs.h"
#include "runtime/core/error.h"
#include "runtime/data/compare.h"
#include "runtime/data/hash.h"
#include "runtime/data/integer.h"

namespace seabeam::rt {

namespace {

// Room for n words: on the C++ stack as far as flat maps go in the seabeam layout.
class WordBuffer {
 public:
  explicit WordBuffer(uint32_t n)
      : words_(n <= kInline ? inline_ : static_cast<Term*>(CheckedAlloc(n * 4))) {}
  ~WordBuffer() {
    if (words_ != inline_) free(words_);
  }
  WordBuffer(const WordBuffer&) = delete;
  operator Term*() { return words_; }

 private:
  static constexpr uint32_t kInline = 2 * (32 + 1);
  Term inline_[kInline];
  Term* words_;
};

// ---- Trie nodes -------------------------------------------------------------------
inline uint32_t Rank(uint32_t bitmap, uint32_t slot) {
  return static_cast<uint32_t>(__builtin_popcount(bitmap & ((1u << slot) - 1)));
}
// Hash bits of `key` from trie level `level` on: shift by 4 for each level further, until the next
// multiple of 8.
inline uint32_t HashAtLevel(Term key, uint32_t level) {
  return MapHash(key, level >> 3) >> (4 * (level & 7));
}
inline uint32_t NextHash(uint32_t hash, uint32_t next_level, Term key) {
  return (next_level & 7) ? hash >> 4 : MapHash(key, next_level >> 3);
}

Term* NewNode(Ctx* ctx, uint32_t bitmap) {
  uint32_t n = static_cast<uint32_t>(__builtin_popcount(bitmap));
  Term* p = AllocWords(ctx, n + 2);
  p[0] = abi::Header(n + 1, abi::kHdrTuple);
  p[1] = Small(static_cast<int32_t>(bitmap));
  return p;
}

Term MakeHashMap(Ctx* ctx, uint32_t count, Term root) {
  Term* p = AllocWords(ctx, 3);
  p[0] = abi::Header(2, abi::kHdrHashMap);
  p[1] = Small(static_cast<int32_t>(count));
  p[2] = root;
  return BoxTerm(p);
}

struct HashedPair {
  uint32_t hash;  // nibbles reversed at the current 8 levels: sorting by it is trie order
  Term key, value;
};

uint32_t ReverseNibbles(uint32_t h) {
  h = (h & 0x0F0F0F0Fu) << 4 | (h >> 4 & 0x0F0F0F0Fu);
  return __builtin_bswap32(h);
}

int CompareHashed(const void* a, const void* b) {
  uint32_t x = static_cast<const HashedPair*>(a)->hash, y = static_cast<const HashedPair*>(b)->hash;
  return x < y ? -1 : x > y;
}

// Node for pairs [0, n), n >= 1, sorted by hash, keys distinct, that agree above `level`.
Term BuildNode(Ctx* ctx, HashedPair* pairs, uint32_t n, uint32_t level) {
  uint32_t shift = 28 - 4 * (level & 7);
  uint32_t bitmap = 0;
  for (uint32_t i = 0; i < n; ++i) bitmap |= 1u << (pairs[i].hash >> shift & 15);
  Term* node = NewNode(ctx, bitmap);
  uint32_t child = 0;
  for (uint32_t i = 0; i < n;) {
    uint32_t slot = pairs[i].hash >> shift & 15;
    uint32_t j = i + 1;
    while (j < n && (pairs[j].hash >> shift & 15) == slot) ++j;
    if (j == i + 1) {
      node[2 + child++] = Cons(ctx, pairs[i].key, pairs[i].value);
    } else {
      if (((level + 1) & 7) == 0) {
        for (uint32_t k = i; k < j; ++k)
          pairs[k].hash = ReverseNibbles(MapHash(pairs[k].key, (level + 1) >> 3));
        qsort(pairs + i, j - i, sizeof(HashedPair), CompareHashed);
      }
      node[2 + child++] = BuildNode(ctx, pairs + i, j - i, level + 1);
    }
    i = j;
  }
  return BoxTerm(node);
}

Term HashMapFromPairs(Ctx* ctx, const Term* pairs, uint32_t n) {
  HashedPair* h = static_cast<HashedPair*>(CheckedAlloc(n * sizeof(HashedPair)));
  for (uint32_t i = 0; i < n; ++i)
    h[i] = {ReverseNibbles(MapHash(pairs[2 * i], 0)), pairs[2 * i], pairs[2 * i + 1]};
  qsort(h, n, sizeof(HashedPair), CompareHashed);
  Term root = BuildNode(ctx, h, n, 0);
  free(h);
  return MakeHashMap(ctx, n, root);
}

Term FlatMapFromSorted(Ctx* ctx, const Term* pairs, uint32_t n) {
  Term* keys = AllocWords(ctx, 1 + n);
  keys[0] = abi::Header(n, abi::kHdrTuple);
  Term* p = AllocWords(ctx, 2 + n);
  p[0] = abi::Header(1 + n, abi::kHdrMap);
  p[1] = BoxTerm(keys);
  for (uint32_t i = 0; i < n; ++i) {
    keys[1 + i] = pairs[2 * i];
    p[2 + i] = pairs[2 * i + 1];
  }
  return BoxTerm(p);
}

// A flat map with one more key, which comes to stand at `place`.
Term FlatInsert(Ctx* ctx, Term map, uint32_t place, Term key, Term value) {
  const uint32_t n = FlatMapSize(map);
  const Term* old_keys = FlatMapKeys(map);
  const Term* old_values = FlatMapValues(map);
  Term* keys = AllocWords(ctx, 2 + n);
  Term* p = AllocWords(ctx, 3 + n);
  keys[0] = abi::Header(n + 1, abi::kHdrTuple);
  p[0] = abi::Header(2 + n, abi::kHdrMap);
  p[1] = BoxTerm(keys);
  for (uint32_t i = 0; i < place; ++i) {
    keys[1 + i] = old_keys[i];
    p[2 + i] = old_values[i];
  }
  keys[1 + place] = key;
  p[2 + place] = value;
  for (uint32_t i = place; i < n; ++i) {
    keys[2 + i] = old_keys[i];
    p[3 + i] = old_values[i];
  }
  return BoxTerm(p);
}

// Index of `key` in a flat map, or -1; *place is where it would stand.
int32_t FlatFind(Term map, Term key, uint32_t* place) {
  const Term* keys = FlatMapKeys(map);
  uint32_t n = FlatMapSize(map);
  // Keys are mostly atoms, or the very terms that were put in.
  for (uint32_t i = 0; i < n; ++i) {
    if (keys[i] == key) return static_cast<int32_t>(i);
  }
  if (IsImmediate(key) && place == nullptr) return -1;
  uint32_t low = 0, high = n;
  while (low < high) {
    uint32_t mid = (low + high) / 2;
    int c = CompareMapKeys(keys[mid], key);
    if (c == 0) return static_cast<int32_t>(mid);
    if (c < 0)
      low = mid + 1;
    else
      high = mid;
  }
  if (place) *place = low;
  return -1;
}

Term HashFind(Term map, Term key) {
  Term node = HashMapRoot(map);
  uint32_t hash = MapHash(key, 0);
  for (uint32_t level = 0;;) {
    uint32_t bitmap = NodeBitmap(node);
    uint32_t slot = hash & 15;
    if (!(bitmap >> slot & 1)) return 0;
    Term child = NodeChildren(node)[Rank(bitmap, slot)];
    if (IsCons(child)) return Same(Head(child), key) ? Tail(child) : 0;
    node = child;
    ++level;
    hash = NextHash(hash, level, key);
  }
}

// Node with one child replaced.
Term WithChild(Ctx* ctx, Term node, uint32_t index, Term child) {
  uint32_t n = TupleArity(node) + 1;
  Term* p = AllocWords(ctx, n);
  __builtin_memcpy(p, BoxPtr(node), n * 4);
  p[2 + index] = child;
  return BoxTerm(p);
}

// The path to a key: nodes and the child index taken in each, innermost last.
struct Path {
  WordStack stack;
  void Push(Term node, uint32_t index) {
    uint32_t* w = stack.Extend(2);
    w[0] = node;
    w[1] = index;
  }
  // Puts `child` at the end of the path; the new root.
  Term Rebuild(Ctx* ctx, Term child) {
    while (!stack.empty()) {
      uint32_t index = stack.Pop();
      Term node = stack.Pop();
      child = WithChild(ctx, node, index, child);
    }
    return child;
  }
};

Term HashPut(Ctx* ctx, Term map, Term key, Term value) {
  Path path;
  Term node = HashMapRoot(map);
  uint32_t hash = MapHash(key, 0);
  uint32_t count = MapSize(map);
  for (uint32_t level = 0;;) {
    uint32_t bitmap = NodeBitmap(node);
    uint32_t slot = hash & 15;
    uint32_t index = Rank(bitmap, slot);
    if (!(bitmap >> slot & 1)) {
      uint32_t n = NodeCount(node);
      Term* p = NewNode(ctx, bitmap | 1u << slot);
      const Term* children = NodeChildren(node);
      for (uint32_t i = 0; i < index; ++i) p[2 + i] = children[i];
      p[2 + index] = Cons(ctx, key, value);
      for (uint32_t i = index; i < n; ++i) p[3 + i] = children[i];
      return MakeHashMap(ctx, count + 1, path.Rebuild(ctx, BoxTerm(p)));
    }
    Term child = NodeChildren(node)[index];
    path.Push(node, index);
    if (!IsCons(child)) {
      node = child;
      ++level;
      hash = NextHash(hash, level, key);
      continue;
    }
    Term other = Head(child);
    if (Same(other, key)) {
      if (Tail(child) == value) return map;
      return MakeHashMap(ctx, count, path.Rebuild(ctx, Cons(ctx, key, value)));
    }
    // Two keys in one place: a chain of nodes down to where they differ.
    ++level;
    hash = NextHash(hash, level, key);
    uint32_t other_hash = HashAtLevel(other, level);
    uint32_t chain = 0;
    WordStack slots;
    while ((hash & 15) == (other_hash & 15)) {
      slots.Push(hash & 15);
      ++chain;
      ++level;
      hash = NextHash(hash, level, key);
      other_hash = NextHash(other_hash, level, other);
    }
    uint32_t a = hash & 15, b = other_hash & 15;
    Term* p = NewNode(ctx, 1u << a | 1u << b);
    p[a < b ? 2 : 3] = Cons(ctx, key, value);
    p[a < b ? 3 : 2] = child;
    Term sub = BoxTerm(p);
    while (chain-- > 0) {
      Term* q = NewNode(ctx, 1u << slots.Pop());
      q[2] = sub;
      sub = BoxTerm(q);
    }
    return MakeHashMap(ctx, count + 1, path.Rebuild(ctx, sub));
  }
}

Term HashRemove(Ctx* ctx, Term map, Term key, Term* found) {
  Path path;
  Term node = HashMapRoot(map);
  uint32_t hash = MapHash(key, 0);
  for (uint32_t level = 0;;) {
    uint32_t bitmap = NodeBitmap(node);
    uint32_t slot = hash & 15;
    if (!(bitmap >> slot & 1)) return map;
    uint32_t index = Rank(bitmap, slot);
    Term child = NodeChildren(node)[index];
    if (!IsCons(child)) {
      path.Push(node, index);
      node = child;
      ++level;
      hash = NextHash(hash, level, key);
      continue;
    }
    if (!Same(Head(child), key)) return map;
    *found = Tail(child);
    uint32_t count = MapSize(map) - 1;
    if (count <= abi::kMaxFlatMap) {
      WordBuffer pairs(2 * (count + 1));
      WordBuffer all(2 * (count + 1));
      CopyPairs(map, all);
      uint32_t n = 0;
      for (uint32_t i = 0; i <= count; ++i) {
        if (all[2 * i] == Head(child)) continue;
        pairs[2 * n] = all[2 * i];
        pairs[2 * n + 1] = all[2 * i + 1];
        ++n;
      }
      return MapFromPairs(ctx, pairs, n);
    }
    // Drop the child; a node (below the root) left with one leaf becomes that leaf.
    uint32_t n = NodeCount(node);
    Term replacement;
    if (n == 2 && !path.stack.empty() && IsCons(NodeChildren(node)[1 - index])) {
      replacement = NodeChildren(node)[1 - index];
      while (path.stack.size() > 2) {
        uint32_t up_index = path.stack[path.stack.size() - 1];
        Term up = path.stack[path.stack.size() - 2];
        if (NodeCount(up) > 1) break;
        (void)up_index;
        path.stack.Resize(path.stack.size() - 2);
      }
    } else {
      Term* p = NewNode(ctx, bitmap & ~(1u << slot));
      const Term* children = NodeChildren(node);
      for (uint32_t i = 0, j = 0; i < n; ++i) {
        if (i != index) p[2 + j++] = children[i];
      }
      replacement = BoxTerm(p);
    }
    return MakeHashMap(ctx, count, path.Rebuild(ctx, replacement));
  }
}

}  // namespace

int CompareMapKeys(Term a, Term b) {
  if (a == b) return 0;
  if (!IsAtom(a) || !IsAtom(b) || !AtomsAreNumbered()) return CompareTerms(a, b, true);
  return AtomNumber(a) < AtomNumber(b) ? -1 : 1;
}

void SortPairs(Term* p, uint32_t n, Term* tmp, int (*compare)(Term, Term)) {
  if (n <= 8) {
    for (uint32_t i = 1; i < n; ++i) {
      Term pair[2] = {p[2 * i], p[2 * i + 1]};
      uint32_t j = i;
      for (; j > 0 && compare(p[2 * j - 2], pair[0]) > 0; --j) {
        p[2 * j] = p[2 * j - 2];
        p[2 * j + 1] = p[2 * j - 1];
      }
      p[2 * j] = pair[0];
      p[2 * j + 1] = pair[1];
    }
    return;
  }
  uint32_t half = n / 2;
  SortPairs(p, half, tmp, compare);
  SortPairs(p + 2 * half, n - half, tmp, compare);
  __builtin_memcpy(tmp, p, half * 8);
  uint32_t i = 0, j = half, out = 0;
  while (i < half) {
    bool left = j >= n || compare(tmp[2 * i], p[2 * j]) <= 0;
    const Term* from = left ? &tmp[2 * i++] : &p[2 * j++];
    Term k = from[0], v = from[1];
    p[2 * out] = k;
    p[2 * out + 1] = v;
    ++out;
  }
}

void CopyPairs(Term map, Term* out) {
  MapIterator it(map);
  while (it.Next(&out[0], &out[1])) out += 2;
}

MapIterator::MapIterator(Term map) : map_(map) {
  if (!IsFlatMap(map)) {
    stack_.Push(HashMapRoot(map));
    stack_.Push(0);
  }
}

bool MapIterator::Next(Term* key, Term* value) {
  if (IsFlatMap(map_)) {
    if (index_ == FlatMapSize(map_)) return false;
    *key = FlatMapKeys(map_)[index_];
    *value = FlatMapValues(map_)[index_];
    ++index_;
    return true;
  }
  while (!stack_.empty()) {
    uint32_t& index = stack_[stack_.size() - 1];
    Term node = stack_[stack_.size() - 2];
    if (index == NodeCount(node)) {
      stack_.Resize(stack_.size() - 2);
      continue;
    }
    Term child = NodeChildren(node)[index++];
    if (IsCons(child)) {
      *key = Head(child);
      *value = Tail(child);
      return true;
    }
    stack_.Push(child);
    stack_.Push(0);
  }
  return false;
}

Term MapFind(Term map, Term key) {
  if (IsFlatMap(map)) {
    int32_t i = FlatFind(map, key, nullptr);
    return i < 0 ? 0 : FlatMapValues(map)[i];
  }
  return HashFind(map, key);
}

Term EmptyMap(Ctx* ctx) { return FlatMapFromSorted(ctx, nullptr, 0); }

Term MapPut(Ctx* ctx, Term map, Term key, Term value) {
  if (!IsFlatMap(map)) return HashPut(ctx, map, key, value);
  uint32_t n = FlatMapSize(map);
  uint32_t place = 0;
  int32_t found = FlatFind(map, key, &place);
  const Term* keys = FlatMapKeys(map);
  const Term* values = FlatMapValues(map);
  if (found >= 0) {
    if (values[found] == value) return map;
    Term* p = AllocWords(ctx, 2 + n);
    __builtin_memcpy(p, BoxPtr(map), (2 + n) * 4);
    p[2 + found] = value;
    return BoxTerm(p);
  }
  if (n < abi::kMaxFlatMap) return FlatInsert(ctx, map, place, key, value);
  WordBuffer pairs(2 * (n + 1));
  for (uint32_t i = 0; i < n; ++i) {
    pairs[2 * i] = keys[i];
    pairs[2 * i + 1] = values[i];
  }
  pairs[2 * n] = key;
  pairs[2 * n + 1] = value;
  return HashMapFromPairs(ctx, pairs, n + 1);
}

Term MapRemove(Ctx* ctx, Term map, Term key, Term* found) {
  *found = 0;
  if (!IsFlatMap(map)) return HashRemove(ctx, map, key, found);
  int32_t at = FlatFind(map, key, nullptr);
  if (at < 0) return map;
  *found = FlatMapValues(map)[at];
  uint32_t n = FlatMapSize(map);
  WordBuffer pairs(2 * n);
  for (uint32_t i = 0, j = 0; i < n; ++i) {
    if (i == static_cast<uint32_t>(at)) continue;
    pairs[2 * j] = FlatMapKeys(map)[i];
    pairs[2 * j + 1] = FlatMapValues(map)[i];
    ++j;
  }
  return FlatMapFromSorted(ctx, pairs, n - 1);
}

Term MapFromPairs(Ctx* ctx, Term* pairs, uint32_t n, bool* unique) {
  if (n > 1) {
    Term* tmp = static_cast<Term*>(CheckedAlloc(n * 8));
    SortPairs(pairs, n, tmp);
    free(tmp);
    uint32_t out = 0;
    for (uint32_t i = 1; i < n; ++i) {
      if (CompareMapKeys(pairs[2 * out], pairs[2 * i]) == 0) {
        if (unique) *unique = false;
      } else {
        ++out;
      }
      pairs[2 * out] = pairs[2 * i];
      pairs[2 * out + 1] = pairs[2 * i + 1];
    }
    n = out + 1;
  }
  return n <= abi::kMaxFlatMap ? FlatMapFromSorted(ctx, pairs, n) : HashMapFromPairs(ctx, pairs, n);
}

// ---- Primitives ---------------------------------------------------------------------
SB_EXPORT Term map_get(Term map, Term key) { return IsMap(map) ? MapFind(map, key) : 0; }

SB_EXPORT Term map_put_assoc(Ctx* ctx, Term src, uint32_t n) {
  if (!IsMap(src)) return 0;
  uint32_t size = MapSize(src);
  if (n > 1 && IsFlatMap(src)) {
    // One sort instead of n copies.
    Term* pairs = static_cast<Term*>(CheckedAlloc((size + n) * 8));
    CopyPairs(src, pairs);
    __builtin_memcpy(pairs + 2 * size, ctx->x, n * 8);
    Term map = MapFromPairs(ctx, pairs, size + n);
    free(pairs);
    return map;
  }
  for (uint32_t i = 0; i < n; ++i) src = MapPut(ctx, src, ctx->x[2 * i], ctx->x[2 * i + 1]);
  return src;
}

SB_EXPORT Term map_put_exact(Ctx* ctx, Term src, uint32_t n) {
  if (!IsMap(src)) return 0;
  if (IsFlatMap(src)) {
    uint32_t size = FlatMapSize(src);
    WordBuffer values(size);
    __builtin_memcpy(values, FlatMapValues(src), size * 4);
    for (uint32_t i = 0; i < n; ++i) {
      int32_t at = FlatFind(src, ctx->x[2 * i], nullptr);
      if (at < 0) return 0;
      values[at] = ctx->x[2 * i + 1];
    }
    Term* p = AllocWords(ctx, 2 + size);
    p[0] = HeaderOf(src);
    p[1] = BoxPtr(src)[1];
    __builtin_memcpy(p + 2, values, size * 4);
    return BoxTerm(p);
  }
  for (uint32_t i = 0; i < n; ++i) {
    if (HashFind(src, ctx->x[2 * i]) == 0) return 0;
    src = HashPut(ctx, src, ctx->x[2 * i], ctx->x[2 * i + 1]);
  }
  return src;
}

}  // namespace seabeam::rt
