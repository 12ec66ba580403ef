// Calls whose target is found at run time: imports, funs, apply (5.5 of the interface description).
#include "abi/atomvm/bifs.h"
#include "abi/atomvm/primitives.h"
#include "runtime/atomvm/dispatch.h"
#include "runtime/atomvm/module.h"
#include "runtime/atomvm/registry.h"
#include "runtime/core/dialect.h"
#include "runtime/core/fun.h"

namespace seabeam::avm {

Context* ReturnTo(Context* c, JitState* js) {
  g_worker.left = true;
  if (!IsValidCp(c->cp)) Violation("return to 0x%x, which is no CP", c->cp);
  return Jump(c, js, ModuleByIndex(host::CpModule(c->cp)), host::CpLabel(c->cp));
}

Context* Enter(Context* c, JitState* js, Module* m, uint32_t label) {
  if (!m->has_native()) return TrapAndLoad(c, js, m, label);
  return Jump(c, js, m, label);
}

int32_t SpreadArguments(Context* c, Term list) {
  int32_t n = rt::ProperLength(list);
  if (n < 0 || n > 255) return -1;
  for (uint32_t i = 0; rt::IsCons(list); list = rt::Tail(list), i++)
    *XRegister(c, i) = rt::Head(list);
  return n;
}

namespace {

constexpr int32_t kNoFrameWords = -1;

// A native returned 0.
Context* NativeFailed(Context* c, JitState* js, uint32_t offset, const Import* traced,
                      int32_t n_words) {
  if (c->process->exit_signal != nullptr) return Terminate(c, js);
  if (rt::g_sched.halted) return Terminate(c, js);
  if ((c->flags & host::kFlagTrap) != 0) {
    if (n_words >= 0)
      Violation(
          "call_ext pops a frame for a native that suspends its caller: it would go on at a stale "
          "CP (H-16)");
    return nullptr;  // the caller suspends
  }
  if (c->exception_class == 0) Violation("a native failed without an exception");
  if (traced != nullptr && n_words == host::kCallExtCall && !rt::LikeOtp()) {
    if (rt::IsTuple(c->exception_stacktrace)) return HandleError(c, js, 0);
    BuildRawTrace(c, js->module, offset, traced->module, traced->function,
                  rt::Small(static_cast<int32_t>(traced->arity)));
    return HandleError(c, js, 0);
  }
  return HandleError(c, js, rt::IsTuple(c->exception_stacktrace) ? 0 : offset);
}

void PopFrame(Context* c, int32_t n_words) {
  if (n_words < 0) return;
  if (c->e + n_words + 1 > StackBase(c))
    Violation("call_ext pops a frame of %d slots that is not there", n_words);
  c->cp = c->e[n_words];
  c->e += n_words + 1;
}

void AfterNative(Context* c) {
  if (!HasFragments(c) && !g_options.gc_stress && !c->process->force_major) return;
  if (!EnsureFree(c, 0, Roots{1, nullptr}, CollectFlag::kForceShrink))
    rt::Panic("out of memory: collection after a native");
}

// BIF or NIF from call_fun and apply.
Context* CallNative(Context* c, JitState* js, uint32_t offset, const Native* n) {
  g_worker.left = true;
  if (n->kind == Native::Kind::kControl) return n->control(c, js, offset);
  Term r = n->kind == Native::Kind::kNif ? CallNif(n, c) : CallBif(n, c, 0, 0, c->x);
  if (r != 0) {
    c->x[0] = r;
    AfterNative(c);
    return ReturnTo(c, js);
  }
  Context* next = NativeFailed(c, js, offset, nullptr, kNoFrameWords);
  if (next != nullptr || g_worker.scheduled) return next;
  // Suspended: goes on at js->continuation (5.5.3).
  if (js->continuation == 0)
    Violation(
        "a native that suspends its caller is called with continuation 0: there would be nowhere "
        "to go on (H-15)");
  return ScheduleWait(c, js);
}

Context* CallModuleFunction(Context* c, JitState* js, uint32_t offset, Term module, Term function,
                            uint32_t arity) {
  Module* m = LoadModule(module);
  uint32_t label = m != nullptr ? FindExport(m, function, arity) : 0;
  if (label == 0) return RaiseUndef(c, js, offset, c->cp, module, function, arity);
  return Enter(c, js, m, label);
}

}  // namespace

Context* CallFunction(Context* c, JitState* js, uint32_t offset, Term m, Term f, uint32_t arity) {
  g_worker.left = true;
  const Native* n = FindBif(m, f, arity);
  if (n == nullptr) n = FindNif(m, f, arity);
  if (n != nullptr) return CallNative(c, js, offset, n);
  return CallModuleFunction(c, js, offset, m, f, arity);
}

Context* CallFun(Context* c, JitState* js, uint32_t offset, Term fun, uint32_t arity) {
  g_worker.left = true;
  if (!rt::IsFun(fun)) Violation("call_fun: 0x%x is no fun", fun);
  const Term* p = rt::BoxPtr(fun);
  if (rt::IsExternalFun(fun)) {
    auto own = static_cast<uint32_t>(rt::SmallValue(p[host::kExternalFunArityWord]));
    if (own != arity) return RaiseBadarity(c, js, offset, fun, arity);
    return CallFunction(c, js, offset, p[1], p[2], arity);
  }
  if (rt::IsAtom(p[host::kFunModuleWord]))
    return RaiseError(c, js, offset, Atom(FixedAtom::kUndef));
  auto* m = reinterpret_cast<Module*>(p[host::kFunModuleWord]);
  auto index = static_cast<uint32_t>(rt::SmallValue(p[host::kFunIndexWord]));
  if (index >= m->lambdas.size())
    Violation("call_fun: fun %u of a module with %u", index, m->lambdas.size());
  const Lambda& f = m->lambdas[index];
  if (f.arity - f.num_free != arity) return RaiseBadarity(c, js, offset, fun, arity);
  for (uint32_t i = 0; i < f.num_free; i++) *XRegister(c, arity + i) = p[abi::kFunFirstFree + i];
  return Enter(c, js, m, f.label);
}

}  // namespace seabeam::avm

// ---- Primitives
// ------------------------------------------------------------------------------------------
using namespace seabeam::avm;
namespace host = seabeam::abi::atomvm;
namespace rt = seabeam::rt;
using rt::Term;

Context* prim_do_return(Context* c, JitState* js) {
  EnterPrimitive("do_return", c, js);
  return ReturnTo(c, js);
}

Context* prim_call_ext(Context* c, JitState* js, uint32_t offset, uint32_t arity, uint32_t index,
                       int32_t n_words) {
  EnterPrimitive("call_ext", c, js);
  g_worker.left = true;
  if (js->continuation != 0) Violation("call_ext: js->continuation is not 0 (H-14)");
  if (offset > host::kMaxOffset) Violation("call_ext: offset %u", offset);
  if (n_words < host::kCallExtCall) Violation("call_ext: n_words %d", n_words);
  Module* self = js->module;
  if (index >= self->imports.size())
    Violation("call_ext: import %u of %u", index, self->imports.size());
  Import* import = &self->imports[index];
  if (import->arity != arity)
    Violation("call_ext: import %u has arity %u, not %u", index, import->arity, arity);
  if (n_words == host::kCallExtCall && !IsValidCp(c->cp))
    Violation("call_ext: 0x%x is no CP to return to", c->cp);
  // Another thread may resolve it meanwhile: what it calls is there before its kind is.
  ImportKind kind = import->kind;
  __atomic_thread_fence(__ATOMIC_ACQUIRE);
  if (kind == ImportKind::kUnresolved) {
    Module* m = LoadModule(import->module);
    uint32_t label = m != nullptr ? FindExport(m, import->function, arity) : 0;
    if (label == 0) {
      Term cp = n_words >= 0 ? c->e[n_words] : c->cp;
      return RaiseUndef(c, js, 0, cp, import->module, import->function, arity);
    }
    kind = ImportKind::kModuleFunction;
    VmLock lock;
    import->target = m;
    import->label = label;
    __atomic_thread_fence(__ATOMIC_RELEASE);
    import->kind = kind;
  }
  switch (kind) {
    case ImportKind::kModuleFunction:
      PopFrame(c, n_words);
      return Enter(c, js, import->target, import->label);
    case ImportKind::kBif:
    case ImportKind::kGcBif: {
      if (arity > host::kMaxCalledBifArity)
        Violation("call_ext: a BIF with %u arguments (H-38)", arity);
      PopFrame(c, n_words);
      Term r = CallBif(import->native, c, 0, 0, c->x);
      if (r == 0) return NativeFailed(c, js, offset, nullptr, kNoFrameWords);
      c->x[0] = r;
      AfterNative(c);
      return ReturnTo(c, js);
    }
    default:
      break;
  }
  if (arity > host::kMaxNifArity) Violation("call_ext: a native with %u arguments (H-38)", arity);
  if (import->native->kind == Native::Kind::kControl) {
    PopFrame(c, n_words);
    return import->native->control(c, js, offset);
  }
  Term r = CallNif(import->native, c);
  if (r != 0) {
    c->x[0] = r;
    PopFrame(c, n_words);
    AfterNative(c);
    if (c->cp == host::kCpReturnToC) return nullptr;
    return ReturnTo(c, js);
  }
  Context* next = NativeFailed(c, js, offset, import, n_words);
  if (next != nullptr || g_worker.scheduled) return next;
  ReturnTo(c, js);
  return ScheduleWait(c, js);
}

Context* prim_call_fun(Context* c, JitState* js, uint32_t offset, Term fun, uint32_t arity) {
  EnterPrimitive("call_fun", c, js);
  return CallFun(c, js, offset, fun, arity);
}

Context* prim_apply(Context* c, JitState* js, uint32_t offset, Term m, Term f, uint32_t arity) {
  EnterPrimitive("apply", c, js);
  if (!rt::IsAtom(m) || !rt::IsAtom(f)) Violation("apply: module and function are no atoms");
  return CallFunction(c, js, offset, m, f, arity);
}

uint32_t prim_get_imported_bif(JitState* js, uint32_t index) {
  Module* m = js->module;
  if (index >= m->imports.size())
    Violation("get_imported_bif: import %u of %u", index, m->imports.size());
  const Import& import = m->imports[index];
  if (import.kind != ImportKind::kBif && import.kind != ImportKind::kGcBif)
    Violation("get_imported_bif: import %u is no BIF (H-25)", index);
  return import.pointer;
}

uint32_t prim_module_get_fun_arity(Module* m, uint32_t index) {
  if (index >= m->lambdas.size())
    Violation("module_get_fun_arity: fun %u of %u (H-33)", index, m->lambdas.size());
  return m->lambdas[index].arity - m->lambdas[index].num_free;
}
