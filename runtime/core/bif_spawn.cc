// BIFs that make processes.
#include "runtime/core/bifs.h"
#include "runtime/core/error.h"
#include "runtime/core/fun.h"
#include "runtime/core/process_settings.h"
#include "runtime/core/scheduler.h"
#include "runtime/core/signals.h"

using namespace seabeam::rt;
using seabeam::abi::BifId;

namespace {

SpawnOptions Linked() {
  SpawnOptions o;
  o.link = true;
  return o;
}
SpawnOptions Monitored() {
  SpawnOptions o;
  o.monitor = true;
  return o;
}

// Pid, or {Pid, Ref} when monitored.
Term Finish(Ctx* ctx, Process* p, const SpawnOptions& o) {
  if (!o.monitor) return p->pid;
  uint64_t ref = NextRefNumber(ctx);
  MonitorOptions options;
  ParseMonitorOptions(o.monitor_options, &options);
  ApplyMonitorOptions(AddMonitor(ctx, ctx->process, p, 0, ref), options);
  return MakeTuple(ctx, {p->pid, MakeRef(ctx, ref)});
}

bool IsCall(Term m, Term f, Term args) { return IsAtom(m) && IsAtom(f) && ProperLength(args) >= 0; }

// A fun, or {M, F}; that it takes no arguments is seen when it is called.
bool IsCallee(Term fun) {
  return IsFun(fun) || (IsTupleOf(fun, 2) && IsAtom(TupleElement(fun, 0)) && IsAtom(TupleElement(fun, 1)));
}
Term TryFun(Ctx* ctx, Term fun, const SpawnOptions& o) {
  if (!IsCallee(fun)) return 0;
  if (IsFun(fun) && FunArity(fun) == 0) return Finish(ctx, SpawnFun(ctx, fun, o), o);
  return Finish(ctx, SpawnMfa(ctx, InternAtom("erlang"), InternAtom("apply"), MakeList(ctx, {fun, kNil}), o), o);
}
Term TryMfa(Ctx* ctx, Term m, Term f, Term args, const SpawnOptions& o) {
  return IsCall(m, f, args) ? Finish(ctx, SpawnMfa(ctx, m, f, args, o), o) : 0;
}

// Of spawn_opt and of spawn_request. False: one is wrong.
bool ParseOptions(Term options, SpawnOptions* out) {
  for (; IsCons(options); options = Tail(options)) {
    Term o = Head(options);
    if (o == InternAtom("link")) {
      out->link = true;
    } else if (o == InternAtom("monitor")) {
      out->monitor = true;
      out->monitor_options = kNil;
    } else if (IsTupleOf(o, 2)) {
      Term key = TupleElement(o, 0), value = TupleElement(o, 1);
      if (key == InternAtom("link") && HasPriorityOptions()) {
        if (!ReadPriorityOptions(value, &out->link_priority)) return false;
        out->link = true;
      } else if (key == InternAtom("monitor")) {
        MonitorOptions ignored;
        if (!ParseMonitorOptions(value, &ignored)) return false;
        out->monitor = true;
        out->monitor_options = value;
      } else if (key == InternAtom("scheduler")) {
        if (!IsSmall(value) || SmallValue(value) < 0) return false;
      } else if (!ChangeSetting(&out->settings, key, value)) {
        return false;
      }
    } else {
      return false;
    }
  }
  return IsNil(options);
}

}  // namespace

SB_EXPORT Term bif_erlang_spawn_1(Ctx* ctx, Term fun) {
  Term r = TryFun(ctx, fun, SpawnOptions{});
  return r != 0 ? r : Badarg(ctx, BifId::bif_erlang_spawn_1, fun);
}
SB_EXPORT Term bif_erlang_spawn_3(Ctx* ctx, Term m, Term f, Term args) {
  Term r = TryMfa(ctx, m, f, args, SpawnOptions{});
  return r != 0 ? r : Badarg(ctx, BifId::bif_erlang_spawn_3, m, f, args);
}
SB_EXPORT Term bif_erlang_spawn_link_1(Ctx* ctx, Term fun) {
  // Since OTP 28 only a fun that takes no arguments is one.
  const bool ok = OtpVersion().number < 28 || (IsFun(fun) && FunArity(fun) == 0);
  Term r = ok ? TryFun(ctx, fun, Linked()) : 0;
  return r != 0 ? r : Badarg(ctx, BifId::bif_erlang_spawn_link_1, fun);
}
SB_EXPORT Term bif_erlang_spawn_link_3(Ctx* ctx, Term m, Term f, Term args) {
  Term r = TryMfa(ctx, m, f, args, Linked());
  return r != 0 ? r : Badarg(ctx, BifId::bif_erlang_spawn_link_3, m, f, args);
}
SB_EXPORT Term bif_erlang_spawn_monitor_1(Ctx* ctx, Term fun) {
  Term r = IsFun(fun) && FunArity(fun) == 0 ? TryFun(ctx, fun, Monitored()) : 0;
  return r != 0 ? r : Badarg(ctx, BifId::bif_erlang_spawn_monitor_1, fun);
}
SB_EXPORT Term bif_erlang_spawn_monitor_3(Ctx* ctx, Term m, Term f, Term args) {
  Term r = TryMfa(ctx, m, f, args, Monitored());
  return r != 0 ? r : Badarg(ctx, BifId::bif_erlang_spawn_monitor_3, m, f, args);
}
SB_EXPORT Term bif_erlang_spawn_opt_2(Ctx* ctx, Term fun, Term options) {
  SpawnOptions o;
  bool ok = !IsCallee(fun) || ParseOptions(options, &o);
  Term r = ok ? TryFun(ctx, fun, o) : 0;
  if (r != 0) return r;
  Badarg(ctx, BifId::bif_erlang_spawn_opt_2, fun, options);
  return ok ? 0 : WithCause(ctx, InternAtom("badopt"));
}
SB_EXPORT Term bif_erlang_spawn_opt_4(Ctx* ctx, Term m, Term f, Term args, Term options) {
  SpawnOptions o;
  bool ok = ParseOptions(options, &o);
  Term r = ok ? TryMfa(ctx, m, f, args, o) : 0;
  if (r != 0) return r;
  Badarg(ctx, BifId::bif_erlang_spawn_opt_4, m, f, args, options);
  return ok ? 0 : WithCause(ctx, InternAtom("badopt"));
}

namespace {

// What spawn_request has besides the options of spawn_opt.
struct RequestOptions {
  SpawnOptions spawn;
  Term reply_tag = InternAtom("spawn_reply");
  bool on_success = true;
  bool on_error = true;
};

// False: one of them is unknown.
bool ParseRequestOptions(Ctx* ctx, Term options, RequestOptions* out) {
  Term rest = kNil;
  for (; IsCons(options); options = Tail(options)) {
    const Term o = Head(options);
    if (IsTupleOf(o, 2) && TupleElement(o, 0) == InternAtom("reply_tag")) {
      out->reply_tag = TupleElement(o, 1);
    } else if (IsTupleOf(o, 2) && TupleElement(o, 0) == InternAtom("reply")) {
      const Term when = TupleElement(o, 1);
      out->on_success = when == InternAtom("yes") || when == InternAtom("success_only");
      out->on_error = when == InternAtom("yes") || when == InternAtom("error_only");
      if (!out->on_success && !out->on_error && when != InternAtom("no")) {
        out->on_error = true;
        return false;
      }
    } else {
      rest = Cons(ctx, o, rest);
    }
  }
  return ParseOptions(rest, &out->spawn);
}

void Reply(Ctx* ctx, const RequestOptions& o, Term ref, bool ok, Term result) {
  if (!(ok ? o.on_success : o.on_error)) return;
  SendTo(ctx, ctx->self, MakeTuple(ctx, {o.reply_tag, ref, ok ? kOk : Atom(FixedAtom::kError), result}));
}

}  // namespace

// A reference, or what is wrong with the call.
SB_EXPORT Term bif_erts_internal_spawn_request_4(Ctx* ctx, Term m, Term f, Term args, Term options) {
  if (!IsCall(m, f, args)) return Atom(FixedAtom::kBadarg);
  if (ProperLength(options) < 0) return InternAtom("badopt");
  const uint64_t number = NextRefNumber(ctx);
  const Term ref = MakeRef(ctx, number);
  RequestOptions o;
  if (!ParseRequestOptions(ctx, options, &o)) {
    Reply(ctx, o, ref, false, InternAtom("badopt"));
    return ref;
  }
  Process* p = SpawnMfa(ctx, m, f, args, o.spawn);
  if (o.spawn.monitor) {
    MonitorOptions options;
    ParseMonitorOptions(o.spawn.monitor_options, &options);
    ApplyMonitorOptions(AddMonitor(ctx, ctx->process, p, 0, number), options);
  }
  Reply(ctx, o, ref, true, p->pid);
  return ref;
}

// On another node: there is none that could be reached. For spawn_opt the answer says whether a monitor was asked for.
SB_EXPORT Term bif_erts_internal_dist_spawn_request_4(Ctx* ctx, Term node, Term call, Term options, Term type) {
  const bool is_request = type == InternAtom("spawn_request");
  if (!IsAtom(node) || !IsTupleOf(call, 3) || (!is_request && type != InternAtom("spawn_opt")) ||
      !IsCall(TupleElement(call, 0), TupleElement(call, 1), TupleElement(call, 2)) || ProperLength(options) < 0) {
    return Atom(FixedAtom::kBadarg);
  }
  const Term ref = MakeRef(ctx, NextRefNumber(ctx));
  RequestOptions o;
  const bool known = ParseRequestOptions(ctx, options, &o);
  Reply(ctx, o, ref, false, InternAtom(known ? "noconnection" : "badopt"));
  return is_request ? ref : MakeTuple(ctx, {ref, Bool(o.spawn.monitor)});
}

// Requests are answered at once.
SB_EXPORT Term bif_erlang_spawn_request_abandon_1(Ctx* ctx, Term ref) {
  return IsRef(ref) ? kFalse : Badarg(ctx, BifId::bif_erlang_spawn_request_abandon_1, ref);
}
