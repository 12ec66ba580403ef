#include "runtime/core/signals.h"

#include "runtime/core/external.h"
#include "runtime/core/host.h"
#include "runtime/core/module.h"
#include "runtime/core/owned.h"
#include "runtime/core/scheduler.h"
#include "runtime/data/integer.h"
#include "runtime/data/map.h"

namespace seabeam::rt {
namespace {
WordMap g_monitors;  // ref -> Monitor*; guarded as the process table
WordMap g_names;     // atom -> Process*
}  // namespace

const WordMap& NameTable() { return g_names; }
Monitor* FindMonitor(uint64_t ref) { return g_monitors.GetPtr<Monitor>(ref); }

Monitor* AddMonitor(Ctx* ctx, Process* owner, Process* target, Term by_name, uint64_t ref) {
  auto* m = static_cast<Monitor*>(CheckedAlloc(sizeof(Monitor)));
  *m = Monitor{};
  m->ref = ref;
  m->owner = owner;
  m->target = target;
  m->by_name = by_name;
  m->owner_next = owner->monitors;
  m->owner_link = &owner->monitors;
  if (m->owner_next != nullptr) m->owner_next->owner_link = &m->owner_next;
  owner->monitors = m;
  if (target != nullptr) {
    m->target_next = target->monitored_by;
    m->target_link = &target->monitored_by;
    if (m->target_next != nullptr) m->target_next->target_link = &m->target_next;
    target->monitored_by = m;
  }
  g_monitors.Put(ref, m);
  return m;
}

bool ParseMonitorOptions(Term options, MonitorOptions* out) {
  for (; IsCons(options); options = Tail(options)) {
    Term o = Head(options);
    if (o == InternAtom("priority") && HasPriorityOptions()) {
      out->priority = true;
      continue;
    }
    if (!IsTupleOf(o, 2)) return false;
    Term key = TupleElement(o, 0);
    Term value = TupleElement(o, 1);
    if (key == InternAtom("tag")) {
      out->tag = value;
    } else if (key == InternAtom("alias")) {
      if (value == InternAtom("explicit_unalias")) out->alias = AliasMode::kExplicit;
      else if (value == InternAtom("demonitor")) out->alias = AliasMode::kDemonitor;
      else if (value == InternAtom("reply_demonitor")) out->alias = AliasMode::kReply;
      else return false;
    } else {
      return false;
    }
  }
  return IsNil(options);
}

void ApplyMonitorOptions(Monitor* m, const MonitorOptions& options) {
  m->alias = options.alias;
  m->priority = options.priority;
  if (options.tag == 0) return;
  if (IsAtom(options.tag)) m->tag = options.tag; else m->tag_term = CopyToMessage(options.tag);
}

namespace {
void DetachTarget(Monitor* m) {
  if (m->target == nullptr) return;
  *m->target_link = m->target_next;
  if (m->target_next != nullptr) m->target_next->target_link = m->target_link;
  m->target = nullptr;
}
}  // namespace

void RemoveMonitor(Monitor* m) {
  *m->owner_link = m->owner_next;
  if (m->owner_next != nullptr) m->owner_next->owner_link = m->owner_link;
  DetachTarget(m);
  g_monitors.Remove(m->ref);
  if (m->tag_term != nullptr) FreeMessage(m->tag_term);
  free(m);
}

Monitor* FindAlias(uint64_t ref) {
  Monitor* m = FindMonitor(ref);
  return m != nullptr && m->alias != AliasMode::kNone ? m : nullptr;
}

// Terms are built in a scratch heap: the running process may be gone or another one.
void FireDown(Ctx* ctx, Monitor* m, Term object, Term reason, Term type) {
  {
    ScratchHeap scratch(ctx);
    Term tag = m->tag_term != nullptr ? m->tag_term->term : m->tag != 0 ? m->tag : Atom(FixedAtom::kDownUpper);
    if (m->by_name != 0) object = MakeTuple(ctx, {m->by_name, InternAtom("nonode@nohost")});
    Term down = MakeTuple(ctx, {tag, MakeRef(ctx, m->ref), type, object, reason});
    DeliverCopy(m->owner, down, m->priority);
  }
  if (m->alias == AliasMode::kExplicit) {
    DetachTarget(m);
  } else {
    RemoveMonitor(m);
  }
}

void KillProcess(Process* p, Message* reason) {
  if (!IsAlive(p)) {
    FreeMessage(reason);
    return;
  }
  p->exit_signal = reason;
  if (p == g_ctx.process) {
    MakeRequest(&g_ctx, kRequestExit);
  } else if (p->state == ProcessState::kSuspended) {
    p->suspend_count = 0;
    p->suspensions.clear();
    p->state = ProcessState::kWaiting;
    MakeRunnable(p);
  } else {
    MakeRunnable(p);
  }
}

void SendExit(Ctx* ctx, Term from, Process* p, Term reason, bool linked, bool priority) {
  if (!IsAlive(p)) return;
  if (!linked && reason == Atom(FixedAtom::kKill)) {
    KillProcess(p, CopyToMessage(Atom(FixedAtom::kKilled)));
    return;
  }
  if (p->trap_exit) {
    ScratchHeap scratch(ctx);
    DeliverCopy(p, MakeTuple(ctx, {Atom(FixedAtom::kExitUpper), from, reason}), priority);
    return;
  }
  if (reason == Atom(FixedAtom::kNormal) && (linked || from != p->pid)) return;
  KillProcess(p, CopyToMessage(reason));
}

Term TakeExitSignal(Ctx* ctx) {
  Process* p = ctx->process;
  Message* m = p->exit_signal;
  p->exit_signal = nullptr;
  p->log_crashes = false;
  return EndProcess(ctx, AdoptMessage(ctx, m));
}

namespace {
bool g_anything_suspended = false;  // since the start
}  // namespace

void SuspendProcess(Process* p, Term suspender) {
  g_anything_suspended = true;
  p->suspend_count++;
  for (Suspension& s : p->suspensions) {
    if (s.suspender != suspender) continue;
    s.count++;
    return;
  }
  p->suspensions.push_back({suspender, 1});
}

bool ResumeProcess(Process* p, Term suspender, bool all) {
  for (uint32_t i = 0; i < p->suspensions.size(); i++) {
    Suspension& s = p->suspensions[i];
    if (s.suspender != suspender) continue;
    uint32_t n = all ? s.count : 1;
    s.count -= n;
    p->suspend_count -= n;
    if (s.count == 0) p->suspensions.erase_swap(i);
    if (p->suspend_count == 0) GoOnAfterSuspension(p);
    return true;
  }
  return false;
}

namespace {
// Who was suspended by a process that has ended goes on.
void ResumeAllSuspendedBy(Term suspender) {
  if (!g_anything_suspended) return;
  for (Process* p : g_process_slots) {
    if (p != nullptr && p->suspend_count > 0) ResumeProcess(p, suspender, true);
  }
}
}  // namespace

namespace {
// {log, error, Format, Arguments, Metadata}, as OTP's emulator sends it, to the system logger, or to seabeam_log, which prints
// it, while kernel has not been started.
void ReportError(Ctx* ctx, Process* p, const char* text, std::initializer_list<Term> arguments) {
  const Term name = g_sched.options.system_logger;
  if (name == kUndefined) return;
  Process* logger = IsPid(name) ? FindProcess(name) : WhereIs(name != 0 ? name : InternAtom("logger"));
  if (!IsAlive(logger)) logger = WhereIs(InternAtom("seabeam_log"));
  if (!IsAlive(logger) || logger == p) {
    static const char kText[] = "seabeam: a process crashed and there is no logger\n";
    host_write(2, kText, sizeof(kText) - 1);
    return;
  }
  const Term error = Atom(FixedAtom::kError);
  Term tags[] = {InternAtom("emulator"), kTrue, InternAtom("tag"), error};
  Term meta[] = {InternAtom("error_logger"), MapFromPairs(ctx, tags, 2),
                 InternAtom("gl"), p->group_leader,
                 InternAtom("pid"), p->pid,
                 InternAtom("time"), MakeInt(ctx, static_cast<int64_t>(host_system_us()))};
  const Term format = MakeByteList(ctx, reinterpret_cast<const uint8_t*>(text), static_cast<uint32_t>(__builtin_strlen(text)));
  DeliverCopy(logger, MakeTuple(ctx, {InternAtom("log"), error, format, MakeList(ctx, arguments), MapFromPairs(ctx, meta, 4)}));
}

void ReportCrash(Ctx* ctx, Process* p, Term reason) {
  ReportError(ctx, p, "Error in process ~p with exit value:~n~p~n", {p->pid, reason});
}
}  // namespace

void ReportHeapLimit(Ctx* ctx, Process* p, uint32_t words, Term info) {
  const ProcessSettings& s = p->settings;
  ReportError(ctx, p,
              "     Process:            ~p ~n     Context:            maximum heap size reached~n"
              "     Max Heap Size:      ~p~n     Total Heap Size:    ~p~n     Kill:               ~p~n"
              "     Error Logger:       ~p~n     Message Queue Len:  ~p~n     GC Info:            ~p~n",
              {p->pid, MakeInt(ctx, s.max_heap), MakeInt(ctx, words), Bool(s.max_heap_kill), kTrue,
               MakeInt(ctx, p->message_count), info});
}

bool ReadPriorityOptions(Term options, bool* priority) {
  *priority = false;
  for (; IsCons(options); options = Tail(options)) {
    if (Head(options) != InternAtom("priority")) return false;
    *priority = true;
  }
  return IsNil(options);
}

namespace {
void EraseFirst(Vec<Term>* list, Term t) {
  for (uint32_t i = 0; i < list->size(); i++) {
    if ((*list)[i] == t) {
      list->erase(i);
      return;
    }
  }
}
}  // namespace

bool HasLinkPriority(const Process* p, Term pid) {
  for (Term t : p->priority_links) {
    if (t == pid) return true;
  }
  return false;
}

void SetLinkPriority(Process* p, Term pid, bool priority) {
  EraseFirst(&p->priority_links, pid);
  if (priority) p->priority_links.push_back(pid);
}

void RemoveLink(Process* p, Term pid) {
  EraseFirst(&p->links, pid);
  EraseFirst(&p->priority_links, pid);
}

bool HasLink(const Process* p, Term pid) {
  for (uint32_t i = 0; i < p->links.size(); i++) {
    if (p->links[i] == pid) return true;
  }
  return false;
}

Process* WhereIs(Term name) { return g_names.GetPtr<Process>(name); }

bool RegisterName(Term name, Process* p) {
  if (p->name != 0 || g_names.Get(name) != 0) return false;
  p->name = name;
  g_names.Put(name, p);
  return true;
}

void UnregisterName(Process* p) {
  if (p->name == 0) return;
  g_names.Remove(p->name);
  p->name = 0;
}

Term EndProcess(Ctx* ctx, Term reason) {
  Process* p = ctx->process;
  if (p->exit_signal != nullptr) {
    FreeMessage(p->exit_signal);
    p->exit_signal = nullptr;
  }
  p->state = ProcessState::kDead;
  if (p->log_crashes) ReportCrash(ctx, p, reason);
  UnregisterName(p);
  if (EtsProcessEnded != nullptr) EtsProcessEnded(ctx, p->pid);
  ReleaseOwnedBy(p->pid);
  ResumeAllSuspendedBy(p->pid);
  // Links before monitors, as in OTP.
  while (!p->links.empty()) {
    Process* other = FindProcess(p->links.back());
    p->links.pop_back();
    if (other == nullptr) continue;
    const bool priority = HasLinkPriority(other, p->pid);
    RemoveLink(other, p->pid);
    SendExit(ctx, p->pid, other, reason, true, priority);
  }
  while (p->monitored_by != nullptr) FireDown(ctx, p->monitored_by, p->pid, reason);
  while (p->monitors != nullptr) RemoveMonitor(p->monitors);
  for (Message* m = p->messages; m != nullptr;) {
    Message* next = m->next;
    FreeMessage(m);
    m = next;
  }
  ReleaseMso(p->young.mso);
  ReleaseMso(p->old_mso);
  FreeChunks(p->young.chunks);
  FreeChunks(p->old_chunks);
  free(p->stack_low);
  if (p->saved_x != p->saved_x_inline) free(p->saved_x);
  ForgetProcess(p);
  p->links.~Vec();
  p->node_monitors.~Vec();
  free(p->limit);
  p->priority_links.~Vec();
  p->aliases.~Vec();
  p->suspensions.~Vec();
  p->dictionary.~Dictionary();
  free(p);
  ctx->process = nullptr;
  ctx->action = kActionExit;
  return 0;
}

}  // namespace seabeam::rt
