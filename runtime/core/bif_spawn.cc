// BIFs that make processes.
#include "runtime/core/bifs.h"
#include "runtime/core/error.h"
#include "runtime/core/fun.h"
#include "runtime/core/scheduler.h"
#include "runtime/core/signals.h"

using namespace seabeam::rt;
using seabeam::abi::BifId;

namespace {

Term LocalNode() { return InternAtom("nonode@nohost"); }

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
  AddMonitor(ctx, ctx->process, p, 0, ref);
  return MakeTuple(ctx, {p->pid, MakeRef(ctx, ref)});
}

Term TryFun(Ctx* ctx, Term fun, const SpawnOptions& o) {
  if (!IsFun(fun) || FunArity(fun) != 0) return 0;
  return Finish(ctx, SpawnFun(ctx, fun, o), o);
}
Term TryMfa(Ctx* ctx, Term m, Term f, Term args, const SpawnOptions& o) {
  if (!IsAtom(m) || !IsAtom(f) || ProperLength(args) < 0) return 0;
  return Finish(ctx, SpawnMfa(ctx, m, f, args, o), o);
}

bool ParsePriority(Term t, Priority* out) {
  if (t == InternAtom("max")) *out = kPriorityMax;
  else if (t == InternAtom("high")) *out = kPriorityHigh;
  else if (t == Atom(FixedAtom::kNormal)) *out = kPriorityNormal;
  else if (t == InternAtom("low")) *out = kPriorityLow;
  else return false;
  return true;
}

bool ParseOptions(Term options, SpawnOptions* out) {
  for (; IsCons(options); options = Tail(options)) {
    Term o = Head(options);
    if (o == InternAtom("link")) {
      out->link = true;
    } else if (o == InternAtom("monitor")) {
      out->monitor = true;
    } else if (IsTupleOf(o, 2)) {
      Term key = TupleElement(o, 0);
      Term value = TupleElement(o, 1);
      if (key == InternAtom("priority")) {
        if (!ParsePriority(value, &out->priority)) return false;
      } else if (key == InternAtom("min_heap_size")) {
        if (!IsSmall(value) || SmallValue(value) < 0) return false;
        out->min_heap = static_cast<uint32_t>(SmallValue(value));
        if (out->min_heap > 1u << 24) out->min_heap = 1u << 24;
      } else if (key == InternAtom("monitor")) {
        out->monitor = true;
      } else if (key != InternAtom("fullsweep_after") && key != InternAtom("min_bin_vheap_size") &&
                 key != InternAtom("max_heap_size") && key != InternAtom("message_queue_data") &&
                 key != InternAtom("async_dist")) {
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
SB_EXPORT Term bif_erlang_spawn_2(Ctx* ctx, Term node, Term fun) {
  Term r = node == LocalNode() ? TryFun(ctx, fun, SpawnOptions{}) : 0;
  return r != 0 ? r : Badarg(ctx, BifId::bif_erlang_spawn_2, node, fun);
}
SB_EXPORT Term bif_erlang_spawn_3(Ctx* ctx, Term m, Term f, Term args) {
  Term r = TryMfa(ctx, m, f, args, SpawnOptions{});
  return r != 0 ? r : Badarg(ctx, BifId::bif_erlang_spawn_3, m, f, args);
}
SB_EXPORT Term bif_erlang_spawn_4(Ctx* ctx, Term node, Term m, Term f, Term args) {
  Term r = node == LocalNode() ? TryMfa(ctx, m, f, args, SpawnOptions{}) : 0;
  return r != 0 ? r : Badarg(ctx, BifId::bif_erlang_spawn_4, node, m, f, args);
}
SB_EXPORT Term bif_erlang_spawn_link_1(Ctx* ctx, Term fun) {
  Term r = TryFun(ctx, fun, Linked());
  return r != 0 ? r : Badarg(ctx, BifId::bif_erlang_spawn_link_1, fun);
}
SB_EXPORT Term bif_erlang_spawn_link_2(Ctx* ctx, Term node, Term fun) {
  Term r = node == LocalNode() ? TryFun(ctx, fun, Linked()) : 0;
  return r != 0 ? r : Badarg(ctx, BifId::bif_erlang_spawn_link_2, node, fun);
}
SB_EXPORT Term bif_erlang_spawn_link_3(Ctx* ctx, Term m, Term f, Term args) {
  Term r = TryMfa(ctx, m, f, args, Linked());
  return r != 0 ? r : Badarg(ctx, BifId::bif_erlang_spawn_link_3, m, f, args);
}
SB_EXPORT Term bif_erlang_spawn_link_4(Ctx* ctx, Term node, Term m, Term f, Term args) {
  Term r = node == LocalNode() ? TryMfa(ctx, m, f, args, Linked()) : 0;
  return r != 0 ? r : Badarg(ctx, BifId::bif_erlang_spawn_link_4, node, m, f, args);
}
SB_EXPORT Term bif_erlang_spawn_monitor_1(Ctx* ctx, Term fun) {
  Term r = TryFun(ctx, fun, Monitored());
  return r != 0 ? r : Badarg(ctx, BifId::bif_erlang_spawn_monitor_1, fun);
}
SB_EXPORT Term bif_erlang_spawn_monitor_3(Ctx* ctx, Term m, Term f, Term args) {
  Term r = TryMfa(ctx, m, f, args, Monitored());
  return r != 0 ? r : Badarg(ctx, BifId::bif_erlang_spawn_monitor_3, m, f, args);
}
SB_EXPORT Term bif_erlang_spawn_opt_2(Ctx* ctx, Term fun, Term options) {
  SpawnOptions o;
  Term r = ParseOptions(options, &o) ? TryFun(ctx, fun, o) : 0;
  return r != 0 ? r : Badarg(ctx, BifId::bif_erlang_spawn_opt_2, fun, options);
}
SB_EXPORT Term bif_erlang_spawn_opt_4(Ctx* ctx, Term m, Term f, Term args, Term options) {
  SpawnOptions o;
  Term r = ParseOptions(options, &o) ? TryMfa(ctx, m, f, args, o) : 0;
  return r != 0 ? r : Badarg(ctx, BifId::bif_erlang_spawn_opt_4, m, f, args, options);
}

namespace {

// What spawn_request has besides the options of spawn_opt.
struct RequestOptions {
  SpawnOptions spawn;
  Term reply_tag = InternAtom("spawn_reply");
  bool on_success = true;
  bool on_error = true;
  Term monitor_options = kNil;
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
      if (IsTupleOf(o, 2) && TupleElement(o, 0) == InternAtom("monitor")) out->monitor_options = TupleElement(o, 1);
      rest = Cons(ctx, o, rest);
    }
  }
  return ParseOptions(rest, &out->spawn);
}

void Reply(Ctx* ctx, const RequestOptions& o, Term ref, bool ok, Term result) {
  if (!(ok ? o.on_success : o.on_error)) return;
  SendTo(ctx, ctx->self, MakeTuple(ctx, {o.reply_tag, ref, ok ? kOk : Atom(FixedAtom::kError), result}));
}

bool IsCall(Term m, Term f, Term args) { return IsAtom(m) && IsAtom(f) && ProperLength(args) >= 0; }

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
    Monitor* monitor = AddMonitor(ctx, ctx->process, p, 0, number);
    for (Term list = o.monitor_options; IsCons(list); list = Tail(list)) {
      const Term option = Head(list);
      if (!IsTupleOf(option, 2) || TupleElement(option, 0) != InternAtom("tag")) continue;
      const Term tag = TupleElement(option, 1);
      if (IsAtom(tag)) monitor->tag = tag; else monitor->tag_term = CopyToMessage(tag);
    }
  }
  Reply(ctx, o, ref, true, p->pid);
  return ref;
}

// On another node: there is none that could be reached.
SB_EXPORT Term bif_erts_internal_dist_spawn_request_4(Ctx* ctx, Term node, Term call, Term options, Term type) {
  if (!IsAtom(node) || !IsTupleOf(call, 3) || type != InternAtom("spawn_request") ||
      !IsCall(TupleElement(call, 0), TupleElement(call, 1), TupleElement(call, 2)) || ProperLength(options) < 0) {
    return Atom(FixedAtom::kBadarg);
  }
  const Term ref = MakeRef(ctx, NextRefNumber(ctx));
  RequestOptions o;
  const bool known = ParseRequestOptions(ctx, options, &o);
  Reply(ctx, o, ref, false, InternAtom(known ? "noconnection" : "badopt"));
  return ref;
}

// Requests are answered at once.
SB_EXPORT Term bif_erlang_spawn_request_abandon_1(Ctx* ctx, Term ref) {
  return IsRef(ref) ? kFalse : Badarg(ctx, BifId::bif_erlang_spawn_request_abandon_1, ref);
}
