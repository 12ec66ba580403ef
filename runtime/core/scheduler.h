// The scheduler: run queues, the dispatch loop's protocol with native code, the
// process table. One per thread (there is one thread now).
#ifndef SEABEAM_RUNTIME_CORE_SCHEDULER_H_
#define SEABEAM_RUNTIME_CORE_SCHEDULER_H_

#include "runtime/core/process.h"
#include "runtime/core/sync.h"
#include "runtime/core/term.h"

namespace seabeam::rt {

// Why ctx->reds was zeroed before its time.
enum Request : uint32_t {
  kRequestGc = 1,    // the heap's budget is used up
  kRequestExit = 2,  // an exit signal stands in the process
};

// What the dispatch loop does when everything has unwound (a native function returned 0) and its frames are on
// the process stack. Adapters set kActionExit and kActionHalt, too.
enum Action : uint32_t {
  kActionGo,     // dispatch ctx->next; its x registers are in place
  kActionYield,  // the process stays runnable; it goes on at ctx->next with ctx->live x registers
  kActionWait,   // the same, when a message or its timer has come
  kActionRaise,  // find the handler of the exception in ctx->raised_*
  kActionExit,   // the process is gone
  kActionHalt,   // the program ends
};

// Frame words of native recursion before everything unwinds. With what compiled code charges per frame
// (emit/limits.h), about 0.7 MB of an engine's stack.
inline constexpr uint32_t kMaxNativeWords = 4096;

struct Options {
  int32_t reductions;   // per slice, from 1 up
  bool gc_stress;       // a collection at every entry that allocated
  uint32_t backtrace_depth = 8;  // most frames of a stack trace
  Term system_logger = 0;  // who is sent reports of crashed processes: a pid, a registered name; 0 = logger
  uint32_t native_depth;  // frame words of native recursion between dispatches; at most kMaxNativeWords
};

struct Stats {
  uint64_t reductions;
  uint64_t slices;
  uint64_t spawned;
  uint64_t messages;
  uint64_t collections;
  uint64_t major_collections;
  uint64_t copied_words;
};

// Per scheduler thread.
struct Scheduler {
  Options options;
  ProcessSettings defaults;  // of new processes: system_flag/2
  Process* queue_head[4];
  Process* queue_tail[4];
  uint32_t low_skipped;
  uint32_t runnable;
  bool halted;
  int32_t exit_status;
  Stats stats;
};

extern SB_PER_THREAD Ctx g_ctx;  // the register block of the thread's scheduler
extern Scheduler g_sched;

void InitAtoms();
void InitExports();

// Zeroes ctx->reds so that the next function entry comes to entry_slow.
inline void MakeRequest(Ctx* ctx, uint32_t request) {
  if (ctx->requests == 0) {
    ctx->reds_left = ctx->reds;
    ctx->reds = 0;
  }
  ctx->requests |= request;
}
// Counts `words` of memory outside the heap towards the next collection.
inline void ChargeHeap(Ctx* ctx, uint32_t words) {
  Heap* h = ctx->heap;
  h->since_gc += words;
  if (h->since_gc > h->budget && h->collected) MakeRequest(ctx, kRequestGc);
}
// Reductions left in the slice, whatever was requested.
inline int32_t RealReductions(Ctx* ctx) { return ctx->requests != 0 ? ctx->reds_left + ctx->reds : ctx->reds; }

// ---- Process table (a named table: guarded by its lock in a threaded build) ----
Process* FindProcess(Term pid);  // 0 when there is none (or it has ended)
Process* NewProcess(Ctx* ctx);
void ForgetProcess(Process* p);
extern Vec<Process*> g_process_slots;
uint32_t ProcessCount();

void MakeRunnable(Process* p);
// Nobody suspends p any more.
void GoOnAfterSuspension(Process* p);
// True when p can be sent to (not dead, no exit signal pending).
inline bool IsAlive(const Process* p) { return p != nullptr && p->state != ProcessState::kDead && p->exit_signal == nullptr; }

// ---- Stack ----
void InitStack(Process* p, uint32_t words);
// Moves what unwinding functions have written to the native stack area onto the process stack.
void PushNativeFrames(Ctx* ctx);
// For a native function without frame, called with `e`, that returns 0 at once: it was not called yet, but what is
// at `next` is to be dispatched in its place, with `live` x registers. Returns 0.
Term ContinueAt(Ctx* ctx, Term* e, Position next, uint32_t live);
// For adapters in C++ of positions without frame slots: the return address leaves the process stack; `e` for
// native functions.
inline Term* PopReturnAddress(Ctx* ctx) {
  ctx->native_base[-1] = *ctx->e++;
  return ctx->native_base;
}

// ---- Collector (core/gc.cc): roots are x[0..live), the stack and what hangs on the process.
void CollectGarbage(Ctx* ctx, uint32_t live, bool major);
// The same, minor if it can be, where a heap beyond max_heap_size ends the process: then false, and nothing was collected.
bool CollectWithinLimit(Ctx* ctx, uint32_t live);
// The same for a process that is not running.
void CollectSuspended(Process* p, bool major);
// Gives the process its first chunk.
void InitHeap(Process* p, uint32_t words);

// What process_info tells of any process.
uint32_t HeapWords(const Process* p);
uint32_t StackWords(Ctx* ctx, const Process* p);
Term CurrentStack(Ctx* ctx, const Process* p);  // as a built stack trace
// erlang:process_info/1,2; 0 = exception pending. The caller's own frames have to be on its stack.
Term ProcessInfo(Ctx* ctx, Term pid);
Term ProcessInfo(Ctx* ctx, Term pid, Term what);

// ---- Spawning ----
struct SpawnOptions {
  bool link = false;
  bool link_priority = false;
  bool monitor = false;
  Term monitor_options = kNil;
  ProcessSettings settings = g_sched.defaults;
};
// A process that will run m:f(args) or fun(); args are copied.
Process* SpawnMfa(Ctx* ctx, Term m, Term f, Term args, const SpawnOptions& options);
Process* SpawnFun(Ctx* ctx, Term fun, const SpawnOptions& options);

// ---- Ending ----
// Ends the running process with this reason (a term of its heap). Returns 0 with kActionExit.
Term EndProcess(Ctx* ctx, Term reason);
// Asks p to end; takes over `reason`.
void KillProcess(Process* p, Message* reason);

// ---- Timers ----
double NowMs();
void ArmReceiveTimer(Process* p, double delay_ms);
// Fires what is due; delay in ms until the next one, -1 = none.
double RunTimers(Ctx* ctx);

// ---- Messages ----
void Deliver(Process* to, Message* m);
void DeliverCopy(Process* to, Term t, bool priority = false);
// Puts a message's words into the running process's heap; returns its term and frees
// what is left of it.
Term AdoptMessage(Ctx* ctx, Message* m);

// dest: pid, registered name, {name, node}, alias. False: badarg.
bool SendTo(Ctx* ctx, Term dest, Term msg, bool priority = false);

// Name table (guarded as the process table).
Process* WhereIs(Term name);

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_CORE_SCHEDULER_H_
