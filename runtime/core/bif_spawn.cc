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
