// A process: everything that is its own. Only the scheduler that runs it, or
// the one that holds it while it does not run, touches it.
#ifndef SEABEAM_RUNTIME_CORE_PROCESS_H_
#define SEABEAM_RUNTIME_CORE_PROCESS_H_

#include "runtime/core/containers.h"
#include "runtime/core/dictionary.h"
#include "runtime/core/memory.h"
#include "runtime/core/term.h"

namespace seabeam::rt {

// A message (or any term on its way into a process): one malloc block that becomes a
// chunk of the receiver's heap when the message is received.
struct Message {
  Message* next;
  Term term;
  Term* mso;   // off-heap binaries of the chunk
  Term* end;   // end of the used words
  Chunk chunk;
};
// `words` of room behind; data at chunk.data.
Message* NewMessage(uint32_t words);
Message* CopyToMessage(Term t);
void FreeMessage(Message* m);  // one that nobody adopted
// A message that overtakes ordinary ones: its chunk, which belongs to no heap yet, is its own next.
inline bool HasPriority(const Message* m) { return m->chunk.next == &m->chunk; }

enum class ProcessState : uint8_t { kRunnable, kRunning, kWaiting, kSuspended, kDead };
enum Priority : uint8_t { kPriorityMax, kPriorityHigh, kPriorityNormal, kPriorityLow };

// What compiled code hands over as a position is a function-table index.
using Position = uint32_t;
using Adapter = Term (*)(Ctx*);
inline Position PositionOf(Adapter f) { return static_cast<Position>(reinterpret_cast<uintptr_t>(f)); }
constexpr uint32_t CpOf(Position p) { return p << abi::kCpShift; }
constexpr Position PositionOfCp(uint32_t cp) { return cp >> abi::kCpShift; }

struct Monitor;
struct HeapLimit;

// What spawn_opt and process_flag may change.
struct ProcessSettings {
  Priority priority = kPriorityNormal;
  uint32_t min_heap = 0;  // words, 0 = the usual size
  uint32_t min_bin_vheap = 46422;
  uint32_t fullsweep_after = 65535;
  bool off_heap_messages = false;
  bool async_dist = false;
  // The largest heap in words, 0 = no limit; what happens beyond it.
  uint32_t max_heap = 0;
  bool max_heap_kill = true;
  bool max_heap_log = true;
  bool max_heap_shared = false;  // binaries off the heap count (OTP 27)
};

// How often a process has suspended another one.
struct Suspension {
  Term suspender;
  uint32_t count;
};

// How often a process asked for messages about nodes of some kinds.
struct NodeMonitors {
  uint32_t kinds;
  uint32_t count;
};

struct Process {
  Term pid;
  ProcessState state;
  ProcessSettings settings;
  bool trap_exit;
  bool in_run_queue;
  bool timed_out;         // the receive's time limit has passed
  bool timer_armed;       // a receive timeout stands in the timer heap
  bool log_crashes;
  bool force_major;       // the next collection is to be a major one
  Process* next_run;
  // Registers while it does not run.
  Position resume;
  uint32_t live;          // saved x registers
  Term saved_x_inline[6];
  Term* saved_x;          // saved_x_inline or malloc
  uint32_t saved_x_room;
  Term* heap_ptr;
  Term* heap_end;
  Term* e;
  // Stack: [stack_low, stack_base), grows down.
  Term* stack_low;
  Term* stack_base;
  // Heap: `young` in malloc chunks; `old` in pages marked kPageOld. What lies in
  // [survivors_low, survivors_high) has survived one minor collection.
  Heap young;
  Chunk* old_chunks;
  Term* old_mso;
  uint32_t old_words;       // used
  uint32_t old_limit;       // a major collection when old_words exceeds it
  Term* survivors_low;
  Term* survivors_high;
  uint32_t nursery;         // words of the next nursery
  uint32_t gc_count;
  HeapLimit* limit;         // of settings.max_heap, or null (runtime/core/heap_limit.h)
  // Messages, in order, those with priority first; save: the link through which the next one to look at hangs.
  Message* messages;
  Message** messages_tail;
  Message** save;
  uint32_t message_count;
  uint32_t timer_serial;    // receive timeouts of other serials are stale
  Position timeout_resume;  // where to go on when the time limit passes
  // Relations.
  Vec<Term> links;
  Vec<Term> priority_links;  // those of them whose exit messages have priority
  Monitor* monitors;        // that it holds
  Monitor* monitored_by;
  Term name;                // registered name or 0
  Term group_leader;
  Message* exit_signal;     // reason with which it must end, 0 = none
  uint32_t suspend_count;   // sum of the suspensions
  Vec<Suspension> suspensions;
  uint32_t saved_calls;     // flags that are kept and mean nothing here: this, sensitive, settings.async_dist
  Vec<NodeMonitors> node_monitors;
  bool sensitive;
  bool hibernates;          // it waits in hibernate/3
  Vec<uint64_t> aliases;
  Dictionary dictionary;
  uint64_t reductions;
  Term error_handler;       // a module, 0 = the usual one
  Term initial_m, initial_f;
  uint32_t initial_arity;
  Term parent;
  // AtomVM layout only.
  void* native;             // the Context
  Message* trap_answer;     // what a native that suspended its caller will return
  bool load_failed;         // it is to raise undef when it goes on

};

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_CORE_PROCESS_H_
