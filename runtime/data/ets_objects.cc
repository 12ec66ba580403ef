// Reading and writing objects of ETS tables.
#include "runtime/core/bifs.h"
#include "runtime/core/otp_version.h"
#include "runtime/data/compare.h"
#include "runtime/data/ets_registry.h"
#include "runtime/data/integer.h"
#include "runtime/data/word_stack.h"

namespace seabeam::rt {

using abi::BifId;

namespace {

#define GET_TABLE(t, id, use, bif, ...)       \
  Term cause = 0;                             \
  EtsTable* t = EtsGet(ctx, id, use, &cause); \
  if (t == nullptr) {                         \
    Badarg(ctx, BifId::bif, __VA_ARGS__);     \
    return WithCause(ctx, cause);             \
  }

bool Fits(const EtsTable* t, Term object) {
  return IsTuple(object) && TupleArity(object) >= t->keypos;
}
bool FitsAll(const EtsTable* t, Term objects) {
  if (!IsList(objects)) return Fits(t, objects);
  for (; IsCons(objects); objects = Tail(objects)) {
    if (!Fits(t, Head(objects))) return false;
  }
  return IsNil(objects);
}
Term KeyOf(const EtsTable* t, Term object) { return BoxPtr(object)[t->keypos]; }

Term EndOfTable() { return InternAtom("$end_of_table"); }

// A list of objects; into a bag OTP before 27 puts the last one first.
void PutAll(EtsTable* t, Term objects) {
  if (t->type != EtsType::kBag || OtpVersion().number >= 27) {
    for (; IsCons(objects); objects = Tail(objects)) EtsPut(t, Head(objects));
    return;
  }
  WordStack all;
  for (; IsCons(objects); objects = Tail(objects)) all.Push(Head(objects));
  while (!all.empty()) EtsPut(t, all.Pop());
}

// Copies of all objects with `key`, oldest first.
Term Lookup(Ctx* ctx, EtsTable* t, Term key) {
  EtsObject* o = EtsFind(t, key);
  if (!o) return kNil;
  Term list = kNil;
  for (; o; o = EtsFindNext(t, o, key)) list = Cons(ctx, CopyToProcess(ctx, o->tuple), list);
  return list;
}

}  // namespace

SB_EXPORT Term bif_ets_insert_2(Ctx* ctx, Term id, Term objects) {
  GET_TABLE(t, id, EtsUse::kWrite, bif_ets_insert_2, id, objects)
  if (!FitsAll(t, objects)) return Badarg(ctx, BifId::bif_ets_insert_2, id, objects);
  if (IsTuple(objects)) {
    EtsPut(t, objects);
  } else {
    PutAll(t, objects);
  }
  return kTrue;
}

SB_EXPORT Term bif_ets_insert_new_2(Ctx* ctx, Term id, Term objects) {
  GET_TABLE(t, id, EtsUse::kWrite, bif_ets_insert_new_2, id, objects)
  if (!FitsAll(t, objects)) return Badarg(ctx, BifId::bif_ets_insert_new_2, id, objects);
  if (IsTuple(objects)) {
    if (EtsFind(t, KeyOf(t, objects))) return kFalse;
    EtsPut(t, objects);
    return kTrue;
  }
  for (Term l = objects; IsCons(l); l = Tail(l)) {
    if (EtsFind(t, KeyOf(t, Head(l)))) return kFalse;
  }
  PutAll(t, objects);
  return kTrue;
}

SB_EXPORT Term bif_ets_lookup_2(Ctx* ctx, Term id, Term key) {
  GET_TABLE(t, id, EtsUse::kRead, bif_ets_lookup_2, id, key)
  return Lookup(ctx, t, key);
}

namespace {
// The elements at `pos` of the objects with `key`, of which `o` is the first; 0: one has no such element.
Term Elements(Ctx* ctx, EtsTable* t, EtsObject* o, Term key, uint32_t pos) {
  Term list = kNil;
  for (; o; o = EtsFindNext(t, o, key)) {
    if (TupleArity(o->tuple) < pos) return 0;
    Term e = CopyToProcess(ctx, BoxPtr(o->tuple)[pos]);
    if (t->single()) return e;
    list = Cons(ctx, e, list);
  }
  return list;
}
bool GetPosition(Term position, uint32_t* pos) { return GetSmallUpTo(position, 1u << 26, pos) && *pos > 0; }
}  // namespace

SB_EXPORT Term bif_ets_lookup_element_3(Ctx* ctx, Term id, Term key, Term position) {
  GET_TABLE(t, id, EtsUse::kRead, bif_ets_lookup_element_3, id, key, position)
  uint32_t pos;
  if (!GetPosition(position, &pos)) return Badarg(ctx, BifId::bif_ets_lookup_element_3, id, key, position);
  EtsObject* o = EtsFind(t, key);
  if (!o) {
    Badarg(ctx, BifId::bif_ets_lookup_element_3, id, key, position);
    return WithCause(ctx, Atom(FixedAtom::kBadkey));
  }
  const Term result = Elements(ctx, t, o, key, pos);
  return result ? result : Badarg(ctx, BifId::bif_ets_lookup_element_3, id, key, position);
}

SB_EXPORT Term bif_ets_lookup_element_4(Ctx* ctx, Term id, Term key, Term position, Term missing) {
  GET_TABLE(t, id, EtsUse::kRead, bif_ets_lookup_element_4, id, key, position, missing)
  uint32_t pos;
  const bool is_position = GetPosition(position, &pos);
  EtsObject* o = is_position ? EtsFind(t, key) : nullptr;
  const Term result = !is_position ? 0 : o == nullptr ? missing : Elements(ctx, t, o, key, pos);
  return result ? result : Badarg(ctx, BifId::bif_ets_lookup_element_4, id, key, position, missing);
}

SB_EXPORT Term bif_ets_member_2(Ctx* ctx, Term id, Term key) {
  GET_TABLE(t, id, EtsUse::kRead, bif_ets_member_2, id, key)
  return Bool(EtsFind(t, key) != nullptr);
}
SB_EXPORT Term bif_ets_delete_2(Ctx* ctx, Term id, Term key) {
  GET_TABLE(t, id, EtsUse::kWrite, bif_ets_delete_2, id, key)
  EtsErase(t, key);
  return kTrue;
}
SB_EXPORT Term bif_ets_delete_object_2(Ctx* ctx, Term id, Term object) {
  GET_TABLE(t, id, EtsUse::kWrite, bif_ets_delete_object_2, id, object)
  if (!Fits(t, object)) return Badarg(ctx, BifId::bif_ets_delete_object_2, id, object);
  EtsEraseObject(t, object);
  return kTrue;
}
// OTP's calls the next one, and its errors name that.
SB_EXPORT Term bif_ets_delete_all_objects_1(Ctx* ctx, Term id) {
  GET_TABLE(t, id, EtsUse::kWrite, bif_ets_internal_delete_all_2, id, kUndefined)
  EtsClear(t);
  return kTrue;
}
SB_EXPORT Term bif_ets_internal_delete_all_2(Ctx* ctx, Term id, Term state) {
  GET_TABLE(t, id, EtsUse::kWrite, bif_ets_internal_delete_all_2, id, state)
  return MakeInt(ctx, EtsClear(t));
}
SB_EXPORT Term bif_ets_take_2(Ctx* ctx, Term id, Term key) {
  GET_TABLE(t, id, EtsUse::kWrite, bif_ets_take_2, id, key)
  Term list = Lookup(ctx, t, key);
  if (!IsNil(list)) EtsErase(t, key);
  return list;
}

// ---- Order ------------------------------------------------------------------------------
namespace {
// What the functions give: the key of an object, or that and all objects with it.
enum class Give : uint8_t { kKey, kKeyAndObjects };

// null: the end.
Term Given(Ctx* ctx, EtsTable* t, EtsObject* o, Give give) {
  if (o == nullptr) return EndOfTable();
  const Term key = CopyToProcess(ctx, EtsKey(t, o));
  return give == Give::kKey ? key : MakeTuple(ctx, {key, Lookup(ctx, t, key)});
}

Term FirstOrLast(Ctx* ctx, EtsTable* t, bool last, Give give) {
  uint32_t slot = 0;
  return Given(ctx, t, t->tree() ? EtsTreeEdge(t, last) : EtsFirstFrom(t, &slot), give);
}
// 0 = no such key.
Term Neighbour(Ctx* ctx, EtsTable* t, Term key, bool before, Give give) {
  if (t->tree()) return key == EndOfTable() ? 0 : Given(ctx, t, EtsTreeNear(t, key, before), give);
  uint32_t hash = EtsHash(key);
  uint32_t slot = EtsSlot(t, hash);
  EtsObject* o = t->buckets[slot];
  // Objects deleted in a fixed table still mark the place.
  while (o && !(o->hash == hash && Same(EtsKey(t, o), key))) o = o->next;
  if (!o) return 0;
  do {
    o = EtsNextInTable(t, o, &slot);
  } while (o && !t->single() && o->hash == hash && Same(EtsKey(t, o), key));
  return Given(ctx, t, o, give);
}
}  // namespace

#define ETS_EDGE(symbol, use, last, give)             \
  SB_EXPORT Term symbol(Ctx* ctx, Term id) {          \
    GET_TABLE(t, id, use, symbol, id)                 \
    return FirstOrLast(ctx, t, last, give);           \
  }
#define ETS_NEIGHBOUR(symbol, use, before, give)             \
  SB_EXPORT Term symbol(Ctx* ctx, Term id, Term key) {       \
    GET_TABLE(t, id, use, symbol, id, key)                   \
    Term r = Neighbour(ctx, t, key, before, give);           \
    return r ? r : Badarg(ctx, BifId::symbol, id, key);      \
  }
ETS_EDGE(bif_ets_first_1, EtsUse::kRead, false, Give::kKey)
ETS_EDGE(bif_ets_last_1, EtsUse::kRead, true, Give::kKey)
ETS_EDGE(bif_ets_first_lookup_1, EtsUse::kRead, false, Give::kKeyAndObjects)
ETS_EDGE(bif_ets_last_lookup_1, EtsUse::kRead, true, Give::kKeyAndObjects)
ETS_EDGE(bif_erts_internal_ets_raw_first_1, EtsUse::kInfo, false, Give::kKey)
ETS_NEIGHBOUR(bif_ets_next_2, EtsUse::kRead, false, Give::kKey)
ETS_NEIGHBOUR(bif_ets_prev_2, EtsUse::kRead, true, Give::kKey)
ETS_NEIGHBOUR(bif_ets_next_lookup_2, EtsUse::kRead, false, Give::kKeyAndObjects)
ETS_NEIGHBOUR(bif_ets_prev_lookup_2, EtsUse::kRead, true, Give::kKeyAndObjects)
ETS_NEIGHBOUR(bif_erts_internal_ets_raw_next_2, EtsUse::kInfo, false, Give::kKey)
#undef ETS_EDGE
#undef ETS_NEIGHBOUR

SB_EXPORT Term bif_ets_slot_2(Ctx* ctx, Term id, Term index) {
  GET_TABLE(t, id, EtsUse::kRead, bif_ets_slot_2, id, index)
  uint32_t i;
  uint32_t end = t->tree() ? t->count : t->nactive;
  if (!GetSmallUpTo(index, end, &i)) return Badarg(ctx, BifId::bif_ets_slot_2, id, index);
  if (i == end) return EndOfTable();
  Term list = kNil;
  if (t->tree()) {
    EtsObject* o = EtsTreeEdge(t, false);
    while (i-- > 0) o = EtsTreeNear(t, EtsKey(t, o), false);
    return Cons(ctx, CopyToProcess(ctx, o->tuple), kNil);
  }
  for (EtsObject* o = t->buckets[i]; o; o = o->next) {
    if (!o->deleted) list = Cons(ctx, CopyToProcess(ctx, o->tuple), list);
  }
  return list;
}

// ---- Updating in place ----------------------------------------------------------------------
namespace {

// Writes elements of the one object with a key; the object is replaced at the end by Commit.
class Update {
 public:
  Update(Ctx* ctx, EtsTable* t, EtsObject* o) : t_(t), old_(o) {
    uint32_t n = TupleArity(o->tuple) + 1;
    tuple_ = AllocWords(ctx, n);
    memcpy(tuple_, BoxPtr(o->tuple), n * 4);
  }
  // Whether the element may be changed; *cause: why not, as erl_stdlib_errors names it.
  bool Writable(Term position, uint32_t* pos, Term* cause) const {
    *pos = 0;
    if (!GetSmallUpTo(position, HeaderWords(tuple_[0]), pos) || *pos == 0)
      *cause = InternAtom("position");
    if (*pos == t_->keypos) *cause = InternAtom("keypos");
    return *cause == 0;
  }
  Term& at(uint32_t pos) { return tuple_[pos]; }
  void Commit() { EtsReplace(t_, old_, NewEtsObject(BoxTerm(tuple_))); }

 private:
  EtsTable* t_;
  EtsObject* old_;
  Term* tuple_;
};

// One {Pos, Incr} or {Pos, Incr, Threshold, SetValue}; the new value, 0 = badarg.
Term Increment(Ctx* ctx, Update* update, Term op, Term* cause) {
  uint32_t pos;
  if (!IsTuple(op) || (TupleArity(op) != 2 && TupleArity(op) != 4) ||
      !IsInteger(TupleElement(op, 0)) || !IsInteger(TupleElement(op, 1)) ||
      !update->Writable(TupleElement(op, 0), &pos, cause) || !IsInteger(update->at(pos))) {
    return 0;
  }
  Term incr = TupleElement(op, 1);
  Term v = IntAdd(ctx, update->at(pos), incr);
  if (TupleArity(op) == 4) {
    Term threshold = TupleElement(op, 2), reset = TupleElement(op, 3);
    if (!IsInteger(threshold) || !IsInteger(reset)) return 0;
    bool down = CompareInts(incr, Small(0)) < 0;
    int c = CompareInts(v, threshold);
    if (down ? c < 0 : c > 0) v = reset;
  }
  update->at(pos) = v;
  return v;
}

// 0 = badarg. `key` exists.
Term UpdateCounters(Ctx* ctx, EtsTable* t, EtsObject* o, Term op, Term* cause) {
  Update update(ctx, t, o);
  Term result;
  if (IsInteger(op)) {
    result =
        Increment(ctx, &update, MakeTuple(ctx, {MakeInt(ctx, int64_t{t->keypos} + 1), op}), cause);
  } else if (IsTuple(op)) {
    result = Increment(ctx, &update, op, cause);
  } else {
    ListBuilder list(ctx);
    for (; IsCons(op); op = Tail(op)) {
      Term v = Increment(ctx, &update, Head(op), cause);
      if (!v) return 0;
      list.Add(v);
    }
    if (!IsNil(op)) return 0;
    result = list.Finish();
    if (IsNil(result)) return result;
  }
  if (result) update.Commit();
  return result;
}

}  // namespace

namespace {
// Puts the object that `missing` stands for, with this key.
EtsObject* PutMissing(Ctx* ctx, EtsTable* t, Term key, Term missing) {
  uint32_t n = TupleArity(missing) + 1;
  Term* p = AllocWords(ctx, n);
  memcpy(p, BoxPtr(missing), n * 4);
  p[t->keypos] = key;
  EtsPut(t, BoxTerm(p));
  return EtsFind(t, key);
}
}  // namespace

SB_EXPORT Term bif_ets_update_counter_3(Ctx* ctx, Term id, Term key, Term op) {
  GET_TABLE(t, id, EtsUse::kWrite, bif_ets_update_counter_3, id, key, op)
  EtsObject* o = t->single() ? EtsFind(t, key) : nullptr;
  Term r = o ? UpdateCounters(ctx, t, o, op, &cause) : 0;
  if (r) return r;
  if (!o) cause = t->single() ? Atom(FixedAtom::kBadkey) : InternAtom("table_type");
  Badarg(ctx, BifId::bif_ets_update_counter_3, id, key, op);
  return WithCause(ctx, cause);
}
SB_EXPORT Term bif_ets_update_counter_4(Ctx* ctx, Term id, Term key, Term op, Term missing) {
  GET_TABLE(t, id, EtsUse::kWrite, bif_ets_update_counter_4, id, key, op, missing)
  if (!t->single() || !Fits(t, missing)) {
    Badarg(ctx, BifId::bif_ets_update_counter_4, id, key, op, missing);
    return t->single() ? 0 : WithCause(ctx, InternAtom("table_type"));
  }
  EtsObject* o = EtsFind(t, key);
  bool made = o == nullptr;
  if (made) o = PutMissing(ctx, t, key, missing);
  Term r = UpdateCounters(ctx, t, o, op, &cause);
  if (r) return r;
  if (made) EtsErase(t, key);
  Badarg(ctx, BifId::bif_ets_update_counter_4, id, key, op, missing);
  return WithCause(ctx, cause);
}

namespace {
// Whether `list` is one of {Position, Value}. Position 0 is a wrong specification before OTP 27, then out of range.
bool AreUpdates(Term list) {
  const uint32_t least = OtpVersion().number >= 27 ? 0 : 1;
  for (; IsCons(list); list = Tail(list)) {
    uint32_t pos;
    if (!IsTupleOf(Head(list), 2) || !GetSmallUpTo(TupleElement(Head(list), 0), 1u << 26, &pos) || pos < least) return false;
  }
  return IsNil(list);
}

bool UpdateElements(Ctx* ctx, EtsTable* t, EtsObject* o, Term list, Term* cause) {
  Update update(ctx, t, o);
  for (Term l = list; IsCons(l); l = Tail(l)) {
    uint32_t pos;
    if (!update.Writable(TupleElement(Head(l), 0), &pos, cause)) {
      // Positions behind the last element have a cause since OTP 27.
      if (pos == 0 && OtpVersion().number < 27) *cause = 0;
      return false;
    }
    update.at(pos) = TupleElement(Head(l), 1);
  }
  if (IsCons(list)) update.Commit();
  return true;
}
}  // namespace

SB_EXPORT Term bif_ets_update_element_3(Ctx* ctx, Term id, Term key, Term op) {
  GET_TABLE(t, id, EtsUse::kWrite, bif_ets_update_element_3, id, key, op)
  const Term list = IsTuple(op) ? Cons(ctx, op, kNil) : op;
  if (t->single() && AreUpdates(list)) {
    EtsObject* o = EtsFind(t, key);
    if (!o) return kFalse;
    if (UpdateElements(ctx, t, o, list, &cause)) return kTrue;
  }
  Badarg(ctx, BifId::bif_ets_update_element_3, id, key, op);
  return WithCause(ctx, cause);
}

SB_EXPORT Term bif_ets_update_element_4(Ctx* ctx, Term id, Term key, Term op, Term missing) {
  GET_TABLE(t, id, EtsUse::kWrite, bif_ets_update_element_4, id, key, op, missing)
  const Term list = IsTuple(op) ? Cons(ctx, op, kNil) : op;
  if (t->single() && AreUpdates(list) && Fits(t, missing)) {
    EtsObject* o = EtsFind(t, key);
    const bool made = o == nullptr;
    if (made) o = PutMissing(ctx, t, key, missing);
    if (UpdateElements(ctx, t, o, list, &cause)) return kTrue;
    if (made) EtsErase(t, key);
  }
  Badarg(ctx, BifId::bif_ets_update_element_4, id, key, op, missing);
  return WithCause(ctx, cause);
}

}  // namespace seabeam::rt
