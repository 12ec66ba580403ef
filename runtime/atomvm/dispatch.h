// The dispatch loop (5.1 of the interface description) and what it shares with the primitives: who
// runs on this thread, scheduling, raising.
#ifndef SEABEAM_RUNTIME_ATOMVM_DISPATCH_H_
#define SEABEAM_RUNTIME_ATOMVM_DISPATCH_H_

#include "runtime/atomvm/context.h"
#include "runtime/atomvm/heap.h"

namespace seabeam::avm {

using EntryFunction = Context* (*)(Context*, JitState*, const uint32_t*);

// What a thread is doing.
struct Worker {
  Context* context;  // the process that was dispatched last
  Module* module;    // its module and label
  uint32_t label;
  JitState* js;           // the state of the running dispatch
  bool scheduled;         // a primitive of this dispatch saved or ended the process
  bool left;              // a primitive that returns a Context* was called: nothing may follow
  const char* primitive;  // the last one called
};
extern SB_PER_THREAD Worker g_worker;
uint32_t Migrations();  // how often a process went on on another thread than before
extern SB_PER_THREAD uint32_t g_thread_slices;  // that this thread has run

// ---- Processes (the lock guards process table, queues, mailboxes, links, names, timers, ETS) ----
class VmLock {
 public:
  VmLock();
  ~VmLock();
  VmLock(const VmLock&) = delete;
};

// A process whose first function is label `label` of m, or, with m == 0, what StartApply does with
// x[0..2].
Context* NewContext(uint32_t heap_words);
void SetStart(Context* c, Module* m, uint32_t label);
// The process whose end is the run's end, with its result; can run from now on.
void MakeLeader(Context* c);
// A process that waits for its module (5.7) goes on, or raises undef.
bool ResumeLoaded(Process* p, bool ok);

// ---- Scheduling: results are Contexts to return to the dispatch loop ----
// The running process goes to the end of the queue, to go on at js->continuation.
Context* ScheduleNext(Context* c, JitState* js);
// The same, but it waits for a message unless there is one (or a signal).
Context* ScheduleWait(Context* c, JitState* js);
// Back to waiting; goes on where it was to go on before.
Context* WaitWithSavedState(Context* c, JitState* js);
// A process that waits for its module to be loaded (5.7).
Context* TrapAndLoad(Context* c, JitState* js, Module* m, uint32_t label);
// The running process ends with c->exit_reason (`normal` unless set).
Context* Terminate(Context* c, JitState* js);
// The next process that can run; 0 = the run is over.
Context* NextRunnable();

// ---- Where to go on ----
inline Context* Jump(Context* c, JitState* js, Module* m, uint32_t label) {
  js->module = m;
  js->continuation = host::Continuation(label);
  return c;
}
Context* ReturnTo(Context* c, JitState* js);  // follows c->cp
// A function of a module: jumps, or waits until there is native code.
Context* Enter(Context* c, JitState* js, Module* m, uint32_t label);
// m:f/arity with the arguments in x[]: BIF, NIF, then module function. `offset` is where the call
// stands.
Context* CallFunction(Context* c, JitState* js, uint32_t offset, Term m, Term f, uint32_t arity);
Context* CallFun(Context* c, JitState* js, uint32_t offset, Term fun, uint32_t arity);
// Spreads a proper list over x[0..): its length, -1 for anything else.
int32_t SpreadArguments(Context* c, Term list);

// ---- Exceptions (5.8) ----
void SetError(Context* c, Term reason);  // class error; no trace yet
Context* HandleError(Context* c, JitState* js, uint32_t offset);
Context* RaiseError(Context* c, JitState* js, uint32_t offset, Term reason);
// cp: the return address of the call.
Context* RaiseUndef(Context* c, JitState* js, uint32_t offset, Term cp, Term m, Term f,
                    uint32_t arity);
Context* RaiseBadarity(Context* c, JitState* js, uint32_t offset, Term fun, uint32_t arity);
// Raw trace with a frame of its own on top: module, function, arity or argument list (0 = no such
// frame).
void BuildRawTrace(Context* c, const Module* m, uint32_t offset, Term module, Term function,
                   Term args);
// The list a raw trace stands for; roots are x[0..live) and *raw.
Term BuiltTrace(Context* c, Term* raw, uint32_t live);

// Runs processes until the run is over.
void RunScheduler();

// ---- Checks ----
bool IsValidCp(Term t);
bool IsValidCatch(Term t);
bool IsInMailbox(const Process* p, const Term* address);
// Start of every primitive that is given a process (and a dispatch).
void EnterPrimitive(const char* name, Context* c, JitState* js);

// The primitives, as given to compiled code.
extern uint32_t g_primitive_table[];
void InitPrimitives();

}  // namespace seabeam::avm

#endif  // SEABEAM_RUNTIME_ATOMVM_DISPATCH_H_
