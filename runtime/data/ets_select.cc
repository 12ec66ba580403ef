// match, match_object, select and their relatives, over a whole table at once or
// in chunks. A continuation has the shape that ets:repair_continuation/2 knows: of a hash table
// {Table, Slot, Limit, Spec, Rest, Kind}, of a tree {Table, LastKey, [], Limit, Spec, Rest, Done,
// Kind}. Slot is where to go on, -1 when only Rest is left, as Done = 1 says for a tree; Rest are
// results that were found but not yet handed out. Spec is {'$compiled', Term}, or a reference to a
// compiled specification.
#include "runtime/core/bifs.h"
#include "runtime/core/resource.h"
#include "runtime/data/compare.h"
#include "runtime/data/ets_registry.h"
#include "runtime/data/integer.h"
#include "runtime/data/match_spec.h"
#include "runtime/data/match_spec_check.h"
#include "runtime/data/word_stack.h"

namespace seabeam::rt {

using abi::BifId;

namespace {

constexpr uint32_t kMaxLimit = 1u << 26;
constexpr uint32_t kMaxSlots = 1u << 26;

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
  for (uint32_t slot = 0; slot < t->nactive; slot = EtsNextSlot(t, slot)) {
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

// Where a search goes on.
struct Position {
  enum { kBegin, kBehind, kOnlyRest } at;
  uint32_t slot;  // of a hash table
  Term key;       // of a tree, with kBehind
};

Term MakeContinuation(Ctx* ctx, EtsTable* t, Kind kind, Term spec_term, uint32_t limit,
                      Position next, Term rest) {
  Term id = EtsId(ctx, t), limit_term = MakeInt(ctx, limit),
       kind_term = Small(static_cast<int32_t>(kind));
  bool only_rest = next.at == Position::kOnlyRest;
  if (t->tree()) {
    return MakeTuple(ctx, {id, only_rest ? kNil : next.key, kNil, limit_term, spec_term, rest,
                           Small(only_rest ? 1 : 0), kind_term});
  }
  return MakeTuple(ctx, {id, Small(only_rest ? -1 : static_cast<int32_t>(next.slot)), limit_term,
                         spec_term, rest, kind_term});
}

Term Chunk(Ctx* ctx, EtsTable* t, MatchSpec* spec, Kind kind, Term spec_term, uint32_t limit,
           Position position, Term rest, bool first) {
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
  Position next = {Position::kOnlyRest, 0, 0};
  if (position.at == Position::kOnlyRest) {
    // Nothing to look for.
  } else if (key) {
    if (got < limit || position.at == Position::kBegin) ForEachCandidate(t, *spec, false, add);
  } else if (t->tree()) {
    bool backwards = kind == Kind::kReverse;
    EtsObject* o = position.at == Position::kBehind ? EtsTreeNear(t, position.key, backwards)
                                                    : EtsTreeEdge(t, backwards);
    EtsObject* last = nullptr;
    while (o && got < limit) {
      add(o);
      last = o;
      o = EtsTreeNear(t, EtsKey(t, o), backwards);
    }
    if (o) {
      next = position;
      if (last) next = {Position::kBehind, 0, Copied(ctx, EtsKey(t, last))};
    }
  } else {
    uint32_t slot = position.slot;
    for (; slot < t->nactive && got < limit; slot = EtsNextSlot(t, slot)) {
      for (EtsObject* o = t->buckets[slot]; o; o = o->next) {
        if (!o->deleted) add(o);
      }
    }
    if (slot < t->nactive) next = {Position::kBehind, slot, 0};
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
  if (next.at != Position::kOnlyRest || !IsNil(later))
    continuation = MakeContinuation(ctx, t, kind, spec_term, limit, next, later);
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
  if (!t || !LoadSpec(ctx, &spec, kind, spec_term) ||
      !GetSmallUpTo(limit_term, kMaxLimit, &limit) || limit == 0) {
    Badarg(ctx, bif, id, spec_term, limit_term);
    return FailTable(ctx, cause);
  }
  Term compiled = MakeTuple(ctx, {InternAtom("$compiled"), spec_term});
  return Chunk(ctx, t, &spec, kind, compiled, limit, {Position::kBegin, 0, 0}, kNil, true);
}

// ---- Compiled specifications: a reference to a copy of the term ------------------------------
constexpr ResourceKind kCompiled = {
    [](void* data) { FreeEtsObject(*static_cast<EtsObject**>(data)); }};

// 0 = none.
Term CompiledSpec(Term t) {
  const auto* object = static_cast<EtsObject**>(FindResource(t, &kCompiled));
  return object != nullptr ? (*object)->tuple : 0;
}
// As continuations hold them.
bool IsHeldSpec(Term t) { return IsTupleOf(t, 2) && TupleElement(t, 0) == InternAtom("$compiled"); }

bool ReadContinuation(Term c, bool tree, uint32_t* limit, Term* spec, Position* position,
                      Term* rest, uint32_t* kind) {
  if (!IsTupleOf(c, tree ? 8 : 6)) return false;
  auto at = [&](uint32_t hash, uint32_t in_tree) { return TupleElement(c, tree ? in_tree : hash); };
  *spec = at(3, 4);
  *rest = at(4, 5);
  uint32_t done = 0;
  *position = {Position::kBehind, 0, at(1, 1)};
  if (!tree && at(1, 1) == Small(-1)) {
    done = 1;
  } else if (!GetSmallUpTo(at(1, 6), tree ? 1 : kMaxSlots, tree ? &done : &position->slot)) {
    return false;
  }
  if (done) position->at = Position::kOnlyRest;
  return GetSmallUpTo(at(2, 3), kMaxLimit, limit) && GetSmallUpTo(at(5, 7), 3, kind) &&
         IsList(*rest);
}

Term Continue(Ctx* ctx, BifId bif, Term continuation) {
  if (continuation == EndOfTable()) return continuation;
  if (IsTuple(continuation) && TupleArity(continuation) >= 6) {
    Term cause = 0;
    EtsTable* t = EtsGet(ctx, TupleElement(continuation, 0), EtsUse::kRead, &cause);
    if (!t) {
      Badarg(ctx, bif, continuation);
      return FailTable(ctx, cause);
    }
    uint32_t limit, kind;
    Term spec_term, rest;
    Position position;
    if (ReadContinuation(continuation, t->tree(), &limit, &spec_term, &position, &rest, &kind)) {
      MatchSpec spec;
      Term compiled = CompiledSpec(spec_term);
      if (compiled) spec.LoadChecked(compiled);
      if (compiled || (IsHeldSpec(spec_term) &&
                       LoadSpec(ctx, &spec, static_cast<Kind>(kind), TupleElement(spec_term, 1))))
        return Chunk(ctx, t, &spec, static_cast<Kind>(kind), spec_term, limit, position, rest,
                     false);
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
  if (t && t->type == EtsType::kBag) {
    cause = InternAtom("table_type");
    t = nullptr;
  }
  if (!t || !spec.Load(ctx, spec_term) || !KeepsKey(t, spec_term)) {
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

SB_EXPORT Term bif_ets_match_spec_compile_1(Ctx* ctx, Term spec_term) {
  MatchSpec spec;
  if (IsNil(spec_term) || !spec.Load(ctx, spec_term))
    return Badarg(ctx, BifId::bif_ets_match_spec_compile_1, spec_term);
  Term reference;
  auto* object =
      static_cast<EtsObject**>(NewResource(ctx, &kCompiled, sizeof(EtsObject*), &reference));
  *object = NewEtsObject(spec_term);
  return reference;
}
SB_EXPORT Term bif_ets_is_compiled_ms_1(Ctx*, Term t) {
  return Bool(CompiledSpec(t) != 0 || IsHeldSpec(t));
}
SB_EXPORT Term bif_ets_match_spec_run_r_3(Ctx* ctx, Term list, Term compiled, Term acc) {
  Term spec_term = CompiledSpec(compiled);
  if (spec_term) {
    MatchSpec spec;
    spec.LoadChecked(spec_term);
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
  // Those for tracing are run like those for tables, on a list of arguments.
  if (!IsAtom(type) || !(type == InternAtom("table") || type == InternAtom("trace")))
    return Badarg(ctx, BifId::bif_erlang_match_spec_test_3, object, spec_term, type);
  Term errors = kNil;
  if (!CheckMatchSpec(ctx, spec_term, &errors))
    return MakeTuple(ctx, {Atom(FixedAtom::kError), errors});
  MatchSpec spec;
  spec.LoadChecked(spec_term);
  Term r = spec.Run(ctx, object);
  return MakeTuple(ctx, {kOk, r ? r : kFalse, kNil, kNil});
}

}  // namespace seabeam::rt
