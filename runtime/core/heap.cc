// Chunks of the heap in use, the process stack.
#include <cstdlib>
#include <cstring>

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

void SetStackLimit(Ctx* ctx) {
  Term* real = ctx->process->stack_low + abi::kStackHeadroomWords;
  Term* e = g_sched.e_at_dispatch;
  uint32_t room = static_cast<uint32_t>(e - real);
  ctx->stack_limit = room > g_sched.options.native_depth ? e - g_sched.options.native_depth : real;
}

namespace {
// Moves the stack to a block with room for `words` more below e. Frames hold no addresses
// of the stack, so copying is all. The word below e goes along (see the dispatch loop).
void GrowStack(Ctx* ctx, uint32_t words) {
  Process* p = ctx->process;
  uint32_t used = static_cast<uint32_t>(p->stack_base - ctx->e);
  uint32_t old_size = static_cast<uint32_t>(p->stack_base - p->stack_low);
  uint32_t size = old_size * 2;
  uint32_t needed = used + words + 2 * abi::kStackHeadroomWords;
  if (size < needed) size = needed;
  if (size > 0x0FFFFFFF) Panic("out of memory: stack");
  uint32_t depth = static_cast<uint32_t>(p->stack_base - g_sched.e_at_dispatch);
  Term* low = static_cast<Term*>(CheckedAlloc(size * 4));
  Term* base = low + size;
  memcpy(base - used - 1, ctx->e - 1, (used + 1) * 4);
  free(p->stack_low);
  p->stack_low = low;
  p->stack_base = base;
  ctx->e = base - used;
  g_sched.e_at_dispatch = base - depth;
}
}  // namespace

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

SB_EXPORT void stack_slow(Ctx* ctx, uint32_t bytes) {
  uint32_t words = bytes / 4;
  uint32_t room = static_cast<uint32_t>(ctx->e - ctx->process->stack_low);
  if (room < words + seabeam::abi::kStackHeadroomWords) GrowStack(ctx, words);
  SetStackLimit(ctx);
  if (ctx->e - words < ctx->stack_limit) {
    // Too deep in native frames: unwind at the next entry; until then the real end counts.
    MakeRequest(ctx, kRequestUnwind);
    ctx->stack_limit = ctx->process->stack_low + seabeam::abi::kStackHeadroomWords;
  }
}

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
