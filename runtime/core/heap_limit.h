// max_heap_size. OTP compares the limit with all it has allocated when it collects, new blocks
// included, so who dies of it depends on the sizes of its blocks (erts/emulator/beam/erl_gc.c). For
// a process with a limit these are kept beside our own heap, and it is collected when OTP's block
// would be full. Sizes are words.
#ifndef SEABEAM_RUNTIME_CORE_HEAP_LIMIT_H_
#define SEABEAM_RUNTIME_CORE_HEAP_LIMIT_H_

#include "runtime/core/process.h"

namespace seabeam::rt {

// OTP's blocks of a process with a limit.
struct HeapLimit {
  uint32_t young;  // block of the young generation, the stack included
  uint32_t old;    // block of the old generation, 0 = none
  uint32_t old_used;
  uint32_t minors;  // minor collections since the last major one
  bool grow;        // at the next major collection
  bool unmeasured;  // the process got its limit while it ran: the next collection finds its sizes
};

// What a collection would do, and what OTP would have allocated then.
struct HeapPlan {
  bool major;
  uint32_t used;    // of the young generation, with messages on the heap
  uint32_t mature;  // of these, what survived a collection before
  uint32_t stack;
  uint32_t messages;  // of `used`
  uint32_t new_young;
  uint32_t new_old;  // a new block for the old generation, 0 = none
  uint32_t total;
};

// For a process that starts.
HeapLimit* NewHeapLimit(const ProcessSettings& settings);
// Follows settings.max_heap of a process that runs. Whether it has a limit.
bool HasHeapLimit(Process* p);

// `used`: words of young objects. Both require HasHeapLimit(p).
HeapPlan PlanCollection(Process* p, uint32_t used, uint32_t stack, bool major);
// After the collection: the words that may be allocated before the next one.
uint32_t SettleCollection(Process* p, const HeapPlan& plan, uint32_t survived, uint32_t promoted);

// Whether the planned collection shows that p is beyond its limit and is to end for it: then it has
// an exit signal. Reports it when p is to.
bool IsBeyondHeapLimit(Ctx* ctx, Process* p, const HeapPlan& plan);

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_CORE_HEAP_LIMIT_H_
