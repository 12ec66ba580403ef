// BIFs that transfer control: raising, ending, hibernating, halting.
#include <cstring>

#include "abi/prim_list.h"
#include "runtime/core/bifs.h"
#include "runtime/core/error.h"
#include "runtime/core/host.h"
#include "runtime/core/module.h"
#include "runtime/core/prims.h"
#include "runtime/core/raise.h"
#include "runtime/core/scheduler.h"
#include "runtime/core/signals.h"

using namespace seabeam::rt;
using seabeam::abi::BifId;

namespace {
Term RaisePlain(Ctx* ctx, FixedAtom exception_class, Term reason) {
  FailPlain(ctx, reason);
  ctx->exc_class = Atom(exception_class);
  return 0;
}

// error/2,3: the caller's frame shows the arguments (`none`: its arity) and the given error_info.
Term ErrorWithArgs(Ctx* ctx, Term reason, Term args, Term options) {
  RaisePlain(ctx, FixedAtom::kError, reason);
  Term extra = kNil;
  for (; IsCons(options); options = Tail(options)) {
    if (IsTupleOf(Head(options), 2) && TupleElement(Head(options), 0) == Atom(FixedAtom::kErrorInfo)) {
      extra = MakeList(ctx, {Head(options)});
    }
  }
  ctx->exc_bif = kExcCallerArgs;
  ctx->exc_args[0] = ProperLength(args) < 0 ? Small(0) : args;
  ctx->exc_args[1] = extra;
  return 0;
}
}  // namespace

SB_EXPORT Term bif_erlang_error_1(Ctx* ctx, Term reason) { return RaisePlain(ctx, FixedAtom::kError, reason); }
SB_EXPORT Term bif_erlang_error_2(Ctx* ctx, Term reason, Term args) { return ErrorWithArgs(ctx, reason, args, kNil); }
SB_EXPORT Term bif_erlang_error_3(Ctx* ctx, Term reason, Term args, Term options) {
  return ErrorWithArgs(ctx, reason, args, options);
}
SB_EXPORT Term bif_erlang_nif_error_1(Ctx* ctx, Term reason) { return RaisePlain(ctx, FixedAtom::kError, reason); }
SB_EXPORT Term bif_erlang_nif_error_2(Ctx* ctx, Term reason, Term args) { return ErrorWithArgs(ctx, reason, args, kNil); }
SB_EXPORT Term bif_erlang_throw_1(Ctx* ctx, Term reason) { return RaisePlain(ctx, FixedAtom::kThrow, reason); }
SB_EXPORT Term bif_erlang_exit_1(Ctx* ctx, Term reason) { return RaisePlain(ctx, FixedAtom::kExit, reason); }

SB_EXPORT Term bif_erlang_exit_2(Ctx* ctx, Term pid, Term reason) {
  if (!IsPid(pid)) return IsPort(pid) ? kTrue : Badarg(ctx, BifId::bif_erlang_exit_2, pid, reason);
  Process* p = FindProcess(pid);
  if (p != nullptr) SendExit(ctx, ctx->self, p, reason, false);
  if (p == ctx->process && p->exit_signal != nullptr) {
    // A process that killed itself does not run on.
    ctx->exc_class = 0;
    return 0;
  }
  return kTrue;
}

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

// The stack goes, the heap shrinks to what the arguments need, and the next message
// starts m:f(args).
SB_EXPORT Term bif_erlang_hibernate_3(Ctx* ctx, uint32_t cp, Term m, Term f, Term args) {
  if (!IsAtom(m) || !IsAtom(f) || ProperLength(args) < 0) {
    return FailN(ctx, cp, Badarg(ctx, BifId::bif_erlang_hibernate_3, m, f, args));
  }
  Process* p = ctx->process;
  if (p->exit_signal != nullptr) return TakeExitSignal(ctx);
  // The word at the stack's base is the return address of the first function.
  if (ctx->e < p->stack_base) ctx->cp = p->stack_base[-1]; else ctx->cp = cp;
  ctx->e = p->stack_base;
  ctx->x[0] = m;
  ctx->x[1] = f;
  ctx->x[2] = args;
  p->nursery = 0;
  CollectGarbage(ctx, 3, true);
  SaveProcess(ctx, PositionOf(&ApplyMfaPosition), 3);
  p->save = &p->messages;
  ctx->action = p->messages != nullptr ? kActionYield : kActionWait;
  return 0;
}

namespace {
// fail_pending sees that the program is to end.
Term Halt(Ctx* ctx, int32_t status) {
  g_sched.halted = true;
  g_sched.exit_status = status;
  ctx->exc_class = 0;
  return 0;
}
}  // namespace

SB_EXPORT Term bif_erlang_halt_0(Ctx* ctx) { return Halt(ctx, 0); }
SB_EXPORT Term bif_erlang_halt_2(Ctx* ctx, Term status, Term options) {
  if (ProperLength(options) < 0) {
    Badarg(ctx, BifId::bif_erlang_halt_2, status, options);
    return WithCause(ctx, InternAtom("badopt"));
  }
  if (IsSmall(status) && SmallValue(status) >= 0) return Halt(ctx, SmallValue(status) & 0xFF);
  if (status == InternAtom("abort")) return Halt(ctx, 134);
  if (ProperLength(status) >= 0) {
    // A "slogan": printed, status 1.
    for (Term s = status; IsCons(s); s = Tail(s)) {
      char c = IsSmall(Head(s)) ? static_cast<char>(SmallValue(Head(s))) : '?';
      host_write(2, &c, 1);
    }
    host_write(2, "\n", 1);
    return Halt(ctx, 1);
  }
  return Badarg(ctx, BifId::bif_erlang_halt_2, status, options);
}
SB_EXPORT Term bif_erlang_halt_1(Ctx* ctx, Term status) {
  Term r = bif_erlang_halt_2(ctx, status, kNil);
  return ctx->exc_class == 0 ? r : Badarg(ctx, BifId::bif_erlang_halt_1, status);
}
