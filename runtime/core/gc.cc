// The copying collector: Cheney's algorithm, two generations per process.
//
// Young terms lie in malloc chunks, old ones in pages of their own kind, literals in
// literal pages, so "does this move?" is one byte load. Terms are immutable, so an old term
// never refers to a younger one and no remembered set is needed; all of stack,
// registers and dictionary are roots of every collection. A minor collection copies
// the young generation; what it already survived once (the survivors area) goes
// to the old one. Small processes never get an old generation.
//
// A moved object leaves its new address in its header word (a header's tag is 00, a
// term's is not); a moved cons has kMovedMarker in word 0 and the address in word 1.
#include <cstring>

#include "runtime/core/binary.h"
#include "runtime/core/heap_limit.h"
#include "runtime/core/memory.h"
#include "runtime/core/scheduler.h"

namespace seabeam::rt {
namespace {

constexpr uint32_t kPromoteFrom = 2048;  // survivors (words) from which promoting pays
constexpr uint32_t kNurseryStart = 466;
constexpr uint32_t kNurserySmall = 8192;    // without an old generation
constexpr uint32_t kNurseryMax = 1u << 17;  // 512 KiB: about a core's second-level cache
constexpr uint32_t kOldChunkWords = 32768;
constexpr uint32_t kOldMin = 65536;

// Where objects are copied to, and how far the copies have been scanned.
struct Space {
  Chunk* chunk = nullptr;  // being filled
  Chunk* list = nullptr;   // all, the latest first
  Chunk* scan_chunk = nullptr;
  Term* scan = nullptr;
  Term* ptr = nullptr;
  Term* end = nullptr;
};

struct Collector {
  bool major;
  Space young;
  Space old;
  Term* promote_low;  // objects here go to the old generation
  Term* promote_high;
};

void OpenOldChunk(Space* s, uint32_t words) {
  Chunk* c = AllocOldChunk(words > kOldChunkWords ? words : kOldChunkWords);
  if (s->chunk != nullptr) s->chunk->top = s->ptr;
  // The newest chunk is linked behind the one being scanned, so that scanning
  // goes on to it: `list` is only a handle, order is oldest to newest.
  if (s->chunk != nullptr) s->chunk->next = c;
  if (s->list == nullptr) s->list = c;
  s->chunk = c;
  s->ptr = c->data;
  s->end = c->data + c->words;
  if (s->scan_chunk == nullptr) {
    s->scan_chunk = c;
    s->scan = c->data;
  }
}

inline Term* Reserve(Collector* g, const Term* from, uint32_t words) {
  Space* s = (from >= g->promote_low && from < g->promote_high) ? &g->old : &g->young;
  if (static_cast<uint32_t>(s->end - s->ptr) < words || s->ptr == nullptr) {
    if (s == &g->young) Panic("collector: young space too small");
    OpenOldChunk(s, words);
  }
  Term* p = s->ptr;
  s->ptr += words;
  return p;
}

inline Term Evacuate(Collector* g, Term t) {
  if (IsImmediate(t)) return t;
  uint8_t kind = g_page_kind[t >> 16];
  if (kind != kPageOther && (kind == kPageLiteral || !g->major)) return t;
  if (IsCons(t)) {
    Term* p = ConsPtr(t);
    if (p[0] == abi::kMovedMarker) return p[1];
    Term* to = Reserve(g, p, 2);
    to[0] = p[0];
    to[1] = p[1];
    p[0] = abi::kMovedMarker;
    return p[1] = ConsTerm(to);
  }
  Term* p = BoxPtr(t);
  uint32_t header = p[0];
  if ((header & abi::kTagMask) != abi::kTagHeader) return header;
  uint32_t words = 1 + HeaderWords(header);
  Term* to = Reserve(g, p, words);
  if (words <= 8) {
    for (uint32_t i = 0; i < words; i++) to[i] = p[i];
  } else {
    memcpy(to, p, words * 4);
  }
  return p[0] = BoxTerm(to);
}

inline void EvacuateSlot(Collector* g, Term* slot) {
  Term t = *slot;
  if ((t & abi::kTagMask) == abi::kTagCons || (t & abi::kTagMask) == abi::kTagBoxed)
    *slot = Evacuate(g, t);
}

// Scans from `p` to `end` (both at object boundaries).
Term* ScanRange(Collector* g, Term* p, Term* end) {
  while (p < end) {
    uint32_t w = *p;
    if ((w & abi::kTagMask) != abi::kTagHeader) {
      EvacuateSlot(g, p);
      p++;
      continue;
    }
    switch (HeaderTag(w)) {
      case abi::kHdrTuple:
      case abi::kHdrMap:
      case abi::kHdrHashMap:
        p++;
        break;
      case abi::kHdrMatchState:
        EvacuateSlot(g, p + abi::kMatchStateBase);
        if (HeaderWords(w) >= abi::kMatchStateWords - 1) {
          p[abi::kMatchStateData] =
              static_cast<Term>(reinterpret_cast<uintptr_t>(BinaryData(p[abi::kMatchStateBase])));
        }
        p += 1 + HeaderWords(w);
        break;
      case abi::kHdrFun:
        p += IsAtom(p[1]) ? 1 + HeaderWords(w) : 2;
        break;
      case abi::kHdrBitstring:
      case abi::kHdrSubBinary:
        EvacuateSlot(g, p + 3);
        p += 1 + HeaderWords(w);
        break;
      default:
        p += 1 + HeaderWords(w);
    }
  }
  return p;
}

void ScanAll(Collector* g) {
  for (;;) {
    bool moved = false;
    while (g->young.scan < g->young.ptr) {
      g->young.scan = ScanRange(g, g->young.scan, g->young.ptr);
      moved = true;
    }
    while (g->old.scan_chunk != nullptr) {
      Space* s = &g->old;
      Term* end = s->scan_chunk == s->chunk ? s->ptr : s->scan_chunk->top;
      if (s->scan < end) {
        s->scan = ScanRange(g, s->scan, end);
        moved = true;
      } else if (s->scan_chunk != s->chunk) {
        s->scan_chunk = s->scan_chunk->next;
        s->scan = s->scan_chunk->data;
      } else {
        break;
      }
    }
    if (!moved) return;
  }
}

struct Roots {
  Term* x;
  uint32_t live;
  Term* e;
};

void EvacuateRoots(Collector* g, Process* p, const Roots& roots) {
  for (uint32_t i = 0; i < roots.live; i++) EvacuateSlot(g, roots.x + i);
  for (Term* s = roots.e; s < p->stack_base; s++)
    EvacuateSlot(g, s);  // CPs and catch terms are no pointers
  for (DictEntry& d : p->dictionary) {
    EvacuateSlot(g, &d.key);
    EvacuateSlot(g, &d.value);
  }
}

// Relinks the off-heap binaries that moved, releases the others.
void SweepBinaries(Process* p, Term* list, Term** young, Term** old) {
  while (list != nullptr) {
    Term* next = WordPtr(list[kRefcWordNext]);
    if ((list[0] & abi::kTagMask) != abi::kTagHeader) {
      Term* moved = BoxPtr(list[0]);
      bool is_old = g_page_kind[list[0] >> 16] == kPageOld;
      Term** head = is_old ? old : young;
      moved[kRefcWordNext] = static_cast<Term>(reinterpret_cast<uintptr_t>(*head));
      *head = moved;
      if (is_old) p->old_words += RefcBinaryOf(moved)->size / 4;
    } else {
      ReleaseBinary(RefcBinaryOf(list));
    }
    list = next;
  }
}

uint32_t UsedUpperBound(const Process* p, const Term* heap_ptr) {
  uint32_t used = 0;
  for (Chunk* c = p->young.chunks; c != nullptr; c = c->next) {
    used += c == p->young.chunks ? static_cast<uint32_t>(heap_ptr - c->data) : c->words;
  }
  return used;
}

uint32_t ChunkWords(const Chunk* list) {
  uint32_t n = 0;
  for (; list != nullptr; list = list->next) n += static_cast<uint32_t>(list->top - list->data);
  return n;
}

void Collect(Process* p, Term** heap_ptr, Term** heap_end, const Roots& roots, bool major) {
  uint32_t used = UsedUpperBound(p, *heap_ptr);
  if (p->force_major) major = true;
  p->force_major = false;
  const bool limited = HasHeapLimit(p);
  HeapPlan plan = {};
  if (limited) {
    plan = PlanCollection(p, used, static_cast<uint32_t>(p->stack_base - roots.e), major);
    major = plan.major;
  } else {
    if (p->old_chunks == nullptr) major = false;
    if (p->old_words > p->old_limit && p->old_chunks != nullptr) major = true;
  }
  p->gc_count++;
  g_sched.stats.collections++;
  if (major) g_sched.stats.major_collections++;

  Collector g{};
  g.major = major;
  uint32_t nursery = p->nursery;
  bool to_old = false;
  uint32_t young_room = used + nursery;
  if (major) {
    uint32_t all = used + ChunkWords(p->old_chunks);
    to_old = !limited && all > 4 * kPromoteFrom;
    young_room = to_old ? nursery : all + nursery;
    if (to_old) {
      g.promote_low = nullptr;
      g.promote_high = WordPtr(~static_cast<uintptr_t>(3));
    }
  } else if (limited ||
             static_cast<uint32_t>(p->survivors_high - p->survivors_low) >= kPromoteFrom) {
    g.promote_low = p->survivors_low;
    g.promote_high = p->survivors_high;
  }
  Chunk* fresh = AllocChunk(young_room);
  g.young.scan = g.young.ptr = fresh->data;
  g.young.end = fresh->data + fresh->words;

  EvacuateRoots(&g, p, roots);
  ScanAll(&g);

  // Off-heap binaries.
  Term* young_mso = nullptr;
  Term* old_mso = major ? nullptr : p->old_mso;
  if (major) p->old_words = 0;
  SweepBinaries(p, p->young.mso, &young_mso, &old_mso);
  if (major) SweepBinaries(p, p->old_mso, &young_mso, &old_mso);
  p->young.mso = young_mso;
  p->old_mso = old_mso;

  // The old spaces go, the new ones become the heap.
  if (g.old.chunk != nullptr) g.old.chunk->top = g.old.ptr;
  uint32_t promoted = ChunkWords(g.old.list);
  if (major) {
    FreeChunks(p->old_chunks);
    p->old_chunks = g.old.list;
    p->old_words += promoted;
    uint32_t limit = p->old_words * 2;
    p->old_limit = limit < kOldMin ? kOldMin : limit;
  } else if (g.old.list != nullptr) {
    g.old.chunk->next = p->old_chunks;
    p->old_chunks = g.old.list;
    p->old_words += promoted;
    if (p->old_limit == 0) p->old_limit = kOldMin;
  }
  FreeChunks(p->young.chunks);
  p->young.chunks = fresh;
  uint32_t survived = static_cast<uint32_t>(g.young.ptr - fresh->data);
  g_sched.stats.copied_words += survived + promoted;
  p->survivors_low = fresh->data;
  p->survivors_high = g.young.ptr;
  *heap_ptr = g.young.ptr;
  *heap_end = fresh->data + fresh->words;

  // The next nursery: twice as big each time, as far as what lives (or lies old) justifies.
  uint32_t cap = kNurserySmall;
  if (survived * 2 > cap) cap = survived * 2;
  if (p->old_words / 2 > cap) cap = p->old_words / 2;
  if (cap > kNurseryMax) cap = kNurseryMax;
  nursery = nursery * 2;
  if (nursery < kNurseryStart) nursery = kNurseryStart;
  if (nursery > cap) nursery = cap;
  if (g_sched.options.gc_stress) nursery = kNurseryStart;
  if (nursery < p->settings.min_heap) nursery = p->settings.min_heap;
  if (limited) nursery = SettleCollection(p, plan, survived, promoted);
  p->nursery = nursery;
  uint32_t room = static_cast<uint32_t>(*heap_end - *heap_ptr);
  if (limited && room > nursery) {  // no more than OTP would have
    fresh->words -= room - nursery;
    *heap_end = *heap_ptr + nursery;
    room = nursery;
  }
  p->young.since_gc = room;
  p->young.budget = room > nursery ? room : nursery;
}

}  // namespace

bool CollectWithinLimit(Ctx* ctx, uint32_t live) {
  Process* p = ctx->process;
  if (HasHeapLimit(p)) {
    const HeapPlan plan =
        PlanCollection(p, UsedUpperBound(p, ctx->heap_ptr), StackWords(ctx, p), p->force_major);
    if (IsBeyondHeapLimit(ctx, p, plan)) return false;
  }
  CollectGarbage(ctx, live, false);
  return true;
}

void CollectGarbage(Ctx* ctx, uint32_t live, bool major) {
  // When collections are forced at every entry: nothing was allocated since the last one.
  if (g_sched.options.gc_stress && !major && ctx->heap_ptr == ctx->process->survivors_high) return;
  Collect(ctx->process, &ctx->heap_ptr, &ctx->heap_end, Roots{ctx->x, live, ctx->e}, major);
}

void CollectSuspended(Process* p, bool major) {
  Collect(p, &p->heap_ptr, &p->heap_end, Roots{p->saved_x, p->live, p->e}, major);
}

}  // namespace seabeam::rt
