// Atoms by what they are called, for names that are no fixed atoms of the runtime.
#ifndef SEABEAM_RUNTIME_CORE_ATOM_NAME_H_
#define SEABEAM_RUNTIME_CORE_ATOM_NAME_H_

#include <cstring>

#include "runtime/core/term.h"

namespace seabeam::rt {

// Whether it is the atom of that name, in UTF-8.
inline bool IsName(Term t, const char* name) {
  return IsAtom(t) && AtomText(t) == Text{name, static_cast<uint32_t>(strlen(name))};
}

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_CORE_ATOM_NAME_H_
