// Names of natives: BIFs first, then NIFs.
#include "runtime/atomvm/registry.h"

#include <cstring>

#include "abi/atomvm/bifs.h"
#include "runtime/core/bifs.h"
#include "runtime/core/signals.h"

namespace seabeam::avm {

void ForEachBif(void (*add)(const char* function, const Native& native));

namespace {

// Written once, before anything runs.
rt::WordMap g_bifs;
rt::WordMap g_nifs;

uint64_t Key(Term module, Term function, uint32_t arity) {
  return static_cast<uint64_t>(module >> abi::kAtomShift) << 36 |
         static_cast<uint64_t>(function >> abi::kAtomShift) << 10 | (arity + 1);
}
void Add(rt::WordMap* map, const char* module, const char* function, const Native& n) {
  auto* copy = static_cast<Native*>(rt::CheckedAlloc(sizeof(Native)));
  *copy = n;
  map->Put(Key(rt::InternAtom(module), rt::InternAtom(function), n.arity), copy);
}
void AddBif(const char* function, const Native& n) { Add(&g_bifs, host::kBifModule, function, n); }

// Addresses in the order of abi::kBifs; 0 = this host has none.
const uintptr_t kNifCode[] = {
#define BIF(symbol, module, function, arity, kind) reinterpret_cast<uintptr_t>(&::symbol),
#include "abi/bifs/all.inc"
#undef BIF
    0};

// Those that in the seabeam ABI need to know where they were called from.
Term ProcessInfo1(Ctx* ctx, Term pid) { return rt::ProcessInfo(ctx, pid); }
Term ProcessInfo2(Ctx* ctx, Term pid, Term what) { return rt::ProcessInfo(ctx, pid, what); }

template <typename F>
uint32_t Address(F* f) {
  return static_cast<uint32_t>(reinterpret_cast<uintptr_t>(f));
}

// ---- Natives that go on somewhere else
// ---------------------------------------------------------------
Context* ApplyList(Context* c, JitState* js, uint32_t offset, Term m, Term f, Term args) {
  int32_t n = rt::IsAtom(m) && rt::IsAtom(f) ? SpreadArguments(c, args) : -1;
  if (n < 0) return RaiseError(c, js, offset, Atom(FixedAtom::kBadarg));
  return CallFunction(c, js, offset, m, f, static_cast<uint32_t>(n));
}
Context* ControlApply3(Context* c, JitState* js, uint32_t offset) {
  return ApplyList(c, js, offset, c->x[0], c->x[1], c->x[2]);
}
Context* ControlApply2(Context* c, JitState* js, uint32_t offset) {
  Term fun = c->x[0];
  int32_t n = SpreadArguments(c, c->x[1]);
  if (n < 0) return RaiseError(c, js, offset, Atom(FixedAtom::kBadarg));
  if (!rt::IsFun(fun)) {
    Term roots[1] = {fun};
    if (!EnsureFree(c, 3, Roots{0, roots, 1}, CollectFlag::kNoShrink)) rt::Panic("out of memory");
    Term* p = c->heap_ptr;
    c->heap_ptr += 3;
    p[0] = abi::Header(2, abi::kHdrTuple);
    p[1] = Atom(FixedAtom::kBadfun);
    p[2] = roots[0];
    return RaiseError(c, js, offset, rt::BoxTerm(p));
  }
  return CallFun(c, js, offset, fun, static_cast<uint32_t>(n));
}
Context* ControlYield(Context* c, JitState* js, uint32_t offset) {
  c->x[0] = rt::kTrue;
  ReturnTo(c, js);
  return ScheduleNext(c, js);
}

// The stack goes; the next message starts m:f(args).
Context* ControlHibernate(Context* c, JitState* js, uint32_t offset) {
  if (!rt::IsAtom(c->x[0]) || !rt::IsAtom(c->x[1]) || rt::ProperLength(c->x[2]) < 0)
    return RaiseError(c, js, offset, Atom(FixedAtom::kBadarg));
  Module* m = HostModule();
  c->e = StackBase(c);
  c->cp = host::Cp(static_cast<uint32_t>(m->module_index), m->labels);
  if (!EnsureFree(c, 0, Roots{3, nullptr}, CollectFlag::kForceShrink)) rt::Panic("out of memory");
  c->process->save = &c->process->messages;
  Jump(c, js, m, kHostApply);
  return ScheduleWait(c, js);
}

}  // namespace

void InitRegistry() {
  ForEachBif(AddBif);
  for (uint32_t i = 0; i < static_cast<uint32_t>(abi::BifId::kCount); i++) {
    const abi::BifInfo& b = abi::kBifs[i];
    if (kNifCode[i] == 0 || b.kind == abi::BifKind::N) continue;
    Add(&g_nifs, b.module, b.function,
        Native{Native::Kind::kNif, true, b.arity, static_cast<uint32_t>(kNifCode[i]), nullptr});
  }
  Add(&g_nifs, "erlang", "process_info",
      Native{Native::Kind::kNif, true, 1, Address(&ProcessInfo1), nullptr});
  Add(&g_nifs, "erlang", "process_info",
      Native{Native::Kind::kNif, true, 2, Address(&ProcessInfo2), nullptr});
  Add(&g_nifs, "erlang", "apply", Native{Native::Kind::kControl, false, 2, 0, ControlApply2});
  Add(&g_nifs, "erlang", "apply", Native{Native::Kind::kControl, false, 3, 0, ControlApply3});
  Add(&g_nifs, "erlang", "hibernate",
      Native{Native::Kind::kControl, false, 3, 0, ControlHibernate});
  Add(&g_nifs, "erlang", "yield", Native{Native::Kind::kControl, false, 0, 0, ControlYield});
}

const Native* FindBif(Term m, Term f, uint32_t arity) {
  return g_bifs.GetPtr<Native>(Key(m, f, arity));
}
const Native* FindNif(Term m, Term f, uint32_t arity) {
  return g_nifs.GetPtr<Native>(Key(m, f, arity));
}

void ResolveNative(Import* import) {
  import->kind = ImportKind::kUnresolved;
  import->native = FindBif(import->module, import->function, import->arity);
  if (import->native != nullptr) {
    import->kind =
        import->native->kind == Native::Kind::kGcBif ? ImportKind::kGcBif : ImportKind::kBif;
    import->pointer = import->native->pointer;
    return;
  }
  import->native = FindNif(import->module, import->function, import->arity);
  if (import->native != nullptr) import->kind = ImportKind::kNif;
}

namespace {
Term Call(uintptr_t f, uint32_t arity, Ctx* ctx, const Term* x) {
  switch (arity) {
    case 0:
      return reinterpret_cast<Term (*)(Ctx*)>(f)(ctx);
    case 1:
      return reinterpret_cast<Term (*)(Ctx*, Term)>(f)(ctx, x[0]);
    case 2:
      return reinterpret_cast<Term (*)(Ctx*, Term, Term)>(f)(ctx, x[0], x[1]);
    case 3:
      return reinterpret_cast<Term (*)(Ctx*, Term, Term, Term)>(f)(ctx, x[0], x[1], x[2]);
    case 4:
      return reinterpret_cast<Term (*)(Ctx*, Term, Term, Term, Term)>(f)(ctx, x[0], x[1], x[2],
                                                                         x[3]);
    default:
      Violation("a native with %u arguments", arity);
  }
}
}  // namespace

// process_info/2 of another process suspends its caller, as on the stock host: the answer comes as
// a signal.
Term CallNif(const Native* n, Context* c) {
  VmLock lock;
  Service service(c, Allocate::kHeap);
  Term first = c->x[0];
  Term r = Call(n->pointer, n->arity, service.ctx, c->x);
  if (r == 0) {
    TakeException(c, service.ctx);
    return 0;
  }
  if (n->pointer == Address(&ProcessInfo2) && first != c->process->pid) {
    c->process->trap_answer = rt::CopyToMessage(r);
    c->flags |= host::kFlagTrap;
    return 0;
  }
  return r;
}

}  // namespace seabeam::avm
