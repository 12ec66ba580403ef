// Chunks of the heap in use, the process stack.
#include <cstdlib>
#include <cstring>

#include "runtime/core/heap_limit.h"
#include "runtime/core/memory.h"
#include "runtime/core/scheduler.h"

namespace seabeam::rt {

void InitHeap(Process* p, uint32_t words) {
  Chunk* c = AllocChunk(words);
  p->young = Heap{};
  p->young.chunks = c;
  p->young.budget = words;
  p->nursery = words;
  p->heap_ptr = c->data;
  p->heap_end = c->data + c->words;
}

void InitStack(Process* p, uint32_t words) {
  p->stack_low = static_cast<Term*>(CheckedAlloc(words * 4));
  p->stack_base = p->stack_low + words;
  p->e = p->stack_base;
}

namespace {
// Moves the stack to a block with room for `words` more below e. Frames hold no addresses
// of the stack, so copying is all.
void GrowStack(Ctx* ctx, uint32_t words) {
  Process* p = ctx->process;
  uint32_t used = static_cast<uint32_t>(p->stack_base - ctx->e);
  uint32_t size = 2 * static_cast<uint32_t>(p->stack_base - p->stack_low);
  if (size < used + words) size = used + words;
  if (size > 0x0FFFFFFF) Panic("out of memory: stack");
  Term* low = static_cast<Term*>(CheckedAlloc(size * 4));
  Term* base = low + size;
  memcpy(base - used, ctx->e, used * 4);
  free(p->stack_low);
  p->stack_low = low;
  p->stack_base = base;
  ctx->e = base - used;
}
}  // namespace

void PushNativeFrames(Ctx* ctx) {
  uint32_t words = static_cast<uint32_t>(ctx->native_base - ctx->native_e);
  if (static_cast<uint32_t>(ctx->e - ctx->process->stack_low) < words) GrowStack(ctx, words);
  ctx->e -= words;
  memcpy(ctx->e, ctx->native_e, words * 4);
  ctx->native_e = ctx->native_base;
  // OTP's stack takes room of the heap.
  const HeapLimit* limit = ctx->process->limit;
  if (limit != nullptr && StackWords(ctx, ctx->process) > limit->young)
    MakeRequest(ctx, kRequestGc);
}

uint32_t HeapWords(const Process* p) {
  uint32_t n = p->old_words;
  for (const Chunk* c = p->young.chunks; c != nullptr; c = c->next) n += c->words;
  return n;
}
uint32_t StackWords(Ctx* ctx, const Process* p) {
  return static_cast<uint32_t>(p->stack_base - (p == ctx->process ? ctx->e : p->e));
}

}  // namespace seabeam::rt

using namespace seabeam::rt;

SB_EXPORT void heap_slow(Ctx* ctx, uint32_t bytes) {
  uint32_t words = bytes / 4 + 1;
  Heap* h = ctx->heap;
  // Full size while the budget lasts, then just enough to reach the next collection.
  uint32_t size = h->since_gc < h->budget ? h->budget - h->since_gc : 256;
  if (!h->collected) size = 1024;
  if (size > 65536) size = 65536;
  if (size < 256) size = 256;
  if (size < words) size = words;
  Chunk* c = AllocChunk(size);
  c->next = h->chunks;
  h->chunks = c;
  h->since_gc += size;
  ctx->heap_ptr = c->data;
  ctx->heap_end = c->data + size;
  if (h->collected && h->since_gc > h->budget) MakeRequest(ctx, kRequestGc);
}
