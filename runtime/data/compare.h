// Term order and equality (OTP: number < atom < reference < fun < port < pid <
// tuple < map < nil < list < bitstring). No allocation on the process heap, no C recursion on depth
// except through map keys.
#ifndef SEABEAM_RUNTIME_DATA_COMPARE_H_
#define SEABEAM_RUNTIME_DATA_COMPARE_H_

#include "runtime/core/fun.h"
#include "runtime/core/term.h"

namespace seabeam::rt {

// exact: an integer is never equal to a float; every integer sorts before every
// float (the order of map keys).
int CompareTerms(Term a, Term b, bool exact);
bool EqualTerms(Term a, Term b, bool exact);
inline bool Same(Term a, Term b) {
  return a == b || (!(IsImmediate(a) && IsImmediate(b)) && EqualTerms(a, b, true));
}
int CompareAtoms(Term a, Term b);

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_DATA_COMPARE_H_
