// persistent_term, atomics and counters: state outside of processes. Guarded by
// there being one thread; a threaded build takes a lock for the two tables and makes the
// counter operations atomic.
#include "runtime/core/bifs.h"
#include "runtime/core/containers.h"
#include "runtime/core/copy.h"
#include "runtime/core/error.h"
#include "runtime/core/resource.h"
#include "runtime/data/compare.h"
#include "runtime/data/hash.h"
#include "runtime/data/integer.h"
#include "runtime/data/limbs.h"
#include "runtime/data/map.h"

namespace seabeam::rt {

using abi::BifId;

namespace {

// ---- Persistent terms: open addressing, values in literal memory (never freed) ----------
struct Entry {
  Term key;  // 0 = free, kDeleted = was in use
  Term value;
};
constexpr Term kDeleted = 4;
Entry* g_entries = nullptr;
uint32_t g_room = 0, g_used = 0, g_count = 0;

Entry* FindEntry(Term key) {
  if (g_room == 0) return nullptr;
  for (uint32_t i = InternalHash(key, 0) & (g_room - 1);; i = (i + 1) & (g_room - 1)) {
    if (g_entries[i].key == 0) return nullptr;
    if (g_entries[i].key != kDeleted && Same(g_entries[i].key, key)) return &g_entries[i];
  }
}
void AddEntry(Term key, Term value) {
  uint32_t i = InternalHash(key, 0) & (g_room - 1);
  while (g_entries[i].key != 0) i = (i + 1) & (g_room - 1);
  g_entries[i] = {key, value};
  ++g_used;
  ++g_count;
}
void GrowEntries() {
  Entry* old = g_entries;
  uint32_t n = g_room;
  g_room = 64;
  while (g_room < g_count * 4) g_room *= 2;
  g_entries = static_cast<Entry*>(CheckedAlloc(g_room * sizeof(Entry)));
  memset(g_entries, 0, g_room * sizeof(Entry));
  g_used = g_count = 0;
  for (uint32_t i = 0; i < n; ++i) {
    if (old[i].key > kDeleted) AddEntry(old[i].key, old[i].value);
  }
  free(old);
}

// ---- Arrays of 64-bit counters -------------------------------------------------------------
struct Counters {
  uint32_t size;
  bool is_signed;
  uint64_t v[1];
};
constexpr ResourceKind kCounters = {nullptr};
constexpr uint32_t kMostCounters = 1u << 26;

bool IsPositive(Term t) { return IsInteger(t) && CompareInts(t, Small(0)) > 0; }

Term NewCounters(Ctx* ctx, uint32_t size, bool is_signed) {
  Term reference;
  auto* c =
      static_cast<Counters*>(NewResource(ctx, &kCounters, sizeof(Counters) + size * 8, &reference));
  c->size = size;
  c->is_signed = is_signed;
  return reference;
}
Counters* GetCounters(Term ref) { return static_cast<Counters*>(FindResource(ref, &kCounters)); }
// The cell of `ref` at 1-based `index`.
uint64_t* Cell(Term ref, Term index, Counters** c) {
  *c = GetCounters(ref);
  int64_t i;
  if (*c == nullptr || !GetInt64(index, &i) || i < 1 || i > (*c)->size) return nullptr;
  return &(*c)->v[i - 1];
}
// Any integer in the 64-bit range that suits the array.
bool GetValue(Term t, bool is_signed, bool delta, uint64_t* v) {
  int64_t s;
  if (GetInt64(t, &s)) {
    *v = static_cast<uint64_t>(s);
    return is_signed || delta || s >= 0;
  }
  IntView i;
  if ((is_signed && !delta) || !LoadInt(t, &i) || i.neg || i.n > 2) return false;
  *v = i.d[0] | static_cast<uint64_t>(i.d[1]) << 32;
  return true;
}
Term Value(Ctx* ctx, const Counters* c, uint64_t v) {
  return c->is_signed ? MakeInt(ctx, static_cast<int64_t>(v)) : MakeUint64(ctx, v);
}

}  // namespace

SB_EXPORT Term bif_persistent_term_get_0(Ctx* ctx) {
  Term list = kNil;
  for (uint32_t i = 0; i < g_room; ++i) {
    if (g_entries[i].key > kDeleted)
      list = Cons(ctx, MakeTuple(ctx, {g_entries[i].key, g_entries[i].value}), list);
  }
  return list;
}
SB_EXPORT Term bif_persistent_term_get_1(Ctx* ctx, Term key) {
  Entry* e = FindEntry(key);
  return e ? e->value : Badarg(ctx, BifId::bif_persistent_term_get_1, key);
}
SB_EXPORT Term bif_persistent_term_get_2(Ctx*, Term key, Term missing) {
  Entry* e = FindEntry(key);
  return e ? e->value : missing;
}
SB_EXPORT Term bif_persistent_term_put_2(Ctx*, Term key, Term value) {
  Entry* e = FindEntry(key);
  if (e) {
    if (!EqualTerms(e->value, value, true)) e->value = CopyToLiterals(value);
    return kOk;
  }
  if ((g_used + 1) * 2 > g_room) GrowEntries();
  AddEntry(CopyToLiterals(key), CopyToLiterals(value));
  return kOk;
}
SB_EXPORT Term bif_persistent_term_put_new_2(Ctx* ctx, Term key, Term value) {
  const Entry* e = FindEntry(key);
  if (e != nullptr && !EqualTerms(e->value, value, true))
    return Badarg(ctx, BifId::bif_persistent_term_put_new_2, key, value);
  return bif_persistent_term_put_2(ctx, key, value);
}
SB_EXPORT Term bif_persistent_term_erase_1(Ctx*, Term key) {
  Entry* e = FindEntry(key);
  if (!e) return kFalse;
  e->key = kDeleted;
  --g_count;
  return kTrue;
}
SB_EXPORT Term bif_persistent_term_info_0(Ctx* ctx) {
  Term map = EmptyMap(ctx);
  map = MapPut(ctx, map, InternAtom("count"), MakeInt(ctx, g_count));
  return MapPut(ctx, map, InternAtom("memory"),
                MakeInt(ctx, g_room * static_cast<uint32_t>(sizeof(Entry))));
}
SB_EXPORT Term bif_erts_internal_erase_persistent_terms_0(Ctx*) {
  for (uint32_t i = 0; i < g_room; ++i) g_entries[i].key = 0;
  g_used = g_count = 0;
  return kOk;
}

SB_EXPORT Term bif_erts_internal_atomics_new_2(Ctx* ctx, Term size, Term options) {
  uint32_t n, o;
  if (!IsPositive(size) || !GetSmallUpTo(options, 1, &o)) {
    return Badarg(ctx, BifId::bif_erts_internal_atomics_new_2, size, options);
  }
  if (!GetSmallUpTo(size, kMostCounters, &n))
    return SystemLimit(ctx, BifId::bif_erts_internal_atomics_new_2, size, options);
  return NewCounters(ctx, n, o & 1);
}
SB_EXPORT Term bif_erts_internal_counters_new_1(Ctx* ctx, Term size) {
  uint32_t n;
  if (!IsPositive(size)) return Badarg(ctx, BifId::bif_erts_internal_counters_new_1, size);
  if (!GetSmallUpTo(size, kMostCounters, &n))
    return SystemLimit(ctx, BifId::bif_erts_internal_counters_new_1, size);
  return NewCounters(ctx, n, true);
}
SB_EXPORT Term bif_erts_internal_counters_get_2(Ctx* ctx, Term ref, Term index) {
  Counters* c;
  uint64_t* cell = Cell(ref, index, &c);
  return cell ? Value(ctx, c, *cell)
              : Badarg(ctx, BifId::bif_erts_internal_counters_get_2, ref, index);
}
SB_EXPORT Term bif_erts_internal_counters_add_3(Ctx* ctx, Term ref, Term index, Term delta) {
  Counters* c;
  uint64_t* cell = Cell(ref, index, &c);
  uint64_t v;
  if (!cell || !GetValue(delta, true, true, &v))
    return Badarg(ctx, BifId::bif_erts_internal_counters_add_3, ref, index, delta);
  *cell += v;
  return kOk;
}
SB_EXPORT Term bif_erts_internal_counters_put_3(Ctx* ctx, Term ref, Term index, Term value) {
  Counters* c;
  uint64_t* cell = Cell(ref, index, &c);
  uint64_t v;
  if (!cell || !GetValue(value, true, false, &v))
    return Badarg(ctx, BifId::bif_erts_internal_counters_put_3, ref, index, value);
  *cell = v;
  return kOk;
}
SB_EXPORT Term bif_erts_internal_counters_info_1(Ctx* ctx, Term ref) {
  Counters* c = GetCounters(ref);
  if (!c) return Badarg(ctx, BifId::bif_erts_internal_counters_info_1, ref);
  Term map = MapPut(ctx, EmptyMap(ctx), InternAtom("memory"), MakeInt(ctx, c->size * 8 + 40));
  return MapPut(ctx, map, InternAtom("size"), MakeInt(ctx, c->size));
}

SB_EXPORT Term bif_atomics_put_3(Ctx* ctx, Term ref, Term index, Term value) {
  Counters* c;
  uint64_t* cell = Cell(ref, index, &c);
  uint64_t v;
  if (!cell || !GetValue(value, c->is_signed, false, &v))
    return Badarg(ctx, BifId::bif_atomics_put_3, ref, index, value);
  *cell = v;
  return kOk;
}
SB_EXPORT Term bif_atomics_get_2(Ctx* ctx, Term ref, Term index) {
  Counters* c;
  uint64_t* cell = Cell(ref, index, &c);
  return cell ? Value(ctx, c, *cell) : Badarg(ctx, BifId::bif_atomics_get_2, ref, index);
}
SB_EXPORT Term bif_atomics_add_3(Ctx* ctx, Term ref, Term index, Term delta) {
  Counters* c;
  uint64_t* cell = Cell(ref, index, &c);
  uint64_t v;
  if (!cell || !GetValue(delta, c->is_signed, true, &v))
    return Badarg(ctx, BifId::bif_atomics_add_3, ref, index, delta);
  *cell += v;
  return kOk;
}
SB_EXPORT Term bif_atomics_add_get_3(Ctx* ctx, Term ref, Term index, Term delta) {
  Counters* c;
  uint64_t* cell = Cell(ref, index, &c);
  uint64_t v;
  if (!cell || !GetValue(delta, c->is_signed, true, &v))
    return Badarg(ctx, BifId::bif_atomics_add_get_3, ref, index, delta);
  *cell += v;
  return Value(ctx, c, *cell);
}
SB_EXPORT Term bif_atomics_exchange_3(Ctx* ctx, Term ref, Term index, Term value) {
  Counters* c;
  uint64_t* cell = Cell(ref, index, &c);
  uint64_t v;
  if (!cell || !GetValue(value, c->is_signed, false, &v))
    return Badarg(ctx, BifId::bif_atomics_exchange_3, ref, index, value);
  uint64_t old = *cell;
  *cell = v;
  return Value(ctx, c, old);
}
SB_EXPORT Term bif_atomics_compare_exchange_4(Ctx* ctx, Term ref, Term index, Term expected,
                                              Term desired) {
  Counters* c;
  uint64_t* cell = Cell(ref, index, &c);
  uint64_t e, d;
  if (!cell || !GetValue(expected, c->is_signed, false, &e) ||
      !GetValue(desired, c->is_signed, false, &d)) {
    return Badarg(ctx, BifId::bif_atomics_compare_exchange_4, ref, index, expected, desired);
  }
  if (*cell != e) return Value(ctx, c, *cell);
  *cell = d;
  return kOk;
}
SB_EXPORT Term bif_atomics_info_1(Ctx* ctx, Term ref) {
  Counters* c = GetCounters(ref);
  if (!c) return Badarg(ctx, BifId::bif_atomics_info_1, ref);
  Term map = EmptyMap(ctx);
  map = MapPut(ctx, map, InternAtom("max"),
               c->is_signed ? MakeInt(ctx, INT64_MAX) : MakeUint64(ctx, UINT64_MAX));
  map = MapPut(ctx, map, InternAtom("min"), c->is_signed ? MakeInt(ctx, INT64_MIN) : Small(0));
  map = MapPut(ctx, map, InternAtom("memory"), MakeInt(ctx, c->size * 8 + 40));
  return MapPut(ctx, map, InternAtom("size"), MakeInt(ctx, c->size));
}

}  // namespace seabeam::rt
