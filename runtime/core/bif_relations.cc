// BIFs of links, monitors, aliases, registered names.
#include "runtime/core/bifs.h"
#include "runtime/core/error.h"
#include "runtime/core/scheduler.h"
#include "runtime/core/signals.h"

using namespace seabeam::rt;
using seabeam::abi::BifId;

namespace {
// Of a pid or port. False: there is no such process, and nobody who would be told.
bool Link(Ctx* ctx, Term pid, bool priority) {
  Process* self = ctx->process;
  if (IsPort(pid) || pid == self->pid) return true;
  if (!HasLink(self, pid)) {
    Process* other = FindProcess(pid);
    if (!IsAlive(other)) {
      if (!self->trap_exit) return false;
      SendExit(ctx, pid, self, Atom(FixedAtom::kNoproc), true, priority);
      return true;
    }
    self->links.push_back(pid);
    other->links.push_back(self->pid);
  }
  SetLinkPriority(self, pid, priority);
  return true;
}
}  // namespace

SB_EXPORT Term bif_erlang_link_1(Ctx* ctx, Term pid) {
  if (!IsPid(pid) && !IsPort(pid)) return Badarg(ctx, BifId::bif_erlang_link_1, pid);
  return Link(ctx, pid, false) ? kTrue : Fail(ctx, BifId::bif_erlang_link_1, Atom(FixedAtom::kNoproc), pid);
}

SB_EXPORT Term bif_erlang_link_2(Ctx* ctx, Term pid, Term options) {
  bool priority;
  const bool known = ReadPriorityOptions(options, &priority);
  if (!known || (!IsPid(pid) && !IsPort(pid))) {
    Badarg(ctx, BifId::bif_erlang_link_2, pid, options);
    return known ? 0 : WithCause(ctx, InternAtom("badopt"));
  }
  return Link(ctx, pid, priority) ? kTrue : Fail(ctx, BifId::bif_erlang_link_2, Atom(FixedAtom::kNoproc), pid, options);
}

SB_EXPORT Term bif_erlang_unlink_1(Ctx* ctx, Term pid) {
  if (IsPort(pid)) return kTrue;
  if (!IsPid(pid)) return Badarg(ctx, BifId::bif_erlang_unlink_1, pid);
  RemoveLink(ctx->process, pid);
  if (Process* other = FindProcess(pid)) RemoveLink(other, ctx->self);
  return kTrue;
}

namespace {

// 0: badarg, with *cause saying why, as erl_erts_errors names it.
Term DoMonitor(Ctx* ctx, Term type, Term object, const MonitorOptions& o, Term* cause) {
  Term ref = MakeRef(ctx, NextRefNumber(ctx));
  bool is_port = type == Atom(FixedAtom::kPort);
  if (type == Atom(FixedAtom::kTimeOffset)) return object == InternAtom("clock_service") ? ref : 0;
  if (type != Atom(FixedAtom::kProcess) && !is_port) {
    *cause = InternAtom("badtype");
    return 0;
  }
  Process* target = nullptr;
  Term by_name = 0;
  bool is_there = false;
  if (IsPid(object) && !is_port) {
    target = FindProcess(object);
  } else if (IsAtom(object)) {
    by_name = object;
  } else if (IsTupleOf(object, 2) && IsAtom(TupleElement(object, 0)) &&
             TupleElement(object, 1) == InternAtom("nonode@nohost")) {
    by_name = TupleElement(object, 0);
  } else if (!is_port || !IsPort(object)) {
    return 0;
  }
  if (by_name != 0 && !is_port) target = WhereIs(by_name);
  is_there = IsAlive(target);
  if (target == ctx->process && o.alias == AliasMode::kNone) return ref;
  Monitor* m = AddMonitor(ctx, ctx->process, is_there && target != ctx->process ? target : nullptr, by_name, RefNumber(ref));
  ApplyMonitorOptions(m, o);
  if (!is_there) FireDown(ctx, m, object, Atom(FixedAtom::kNoproc), type);
  return ref;
}

// Removes {_, Ref, _, _, _} (a DOWN message) from the queue.
void FlushDown(Process* p, uint64_t ref) {
  for (Message** link = &p->messages; *link != nullptr; link = &(*link)->next) {
    Message* m = *link;
    Term t = m->term;
    if (!IsTupleOf(t, 5) || !IsLocalRef(TupleElement(t, 1)) || RefNumber(TupleElement(t, 1)) != ref) continue;
    *link = m->next;
    if (p->messages_tail == &m->next) p->messages_tail = link;
    if (p->save == &m->next) p->save = link;
    p->message_count--;
    FreeMessage(m);
    return;
  }
}

// True when there was a monitor.
bool Demonitor(Ctx* ctx, Term ref) {
  Monitor* m = FindMonitor(RefNumber(ref));
  if (m == nullptr || m->owner != ctx->process) return false;
  if (m->alias == AliasMode::kExplicit) {
    bool had = m->target != nullptr;
    if (had) {
      *m->target_link = m->target_next;
      if (m->target_next != nullptr) m->target_next->target_link = m->target_link;
      m->target = nullptr;
    }
    return had;
  }
  RemoveMonitor(m);
  return true;
}

}  // namespace

SB_EXPORT Term bif_erlang_monitor_2(Ctx* ctx, Term type, Term object) {
  Term cause = 0;
  Term r = DoMonitor(ctx, type, object, MonitorOptions{}, &cause);
  if (r != 0) return r;
  Badarg(ctx, BifId::bif_erlang_monitor_2, type, object);
  return WithCause(ctx, cause);
}
SB_EXPORT Term bif_erlang_monitor_3(Ctx* ctx, Term type, Term object, Term options) {
  MonitorOptions o;
  Term cause = InternAtom("badopt");
  Term r = 0;
  if (ParseMonitorOptions(options, &o)) {
    cause = 0;
    r = DoMonitor(ctx, type, object, o, &cause);
  }
  if (r != 0) return r;
  Badarg(ctx, BifId::bif_erlang_monitor_3, type, object, options);
  return WithCause(ctx, cause);
}

SB_EXPORT Term bif_erlang_demonitor_1(Ctx* ctx, Term ref) {
  if (!IsLocalRef(ref)) return Badarg(ctx, BifId::bif_erlang_demonitor_1, ref);
  Demonitor(ctx, ref);
  return kTrue;
}
SB_EXPORT Term bif_erlang_demonitor_2(Ctx* ctx, Term ref, Term options) {
  bool flush = false;
  bool info = false;
  bool ok = IsLocalRef(ref) && ProperLength(options) >= 0;
  for (Term o = options; ok && IsCons(o); o = Tail(o)) {
    if (Head(o) == InternAtom("flush")) flush = true;
    else if (Head(o) == InternAtom("info")) info = true;
    else ok = false;
  }
  if (!ok) return Badarg(ctx, BifId::bif_erlang_demonitor_2, ref, options);
  bool had = Demonitor(ctx, ref);
  if (flush && !had) FlushDown(ctx->process, RefNumber(ref));
  // {flush, info} answers whether a monitor was found: with flush, false means a message may have been removed.
  return info ? Bool(had) : kTrue;
}

SB_EXPORT Term bif_erlang_alias_1(Ctx* ctx, Term options) {
  AliasMode mode = AliasMode::kExplicit;
  bool priority = false;
  for (Term o = options; !IsNil(o); o = Tail(o)) {
    if (!IsCons(o)) return Badarg(ctx, BifId::bif_erlang_alias_1, options);
    if (Head(o) == InternAtom("reply")) mode = AliasMode::kReply;
    else if (Head(o) == InternAtom("priority") && HasPriorityOptions()) priority = true;
    else if (Head(o) != InternAtom("explicit_unalias")) return Badarg(ctx, BifId::bif_erlang_alias_1, options);
  }
  Term ref = MakeRef(ctx, NextRefNumber(ctx));
  Monitor* m = AddMonitor(ctx, ctx->process, nullptr, 0, RefNumber(ref));
  m->alias = mode;
  m->priority_alias = priority;
  return ref;
}
SB_EXPORT Term bif_erlang_alias_0(Ctx* ctx) { return bif_erlang_alias_1(ctx, kNil); }
SB_EXPORT Term bif_erlang_unalias_1(Ctx* ctx, Term ref) {
  if (!IsRef(ref)) return Badarg(ctx, BifId::bif_erlang_unalias_1, ref);
  Monitor* m = IsLocalRef(ref) ? FindMonitor(RefNumber(ref)) : nullptr;
  if (m == nullptr || m->owner != ctx->process || m->alias == AliasMode::kNone) return kFalse;
  m->alias = AliasMode::kNone;
  if (m->target == nullptr) RemoveMonitor(m);
  return kTrue;
}

SB_EXPORT Term bif_erlang_register_2(Ctx* ctx, Term name, Term pid) {
  Process* p = FindProcess(pid);
  bool ok = IsAtom(name) && name != kUndefined && IsPid(pid);
  if (ok && IsAlive(p) && RegisterName(name, p)) return kTrue;
  Badarg(ctx, BifId::bif_erlang_register_2, name, pid);
  if (!ok) return 0;
  if (!IsAlive(p)) return WithCause(ctx, InternAtom("notalive"));
  return p->name != 0 ? WithCause(ctx, InternAtom("registered_name")) : 0;
}
SB_EXPORT Term bif_erlang_unregister_1(Ctx* ctx, Term name) {
  Process* p = IsAtom(name) ? WhereIs(name) : nullptr;
  if (p == nullptr) return Badarg(ctx, BifId::bif_erlang_unregister_1, name);
  UnregisterName(p);
  return kTrue;
}
SB_EXPORT Term bif_erlang_whereis_1(Ctx* ctx, Term name) {
  if (!IsAtom(name)) return Badarg(ctx, BifId::bif_erlang_whereis_1, name);
  Process* p = WhereIs(name);
  return p != nullptr ? p->pid : kUndefined;
}
SB_EXPORT Term bif_erlang_registered_0(Ctx* ctx) {
  ListBuilder list(ctx);
  NameTable().ForEach([&](uint64_t name, uintptr_t) { list.Add(static_cast<Term>(name)); });
  return list.Finish();
}
