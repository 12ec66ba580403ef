// Integers as objects of an AtomVM host (4.5 of the interface description).
#ifndef SEABEAM_EMIT_ATOMVM_INTEGER_WORDS_H_
#define SEABEAM_EMIT_ATOMVM_INTEGER_WORDS_H_

#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"

namespace seabeam::emit {

// Header and words of an integer in the external term format (INTEGER_EXT or SMALL_BIG_EXT behind
// the version byte), which is outside of the range of small integers. False: it is another term, or
// its magnitude has more than 256 bits.
bool IntegerWords(absl::string_view external_term, std::vector<uint32_t>* words);

}  // namespace seabeam::emit

#endif  // SEABEAM_EMIT_ATOMVM_INTEGER_WORDS_H_
