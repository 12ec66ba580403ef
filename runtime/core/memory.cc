#include "runtime/core/memory.h"

#include <cstdlib>
#include <cstring>

#include "runtime/core/binary.h"
#include "runtime/core/containers.h"
#include "runtime/core/host.h"
#include "runtime/core/memory_use.h"
#include "runtime/core/resource.h"
#include "runtime/core/scheduler.h"

namespace seabeam::rt {

uint8_t g_page_kind[65536];
MemoryUse g_memory_use;

void Panic(const char* message) { host_panic(message, static_cast<uint32_t>(strlen(message))); }

void* CheckedAlloc(size_t bytes) {
  void* p = malloc(bytes);
  if (p == nullptr) Panic("out of memory");
  return p;
}
void* CheckedRealloc(void* p, size_t bytes) {
  p = realloc(p, bytes);
  if (p == nullptr) Panic("out of memory");
  return p;
}

namespace {
// A free run's first page holds its description.
struct FreeRun {
  FreeRun* next;
  uint32_t pages;
};
FreeRun* g_free_runs = nullptr;  // sorted by address; guarded by the allocation lock of a threaded build
}  // namespace

void* AllocPages(uint32_t n, PageKind kind) {
  FreeRun** link = &g_free_runs;
  void* found = nullptr;
  for (; *link != nullptr; link = &(*link)->next) {
    FreeRun* run = *link;
    if (run->pages < n) continue;
    if (run->pages == n) {
      *link = run->next;
    } else {
      auto* rest = reinterpret_cast<FreeRun*>(reinterpret_cast<char*>(run) + n * kPageBytes);
      rest->next = run->next;
      rest->pages = run->pages - n;
      *link = rest;
    }
    found = run;
    break;
  }
  if (found == nullptr) {
    // Small requests grow by more, so that malloc and this allocator do not
    // cut the memory into alternating single pages.
    uint32_t grow = n < 16 ? 16 : n;
    size_t page = __builtin_wasm_memory_grow(0, grow);
    if (page == static_cast<size_t>(-1)) {
      grow = n;
      page = __builtin_wasm_memory_grow(0, grow);
      if (page == static_cast<size_t>(-1)) Panic("out of memory");
    }
    found = reinterpret_cast<void*>(page * kPageBytes);
    if (grow > n) {
      g_memory_use.pages += (grow - n) * kPageBytes;
      FreePages(static_cast<char*>(found) + n * kPageBytes, grow - n);
    }
  }
  uint32_t first = static_cast<uint32_t>(reinterpret_cast<uintptr_t>(found) / kPageBytes);
  memset(g_page_kind + first, kind, n);
  g_memory_use.pages += n * kPageBytes;
  return found;
}

void FreePages(void* p, uint32_t n) {
  uint32_t first = static_cast<uint32_t>(reinterpret_cast<uintptr_t>(p) / kPageBytes);
  memset(g_page_kind + first, kPageOther, n);
  g_memory_use.pages -= n * kPageBytes;
  auto* run = static_cast<FreeRun*>(p);
  FreeRun* before = nullptr;
  FreeRun* after = g_free_runs;
  while (after != nullptr && after < run) {
    before = after;
    after = after->next;
  }
  run->pages = n;
  run->next = after;
  auto end = [](FreeRun* r) { return reinterpret_cast<FreeRun*>(reinterpret_cast<char*>(r) + r->pages * kPageBytes); };
  if (after != nullptr && end(run) == after) {
    run->pages += after->pages;
    run->next = after->next;
  }
  if (before == nullptr) {
    g_free_runs = run;
  } else if (end(before) == run) {
    before->pages += run->pages;
    before->next = run->next;
  } else {
    before->next = run;
  }
}

Chunk* AllocChunk(uint32_t words) {
  if (words > 0x1FFFFFFF) Panic("out of memory");
  auto* c = static_cast<Chunk*>(CheckedAlloc(kChunkOverhead + words * 4));
  c->next = nullptr;
  c->words = words;
  c->pages = 0;
  c->top = c->data;
  return c;
}

Chunk* AllocOldChunk(uint32_t words) {
  uint32_t pages = (kChunkOverhead + words * 4 + kPageBytes - 1) / kPageBytes;
  auto* c = static_cast<Chunk*>(AllocPages(pages, kPageOld));
  c->next = nullptr;
  c->words = (pages * kPageBytes - kChunkOverhead) / 4;
  c->pages = pages;
  c->top = c->data;
  return c;
}

void FreeChunk(Chunk* c) {
  if (c->pages == kInMessage) {
    free(reinterpret_cast<char*>(c) - offsetof(Message, chunk));
  } else if (c->pages > 0) {
    FreePages(c, c->pages);
  } else {
    free(c);
  }
}

void FreeChunks(Chunk* list) {
  while (list != nullptr) {
    Chunk* next = list->next;
    FreeChunk(list);
    list = next;
  }
}

ScratchHeap::ScratchHeap(Ctx* ctx)
    : ctx_(ctx), saved_heap_(ctx->heap), saved_ptr_(ctx->heap_ptr), saved_end_(ctx->heap_end) {
  heap_.collected = false;
  ctx->heap = &heap_;
  ctx->heap_ptr = ctx->heap_end = nullptr;
}

ScratchHeap::~ScratchHeap() {
  ReleaseMso(heap_.mso);
  FreeChunks(heap_.chunks);
  ctx_->heap = saved_heap_;
  ctx_->heap_ptr = saved_ptr_;
  ctx_->heap_end = saved_end_;
}

// ---- Literal memory ----------------------------------------------------------------
namespace {
Term* g_literal_ptr = nullptr;  // guarded like the free runs
Term* g_literal_end = nullptr;
}  // namespace

Term* AllocLiteralWords(uint32_t n) {
  if (static_cast<uint32_t>(g_literal_end - g_literal_ptr) < n || g_literal_ptr == nullptr) {
    uint32_t pages = (n * 4 + kPageBytes - 1) / kPageBytes;
    if (pages < 2) pages = 2;
    g_literal_ptr = static_cast<Term*>(AllocPages(pages, kPageLiteral));
    g_literal_end = g_literal_ptr + pages * (kPageBytes / 4);
  }
  Term* p = g_literal_ptr;
  g_literal_ptr += n;
  return p;
}

// ---- Off-heap binaries --------------------------------------------------------------
RefcBinary* NewRefcBinary(uint32_t size, uint32_t capacity) {
  if (capacity > 0x3FFFFFFF) Panic("out of memory");
  auto* b = static_cast<RefcBinary*>(CheckedAlloc(sizeof(RefcBinary) + capacity));
  b->refc = 1;
  b->size = size;
  b->capacity = capacity;
  b->flags = 0;
  g_memory_use.binaries += sizeof(RefcBinary) + capacity;
  return b;
}

void ReleaseBinary(RefcBinary* b) {
  if (__atomic_sub_fetch(&b->refc, 1, __ATOMIC_ACQ_REL) != 0) return;
  if ((b->flags & kBinaryIsResource) != 0) ReleaseResource(b);
  g_memory_use.binaries -= sizeof(RefcBinary) + b->capacity;
  free(b);
}

namespace {
Term MakeBoxOf(Ctx* ctx, RefcBinary* b, Term header, Term word1, Term word2) {
  Term* p = AllocWords(ctx, kRefcBinaryWords);
  p[0] = header;
  p[1] = word1;
  p[2] = word2;
  p[kRefcWordPtr] = static_cast<Term>(reinterpret_cast<uintptr_t>(b));
  p[kRefcWordNext] = static_cast<Term>(reinterpret_cast<uintptr_t>(ctx->heap->mso));
  p[5] = 0;
  ctx->heap->mso = p;
  ChargeHeap(ctx, b->size / 4);
  return BoxTerm(p);
}
}  // namespace

Term MakeRefcBinaryTerm(Ctx* ctx, RefcBinary* b) { return MakeBoxOf(ctx, b, kRefcHeader, b->size, 0); }

Term MakeResourceRef(Ctx* ctx, uint64_t number, RefcBinary* b) {
  return MakeBoxOf(ctx, b, kResourceRefHeader, static_cast<uint32_t>(number), static_cast<uint32_t>(number >> 32));
}

Term NewBinary(Ctx* ctx, uint32_t size, uint8_t** data) {
  if (size > kMaxHeapBinary) {
    RefcBinary* b = NewRefcBinary(size, size);
    *data = b->data();
    return MakeRefcBinaryTerm(ctx, b);
  }
  uint32_t words = HeapBinaryWords(size);
  Term* p = AllocWords(ctx, words);
  p[0] = abi::Header(words - 1, abi::kHdrHeapBinary);
  p[1] = size;
  if (words > 2) p[words - 1] = 0;
  *data = reinterpret_cast<uint8_t*>(p + 2);
  return BoxTerm(p);
}

Term NewBinaryFrom(Ctx* ctx, const void* bytes, uint32_t size) {
  uint8_t* data;
  Term t = NewBinary(ctx, size, &data);
  memcpy(data, bytes, size);
  return t;
}

}  // namespace seabeam::rt
