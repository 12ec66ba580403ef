// Memory outside of heaps that belongs to a process: what a suspended match holds, an open
// compression stream. It goes when its owner ends, if it has not gone before.
#ifndef SEABEAM_RUNTIME_CORE_OWNED_H_
#define SEABEAM_RUNTIME_CORE_OWNED_H_

#include "runtime/core/term.h"

namespace seabeam::rt {

struct Owned {
  Term owner = 0;
  Owned* next = nullptr;
  Owned* previous = nullptr;
  void (*release)(Owned*) = nullptr;  // frees the object; it is in no list any more
};

void AddOwned(Owned* object, Term owner);
void RemoveOwned(Owned* object);
// Called when process `owner` has ended.
void ReleaseOwnedBy(Term owner);

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_CORE_OWNED_H_
