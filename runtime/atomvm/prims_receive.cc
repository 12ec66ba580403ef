// Primitives of sending and receiving (5.9 of the interface description).
#include "runtime/atomvm/module.h"
#include "runtime/atomvm/primitive_list.h"
#include "runtime/core/prims.h"
#include "runtime/data/integer.h"

using namespace seabeam::avm;
namespace host = seabeam::abi::atomvm;
namespace rt = seabeam::rt;
using rt::Atom;
using rt::FixedAtom;
using rt::Process;

namespace {
void ForgetTimeout(Process* p) {
  p->timed_out = false;
  p->timer_armed = false;
  p->timer_serial++;
}
// True when the process has a signal that ends it: then *next is who runs instead.
bool EndedBySignal(Context* c, JitState* js, Context** next) {
  {
    VmLock lock;
    if (c->process->exit_signal == nullptr) return false;
  }
  *next = Terminate(c, js);
  return true;
}
}  // namespace

uint32_t prim_send(Context* c, JitState* js) {
  EnterPrimitive("send", c, js);
  VmLock lock;
  Service service(c, Allocate::kFragments);
  Term r = send(service.ctx, c->x[0], c->x[1]);
  if (r == 0) {
    TakeException(c, service.ctx);
    return 0;
  }
  c->x[0] = r;
  return 1;
}

Context* prim_process_signal_messages(Context* c, JitState* js) {
  EnterPrimitive("process_signal_messages", c, js);
  Context* next;
  if (EndedBySignal(c, js, &next)) return next;
  return c;
}

Term prim_mailbox_peek(Context* c) {
  EnterPrimitive("mailbox_peek", c, nullptr);
  VmLock lock;
  c->has_match_clauses = true;
  rt::Message* m = *c->process->save;
  return m == nullptr ? 0 : m->term;
}

void prim_mailbox_next(Context* c) {
  EnterPrimitive("mailbox_next", c, nullptr);
  VmLock lock;
  Process* p = c->process;
  if (*p->save == nullptr) Violation("mailbox_next: there is no current message");
  p->save = &(*p->save)->next;
}

void prim_mailbox_remove_message(Context* c) {
  EnterPrimitive("mailbox_remove_message", c, nullptr);
  VmLock lock;
  Process* p = c->process;
  rt::Message* m = *p->save;
  if (m == nullptr) Violation("mailbox_remove_message: there is no current message");
  *p->save = m->next;
  if (p->messages_tail == &m->next) p->messages_tail = p->save;
  p->message_count--;
  p->save = &p->messages;
  c->has_match_clauses = false;
  Service service(c, Allocate::kFragments);
  rt::AdoptMessage(service.ctx, m);
}

void prim_timeout(Context* c) {
  EnterPrimitive("timeout", c, nullptr);
  VmLock lock;
  ForgetTimeout(c->process);
  c->process->save = &c->process->messages;
  c->has_match_clauses = false;
}

void prim_cancel_timeout(Context* c) {
  EnterPrimitive("cancel_timeout", c, nullptr);
  VmLock lock;
  ForgetTimeout(c->process);
}

void prim_clear_timeout_flag(Context* c) {
  EnterPrimitive("clear_timeout_flag", c, nullptr);
  VmLock lock;
  c->process->timed_out = false;
}

uint32_t prim_context_get_flags(Context* c, uint32_t mask) {
  EnterPrimitive("context_get_flags", c, nullptr);
  VmLock lock;
  uint32_t flags = c->flags | host::kFlagRunning;
  if (c->process->timer_armed) flags |= host::kFlagWaitingTimeout;
  if (c->process->timed_out) flags |= host::kFlagWaitingTimeoutExpired;
  return flags & mask;
}

Context* prim_wait_timeout(Context* c, JitState* js, Term timeout, uint32_t label) {
  EnterPrimitive("wait_timeout", c, js);
  if (js->continuation == 0) Violation("wait_timeout without a continuation");
  if (label == 0 || label >= js->module->entries) Violation("wait_timeout: label %u", label);
  bool forever = timeout == Atom(FixedAtom::kInfinity);
  int64_t ms = 0;
  if (!forever && (!rt::GetInt64(timeout, &ms) || ms < 0 || ms > 0xFFFFFFFFll)) {
    js->continuation = 0;
    return RaiseError(c, js, 0, Atom(FixedAtom::kTimeoutValue));
  }
  Context* next;
  if (EndedBySignal(c, js, &next)) return next;
  Process* p = c->process;
  {
    VmLock lock;
    if (!forever && !p->timer_armed && !p->timed_out) {
      rt::ArmReceiveTimer(p, static_cast<double>(ms));
      if (ms == 0) {
        p->timer_armed = false;
        p->timed_out = true;
      }
    }
    g_worker.left = true;
    if (*p->save != nullptr && c->has_match_clauses) return Jump(c, js, js->module, label);
    if (p->timed_out) return c;
  }
  g_worker.left = false;
  return ScheduleWait(c, js);
}

Context* prim_wait_timeout_trap_handler(Context* c, JitState* js, uint32_t label) {
  EnterPrimitive("wait_timeout_trap_handler", c, js);
  if (label == 0 || label >= js->module->entries)
    Violation("wait_timeout_trap_handler: label %u", label);
  if (c->saved_module != js->module || c->saved_function_ptr != host::Continuation(g_worker.label))
    Violation(
        "wait_timeout_trap_handler: label %u was not entered from the scheduler, which will enter "
        "another one",
        g_worker.label);
  {
    VmLock lock;
    if (*c->process->save != nullptr) {
      g_worker.left = true;
      return Jump(c, js, js->module, label);
    }
  }
  return WaitWithSavedState(c, js);
}
