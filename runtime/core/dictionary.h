// The process dictionary: OTP's linear hash table in shape, so that entries are listed in its order. Keys compare with =:=.
#ifndef SEABEAM_RUNTIME_CORE_DICTIONARY_H_
#define SEABEAM_RUNTIME_CORE_DICTIONARY_H_

#include "runtime/core/containers.h"
#include "runtime/core/term.h"

namespace seabeam::rt {

struct DictEntry {
  Term key;
  Term value;
  uint32_t hash;
  uint32_t next;  // in the chain of its slot: 1 + index, 0 = the end
};

// All zero: empty.
class Dictionary {
 public:
  // In no order of anything; for the collector, which changes terms in place.
  DictEntry* begin() { return entries_.begin(); }
  DictEntry* end() { return entries_.end(); }

  const DictEntry* Find(Term key) const;  // null: no such key
  // Both give the old value or `undefined`.
  Term Put(Term key, Term value);
  Term Erase(Term key);
  void Clear();

  // All entries, those of the last slot first, as lists are built from their ends.
  template <typename F>
  Term List(Ctx* ctx, F&& element) const {  // element(entry): what stands for it in the list, 0 = nothing
    Term list = kNil;
    for (uint32_t slot = 0; slot < slots_.size(); ++slot) {
      for (uint32_t i = slots_[slot]; i != 0; i = entries_[i - 1].next) {
        const Term t = element(entries_[i - 1]);
        if (t != 0) list = Cons(ctx, t, list);
      }
    }
    return list;
  }

 private:
  uint32_t SlotOf(uint32_t hash) const {
    const uint32_t slot = hash & mask_;
    return slot < slots_.size() ? slot : hash & mask_ >> 1;
  }
  // By looking at all of them: of an immediate key.
  const DictEntry* AmongFew(Term key) const;
  // The link to the entry, or to the end of its chain.
  uint32_t* Link(Term key, uint32_t hash);
  void Grow();
  void Shrink();

  Vec<DictEntry> entries_;
  Vec<uint32_t> slots_;  // 1 + index of the first entry, 0 = empty
  uint32_t mask_;
  uint32_t split_;  // the next slot to be split
};

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_CORE_DICTIONARY_H_
