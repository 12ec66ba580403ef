// What OTP's `erlang` asks the emulator to do for or with a process: collections, questions to
// another process. With one scheduler they are done at once, and the answers are in the mailbox
// when the call returns.
#include "runtime/core/bifs.h"
#include "runtime/core/error.h"
#include "runtime/core/scheduler.h"
#include "runtime/core/signals.h"

using namespace seabeam::rt;
using seabeam::abi::BifId;

namespace {

bool IsCollection(Term type) { return type == InternAtom("major") || type == InternAtom("minor"); }

void Collect(Ctx* ctx, Process* p, Term type) {
  bool major = type == InternAtom("major");
  if (p == ctx->process) {
    p->force_major = p->force_major || major;
    MakeRequest(ctx, kRequestGc);
  } else {
    CollectSuspended(p, major);
  }
}

bool IsPriority(Term t) {
  for (const char* name : {"inherit", "max", "high", "normal", "low"}) {
    if (t == InternAtom(name)) return true;
  }
  return false;
}

// {garbage_collect, RequestId, Type}; the answer goes to `requester`. False: something is wrong.
bool DoTask(Ctx* ctx, Term requester, Term pid, Term priority, Term task) {
  if (!IsPid(requester) || !IsPid(pid) || !IsPriority(priority) || !IsTupleOf(task, 3))
    return false;
  Term what = TupleElement(task, 0), id = TupleElement(task, 1), type = TupleElement(task, 2);
  if (what != InternAtom("garbage_collect") || !IsCollection(type)) return false;
  Process* p = FindProcess(pid);
  if (IsAlive(p)) Collect(ctx, p, type);
  Process* to = FindProcess(requester);
  if (IsAlive(to)) DeliverCopy(to, MakeTuple(ctx, {what, id, Bool(IsAlive(p))}));
  return true;
}

// What the caller is to raise, unless it is true.
Term SetGroupLeader(Term leader, Term pid) {
  Process* p = FindProcess(pid);
  if (!IsPid(leader) || !IsAlive(p)) return Atom(FixedAtom::kBadarg);
  p->group_leader = leader;
  return kTrue;
}

}  // namespace

SB_EXPORT Term bif_erts_internal_garbage_collect_1(Ctx* ctx, Term type) {
  if (!IsCollection(type)) return Badarg(ctx, BifId::bif_erts_internal_garbage_collect_1, type);
  Collect(ctx, ctx->process, type);
  return kTrue;
}

SB_EXPORT Term bif_erts_internal_request_system_task_3(Ctx* ctx, Term pid, Term priority,
                                                       Term task) {
  if (DoTask(ctx, ctx->self, pid, priority, task)) return kOk;
  return Badarg(ctx, BifId::bif_erts_internal_request_system_task_3, pid, priority, task);
}
SB_EXPORT Term bif_erts_internal_request_system_task_4(Ctx* ctx, Term requester, Term pid,
                                                       Term priority, Term task) {
  if (DoTask(ctx, requester, pid, priority, task)) return kOk;
  return Badarg(ctx, BifId::bif_erts_internal_request_system_task_4, requester, pid, priority,
                task);
}

// {Ref, Answer} comes as a message.
SB_EXPORT Term bif_erts_internal_is_process_alive_2(Ctx* ctx, Term pid, Term ref) {
  if (!IsPid(pid) || !IsRef(ref))
    return Badarg(ctx, BifId::bif_erts_internal_is_process_alive_2, pid, ref);
  DeliverCopy(ctx->process, MakeTuple(ctx, {ref, Bool(IsAlive(FindProcess(pid)))}));
  return kOk;
}

// true, or what is to be raised.
SB_EXPORT Term bif_erts_internal_group_leader_2(Ctx*, Term leader, Term pid) {
  return SetGroupLeader(leader, pid);
}
SB_EXPORT Term bif_erts_internal_group_leader_3(Ctx* ctx, Term leader, Term pid, Term ref) {
  if (!IsRef(ref)) return Badarg(ctx, BifId::bif_erts_internal_group_leader_3, leader, pid, ref);
  DeliverCopy(ctx->process, MakeTuple(ctx, {ref, SetGroupLeader(leader, pid)}));
  return kOk;
}
