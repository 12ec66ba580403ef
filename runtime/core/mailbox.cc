// Sending and receiving. A message is copied once, into a block that becomes
// part of the receiver's heap when it is received.
#include "runtime/core/bifs.h"
#include "runtime/core/error.h"
#include "runtime/core/prims.h"
#include "runtime/core/raise.h"
#include "runtime/core/scheduler.h"
#include "runtime/core/signals.h"

namespace seabeam::rt {

void Deliver(Process* to, Message* m) {
  *to->messages_tail = m;
  to->messages_tail = &m->next;
  to->message_count++;
  g_sched.stats.messages++;
  MakeRunnable(to);
}

void DeliverCopy(Process* to, Term t) {
  if (IsAlive(to)) Deliver(to, CopyToMessage(t));
}

bool SendTo(Ctx* ctx, Term dest, Term msg) {
  Process* to = nullptr;
  if (IsPid(dest)) {
    to = FindProcess(dest);
  } else if (IsAtom(dest)) {
    to = WhereIs(dest);
    if (to == nullptr) return false;
  } else if (IsTupleOf(dest, 2)) {
    if (!IsAtom(TupleElement(dest, 0)) || !IsAtom(TupleElement(dest, 1))) return false;
    if (TupleElement(dest, 1) == InternAtom("nonode@nohost")) to = WhereIs(TupleElement(dest, 0));
  } else if (IsLocalRef(dest)) {
    Monitor* m = FindMonitor(RefNumber(dest));
    if (m == nullptr || m->alias == AliasMode::kNone) return true;
    to = m->owner;
    if (m->alias == AliasMode::kReply) RemoveMonitor(m);
  } else {
    return IsPort(dest) || IsRef(dest) || (IsBoxed(dest) && HeaderTag(HeaderOf(dest)) == abi::kHdrExternalPid);
  }
  DeliverCopy(to, msg);
  return true;
}

}  // namespace seabeam::rt

using namespace seabeam::rt;
using seabeam::abi::BifId;

SB_EXPORT Term send(Ctx* ctx, Term dest, Term msg) {
  // OTP names the function, not the operator.
  if (!SendTo(ctx, dest, msg)) return Badarg(ctx, BifId::bif_erlang_send_2, dest, msg);
  return msg;
}
SB_EXPORT Term bif_erlang_bang_2(Ctx* ctx, Term dest, Term msg) { return send(ctx, dest, msg); }
SB_EXPORT Term bif_erlang_send_2(Ctx* ctx, Term dest, Term msg) {
  if (!SendTo(ctx, dest, msg)) return Badarg(ctx, BifId::bif_erlang_send_2, dest, msg);
  return msg;
}
SB_EXPORT Term bif_erlang_send_3(Ctx* ctx, Term dest, Term msg, Term options) {
  for (Term o = options; !IsNil(o); o = Tail(o)) {
    if (!IsCons(o) || (Head(o) != InternAtom("nosuspend") && Head(o) != InternAtom("noconnect"))) {
      return Badarg(ctx, BifId::bif_erlang_send_3, dest, msg, options);
    }
  }
  if (!SendTo(ctx, dest, msg)) return Badarg(ctx, BifId::bif_erlang_send_3, dest, msg, options);
  return kOk;
}

// ---- Receiving ------------------------------------------------------------------------
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
// A waiting process has no live x registers: a good place to collect.
Term Wait(Ctx* ctx, Position resume) {
  if ((ctx->requests & kRequestExit) != 0) return TakeExitSignal(ctx);
  if ((ctx->requests & kRequestGc) != 0) CollectGarbage(ctx, 0, false);
  SaveProcess(ctx, resume, 0);
  ctx->action = *ctx->process->save != nullptr ? kActionYield : kActionWait;
  return 0;
}
}  // namespace

SB_EXPORT Term recv_wait(Ctx* ctx, uint32_t pos) { return Wait(ctx, pos); }

SB_EXPORT Term recv_wait_timeout(Ctx* ctx, Term timeout, uint32_t pos, uint32_t timeout_pos, uint32_t error_pos, uint32_t drop) {
  Process* p = ctx->process;
  if (timeout == Atom(FixedAtom::kInfinity)) return Wait(ctx, pos);
  if (!p->timer_armed && !p->timed_out) {
    // Integers of 28 to 32 bits are boxed; sending the full range through f64 keeps them exact.
    double ms = IsInteger(timeout) ? term_to_f64(timeout) : -1;
    if (!(ms >= 0 && ms <= 4294967295.0)) {
      return Raise(ctx, Atom(FixedAtom::kError), Atom(FixedAtom::kTimeoutValue), kNil, error_pos, drop);
    }
    if (ms == 0) return 1;
    ArmReceiveTimer(p, ms);
  }
  if (p->timed_out) return 1;
  p->timeout_resume = timeout_pos;
  return Wait(ctx, pos);
}
