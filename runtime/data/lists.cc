// BIFs of lists and tuples.
#include "runtime/core/bifs.h"
#include "runtime/core/error.h"
#include "runtime/data/compare.h"
#include "runtime/data/hash.h"
#include "runtime/data/integer.h"
#include "runtime/data/word_stack.h"

namespace seabeam::rt {

using abi::BifId;

namespace {

// a ++ b; 0 when a is no proper list.
Term AppendLists(Ctx* ctx, Term a, Term b) {
  int32_t n = ProperLength(a);
  if (n < 0) return 0;
  if (n == 0) return b;
  Term* p = AllocWords(ctx, 2 * static_cast<uint32_t>(n));
  Term first = ConsTerm(p);
  for (; IsCons(a); a = Tail(a), p += 2) {
    p[1] = Head(a);
    p[0] = IsCons(Tail(a)) ? ConsTerm(p + 2) : b;
  }
  return first;
}

// a -- b. A hash set of b's elements keeps it linear.
Term SubtractLists(Ctx* ctx, Term a, Term b) {
  int32_t na = ProperLength(a), nb = ProperLength(b);
  if (na < 0 || nb < 0) return 0;
  if (na == 0 || nb == 0) return a;
  WordStack removed;
  for (Term l = b; IsCons(l); l = Tail(l)) removed.Push(Head(l));
  ListBuilder out(ctx);
  uint32_t left = static_cast<uint32_t>(nb);
  if (nb <= 8 || na <= 2) {
    for (; IsCons(a); a = Tail(a)) {
      if (left == 0) return out.Finish(a);
      Term t = Head(a);
      uint32_t i = 0;
      while (i < static_cast<uint32_t>(nb) && (removed[i] == 0 || !Same(removed[i], t))) ++i;
      if (i < static_cast<uint32_t>(nb)) {
        removed[i] = 0;
        --left;
      } else {
        out.Add(t);
      }
    }
    return out.Finish();
  }
  // Chained hash table; equal elements are all the same to the result.
  uint32_t buckets = 16;
  while (buckets < static_cast<uint32_t>(nb)) buckets *= 2;
  uint32_t* heads = static_cast<uint32_t*>(calloc(buckets, 4));
  uint32_t* next = static_cast<uint32_t*>(CheckedAlloc(static_cast<uint32_t>(nb) * 8));
  uint32_t* hashes = next + nb;
  for (uint32_t i = 0; i < static_cast<uint32_t>(nb); ++i) {
    hashes[i] = MapHash(removed[i], 0);
    uint32_t& head = heads[hashes[i] & (buckets - 1)];
    next[i] = head;
    head = i + 1;
  }
  for (; IsCons(a); a = Tail(a)) {
    if (left == 0) break;
    Term t = Head(a);
    uint32_t h = MapHash(t, 0);
    uint32_t* link = &heads[h & (buckets - 1)];
    while (*link && !(hashes[*link - 1] == h && Same(removed[*link - 1], t)))
      link = &next[*link - 1];
    if (*link) {
      *link = next[*link - 1];
      --left;
    } else {
      out.Add(t);
    }
  }
  free(next);
  free(heads);
  return out.Finish(a);
}

// The tuple of `list` whose element `index` equals `key` (==). 0 = none; *bad when the list is
// improper.
Term KeyFind(Term key, uint32_t index, Term list, bool* bad) {
  *bad = false;
  for (; IsCons(list); list = Tail(list)) {
    Term t = Head(list);
    if (!IsTuple(t) || TupleArity(t) < index) continue;
    Term e = BoxPtr(t)[index];
    if (e == key || EqualTerms(e, key, false)) return t;
  }
  *bad = !IsNil(list);
  return 0;
}

}  // namespace

SB_EXPORT Term bif_erlang_plusplus_2(Ctx* ctx, Term a, Term b) {
  Term r = AppendLists(ctx, a, b);
  return r ? r : Badarg(ctx, BifId::bif_erlang_plusplus_2, a, b);
}
SB_EXPORT Term bif_erlang_append_2(Ctx* ctx, Term a, Term b) {
  Term r = AppendLists(ctx, a, b);
  return r ? r : Badarg(ctx, BifId::bif_erlang_append_2, a, b);
}
SB_EXPORT Term bif_erlang_minusminus_2(Ctx* ctx, Term a, Term b) {
  Term r = SubtractLists(ctx, a, b);
  return r ? r : Badarg(ctx, BifId::bif_erlang_minusminus_2, a, b);
}
SB_EXPORT Term bif_erlang_subtract_2(Ctx* ctx, Term a, Term b) {
  Term r = SubtractLists(ctx, a, b);
  return r ? r : Badarg(ctx, BifId::bif_erlang_subtract_2, a, b);
}

SB_EXPORT Term bif_lists_reverse_2(Ctx* ctx, Term list, Term tail) {
  Term r = tail, l = list;
  for (; IsCons(l); l = Tail(l)) r = Cons(ctx, Head(l), r);
  return IsNil(l) ? r : Badarg(ctx, BifId::bif_lists_reverse_2, list, tail);
}
SB_EXPORT Term bif_lists_member_2(Ctx* ctx, Term t, Term list) {
  Term l = list;
  if (IsImmediate(t)) {
    for (; IsCons(l); l = Tail(l)) {
      if (Head(l) == t) return kTrue;
    }
  } else {
    for (; IsCons(l); l = Tail(l)) {
      if (EqualTerms(Head(l), t, true)) return kTrue;
    }
  }
  return IsNil(l) ? kFalse : Badarg(ctx, BifId::bif_lists_member_2, t, list);
}

#define KEY_BIF(symbol, found, not_found)                                     \
  SB_EXPORT Term symbol(Ctx* ctx, Term key, Term index, Term list) {          \
    bool bad = true;                                                          \
    Term t = 0;                                                               \
    if (IsSmall(index) && SmallValue(index) > 0) {                            \
      t = KeyFind(key, static_cast<uint32_t>(SmallValue(index)), list, &bad); \
    }                                                                         \
    if (bad) return Badarg(ctx, BifId::symbol, key, index, list);             \
    return t ? (found) : (not_found);                                         \
  }
KEY_BIF(bif_lists_keyfind_3, t, kFalse)
KEY_BIF(bif_lists_keymember_3, kTrue, kFalse)
KEY_BIF(bif_lists_keysearch_3, MakeTuple(ctx, {Atom(FixedAtom::kValue), t}), kFalse)
#undef KEY_BIF

// ---- Tuples ---------------------------------------------------------------------------
namespace {
constexpr uint32_t kMaxArity = (1u << 24) - 1;
}

SB_EXPORT Term bif_erlang_make_tuple_2(Ctx* ctx, Term arity, Term value) {
  uint32_t n;
  if (!GetSmallUpTo(arity, kMaxArity, &n))
    return Badarg(ctx, BifId::bif_erlang_make_tuple_2, arity, value);
  Term* p = AllocWords(ctx, n + 1);
  p[0] = abi::Header(n, abi::kHdrTuple);
  for (uint32_t i = 1; i <= n; ++i) p[i] = value;
  return BoxTerm(p);
}
SB_EXPORT Term bif_erlang_make_tuple_3(Ctx* ctx, Term arity, Term value, Term list) {
  uint32_t n;
  if (!GetSmallUpTo(arity, kMaxArity, &n))
    return Badarg(ctx, BifId::bif_erlang_make_tuple_3, arity, value, list);
  Term* p = AllocWords(ctx, n + 1);
  p[0] = abi::Header(n, abi::kHdrTuple);
  for (uint32_t i = 1; i <= n; ++i) p[i] = value;
  Term l = list;
  for (; IsCons(l); l = Tail(l)) {
    Term pair = Head(l);
    uint32_t i;
    if (!IsTupleOf(pair, 2) || !GetSmallUpTo(TupleElement(pair, 0), n, &i) || i == 0) break;
    p[i] = TupleElement(pair, 1);
  }
  if (!IsNil(l)) return Badarg(ctx, BifId::bif_erlang_make_tuple_3, arity, value, list);
  return BoxTerm(p);
}
SB_EXPORT Term bif_erlang_setelement_3(Ctx* ctx, Term index, Term tuple, Term value) {
  uint32_t i;
  if (!IsTuple(tuple) || !GetSmallUpTo(index, TupleArity(tuple), &i) || i == 0) {
    return Badarg(ctx, BifId::bif_erlang_setelement_3, index, tuple, value);
  }
  uint32_t n = TupleArity(tuple) + 1;
  Term* p = AllocWords(ctx, n);
  memcpy(p, BoxPtr(tuple), n * 4);
  p[i] = value;
  return BoxTerm(p);
}
SB_EXPORT Term bif_erlang_append_element_2(Ctx* ctx, Term tuple, Term value) {
  if (!IsTuple(tuple) || TupleArity(tuple) >= kMaxArity)
    return Badarg(ctx, BifId::bif_erlang_append_element_2, tuple, value);
  uint32_t n = TupleArity(tuple);
  Term* p = AllocWords(ctx, n + 2);
  memcpy(p + 1, BoxPtr(tuple) + 1, n * 4);
  p[0] = abi::Header(n + 1, abi::kHdrTuple);
  p[n + 1] = value;
  return BoxTerm(p);
}
SB_EXPORT Term bif_erlang_insert_element_3(Ctx* ctx, Term index, Term tuple, Term value) {
  uint32_t i;
  if (!IsTuple(tuple) || !GetSmallUpTo(index, TupleArity(tuple) + 1, &i) || i == 0) {
    return Badarg(ctx, BifId::bif_erlang_insert_element_3, index, tuple, value);
  }
  uint32_t n = TupleArity(tuple);
  Term* p = AllocWords(ctx, n + 2);
  p[0] = abi::Header(n + 1, abi::kHdrTuple);
  memcpy(p + 1, BoxPtr(tuple) + 1, (i - 1) * 4);
  p[i] = value;
  memcpy(p + i + 1, BoxPtr(tuple) + i, (n - i + 1) * 4);
  return BoxTerm(p);
}
SB_EXPORT Term bif_erlang_delete_element_2(Ctx* ctx, Term index, Term tuple) {
  uint32_t i;
  if (!IsTuple(tuple) || !GetSmallUpTo(index, TupleArity(tuple), &i) || i == 0) {
    return Badarg(ctx, BifId::bif_erlang_delete_element_2, index, tuple);
  }
  uint32_t n = TupleArity(tuple);
  Term* p = AllocWords(ctx, n);
  p[0] = abi::Header(n - 1, abi::kHdrTuple);
  memcpy(p + 1, BoxPtr(tuple) + 1, (i - 1) * 4);
  memcpy(p + i, BoxPtr(tuple) + i + 1, (n - i) * 4);
  return BoxTerm(p);
}
SB_EXPORT Term bif_erlang_tuple_to_list_1(Ctx* ctx, Term tuple) {
  if (!IsTuple(tuple)) return Badarg(ctx, BifId::bif_erlang_tuple_to_list_1, tuple);
  return MakeList(ctx, BoxPtr(tuple) + 1, TupleArity(tuple));
}
SB_EXPORT Term bif_erlang_list_to_tuple_1(Ctx* ctx, Term list) {
  int32_t n = ProperLength(list);
  if (n < 0 || static_cast<uint32_t>(n) > kMaxArity)
    return Badarg(ctx, BifId::bif_erlang_list_to_tuple_1, list);
  Term* p = AllocWords(ctx, static_cast<uint32_t>(n) + 1);
  p[0] = abi::Header(static_cast<uint32_t>(n), abi::kHdrTuple);
  uint32_t i = 1;
  for (; IsCons(list); list = Tail(list)) p[i++] = Head(list);
  return BoxTerm(p);
}

}  // namespace seabeam::rt
