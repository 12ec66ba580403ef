// BIFs about processes: flags, process_info, group leaders, references, nodes.
#include "runtime/core/bifs.h"
#include "runtime/core/binary.h"
#include "runtime/core/error.h"
#include "runtime/core/otp_version.h"
#include "runtime/core/process_settings.h"
#include "runtime/core/scheduler.h"
#include "runtime/core/signals.h"
#include "runtime/data/compare.h"
#include "runtime/data/integer.h"
#include "runtime/data/map.h"
#include "runtime/data/print.h"

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
  bool has_this = false;
  Term list = IsAtom(what) ? Cons(ctx, what, kNil) : what;
  for (; IsCons(list); list = Tail(list)) {
    const Term kind = Head(list);
    if (kind == InternAtom("this") || kind == InternAtom("known")) {
      has_this = true;
    } else if (kind != InternAtom("visible") && kind != InternAtom("hidden") && kind != InternAtom("connected")) {
      break;
    }
  }
  if (!IsNil(list)) return Badarg(ctx, BifId::bif_erlang_nodes_1, what);
  return has_this ? MakeList(ctx, {InternAtom("nonode@nohost")}) : kNil;
}
SB_EXPORT Term bif_erlang_is_alive_0(Ctx* ctx) { return kFalse; }

namespace {
// What erlang:monitor_node fails with; 0 = nothing. There is only this node.
Term MonitorNodeError(Term node, Term flag) {
  if (!IsAtom(node) || (flag != kTrue && flag != kFalse)) return InternAtom("badarg");
  return node == InternAtom("nonode@nohost") ? 0 : InternAtom("notalive");
}
}  // namespace

SB_EXPORT Term bif_erlang_monitor_node_2(Ctx* ctx, Term node, Term flag) {
  const Term error = MonitorNodeError(node, flag);
  return error == 0 ? kTrue : Fail(ctx, BifId::bif_erlang_monitor_node_2, error, node, flag);
}
SB_EXPORT Term bif_erlang_monitor_node_3(Ctx* ctx, Term node, Term flag, Term options) {
  Term rest = options;
  while (IsCons(rest) && Head(rest) == InternAtom("allow_passive_connect")) rest = Tail(rest);
  if (!IsNil(rest)) {
    Badarg(ctx, BifId::bif_erlang_monitor_node_3, node, flag, options);
    return IsCons(rest) ? WithCause(ctx, InternAtom("badopt")) : 0;
  }
  const Term error = MonitorNodeError(node, flag);
  return error == 0 ? kTrue : Fail(ctx, BifId::bif_erlang_monitor_node_3, error, node, flag, options);
}

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

// What erlang:processes_iterator() goes on with: {Next, Pids} or none. All come at once.
SB_EXPORT Term bif_erts_internal_processes_next_1(Ctx* ctx, Term next) {
  int64_t n;
  if (!GetInt64(next, &n) || n < 0) return Badarg(ctx, BifId::bif_erts_internal_processes_next_1, next);
  return n == 0 ? MakeTuple(ctx, {Small(1), bif_erlang_processes_0(ctx)}) : InternAtom("none");
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

// save_calls; 0 = badarg.
Term SetSavedCalls(Process* p, Term value) {
  uint32_t n;
  if (!GetSmallUpTo(value, 10000, &n)) return 0;
  Term old = Small(static_cast<int32_t>(p->saved_calls));
  p->saved_calls = n;
  return old;
}

// The options of {monitor_nodes, Options} as a number. False = badarg.
bool ParseNodeKinds(Term options, uint32_t* kinds) {
  constexpr uint32_t kVisible = 1, kHidden = 2;
  static constexpr const char* kSwitches[] = {"list", "connection_id", "nodedown_reason"};  // bits from 4 on
  *kinds = 0;
  if (IsNil(options)) return true;
  if (!IsMap(options)) return false;
  *kinds = kVisible;
  MapIterator it(options);
  Term k, v;
  while (it.Next(&k, &v)) {
    if (k == InternAtom("node_type")) {
      const uint32_t types = v == InternAtom("visible")  ? kVisible
                             : v == InternAtom("hidden") ? kHidden
                             : v == InternAtom("all")    ? kVisible | kHidden
                                                         : 0;
      if (types == 0) return false;
      *kinds = (*kinds & ~(kVisible | kHidden)) | types;
      continue;
    }
    uint32_t i = 0;
    while (i < 3 && k != InternAtom(kSwitches[i])) ++i;
    if (i == 3 || (v != kTrue && v != kFalse)) return false;
    if (v == kTrue) *kinds |= 4u << i;
  }
  return true;
}

// There are no other nodes that could come; how often it was asked for is counted. The old count; 0 = badarg.
Term MonitorNodes(Ctx* ctx, Process* p, uint32_t kinds, Term value) {
  if (value != kTrue && value != kFalse) return 0;
  Vec<NodeMonitors>& all = p->node_monitors;
  uint32_t i = 0;
  while (i < all.size() && all[i].kinds != kinds) ++i;
  const uint32_t old = i < all.size() ? all[i].count : 0;
  if (value == kFalse) {
    if (i < all.size()) all.erase(i);
  } else if (i < all.size()) {
    ++all[i].count;
  } else {
    all.push_back({kinds, 1});
  }
  return MakeInt(ctx, old);
}

// The old value; 0 = badarg, with *cause `badopt` when there is no such flag.
Term SetFlag(Ctx* ctx, Process* p, Term flag, Term value, Term* cause) {
  if (flag == InternAtom("trap_exit")) {
    if (value != kTrue && value != kFalse) return 0;
    Term old = Bool(p->trap_exit);
    p->trap_exit = value == kTrue;
    return old;
  }
  if (flag == InternAtom("error_handler")) {
    if (!IsAtom(value)) return 0;
    Term old = ErrorHandlerOf(p);
    p->error_handler = value;
    return old;
  }
  if (flag == InternAtom("save_calls")) return SetSavedCalls(p, value);
  if (flag == InternAtom("sensitive")) {
    if (value != kTrue && value != kFalse) return 0;
    Term old = Bool(p->sensitive);
    p->sensitive = value == kTrue;
    return old;
  }
  if (flag == InternAtom("monitor_nodes")) return MonitorNodes(ctx, p, 0, value);
  if (IsTupleOf(flag, 2) && TupleElement(flag, 0) == InternAtom("monitor_nodes")) {
    uint32_t kinds;
    return ParseNodeKinds(TupleElement(flag, 1), &kinds) ? MonitorNodes(ctx, p, kinds, value) : 0;
  }
  Term old = SettingValue(ctx, p->settings, flag);
  if (old == 0) *cause = InternAtom("badopt");
  if (old == 0 || !ChangeSetting(&p->settings, flag, value)) return 0;
  // What it has is measured from here on.
  if (flag == InternAtom("max_heap_size")) MakeRequest(ctx, kRequestGc);
  return old;
}
}  // namespace

SB_EXPORT Term bif_erlang_process_flag_2(Ctx* ctx, Term flag, Term value) {
  Term cause = 0;
  Term r = SetFlag(ctx, ctx->process, flag, value, &cause);
  if (r != 0) return r;
  Badarg(ctx, BifId::bif_erlang_process_flag_2, flag, value);
  return WithCause(ctx, cause);
}
SB_EXPORT Term bif_erlang_process_flag_3(Ctx* ctx, Term pid, Term flag, Term value) {
  Process* p = FindProcess(pid);
  Term r = IsAlive(p) && flag == InternAtom("save_calls") ? SetSavedCalls(p, value) : 0;
  if (r != 0) return r;
  Badarg(ctx, BifId::bif_erlang_process_flag_3, pid, flag, value);
  return IsAlive(p) ? 0 : WithCause(ctx, InternAtom("badtype"));
}

// As erlang:process_flag/3, which OTP has in Erlang; what is wrong is the result.
SB_EXPORT Term bif_erts_internal_process_flag_3(Ctx*, Term pid, Term flag, Term value) {
  Process* p = FindProcess(pid);
  if (!IsAlive(p)) return InternAtom("badtype");
  Term r = flag == InternAtom("save_calls") ? SetSavedCalls(p, value) : 0;
  return r != 0 ? r : InternAtom("badarg");
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

// One function a line, the innermost first.
Term Backtrace(Ctx* ctx, Process* p) {
  ByteBuf out;
  for (Term l = CurrentStack(ctx, p); IsCons(l); l = Tail(l)) {
    Term f = Head(l);
    PrintTerm(&out, TupleElement(f, 0));
    out.Put(':');
    PrintTerm(&out, TupleElement(f, 1));
    out.Put('/');
    PrintTerm(&out, TupleElement(f, 2));
    out.Put('\n');
  }
  return NewBinaryFrom(ctx, out.data(), out.size());
}

// undefined when it has no such key.
Term DictionaryValue(Ctx* ctx, const Process* p, Term key) {
  const DictEntry* d = p->dictionary.Find(key);
  if (d == nullptr) return kUndefined;
  return p == ctx->process ? d->value : CopyToProcess(ctx, d->value);
}

// Whether something of p's asks for messages with priority.
bool HasPriorityMessages(const Process* p) {
  for (const Monitor* m = p->monitors; m != nullptr; m = m->owner_next) {
    if ((m->priority && m->target != nullptr) || m->priority_alias) return true;
  }
  return !p->priority_links.empty();
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
  if (is("label") && OtpVersion().number >= 27) return DictionaryValue(ctx, p, InternAtom("$process_label"));
  if (is("priority_messages") && HasPriorityOptions()) return Bool(HasPriorityMessages(p));
  if (is("status")) return StatusOf(p);
  if (Term setting = SettingValue(ctx, p->settings, item)) return setting;
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
  if (is("catchlevel")) return Small(0);
  if (is("suspending")) {
    ListBuilder list(ctx);
    for (Process* other : g_process_slots) {
      if (other == nullptr) continue;
      for (const Suspension& s : other->suspensions) {
        if (s.suspender == p->pid) list.Add(MakeTuple(ctx, {other->pid, number(s.count), Small(0)}));
      }
    }
    return list.Finish();
  }
  if (is("sequential_trace_token")) return kNil;
  if (is("last_calls")) return p->saved_calls == 0 ? kFalse : kNil;
  if (is("trace")) return Small(0);
  if (is("magic_ref")) return kNil;
  if (is("binary")) return kNil;
  if (is("garbage_collection")) {
    ListBuilder list(ctx);
    for (const char* name : {"max_heap_size", "min_bin_vheap_size", "min_heap_size", "fullsweep_after"})
      list.Add(MakeTuple(ctx, {InternAtom(name), SettingValue(ctx, p->settings, InternAtom(name))}));
    list.Add(MakeTuple(ctx, {InternAtom("minor_gcs"), number(p->gc_count)}));
    return list.Finish();
  }
  if (is("garbage_collection_info")) {
    ListBuilder list(ctx);
    auto add = [&](const char* name, uint32_t words) { list.Add(MakeTuple(ctx, {InternAtom(name), number(words)})); };
    const uint32_t young = HeapWords(p) - p->old_words;
    add("old_heap_block_size", p->old_words);
    add("heap_block_size", young);
    add("mbuf_size", 0);
    add("recent_size", static_cast<uint32_t>(p->survivors_high - p->survivors_low));
    add("stack_size", StackWords(ctx, p));
    add("old_heap_size", p->old_words);
    add("heap_size", young);
    for (const char* name : {"bin_vheap_size", "bin_vheap_block_size", "bin_old_vheap_size", "bin_old_vheap_block_size"})
      add(name, 0);
    return list.Finish();
  }
  if (is("backtrace")) return Backtrace(ctx, p);
  if (is("current_stacktrace")) return CurrentStack(ctx, p);
  if (is("current_function")) {
    Term stack = CurrentStack(ctx, p);
    if (!IsCons(stack)) {
      // It has not begun, or begins anew with its next message.
      if (p->hibernates) return MakeTuple(ctx, {InternAtom("erlang"), InternAtom("hibernate"), Small(3)});
      return p->initial_m == 0 ? kUndefined : MakeTuple(ctx, {p->initial_m, p->initial_f, number(p->initial_arity)});
    }
    Term f = Head(stack);
    return MakeTuple(ctx, {TupleElement(f, 0), TupleElement(f, 1), TupleElement(f, 2)});
  }
  if (is("current_location")) {
    Term stack = CurrentStack(ctx, p);
    return IsCons(stack) ? Head(stack) : kUndefined;
  }
  if (is("dictionary")) {
    return p->dictionary.List(ctx, [ctx, p](const DictEntry& d) {
      const Term entry = MakeTuple(ctx, {d.key, d.value});
      return p == ctx->process ? entry : CopyToProcess(ctx, entry);
    });
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
  constexpr int32_t kReleaseOfDictionaryKeys = 26;
  if (OtpVersion().number >= kReleaseOfDictionaryKeys && IsTupleOf(item, 2) && TupleElement(item, 0) == InternAtom("dictionary")) {
    return MakeTuple(ctx, {item, DictionaryValue(ctx, p, TupleElement(item, 1))});
  }
  if (!IsAtom(item)) return 0;
  Term value = InfoValue(ctx, p, item);
  return value == 0 ? 0 : MakeTuple(ctx, {item, value});
}

}  // namespace

Term seabeam::rt::ProcessInfo(Ctx* ctx, Term pid, Term what) {
  if (!IsPid(pid)) return Badarg(ctx, BifId::bif_erlang_process_info_2, pid, what);
  Process* p = FindProcess(pid);
  bool alive = IsAlive(p) || p == ctx->process;
  if (IsAtom(what) || IsTuple(what)) {
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
SB_EXPORT Term bif_erlang_bump_reductions_1(Ctx* ctx, Term n) {
  if (!IsSmall(n) || SmallValue(n) < 0) return Badarg(ctx, BifId::bif_erlang_bump_reductions_1, n);
  int32_t& left = ctx->requests != 0 ? ctx->reds_left : ctx->reds;
  left = left > SmallValue(n) ? left - SmallValue(n) : 0;
  return kTrue;
}
// erlang:suspend_process/1,2 call this and raise what it answers, unless that is true or false.
SB_EXPORT Term bif_erts_internal_suspend_process_2(Ctx* ctx, Term pid, Term options) {
  bool unless_suspending = false, asynchronous = false, answer = false;
  Term tag = 0;
  Process* p = FindProcess(pid);
  if (!IsPid(pid) || p == ctx->process) return Atom(FixedAtom::kBadarg);
  for (; IsCons(options); options = Tail(options)) {
    Term o = Head(options);
    if (o == InternAtom("unless_suspending")) {
      unless_suspending = true;
    } else if (o == InternAtom("asynchronous")) {
      asynchronous = true;
    } else if (IsTupleOf(o, 2) && TupleElement(o, 0) == InternAtom("asynchronous")) {
      asynchronous = answer = true;
      tag = TupleElement(o, 1);
    } else {
      return InternAtom("badopt");
    }
  }
  if (!IsNil(options)) return InternAtom("badopt");
  bool suspends = false;
  if (p != nullptr) {
    for (const Suspension& s : p->suspensions) suspends = suspends || s.suspender == ctx->self;
  }
  if (unless_suspending && suspends) return kFalse;
  if (IsAlive(p)) SuspendProcess(p, ctx->self);
  if (answer) DeliverCopy(ctx->process, MakeTuple(ctx, {tag, InternAtom(IsAlive(p) ? "suspended" : "exited")}));
  return IsAlive(p) || asynchronous ? kTrue : Atom(FixedAtom::kBadarg);
}
SB_EXPORT Term bif_erlang_resume_process_1(Ctx* ctx, Term pid) {
  Process* p = FindProcess(pid);
  return IsAlive(p) && ResumeProcess(p, ctx->self) ? kTrue : Badarg(ctx, BifId::bif_erlang_resume_process_1, pid);
}
