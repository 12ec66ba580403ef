// Timers: a binary heap by deadline. Cancelled ones stay in it until they come up.
#include "runtime/core/bifs.h"
#include "runtime/core/error.h"
#include "runtime/core/host.h"
#include "runtime/core/scheduler.h"
#include "runtime/core/signals.h"
#include "runtime/data/integer.h"

namespace seabeam::rt {
namespace {

struct Timer {
  double when;       // ms of the monotonic clock
  uint64_t seq;      // earlier of two with the same deadline
  Term pid;          // receive timeout: the process; else the destination (pid or atom)
  uint32_t serial;
  uint64_t ref;      // 0: a receive timeout
  Message* message;  // 0 when cancelled
};

// Per scheduler.
Vec<Timer*> g_heap;
WordMap g_by_ref;
uint64_t g_seq = 0;

bool Before(const Timer* a, const Timer* b) { return a->when < b->when || (a->when == b->when && a->seq < b->seq); }

void Push(Timer* t) {
  g_heap.push_back(t);
  uint32_t i = g_heap.size() - 1;
  while (i > 0 && Before(g_heap[i], g_heap[(i - 1) / 2])) {
    Timer* up = g_heap[(i - 1) / 2];
    g_heap[(i - 1) / 2] = g_heap[i];
    g_heap[i] = up;
    i = (i - 1) / 2;
  }
}

Timer* Pop() {
  Timer* top = g_heap[0];
  g_heap[0] = g_heap.back();
  g_heap.pop_back();
  uint32_t n = g_heap.size();
  for (uint32_t i = 0;;) {
    uint32_t best = i;
    for (uint32_t c = 2 * i + 1; c <= 2 * i + 2 && c < n; c++) {
      if (Before(g_heap[c], g_heap[best])) best = c;
    }
    if (best == i) return top;
    Timer* t = g_heap[i];
    g_heap[i] = g_heap[best];
    g_heap[best] = t;
    i = best;
  }
}

Timer* NewTimer(double when, Term pid) {
  auto* t = static_cast<Timer*>(CheckedAlloc(sizeof(Timer)));
  *t = Timer{when, ++g_seq, pid, 0, 0, nullptr};
  return t;
}

void FireReceiveTimeout(const Timer* t) {
  Process* p = FindProcess(t->pid);
  if (p == nullptr || p->timer_serial != t->serial || !p->timer_armed) return;
  p->timer_armed = false;
  p->timed_out = true;
  if (p->state == ProcessState::kWaiting) {
    p->resume = p->timeout_resume;
    MakeRunnable(p);
  }
}

// A receive timeout whose process no longer waits for it, or a cancelled timer: it
// must not keep an idle program alive.
bool IsStale(const Timer* t) {
  if (t->ref != 0) return t->message == nullptr;
  Process* p = FindProcess(t->pid);
  return p == nullptr || p->timer_serial != t->serial || !p->timer_armed;
}

}  // namespace

double NowMs() { return host_monotonic_ns() / 1e6; }

void ArmReceiveTimer(Process* p, double delay_ms) {
  Timer* t = NewTimer(NowMs() + delay_ms, p->pid);
  t->serial = ++p->timer_serial;
  p->timer_armed = true;
  p->timed_out = false;
  Push(t);
}

double RunTimers(Ctx* ctx) {
  if (g_heap.empty()) return -1;
  double now = NowMs();
  while (!g_heap.empty()) {
    Timer* t = g_heap[0];
    if (!IsStale(t) && t->when > now) return t->when - now;
    Pop();
    if (!IsStale(t)) {
      if (t->ref == 0) {
        FireReceiveTimeout(t);
      } else {
        Process* to = IsAtom(t->pid) ? WhereIs(t->pid) : FindProcess(t->pid);
        if (IsAlive(to)) Deliver(to, t->message); else FreeMessage(t->message);
        g_by_ref.Remove(t->ref);
      }
    }
    free(t);
  }
  return -1;
}

namespace {
Timer* StartTimer(Ctx* ctx, double when, Term dest, Term message, bool with_ref, Term* ref_out) {
  uint64_t number = NextRefNumber(ctx);
  Term ref = MakeRef(ctx, number);
  Timer* t = NewTimer(when, dest);
  t->ref = number;
  t->message = CopyToMessage(with_ref ? MakeTuple(ctx, {InternAtom("timeout"), ref, message}) : message);
  g_by_ref.Put(number, t);
  Push(t);
  *ref_out = ref;
  return t;
}

// The remaining milliseconds of a timer, 0 (none) when there is no such timer.
Term Remaining(Ctx* ctx, uint64_t ref, bool cancel) {
  Timer* t = g_by_ref.GetPtr<Timer>(ref);
  if (t == nullptr || t->message == nullptr) return kFalse;
  // Nobody would get it.
  if (IsPid(t->pid) && !IsAlive(FindProcess(t->pid))) return kFalse;
  double left = t->when - NowMs();
  if (cancel) {
    FreeMessage(t->message);
    t->message = nullptr;
    g_by_ref.Remove(ref);
  }
  // Rounded up, as a timer that has not fired has time left.
  int64_t ms = static_cast<int64_t>(left);
  if (static_cast<double>(ms) < left) ms++;
  return MakeInt(ctx, ms < 0 ? 0 : ms);
}

bool ReadBool(Term t, bool* out) {
  *out = t == kTrue;
  return t == kTrue || t == kFalse;
}

// Whether the options hold {abs, true}; false: they are bad.
bool ParseStart(Term options, bool* absolute) {
  for (; IsCons(options); options = Tail(options)) {
    Term o = Head(options);
    if (!IsTupleOf(o, 2) || TupleElement(o, 0) != InternAtom("abs") || !ReadBool(TupleElement(o, 1), absolute)) return false;
  }
  return IsNil(options);
}

// OTP's clock ends in some 580 years.
constexpr int64_t kEndOfTimeMs = int64_t{18446744073709};

// 0: badarg, with *cause saying why, as erl_erts_errors names it.
Term Start(Ctx* ctx, Term time, Term dest, Term message, Term options, bool with_ref, Term* cause) {
  bool absolute = false;
  if (!ParseStart(options, &absolute)) {
    *cause = InternAtom("badopt");
    return 0;
  }
  int64_t ms = 0;
  if (!GetInt64(time, &ms) || ms > kEndOfTimeMs || (ms < 0 && !absolute)) {
    *cause = InternAtom("time");
    return 0;
  }
  if (!IsPid(dest) && !IsAtom(dest)) return 0;
  double when = absolute ? static_cast<double>(ms) : NowMs() + static_cast<double>(ms);
  Term ref;
  StartTimer(ctx, when, dest, message, with_ref, &ref);
  return ref;
}

// Options of cancel_timer and read_timer: {async, B}; of cancel_timer {info, B}, too.
struct CancelOptions {
  bool async = false;
  bool info = true;
  bool ok = true;
};
CancelOptions ParseCancel(Term options, bool with_info) {
  CancelOptions r;
  for (; IsCons(options); options = Tail(options)) {
    Term o = Head(options);
    if (!IsTupleOf(o, 2)) { r.ok = false; return r; }
    if (TupleElement(o, 0) == InternAtom("async")) r.ok = r.ok && ReadBool(TupleElement(o, 1), &r.async);
    else if (TupleElement(o, 0) == InternAtom("info") && with_info) r.ok = r.ok && ReadBool(TupleElement(o, 1), &r.info);
    else r.ok = false;
  }
  if (!IsNil(options)) r.ok = false;
  return r;
}

Term WithOptions(Ctx* ctx, Term ref, const CancelOptions& o, bool cancel) {
  Term left = Remaining(ctx, RefNumber(ref), cancel);
  if (o.async) {
    if (o.info) DeliverCopy(ctx->process, MakeTuple(ctx, {InternAtom(cancel ? "cancel_timer" : "read_timer"), ref, left}));
    return kOk;
  }
  return o.info ? left : kOk;
}
}  // namespace

}  // namespace seabeam::rt

using namespace seabeam::rt;
using seabeam::abi::BifId;

SB_EXPORT Term bif_erlang_send_after_3(Ctx* ctx, Term time, Term dest, Term message) {
  Term cause = 0;
  Term r = Start(ctx, time, dest, message, kNil, false, &cause);
  if (r != 0) return r;
  Badarg(ctx, BifId::bif_erlang_send_after_3, time, dest, message);
  return WithCause(ctx, cause);
}
SB_EXPORT Term bif_erlang_send_after_4(Ctx* ctx, Term time, Term dest, Term message, Term options) {
  Term cause = 0;
  Term r = Start(ctx, time, dest, message, options, false, &cause);
  if (r != 0) return r;
  Badarg(ctx, BifId::bif_erlang_send_after_4, time, dest, message, options);
  return WithCause(ctx, cause);
}
SB_EXPORT Term bif_erlang_start_timer_3(Ctx* ctx, Term time, Term dest, Term message) {
  Term cause = 0;
  Term r = Start(ctx, time, dest, message, kNil, true, &cause);
  if (r != 0) return r;
  Badarg(ctx, BifId::bif_erlang_start_timer_3, time, dest, message);
  return WithCause(ctx, cause);
}
SB_EXPORT Term bif_erlang_start_timer_4(Ctx* ctx, Term time, Term dest, Term message, Term options) {
  Term cause = 0;
  Term r = Start(ctx, time, dest, message, options, true, &cause);
  if (r != 0) return r;
  Badarg(ctx, BifId::bif_erlang_start_timer_4, time, dest, message, options);
  return WithCause(ctx, cause);
}
SB_EXPORT Term bif_erlang_cancel_timer_1(Ctx* ctx, Term ref) {
  if (!IsLocalRef(ref)) return Badarg(ctx, BifId::bif_erlang_cancel_timer_1, ref);
  return Remaining(ctx, RefNumber(ref), true);
}
SB_EXPORT Term bif_erlang_cancel_timer_2(Ctx* ctx, Term ref, Term options) {
  CancelOptions o = ParseCancel(options, true);
  if (!IsLocalRef(ref) || !o.ok) return Badarg(ctx, BifId::bif_erlang_cancel_timer_2, ref, options);
  return WithOptions(ctx, ref, o, true);
}
SB_EXPORT Term bif_erlang_read_timer_1(Ctx* ctx, Term ref) {
  if (!IsLocalRef(ref)) return Badarg(ctx, BifId::bif_erlang_read_timer_1, ref);
  return Remaining(ctx, RefNumber(ref), false);
}
SB_EXPORT Term bif_erlang_read_timer_2(Ctx* ctx, Term ref, Term options) {
  CancelOptions o = ParseCancel(options, false);
  if (!IsLocalRef(ref) || !o.ok) return Badarg(ctx, BifId::bif_erlang_read_timer_2, ref, options);
  return WithOptions(ctx, ref, o, false);
}
