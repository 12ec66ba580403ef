#include "runtime/data/ets_table.h"
#include "runtime/core/containers.h"
#include "runtime/core/otp_version.h"

#include "runtime/data/compare.h"
#include "runtime/data/hash.h"

namespace seabeam::rt {

namespace {

constexpr uint32_t kFirstSlots = 256;
constexpr uint32_t kMoreSlots = 2048;
constexpr int kResizeSteps = 5;

bool SameKey(const EtsTable* t, const EtsObject* o, uint32_t hash, Term key) {
  return o->hash == hash && Same(EtsKey(t, o), key);
}

// What decides on resizing: the number of objects, or an estimate of it from those under the lock of the one that came or went.
uint32_t Estimate(const EtsTable* t, uint32_t hash) {
  return t->stride_counts ? t->stride_counts[hash % kEtsStrides] * kEtsStrides : t->count;
}

// A table of estimates does not shrink before they are good.
constexpr uint32_t kEnoughSlots = 100 * kEtsStrides;

uint32_t ShrinkLimit(const EtsTable* t) {
  if (t->stride_counts && t->nslots < kEnoughSlots) return 0;
  return t->nslots >= kFirstSlots + 2 * kMoreSlots ? (t->nslots - kMoreSlots) / 2 : 0;
}

void Grow(EtsTable* t, uint32_t count) {
  for (int i = 0; i < kResizeSteps && count > t->nactive; ++i) {
    if (t->nactive == t->nslots) {
      t->nslots += kMoreSlots;
      t->buckets =
          static_cast<EtsObject**>(CheckedRealloc(t->buckets, t->nslots * sizeof(EtsObject*)));
    }
    uint32_t from, to = t->nactive;
    if (t->nactive <= t->mask) {
      from = t->nactive & t->mask >> 1;
    } else {
      from = 0;
      t->mask = t->mask << 1 | 1;
    }
    ++t->nactive;
    EtsObject** stay = &t->buckets[from];
    EtsObject** go = &t->buckets[to];
    for (EtsObject* o = t->buckets[from]; o; o = o->next) {
      EtsObject**& link = (o->hash & t->mask) == from ? stay : go;
      *link = o;
      link = &o->next;
    }
    *stay = nullptr;
    *go = nullptr;
  }
}

void Shrink(EtsTable* t, uint32_t count) {
  for (int i = 0; i < kResizeSteps && count < ShrinkLimit(t); ++i) {
    uint32_t from = t->nactive - 1;
    uint32_t low = t->mask >> 1;
    uint32_t to = from & low;
    t->nactive = from;
    if (to == 0) t->mask = low;
    if (t->nslots - from >= kMoreSlots) t->nslots -= kMoreSlots;
    EtsObject** link = &t->buckets[from];
    while (*link) link = &(*link)->next;
    *link = t->buckets[to];
    t->buckets[to] = t->buckets[from];
  }
}

// ---- Treap: heap order on `hash` (a random priority) ------------------------------------
uint32_t NextPriority() {
  static uint32_t state = 0x9E3779B9u;
  state ^= state << 13;
  state ^= state >> 17;
  state ^= state << 5;
  return state;
}

EtsObject* Merge(EtsObject* a, EtsObject* b) {  // all of a before all of b
  EtsObject* root = nullptr;
  EtsObject** link = &root;
  while (a && b) {
    if (a->hash >= b->hash) {
      *link = a;
      link = &a->right;
      a = a->right;
    } else {
      *link = b;
      link = &b->next;
      b = b->next;
    }
  }
  *link = a ? a : b;
  return root;
}

void Split(const EtsTable* t, EtsObject* root, Term key, EtsObject** before, EtsObject** behind) {
  while (root) {
    if (CompareTerms(EtsKey(t, root), key, false) < 0) {
      *before = root;
      before = &root->right;
      root = root->right;
    } else {
      *behind = root;
      behind = &root->next;
      root = root->next;
    }
  }
  *before = nullptr;
  *behind = nullptr;
}

// The link to the node with this key, or to where it would hang.
EtsObject** TreeLink(EtsTable* t, Term key) {
  EtsObject** link = &t->root;
  while (*link) {
    int c = CompareTerms(key, EtsKey(t, *link), false);
    if (c == 0) break;
    link = c < 0 ? &(*link)->next : &(*link)->right;
  }
  return link;
}

void TreeInsert(EtsTable* t, EtsObject* o) {
  o->hash = NextPriority();
  Term key = EtsKey(t, o);
  EtsObject** link = &t->root;
  while (*link && (*link)->hash >= o->hash) {
    link = CompareTerms(key, EtsKey(t, *link), false) < 0 ? &(*link)->next : &(*link)->right;
  }
  EtsObject* below = *link;
  *link = o;
  Split(t, below, key, &o->next, &o->right);
}

void Added(EtsTable* t, EtsObject* o) {
  ++t->count;
  t->words += o->words;
  if (t->stride_counts) ++t->stride_counts[o->hash % kEtsStrides];
}
void Gone(EtsTable* t, EtsObject* o) {
  --t->count;
  t->words -= o->words;
  if (t->stride_counts) --t->stride_counts[o->hash % kEtsStrides];
}

EtsObject** BucketOf(const EtsTable* t, uint32_t hash) { return &t->buckets[EtsSlot(t, hash)]; }

// Takes *link out of its chain, or only marks it while the table is fixed.
// True when the chain moved up.
bool Unlink(EtsTable* t, EtsObject** link) {
  EtsObject* o = *link;
  Gone(t, o);
  if (t->fixed > 0) {
    o->deleted = true;
    ++t->deleted;
    return false;
  }
  *link = o->next;
  FreeEtsObject(o);
  return true;
}

void FreeTree(EtsObject* o) {
  // By rotating left children up: no recursion.
  while (o) {
    if (o->next) {
      EtsObject* l = o->next;
      o->next = l->right;
      l->right = o;
      o = l;
    } else {
      EtsObject* r = o->right;
      FreeEtsObject(o);
      o = r;
    }
  }
}

}  // namespace

uint32_t EtsHash(Term key) {
  // Since OTP 28 an object keeps but the upper 63 bits.
  const uint32_t dropped = OtpVersion().number >= 28 ? 1 : 0;
  if (IsAtom(key)) return Phash2(key) >> dropped & 0x7FFFFFFF;
  return (dropped > 0 ? static_cast<uint32_t>(InternalHash64(key, 0) >> dropped) : InternalHash(key, 0)) & 0x7FFFFFFF;
}
uint32_t EtsSlot(const EtsTable* t, uint32_t hash) {
  uint32_t i = hash & t->mask;
  return i >= t->nactive ? i & t->mask >> 1 : i;
}

EtsTable* NewEtsTable(EtsType type, uint32_t keypos) {
  EtsTable* t = new EtsTable();
  t->type = type;
  t->keypos = keypos;
  t->stride = 1;
  if (!t->tree()) {
    t->nslots = t->nactive = kFirstSlots;
    t->mask = kFirstSlots - 1;
    t->buckets = static_cast<EtsObject**>(CheckedAlloc(kFirstSlots * sizeof(EtsObject*)));
    memset(t->buckets, 0, kFirstSlots * sizeof(EtsObject*));
  }
  return t;
}

void EtsSetConcurrency(EtsTable* t) {
  if (t->tree() || !t->write_concurrency) return;
  t->stride = kEtsStrides;
  if (t->decentralized) t->stride_counts = static_cast<uint32_t*>(calloc(kEtsStrides, sizeof(uint32_t)));
}

void FreeEtsTable(EtsTable* t) {
  t->fixed = 0;
  EtsClear(t);
  free(t->buckets);
  free(t->stride_counts);
  if (t->heir_data) FreeEtsObject(t->heir_data);
  delete t;
}

EtsObject* NewEtsObject(Term t) {
  uint32_t words = CopySize(t);
  EtsObject* o = static_cast<EtsObject*>(CheckedAlloc(sizeof(EtsObject) + words * 4));
  *o = EtsObject();
  o->words = words;
  Term* hp = reinterpret_cast<Term*>(o + 1);
  o->tuple = CopyTerm(t, &hp, &o->mso);
  return o;
}
void FreeEtsObject(EtsObject* o) {
  ReleaseMso(o->mso);
  free(o);
}

EtsObject* EtsFind(const EtsTable* t, Term key) {
  if (t->tree()) return *TreeLink(const_cast<EtsTable*>(t), key);
  uint32_t hash = EtsHash(key);
  for (EtsObject* o = *BucketOf(t, hash); o; o = o->next) {
    if (!o->deleted && SameKey(t, o, hash, key)) return o;
  }
  return nullptr;
}

EtsObject* EtsFindNext(const EtsTable* t, const EtsObject* o, Term key) {
  if (t->single()) return nullptr;
  uint32_t hash = o->hash;
  for (EtsObject* n = o->next; n; n = n->next) {
    if (!SameKey(t, n, hash, key)) return nullptr;
    if (!n->deleted) return n;
  }
  return nullptr;
}

void EtsReplace(EtsTable* t, EtsObject* old, EtsObject* o) {
  Term key = EtsKey(t, old);
  o->next = old->next;
  o->right = old->right;
  o->hash = old->hash;
  EtsObject** link = t->tree() ? TreeLink(t, key) : BucketOf(t, old->hash);
  while (*link != old) link = &(*link)->next;
  *link = o;
  t->words += o->words - old->words;
  FreeEtsObject(old);
}

void EtsPut(EtsTable* t, Term tuple) {
  EtsObject* o = NewEtsObject(tuple);
  Term key = EtsKey(t, o);
  if (t->tree()) {
    EtsObject* old = *TreeLink(t, key);
    if (old) {
      EtsReplace(t, old, o);
    } else {
      TreeInsert(t, o);
      Added(t, o);
    }
    return;
  }
  o->hash = EtsHash(key);
  EtsObject** link = BucketOf(t, o->hash);
  while (*link && !SameKey(t, *link, o->hash, key)) link = &(*link)->next;
  EtsObject* same = *link;
  if (same && t->type == EtsType::kSet) {
    if (same->deleted) {
      // Comes back in its old place.
      same->deleted = false;
      --t->deleted;
      Added(t, same);
    }
    EtsReplace(t, same, o);
    return;
  }
  if (same && t->type == EtsType::kBag) {
    for (EtsObject** q = link; *q && SameKey(t, *q, o->hash, key); q = &(*q)->next) {
      EtsObject* old = *q;
      if (!EqualTerms(old->tuple, o->tuple, true)) continue;
      FreeEtsObject(o);
      if (old->deleted) {
        old->deleted = false;
        --t->deleted;
        Added(t, old);
        *q = old->next;
        old->next = *link;
        *link = old;
      }
      return;
    }
  }
  o->next = same;
  *link = o;
  Added(t, o);
  if (t->fixed == 0) Grow(t, Estimate(t, o->hash));
}

uint32_t EtsErase(EtsTable* t, Term key) {
  uint32_t n = 0;
  if (t->tree()) {
    EtsObject** link = TreeLink(t, key);
    EtsObject* o = *link;
    if (!o) return 0;
    *link = Merge(o->next, o->right);
    Gone(t, o);
    FreeEtsObject(o);
    return 1;
  }
  uint32_t hash = EtsHash(key);
  EtsObject** link = BucketOf(t, hash);
  while (*link) {
    if (SameKey(t, *link, hash, key)) {
      if (!(*link)->deleted) {
        ++n;
        if (Unlink(t, link)) continue;
      }
    } else if (n > 0) {
      break;
    }
    link = &(*link)->next;
  }
  if (t->fixed == 0) Shrink(t, Estimate(t, hash));
  return n;
}

void EtsEraseObject(EtsTable* t, Term tuple) {
  Term key = BoxPtr(tuple)[t->keypos];
  if (t->tree()) {
    EtsObject* o = EtsFind(t, key);
    if (o && EqualTerms(o->tuple, tuple, true)) EtsErase(t, key);
    return;
  }
  uint32_t hash = EtsHash(key);
  EtsObject** link = BucketOf(t, hash);
  while (*link) {
    EtsObject* o = *link;
    if (!o->deleted && SameKey(t, o, hash, key) && EqualTerms(o->tuple, tuple, true) &&
        Unlink(t, link))
      continue;
    link = &(*link)->next;
  }
  if (t->fixed == 0) Shrink(t, Estimate(t, hash));
}

void EtsRemove(EtsTable* t, EtsObject* o) {
  if (t->tree()) {
    EtsErase(t, EtsKey(t, o));
    return;
  }
  EtsObject** link = BucketOf(t, o->hash);
  while (*link != o) link = &(*link)->next;
  Unlink(t, link);
}

uint32_t EtsClear(EtsTable* t) {
  uint32_t n = t->count;
  if (t->tree()) {
    FreeTree(t->root);
    t->root = nullptr;
  } else if (t->fixed > 0) {
    for (uint32_t i = 0; i < t->nactive; ++i) {
      for (EtsObject* o = t->buckets[i]; o; o = o->next) {
        if (!o->deleted) {
          o->deleted = true;
          ++t->deleted;
        }
      }
    }
  } else {
    for (uint32_t i = 0; i < t->nactive; ++i) {
      for (EtsObject* o = t->buckets[i]; o;) {
        EtsObject* next = o->next;
        FreeEtsObject(o);
        o = next;
      }
    }
    t->nslots = t->nactive = kFirstSlots;
    t->mask = kFirstSlots - 1;
    memset(t->buckets, 0, kFirstSlots * sizeof(EtsObject*));
    t->deleted = 0;
  }
  t->count = 0;
  t->words = 0;
  if (t->stride_counts) memset(t->stride_counts, 0, kEtsStrides * sizeof(uint32_t));
  return n;
}

void EtsSweep(EtsTable* t) {
  if (t->deleted > 0) {
    for (uint32_t i = 0; i < t->nactive; ++i) {
      for (EtsObject** link = &t->buckets[i]; *link;) {
        EtsObject* o = *link;
        if (o->deleted) {
          *link = o->next;
          FreeEtsObject(o);
        } else {
          link = &o->next;
        }
      }
    }
    t->deleted = 0;
  }
  if (!t->tree()) Grow(t, t->count);
}

uint32_t EtsNextSlot(const EtsTable* t, uint32_t slot) {
  if (slot + t->stride < t->nactive) return slot + t->stride;
  const uint32_t next = (slot + 1) & (t->stride - 1);
  return next > 0 ? next : t->nslots;
}
EtsObject* EtsFirstFrom(const EtsTable* t, uint32_t* slot) {
  for (; *slot < t->nactive; *slot = EtsNextSlot(t, *slot)) {
    for (EtsObject* o = t->buckets[*slot]; o; o = o->next) {
      if (!o->deleted) return o;
    }
  }
  return nullptr;
}
EtsObject* EtsNextInTable(const EtsTable* t, EtsObject* o, uint32_t* slot) {
  for (o = o->next; o; o = o->next) {
    if (!o->deleted) return o;
  }
  *slot = EtsNextSlot(t, *slot);
  return EtsFirstFrom(t, slot);
}

EtsObject* EtsTreeEdge(const EtsTable* t, bool last) {
  EtsObject* o = t->root;
  while (o && (last ? o->right : o->next)) o = last ? o->right : o->next;
  return o;
}
EtsObject* EtsTreeNear(const EtsTable* t, Term key, bool before, bool equal) {
  EtsObject* best = nullptr;
  for (EtsObject* o = t->root; o;) {
    int c = CompareTerms(EtsKey(t, o), key, false);
    if (c == 0 && equal) return o;
    if (before ? c < 0 : c > 0) {
      best = o;
      o = before ? o->right : o->next;
    } else {
      o = before ? o->next : o->right;
    }
  }
  return best;
}

}  // namespace seabeam::rt
