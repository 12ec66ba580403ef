// ETS tables: storage without access rules. Objects are deep copies in malloc
// blocks. Guarded by there being one thread; a threaded build locks each table and the name table.
//
// set, bag and duplicate_bag are OTP's linear hash table in shape, so that
// objects come in the same order; ordered_set is a treap in term order.
#ifndef SEABEAM_RUNTIME_DATA_ETS_TABLE_H_
#define SEABEAM_RUNTIME_DATA_ETS_TABLE_H_

#include "runtime/core/containers.h"
#include "runtime/core/copy.h"
#include "runtime/core/term.h"

namespace seabeam::rt {

enum class EtsType : uint8_t { kSet, kBag, kDuplicateBag, kOrderedSet };
enum class EtsAccess : uint8_t { kPrivate, kProtected, kPublic };

struct EtsObject {
  EtsObject* next;   // chain; left child in a tree
  EtsObject* right;  // tree only
  uint32_t hash;     // hash table: of the key; tree: priority
  uint32_t words;    // of the copy
  bool deleted;      // deleted while the table was fixed
  Term* mso;
  Term tuple;
};

struct EtsFixation {
  Term pid;
  uint32_t count;
};

struct EtsTable {
  uint64_t number;  // of the reference that names it
  Term name;
  Term owner;
  EtsType type;
  EtsAccess access;
  bool named;
  bool read_concurrency, write_concurrency, automatic_concurrency, compressed, decentralized;
  uint32_t keypos;  // 1-based
  Term heir;        // pid or 0
  EtsObject* heir_data;
  uint32_t count;
  uint32_t words;  // of all objects
  Vec<EtsFixation> fixations;
  uint32_t fixed;    // sum of the fixations' counts
  uint32_t deleted;  // objects with `deleted`
  // Hash table.
  EtsObject** buckets;
  uint32_t nslots, nactive, mask;
  uint32_t stride;        // from a slot to the next in table order: the locks OTP has for writers (write_concurrency)
  uint32_t* stride_counts;  // objects by hash % kEtsStrides, of tables with decentralized counters; else 0
  // Tree.
  EtsObject* root;

  bool tree() const { return type == EtsType::kOrderedSet; }
  bool single() const { return type == EtsType::kSet || type == EtsType::kOrderedSet; }
};

// Locks of an OTP table with write_concurrency, as long as no two writers have met.
constexpr uint32_t kEtsStrides = 64;

EtsTable* NewEtsTable(EtsType type, uint32_t keypos);
// Before anything is in it: what write_concurrency and decentralized say.
void EtsSetConcurrency(EtsTable* t);
void FreeEtsTable(EtsTable* t);

inline Term EtsKey(const EtsTable* t, const EtsObject* o) { return BoxPtr(o->tuple)[t->keypos]; }
EtsObject* NewEtsObject(Term t);  // a copy of any term
void FreeEtsObject(EtsObject* o);

// First live object with this key (the rest of a bag's follow in the chain), 0 = none.
EtsObject* EtsFind(const EtsTable* t, Term key);
// Next live object with the same key.
EtsObject* EtsFindNext(const EtsTable* t, const EtsObject* o, Term key);
// Inserts a copy of `tuple`, replacing as the type demands.
void EtsPut(EtsTable* t, Term tuple);
// Puts `o` where `old` stands (same key).
void EtsReplace(EtsTable* t, EtsObject* old, EtsObject* o);
uint32_t EtsErase(EtsTable* t, Term key);
// Erases objects equal to `tuple` (=:=).
void EtsEraseObject(EtsTable* t, Term tuple);
void EtsRemove(EtsTable* t, EtsObject* o);  // this one
uint32_t EtsClear(EtsTable* t);
// Really removes what was deleted while the table was fixed.
void EtsSweep(EtsTable* t);

// Objects in table order. Hash: slot by slot. Tree: by key.
uint32_t EtsNextSlot(const EtsTable* t, uint32_t slot);  // at the end one that is not below nactive
EtsObject* EtsFirstFrom(const EtsTable* t, uint32_t* slot);  // hash, first live at or behind *slot
EtsObject* EtsNextInTable(const EtsTable* t, EtsObject* o, uint32_t* slot);  // hash
EtsObject* EtsTreeEdge(const EtsTable* t, bool last);
// Nearest object behind (before) key; with `equal`, one with the key itself counts.
EtsObject* EtsTreeNear(const EtsTable* t, Term key, bool before, bool equal = false);
uint32_t EtsSlot(const EtsTable* t, uint32_t hash);
uint32_t EtsHash(Term key);

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_DATA_ETS_TABLE_H_
