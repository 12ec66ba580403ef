// BIFs of links, monitors, aliases, registered names.
#include "runtime/core/bifs.h"
#include "runtime/core/error.h"
#include "runtime/core/scheduler.h"
#include "runtime/core/signals.h"

using namespace seabeam::rt;
using seabeam::abi::BifId;

SB_EXPORT Term bif_erlang_link_1(Ctx* ctx, Term pid) {
  if (IsPort(pid)) return kTrue;
  if (!IsPid(pid)) return Badarg(ctx, BifId::bif_erlang_link_1, pid);
  Process* self = ctx->process;
  if (pid == self->pid || HasLink(self, pid)) return kTrue;
  Process* other = FindProcess(pid);
  if (!IsAlive(other)) {
    SendExit(ctx, pid, self, Atom(FixedAtom::kNoproc), true);
    return kTrue;
  }
  self->links.push_back(pid);
  other->links.push_back(self->pid);
  return kTrue;
}

SB_EXPORT Term bif_erlang_unlink_1(Ctx* ctx, Term pid) {
  if (IsPort(pid)) return kTrue;
  if (!IsPid(pid)) return Badarg(ctx, BifId::bif_erlang_unlink_1, pid);
  RemoveLink(ctx->process, pid);
  if (Process* other = FindProcess(pid)) RemoveLink(other, ctx->self);
  return kTrue;
}

namespace {

struct MonitorOptions {
  AliasMode alias = AliasMode::kNone;
  Term tag = 0;
  bool ok = true;
};
MonitorOptions ParseMonitor(Term options) {
  MonitorOptions r;
  for (; IsCons(options); options = Tail(options)) {
    Term o = Head(options);
    if (!IsTupleOf(o, 2)) { r.ok = false; return r; }
    Term key = TupleElement(o, 0);
    Term value = TupleElement(o, 1);
    if (key == InternAtom("tag")) {
      r.tag = value;
    } else if (key == InternAtom("alias")) {
      if (value == InternAtom("explicit_unalias")) r.alias = AliasMode::kExplicit;
      else if (value == InternAtom("demonitor")) r.alias = AliasMode::kDemonitor;
      else if (value == InternAtom("reply_demonitor")) r.alias = AliasMode::kReply;
      else r.ok = false;
    } else {
      r.ok = false;
    }
  }
  if (!IsNil(options)) r.ok = false;
  return r;
}

// 0: badarg.
Term DoMonitor(Ctx* ctx, Term type, Term object, const MonitorOptions& o) {
  if (!o.ok) return 0;
  Term ref = MakeRef(ctx, NextRefNumber(ctx));
  if (type == Atom(FixedAtom::kTimeOffset) || type == Atom(FixedAtom::kPort)) {
    return type == Atom(FixedAtom::kTimeOffset) ? ref : 0;
  }
  if (type != Atom(FixedAtom::kProcess)) return 0;
  Process* target = nullptr;
  Term by_name = 0;
  if (IsPid(object)) {
    target = FindProcess(object);
  } else if (IsAtom(object)) {
    by_name = object;
    target = WhereIs(object);
  } else if (IsTupleOf(object, 2) && IsAtom(TupleElement(object, 0)) && IsAtom(TupleElement(object, 1))) {
    by_name = TupleElement(object, 0);
    if (TupleElement(object, 1) == InternAtom("nonode@nohost")) target = WhereIs(by_name);
  } else {
    return 0;
  }
  if (target == ctx->process && o.alias == AliasMode::kNone) return ref;
  bool alive = IsAlive(target);
  Monitor* m = AddMonitor(ctx, ctx->process, alive && target != ctx->process ? target : nullptr, by_name, RefNumber(ref));
  m->alias = o.alias;
  if (o.tag != 0) {
    if (IsAtom(o.tag)) m->tag = o.tag; else m->tag_term = CopyToMessage(o.tag);
  }
  if (!alive) FireDown(ctx, m, object, Atom(FixedAtom::kNoproc));
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
  Term r = DoMonitor(ctx, type, object, MonitorOptions{});
  return r != 0 ? r : Badarg(ctx, BifId::bif_erlang_monitor_2, type, object);
}
SB_EXPORT Term bif_erlang_monitor_3(Ctx* ctx, Term type, Term object, Term options) {
  Term r = DoMonitor(ctx, type, object, ParseMonitor(options));
  return r != 0 ? r : Badarg(ctx, BifId::bif_erlang_monitor_3, type, object, options);
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
  for (Term o = options; !IsNil(o); o = Tail(o)) {
    if (!IsCons(o)) return Badarg(ctx, BifId::bif_erlang_alias_1, options);
    if (Head(o) == InternAtom("reply")) mode = AliasMode::kReply;
    else if (Head(o) != InternAtom("explicit_unalias")) return Badarg(ctx, BifId::bif_erlang_alias_1, options);
  }
  Term ref = MakeRef(ctx, NextRefNumber(ctx));
  AddMonitor(ctx, ctx->process, nullptr, 0, RefNumber(ref))->alias = mode;
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
  bool ok = IsAtom(name) && name != kUndefined && IsAlive(p) && RegisterName(name, p);
  return ok ? kTrue : Badarg(ctx, BifId::bif_erlang_register_2, name, pid);
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
