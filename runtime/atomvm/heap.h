// Heaps of processes: one block for heap and stack, fragments besides, a copying collector that
// moves both (4 and 5.4 of the interface description).
#ifndef SEABEAM_RUNTIME_ATOMVM_HEAP_H_
#define SEABEAM_RUNTIME_ATOMVM_HEAP_H_

#include "abi/atomvm/primitives.h"
#include "runtime/atomvm/context.h"
#include "runtime/core/memory.h"
#include "runtime/core/scheduler.h"

namespace seabeam::avm {

using host::CollectFlag;

inline constexpr uint32_t kMinFreeWords = 16;

void InitHeap(Context* c, uint32_t words);
void FreeHeap(Context* c);

inline uint32_t FreeWords(const Context* c) {
  return static_cast<uint32_t>((c->e >= c->heap_start && c->e <= c->heap_end ? c->e : c->heap_end) -
                               c->heap_ptr);
}
// One past the last word of the stack.
inline Term* StackBase(const Context* c) {
  return c->stack_root != nullptr ? c->stack_end : c->heap_end;
}
inline bool HasFragments(const Context* c) { return c->heap_root->next != nullptr; }

// Roots besides the stack, the dictionary, extended registers, exit reason and group leader.
struct Roots {
  uint32_t live;  // x[0 .. live)
  Term* extra;    // n more
  uint32_t n = 0;
};
// At least `words` free words afterwards, without fragments unless `flag` is kNoGc: then nothing
// moves and the heap may go on in a fragment. False: out of memory.
bool EnsureFree(Context* c, uint32_t words, const Roots& roots, CollectFlag flag);

// Looks at what every primitive relies on: heap and stack pointers in order. A call per primitive.
void CheckHeap(const Context* c, const char* primitive);

// Where C++ code that allocates through the register block of the seabeam runtime puts its terms.
enum class Allocate : uint8_t {
  kFragments,  // nothing of the heap's free words: they may be reserved by the running code
  kHeap,       // the heap's free words first
};
// Lends the thread's register block to code that works for `c`. Not recursive.
class Service {
 public:
  Service(Context* c, Allocate where);
  ~Service();
  Service(const Service&) = delete;
  Ctx* ctx;

 private:
  Context* c_;
};
// The exception that such code left behind, when it returned 0, into the Context; false: it left
// none (the process or the program is to end).
bool TakeException(Context* c, const Ctx* ctx);

}  // namespace seabeam::avm

#endif  // SEABEAM_RUNTIME_ATOMVM_HEAP_H_
