#include "runtime/core/scheduler.h"

#include <cstring>

#include "abi/prim_list.h"
#include "runtime/core/heap_limit.h"
#include "runtime/core/host.h"
#include "runtime/core/module.h"
#include "runtime/core/raise.h"
#include "runtime/core/signals.h"

namespace seabeam::rt {

SB_PER_THREAD Ctx g_ctx;
Scheduler g_sched;

// ---- Process table ---------------------------------------------------------------
// Slot = pid number modulo the table's size; the size doubles when it is half full, so
// numbers that are in use never collide.
Vec<Process*> g_process_slots;
namespace {
uint32_t g_process_count = 0;
uint32_t g_next_pid = 1;

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

// Where a process that returned from its first function comes to.
Term TerminatePosition(Ctx* ctx) { return EndProcess(ctx, Atom(FixedAtom::kNormal)); }

void Enqueue(Process* p) {
  if (p->in_run_queue) return;
  p->in_run_queue = true;
  p->next_run = nullptr;
  Process*& head = g_sched.queue_head[p->settings.priority];
  Process*& tail = g_sched.queue_tail[p->settings.priority];
  if (head == nullptr) head = p; else tail->next_run = p;
  tail = p;
  g_sched.runnable++;
}

Process* PopQueue(uint32_t priority) {
  Process*& head = g_sched.queue_head[priority];
  Process* p = head;
  if (p == nullptr) return nullptr;
  head = p->next_run;
  p->in_run_queue = false;
  g_sched.runnable--;
  return p;
}

// Low priority gets one slice in eight while there is normal work.
Process* NextProcess() {
  if (Process* p = PopQueue(kPriorityMax)) return p;
  if (Process* p = PopQueue(kPriorityHigh)) return p;
  if (g_sched.queue_head[kPriorityLow] != nullptr && ++g_sched.low_skipped >= 8) {
    g_sched.low_skipped = 0;
    return PopQueue(kPriorityLow);
  }
  if (Process* p = PopQueue(kPriorityNormal)) return p;
  return PopQueue(kPriorityLow);
}

void RestoreProcess(Ctx* ctx, Process* p) {
  p->state = ProcessState::kRunning;
  p->hibernates = false;
  ctx->process = p;
  ctx->self = p->pid;
  ctx->heap = &p->young;
  ctx->heap_ptr = p->heap_ptr;
  ctx->heap_end = p->heap_end;
  ctx->e = p->e;
  ctx->next = p->resume;
  if (p->live > 0) memcpy(ctx->x, p->saved_x, p->live * 4);
  ctx->requests = 0;
  ctx->reds = g_sched.options.reductions;
  // A chunk charged while it waited (messages do not charge before they are received).
  if (p->young.since_gc > p->young.budget || g_sched.options.gc_stress) MakeRequest(ctx, kRequestGc);
}

void LeaveProcess(Ctx* ctx, Process* p) {
  uint32_t used = static_cast<uint32_t>(g_sched.options.reductions - RealReductions(ctx));
  p->reductions += used;
  g_sched.stats.reductions += used;
  g_sched.stats.slices++;
  ctx->process = nullptr;
  ctx->self = 0;
  ctx->heap = nullptr;
}

// Native frames lie here while their calls are active, and on the way to the process stack. Below
// stack_limit there is room for what the functions that do not look at it can need.
constexpr uint32_t kNativeReserveWords = 8192;
Term g_native_area[kMaxNativeWords + kNativeReserveWords];

void InitNativeArea(Ctx* ctx) {
  ctx->native_base = g_native_area + kMaxNativeWords + kNativeReserveWords;
  ctx->stack_limit = ctx->native_base - g_sched.options.native_depth;
}

// Saves the registers of the process that stops; it goes on at ctx->next.
void SaveProcess(Ctx* ctx, Process* p) {
  uint32_t live = ctx->live;
  p->resume = ctx->next;
  p->live = live;
  p->heap_ptr = ctx->heap_ptr;
  p->heap_end = ctx->heap_end;
  p->e = ctx->e;
  if (live > p->saved_x_room) {
    if (p->saved_x != p->saved_x_inline) free(p->saved_x);
    p->saved_x = static_cast<Term*>(CheckedAlloc(live * 4));
    p->saved_x_room = live;
  }
  if (live > 0) memcpy(p->saved_x, ctx->x, live * 4);
}

// Does what was asked for while the process ran; all frames are on its stack, ctx->live x registers count.
void ServeRequests(Ctx* ctx) {
  uint32_t requests = ctx->requests;
  if (requests == 0) return;
  // `reds` was zeroed: what went below since then comes off what was left.
  ctx->reds += ctx->reds_left;
  ctx->requests = 0;
  if ((requests & kRequestExit) != 0) {
    TakeExitSignal(ctx);
    return;
  }
  if ((requests & kRequestGc) != 0 && !CollectWithinLimit(ctx, ctx->live)) {
    TakeExitSignal(ctx);
    return;
  }
  if (g_sched.options.gc_stress && ctx->reds >= 0) {
    // One entry goes through first: code may count this one again after coming back.
    MakeRequest(ctx, kRequestGc);
    ctx->reds_left--;
    ctx->reds++;
  }
}

// Runs p until it yields, waits or ends.
void RunProcess(Ctx* ctx, Process* p) {
  RestoreProcess(ctx, p);
  if (p->exit_signal != nullptr) {
    TakeExitSignal(ctx);
  } else {
    Position next = ctx->next;
    for (;;) {
      ctx->native_e = ctx->native_base;
      Term r = reinterpret_cast<Adapter>(next)(ctx);
      if (r != 0) {
        ctx->x[0] = r;
        next = PositionOfCp(ctx->native_base[-1]);
        continue;
      }
      if (ctx->action >= kActionExit) break;
      PushNativeFrames(ctx);
      if (ctx->action == kActionRaise) {
        FinishRaise(ctx);
      } else {
        ServeRequests(ctx);
      }
      if (ctx->action != kActionGo) break;
      next = ctx->next;
    }
  }
  if (ctx->action == kActionExit) {
    ctx->process = nullptr;
    ctx->heap = nullptr;
    return;
  }
  SaveProcess(ctx, p);
  LeaveProcess(ctx, p);
  if (ctx->action == kActionYield) {
    p->state = ProcessState::kRunnable;
    if (p->suspend_count == 0) Enqueue(p); else p->state = ProcessState::kSuspended;
  } else if (ctx->action == kActionWait) {
    p->state = ProcessState::kWaiting;
  }
}

void CopySpawnArgs(Process* p, Term* from, Term* x, uint32_t n) {
  Term* hp = p->heap_ptr;
  for (uint32_t i = 0; i < n; i++) x[i] = CopyTerm(from[i], &hp, &p->young.mso);
  p->heap_ptr = hp;
}

Process* Spawn(Ctx* ctx, Position start, Term* args, uint32_t nargs, const SpawnOptions& options) {
  Process* p = NewProcess(ctx);
  g_sched.stats.spawned++;
  uint32_t size = 0;
  for (uint32_t i = 0; i < nargs; i++) size += CopySize(args[i]);
  uint32_t room = options.settings.min_heap > 233 ? options.settings.min_heap : 233;
  if (room < size + 64) room = size + 64;
  p->settings = options.settings;
  if (p->settings.max_heap != 0) p->limit = NewHeapLimit(p->settings);
  InitHeap(p, room);
  InitStack(p, 96);
  CopySpawnArgs(p, args, p->saved_x, nargs);
  p->live = nargs;
  p->resume = start;
  *--p->e = CpOf(PositionOf(&TerminatePosition));
  Process* parent = ctx->process;
  if (parent != nullptr) {
    p->group_leader = parent->group_leader;
    p->parent = parent->pid;
    if (options.link) {
      p->links.push_back(parent->pid);
      parent->links.push_back(p->pid);
      if (options.link_priority) parent->priority_links.push_back(p->pid);
    }
  }
  p->state = ProcessState::kRunnable;
  Enqueue(p);
  return p;
}

}  // namespace

uint32_t ProcessCount() { return g_process_count; }

Process* FindProcess(Term pid) {
  if (!IsPid(pid) || g_process_slots.empty()) return nullptr;
  Process* p = g_process_slots[PidNumber(pid) & (g_process_slots.size() - 1)];
  return p != nullptr && p->pid == pid ? p : nullptr;
}

Process* NewProcess(Ctx* ctx) {
  if ((g_process_count + 1) * 2 > g_process_slots.size()) GrowProcessTable();
  auto* p = static_cast<Process*>(CheckedAlloc(sizeof(Process)));
  memset(static_cast<void*>(p), 0, sizeof(Process));
  uint32_t mask = g_process_slots.size() - 1;
  while (g_process_slots[g_next_pid & mask] != nullptr) g_next_pid++;
  p->pid = PidTerm(g_next_pid & 0x0FFFFFFF);
  g_process_slots[g_next_pid & mask] = p;
  g_next_pid++;
  g_process_count++;
  p->settings = ProcessSettings{};
  p->saved_x = p->saved_x_inline;
  p->saved_x_room = 6;
  p->messages_tail = &p->messages;
  p->save = &p->messages;
  p->group_leader = p->pid;
  return p;
}

void ForgetProcess(Process* p) {
  g_process_slots[PidNumber(p->pid) & (g_process_slots.size() - 1)] = nullptr;
  g_process_count--;
}

void MakeRunnable(Process* p) {
  if (p->state != ProcessState::kWaiting) return;
  if (p->suspend_count > 0 && p->exit_signal == nullptr) {
    p->state = ProcessState::kSuspended;
    return;
  }
  p->state = ProcessState::kRunnable;
  Enqueue(p);
}

void GoOnAfterSuspension(Process* p) {
  if (p->state != ProcessState::kSuspended) return;
  p->state = ProcessState::kRunnable;
  Enqueue(p);
}

Term ContinueAt(Ctx* ctx, Term* e, Position next, uint32_t live) {
  ctx->native_e = e - 1;
  ctx->next = next;
  ctx->live = live;
  ctx->action = kActionGo;
  return 0;
}

Process* SpawnMfa(Ctx* ctx, Term m, Term f, Term args, const SpawnOptions& options) {
  Term x[3] = {m, f, args};
  Process* p = Spawn(ctx, PositionOf(&ApplyMfaPosition), x, 3, options);
  p->initial_m = m;
  p->initial_f = f;
  p->initial_arity = static_cast<uint32_t>(ProperLength(args));
  return p;
}

Process* SpawnFun(Ctx* ctx, Term fun, const SpawnOptions& options) {
  Term x[2] = {fun, kNil};
  Process* p = Spawn(ctx, PositionOf(&ApplyFunPosition), x, 2, options);
  p->initial_m = InternAtom("erlang");
  p->initial_f = InternAtom("apply");
  p->initial_arity = 2;
  return p;
}

}  // namespace seabeam::rt

using namespace seabeam::rt;

// A function entry whose reductions are used up, that is too deep in native calls, or that a request asked to come here.
SB_EXPORT Term entry_slow(Ctx* ctx, Term* sp, uint32_t pos, uint32_t live) {
  ctx->native_e = sp;
  ctx->next = pos;
  ctx->live = live;
  if (RealReductions(ctx) < 0) {
    ctx->action = kActionYield;
  } else {
    ctx->action = kActionGo;
    // It counts when it comes back.
    ctx->reds++;
  }
  return 0;
}

// ---- The host's side ---------------------------------------------------------------
namespace {
// reductions, gc_stress, native_depth as the host's options say; 0 = default.
void SetOptions(int32_t reductions, uint32_t gc_stress, uint32_t native_depth) {
  g_sched.options.reductions = reductions > 0 ? reductions : 4000;
  g_sched.options.gc_stress = gc_stress != 0;
  g_sched.options.native_depth = native_depth > 0 ? native_depth : kMaxNativeWords;
  if (g_sched.options.native_depth > kMaxNativeWords) g_sched.options.native_depth = kMaxNativeWords;
}
}  // namespace

namespace seabeam::rt {
void InitCalls();
}

SB_EXPORT void sb_init(int32_t reductions, uint32_t gc_stress, uint32_t native_depth) {
  SetOptions(reductions, gc_stress, native_depth);
  InitNativeArea(&g_ctx);
  InitAtoms();
  InitCalls();
  InitExports();
}

// Starts a process at m:f(); its pid number.
SB_EXPORT uint32_t sb_spawn(const char* m, uint32_t m_size, const char* f, uint32_t f_size) {
  Process* p = SpawnMfa(&g_ctx, InternAtom(m, m_size), InternAtom(f, f_size), kNil, SpawnOptions{});
  return PidNumber(p->pid);
}

// Runs for about `slice_ms` (0 = until idle). Result: > 0 idle, ms until the next timer; 0 there is more to do
// now; -1 idle and no timer; -2 halted.
SB_EXPORT double sb_run(double slice_ms) {
  Ctx* ctx = &g_ctx;
  double start = slice_ms > 0 ? NowMs() : 0;
  double next_timer = RunTimers(ctx);
  for (uint32_t n = 1;; n++) {
    Process* p = NextProcess();
    if (p == nullptr) {
      next_timer = RunTimers(ctx);
      if (g_sched.runnable > 0) continue;
      return next_timer;
    }
    ctx->action = kActionGo;
    if (p->state == ProcessState::kRunnable) RunProcess(ctx, p);
    if (g_sched.halted) return -2;
    if ((n & 15) == 0 && next_timer >= 0) next_timer = RunTimers(ctx);
    if (slice_ms > 0 && (n & 7) == 0 && NowMs() - start >= slice_ms) return 0;
  }
}

SB_EXPORT int32_t sb_exit_status() { return g_sched.exit_status; }
// Counters in the order of Stats; 0 behind the last.
SB_EXPORT double sb_stat(uint32_t i) {
  return i < sizeof(Stats) / 8 ? static_cast<double>(reinterpret_cast<const uint64_t*>(&g_sched.stats)[i]) : 0;
}
SB_EXPORT uint32_t sb_process_count() { return ProcessCount(); }
