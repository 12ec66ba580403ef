#include "runtime/atomvm/heap.h"

#include <cstdlib>
#include <cstring>

#include "abi/bif_list.h"
#include "runtime/atomvm/dispatch.h"
#include "runtime/core/binary.h"
#include "runtime/core/dialect.h"
#include "runtime/core/error_info.h"

namespace seabeam::avm {

namespace {
RootFragment* AllocRoot(uint32_t words) {
  if (words > 0x1FFFFFFF) rt::Panic("out of memory");
  auto* root = static_cast<RootFragment*>(rt::CheckedAlloc(sizeof(RootFragment) + words * 4));
  root->next = nullptr;
  root->unused = 0;
  return root;
}
}  // namespace

void InitHeap(Context* c, uint32_t words) {
  c->heap_root = AllocRoot(words);
  c->heap_start = c->heap_ptr = c->heap_root->storage;
  c->heap_end = c->e = c->heap_start + words;
}

namespace {
// The heap goes on in a new fragment, the stack stays.
void GoOnInFragment(Context* c, uint32_t words) {
  Process* p = c->process;
  if (c->stack_root == nullptr) {
    c->stack_root = c->heap_root;
    c->stack_start = c->heap_start;
    c->stack_ptr = c->heap_ptr;
    c->stack_end = c->heap_end;
  } else {
    p->young.chunks->top = c->heap_ptr;
    free(c->heap_root);
  }
  Chunk* f = rt::AllocChunk(words);
  f->next = p->young.chunks;
  p->young.chunks = f;
  c->heap_root = AllocRoot(0);
  c->heap_root->next = f;
  c->heap_start = c->heap_ptr = f->data;
  c->heap_end = f->data + words;
}

// Back to the block that the stack is in: what was put in fragments is found there.
void LeaveFragment(Context* c) {
  if (c->stack_root == nullptr) return;
  free(c->heap_root);
  c->heap_root = c->stack_root;
  c->heap_start = c->stack_start;
  c->heap_ptr = c->stack_ptr;
  c->heap_end = c->stack_end;
  c->stack_root = nullptr;
  c->heap_root->next = c->process->young.chunks;
}
}  // namespace

void FreeHeap(Context* c) {
  LeaveFragment(c);
  while (c->extended_x_regs != nullptr) TrimRegisters(c, 0);
  free(c->heap_root);
  free(c->fr);
}

void CheckHeap(const Context* c, const char* primitive) {
  if (c->heap_ptr < c->heap_start) Violation("%s: heap_ptr lies before the heap", primitive);
  if (c->stack_root != nullptr) {
    if (c->heap_ptr > c->heap_end) Violation("%s: a fragment is used beyond its end", primitive);
    return;
  }
  if (c->e > c->heap_end)
    Violation("%s: the stack is popped %d words too far", primitive,
              static_cast<int>(c->e - c->heap_end));
  if (c->heap_ptr > c->e)
    Violation("%s: heap and stack overlap by %d words: more was allocated than reserved", primitive,
              static_cast<int>(c->heap_ptr - c->e));
}

// ---- Terms made through the register block ------------------------------------------------------
namespace {
bool IsRoot(const Ctx* ctx, const Context* c) {
  return ctx->heap_end == c->e && ctx->heap_ptr != nullptr;
}
}  // namespace

Service::Service(Context* c, Allocate where) : ctx(&rt::g_ctx), c_(c) {
  Process* p = c->process;
  ctx->process = p;
  ctx->self = p->pid;
  ctx->heap = &p->young;
  if (where == Allocate::kHeap && c->stack_root == nullptr) {
    ctx->heap_ptr = c->heap_ptr;
    ctx->heap_end = c->e;
  } else {
    ctx->heap_ptr = ctx->heap_end = nullptr;
  }
  ctx->exc_class = 0;
  ctx->exc_cause = 0;
  ctx->requests = 0;
}

Service::~Service() {
  if (ctx->process == nullptr) return;  // the process ended
  if (IsRoot(ctx, c_)) {
    c_->heap_ptr = ctx->heap_ptr;
  } else if (c_->process->young.chunks != nullptr && ctx->heap_ptr != nullptr) {
    // Only what is used counts as room of the fragment.
    c_->process->young.chunks->top = ctx->heap_ptr;
  }
  c_->heap_root->next = c_->process->young.chunks;
  ctx->process = nullptr;
  ctx->heap = nullptr;
}

namespace {
// See Context::exception_top.
Term TopOfTrace(Ctx* ctx) {
  switch (ctx->exc_bif) {
    case rt::kNoBif:
    case rt::kExcTrace:
      return 0;
    case rt::kExcCallerArgs:
      return rt::MakeTuple(ctx, {ctx->exc_args[0], ctx->exc_args[1]});
    default: {
      auto id = static_cast<abi::BifId>(ctx->exc_bif);
      if (rt::IsFrameless(id)) return 0;
      const abi::BifInfo& b = abi::kBifs[ctx->exc_bif];
      Term args = rt::MakeList(ctx, ctx->exc_args, ctx->exc_nargs);
      Term module = rt::InternAtom(b.module);
      return rt::MakeTuple(
          ctx, {module, rt::InternAtom(b.function), args, rt::ErrorInfoList(ctx, module)});
    }
  }
}
}  // namespace

bool TakeException(Context* c, const Ctx* ctx) {
  if (ctx->exc_class == 0) return false;
  c->exception_class = ClassWord(ctx->exc_class);
  c->exception_reason = ctx->exc_reason;
  c->exception_stacktrace = ctx->exc_bif == rt::kExcTrace ? ctx->exc_args[0] : 0;
  c->exception_top = 0;
  if (rt::LikeOtp()) c->exception_top = TopOfTrace(const_cast<Ctx*>(ctx));
  return true;
}

// ---- The collector ------------------------------------------------------------------------------
// Cheney's algorithm from root block and fragments into one new block. A moved object leaves its
// new address in its header word (a header's tag is 00, a term's is not); a moved cons has
// kMovedMarker in word 0 and the new term in word 1. Terms outside of the process (a message that
// is looked at) stay where they are.
namespace {

constexpr uint32_t kPoison = 0xDEADBEC0u | abi::kMovedMarker;

class Collector {
 public:
  Collector(Context* c, uint32_t room) : c_(c), p_(c->process) {
    root_ = AllocRoot(room);
    start_ = ptr_ = scan_ = root_->storage;
    end_ = start_ + room;
  }

  void Root(Term* slot, const char* kind, uint32_t index) {
    if (g_options.check) CheckRoot(*slot, kind, index);
    where_ = kind;
    index_ = index;
    Slot(slot);
  }

  void Stack() {
    for (Term* s = c_->e; s < c_->heap_end; s++) {
      uint32_t i = static_cast<uint32_t>(s - c_->e);
      if (g_options.check) CheckStackWord(*s, i);
      where_ = "stack word";
      index_ = i;
      Slot(s);
    }
  }

  void Scan() {
    where_ = "a heap object";
    index_ = 0;
    while (scan_ < ptr_) {
      uint32_t w = *scan_;
      if ((w & abi::kTagMask) != abi::kTagHeader) {
        if (g_options.check && IsMarker(w))
          Violation("a heap object holds an element that was never set");
        Slot(scan_++);
        continue;
      }
      switch (rt::HeaderTag(w)) {
        case abi::kHdrTuple:
        case abi::kHdrMap:
          scan_++;
          break;
        case abi::kHdrMatchState:
          Slot(scan_ + 1);
          scan_ += 1 + rt::HeaderWords(w);
          break;
        case abi::kHdrFun:
          scan_ += 2;
          break;
        case abi::kHdrSubBinary:
          Slot(scan_ + 3);
          scan_ += 1 + rt::HeaderWords(w);
          break;
        default:
          scan_ += 1 + rt::HeaderWords(w);
      }
    }
  }

  void SweepBinaries() {
    Term* list = p_->young.mso;
    Term* kept = nullptr;
    while (list != nullptr) {
      Term* next = rt::WordPtr(list[rt::kRefcWordNext]);
      if ((list[0] & abi::kTagMask) != abi::kTagHeader) {
        Term* moved = rt::BoxPtr(list[0]);
        moved[rt::kRefcWordNext] = static_cast<Term>(reinterpret_cast<uintptr_t>(kept));
        kept = moved;
      } else {
        rt::ReleaseBinary(reinterpret_cast<rt::RefcBinary*>(list[rt::kRefcWordPtr]));
      }
      list = next;
    }
    p_->young.mso = kept;
  }

  uint32_t live_words() const { return static_cast<uint32_t>(ptr_ - start_); }

  // The new block becomes the heap, `total` words of it; the old memory goes.
  void Install(uint32_t total) {
    uint32_t stack = static_cast<uint32_t>(c_->heap_end - c_->e);
    Term* heap_end = start_ + total;
    memcpy(heap_end - stack, c_->e, stack * 4);
    RootFragment* old = c_->heap_root;
    uint32_t old_words = static_cast<uint32_t>(c_->heap_end - c_->heap_start);
    c_->heap_root = root_;
    c_->heap_start = start_;
    c_->heap_ptr = ptr_;
    c_->heap_end = heap_end;
    c_->e = heap_end - stack;
    rt::FreeChunks(p_->young.chunks);
    p_->young.chunks = nullptr;
    p_->gc_count++;
    rt::g_sched.stats.collections++;
    p_->force_major = false;
    Release(old, old_words);
  }

 private:
  static bool IsMarker(Term w) { return (w & abi::kAtomMask) == abi::kMovedMarker; }

  // Kept for a while and filled with poison, so that code that holds on to an old term reads
  // nonsense.
  static void Release(RootFragment* old, uint32_t words) {
    if (!g_options.gc_stress) {
      free(old);
      return;
    }
    for (uint32_t i = 0; i < words; i++) old->storage[i] = kPoison;
    constexpr uint32_t kKept = 16;
    static SB_PER_THREAD RootFragment* kept[kKept];
    static SB_PER_THREAD uint32_t next = 0;
    free(kept[next]);
    kept[next] = old;
    next = (next + 1) % kKept;
  }

  void CheckRoot(Term t, const char* kind, uint32_t index) {
    uint32_t tag = t & abi::kTagMask;
    if (tag == abi::kTagHeader) Violation("collection: %s %u holds 0x%x, no term", kind, index, t);
    if (tag != abi::kTagImmediate) return;
    if (IsMarker(t)) Violation("collection: %s %u was never set", kind, index);
    if ((t & abi::kAtomMask) == abi::kCatchTag)
      Violation("collection: %s %u holds a catch term", kind, index);
  }
  void CheckStackWord(Term t, uint32_t index) {
    uint32_t tag = t & abi::kTagMask;
    if (tag == abi::kTagHeader) {
      if (!IsValidCp(t))
        Violation("collection: stack word %u holds 0x%x, neither term nor CP", index, t);
    } else if (tag == abi::kTagImmediate) {
      if (IsMarker(t)) Violation("collection: stack word %u was never set", index);
      if ((t & abi::kAtomMask) == abi::kCatchTag && !IsValidCatch(t))
        Violation("collection: stack word %u holds a catch term 0x%x of no label", index, t);
    }
  }

  // The range of the process's memory that holds p: its end; 0 = none.
  const Term* RangeEnd(const Term* p) const {
    if (p >= c_->heap_start && p < c_->heap_ptr) return c_->heap_ptr;
    for (const Chunk* f = p_->young.chunks; f != nullptr; f = f->next) {
      if (p >= f->data && p < f->data + f->words) return f->data + f->words;
    }
    return nullptr;
  }
  bool IsNewAddress(const Term* p) const { return p >= start_ && p < ptr_; }

  // Whether a pointer out of the process's heap is one that may be there.
  void CheckOutside(Term t, const Term* p) {
    if (rt::IsLiteral(t) || IsNewAddress(p) || IsInMailbox(p_, p)) return;
    Violation(
        "collection: %s %u refers to 0x%x, which is in no heap of this process (a term that was "
        "kept over a collection?)",
        where_, index_, t);
  }

  void Slot(Term* slot) {
    Term t = *slot;
    uint32_t tag = t & abi::kTagMask;
    if (tag == abi::kTagCons) {
      Term* p = rt::ConsPtr(t);
      if (!Inside(t, p, 2)) return;
      if (p[0] == abi::kMovedMarker) {
        *slot = p[1];
        return;
      }
      Term* to = Reserve(2);
      to[0] = p[0];
      to[1] = p[1];
      p[0] = abi::kMovedMarker;
      *slot = p[1] = rt::ConsTerm(to);
    } else if (tag == abi::kTagBoxed) {
      Term* p = rt::BoxPtr(t);
      if (!Inside(t, p, 1)) return;
      uint32_t header = p[0];
      if ((header & abi::kTagMask) != abi::kTagHeader) {
        if (g_options.check &&
            ((header & abi::kTagMask) != abi::kTagBoxed || !IsNewAddress(rt::BoxPtr(header)))) {
          Violation("collection: %s %u is boxed 0x%x, but there is no object (0x%x)", where_,
                    index_, t, header);
        }
        *slot = header;
        return;
      }
      uint32_t words = 1 + rt::HeaderWords(header);
      if (g_options.check) CheckObject(t, p, header, words);
      Term* to = Reserve(words);
      memcpy(to, p, words * 4);
      *slot = p[0] = rt::BoxTerm(to);
    }
  }

  // False: stays where it is.
  bool Inside(Term t, const Term* p, uint32_t words) {
    const Term* end = RangeEnd(p);
    if (end != nullptr) {
      if (g_options.check && static_cast<uint32_t>(end - p) < words)
        Violation("collection: %s %u refers to 0x%x at the end of the heap", where_, index_, t);
      return true;
    }
    if (g_options.check) CheckOutside(t, p);
    return false;
  }

  void CheckObject(Term t, const Term* p, uint32_t header, uint32_t words) {
    uint32_t tag = rt::HeaderTag(header);
    bool ok = (tag & 3) == 0 && tag != 0x1C && tag != 0x3C;
    if (ok && static_cast<uint32_t>(RangeEnd(p) - p) < words) ok = false;
    if (ok && tag == abi::kHdrFloat && words != abi::kFloatWords) ok = false;
    if (ok && tag == abi::kHdrRefcBinary && words != rt::kRefcBinaryWords) ok = false;
    if (ok && tag == abi::kHdrSubBinary && (words != 4 || !rt::IsBoxed(p[3]))) ok = false;
    if (ok && tag == abi::kHdrMatchState && (words < 4 || !rt::IsBoxed(p[1]))) ok = false;
    if (ok && tag == abi::kHdrFun && words < 3) ok = false;
    if (ok && tag == abi::kHdrMap && (words < 2 || !rt::IsBoxed(p[1]))) ok = false;
    if (!ok)
      Violation("collection: %s %u is boxed 0x%x with the impossible header 0x%x", where_, index_,
                t, header);
  }

  Term* Reserve(uint32_t words) {
    if (static_cast<uint32_t>(end_ - ptr_) < words)
      Violation("collection: more objects than memory (overlapping objects?)");
    Term* p = ptr_;
    ptr_ += words;
    return p;
  }

  Context* c_;
  Process* p_;
  RootFragment* root_;
  Term* start_;
  Term* ptr_;
  Term* scan_;
  Term* end_;
  const char* where_ = "";
  uint32_t index_ = 0;
};

uint32_t FragmentWords(const Context* c) {
  uint32_t n = 0;
  for (const Chunk* f = c->process->young.chunks; f != nullptr; f = f->next) n += f->words;
  return n;
}

// `total`: words of the new block when nothing dies; afterwards at least `free_words` are free.
bool Collect(Context* c, uint32_t total, uint32_t free_words, const Roots& roots, bool shrink) {
  LeaveFragment(c);
  Process* p = c->process;
  uint32_t stack = static_cast<uint32_t>(c->heap_end - c->e);
  uint32_t used = static_cast<uint32_t>(c->heap_ptr - c->heap_start) + FragmentWords(c);
  uint32_t needed = used + stack + free_words;
  if (needed < free_words || needed > 0x1FFFFFFF) return false;
  if (total < needed) total = needed;
  if (c->max_heap_size != 0 && total > c->max_heap_size) {
    if (needed > c->max_heap_size) return false;
    total = c->max_heap_size;
  }
  Collector g(c, total);
  for (uint32_t i = 0; i < roots.live; i++) g.Root(&c->x[i], "x register", i);
  for (uint32_t i = 0; i < roots.n; i++) g.Root(&roots.extra[i], "operand", i);
  for (ExtendedRegister* r = c->extended_x_regs; r != nullptr; r = r->next)
    g.Root(&r->value, "x register", r->index);
  g.Root(&c->exit_reason, "exit reason", 0);
  g.Root(&c->group_leader, "group leader", 0);
  for (rt::DictEntry& d : p->dictionary) {
    g.Root(&d.key, "dictionary key", 0);
    g.Root(&d.value, "dictionary value", 0);
  }
  g.Stack();
  g.Scan();
  g.SweepBinaries();
  uint32_t occupied = g.live_words() + stack;
  if (g_options.gc_stress) {
    total = occupied + free_words;
  } else if (shrink && total - occupied > 2 * (free_words + kMinFreeWords)) {
    total -= (total - occupied - 2 * (free_words + kMinFreeWords)) / 2;
  }
  g.Install(total);
  return true;
}

}  // namespace

bool EnsureFree(Context* c, uint32_t words, const Roots& roots, CollectFlag flag) {
  uint32_t free_words = FreeWords(c);
  if (flag == CollectFlag::kNoGc) {
    if (free_words < words) GoOnInFragment(c, words);
    return true;
  }
  bool fragments = HasFragments(c);
  bool too_much = flag == CollectFlag::kCanShrink && !rt::LikeOtp() && free_words >= words &&
                  free_words - words > 2 * (words + kMinFreeWords);
  if (!fragments && free_words >= words && flag != CollectFlag::kForceShrink && !too_much &&
      !g_options.gc_stress) {
    return true;
  }
  uint32_t size = static_cast<uint32_t>(
                      StackBase(c) - (c->stack_root != nullptr ? c->stack_start : c->heap_start)) +
                  FragmentWords(c);
  uint32_t total = size;
  if (free_words < words) total = size + words + kMinFreeWords + (rt::LikeOtp() ? size / 2 : 0);
  if (total < c->min_heap_size) total = c->min_heap_size;
  // The stock host shrinks whenever it may; that makes deep recursion quadratic.
  bool shrink =
      flag == CollectFlag::kForceShrink || (flag == CollectFlag::kCanShrink && !rt::LikeOtp());
  return Collect(c, total, words, roots, shrink);
}

}  // namespace seabeam::avm

// ---- What core and data expect of a heap
// ----------------------------------------------------------
namespace seabeam::rt {

uint32_t HeapWords(const Process* p) {
  const avm::Context* c = avm::ContextOf(p);
  uint32_t n = static_cast<uint32_t>(c->heap_ptr - c->heap_start);
  for (const Chunk* f = p->young.chunks; f != nullptr; f = f->next) n += f->words;
  return n;
}
uint32_t StackWords(Ctx* ctx, const Process* p) {
  const avm::Context* c = avm::ContextOf(p);
  return static_cast<uint32_t>(avm::StackBase(c) - c->e);
}
// Of a process that is not running. Its x registers may hold terms and are no roots then (H-24), so
// nothing is done.
void CollectSuspended(Process* p, bool major) {}

}  // namespace seabeam::rt

using seabeam::rt::Chunk;
using seabeam::rt::Ctx;

// Room that the heap did not have, as a new fragment (or, of a scratch heap, a new chunk).
SB_EXPORT void heap_slow(Ctx* ctx, uint32_t bytes) {
  namespace avm = seabeam::avm;
  uint32_t words = bytes / 4 + 1;
  uint32_t size = 64;
  Chunk* current = ctx->heap->chunks;
  if (ctx->process != nullptr && ctx->heap == &ctx->process->young) {
    avm::Context* c = avm::ContextOf(ctx->process);
    if (ctx->heap_end == c->e && ctx->heap_ptr != nullptr) {
      c->heap_ptr = ctx->heap_ptr;
    } else if (ctx->heap_ptr != nullptr) {
      current->top = ctx->heap_ptr;
      size = current->words * 2;
    }
  } else if (current != nullptr) {
    size = current->words * 2;
  }
  if (size > 65536) size = 65536;
  if (size < words) size = words;
  Chunk* f = seabeam::rt::AllocChunk(size);
  f->next = ctx->heap->chunks;
  ctx->heap->chunks = f;
  ctx->heap_ptr = f->data;
  ctx->heap_end = f->data + size;
}
