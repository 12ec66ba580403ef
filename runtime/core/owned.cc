#include "runtime/core/owned.h"

namespace seabeam::rt {
namespace {
Owned* g_owned = nullptr;  // few at a time
}  // namespace

void AddOwned(Owned* object, Term owner) {
  object->owner = owner;
  object->previous = nullptr;
  object->next = g_owned;
  if (g_owned != nullptr) g_owned->previous = object;
  g_owned = object;
}

void RemoveOwned(Owned* object) {
  (object->previous != nullptr ? object->previous->next : g_owned) = object->next;
  if (object->next != nullptr) object->next->previous = object->previous;
}

void ReleaseOwnedBy(Term owner) {
  for (Owned* object = g_owned; object != nullptr;) {
    Owned* next = object->next;
    if (object->owner == owner) {
      RemoveOwned(object);
      object->release(object);
    }
    object = next;
  }
}

}  // namespace seabeam::rt
