// BIFs that know how the seabeam ABI's code is suspended: erlang:raise/3 (raw traces), yield, hibernate,
// process_info.
#include "runtime/core/bifs.h"
#include "runtime/core/error.h"
#include "runtime/core/host.h"
#include "runtime/core/module.h"
#include "runtime/core/raise.h"
#include "runtime/core/scheduler.h"
#include "runtime/core/signals.h"
#include "runtime/data/bits.h"

using namespace seabeam::rt;
using seabeam::abi::BifId;

namespace {
bool IsStackItem(Term t) {
  if (!IsTuple(t)) return false;
  uint32_t n = TupleArity(t);
  if (n >= 1 && IsFun(TupleElement(t, 0))) return n == 2 || n == 3;
  return (n == 3 || n == 4) && IsAtom(TupleElement(t, 0)) && IsAtom(TupleElement(t, 1));
}
}  // namespace

SB_EXPORT Term bif_erlang_raise_3(Ctx* ctx, Term exception_class, Term reason, Term stack) {
  bool ok = exception_class == Atom(FixedAtom::kError) || exception_class == Atom(FixedAtom::kExit) ||
            exception_class == Atom(FixedAtom::kThrow);
  // A trace that a handler has not looked at yet is passed on as it is.
  bool raw = IsTuple(stack) && TupleArity(stack) >= 3;
  ListBuilder built(ctx);
  if (!raw) {
    if (ProperLength(stack) < 0) ok = false;
    for (Term s = stack; ok && IsCons(s); s = Tail(s)) {
      Term item = Head(s);
      ok = IsStackItem(item);
      if (ok && TupleArity(item) == 3 && !IsFun(TupleElement(item, 0))) {
        item = MakeTuple(ctx, {TupleElement(item, 0), TupleElement(item, 1), TupleElement(item, 2), kNil});
      }
      built.Add(item);
    }
  }
  if (!ok) return Atom(FixedAtom::kBadarg);
  FailPlain(ctx, reason);
  ctx->exc_class = exception_class;
  ctx->exc_bif = kExcTrace;
  ctx->exc_args[0] = raw ? stack : MakeTuple(ctx, {exception_class, built.Finish(), kNil});
  return 0;
}

SB_EXPORT Term bif_erlang_yield_0(Ctx* ctx) {
  (ctx->requests != 0 ? ctx->reds_left : ctx->reds) = 0;
  return kTrue;
}

namespace {
// The stack goes but for the return address of the first function, the heap shrinks to what the arguments need, and the
// next message starts x0:x1(x2).
Term HibernatePosition(Ctx* ctx) {
  Process* p = ctx->process;
  ctx->e = p->stack_base - 1;
  p->nursery = 0;
  CollectGarbage(ctx, 3, true);
  p->save = &p->messages;
  p->hibernates = true;
  ctx->next = PositionOf(&ApplyMfaPosition);
  ctx->live = 3;
  ctx->action = p->messages != nullptr ? kActionYield : kActionWait;
  return 0;
}
}  // namespace

SB_EXPORT Term bif_erlang_hibernate_3(Ctx* ctx, Term* e, Term m, Term f, Term args) {
  if (!IsAtom(m) || !IsAtom(f) || ProperLength(args) < 0) {
    return FailN(ctx, e, Badarg(ctx, BifId::bif_erlang_hibernate_3, m, f, args));
  }
  if (ctx->process->exit_signal != nullptr) return TakeExitSignal(ctx);
  ctx->x[0] = m;
  ctx->x[1] = f;
  ctx->x[2] = args;
  return ContinueAt(ctx, e, PositionOf(&HibernatePosition), 3);
}

namespace {
// hibernate/0 keeps the stack and returns when there is a message.
Term AwakePosition(Ctx* ctx) {
  Process* p = ctx->process;
  if (p->messages != nullptr) {
    PopReturnAddress(ctx);
    return kOk;
  }
  ctx->next = PositionOf(&AwakePosition);
  ctx->live = 0;
  ctx->action = kActionWait;
  return 0;
}
Term SleepPosition(Ctx* ctx) {
  ctx->process->nursery = 0;
  CollectGarbage(ctx, 0, true);
  return AwakePosition(ctx);
}
}  // namespace

SB_EXPORT Term bif_erlang_hibernate_0(Ctx* ctx, Term* e) {
  if (ctx->process->exit_signal != nullptr) return TakeExitSignal(ctx);
  return ContinueAt(ctx, e, PositionOf(&SleepPosition), 0);
}

namespace {
// Behind the unwinding of everything, which brings the caller's frames to where they can be looked at.
Term ProcessInfo1Position(Ctx* ctx) {
  Term r = ProcessInfo(ctx, ctx->x[0]);
  Term* e = PopReturnAddress(ctx);
  return r != 0 ? r : FailN(ctx, e, 0);
}
Term ProcessInfo2Position(Ctx* ctx) {
  Term r = ProcessInfo(ctx, ctx->x[0], ctx->x[1]);
  Term* e = PopReturnAddress(ctx);
  return r != 0 ? r : FailN(ctx, e, 0);
}

// Whether the value of a process_info item depends on the stack.
bool LooksAtStack(Term what) {
  if (!IsAtom(what)) return true;
  for (const char* item : {"current_function", "current_location", "current_stacktrace", "backtrace", "stack_size"}) {
    if (what == InternAtom(item)) return true;
  }
  return false;
}
}  // namespace

SB_EXPORT Term bif_erlang_process_info_1(Ctx* ctx, Term* e, Term pid) {
  if (pid == ctx->self) {
    ctx->x[0] = pid;
    return ContinueAt(ctx, e, PositionOf(&ProcessInfo1Position), 1);
  }
  Term r = ProcessInfo(ctx, pid);
  return r != 0 ? r : FailN(ctx, e, 0);
}
SB_EXPORT Term bif_erlang_process_info_2(Ctx* ctx, Term* e, Term pid, Term what) {
  if (pid == ctx->self && LooksAtStack(what)) {
    ctx->x[0] = pid;
    ctx->x[1] = what;
    return ContinueAt(ctx, e, PositionOf(&ProcessInfo2Position), 2);
  }
  Term r = ProcessInfo(ctx, pid, what);
  return r != 0 ? r : FailN(ctx, e, 0);
}

// ---- erts_internal:process_display/2: what process_info(Pid, backtrace) tells, on standard error ----
namespace {
Term WriteBacktrace(Ctx* ctx, Term pid) {
  const Term item = IsPid(pid) ? ProcessInfo(ctx, pid, InternAtom("backtrace")) : kUndefined;
  BitView v;
  if (!IsTuple(item) || !GetBinary(TupleElement(item, 1), &v)) return InternAtom("badarg");
  const AlignedBytes text(v);
  host_write(2, text.data(), text.size());
  return kTrue;
}
// Behind the unwinding of everything: that of the caller itself.
Term DisplayPosition(Ctx* ctx) {
  const Term done = WriteBacktrace(ctx, ctx->self);
  PopReturnAddress(ctx);
  return done;
}
}  // namespace

// What erlang:process_display/2, in Erlang, makes errors of: badarg, badopt.
SB_EXPORT Term bif_erts_internal_process_display_2(Ctx* ctx, Term* e, Term pid, Term type) {
  if (type != InternAtom("backtrace")) return InternAtom("badopt");
  if (pid == ctx->self) return ContinueAt(ctx, e, PositionOf(&DisplayPosition), 0);
  return WriteBacktrace(ctx, pid);
}
