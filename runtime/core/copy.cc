// Copies of terms outside their heap. Copying is breadth-first over the
// destination, as in the collector, but leaves the source as it is: shared
// subterms are copied each time.
#include "runtime/core/copy.h"

#include <cstring>

#include "runtime/core/binary.h"
#include "runtime/core/containers.h"
#include "runtime/core/memory.h"
#include "runtime/core/process.h"
#include "runtime/core/scheduler.h"

namespace seabeam::rt {
namespace {

// First and past-the-last word of a boxed object that hold terms.
struct TermWords {
  uint32_t first;
  uint32_t end;
};
TermWords TermWordsOf(const Term* p) {
  uint32_t n = 1 + HeaderWords(p[0]);
  switch (HeaderTag(p[0])) {
    case abi::kHdrTuple:
    case abi::kHdrMap:
    case abi::kHdrHashMap:
      return {1, n};
    case abi::kHdrMatchState:
      return {1, 2};
    case abi::kHdrFun:
      // AtomVM: words 1.. are terms, or word 1 is a raw, 4-aligned address.
      return !abi::kAtomVmLayout && IsAtom(p[1]) ? TermWords{n, n} : TermWords{2, n};
    case abi::kHdrBitstring:
    case abi::kHdrSubBinary:
      return {3, 4};
    default:
      return {n, n};
  }
}

inline bool IsPointer(Term t) {
  return (t & abi::kTagMask) == abi::kTagCons || (t & abi::kTagMask) == abi::kTagBoxed;
}

uint32_t SizeOf(Term t, bool deep) {
  if (!IsPointer(t) || (!deep && IsLiteral(t))) return 0;
  uint32_t size = 0;
  Vec<Term> stack;
  for (;;) {
    while (IsCons(t) && (deep || !IsLiteral(t))) {
      size += 2;
      Term head = Head(t);
      t = Tail(t);
      if (IsPointer(head)) stack.push_back(head);
    }
    if (IsBoxed(t) && (deep || !IsLiteral(t))) {
      const Term* p = BoxPtr(t);
      size += 1 + HeaderWords(p[0]);
      TermWords w = TermWordsOf(p);
      for (uint32_t i = w.first; i < w.end; i++) {
        if (IsPointer(p[i])) stack.push_back(p[i]);
      }
    }
    if (stack.empty()) return size;
    t = stack.back();
    stack.pop_back();
  }
}

struct Copier {
  Term* ptr;
  Term** mso;
  bool deep;

  Term Shallow(Term t) {
    if (!IsPointer(t) || (!deep && IsLiteral(t))) return t;
    if (IsCons(t)) {
      Term* to = ptr;
      ptr += 2;
      to[0] = ConsPtr(t)[0];
      to[1] = ConsPtr(t)[1];
      return ConsTerm(to);
    }
    const Term* p = BoxPtr(t);
    uint32_t n = 1 + HeaderWords(p[0]);
    Term* to = ptr;
    ptr += n;
    memcpy(to, p, n * 4);
    if (HoldsRefcBinary(to)) {
      RetainBinary(RefcBinaryOf(to));
      to[kRefcWordNext] = static_cast<Term>(reinterpret_cast<uintptr_t>(*mso));
      *mso = to;
    }
    return BoxTerm(to);
  }
};

}  // namespace

uint32_t CopySize(Term t) { return SizeOf(t, false); }
uint32_t FlatSize(Term t) { return SizeOf(t, true); }

Term CopyTerm(Term t, Term** hp, Term** mso, bool deep) {
  Copier c{*hp, mso, deep};
  Term* scan = *hp;
  Term result = c.Shallow(t);
  while (scan < c.ptr) {
    uint32_t w = *scan;
    if ((w & abi::kTagMask) != abi::kTagHeader) {
      *scan = c.Shallow(w);
      scan++;
      continue;
    }
    TermWords words = TermWordsOf(scan);
    uint32_t n = 1 + HeaderWords(w);
    for (uint32_t i = words.first; i < words.end; i++) scan[i] = c.Shallow(scan[i]);
    scan += n;
  }
  *hp = c.ptr;
  return result;
}

void ReleaseMso(Term* mso) {
  while (mso != nullptr) {
    Term* next = WordPtr(mso[kRefcWordNext]);
    ReleaseBinary(RefcBinaryOf(mso));
    mso = next;
  }
}

Term CopyToProcess(Ctx* ctx, Term t) {
  uint32_t n = CopySize(t);
  if (n == 0) return t;
  Term* hp = AllocWords(ctx, n);
  return CopyTerm(t, &hp, &ctx->heap->mso);
}

Term CopyToLiterals(Term t) {
  uint32_t n = SizeOf(t, true);
  if (n == 0) return t;
  Term* hp = AllocLiteralWords(n);
  Term* mso = nullptr;  // literals keep their binaries for ever
  return CopyTerm(t, &hp, &mso, true);
}

// ---- Messages -----------------------------------------------------------------------
Message* NewMessage(uint32_t words) {
  auto* m = static_cast<Message*>(CheckedAlloc(sizeof(Message) + words * 4));
  m->next = nullptr;
  m->term = 0;
  m->mso = nullptr;
  m->chunk.next = nullptr;
  m->chunk.words = words;
  m->chunk.pages = kInMessage;
  m->chunk.top = m->chunk.data;
  m->end = m->chunk.data;
  return m;
}

Message* CopyToMessage(Term t) {
  uint32_t n = CopySize(t);
  Message* m = NewMessage(n);
  Term* hp = m->chunk.data;
  m->term = CopyTerm(t, &hp, &m->mso);
  m->end = hp;
  return m;
}

void FreeMessage(Message* m) {
  ReleaseMso(m->mso);
  free(m);
}

// The block joins the heap behind its current chunk, which stays current.
Term AdoptMessage(Ctx* ctx, Message* m) {
  Term t = m->term;
  if (m->chunk.words == 0) {
    free(m);
    return t;
  }
  Heap* h = ctx->heap;
  while (m->mso != nullptr) {
    Term* next = WordPtr(m->mso[kRefcWordNext]);
    m->mso[kRefcWordNext] = static_cast<Term>(reinterpret_cast<uintptr_t>(h->mso));
    h->mso = m->mso;
    ChargeHeap(ctx, RefcBinaryOf(m->mso)->size / 4);
    m->mso = next;
  }
  if (abi::kAtomVmLayout) {  // the current chunk is not in the list
    m->chunk.next = h->chunks;
    h->chunks = &m->chunk;
    return t;
  }
  m->chunk.next = h->chunks->next;
  h->chunks->next = &m->chunk;
  ChargeHeap(ctx, m->chunk.words);
  return t;
}

}  // namespace seabeam::rt
