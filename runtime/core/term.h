// Terms, the register block and bump allocation: what every C++ file of the
// runtime includes. Layout facts come from abi/layout.h.
//
// Nothing here, and no BIF, collects garbage or moves a term: allocation takes
// another chunk when the current one is full (heap_slow) and a collection
// happens later, at a function entry of compiled code. So plain Term locals are
// safe anywhere in C++ code.
#ifndef SEABEAM_RUNTIME_CORE_TERM_H_
#define SEABEAM_RUNTIME_CORE_TERM_H_

#include <cstddef>
#include <cstdint>
#include <initializer_list>

#include "abi/atom_list.h"
#include "abi/layout.h"

// A function compiled modules or the host call by name.
#define SB_EXPORT extern "C" __attribute__((visibility("default"), used))

namespace seabeam::rt {

using Term = uint32_t;
using abi::FixedAtom;

struct Process;
struct Export;
struct Heap;
struct Scheduler;

// ---- Register block ---------------------------------------------------------
inline constexpr uint32_t kMaxBifArgs = 12;
inline constexpr uint32_t kNoBif = ~0u;
// Instead of a BIF's id in Ctx::exc_bif, for erlang:error/2,3 and erlang:raise/3:
inline constexpr uint32_t kExcCallerArgs = ~1u;  // exc_args: the caller's arguments (or 0), more location
inline constexpr uint32_t kExcTrace = ~2u;       // exc_args: a raw trace

struct Ctx {
  uint32_t reserved0[3];
  Term* heap_ptr;
  Term* heap_end;
  Term* e;
  uint32_t reserved1[16];
  Term* native_base;
  Term* native_e;
  int32_t reds;
  Term* stack_limit;
  Export* pending_export;
  Process* process;
  Term self;
  // ---- below: known to the runtime only ----
  Heap* heap;          // where heap_slow takes chunks: the process's, or a loader's
  Scheduler* sched;
  // The pending exception of a BIF that returned 0 (core/error.h).
  Term exc_class;      // 0: no exception; the process or the program ends
  Term exc_reason;
  Term exc_cause;      // error_info cause, 0 = none
  uint32_t exc_bif;    // abi::BifId of the top stack frame, kNoBif = none
  uint32_t exc_nargs;
  Term exc_args[kMaxBifArgs];
  // ---- scheduler only (core/scheduler.h) ----
  int32_t reds_left;      // reductions that were left when `reds` was zeroed for a request
  uint32_t requests;      // why `reds` was zeroed: bits of Request
  uint32_t action;        // what the dispatch loop does after a native function returned 0
  uint32_t next;          // function-table index of the adapter to go on with
  uint32_t live;          // x registers that it reads
  // The exception on its way to a handler (kActionRaise).
  Term raised_class;
  Term raised_reason;
  Term raised_top;        // core/raise.h: the third element of a raw trace
  Term raised_raw;        // a finished raw trace, 0 = to be made from the stack
  uint32_t raised_pos;
  uint32_t reserved2[6];
  Term x[abi::CtxOffsets::x_count];
};
static_assert(sizeof(void*) != 4 || offsetof(Ctx, heap_ptr) == abi::CtxOffsets::heap_ptr);
static_assert(sizeof(void*) != 4 || offsetof(Ctx, heap_end) == abi::CtxOffsets::heap_end);
static_assert(sizeof(void*) != 4 || offsetof(Ctx, e) == abi::CtxOffsets::e);
static_assert(sizeof(void*) != 4 || offsetof(Ctx, native_base) == abi::CtxOffsets::native_base);
static_assert(sizeof(void*) != 4 || offsetof(Ctx, native_e) == abi::CtxOffsets::native_e);
static_assert(sizeof(void*) != 4 || offsetof(Ctx, reds) == abi::CtxOffsets::reds);
static_assert(sizeof(void*) != 4 || offsetof(Ctx, stack_limit) == abi::CtxOffsets::stack_limit);
static_assert(sizeof(void*) != 4 || offsetof(Ctx, pending_export) == abi::CtxOffsets::pending_export);
static_assert(sizeof(void*) != 4 || offsetof(Ctx, process) == abi::CtxOffsets::process);
static_assert(sizeof(void*) != 4 || offsetof(Ctx, self) == abi::CtxOffsets::self);
static_assert(sizeof(void*) != 4 || offsetof(Ctx, x) == abi::CtxOffsets::x_base);

// ---- Immediates ---------------------------------------------------------------
inline constexpr Term kNone = abi::kNone;
inline constexpr Term kNil = abi::kNil;
constexpr Term Atom(FixedAtom a) { return abi::AtomTerm(a); }
inline constexpr Term kTrue = Atom(FixedAtom::kTrue);
inline constexpr Term kFalse = Atom(FixedAtom::kFalse);
inline constexpr Term kOk = Atom(FixedAtom::kOk);
inline constexpr Term kUndefined = Atom(FixedAtom::kUndefined);
constexpr Term Bool(bool b) { return b ? kTrue : kFalse; }

constexpr bool IsImmediate(Term t) { return (t & abi::kTagMask) == abi::kTagImmediate; }
constexpr bool IsSmall(Term t) { return (t & abi::kImmMask) == abi::kImmSmall; }
constexpr bool IsPid(Term t) { return (t & abi::kImmMask) == abi::kImmPid; }
constexpr bool IsPort(Term t) { return (t & abi::kImmMask) == abi::kImmPort; }
constexpr bool IsAtom(Term t) { return (t & abi::kAtomMask) == abi::kAtomTag; }
constexpr bool IsNil(Term t) { return t == kNil; }
constexpr bool IsCons(Term t) { return (t & abi::kTagMask) == abi::kTagCons; }
constexpr bool IsBoxed(Term t) { return (t & abi::kTagMask) == abi::kTagBoxed; }
constexpr Term Small(int32_t v) { return abi::SmallTerm(v); }
constexpr int32_t SmallValue(Term t) { return abi::SmallValue(t); }
constexpr bool FitsSmall(int64_t v) { return v >= abi::kSmallMin && v <= abi::kSmallMax; }
constexpr uint32_t AtomIndex(Term t) { return t >> abi::kAtomShift; }
constexpr Term PidTerm(uint32_t number) { return (number << abi::kImmShift) | abi::kImmPid; }
constexpr uint32_t PidNumber(Term t) { return t >> abi::kImmShift; }

// ---- Cons and boxed access -----------------------------------------------------
inline Term* WordPtr(uintptr_t address) { return reinterpret_cast<Term*>(address); }
inline Term* ConsPtr(Term t) { return WordPtr(t - abi::kTagCons); }
inline Term Head(Term cons) { return ConsPtr(cons)[1]; }
inline Term Tail(Term cons) { return ConsPtr(cons)[0]; }
inline Term* BoxPtr(Term t) { return WordPtr(t - abi::kTagBoxed); }
inline uint32_t HeaderOf(Term boxed) { return BoxPtr(boxed)[0]; }
constexpr uint32_t HeaderTag(uint32_t header) { return header & abi::kHeaderMask; }
constexpr uint32_t HeaderWords(uint32_t header) { return header >> abi::kHeaderShift; }
inline Term BoxTerm(const Term* p) { return static_cast<Term>(reinterpret_cast<uintptr_t>(p)) | abi::kTagBoxed; }
inline Term ConsTerm(const Term* p) { return static_cast<Term>(reinterpret_cast<uintptr_t>(p)) | abi::kTagCons; }
inline bool IsBoxedTag(Term t, uint32_t tag) { return IsBoxed(t) && HeaderTag(HeaderOf(t)) == tag; }

inline bool IsTuple(Term t) { return IsBoxedTag(t, abi::kHdrTuple); }
inline uint32_t TupleArity(Term t) { return HeaderWords(HeaderOf(t)); }
inline Term TupleElement(Term t, uint32_t zero_based) { return BoxPtr(t)[1 + zero_based]; }
inline bool IsTupleOf(Term t, uint32_t arity) { return IsBoxed(t) && HeaderOf(t) == abi::Header(arity, abi::kHdrTuple); }
inline bool IsBigInt(Term t) { return IsBoxed(t) && (HeaderOf(t) & abi::kHdrIntMask) == abi::kHdrPosInt; }
inline bool IsInteger(Term t) { return IsSmall(t) || IsBigInt(t); }
inline bool IsFloat(Term t) { return IsBoxedTag(t, abi::kHdrFloat); }
inline bool IsFun(Term t) { return IsBoxedTag(t, abi::kHdrFun); }
inline bool IsRef(Term t) { return IsBoxed(t) && (HeaderTag(HeaderOf(t)) == abi::kHdrRef || HeaderTag(HeaderOf(t)) == abi::kHdrExternalRef); }
inline bool IsMap(Term t) { return IsBoxedTag(t, abi::kHdrMap) || IsBoxedTag(t, abi::kHdrHashMap); }
inline bool IsList(Term t) { return IsCons(t) || IsNil(t); }
inline double FloatValue(Term t) {
  double d;
  __builtin_memcpy(&d, BoxPtr(t) + 1, 8);
  return d;
}

// Local reference: header (2 << 6 | kHdrRef), words 1-2 = 64-bit number, low word first (AtomVM: high word first).
// One that keeps a resource (core/resource.h) is longer: behind the number comes what a refc binary has (core/binary.h).
inline constexpr uint32_t kRefHeader = abi::Header(2, abi::kHdrRef);
inline constexpr uint32_t kResourceRefHeader = abi::Header(5, abi::kHdrRef);
inline bool IsLocalRef(Term t) {
  return IsBoxed(t) && (HeaderOf(t) == kRefHeader || (!abi::kAtomVmLayout && HeaderOf(t) == kResourceRefHeader));
}
inline constexpr uint32_t kRefLowWord = abi::kAtomVmLayout ? 2 : 1;
inline uint64_t RefNumber(Term t) {
  return BoxPtr(t)[kRefLowWord] | static_cast<uint64_t>(BoxPtr(t)[3 - kRefLowWord]) << 32;
}

// Hash map (kHdrHashMap): the collector and the message copier see only that
// every word behind the header of the root is a term, and that inner nodes are
// tuples. So a node's bitmap must be a small integer.

}  // namespace seabeam::rt

SB_EXPORT void heap_slow(seabeam::rt::Ctx* ctx, uint32_t bytes);

namespace seabeam::rt {

// ---- Allocation ------------------------------------------------------------------
// n fresh words of the running process's heap. Never fails (running out of
// memory ends the program).
inline Term* AllocWords(Ctx* ctx, uint32_t n) {
  Term* p = ctx->heap_ptr;
  if (static_cast<uint32_t>(ctx->heap_end - p) < n) {
    heap_slow(ctx, n * 4);
    p = ctx->heap_ptr;
  }
  ctx->heap_ptr = p + n;
  return p;
}

inline Term Cons(Ctx* ctx, Term head, Term tail) {
  Term* p = AllocWords(ctx, 2);
  p[0] = tail;
  p[1] = head;
  return ConsTerm(p);
}
inline Term MakeTuple(Ctx* ctx, const Term* elements, uint32_t n) {
  Term* p = AllocWords(ctx, n + 1);
  p[0] = abi::Header(n, abi::kHdrTuple);
  for (uint32_t i = 0; i < n; i++) p[1 + i] = elements[i];
  return BoxTerm(p);
}
inline Term MakeTuple(Ctx* ctx, std::initializer_list<Term> elements) {
  return MakeTuple(ctx, elements.begin(), static_cast<uint32_t>(elements.size()));
}
inline Term MakeList(Ctx* ctx, const Term* elements, uint32_t n, Term tail = kNil) {
  while (n > 0) tail = Cons(ctx, elements[--n], tail);
  return tail;
}
inline Term MakeList(Ctx* ctx, std::initializer_list<Term> elements) {
  return MakeList(ctx, elements.begin(), static_cast<uint32_t>(elements.size()));
}
inline Term MakeFloat(Ctx* ctx, double d) {
  Term* p = AllocWords(ctx, abi::kFloatWords);
  p[0] = abi::kFloatHeader;
  __builtin_memcpy(p + 1, &d, 8);
  return BoxTerm(p);
}
inline Term MakeRef(Ctx* ctx, uint64_t number) {
  Term* p = AllocWords(ctx, 3);
  p[0] = kRefHeader;
  p[kRefLowWord] = static_cast<Term>(number);
  p[3 - kRefLowWord] = static_cast<Term>(number >> 32);
  return BoxTerm(p);
}
uint64_t NextRefNumber(Ctx* ctx);

// A list of the bytes (or code points given as bytes) of `text`.
inline Term MakeByteList(Ctx* ctx, const uint8_t* bytes, uint32_t n, Term tail = kNil) {
  while (n > 0) tail = Cons(ctx, Small(bytes[--n]), tail);
  return tail;
}

// Builds a list front to back.
class ListBuilder {
 public:
  explicit ListBuilder(Ctx* ctx) : ctx_(ctx) {}
  void Add(Term t) {
    Term cell = Cons(ctx_, t, kNil);
    if (last_ == 0) first_ = cell; else ConsPtr(last_)[0] = cell;
    last_ = cell;
  }
  Term Finish(Term tail = kNil) {
    if (last_ == 0) return tail;
    ConsPtr(last_)[0] = tail;
    return first_;
  }

 private:
  Ctx* ctx_;
  Term first_ = 0;
  Term last_ = 0;
};

// Length of a proper list, -1 for anything else.
inline int32_t ProperLength(Term list) {
  int32_t n = 0;
  while (IsCons(list)) { n++; list = Tail(list); }
  return IsNil(list) ? n : -1;
}

// ---- Atoms (core/atoms.cc) -------------------------------------------------------
// The atom table only grows; in a threaded build interning takes its lock, reading by
// index needs none.
struct Text {
  const char* data;
  uint32_t size;
  bool operator==(const Text& o) const { return size == o.size && __builtin_memcmp(data, o.data, size) == 0; }
};
Term InternAtom(const char* utf8, uint32_t size);
inline Term InternAtom(const char* literal) { return InternAtom(literal, static_cast<uint32_t>(__builtin_strlen(literal))); }
Term FindAtom(const char* utf8, uint32_t size);  // 0 = no such atom yet
// The number that OTP's emulator would have given the atom: atoms as keys of maps have the order of these since OTP 26. The host has given
// the atoms of the emulator (sb_order_atoms), the others follow in the order in which they came. Without such a list, the atom's own number.
bool AtomsAreNumbered();
uint32_t AtomNumber(Term atom);
Text AtomText(Term atom);                        // UTF-8, lives for ever
uint32_t AtomCount();
uint64_t AtomBytes();  // their texts and the table

// Ends the program with a message on stderr: a broken invariant or no memory.
[[noreturn]] void Panic(const char* message);

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_CORE_TERM_H_
