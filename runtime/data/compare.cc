#include "runtime/data/compare.h"

#include <cmath>

#include "abi/type_kinds.h"
#include "runtime/core/bifs.h"
#include "runtime/core/otp_version.h"
#include "runtime/data/bits.h"
#include "runtime/data/integer.h"
#include "runtime/data/map.h"
#include "runtime/data/word_stack.h"

namespace seabeam::rt {

namespace {

enum Rank : uint8_t {
  kRankInteger,
  kRankFloat,
  kRankAtom,
  kRankRef,
  kRankFun,
  kRankPort,
  kRankPid,
  kRankTuple,
  kRankMap,
  kRankNil,
  kRankCons,
  kRankBits,
  kRankOther,
};

Rank RankOf(Term t) {
  if (IsSmall(t)) return kRankInteger;
  if (IsCons(t)) return kRankCons;
  if (IsAtom(t)) return kRankAtom;
  if (IsNil(t)) return kRankNil;
  if (IsPid(t)) return kRankPid;
  if (IsPort(t)) return kRankPort;
  if (!IsBoxed(t)) return kRankOther;
  switch (HeaderTag(HeaderOf(t))) {
    case abi::kHdrTuple:
      return kRankTuple;
    case abi::kHdrPosInt:
    case abi::kHdrNegInt:
      return kRankInteger;
    case abi::kHdrRef:
    case abi::kHdrExternalRef:
      return kRankRef;
    case abi::kHdrFun:
      return kRankFun;
    case abi::kHdrFloat:
      return kRankFloat;
    case abi::kHdrBitstring:
    case abi::kHdrRefcBinary:
    case abi::kHdrHeapBinary:
    case abi::kHdrSubBinary:
      return kRankBits;
    case abi::kHdrMap:
    case abi::kHdrHashMap:
      return kRankMap;
    case abi::kHdrExternalPid:
      return kRankPid;
    case abi::kHdrExternalPort:
      return kRankPort;
    default:
      return kRankOther;
  }
}

// Pids, ports and references of other nodes after the local ones, then by their raw words.
int CompareRaw(Term a, Term b) {
  bool ab = IsBoxed(a), bb = IsBoxed(b);
  if (!ab && !bb) return a < b ? -1 : a > b;
  if (ab != bb) return ab ? 1 : -1;
  const Term* p = BoxPtr(a);
  const Term* q = BoxPtr(b);
  if (p[0] != q[0]) return p[0] < q[0] ? -1 : 1;
  for (uint32_t i = HeaderWords(p[0]); i > 0; --i) {
    if (p[i] != q[i]) return p[i] < q[i] ? -1 : 1;
  }
  return 0;
}

int CompareBitstrings(Term a, Term b) {
  BitView u, v;
  GetBits(a, &u);
  GetBits(b, &v);
  int c = CompareBits(u.data, u.offset, v.data, v.offset, u.bits < v.bits ? u.bits : v.bits);
  if (c) return c;
  return u.bits < v.bits ? -1 : u.bits > v.bits;
}

void SortedPairs(Term map, Term* out) {
  MapIterator it(map);
  uint32_t n = 0;
  while (it.Next(&out[2 * n], &out[2 * n + 1])) ++n;
  Term* tmp = static_cast<Term*>(CheckedAlloc(n * 8 + 8));
  SortPairs(out, n, tmp, [](Term a, Term b) { return a == b ? 0 : CompareTerms(a, b, true); });
  free(tmp);
}

// What is still to compare: (n, address of n terms, address of n terms), or (0, tail, tail). A
// cons's tail is a pending pair as well. Popped from the end.
struct Pending {
  WordStack stack;
  void Pair(Term a, Term b) {
    uint32_t* w = stack.Extend(3);
    w[0] = b;
    w[1] = a;
    w[2] = 0;
  }
  void Array(const Term* a, const Term* b, uint32_t n) {
    if (n == 0) return;
    uint32_t* w = stack.Extend(3);
    w[0] = static_cast<uint32_t>(reinterpret_cast<uintptr_t>(b));
    w[1] = static_cast<uint32_t>(reinterpret_cast<uintptr_t>(a));
    w[2] = n;
  }
  bool Next(Term* a, Term* b) {
    if (stack.empty()) return false;
    uint32_t* w = &stack[stack.size() - 3];
    if (w[2] == 0) {
      *a = w[1];
      *b = w[0];
      stack.Resize(stack.size() - 3);
      return true;
    }
    *a = *WordPtr(w[1]);
    *b = *WordPtr(w[0]);
    if (--w[2] == 0) {
      stack.Resize(stack.size() - 3);
    } else {
      w[0] += 4;
      w[1] += 4;
    }
    return true;
  }
};

int CompareSame(Term a, Term b, Rank rank, bool exact, Pending* pending) {
  switch (rank) {
    case kRankInteger:
      return CompareInts(a, b);
    case kRankFloat: {
      double x = FloatValue(a), y = FloatValue(b);
      if (x != y || !exact || !ZerosDiffer()) return x < y ? -1 : x > y;
      return static_cast<int>(std::signbit(y)) - static_cast<int>(std::signbit(x));
    }
    case kRankAtom:
      return CompareAtoms(a, b);
    case kRankRef:
      if (IsLocalRef(a) && IsLocalRef(b)) {
        uint64_t x = RefNumber(a), y = RefNumber(b);
        return x < y ? -1 : x > y;
      }
      return CompareRaw(a, b);
    case kRankPort:
    case kRankPid:
      return CompareRaw(a, b);
    case kRankFun: {
      FunView x = ViewFun(a), y = ViewFun(b);
      if (x.external != y.external) return x.external ? 1 : -1;
      int c = CompareAtoms(x.module, y.module);
      if (c) return c;
      if (x.external) {
        c = CompareAtoms(x.function, y.function);
        if (c) return c;
        return x.arity < y.arity ? -1 : x.arity > y.arity;
      }
      int32_t xi = static_cast<int32_t>(x.index), yi = static_cast<int32_t>(y.index);
      if (xi != yi) return xi < yi ? -1 : 1;
      int32_t xu = static_cast<int32_t>(x.uniq), yu = static_cast<int32_t>(y.uniq);
      if (xu != yu) return xu < yu ? -1 : 1;
      if (x.num_free != y.num_free) return x.num_free < y.num_free ? -1 : 1;
      pending->Array(BoxPtr(a) + abi::kFunFirstFree, BoxPtr(b) + abi::kFunFirstFree, x.num_free);
      return 0;
    }
    case kRankTuple: {
      uint32_t n = TupleArity(a), m = TupleArity(b);
      if (n != m) return n < m ? -1 : 1;
      pending->Array(BoxPtr(a) + 1, BoxPtr(b) + 1, n);
      return 0;
    }
    case kRankMap: {
      uint32_t n = MapSize(a), m = MapSize(b);
      if (n != m) return n < m ? -1 : 1;
      // In a key of a map the order of its own keys is that in which they stand.
      if (IsFlatMap(a) && (exact || n <= 1 || !AtomsAreNumbered())) {
        if (BoxPtr(a)[1] != BoxPtr(b)[1]) {
          const Term* k = FlatMapKeys(a);
          const Term* l = FlatMapKeys(b);
          for (uint32_t i = 0; i < n; ++i) {
            int c = k[i] == l[i] ? 0 : CompareTerms(k[i], l[i], true);
            if (c) return c;
          }
        }
        pending->Array(FlatMapValues(a), FlatMapValues(b), n);
        return 0;
      }
      Term* p = static_cast<Term*>(CheckedAlloc(n * 16));
      Term* q = p + 2 * n;
      SortedPairs(a, p);
      SortedPairs(b, q);
      int c = 0;
      for (uint32_t i = 0; i < n && c == 0; ++i) c = CompareTerms(p[2 * i], q[2 * i], true);
      if (c == 0) {
        for (uint32_t i = n; i-- > 0;) {
          if (p[2 * i + 1] != q[2 * i + 1]) pending->Pair(p[2 * i + 1], q[2 * i + 1]);
        }
      }
      free(p);
      return c;
    }
    case kRankCons:
    case kRankNil:
    case kRankOther:
      return 0;
    case kRankBits:
      return CompareBitstrings(a, b);
  }
  return 0;
}

}  // namespace

int CompareAtoms(Term a, Term b) {
  if (a == b) return 0;
  Text x = AtomText(a), y = AtomText(b);
  int c = memcmp(x.data, y.data, x.size < y.size ? x.size : y.size);
  if (c) return c < 0 ? -1 : 1;
  return x.size < y.size ? -1 : x.size > y.size;
}

int CompareTerms(Term a, Term b, bool exact) {
  Pending pending;
  for (;;) {
    if (a != b) {
      if (IsSmall(a) && IsSmall(b)) return SmallValue(a) < SmallValue(b) ? -1 : 1;
      if (IsCons(a) && IsCons(b)) {
        pending.Pair(Tail(a), Tail(b));
        Term ha = Head(a), hb = Head(b);
        a = ha;
        b = hb;
        continue;
      }
      Rank ra = RankOf(a), rb = RankOf(b);
      if (ra != rb) {
        if (ra <= kRankFloat && rb <= kRankFloat && !exact) {
          int c = CompareNumbers(a, b);
          if (c) return c;
        } else {
          return ra < rb ? -1 : 1;
        }
      } else {
        int c = CompareSame(a, b, ra, exact, &pending);
        if (c) return c;
      }
    }
    if (!pending.Next(&a, &b)) return 0;
  }
}

bool EqualTerms(Term a, Term b, bool exact) {
  Pending pending;
  for (;;) {
    if (a != b) {
      if (IsCons(a)) {
        if (!IsCons(b)) return false;
        pending.Pair(Tail(a), Tail(b));
        Term ha = Head(a), hb = Head(b);
        a = ha;
        b = hb;
        continue;
      }
      if (!IsBoxed(a)) {
        if (exact || !IsSmall(a) || !IsFloat(b) || FloatValue(b) != SmallValue(a)) return false;
      } else if (!IsBoxed(b)) {
        if (exact || !IsSmall(b) || !IsFloat(a) || FloatValue(a) != SmallValue(b)) return false;
      } else {
        uint32_t ha = HeaderOf(a), hb = HeaderOf(b);
        if (HeaderTag(ha) == abi::kHdrTuple) {
          if (ha != hb) return false;
          pending.Array(BoxPtr(a) + 1, BoxPtr(b) + 1, HeaderWords(ha));
        } else {
          Rank ra = RankOf(a), rb = RankOf(b);
          if (ra != rb) {
            if (exact || ra > kRankFloat || rb > kRankFloat || CompareNumbers(a, b) != 0)
              return false;
          } else if (ra == kRankBits) {
            BitView u, v;
            GetBits(a, &u);
            GetBits(b, &v);
            if (u.bits != v.bits || CompareBits(u.data, u.offset, v.data, v.offset, u.bits) != 0)
              return false;
          } else if (ra == kRankInteger) {
            // Canonical forms: equal integers have equal words.
            if (ha != hb || memcmp(BoxPtr(a) + 1, BoxPtr(b) + 1, HeaderWords(ha) * 4) != 0)
              return false;
          } else if (ra == kRankMap && HeaderTag(ha) == abi::kHdrHashMap) {
            // Equal maps have tries of the same shape.
            if (HeaderTag(hb) != abi::kHdrHashMap || MapSize(a) != MapSize(b)) return false;
            MapIterator i(a), j(b);
            Term k, v, l, w;
            while (i.Next(&k, &v)) {
              j.Next(&l, &w);
              if (k != l && !EqualTerms(k, l, true)) return false;
              if (v != w) {
                if (IsImmediate(v) && IsImmediate(w)) return false;
                pending.Pair(v, w);
              }
            }
          } else if (ra == kRankMap) {
            // Equal maps have their keys in the same order.
            const uint32_t n = FlatMapSize(a);
            if (ha != hb) return false;
            if (BoxPtr(a)[1] != BoxPtr(b)[1]) {
              const Term* k = FlatMapKeys(a);
              const Term* l = FlatMapKeys(b);
              for (uint32_t i = 0; i < n; ++i) {
                if (k[i] != l[i] && !EqualTerms(k[i], l[i], true)) return false;
              }
            }
            pending.Array(FlatMapValues(a), FlatMapValues(b), n);
          } else if (CompareSame(a, b, ra, exact, &pending) != 0) {
            return false;
          }
        }
      }
    }
    if (!pending.Next(&a, &b)) return true;
  }
}

SB_EXPORT int32_t compare_terms(Term a, Term b) { return CompareTerms(a, b, false); }
SB_EXPORT int32_t equal_exact(Term a, Term b) { return EqualTerms(a, b, true); }
SB_EXPORT int32_t equal_numeric(Term a, Term b) { return EqualTerms(a, b, false); }

SB_EXPORT int32_t is_type_slow(Term t, uint32_t mask) {
  uint32_t kind;
  switch (RankOf(t)) {
    case kRankInteger:
      kind = IsSmall(t) ? abi::kKindSmall : abi::kKindBig;
      break;
    case kRankFloat:
      kind = abi::kKindFloat;
      break;
    case kRankAtom:
      kind = t == kTrue ? abi::kKindTrue : t == kFalse ? abi::kKindFalse : abi::kKindAtomOther;
      break;
    case kRankRef:
      kind = abi::kKindRef;
      break;
    case kRankFun:
      kind = abi::kKindFun;
      break;
    case kRankPort:
      kind = abi::kKindPort;
      break;
    case kRankPid:
      kind = abi::kKindPid;
      break;
    case kRankTuple:
      kind = abi::kKindTuple;
      break;
    case kRankMap:
      kind = abi::kKindMap;
      break;
    case kRankNil:
      kind = abi::kKindNil;
      break;
    case kRankCons:
      kind = abi::kKindCons;
      break;
    case kRankBits: {
      BitView v;
      kind = GetBinary(t, &v) ? abi::kKindBinary : abi::kKindBitstring;
      break;
    }
    case kRankOther:
      kind = IsBoxedTag(t, abi::kHdrMatchState) ? abi::kKindMatchState : abi::kKindNone;
      break;
  }
  return (kind & mask) != 0;
}

SB_EXPORT int32_t is_function_arity(Term fun, Term arity) {
  return IsFun(fun) && IsSmall(arity) && FunArity(fun) == static_cast<uint32_t>(SmallValue(arity));
}

#define COMPARISON(symbol, expression) \
  SB_EXPORT Term symbol(Ctx*, Term a, Term b) { return Bool(expression); }
COMPARISON(bif_erlang_eq_2, EqualTerms(a, b, false))
COMPARISON(bif_erlang_ne_2, !EqualTerms(a, b, false))
COMPARISON(bif_erlang_eqx_2, EqualTerms(a, b, true))
COMPARISON(bif_erlang_nex_2, !EqualTerms(a, b, true))
COMPARISON(bif_erlang_lt_2, CompareTerms(a, b, false) < 0)
COMPARISON(bif_erlang_gt_2, CompareTerms(a, b, false) > 0)
COMPARISON(bif_erlang_le_2, CompareTerms(a, b, false) <= 0)
COMPARISON(bif_erlang_ge_2, CompareTerms(a, b, false) >= 0)
#undef COMPARISON
SB_EXPORT Term bif_erlang_min_2(Ctx*, Term a, Term b) {
  return CompareTerms(a, b, false) <= 0 ? a : b;
}
SB_EXPORT Term bif_erlang_max_2(Ctx*, Term a, Term b) {
  return CompareTerms(a, b, false) >= 0 ? a : b;
}

}  // namespace seabeam::rt
