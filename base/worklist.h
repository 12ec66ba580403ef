// A worklist of ids with a seeded order. No result may depend on the order in which work is done:
// tests run the same rewriting under several seeds and compare. Seed 0 is last in, first out.
#ifndef SEABEAM_BASE_WORKLIST_H_
#define SEABEAM_BASE_WORKLIST_H_

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "base/check.h"

namespace seabeam::base {

template <typename Id>
class Worklist {
 public:
  explicit Worklist(uint64_t seed = 0) : seed_(seed), state_(seed) {}

  // Adds the id unless it is on the list already; says whether it was added.
  bool Push(Id id) {
    if (id.value() >= queued_.size()) queued_.resize(id.value() + 1, false);
    if (queued_[id.value()]) return false;
    queued_[id.value()] = true;
    items_.push_back(id);
    return true;
  }

  // Takes one id off. The list must not be empty.
  Id Pop() {
    SEABEAM_CHECK(!items_.empty());
    if (seed_ != 0) std::swap(items_[NextRandom() % items_.size()], items_.back());
    Id id = items_.back();
    items_.pop_back();
    queued_[id.value()] = false;
    return id;
  }

  bool Contains(Id id) const { return id.value() < queued_.size() && queued_[id.value()]; }
  bool empty() const { return items_.empty(); }
  size_t size() const { return items_.size(); }
  void Clear() {
    items_.clear();
    queued_.clear();
  }

 private:
  // splitmix64: small, and the same on every platform.
  uint64_t NextRandom() {
    uint64_t z = (state_ += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }

  uint64_t seed_;
  uint64_t state_;
  std::vector<Id> items_;
  std::vector<bool> queued_;  // by id value
};

}  // namespace seabeam::base

#endif  // SEABEAM_BASE_WORKLIST_H_
