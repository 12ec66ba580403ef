// The primitives of receive.
#include "runtime/core/prims.h"
#include "runtime/core/raise.h"
#include "runtime/core/scheduler.h"
#include "runtime/core/signals.h"

using namespace seabeam::rt;

SB_EXPORT Term recv_peek(Ctx* ctx) {
  Message* m = *ctx->process->save;
  return m == nullptr ? 0 : m->term;
}

SB_EXPORT void recv_next(Ctx* ctx) { ctx->process->save = &(*ctx->process->save)->next; }

SB_EXPORT void recv_remove(Ctx* ctx) {
  Process* p = ctx->process;
  Message* m = *p->save;
  *p->save = m->next;
  if (p->messages_tail == &m->next) p->messages_tail = p->save;
  p->message_count--;
  p->save = &p->messages;
  p->timed_out = false;
  p->timer_armed = false;
  p->timer_serial++;
  AdoptMessage(ctx, m);
}

SB_EXPORT void recv_timeout(Ctx* ctx) {
  Process* p = ctx->process;
  p->save = &p->messages;
  p->timed_out = false;
  p->timer_armed = false;
  p->timer_serial++;
}

namespace {
Term Wait(Ctx* ctx, Position resume, Term* sp) {
  ctx->native_e = sp;
  ctx->next = resume;
  ctx->live = 0;
  ctx->action = *ctx->process->save != nullptr ? kActionYield : kActionWait;
  return 0;
}
}  // namespace

SB_EXPORT Term recv_wait(Ctx* ctx, uint32_t pos, Term* sp) { return Wait(ctx, pos, sp); }

SB_EXPORT Term recv_wait_timeout(Ctx* ctx, Term timeout, uint32_t pos, uint32_t timeout_pos, uint32_t error_pos, Term* sp) {
  Process* p = ctx->process;
  if (timeout == Atom(FixedAtom::kInfinity)) return Wait(ctx, pos, sp);
  if (!p->timer_armed && !p->timed_out) {
    // Integers of 28 to 32 bits are boxed; sending the full range through f64 keeps them exact.
    double ms = IsInteger(timeout) ? term_to_f64(timeout) : -1;
    if (!(ms >= 0 && ms <= 4294967295.0)) {
      return Raise(ctx, Atom(FixedAtom::kError), Atom(FixedAtom::kTimeoutValue), kNil, error_pos, sp);
    }
    if (ms == 0) return 1;
    ArmReceiveTimer(p, ms);
  }
  if (p->timed_out) return 1;
  p->timeout_resume = timeout_pos;
  return Wait(ctx, pos, sp);
}
