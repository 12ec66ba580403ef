// Sending. A message is copied once, into a block that becomes part of the
// receiver's heap when it is received.
#include "runtime/core/bifs.h"
#include "runtime/core/error.h"
#include "runtime/core/prims.h"
#include "runtime/core/scheduler.h"
#include "runtime/core/signals.h"

namespace seabeam::rt {

namespace {
void Arrived(Process* to) {
  to->message_count++;
  g_sched.stats.messages++;
  MakeRunnable(to);
}

// Puts m behind the messages with priority, before all others. A receive under way that has looked further goes on from there.
void DeliverWithPriority(Process* to, Message* m) {
  Message** at = &to->messages;
  bool is_passed = at != to->save;
  while (*at != nullptr && HasPriority(*at)) {
    at = &(*at)->next;
    if (at == to->save) is_passed = false;
  }
  m->chunk.next = &m->chunk;
  m->next = *at;
  if (m->next == nullptr) to->messages_tail = &m->next;
  *at = m;
  if (is_passed) to->save = at;
  Arrived(to);
}
}  // namespace

void Deliver(Process* to, Message* m) {
  *to->messages_tail = m;
  to->messages_tail = &m->next;
  Arrived(to);
}

void DeliverCopy(Process* to, Term t, bool priority) {
  if (!IsAlive(to)) return;
  if (priority) DeliverWithPriority(to, CopyToMessage(t)); else Deliver(to, CopyToMessage(t));
}

bool SendTo(Ctx* ctx, Term dest, Term msg, bool priority) {
  bool overtakes = false;
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
    Monitor* m = FindAlias(RefNumber(dest));
    if (m == nullptr) return true;
    to = m->owner;
    overtakes = priority && m->priority_alias;
    if (m->alias == AliasMode::kReply) RemoveMonitor(m);
  } else {
    return IsPort(dest) || IsRef(dest) || (IsBoxed(dest) && HeaderTag(HeaderOf(dest)) == abi::kHdrExternalPid);
  }
  DeliverCopy(to, msg, overtakes);
  return true;
}

}  // namespace seabeam::rt

using namespace seabeam::rt;
using seabeam::abi::BifId;

SB_EXPORT Term send(Ctx* ctx, Term dest, Term msg) {
  // OTP names the function for the instruction.
  if (!SendTo(ctx, dest, msg)) return Badarg(ctx, BifId::bif_erlang_send_2, dest, msg);
  return msg;
}
SB_EXPORT Term bif_erlang_bang_2(Ctx* ctx, Term dest, Term msg) {
  if (!SendTo(ctx, dest, msg)) return Badarg(ctx, BifId::bif_erlang_bang_2, dest, msg);
  return msg;
}
SB_EXPORT Term bif_erlang_send_2(Ctx* ctx, Term dest, Term msg) {
  if (!SendTo(ctx, dest, msg)) return Badarg(ctx, BifId::bif_erlang_send_2, dest, msg);
  return msg;
}
SB_EXPORT Term bif_erlang_send_3(Ctx* ctx, Term dest, Term msg, Term options) {
  bool priority = false, connect = true;
  for (Term o = options; !IsNil(o); o = Tail(o)) {
    if (IsCons(o) && Head(o) == InternAtom("priority") && HasPriorityOptions()) {
      priority = true;
    } else if (!IsCons(o) || (Head(o) != InternAtom("nosuspend") && Head(o) != InternAtom("noconnect"))) {
      Badarg(ctx, BifId::bif_erlang_send_3, dest, msg, options);
      return WithCause(ctx, InternAtom("badopt"));
    }
    connect = connect && Head(o) != InternAtom("noconnect");
  }
  if (!SendTo(ctx, dest, msg, priority)) return Badarg(ctx, BifId::bif_erlang_send_3, dest, msg, options);
  // There are no connections, so there never is one to a node of another name.
  const bool elsewhere = IsTupleOf(dest, 2) && TupleElement(dest, 1) != InternAtom("nonode@nohost");
  return elsewhere && !connect ? InternAtom("noconnect") : kOk;
}
