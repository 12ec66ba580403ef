// Making, naming, passing on and describing tables.
#include "runtime/data/ets_registry.h"

#include "runtime/core/atom_name.h"
#include "runtime/core/bifs.h"
#include "runtime/core/external.h"
#include "runtime/core/scheduler.h"
#include "runtime/data/compare.h"
#include "runtime/data/integer.h"
#include "runtime/data/word_stack.h"

namespace seabeam::rt {

using abi::BifId;

namespace {

// In the numbers of tables' references, so that they are known for such when the table is gone.
constexpr uint64_t kTableBit = 1ull << 60;

WordMap g_tables;  // reference number -> EtsTable*
WordMap g_names;   // atom term -> EtsTable*

EtsTable* Find(Term id) {
  if (IsAtom(id)) return g_names.GetPtr<EtsTable>(id);
  return IsLocalRef(id) ? g_tables.GetPtr<EtsTable>(RefNumber(id)) : nullptr;
}

// Whether it is, was or may become the name of a table.
bool IsTableId(Term id) { return IsAtom(id) || (IsLocalRef(id) && (RefNumber(id) & kTableBit) != 0); }

void Drop(EtsTable* t) {
  g_tables.Remove(t->number);
  if (t->named) g_names.Remove(t->name);
  FreeEtsTable(t);
}

void Transfer(Ctx* ctx, EtsTable* t, Term to, Term from, Term data) {
  t->owner = to;
  DeliverCopy(FindProcess(to),
              MakeTuple(ctx, {InternAtom("ETS-TRANSFER"), EtsId(ctx, t), from, data}));
}

void Unfix(EtsTable* t, uint32_t index, uint32_t count) {
  t->fixed -= count;
  t->fixations[index].count -= count;
  if (t->fixations[index].count == 0) t->fixations.erase_swap(index);
  if (t->fixed == 0) EtsSweep(t);
}

// {heir, none} or {heir, Pid, Data}; the first element is known.
bool IsHeirOption(Term option) {
  Term heir = TupleElement(option, 1);
  return (TupleArity(option) == 3 && IsPid(heir)) ||
         (TupleArity(option) == 2 && heir == Atom(FixedAtom::kNone));
}
void SetHeir(EtsTable* t, Term option) {
  if (t->heir_data) FreeEtsObject(t->heir_data);
  t->heir_data = nullptr;
  t->heir = 0;
  if (TupleArity(option) == 3) {
    t->heir = TupleElement(option, 1);
    t->heir_data = NewEtsObject(TupleElement(option, 2));
  }
}

// False: not a kind of access.
bool ReadAccess(Term t, EtsAccess* access) {
  if (IsName(t, "public")) {
    *access = EtsAccess::kPublic;
  } else if (IsName(t, "protected")) {
    *access = EtsAccess::kProtected;
  } else if (IsName(t, "private")) {
    *access = EtsAccess::kPrivate;
  } else {
    return false;
  }
  return true;
}

Term TypeAtom(const EtsTable* t) {
  switch (t->type) {
    case EtsType::kSet:
      return InternAtom("set");
    case EtsType::kBag:
      return InternAtom("bag");
    case EtsType::kDuplicateBag:
      return InternAtom("duplicate_bag");
    case EtsType::kOrderedSet:
      return InternAtom("ordered_set");
  }
  return 0;
}
Term AccessAtom(const EtsTable* t) {
  switch (t->access) {
    case EtsAccess::kPrivate:
      return InternAtom("private");
    case EtsAccess::kProtected:
      return InternAtom("protected");
    case EtsAccess::kPublic:
      return InternAtom("public");
  }
  return 0;
}

constexpr const char* kInfoItems[] = {"id",
                                      "decentralized_counters",
                                      "read_concurrency",
                                      "write_concurrency",
                                      "compressed",
                                      "memory",
                                      "owner",
                                      "heir",
                                      "name",
                                      "size",
                                      "node",
                                      "named_table",
                                      "type",
                                      "keypos",
                                      "protection"};

uint64_t WordsOf(const EtsTable* t) {
  const uint32_t own = t->tree() ? 0 : t->nslots;
  return uint64_t{t->words} + uint64_t{t->count} * (sizeof(EtsObject) / 4) + own +
         sizeof(EtsTable) / 4;
}

Term Info(Ctx* ctx, EtsTable* t, const char* item) {
  Text name = {item, static_cast<uint32_t>(strlen(item))};
  auto is = [&](const char* s) { return name == Text{s, static_cast<uint32_t>(strlen(s))}; };
  if (is("id")) return MakeRef(ctx, t->number);
  if (is("decentralized_counters")) return Bool(t->decentralized);
  if (is("read_concurrency")) return Bool(t->read_concurrency);
  if (is("write_concurrency"))
    return t->automatic_concurrency ? InternAtom("auto") : Bool(t->write_concurrency);
  if (is("compressed")) return Bool(t->compressed);
  if (is("memory")) return MakeInt(ctx, static_cast<int64_t>(WordsOf(t)));
  if (is("owner")) return t->owner;
  if (is("heir")) return t->heir ? t->heir : Atom(FixedAtom::kNone);
  if (is("name")) return t->name;
  if (is("size")) return MakeInt(ctx, t->count);
  if (is("node")) return InternAtom("nonode@nohost");
  if (is("named_table")) return Bool(t->named);
  if (is("type")) return TypeAtom(t);
  if (is("keypos")) return MakeInt(ctx, t->keypos);
  if (is("protection")) return AccessAtom(t);
  if (is("fixed")) return Bool(t->fixed > 0);
  if (is("safe_fixed_monotonic_time") || is("safe_fixed")) {
    if (t->fixed == 0) return kFalse;
    Term list = kNil;
    for (EtsFixation& f : t->fixations)
      list = Cons(ctx, MakeTuple(ctx, {f.pid, MakeInt(ctx, f.count)}), list);
    return MakeTuple(ctx, {Small(0), list});
  }
  if (is("stats")) return kFalse;
  if (is("binary")) return kNil;
  return 0;
}

}  // namespace

uint32_t EtsTableCount() { return g_tables.size(); }

uint64_t EtsBytes() {
  uint64_t words = 0;
  g_tables.ForEach(
      [&](uint64_t, uintptr_t p) { words += WordsOf(reinterpret_cast<const EtsTable*>(p)); });
  return words * 4;
}

Term EtsId(Ctx* ctx, const EtsTable* t) { return t->named ? t->name : MakeRef(ctx, t->number); }

EtsTable* EtsGet(Ctx* ctx, Term id, EtsUse use, Term* cause) {
  EtsTable* t = Find(id);
  if (t == nullptr) {
    *cause = InternAtom(IsTableId(id) ? "id" : "type");
    return nullptr;
  }
  bool owner = t->owner == ctx->self;
  bool ok = owner || use == EtsUse::kInfo ||
            (t->access == EtsAccess::kPublic && use != EtsUse::kOwner) ||
            (t->access == EtsAccess::kProtected && use == EtsUse::kRead);
  if (ok) return t;
  *cause = InternAtom("access");
  return nullptr;
}

SB_EXPORT Term bif_ets_new_2(Ctx* ctx, Term name, Term options) {
  EtsType type = EtsType::kSet;
  EtsAccess access = EtsAccess::kProtected;
  bool named = false, read = false, write = false, compressed = false, automatic = false;
  Term decentralized = 0;  // what the option says
  uint32_t keypos = 1;
  Term heir = 0;
  bool ok = IsAtom(name);
  Term l = options;
  for (; ok && IsCons(l); l = Tail(l)) {
    Term o = Head(l);
    if (IsName(o, "set")) {
      type = EtsType::kSet;
    } else if (IsName(o, "bag")) {
      type = EtsType::kBag;
    } else if (IsName(o, "duplicate_bag")) {
      type = EtsType::kDuplicateBag;
    } else if (IsName(o, "ordered_set")) {
      type = EtsType::kOrderedSet;
    } else if (ReadAccess(o, &access)) {
      // Read.
    } else if (IsName(o, "named_table")) {
      named = true;
    } else if (IsName(o, "compressed")) {
      compressed = true;
    } else if (IsTuple(o) && TupleArity(o) >= 2) {
      Term key = TupleElement(o, 0), value = TupleElement(o, 1);
      bool is_bool = value == kTrue || value == kFalse;
      if (IsName(key, "keypos")) {
        ok = TupleArity(o) == 2 && GetSmallUpTo(value, 1u << 24, &keypos) && keypos > 0;
      } else if (IsName(key, "heir")) {
        heir = o;
        ok = IsHeirOption(o);
      } else if (IsName(key, "read_concurrency")) {
        read = value == kTrue;
        ok = is_bool;
      } else if (IsName(key, "write_concurrency")) {
        write = value != kFalse;
        automatic = IsName(value, "auto");
        ok = is_bool || automatic;
      } else if (IsName(key, "decentralized_counters")) {
        decentralized = value;
        ok = is_bool;
      } else {
        ok = false;
      }
    } else {
      ok = false;
    }
  }
  if (!ok || !IsNil(l)) return Badarg(ctx, BifId::bif_ets_new_2, name, options);
  if (named && g_names.Get(name)) {
    Badarg(ctx, BifId::bif_ets_new_2, name, options);
    return WithCause(ctx, InternAtom("already_exists"));
  }
  EtsTable* t = NewEtsTable(type, keypos);
  t->number = NextRefNumber(ctx) | kTableBit;
  t->name = name;
  t->owner = ctx->self;
  t->access = access;
  t->named = named;
  t->read_concurrency = read;
  // A private table has no use for them.
  t->write_concurrency = write && access != EtsAccess::kPrivate;
  t->automatic_concurrency = t->write_concurrency && automatic;
  t->compressed = compressed;
  t->decentralized =
      t->write_concurrency && (decentralized ? decentralized == kTrue : t->tree() || automatic);
  EtsSetConcurrency(t);
  if (heir) SetHeir(t, heir);
  g_tables.Put(t->number, t);
  if (named) g_names.Put(name, t);
  return EtsId(ctx, t);
}

#define GET_TABLE(t, id, use, bif, ...)       \
  Term cause = 0;                             \
  EtsTable* t = EtsGet(ctx, id, use, &cause); \
  if (t == nullptr) {                         \
    Badarg(ctx, BifId::bif, __VA_ARGS__);     \
    return WithCause(ctx, cause);             \
  }

SB_EXPORT Term bif_ets_delete_1(Ctx* ctx, Term id) {
  GET_TABLE(t, id, EtsUse::kWrite, bif_ets_delete_1, id)
  Drop(t);
  return kTrue;
}

SB_EXPORT Term bif_ets_rename_2(Ctx* ctx, Term id, Term name) {
  GET_TABLE(t, id, EtsUse::kWrite, bif_ets_rename_2, id, name)
  if (!IsAtom(name) || (t->named && g_names.Get(name)))
    return Badarg(ctx, BifId::bif_ets_rename_2, id, name);
  if (t->named) {
    g_names.Remove(t->name);
    g_names.Put(name, t);
  }
  t->name = name;
  return t->named ? name : id;
}

SB_EXPORT Term bif_ets_whereis_1(Ctx* ctx, Term name) {
  if (!IsAtom(name)) return Badarg(ctx, BifId::bif_ets_whereis_1, name);
  EtsTable* t = Find(name);
  return t ? MakeRef(ctx, t->number) : kUndefined;
}

SB_EXPORT Term bif_ets_info_1(Ctx* ctx, Term id) {
  if (!IsTableId(id)) {
    Badarg(ctx, BifId::bif_ets_info_1, id);
    return WithCause(ctx, InternAtom("type"));
  }
  EtsTable* t = Find(id);
  if (!t) return kUndefined;
  ListBuilder list(ctx);
  for (const char* item : kInfoItems)
    list.Add(MakeTuple(ctx, {InternAtom(item), Info(ctx, t, item)}));
  return list.Finish();
}
SB_EXPORT Term bif_ets_info_2(Ctx* ctx, Term id, Term item) {
  if (!IsTableId(id)) {
    Badarg(ctx, BifId::bif_ets_info_2, id, item);
    return WithCause(ctx, InternAtom("type"));
  }
  EtsTable* t = Find(id);
  if (!t) return kUndefined;
  if (!IsAtom(item)) return Badarg(ctx, BifId::bif_ets_info_2, id, item);
  ByteBuf name;
  name.Put(AtomText(item).data, AtomText(item).size);
  name.Put(uint8_t{0});
  Term r = Info(ctx, t, reinterpret_cast<const char*>(name.data()));
  return r ? r : Badarg(ctx, BifId::bif_ets_info_2, id, item);
}

SB_EXPORT Term bif_ets_all_0(Ctx* ctx) {
  Term list = kNil;
  g_tables.ForEach([&](uint64_t, uintptr_t p) {
    list = Cons(ctx, EtsId(ctx, reinterpret_cast<EtsTable*>(p)), list);
  });
  return list;
}
// The answer for the one scheduler there is comes as a message {Ref, Tables}.
SB_EXPORT Term bif_ets_internal_request_all_0(Ctx* ctx) {
  Term ref = MakeRef(ctx, NextRefNumber(ctx));
  DeliverCopy(ctx->process, MakeTuple(ctx, {ref, bif_ets_all_0(ctx)}));
  return MakeTuple(ctx, {ref, Small(1)});
}

SB_EXPORT Term bif_ets_setopts_2(Ctx* ctx, Term id, Term options) {
  GET_TABLE(t, id, EtsUse::kOwner, bif_ets_setopts_2, id, options)
  // Nothing is done when one of them is wrong, and none may come twice.
  Term heir = 0, protection = 0;
  EtsAccess access = t->access;
  bool ok = true;
  Term l = IsTuple(options) ? Cons(ctx, options, kNil) : options;
  for (; ok && IsCons(l); l = Tail(l)) {
    Term o = Head(l);
    ok = IsTuple(o) && TupleArity(o) >= 2;
    if (!ok) break;
    Term key = TupleElement(o, 0), value = TupleElement(o, 1);
    if (IsName(key, "heir")) {
      ok = heir == 0 && IsHeirOption(o);
      heir = o;
    } else if (IsName(key, "protection")) {
      ok = protection == 0 && TupleArity(o) == 2 && ReadAccess(value, &access);
      protection = o;
    } else {
      ok = false;
    }
  }
  if (!ok || !IsNil(l)) return Badarg(ctx, BifId::bif_ets_setopts_2, id, options);
  if (heir) SetHeir(t, heir);
  t->access = access;
  return kTrue;
}

SB_EXPORT Term bif_ets_give_away_3(Ctx* ctx, Term id, Term pid, Term data) {
  GET_TABLE(t, id, EtsUse::kOwner, bif_ets_give_away_3, id, pid, data)
  if (!IsPid(pid) || pid == t->owner || !IsAlive(FindProcess(pid))) {
    Badarg(ctx, BifId::bif_ets_give_away_3, id, pid, data);
    return pid == t->owner ? WithCause(ctx, InternAtom("owner")) : 0;
  }
  Transfer(ctx, t, pid, ctx->self, data);
  return kTrue;
}

SB_EXPORT Term bif_ets_safe_fixtable_2(Ctx* ctx, Term id, Term fix) {
  GET_TABLE(t, id, EtsUse::kRead, bif_ets_safe_fixtable_2, id, fix)
  if (fix != kTrue && fix != kFalse) return Badarg(ctx, BifId::bif_ets_safe_fixtable_2, id, fix);
  uint32_t i = 0;
  while (i < t->fixations.size() && t->fixations[i].pid != ctx->self) ++i;
  if (fix == kTrue) {
    if (i == t->fixations.size()) t->fixations.push_back({ctx->self, 0});
    ++t->fixations[i].count;
    ++t->fixed;
  } else if (i < t->fixations.size()) {
    Unfix(t, i, 1);
  }
  return kTrue;
}

SB_EXPORT Term bif_erts_internal_ets_super_user_1(Ctx*, Term) { return kTrue; }

void EtsProcessEnded(Ctx* ctx, Term pid) {
  if (g_tables.size() == 0) return;
  Vec<EtsTable*> own;
  g_tables.ForEach([&](uint64_t, uintptr_t p) {
    EtsTable* t = reinterpret_cast<EtsTable*>(p);
    for (uint32_t i = 0; i < t->fixations.size(); ++i) {
      if (t->fixations[i].pid == pid) {
        Unfix(t, i, t->fixations[i].count);
        break;
      }
    }
    if (t->owner == pid) own.push_back(t);
  });
  for (EtsTable* t : own) {
    if (t->heir && t->heir != pid && IsAlive(FindProcess(t->heir))) {
      Transfer(ctx, t, t->heir, pid, t->heir_data->tuple);
    } else {
      Drop(t);
    }
  }
}

}  // namespace seabeam::rt
