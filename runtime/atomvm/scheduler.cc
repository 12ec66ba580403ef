// Processes, the queue of those that can run, waiting, ending; what core expects of a scheduler.
#include "runtime/core/scheduler.h"

#include <cstdlib>
#include <cstring>

#include "runtime/atomvm/dispatch.h"
#include "runtime/atomvm/host_functions.h"
#include "runtime/atomvm/module.h"
#include "runtime/core/signals.h"

namespace seabeam::rt {

SB_PER_THREAD Ctx g_ctx;
Scheduler g_sched;
Vec<Process*> g_process_slots;

}  // namespace seabeam::rt

namespace seabeam::avm {

using rt::ProcessState;

namespace {

// All guarded by the lock.
rt::Mutex g_lock;
SB_PER_THREAD uint32_t g_lock_depth = 0;
Process* g_queue_head = nullptr;
Process* g_queue_tail = nullptr;
uint32_t g_process_count = 0;
uint32_t g_next_pid = 1;
uint32_t g_migrations = 0;
uint32_t g_running = 0;  // threads that run a process
int32_t g_wake = 0;      // changes whenever an idle thread should look again

void Enqueue(Process* p) {
  p->in_run_queue = true;
  p->next_run = nullptr;
  if (g_queue_head == nullptr)
    g_queue_head = p;
  else
    g_queue_tail->next_run = p;
  g_queue_tail = p;
  rt::g_sched.runnable++;
}

Process* PopQueue() {
  Process* p = g_queue_head;
  if (p == nullptr) return nullptr;
  g_queue_head = p->next_run;
  p->in_run_queue = false;
  rt::g_sched.runnable--;
  return p;
}

void Wake(uint32_t threads) {
#ifdef SEABEAM_THREADS
  __atomic_fetch_add(&g_wake, 1, __ATOMIC_RELEASE);
  __builtin_wasm_memory_atomic_notify(&g_wake, threads);
#else
  g_wake++;
#endif
}

// With the lock held, which is released meanwhile. ms < 0: until woken.
void Sleep(double ms) {
#ifdef SEABEAM_THREADS
  int32_t seen = __atomic_load_n(&g_wake, __ATOMIC_ACQUIRE);
  uint32_t depth = g_lock_depth;
  g_lock_depth = 0;
  g_lock.Unlock();
  rt::WaitOn(&g_wake, seen, ms < 0 ? -1 : static_cast<int64_t>(ms * 1e6) + 1);
  g_lock.Lock();
  g_lock_depth = depth;
#else
  host_sleep(ms);
#endif
}

void StopRun(int32_t status) {
  if (!rt::g_sched.halted) {
    rt::g_sched.halted = true;
    rt::g_sched.exit_status = status;
  }
  Wake(~0u);
}

// The running process no longer runs.
void Leave(Context* c, JitState* js) {
  c->running_on = nullptr;
  js->remaining_reductions = 0;
  g_worker.scheduled = true;
  g_worker.left = true;
  g_running--;
  rt::g_sched.stats.slices++;
}

void PutBack(Process* p, bool ready) {
  p->state = p->suspend_count > 0 ? ProcessState::kSuspended
             : ready              ? ProcessState::kRunnable
                                  : ProcessState::kWaiting;
  if (p->state != ProcessState::kRunnable) return;
  Enqueue(p);
  Wake(1);
}

void Save(Context* c, JitState* js, const char* what) {
  if (js->continuation == 0) Violation("%s without a continuation", what);
  c->saved_module = js->module;
  c->saved_function_ptr = js->continuation;
}

// ---- Modules whose native code comes late: a code server of the host's own ----
struct LoadRequest {
  LoadRequest* next;
  Term pid;
  Module* module;
};
LoadRequest* g_requests = nullptr;

void Resume(Process* p, bool ok) {
  Context* c = ContextOf(p);
  if ((c->flags & host::kFlagTrap) == 0) return;
  c->flags &= ~host::kFlagTrap;
  Module* m = c->saved_module;
  uint32_t label = c->saved_function_ptr;
  c->saved_function_ptr = host::Continuation(label);
  if (c->cp == host::Cp(static_cast<uint32_t>(m->module_index), 0))
    c->cp = host::Cp(static_cast<uint32_t>(m->module_index), m->labels);
  if (!ok) p->load_failed = true;
  if (p->state == ProcessState::kWaiting) PutBack(p, true);
}

void ServeLoads() {
  LoadRequest* r = g_requests;
  g_requests = nullptr;
  while (r != nullptr) {
    rt::Text late = FindLateBeam(r->module->name);
    bool ok = r->module->has_native() ||
              (late.data != nullptr &&
               AddNativeCode(r->module, reinterpret_cast<const uint8_t*>(late.data), late.size));
    if (Process* p = rt::FindProcess(r->pid)) Resume(p, ok);
    LoadRequest* next = r->next;
    free(r);
    r = next;
  }
}

}  // namespace

uint32_t Migrations() { return g_migrations; }

VmLock::VmLock() {
  if (g_lock_depth++ == 0) g_lock.Lock();
}
VmLock::~VmLock() {
  if (--g_lock_depth == 0) g_lock.Unlock();
}

Context* NextRunnable() {
  VmLock lock;
  for (;;) {
    if (rt::g_sched.halted) return nullptr;
    if (g_requests != nullptr) ServeLoads();
    double delay = rt::RunTimers(&rt::g_ctx);
    if (Process* p = PopQueue()) {
      p->state = ProcessState::kRunning;
      g_running++;
      Context* c = ContextOf(p);
      if (c->running_on != nullptr) Violation("a process runs on two threads");
      c->running_on = &g_worker;
      if (c->last_on != nullptr && c->last_on != &g_worker) g_migrations++;
      c->last_on = &g_worker;
      return c;
    }
    if (delay < 0 && g_running == 0) {
      static const char kText[] = "atomvm: every process waits for ever\n";
      host_write(2, kText, sizeof(kText) - 1);
      StopRun(1);
      return nullptr;
    }
    Sleep(delay);
  }
}

Context* ScheduleNext(Context* c, JitState* js) {
  Save(c, js, "schedule_next_cp");
  {
    VmLock lock;
    Leave(c, js);
    PutBack(c->process, true);
  }
  return NextRunnable();
}

Context* WaitWithSavedState(Context* c, JitState* js) {
  {
    VmLock lock;
    Process* p = c->process;
    Leave(c, js);
    bool trapped = (c->flags & host::kFlagTrap) != 0 && p->trap_answer == nullptr;
    PutBack(p, p->exit_signal != nullptr || (!trapped && (*p->save != nullptr || p->timed_out ||
                                                          p->trap_answer != nullptr)));
  }
  return NextRunnable();
}

Context* ScheduleWait(Context* c, JitState* js) {
  Save(c, js, "schedule_wait_cp");
  return WaitWithSavedState(c, js);
}

Context* TrapAndLoad(Context* c, JitState* js, Module* m, uint32_t label) {
  if (js->continuation != 0)
    Violation(
        "module to be loaded is called with a continuation that is not 0: it would be entered "
        "instead (H-14)");
  VmLock lock;
  Process* server = rt::WhereIs(rt::InternAtom("code_server"));
  bool late = FindLateBeam(m->name).data != nullptr;
  if (server == nullptr && !late) return RaiseError(c, js, 0, Atom(FixedAtom::kUndef));
  c->saved_module = m;
  c->saved_function_ptr = label;
  c->flags |= host::kFlagTrap;
  if (server != nullptr) {
    Service service(c, Allocate::kFragments);
    rt::ScratchHeap scratch(service.ctx);
    rt::DeliverCopy(server,
                    rt::MakeTuple(service.ctx, {rt::InternAtom("load"), m->name, c->process->pid}));
  } else {
    auto* r = static_cast<LoadRequest*>(rt::CheckedAlloc(sizeof(LoadRequest)));
    *r = {g_requests, c->process->pid, m};
    g_requests = r;
  }
  return WaitWithSavedState(c, js);
}

bool ResumeLoaded(Process* p, bool ok) {
  VmLock lock;
  Resume(p, ok);
  return true;
}

Context* Terminate(Context* c, JitState* js) {
  {
    VmLock lock;
    Process* p = c->process;
    Leave(c, js);
    if (rt::g_sched.halted) Wake(~0u);  // by halt/2, which knows no threads
    if (c->leader) {
      Term result = c->x[0];
      bool ok = p->exit_signal == nullptr && c->exit_reason == Atom(FixedAtom::kNormal) &&
                (result == rt::kOk || result == rt::Small(0));
      StopRun(ok ? 0 : 1);
      return nullptr;
    }
    Service service(c, Allocate::kFragments);
    if (p->exit_signal != nullptr) {
      rt::TakeExitSignal(service.ctx);
    } else {
      rt::EndProcess(service.ctx, c->exit_reason);
    }
  }
  return NextRunnable();
}

Context* NewContext(uint32_t heap_words) {
  Process* p = rt::NewProcess(&rt::g_ctx);
  auto* c = static_cast<Context*>(rt::CheckedAlloc(sizeof(Context)));
  memset(static_cast<void*>(c), 0, sizeof(Context));
  p->native = c;
  c->process = p;
  c->process_id = rt::PidNumber(p->pid);
  c->group_leader = rt::kNil;
  c->exit_reason = Atom(FixedAtom::kNormal);
  for (Term& x : c->x) x = rt::kNil;
  ResetException(c);
  InitHeap(c, heap_words);
  return c;
}

void SetStart(Context* c, Module* m, uint32_t label) {
  c->saved_module = m;
  c->saved_function_ptr = host::Continuation(label);
  c->cp = host::Cp(static_cast<uint32_t>(m->module_index), m->labels);
  if (!m->has_native()) {
    c->saved_function_ptr = label;
    c->cp = host::Cp(static_cast<uint32_t>(m->module_index), 0);
    c->flags |= host::kFlagTrap;
    auto* r = static_cast<LoadRequest*>(rt::CheckedAlloc(sizeof(LoadRequest)));
    *r = {g_requests, c->process->pid, m};
    g_requests = r;
  }
}

void MakeLeader(Context* c) {
  c->leader = true;
  PutBack(c->process, true);
}

}  // namespace seabeam::avm

// ---- What core expects
// -------------------------------------------------------------------------------
namespace seabeam::rt {

uint32_t ProcessCount() { return avm::g_process_count; }

Process* FindProcess(Term pid) {
  if (!IsPid(pid) || g_process_slots.empty()) return nullptr;
  Process* p = g_process_slots[PidNumber(pid) & (g_process_slots.size() - 1)];
  return p != nullptr && p->pid == pid ? p : nullptr;
}

namespace {
// Slot = pid number modulo the table's size, which doubles when half of it is used.
void GrowProcessTable() {
  Vec<Process*> old;
  for (Process* p : g_process_slots) old.push_back(p);
  uint32_t n = old.size() == 0 ? 256 : old.size() * 2;
  g_process_slots.clear();
  for (uint32_t i = 0; i < n; i++) g_process_slots.push_back(nullptr);
  for (Process* p : old) {
    if (p != nullptr) g_process_slots[PidNumber(p->pid) & (n - 1)] = p;
  }
}
}  // namespace

Process* NewProcess(Ctx* ctx) {
  if ((avm::g_process_count + 1) * 2 > g_process_slots.size()) GrowProcessTable();
  auto* p = static_cast<Process*>(CheckedAlloc(sizeof(Process)));
  memset(static_cast<void*>(p), 0, sizeof(Process));
  uint32_t mask = g_process_slots.size() - 1;
  uint32_t& next = avm::g_next_pid;
  while (g_process_slots[next & mask] != nullptr) next++;
  p->pid = PidTerm(next & 0x0FFFFFFF);
  g_process_slots[next & mask] = p;
  next++;
  avm::g_process_count++;
  g_sched.stats.spawned++;
  p->settings.priority = kPriorityNormal;
  p->saved_x = p->saved_x_inline;
  p->messages_tail = &p->messages;
  p->save = &p->messages;
  p->group_leader = p->pid;
  p->young.collected = false;
  p->state = ProcessState::kRunnable;
  return p;
}

void ForgetProcess(Process* p) {
  g_process_slots[PidNumber(p->pid) & (g_process_slots.size() - 1)] = nullptr;
  avm::g_process_count--;
  if (p->trap_answer != nullptr) FreeMessage(p->trap_answer);
  avm::Context* c = avm::ContextOf(p);
  avm::FreeHeap(c);
  free(c);
}

void MakeRunnable(Process* p) {
  if (p->state != ProcessState::kWaiting) return;  // one that runs looks before it waits
  avm::PutBack(p, true);
}

void GoOnAfterSuspension(Process* p) {
  if (p->state != ProcessState::kSuspended)
    return;
  p->state = ProcessState::kWaiting;
  avm::PutBack(p, true);
}

}  // namespace seabeam::rt
