// Primitives of frames, heap, scheduling and exceptions (3.4 of the interface description).
#include "runtime/atomvm/module.h"
#include "runtime/atomvm/primitive_list.h"

using namespace seabeam::avm;
namespace abi = seabeam::abi;
namespace host = seabeam::abi::atomvm;
namespace rt = seabeam::rt;
using rt::Atom;
using rt::FixedAtom;

namespace {
uint32_t OutOfMemory(Context* c) {
  SetError(c, Atom(FixedAtom::kOutOfMemory));
  return 0;
}
uint32_t Live(Context* c, uint32_t live) {
  TrimRegisters(c, live < host::kXRegisters ? host::kXRegisters : live);
  return live < host::kXRegisters ? live : host::kXRegisters;
}
constexpr uint32_t kMaxWords = 1u << 27;
}  // namespace

// ---- Frames and heap
// ----------------------------------------------------------------------------------
uint32_t prim_allocate(Context* c, JitState* js, uint32_t stack_need, uint32_t heap_need,
                       uint32_t live) {
  EnterPrimitive("allocate", c, js);
  if (stack_need > kMaxWords || heap_need > kMaxWords) return OutOfMemory(c);
  uint32_t words = heap_need + stack_need + 1;
  if (!IsValidCp(c->cp)) Violation("allocate: the return address 0x%x is no CP", c->cp);
  if (HasFragments(c) || FreeWords(c) < words || g_options.gc_stress) {
    if (!EnsureFree(c, words, Roots{Live(c, live), nullptr}, CollectFlag::kCanShrink))
      return OutOfMemory(c);
  }
  c->e -= stack_need + 1;
  c->e[stack_need] = c->cp;
  if (g_options.check) {
    for (uint32_t i = 0; i < stack_need; i++)
      c->e[i] = abi::kMovedMarker;  // a collection refuses it
  }
  return 1;
}

uint32_t prim_deallocate(Context* c, JitState* js, uint32_t n) {
  EnterPrimitive("deallocate", c, js);
  if (c->e + n >= StackBase(c)) Violation("deallocate: no frame of %u slots", n);
  c->cp = c->e[n];
  if (!IsValidCp(c->cp)) Violation("deallocate: 0x%x behind %u slots is no CP", c->cp, n);
  c->e += n + 1;
  if (!HasFragments(c) && !g_options.gc_stress) return 1;
  return EnsureFree(c, 0, Roots{1, nullptr}, CollectFlag::kForceShrink) ? 1 : OutOfMemory(c);
}

uint32_t prim_test_heap(Context* c, JitState* js, uint32_t need, uint32_t live) {
  EnterPrimitive("test_heap", c, js);
  if (need > kMaxWords) return OutOfMemory(c);
  uint32_t free_words = FreeWords(c);
  uint32_t words = need;
  if (free_words >= need && !g_options.gc_stress) {
    if (free_words <= 64 * need) return 1;
    words = 32 * need;
  }
  return EnsureFree(c, words, Roots{Live(c, live), nullptr}, CollectFlag::kCanShrink)
             ? 1
             : OutOfMemory(c);
}

uint32_t prim_memory_ensure_free_with_roots(Context* c, JitState* js, uint32_t words, uint32_t live,
                                            uint32_t flags) {
  EnterPrimitive("memory_ensure_free_with_roots", c, js);
  if (live > host::kXRegisters + 1)
    Violation("memory_ensure_free_with_roots: %u live registers (H-27)", live);
  if (flags > 3) Violation("memory_ensure_free_with_roots: flags %u", flags);
  if (words > kMaxWords) return OutOfMemory(c);
  return EnsureFree(c, words, Roots{live, nullptr}, static_cast<CollectFlag>(flags))
             ? 1
             : OutOfMemory(c);
}

void prim_trim_live_regs(Context* c, uint32_t live) {
  TrimRegisters(c, live < host::kXRegisters ? host::kXRegisters : live);
}

Term* prim_extended_register_pointer(Context* c, uint32_t index) {
  if (index < host::kXRegisters || index > 0xFFFF)
    Violation("extended_register_pointer: register %u", index);
  return ExtendedRegisterAt(c, index);
}

// ---- Scheduling
// -----------------------------------------------------------------------------------------
Context* prim_schedule_next_cp(Context* c, JitState* js) {
  EnterPrimitive("schedule_next_cp", c, js);
  return ScheduleNext(c, js);
}

Context* prim_schedule_wait_cp(Context* c, JitState* js) {
  EnterPrimitive("schedule_wait_cp", c, js);
  return ScheduleWait(c, js);
}

Context* prim_terminate_context(Context* c, JitState* js) {
  EnterPrimitive("terminate_context", c, js);
  if (c->e != StackBase(c))
    Violation("terminate_context: %d words are left on the stack",
              static_cast<int>(StackBase(c) - c->e));
  return Terminate(c, js);
}

// ---- Exceptions
// -----------------------------------------------------------------------------------------
Context* prim_raise_error(Context* c, JitState* js, uint32_t offset, Term reason) {
  EnterPrimitive("raise_error", c, js);
  return RaiseError(c, js, offset, reason);
}

Context* prim_raise_error_tuple(Context* c, JitState* js, uint32_t offset, Term atom, Term value) {
  EnterPrimitive("raise_error_tuple", c, js);
  Term roots[1] = {value};
  if (!EnsureFree(c, 3, Roots{0, roots, 1}, CollectFlag::kCanShrink)) {
    OutOfMemory(c);
    return HandleError(c, js, offset);
  }
  Term* p = c->heap_ptr;
  c->heap_ptr += 3;
  p[0] = abi::Header(2, abi::kHdrTuple);
  p[1] = atom;
  p[2] = roots[0];
  return RaiseError(c, js, offset, rt::BoxTerm(p));
}

Context* prim_handle_error(Context* c, JitState* js, uint32_t offset) {
  const char* before = g_worker.primitive;
  EnterPrimitive("handle_error", c, js);
  if (c->exception_class == 0)
    Violation("handle_error: no exception was set (last primitive: %s)", before);
  return HandleError(c, js, offset);
}

Context* prim_raise(Context* c, JitState* js, Term trace, Term value) {
  EnterPrimitive("raise", c, js);
  if (!rt::IsTuple(trace) || rt::TupleArity(trace) < 6)
    Violation("raise: the stack trace 0x%x is no raw trace (H-35)", trace);
  c->exception_class = ClassWord(rt::TupleElement(trace, 5));
  c->exception_reason = value;
  c->exception_stacktrace = trace;
  return HandleError(c, js, 0);
}

Context* prim_raw_raise(Context* c, JitState* js) {
  EnterPrimitive("raw_raise", c, js);
  Term exception_class = c->x[0];
  if (exception_class != Atom(FixedAtom::kError) && exception_class != Atom(FixedAtom::kExit) &&
      exception_class != Atom(FixedAtom::kThrow)) {
    Violation("raw_raise: x[0] is no class");
  }
  c->exception_class = ClassWord(exception_class);
  c->exception_reason = c->x[1];
  c->exception_stacktrace = c->x[2];
  return HandleError(c, js, 0);
}

Context* prim_raise_error_mfa(Context* c, JitState* js, uint32_t offset, uint32_t function,
                              uint32_t arity) {
  EnterPrimitive("raise_error_mfa", c, js);
  Module* m = js->module;
  if (function == 0 || function >= m->atoms.size()) Violation("raise_error_mfa: atom %u", function);
  if (arity > 255) Violation("raise_error_mfa: arity %u", arity);
  uint32_t direct = arity < host::kXRegisters ? arity : host::kXRegisters;
  if (!EnsureFree(c, 2 * arity, Roots{direct, nullptr}, CollectFlag::kCanShrink)) {
    OutOfMemory(c);
    return HandleError(c, js, offset);
  }
  Term args = rt::kNil;
  for (uint32_t i = arity; i-- > 0;) {
    Term* p = c->heap_ptr;
    c->heap_ptr += 2;
    p[0] = args;
    p[1] = *XRegister(c, i);
    args = rt::ConsTerm(p);
  }
  SetError(c, Atom(FixedAtom::kFunctionClause));
  BuildRawTrace(c, m, offset, m->name, m->atoms[function], args);
  return HandleError(c, js, 0);
}

uint32_t prim_catch_end(Context* c, JitState* js) {
  EnterPrimitive("catch_end", c, js);
  // As on the stock host, x[0] is looked at without its tag (H-30).
  uint32_t index = c->x[0] >> abi::kAtomShift;
  bool error = index == static_cast<uint32_t>(FixedAtom::kError);
  bool exit = index == static_cast<uint32_t>(FixedAtom::kExit);
  bool thrown = index == static_cast<uint32_t>(FixedAtom::kThrow);
  if ((error || exit || thrown) && !rt::IsAtom(c->x[0]))
    Violation("catch_end: x[0] = 0x%x would be taken for a class (H-30)", c->x[0]);
  if (thrown) {
    c->x[0] = c->x[1];
    return 1;
  }
  if (!error && !exit) return 1;
  if (error) {
    Term roots[2] = {c->x[1], c->x[2]};
    {
      Term raw = c->x[2];
      c->x[0] = c->x[1];
      roots[1] = BuiltTrace(c, &raw, 1);
      roots[0] = c->x[0];
    }
    if (!EnsureFree(c, 6, Roots{0, roots, 2}, CollectFlag::kCanShrink)) return OutOfMemory(c);
    c->x[1] = roots[0];
    c->x[2] = roots[1];
  } else if (!EnsureFree(c, 3, Roots{0, &c->x[1], 1}, CollectFlag::kCanShrink)) {
    return OutOfMemory(c);
  }
  auto pair = [&](Term a, Term b) {
    Term* p = c->heap_ptr;
    c->heap_ptr += 3;
    p[0] = abi::Header(2, abi::kHdrTuple);
    p[1] = a;
    p[2] = b;
    return rt::BoxTerm(p);
  };
  c->x[0] = pair(Atom(FixedAtom::kExitUpper), error ? pair(c->x[1], c->x[2]) : c->x[1]);
  return 1;
}

Term prim_stacktrace_build(Context* c) {
  Term raw = c->x[0];
  return BuiltTrace(c, &raw, 1);
}

// ---- Memory of compiled code
// ------------------------------------------------------------------------------
void* prim_malloc(Context* c, JitState* js, uint32_t bytes) {
  return rt::CheckedAlloc(bytes == 0 ? 4 : bytes);
}
void prim_free(void* p) { free(p); }
