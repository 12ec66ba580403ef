// match, match_object, select and their relatives, over a whole table at once or
// in chunks. A continuation is {Table, Position, Limit, Spec, Rest, Kind}: Position is the next
// slot of a hash table or {last key} of a tree, Rest results that were found but not yet handed
// out.
#include "runtime/core/bifs.h"
#include "runtime/data/compare.h"
#include "runtime/data/ets_registry.h"
#include "runtime/data/integer.h"
#include "runtime/data/match_spec.h"
#include "runtime/data/word_stack.h"

namespace seabeam::rt {

using abi::BifId;

namespace {

enum class Kind : uint8_t { kSelect, kReverse, kMatch, kMatchObject };

bool LoadSpec(Ctx* ctx, MatchSpec* spec, Kind kind, Term t) {
  switch (kind) {
    case Kind::kSelect:
    case Kind::kReverse:
      return spec->Load(ctx, t);
    case Kind::kMatch:
      return spec->LoadPattern(ctx, t, true);
    case Kind::kMatchObject:
      return spec->LoadPattern(ctx, t, false);
  }
  return false;
}

Term Copied(Ctx* ctx, Term t) { return IsImmediate(t) ? t : CopyToProcess(ctx, t); }

// Calls visit(object) for every live object that may match: all, or those with the one
// key that can. visit may remove the object it is given. False = stop.
template <typename Visit>
void ForEachCandidate(EtsTable* t, const MatchSpec& spec, bool backwards, Visit visit) {
  Term key = spec.BoundKey(t->keypos);
  if (key) {
    for (EtsObject* o = EtsFind(t, key); o;) {
      EtsObject* next = EtsFindNext(t, o, key);
      visit(o);
      o = next;
    }
    return;
  }
  if (t->tree()) {
    // By walking a stack of the way down; visit may not change the tree.
    WordStack path;
    EtsObject* o = t->root;
    for (;;) {
      while (o) {
        path.Push(static_cast<uint32_t>(reinterpret_cast<uintptr_t>(o)));
        o = backwards ? o->right : o->next;
      }
      if (path.empty()) return;
      o = reinterpret_cast<EtsObject*>(static_cast<uintptr_t>(path.Pop()));
      EtsObject* next = backwards ? o->next : o->right;
      visit(o);
      o = next;
    }
  }
  for (uint32_t slot = 0; slot < t->nactive; ++slot) {
    for (EtsObject* o = t->buckets[slot]; o;) {
      EtsObject* next = o->next;
      if (!o->deleted) visit(o);
      o = next;
    }
  }
}

// All results: against table order for hash tables, in order (or the reverse) for trees.
Term SelectAll(Ctx* ctx, EtsTable* t, MatchSpec* spec, bool reverse) {
  Term list = kNil;
  ForEachCandidate(t, *spec, !reverse, [&](EtsObject* o) {
    Term r = spec->Run(ctx, o->tuple);
    if (r) list = Cons(ctx, Copied(ctx, r), list);
  });
  return list;
}

Term EndOfTable() { return InternAtom("$end_of_table"); }

Term Chunk(Ctx* ctx, EtsTable* t, MatchSpec* spec, Kind kind, Term spec_term, uint32_t limit,
           Term position, Term rest, bool first) {
  Term key = spec->BoundKey(t->keypos);
  Term found = rest;  // newest first
  uint32_t got = 0;
  for (Term l = rest; IsCons(l); l = Tail(l)) ++got;
  auto add = [&](EtsObject* o) {
    Term r = spec->Run(ctx, o->tuple);
    if (r) {
      found = Cons(ctx, Copied(ctx, r), found);
      ++got;
    }
  };
  Term next = 0;  // position to go on at, 0 = end
  if (position == kNil) {
    // Nothing left but `rest`.
  } else if (key) {
    if (got < limit || position == Small(0)) ForEachCandidate(t, *spec, false, add);
  } else if (t->tree()) {
    bool backwards = kind == Kind::kReverse;
    EtsObject* o = IsTuple(position) ? EtsTreeNear(t, TupleElement(position, 0), backwards)
                                     : EtsTreeEdge(t, backwards);
    EtsObject* last = nullptr;
    while (o && got < limit) {
      add(o);
      last = o;
      o = EtsTreeNear(t, EtsKey(t, o), backwards);
    }
    if (o) next = last ? MakeTuple(ctx, {CopyToProcess(ctx, EtsKey(t, last))}) : position;
  } else {
    uint32_t slot = static_cast<uint32_t>(SmallValue(position));
    for (; slot < t->nactive && got < limit; ++slot) {
      for (EtsObject* o = t->buckets[slot]; o; o = o->next) {
        if (!o->deleted) add(o);
      }
    }
    if (slot < t->nactive) next = Small(static_cast<int32_t>(slot));
  }
  if (got == 0) return EndOfTable();
  // The oldest `limit` results are the end of `found`.
  Term out = found;
  Term later = kNil;
  if (got > limit) {
    // OTP keeps the surplus newest first in the first call, oldest first in later ones.
    ListBuilder newest(ctx);
    for (uint32_t i = got; i > limit; --i) {
      if (first)
        newest.Add(Head(out));
      else
        later = Cons(ctx, Head(out), later);
      out = Tail(out);
    }
    if (first) later = newest.Finish();
  }
  if (t->tree()) {
    Term ordered = kNil;
    for (; IsCons(out); out = Tail(out)) ordered = Cons(ctx, Head(out), ordered);
    out = ordered;
  }
  Term continuation = EndOfTable();
  if (next || !IsNil(later)) {
    continuation = MakeTuple(ctx, {EtsId(ctx, t), next ? next : kNil, MakeInt(ctx, limit),
                                   spec_term, later, Small(static_cast<int32_t>(kind))});
  }
  return MakeTuple(ctx, {out, continuation});
}

Term FailTable(Ctx* ctx, Term cause) { return cause ? WithCause(ctx, cause) : 0; }

Term Whole(Ctx* ctx, BifId bif, Kind kind, Term id, Term spec_term) {
  Term cause = 0;
  EtsTable* t = EtsGet(ctx, id, EtsUse::kRead, &cause);
  MatchSpec spec;
  if (!t || !LoadSpec(ctx, &spec, kind, spec_term)) {
    Badarg(ctx, bif, id, spec_term);
    return FailTable(ctx, cause);
  }
  return SelectAll(ctx, t, &spec, kind == Kind::kReverse);
}

Term Begin(Ctx* ctx, BifId bif, Kind kind, Term id, Term spec_term, Term limit_term) {
  Term cause = 0;
  EtsTable* t = EtsGet(ctx, id, EtsUse::kRead, &cause);
  MatchSpec spec;
  uint32_t limit;
  if (!t || !LoadSpec(ctx, &spec, kind, spec_term) || !GetSmallUpTo(limit_term, 1u << 26, &limit) ||
      limit == 0) {
    Badarg(ctx, bif, id, spec_term, limit_term);
    return FailTable(ctx, cause);
  }
  return Chunk(ctx, t, &spec, kind, spec_term, limit, Small(0), kNil, true);
}

Term Continue(Ctx* ctx, BifId bif, Term continuation) {
  if (continuation == EndOfTable()) return continuation;
  uint32_t limit, kind;
  if (IsTupleOf(continuation, 6) && GetSmallUpTo(TupleElement(continuation, 2), 1u << 26, &limit) &&
      GetSmallUpTo(TupleElement(continuation, 5), 3, &kind)) {
    Term cause = 0;
    EtsTable* t = EtsGet(ctx, TupleElement(continuation, 0), EtsUse::kRead, &cause);
    Term spec_term = TupleElement(continuation, 3), position = TupleElement(continuation, 1);
    MatchSpec spec;
    bool position_ok =
        t && (IsNil(position) ||
              (t->tree() ? IsTupleOf(position, 1) || IsSmall(position) : IsSmall(position)));
    if (position_ok && LoadSpec(ctx, &spec, static_cast<Kind>(kind), spec_term)) {
      return Chunk(ctx, t, &spec, static_cast<Kind>(kind), spec_term, limit, position,
                   TupleElement(continuation, 4), false);
    }
    if (!t) {
      Badarg(ctx, bif, continuation);
      return FailTable(ctx, cause);
    }
  }
  return Badarg(ctx, bif, continuation);
}

}  // namespace

SB_EXPORT Term bif_ets_select_2(Ctx* ctx, Term id, Term spec) {
  return Whole(ctx, BifId::bif_ets_select_2, Kind::kSelect, id, spec);
}
SB_EXPORT Term bif_ets_select_reverse_2(Ctx* ctx, Term id, Term spec) {
  return Whole(ctx, BifId::bif_ets_select_reverse_2, Kind::kReverse, id, spec);
}
SB_EXPORT Term bif_ets_match_2(Ctx* ctx, Term id, Term pattern) {
  return Whole(ctx, BifId::bif_ets_match_2, Kind::kMatch, id, pattern);
}
SB_EXPORT Term bif_ets_match_object_2(Ctx* ctx, Term id, Term pattern) {
  return Whole(ctx, BifId::bif_ets_match_object_2, Kind::kMatchObject, id, pattern);
}
SB_EXPORT Term bif_ets_select_3(Ctx* ctx, Term id, Term spec, Term limit) {
  return Begin(ctx, BifId::bif_ets_select_3, Kind::kSelect, id, spec, limit);
}
SB_EXPORT Term bif_ets_select_reverse_3(Ctx* ctx, Term id, Term spec, Term limit) {
  return Begin(ctx, BifId::bif_ets_select_reverse_3, Kind::kReverse, id, spec, limit);
}
SB_EXPORT Term bif_ets_match_3(Ctx* ctx, Term id, Term pattern, Term limit) {
  return Begin(ctx, BifId::bif_ets_match_3, Kind::kMatch, id, pattern, limit);
}
SB_EXPORT Term bif_ets_match_object_3(Ctx* ctx, Term id, Term pattern, Term limit) {
  return Begin(ctx, BifId::bif_ets_match_object_3, Kind::kMatchObject, id, pattern, limit);
}
SB_EXPORT Term bif_ets_select_1(Ctx* ctx, Term c) {
  return Continue(ctx, BifId::bif_ets_select_1, c);
}
SB_EXPORT Term bif_ets_select_reverse_1(Ctx* ctx, Term c) {
  return Continue(ctx, BifId::bif_ets_select_reverse_1, c);
}
SB_EXPORT Term bif_ets_match_1(Ctx* ctx, Term c) {
  return Continue(ctx, BifId::bif_ets_match_1, c);
}
SB_EXPORT Term bif_ets_match_object_1(Ctx* ctx, Term c) {
  return Continue(ctx, BifId::bif_ets_match_object_1, c);
}

namespace {
// Objects whose result is `true`, collected before anything is changed.
void CollectTrue(Ctx* ctx, EtsTable* t, MatchSpec* spec, Vec<EtsObject*>* out) {
  ForEachCandidate(t, *spec, false, [&](EtsObject* o) {
    if (spec->Run(ctx, o->tuple) == kTrue) out->push_back(o);
  });
}
}  // namespace

SB_EXPORT Term bif_ets_select_count_2(Ctx* ctx, Term id, Term spec_term) {
  Term cause = 0;
  EtsTable* t = EtsGet(ctx, id, EtsUse::kRead, &cause);
  MatchSpec spec;
  if (!t || !spec.Load(ctx, spec_term)) {
    Badarg(ctx, BifId::bif_ets_select_count_2, id, spec_term);
    return FailTable(ctx, cause);
  }
  uint32_t n = 0;
  ForEachCandidate(t, spec, false, [&](EtsObject* o) { n += spec.Run(ctx, o->tuple) == kTrue; });
  return MakeInt(ctx, n);
}

SB_EXPORT Term bif_ets_internal_select_delete_2(Ctx* ctx, Term id, Term spec_term) {
  Term cause = 0;
  EtsTable* t = EtsGet(ctx, id, EtsUse::kWrite, &cause);
  MatchSpec spec;
  if (!t || !spec.Load(ctx, spec_term)) {
    Badarg(ctx, BifId::bif_ets_internal_select_delete_2, id, spec_term);
    return FailTable(ctx, cause);
  }
  Vec<EtsObject*> objects;
  CollectTrue(ctx, t, &spec, &objects);
  for (EtsObject* o : objects) EtsRemove(t, o);
  return MakeInt(ctx, objects.size());
}

namespace {
// Every clause must build an object that provably has the old key: '$_', or a tuple whose key
// element is the head's own (variable or constant), or {element, KeyPos, '$_'}.
bool KeepsKey(const EtsTable* t, Term spec) {
  for (; IsCons(spec); spec = Tail(spec)) {
    Term head = TupleElement(Head(spec), 0), body = TupleElement(Head(spec), 2);
    if (ProperLength(body) != 1) return false;
    Term b = Head(body);
    Term object = InternAtom("$_");
    if (b == object) continue;
    Term built = IsTupleOf(b, 1)                                                ? TupleElement(b, 0)
                 : IsTupleOf(b, 2) && TupleElement(b, 0) == InternAtom("const") ? TupleElement(b, 1)
                                                                                : 0;
    if (built == 0 || !IsTuple(built) || TupleArity(built) < t->keypos) return false;
    Term key = BoxPtr(built)[t->keypos];
    if (IsTuple(head) && TupleArity(head) >= t->keypos) {
      Term head_key = BoxPtr(head)[t->keypos];
      if (Same(head_key, key) && head_key != InternAtom("_")) continue;
      if (IsTupleOf(key, 2) && TupleElement(key, 0) == InternAtom("const") &&
          Same(TupleElement(key, 1), head_key))
        continue;
    }
    if (IsTupleOf(key, 3) && TupleElement(key, 0) == InternAtom("element") &&
        TupleElement(key, 1) == Small(static_cast<int32_t>(t->keypos)) &&
        TupleElement(key, 2) == object) {
      continue;
    }
    return false;
  }
  return true;
}
}  // namespace

SB_EXPORT Term bif_ets_select_replace_2(Ctx* ctx, Term id, Term spec_term) {
  Term cause = 0;
  EtsTable* t = EtsGet(ctx, id, EtsUse::kWrite, &cause);
  MatchSpec spec;
  if (!t || t->type == EtsType::kBag || !spec.Load(ctx, spec_term) || !KeepsKey(t, spec_term)) {
    Badarg(ctx, BifId::bif_ets_select_replace_2, id, spec_term);
    return FailTable(ctx, cause);
  }
  Vec<EtsObject*> objects;
  Vec<Term> results;
  bool ok = true;
  ForEachCandidate(t, spec, false, [&](EtsObject* o) {
    Term r = spec.Run(ctx, o->tuple);
    if (!r) return;
    // The key must stay.
    if (!IsTuple(r) || TupleArity(r) < t->keypos || !Same(BoxPtr(r)[t->keypos], EtsKey(t, o))) {
      ok = false;
      return;
    }
    objects.push_back(o);
    results.push_back(CopyToProcess(ctx, r));
  });
  if (!ok) return Badarg(ctx, BifId::bif_ets_select_replace_2, id, spec_term);
  for (uint32_t i = 0; i < objects.size(); ++i) EtsReplace(t, objects[i], NewEtsObject(results[i]));
  return MakeInt(ctx, objects.size());
}

// ---- Compiled specifications: a reference to a copy of the term (never freed) ----------------
namespace {
WordMap g_compiled;  // reference number -> EtsObject*
}

SB_EXPORT Term bif_ets_match_spec_compile_1(Ctx* ctx, Term spec_term) {
  MatchSpec spec;
  if (!IsNil(spec_term) && !spec.Load(ctx, spec_term))
    return Badarg(ctx, BifId::bif_ets_match_spec_compile_1, spec_term);
  uint64_t number = NextRefNumber(ctx);
  g_compiled.Put(number, NewEtsObject(spec_term));
  return MakeRef(ctx, number);
}
SB_EXPORT Term bif_ets_is_compiled_ms_1(Ctx*, Term t) {
  return Bool(IsLocalRef(t) && g_compiled.Get(RefNumber(t)) != 0);
}
SB_EXPORT Term bif_ets_match_spec_run_r_3(Ctx* ctx, Term list, Term compiled, Term acc) {
  EtsObject* o = IsLocalRef(compiled) ? g_compiled.GetPtr<EtsObject>(RefNumber(compiled)) : nullptr;
  MatchSpec spec;
  if (o && (IsNil(o->tuple) || spec.Load(ctx, o->tuple))) {
    Term l = list, r = acc;
    for (; IsCons(l); l = Tail(l)) {
      Term result = spec.Run(ctx, Head(l));
      if (result) r = Cons(ctx, Copied(ctx, result), r);
    }
    if (IsNil(l)) return r;
  }
  return Badarg(ctx, BifId::bif_ets_match_spec_run_r_3, list, compiled, acc);
}

SB_EXPORT Term bif_erlang_match_spec_test_3(Ctx* ctx, Term object, Term spec_term, Term type) {
  MatchSpec spec;
  if (!spec.Load(ctx, spec_term)) {
    return MakeTuple(ctx,
                     {Atom(FixedAtom::kError),
                      Cons(ctx,
                           MakeTuple(ctx, {Atom(FixedAtom::kError),
                                           MakeByteList(ctx,
                                                        reinterpret_cast<const uint8_t*>(
                                                            "badly formed match specification"),
                                                        32)}),
                           kNil)});
  }
  Term r = spec.Run(ctx, object);
  return MakeTuple(ctx, {kOk, r ? r : kFalse, kNil, kNil});
}

}  // namespace seabeam::rt
