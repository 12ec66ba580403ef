// Links, monitors, aliases, exit signals. With one scheduler a signal takes effect
// on the other process at once; what must happen in the receiver's own context (ending) waits for its
// next turn. In a threaded build these go through a signal queue per process.
#ifndef SEABEAM_RUNTIME_CORE_SIGNALS_H_
#define SEABEAM_RUNTIME_CORE_SIGNALS_H_

#include "runtime/core/otp_version.h"
#include "runtime/core/scheduler.h"

namespace seabeam::rt {

enum class AliasMode : uint8_t { kNone, kExplicit, kDemonitor, kReply };

// Lives from monitor/2,3 (or alias/1: no target then) until it fires or is taken back.
struct Monitor {
  uint64_t ref;
  Process* owner;
  Process* target;     // 0: alias only
  Term by_name;        // atom when monitored by name, else 0
  Term tag;            // atom instead of 'DOWN', 0 = 'DOWN'
  Message* tag_term;   // any other tag
  AliasMode alias;
  bool priority;        // its message has priority
  bool priority_alias;  // messages to the alias may have it
  Monitor* owner_next;
  Monitor** owner_link;
  Monitor* target_next;
  Monitor** target_link;
};

// Options of monitor/3 and of spawn_opt's {monitor, Options}.
struct MonitorOptions {
  AliasMode alias = AliasMode::kNone;
  bool priority = false;
  Term tag = 0;
};
// False: one is unknown, or they are not a list.
bool ParseMonitorOptions(Term options, MonitorOptions* out);
void ApplyMonitorOptions(Monitor* m, const MonitorOptions& options);

Monitor* AddMonitor(Ctx* ctx, Process* owner, Process* target, Term by_name, uint64_t ref);
Monitor* FindMonitor(uint64_t ref);
// The alias, nullptr when it stands for nobody any more.
Monitor* FindAlias(uint64_t ref);
void RemoveMonitor(Monitor* m);
// Sends {Tag, Ref, Type, Object, Reason} to m's owner and removes m.
void FireDown(Ctx* ctx, Monitor* m, Term object, Term reason, Term type = Atom(FixedAtom::kProcess));

// Exit signal from `from` to p. `linked`: sent through a link (reason kill is then an ordinary reason). `priority`: of the message, if
// it becomes one.
void SendExit(Ctx* ctx, Term from, Process* p, Term reason, bool linked, bool priority = false);
// The running process has an exit signal: ends it. 0 with kActionExit.
Term TakeExitSignal(Ctx* ctx);

// Messages that overtake others, with the option `priority`: since OTP 28.
inline bool HasPriorityOptions() { return OtpVersion().number >= 28; }
// The options of exit/3 and link/2; false when there are others than `priority`, of which *priority tells whether it is there.
bool ReadPriorityOptions(Term options, bool* priority);

// p, which is linked with pid, wants its exit message with priority or not.
void SetLinkPriority(Process* p, Term pid, bool priority);
bool HasLinkPriority(const Process* p, Term pid);
void RemoveLink(Process* p, Term pid);
bool HasLink(const Process* p, Term pid);

// `suspender` suspends p once more.
void SuspendProcess(Process* p, Term suspender);
// Takes back one suspension, or all; false = there is none.
bool ResumeProcess(Process* p, Term suspender, bool all = false);

// The error report of a heap beyond its limit; `info` describes it.
void ReportHeapLimit(Ctx* ctx, Process* p, uint32_t words, Term info);

// Registered names.
bool RegisterName(Term name, Process* p);
void UnregisterName(Process* p);
const WordMap& NameTable();

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_CORE_SIGNALS_H_
