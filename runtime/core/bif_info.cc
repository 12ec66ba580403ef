// BIFs about processes: flags, process_info, group leaders, references, nodes.
#include "runtime/core/bifs.h"
#include "runtime/core/error.h"
#include "runtime/core/scheduler.h"
#include "runtime/core/signals.h"
#include "runtime/data/integer.h"

using namespace seabeam::rt;
using seabeam::abi::BifId;

namespace seabeam::rt {
namespace {
uint64_t g_next_ref = 1;     // atomic in a threaded build, as the next one
int64_t g_next_unique = 1;
}  // namespace
uint64_t NextRefNumber(Ctx* ctx) { return __atomic_fetch_add(&g_next_ref, 1, __ATOMIC_RELAXED); }
}  // namespace seabeam::rt

SB_EXPORT Term bif_erlang_make_ref_0(Ctx* ctx) { return MakeRef(ctx, NextRefNumber(ctx)); }
SB_EXPORT Term bif_erlang_unique_integer_0(Ctx* ctx) { return MakeInt(ctx, __atomic_fetch_add(&g_next_unique, 1, __ATOMIC_RELAXED)); }
SB_EXPORT Term bif_erlang_unique_integer_1(Ctx* ctx, Term options) {
  for (Term o = options; !IsNil(o); o = Tail(o)) {
    if (!IsCons(o) || (Head(o) != InternAtom("monotonic") && Head(o) != InternAtom("positive"))) {
      return Badarg(ctx, BifId::bif_erlang_unique_integer_1, options);
    }
  }
  return MakeInt(ctx, __atomic_fetch_add(&g_next_unique, 1, __ATOMIC_RELAXED));
}

SB_EXPORT Term bif_erlang_nodes_0(Ctx* ctx) { return kNil; }
SB_EXPORT Term bif_erlang_nodes_1(Ctx* ctx, Term what) {
  for (Term w = what; IsCons(w); w = Tail(w)) {
    if (Head(w) == InternAtom("this") || Head(w) == InternAtom("known")) return MakeList(ctx, {InternAtom("nonode@nohost")});
  }
  if (what == InternAtom("this") || what == InternAtom("known")) return MakeList(ctx, {InternAtom("nonode@nohost")});
  return kNil;
}
SB_EXPORT Term bif_erlang_is_alive_0(Ctx* ctx) { return kFalse; }
SB_EXPORT Term bif_erlang_monitor_node_2(Ctx* ctx, Term node, Term flag) { return kTrue; }
SB_EXPORT Term bif_erlang_monitor_node_3(Ctx* ctx, Term node, Term flag, Term options) { return kTrue; }

SB_EXPORT Term bif_erlang_group_leader_0(Ctx* ctx) { return ctx->process->group_leader; }
SB_EXPORT Term bif_erlang_group_leader_2(Ctx* ctx, Term leader, Term pid) {
  Process* p = FindProcess(pid);
  if (!IsPid(leader) || p == nullptr) return Badarg(ctx, BifId::bif_erlang_group_leader_2, leader, pid);
  p->group_leader = leader;
  return kTrue;
}

SB_EXPORT Term bif_erlang_processes_0(Ctx* ctx) {
  // In the order they were made, which is not the order of the slots.
  Vec<Term> pids;
  for (Process* p : g_process_slots) {
    if (!IsAlive(p)) continue;
    pids.push_back(p->pid);
    for (uint32_t i = pids.size() - 1; i > 0 && pids[i - 1] > pids[i]; i--) {
      Term t = pids[i];
      pids[i] = pids[i - 1];
      pids[i - 1] = t;
    }
  }
  return MakeList(ctx, pids.begin(), pids.size());
}
SB_EXPORT Term bif_erlang_is_process_alive_1(Ctx* ctx, Term pid) {
  if (!IsPid(pid)) return Badarg(ctx, BifId::bif_erlang_is_process_alive_1, pid);
  return Bool(IsAlive(FindProcess(pid)));
}

// ---- Flags ---------------------------------------------------------------------------
namespace {
Term ErrorHandlerOf(const Process* p) {
  return p->error_handler != 0 ? p->error_handler : Atom(FixedAtom::kErrorHandler);
}

const char* const kPriorityNames[] = {"max", "high", "normal", "low"};

// The old value, 0 = badarg.
Term SetFlag(Ctx* ctx, Process* p, Term flag, Term value) {
  if (flag == InternAtom("trap_exit")) {
    if (value != kTrue && value != kFalse) return 0;
    Term old = Bool(p->trap_exit);
    p->trap_exit = value == kTrue;
    return old;
  }
  if (flag == InternAtom("priority")) {
    for (uint32_t i = 0; i < 4; i++) {
      if (value != InternAtom(kPriorityNames[i])) continue;
      Term old = InternAtom(kPriorityNames[p->priority]);
      p->priority = static_cast<Priority>(i);
      return old;
    }
    return 0;
  }
  if (flag == InternAtom("min_heap_size")) {
    if (!IsSmall(value) || SmallValue(value) < 0) return 0;
    Term old = Small(static_cast<int32_t>(p->min_heap == 0 ? 233 : p->min_heap));
    p->min_heap = static_cast<uint32_t>(SmallValue(value));
    return old;
  }
  if (flag == InternAtom("error_handler")) {
    if (!IsAtom(value)) return 0;
    Term old = ErrorHandlerOf(p);
    p->error_handler = value;
    return old;
  }
  if (flag == InternAtom("min_bin_vheap_size")) return Small(46422);
  if (flag == InternAtom("fullsweep_after")) return Small(65535);
  if (flag == InternAtom("message_queue_data")) return InternAtom("on_heap");
  if (flag == InternAtom("save_calls")) return Small(0);
  if (flag == InternAtom("sensitive")) return kFalse;
  if (flag == InternAtom("async_dist")) return kFalse;
  if (flag == InternAtom("max_heap_size")) return Small(0);
  return 0;
}
}  // namespace

SB_EXPORT Term bif_erlang_process_flag_2(Ctx* ctx, Term flag, Term value) {
  Term r = SetFlag(ctx, ctx->process, flag, value);
  return r != 0 ? r : Badarg(ctx, BifId::bif_erlang_process_flag_2, flag, value);
}
SB_EXPORT Term bif_erlang_process_flag_3(Ctx* ctx, Term pid, Term flag, Term value) {
  Process* p = FindProcess(pid);
  if (!IsAlive(p) || flag != InternAtom("save_calls")) return Badarg(ctx, BifId::bif_erlang_process_flag_3, pid, flag, value);
  return Small(0);
}

// ---- process_info --------------------------------------------------------------------
namespace {

Term StatusOf(const Process* p) {
  switch (p->state) {
    case ProcessState::kRunnable: return InternAtom("runnable");
    case ProcessState::kRunning: return InternAtom("running");
    case ProcessState::kWaiting: return InternAtom("waiting");
    case ProcessState::kSuspended: return InternAtom("suspended");
    case ProcessState::kDead: return InternAtom("exiting");
  }
  return kUndefined;
}

// Value of an item (terms copied to the caller); 0 = no such item.
Term InfoValue(Ctx* ctx, Process* p, Term item) {
  Text name = AtomText(item);
  auto is = [&](const char* s) { return name == Text{s, static_cast<uint32_t>(__builtin_strlen(s))}; };
  auto number = [&](uint64_t n) { return MakeInt(ctx, static_cast<int64_t>(n)); };
  if (is("registered_name")) return p->name != 0 ? p->name : kNil;
  if (is("message_queue_len")) return number(p->message_count);
  if (is("links")) return MakeList(ctx, p->links.begin(), p->links.size());
  if (is("trap_exit")) return Bool(p->trap_exit);
  if (is("group_leader")) return p->group_leader;
  if (is("status")) return StatusOf(p);
  if (is("priority")) return InternAtom(kPriorityNames[p->priority]);
  if (is("heap_size") || is("total_heap_size")) return number(HeapWords(p));
  if (is("stack_size")) return number(StackWords(ctx, p));
  if (is("memory")) return number((HeapWords(p) + static_cast<uint32_t>(p->stack_base - p->stack_low)) * 4 + sizeof(Process));
  if (is("reductions")) {
    uint64_t now = p == ctx->process ? static_cast<uint32_t>(g_sched.options.reductions - RealReductions(ctx)) : 0;
    return number(p->reductions + now);
  }
  if (is("initial_call")) return MakeTuple(ctx, {p->initial_m, p->initial_f, number(p->initial_arity)});
  if (is("parent")) return p->parent != 0 ? p->parent : kUndefined;
  if (is("error_handler")) return ErrorHandlerOf(p);
  if (is("catchlevel") || is("suspending_count")) return Small(0);
  if (is("suspending")) return kNil;
  if (is("sequential_trace_token")) return kNil;
  if (is("min_heap_size")) return number(p->min_heap == 0 ? 233 : p->min_heap);
  if (is("message_queue_data")) return InternAtom("on_heap");
  if (is("min_bin_vheap_size")) return Small(46422);
  if (is("fullsweep_after")) return Small(65535);
  if (is("last_calls")) return kFalse;
  if (is("trace")) return Small(0);
  if (is("magic_ref")) return kNil;
  if (is("binary")) return kNil;
  if (is("garbage_collection")) {
    return MakeList(ctx, {MakeTuple(ctx, {InternAtom("minor_gcs"), number(p->gc_count)}),
                          MakeTuple(ctx, {InternAtom("fullsweep_after"), Small(65535)})});
  }
  if (is("current_stacktrace")) return CurrentStack(ctx, p);
  if (is("current_function")) {
    Term stack = CurrentStack(ctx, p);
    if (!IsCons(stack)) return kUndefined;
    Term f = Head(stack);
    return MakeTuple(ctx, {TupleElement(f, 0), TupleElement(f, 1), TupleElement(f, 2)});
  }
  if (is("current_location")) {
    Term stack = CurrentStack(ctx, p);
    return IsCons(stack) ? Head(stack) : kUndefined;
  }
  if (is("dictionary")) {
    ListBuilder list(ctx);
    for (DictEntry& d : p->dictionary) {
      Term entry = MakeTuple(ctx, {d.key, d.value});
      list.Add(p == ctx->process ? entry : CopyToProcess(ctx, entry));
    }
    return list.Finish();
  }
  if (is("messages")) {
    ListBuilder list(ctx);
    for (Message* m = p->messages; m != nullptr; m = m->next) list.Add(CopyToProcess(ctx, m->term));
    return list.Finish();
  }
  if (is("monitors")) {
    ListBuilder list(ctx);
    for (Monitor* m = p->monitors; m != nullptr; m = m->owner_next) {
      if (m->target == nullptr) continue;
      Term object = m->by_name != 0 ? MakeTuple(ctx, {m->by_name, InternAtom("nonode@nohost")}) : m->target->pid;
      list.Add(MakeTuple(ctx, {Atom(FixedAtom::kProcess), object}));
    }
    return list.Finish();
  }
  if (is("monitored_by")) {
    ListBuilder list(ctx);
    for (Monitor* m = p->monitored_by; m != nullptr; m = m->target_next) list.Add(m->owner->pid);
    return list.Finish();
  }
  return 0;
}

// {Item, Value}; 0 = badarg.
Term InfoItem(Ctx* ctx, Process* p, Term item) {
  if (!IsAtom(item)) return 0;
  Term value = InfoValue(ctx, p, item);
  return value == 0 ? 0 : MakeTuple(ctx, {item, value});
}

}  // namespace

Term seabeam::rt::ProcessInfo(Ctx* ctx, Term pid, Term what) {
  if (!IsPid(pid)) return Badarg(ctx, BifId::bif_erlang_process_info_2, pid, what);
  Process* p = FindProcess(pid);
  bool alive = IsAlive(p) || p == ctx->process;
  if (IsAtom(what)) {
    if (!alive) return kUndefined;
    if (what == InternAtom("registered_name") && p->name == 0) return kNil;
    Term r = InfoItem(ctx, p, what);
    return r != 0 ? r : Badarg(ctx, BifId::bif_erlang_process_info_2, pid, what);
  }
  if (ProperLength(what) < 0) return Badarg(ctx, BifId::bif_erlang_process_info_2, pid, what);
  if (!alive) return kUndefined;
  ListBuilder list(ctx);
  for (Term w = what; IsCons(w); w = Tail(w)) {
    Term item = InfoItem(ctx, p, Head(w));
    if (item == 0) return Badarg(ctx, BifId::bif_erlang_process_info_2, pid, what);
    list.Add(item);
  }
  return list.Finish();
}
Term seabeam::rt::ProcessInfo(Ctx* ctx, Term pid) {
  static const char* const kItems[] = {"registered_name", "current_function", "initial_call", "status",
                                       "message_queue_len", "links", "dictionary", "trap_exit", "error_handler",
                                       "priority", "group_leader", "total_heap_size", "heap_size", "stack_size",
                                       "reductions", "garbage_collection", "suspending"};
  if (!IsPid(pid)) return Badarg(ctx, BifId::bif_erlang_process_info_1, pid);
  Process* p = FindProcess(pid);
  if (!IsAlive(p) && p != ctx->process) return kUndefined;
  ListBuilder list(ctx);
  for (const char* name : kItems) {
    if (p->name == 0 && name == kItems[0]) continue;
    list.Add(InfoItem(ctx, p, InternAtom(name)));
  }
  return list.Finish();
}

// ---- Collector, scheduling ---------------------------------------------------------------
SB_EXPORT Term bif_erlang_garbage_collect_0(Ctx* ctx) {
  ctx->process->force_major = true;
  MakeRequest(ctx, kRequestGc);
  return kTrue;
}
SB_EXPORT Term bif_erlang_garbage_collect_1(Ctx* ctx, Term pid) {
  if (!IsPid(pid)) return Badarg(ctx, BifId::bif_erlang_garbage_collect_1, pid);
  Process* p = FindProcess(pid);
  if (!IsAlive(p)) return kFalse;
  if (p == ctx->process) return bif_erlang_garbage_collect_0(ctx);
  CollectSuspended(p, true);
  return kTrue;
}
SB_EXPORT Term bif_erlang_garbage_collect_2(Ctx* ctx, Term pid, Term options) { return bif_erlang_garbage_collect_1(ctx, pid); }
SB_EXPORT Term bif_erlang_bump_reductions_1(Ctx* ctx, Term n) {
  if (!IsSmall(n) || SmallValue(n) < 0) return Badarg(ctx, BifId::bif_erlang_bump_reductions_1, n);
  int32_t& left = ctx->requests != 0 ? ctx->reds_left : ctx->reds;
  left = left > SmallValue(n) ? left - SmallValue(n) : 0;
  return kTrue;
}
SB_EXPORT Term bif_erlang_suspend_process_1(Ctx* ctx, Term pid) {
  Process* p = FindProcess(pid);
  if (!IsAlive(p) || p == ctx->process) return Badarg(ctx, BifId::bif_erlang_suspend_process_1, pid);
  p->suspend_count++;
  return kTrue;
}
SB_EXPORT Term bif_erlang_resume_process_1(Ctx* ctx, Term pid) {
  Process* p = FindProcess(pid);
  if (!IsAlive(p) || p->suspend_count == 0) return Badarg(ctx, BifId::bif_erlang_resume_process_1, pid);
  ResumeProcess(p);
  return kTrue;
}
