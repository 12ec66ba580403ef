// Small literals as the words of their objects, for copying into a heap. The host makes a term of the
// external format anew for each load, in a fragment that a collection has to take in; a copy of a few
// words is an allocation like any other.
#ifndef SEABEAM_EMIT_ATOMVM_LITERAL_IMAGE_H_
#define SEABEAM_EMIT_ATOMVM_LITERAL_IMAGE_H_

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace seabeam::emit {

struct LiteralImage {
  static constexpr uint32_t kMaxWords = 24;
  static constexpr uint32_t kMaxLateAtoms = 4;

  // Headers and terms. A pointer is the byte offset from the first word, with its tag; the object
  // that the literal is comes first.
  std::vector<uint32_t> words;
  uint32_t tag = 0;  // of a pointer to it
  // Words that hold an atom whose term is known at run time only, and its index in AtU8.
  std::vector<std::pair<uint32_t, uint32_t>> late_atoms;
};

// What is known of an atom; false: nothing. Exactly one of the two is set.
struct KnownAtom {
  uint32_t term = 0;   // 0: known at run time
  uint32_t index = 0;  // in AtU8
};
using AtomLookup = std::function<bool(absl::string_view name, KnownAtom* atom)>;

// Lists and tuples of small integers, atoms, [] and each other. False for all other terms, and for
// those of more words or late atoms than an image has.
bool MakeLiteralImage(absl::string_view external_term, const AtomLookup& atoms,
                      LiteralImage* image);

}  // namespace seabeam::emit

#endif  // SEABEAM_EMIT_ATOMVM_LITERAL_IMAGE_H_
