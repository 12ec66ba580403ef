#include "runtime/atomvm/dispatch.h"

#include <cstdarg>

#include "runtime/atomvm/format.h"
#include "runtime/atomvm/host_functions.h"
#include "runtime/atomvm/module.h"
#include "runtime/core/dialect.h"

bool seabeam::rt::g_like_otp = false;

namespace seabeam::avm {

Options g_options;
SB_PER_THREAD Worker g_worker;
SB_PER_THREAD uint32_t g_thread_slices = 0;

// ---- Checks
// ---------------------------------------------------------------------------------------
void Violation(const char* format, ...) {
  char text[700];
  uint32_t n = Format(text, sizeof(text), "atomvm: ABI violation: ");
  va_list args;
  va_start(args, format);
  n += FormatV(text + n, sizeof(text) - n, format, args);
  va_end(args);
  if (g_worker.module != nullptr) {
    rt::Text name = rt::AtomText(g_worker.module->name);
    n += Format(text + n, sizeof(text) - n, "\n  in module %.*s, label %u",
                static_cast<int>(name.size), name.data, g_worker.label);
    FunctionName f;
    if (FunctionOfLabel(g_worker.module, g_worker.label, &f)) {
      rt::Text function = rt::AtomText(f.function);
      n += Format(text + n, sizeof(text) - n, ", %.*s/%u", static_cast<int>(function.size),
                  function.data, f.arity);
    }
  }
  host_panic(text, n);
}

bool IsValidCp(Term t) {
  if ((t & 0xF) != 0) return false;
  const Module* m = ModuleByIndex(host::CpModule(t));
  uint32_t label = host::CpLabel(t);
  return m != nullptr && label < (m->has_native() ? m->entries : 1u << 20);
}
bool IsValidCatch(Term t) {
  const Module* m = ModuleByIndex(t >> host::kCpModuleShift);
  uint32_t label = (t & host::kCpOffsetMask) >> abi::kCatchShift;
  return m != nullptr && label != 0 && label < m->entries;
}

bool IsInMailbox(const Process* p, const Term* address) {
  VmLock lock;
  for (const rt::Message* m = p->messages; m != nullptr; m = m->next) {
    if (address >= m->chunk.data && address < m->chunk.data + m->chunk.words) return true;
  }
  return false;
}

void EnterPrimitive(const char* name, Context* c, JitState* js) {
  Worker& w = g_worker;
  if (w.left)
    Violation("%s is called after %s, whose result was to be returned at once", name, w.primitive);
  if (c != w.context) Violation("%s is given a Context that does not run on this thread", name);
  if (js != nullptr) {
    if (js != w.js) Violation("%s is given a JITState that is not this dispatch's", name);
    if (js->module != w.module) Violation("%s: js->module is not the module that runs", name);
  }
  w.primitive = name;
  CheckHeap(c, name);
}

// ---- The loop (S1, S2)
// ------------------------------------------------------------------------------
namespace {

// The label has no code: an error of the process that was to run it; one that has none for its own
// handler ends.
Context* MissingEntry(Context* c, JitState* js, Module* m, uint32_t label, bool handling) {
  char text[200];
  rt::Text name = rt::AtomText(m->name);
  host_write(2, text,
             Format(text, sizeof(text), "atomvm: module %.*s: label %u has no entry point\n",
                    static_cast<int>(name.size), name.data, label));
  if (handling) {
    c->exit_reason = Atom(FixedAtom::kUndef);
    return Terminate(c, js);
  }
  return RaiseError(c, js, 0, Atom(FixedAtom::kUndef));
}

// Signals at schedule-in. Afterwards c goes on at js->continuation, unless it was scheduled away:
// then the result is who runs instead.
Context* TakeSignals(Context* c, JitState* js) {
  Process* p = c->process;
  VmLock lock;
  if (p->exit_signal != nullptr) return Terminate(c, js);
  if (p->trap_answer != nullptr) {
    Service service(c, Allocate::kFragments);
    c->x[0] = rt::AdoptMessage(service.ctx, p->trap_answer);
    p->trap_answer = nullptr;
    c->flags &= ~host::kFlagTrap;
  }
  if ((c->flags & host::kFlagTrap) != 0) return WaitWithSavedState(c, js);
  if (p->load_failed) {
    p->load_failed = false;
    return RaiseError(c, js, 0, Atom(FixedAtom::kUndef));
  }
  js->continuation = c->saved_function_ptr;
  return c;
}

// Runs c from its saved state until another process is to run; that one, or 0.
Context* RunSlice(Context* c) {
  Worker& w = g_worker;
  Module* module = c->saved_module;
  JitState js{module, 0, g_options.reductions};
  w = Worker{c, module, c->saved_function_ptr - 1, &js, false, false, "none"};
  Context* next = TakeSignals(c, &js);
  if (w.scheduled) return next;
  module = js.module;
  uint32_t label = js.continuation - 1;
  int32_t reductions = js.remaining_reductions;
  bool handling = false;
  for (;;) {
    js = {module, 0, reductions};
    w = Worker{c, module, label, &js, false, false, "none"};
    uint32_t entry = EntryPoint(module, label);
    if (entry == 0) {
      next = MissingEntry(c, &js, module, label, handling);
      handling = true;
    } else {
      next = reinterpret_cast<EntryFunction>(entry)(c, &js, g_primitive_table);
      handling = false;
    }
    reductions = js.remaining_reductions;
    if (w.scheduled) return next;
    if (next != c)
      Violation("the code returned 0x%x instead of its Context",
                static_cast<uint32_t>(reinterpret_cast<uintptr_t>(next)));
    if (js.continuation == 0)
      Violation("the code returned without a continuation (last primitive: %s)", w.primitive);
    if (reductions == 0)
      Violation("the code returned with no reductions left but did not yield (last primitive: %s)",
                w.primitive);
    CheckHeap(c, "return");
    if (!w.left && js.module != module) Violation("the code changed js->module");
    module = js.module;
    label = js.continuation - 1;
  }
}

}  // namespace

void RunScheduler() {
  Context* c = NextRunnable();
  while (c != nullptr) {
    g_thread_slices++;
    c = RunSlice(c);
  }
  g_worker = Worker{};
}

uint32_t EntryPoint(const Module* m, uint32_t label) {
  if (label >= m->entries) return 0;
  if (m->wasm == nullptr) return m->host_functions[label];
  return host_entry(m->id, label, m->wasm, m->wasm_size, m->entries);
}

}  // namespace seabeam::avm
