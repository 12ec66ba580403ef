// Objects outside of heaps that live as long as a reference to them does: arrays of counters,
// compiled match specifications. A reference that comes back from an external term finds its object
// as long as the object lives, without keeping it. In AtomVM's layout they live for ever.
#ifndef SEABEAM_RUNTIME_CORE_RESOURCE_H_
#define SEABEAM_RUNTIME_CORE_RESOURCE_H_

#include "runtime/core/binary.h"
#include "runtime/core/term.h"

namespace seabeam::rt {

struct ResourceKind {
  void (*release)(void* data);  // before the data goes; null: nothing to do
};

// `bytes` of data, 8-byte aligned, set to 0.
void* NewResource(Ctx* ctx, const ResourceKind* kind, uint32_t bytes, Term* reference);
// Null: no reference to a resource of this kind, or it is gone.
void* FindResource(Term reference, const ResourceKind* kind);

// Of RefcBinary::flags: it holds a resource.
inline constexpr uint32_t kBinaryIsResource = 1u << 31;
// The last reference to it has gone.
void ReleaseResource(RefcBinary* block);

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_CORE_RESOURCE_H_
