#include "runtime/core/dictionary.h"

#include "runtime/data/compare.h"
#include "runtime/data/hash.h"

namespace seabeam::rt {
namespace {

constexpr uint32_t kFirstSlots = 8;

uint32_t HashOfKey(Term key) {
  uint64_t word;
  if (IsAtom(key)) return AtomNumber(key);
  if (IsInteger(key) && EmulatorsImmediate(key, &word)) return static_cast<uint32_t>(word >> 4);
  return InternalHash(key, 0);
}

// Entries that are found faster by looking at all of them than by their hash.
constexpr uint32_t kFew = 8;

}  // namespace

const DictEntry* Dictionary::AmongFew(Term key) const {
  for (const DictEntry& e : entries_) {
    if (e.key == key) return &e;
  }
  return nullptr;
}

const DictEntry* Dictionary::Find(Term key) const {
  if (IsImmediate(key) && entries_.size() <= kFew) return AmongFew(key);
  if (slots_.empty()) return nullptr;
  const uint32_t link = *const_cast<Dictionary*>(this)->Link(key, HashOfKey(key));
  return link == 0 ? nullptr : &entries_[link - 1];
}

uint32_t* Dictionary::Link(Term key, uint32_t hash) {
  uint32_t* link = &slots_[SlotOf(hash)];
  while (*link != 0 && !(entries_[*link - 1].hash == hash && Same(entries_[*link - 1].key, key))) link = &entries_[*link - 1].next;
  return link;
}

Term Dictionary::Put(Term key, Term value) {
  if (slots_.empty()) {
    for (uint32_t i = 0; i < kFirstSlots; ++i) slots_.push_back(0);
    mask_ = kFirstSlots * 2 - 1;
    split_ = 0;
  }
  // Most often another number under an atom: that stays where it is.
  if (IsImmediate(key) && IsImmediate(value) && entries_.size() <= kFew) {
    if (DictEntry* e = const_cast<DictEntry*>(AmongFew(key))) {
      const Term old = e->value;
      e->value = value;
      return old;
    }
  }
  const uint32_t hash = HashOfKey(key);
  uint32_t* link = Link(key, hash);
  uint32_t* first = &slots_[SlotOf(hash)];
  uint32_t i = *link;
  if (i != 0) {
    const Term old = entries_[i - 1].value;
    entries_[i - 1].value = value;
    // What is no word of the emulator's comes to the front of its chain.
    uint64_t word;
    if (!EmulatorsImmediate(value, &word) && link != first) {
      *link = entries_[i - 1].next;
      entries_[i - 1].next = *first;
      *first = i;
    }
    return old;
  }
  entries_.push_back({key, value, hash, *first});
  *first = entries_.size();
  if (slots_.size() <= entries_.size()) Grow();
  return kUndefined;
}

Term Dictionary::Erase(Term key) {
  if (slots_.empty()) return kUndefined;
  uint32_t* link = Link(key, HashOfKey(key));
  const uint32_t i = *link;
  if (i == 0) return kUndefined;
  const Term old = entries_[i - 1].value;
  *link = entries_[i - 1].next;
  // The last entry takes its place.
  const uint32_t last = entries_.size();
  if (i != last) {
    uint32_t* moved = &slots_[SlotOf(entries_[last - 1].hash)];
    while (*moved != last) moved = &entries_[*moved - 1].next;
    *moved = i;
  }
  entries_.erase_swap(i - 1);
  if (slots_.size() > kFirstSlots && slots_.size() / 2 > entries_.size()) Shrink();
  return old;
}

void Dictionary::Clear() {
  entries_.clear();
  slots_.clear();
}

void Dictionary::Grow() {
  uint32_t steps = slots_.size() / 4 & 15;
  if (steps == 0) steps = 1;
  uint32_t home = slots_.size() - split_;
  for (; steps > 0; --steps) {
    if (split_ == home) {
      home *= 2;
      mask_ = home * 2 - 1;
      split_ = 0;
    }
    const uint32_t slot = split_++;
    slots_.push_back(0);
    // Both halves of a chain are turned round.
    uint32_t i = slots_[slot], stay = 0, go = 0;
    while (i != 0) {
      DictEntry& e = entries_[i - 1];
      const uint32_t next = e.next;
      uint32_t& chain = SlotOf(e.hash) == slot ? stay : go;
      e.next = chain;
      chain = i;
      i = next;
    }
    slots_[slot] = stay;
    slots_.back() = go;
  }
}

void Dictionary::Shrink() {
  uint32_t steps = slots_.size() * 3 / 10;
  if (slots_.size() - steps < kFirstSlots) steps = slots_.size() - kFirstSlots;
  for (; steps > 0; --steps) {
    if (split_ == 0) {
      mask_ = slots_.size() - 1;
      split_ = slots_.size() / 2;
    }
    --split_;
    const uint32_t high = slots_.back();
    uint32_t& low = slots_[split_];
    auto single = [this](uint32_t i) { return entries_[i - 1].next == 0; };
    if (low == 0) {
      low = high;
    } else if (high != 0 && single(low)) {
      entries_[low - 1].next = high;
    } else {
      // Each in front of the other chain.
      for (uint32_t i = high; i != 0;) {
        const uint32_t next = entries_[i - 1].next;
        entries_[i - 1].next = low;
        low = i;
        i = next;
      }
    }
    slots_.pop_back();
  }
}

}  // namespace seabeam::rt
