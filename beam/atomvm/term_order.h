// AtomVM's exact term order on decoded terms (abi/atomvm/layout.h, TermRank): that of the keys of
// its maps, which it takes from literals as they stand there.
#ifndef SEABEAM_BEAM_ATOMVM_TERM_ORDER_H_
#define SEABEAM_BEAM_ATOMVM_TERM_ORDER_H_

#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/types/span.h"
#include "beam/etf.h"

namespace seabeam::beam::atomvm {

class TermOrder {
 public:
  // The pairs of maps are taken in the order of their encoding.
  explicit TermOrder(const TermTree& tree) : tree_(tree) {}

  // Sorts the pairs of every map in the tree. False when two keys of one map are the same to the
  // host, or their order is not known.
  bool SortMaps(bool* known);
  // Whether the pairs of `map` ascend, as they are or as they were sorted.
  bool IsAscending(TermId map, bool* known) const;

  // Key, value, key, value...
  std::vector<TermId> Pairs(TermId map) const;

  // Negative, 0 or positive. What the host makes of two pids, ports, references or funs is not
  // known here: then the order is some other one, and *known becomes false.
  int Compare(TermId a, TermId b, bool* known) const;

 private:
  // A term, a byte of a list of bytes, or what is left of a list.
  struct Value {
    TermId id = 0;
    uint32_t index = 0;     // of the element where the list goes on
    int64_t byte = -1;      // >= 0: just this integer
    bool is_empty = false;  // the end of a list of bytes
  };
  int Rank(const Value& value) const;
  int CompareValues(Value a, Value b, bool* known) const;
  int CompareTerms(TermId a, TermId b, bool* known) const;
  int CompareAll(absl::Span<const TermId> a, absl::Span<const TermId> b, bool* known) const;
  Value Head(const Value& list) const;
  Value Tail(const Value& list) const;
  int CompareIntegers(const Value& a, const Value& b) const;

  const TermTree& tree_;
  absl::flat_hash_map<TermId, std::vector<TermId>> sorted_;
};

}  // namespace seabeam::beam::atomvm

#endif  // SEABEAM_BEAM_ATOMVM_TERM_ORDER_H_
