// Natives whose seabeam counterparts know how that ABI keeps code: funs, modules, spawning,
// raise/3.
#include <cstring>

#include "runtime/atomvm/module.h"
#include "runtime/atomvm/primitive_list.h"
#include "runtime/atomvm/registry.h"
#include "runtime/core/bifs.h"
#include "runtime/core/binary.h"
#include "runtime/core/copy.h"
#include "runtime/core/error.h"
#include "runtime/core/external.h"
#include "runtime/core/fun.h"
#include "runtime/core/signals.h"
#include "runtime/data/integer.h"

// ---- Funs
// -------------------------------------------------------------------------------------------------
namespace seabeam::rt {

FunView ViewFun(Term fun) {
  const Term* p = BoxPtr(fun);
  namespace host = abi::atomvm;
  if (IsExternalFun(fun)) {
    return {true, p[1], p[2], static_cast<uint32_t>(SmallValue(p[host::kExternalFunArityWord])),
            0,    0,    0,    nullptr};
  }
  uint32_t num_free = HeaderWords(p[0]) - host::kFunHeadWords;
  auto index = static_cast<uint32_t>(SmallValue(p[host::kFunIndexWord]));
  const auto* m = reinterpret_cast<const avm::Module*>(p[host::kFunModuleWord]);
  const avm::Lambda& f = m->lambdas[index];
  return {false, m->name, f.function, f.arity - f.num_free, f.index, f.uniq, num_free, m->md5};
}
uint32_t FunArity(Term fun) { return ViewFun(fun).arity; }

Term MakeExternalFun(Ctx* ctx, Term module, Term function, uint32_t arity) {
  Term* p = AllocWords(ctx, 4);
  p[0] = abi::atomvm::kExternalFunHeader;
  p[1] = module;
  p[2] = function;
  p[3] = Small(static_cast<int32_t>(arity));
  return BoxTerm(p);
}

bool CanCall(Term module, Term function, uint32_t arity) {
  if (avm::FindBif(module, function, arity) != nullptr || avm::FindNif(module, function, arity) != nullptr) return true;
  const avm::Module* m = avm::LoadModule(module);
  return m != nullptr && avm::FindExport(m, function, arity) != 0;
}

Term MakeLocalFun(Ctx* ctx, Term module, uint32_t index, uint32_t arity, uint32_t num_free) {
  const avm::Module* m = avm::FindModule(module);
  if (m == nullptr || index >= m->lambdas.size()) return 0;
  const avm::Lambda& f = m->lambdas[index];
  if (f.num_free != num_free || f.arity - f.num_free != arity) return 0;
  Term* p = AllocWords(ctx, 3 + num_free);
  p[0] = abi::Header(abi::atomvm::kFunHeadWords + num_free, abi::kHdrFun);
  p[1] = static_cast<Term>(reinterpret_cast<uintptr_t>(m));
  p[2] = Small(static_cast<int32_t>(index));
  return BoxTerm(p);
}

// ---- process_info
// -------------------------------------------------------------------------------------------
Term CurrentStack(Ctx* ctx, const Process* p) {
  const avm::Context* c = avm::ContextOf(p);
  ListBuilder list(ctx);
  auto add = [&](const avm::Module* m, uint32_t label) {
    avm::FunctionName f;
    if (m != nullptr && avm::FunctionOfLabel(m, label, &f)) {
      list.Add(MakeTuple(ctx, {f.module, f.function, Small(static_cast<int32_t>(f.arity)), kNil}));
    }
  };
  if (p->state == ProcessState::kRunning) {
    if (c == avm::g_worker.context) add(avm::g_worker.module, avm::g_worker.label);
  } else {
    add(c->saved_module, c->saved_function_ptr - 1);
  }
  uint32_t n = 0;
  for (const Term* s = c->e; s < StackBase(c) && n < 8; s++) {
    if (*s == 0 || (*s & abi::kTagMask) != abi::kTagHeader) continue;
    const avm::Module* m = avm::ModuleByIndex(abi::atomvm::CpModule(*s));
    uint32_t label = abi::atomvm::CpLabel(*s);
    if (m == nullptr || label == m->labels) continue;
    add(m, label);
    n++;
  }
  return list.Finish();
}

// ---- Spawning
// -----------------------------------------------------------------------------------------------
namespace {

// x[0..n) := copies of args; the process can run afterwards.
Process* Start(Ctx* ctx, avm::Module* m, uint32_t label, const Term* args, uint32_t n,
               const SpawnOptions& options) {
  if (n > abi::atomvm::kMaxSpawnArity)
    avm::Violation("spawn with %u arguments or free variables (H-40)", n);
  uint32_t size = 0;
  for (uint32_t i = 0; i < n; i++) size += CopySize(args[i]);
  uint32_t words = size + 8 > options.settings.min_heap ? size + 8 : options.settings.min_heap;
  avm::Context* c = avm::NewContext(words);
  c->min_heap_size = options.settings.min_heap;
  Process* p = c->process;
  p->settings.min_heap = options.settings.min_heap;
  p->settings.priority = options.settings.priority;
  Term* hp = c->heap_ptr;
  for (uint32_t i = 0; i < n; i++) c->x[i] = CopyTerm(args[i], &hp, &p->young.mso);
  c->heap_ptr = hp;
  avm::SetStart(c, m, label);
  if (Process* parent = ctx->process) {
    p->group_leader = parent->group_leader;
    p->parent = parent->pid;
    if (options.link) {
      p->links.push_back(parent->pid);
      parent->links.push_back(p->pid);
    }
  }
  p->state = ProcessState::kWaiting;
  if ((c->flags & abi::atomvm::kFlagTrap) == 0) MakeRunnable(p);
  return p;
}

}  // namespace

Process* SpawnMfa(Ctx* ctx, Term m, Term f, Term args, const SpawnOptions& options) {
  auto n = static_cast<uint32_t>(ProperLength(args));
  avm::Module* module = nullptr;
  uint32_t label = 0;
  if (avm::FindBif(m, f, n) == nullptr && avm::FindNif(m, f, n) == nullptr) {
    module = avm::LoadModule(m);
    if (module != nullptr) label = avm::FindExport(module, f, n);
  }
  Process* p;
  if (label == 0) {
    Term apply[3] = {m, f, args};
    p = Start(ctx, avm::HostModule(), avm::kHostApply, apply, 3, options);
  } else {
    Vec<Term> list;
    for (Term a = args; IsCons(a); a = Tail(a)) list.push_back(Head(a));
    p = Start(ctx, module, label, list.begin(), n, options);
  }
  p->initial_m = m;
  p->initial_f = f;
  p->initial_arity = n;
  return p;
}

Process* SpawnFun(Ctx* ctx, Term fun, const SpawnOptions& options) {
  const Term* w = BoxPtr(fun);
  if (IsExternalFun(fun)) return SpawnMfa(ctx, w[1], w[2], kNil, options);
  auto* m = reinterpret_cast<avm::Module*>(w[1]);
  FunView f = ViewFun(fun);
  const avm::Lambda& lambda = m->lambdas[static_cast<uint32_t>(SmallValue(w[2]))];
  Process* p = Start(ctx, m, lambda.label, w + abi::kFunFirstFree, f.num_free, options);
  p->initial_m = m->name;
  p->initial_f = f.function;
  p->initial_arity = lambda.arity;
  return p;
}

}  // namespace seabeam::rt

namespace seabeam::avm {

// ---- Where processes start that call a native, or a function that does not exist
// -----------------------------
namespace {
Context* HostApply(Context* c, JitState* js, const uint32_t*) {
  EnterPrimitive("spawn", c, js);
  Term m = c->x[0], f = c->x[1];
  int32_t n = SpreadArguments(c, c->x[2]);
  if (n < 0) return RaiseError(c, js, 0, Atom(FixedAtom::kBadarg));
  // A native that suspends goes on at the end of the process.
  return CallFunction(c, js, 0, m, f, static_cast<uint32_t>(n));
}
Context* HostEnd(Context* c, JitState* js, const uint32_t*) {
  return prim_terminate_context(c, js);
}
}  // namespace

Module* HostModule() {
  static Module* module = nullptr;
  if (module == nullptr) {
    auto* m = new Module{};
    m->name = rt::InternAtom("$atomvm");
    m->entries = kHostEnd + 1;
    m->labels = kHostEnd;
    m->host_functions[kHostApply] = static_cast<uint32_t>(reinterpret_cast<uintptr_t>(&HostApply));
    m->host_functions[kHostEnd] = static_cast<uint32_t>(reinterpret_cast<uintptr_t>(&HostEnd));
    if (!InstallModule(m)) Violation("no room for the host's own module");
    module = m;
  }
  return module;
}

}  // namespace seabeam::avm

using namespace seabeam::rt;
using seabeam::abi::BifId;
namespace avm = seabeam::avm;

// ---- Modules
// ----------------------------------------------------------------------------------------------
namespace {
bool IsNative(Term m, Term f, Term arity) {
  auto n = static_cast<uint32_t>(SmallValue(arity));
  return avm::FindBif(m, f, n) != nullptr || avm::FindNif(m, f, n) != nullptr;
}
}  // namespace

SB_EXPORT Term bif_erlang_function_exported_3(Ctx* ctx, Term m, Term f, Term arity) {
  if (!IsAtom(m) || !IsAtom(f) || !IsSmall(arity) || SmallValue(arity) < 0) {
    return Badarg(ctx, BifId::bif_erlang_function_exported_3, m, f, arity);
  }
  const avm::Module* module = avm::FindModule(m);
  return Bool(IsNative(m, f, arity) ||
              (module != nullptr &&
               avm::FindExport(module, f, static_cast<uint32_t>(SmallValue(arity))) != 0));
}
SB_EXPORT Term bif_erlang_is_builtin_3(Ctx* ctx, Term m, Term f, Term arity) {
  if (!IsAtom(m) || !IsAtom(f) || !IsSmall(arity) || SmallValue(arity) < 0) {
    return Badarg(ctx, BifId::bif_erlang_is_builtin_3, m, f, arity);
  }
  return Bool(IsNative(m, f, arity));
}
SB_EXPORT Term bif_erlang_module_loaded_1(Ctx* ctx, Term m) {
  if (!IsAtom(m)) return Badarg(ctx, BifId::bif_erlang_module_loaded_1, m);
  return Bool(avm::FindModule(m) != nullptr);
}
SB_EXPORT Term bif_erlang_loaded_0(Ctx* ctx) {
  ListBuilder list(ctx);
  for (uint32_t i = 0; i < avm::ModuleCount(); i++) {
    if (const avm::Module* m = avm::ModuleByIndex(i)) list.Add(m->name);
  }
  return list.Finish();
}
SB_EXPORT Term bif_erlang_pre_loaded_0(Ctx* ctx) {
  return MakeList(ctx, {Atom(FixedAtom::kErlang)});
}
SB_EXPORT Term bif_seabeam_load_1(Ctx* ctx, Term m) {
  if (!IsAtom(m)) return Badarg(ctx, BifId::bif_seabeam_load_1, m);
  return Bool(avm::LoadModule(m) != nullptr);
}
// The host has no descriptions of applications, so not all of kernel; its tables are there before the program.
SB_EXPORT Term bif_seabeam_resource_1(Ctx* ctx, Term name) {
  if (!IsAtom(name)) return Badarg(ctx, BifId::bif_seabeam_resource_1, name);
  const Term starter = InternAtom("seabeam_services");
  const bool starts = name == InternAtom("kernel") && avm::LoadModule(starter) != nullptr;
  return starts ? starter : kUndefined;
}
SB_EXPORT Term bif_seabeam_service_starts_1(Ctx*, Term) { return kTrue; }

namespace {
Term NameArity(Ctx* ctx, Term name, uint32_t arity) {
  return MakeTuple(ctx, {name, Small(static_cast<int32_t>(arity))});
}

// 0 = no such item.
Term ModuleItem(Ctx* ctx, avm::Module* m, Term item) {
  Text name = AtomText(item);
  auto is = [&](const char* s) {
    return name == Text{s, static_cast<uint32_t>(__builtin_strlen(s))};
  };
  if (is("module")) return m->name;
  if (is("attributes") || is("compile") || is("nifs") || is("native_addresses")) return kNil;
  if (is("md5")) return NewBinaryFrom(ctx, m->md5, 16);
  if (is("native")) return kTrue;
  if (!is("exports") && !is("functions")) return 0;
  ListBuilder list(ctx);
  for (const avm::FunctionRow& f : m->exports) list.Add(NameArity(ctx, f.function, f.arity));
  if (is("functions")) {
    for (const avm::FunctionRow& f : m->locals) list.Add(NameArity(ctx, f.function, f.arity));
  }
  return list.Finish();
}
}  // namespace

SB_EXPORT Term bif_erlang_get_module_info_2(Ctx* ctx, Term name, Term item) {
  avm::Module* m = IsAtom(name) ? avm::FindModule(name) : nullptr;
  Term r = m != nullptr && IsAtom(item) ? ModuleItem(ctx, m, item) : 0;
  return r != 0 ? r : Badarg(ctx, BifId::bif_erlang_get_module_info_2, name, item);
}
SB_EXPORT Term bif_erlang_get_module_info_1(Ctx* ctx, Term name) {
  avm::Module* m = IsAtom(name) ? avm::FindModule(name) : nullptr;
  if (m == nullptr) return Badarg(ctx, BifId::bif_erlang_get_module_info_1, name);
  ListBuilder list(ctx);
  for (const char* n : {"module", "exports", "attributes", "compile", "md5"}) {
    Term item = InternAtom(n);
    list.Add(MakeTuple(ctx, {item, ModuleItem(ctx, m, item)}));
  }
  return list.Finish();
}

// ---- Raising
// ----------------------------------------------------------------------------------------------
// The trace is a list, or the raw trace of a handler that has not looked at it.
SB_EXPORT Term bif_erlang_raise_3(Ctx* ctx, Term exception_class, Term reason, Term stack) {
  bool ok = exception_class == Atom(FixedAtom::kError) ||
            exception_class == Atom(FixedAtom::kExit) || exception_class == Atom(FixedAtom::kThrow);
  bool raw = IsTupleOf(stack, 6);
  if (!ok || (!raw && ProperLength(stack) < 0)) return Atom(FixedAtom::kBadarg);
  if (raw && TupleElement(stack, 5) != exception_class) {
    stack = MakeTuple(ctx, BoxPtr(stack) + 1, 6);
    BoxPtr(stack)[6] = exception_class;
  }
  FailPlain(ctx, reason);
  ctx->exc_class = exception_class;
  ctx->exc_bif = kExcTrace;
  ctx->exc_args[0] = stack;
  return 0;
}
