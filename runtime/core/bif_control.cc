// BIFs that transfer control: raising, ending, halting.
#include <cstring>

#include "runtime/core/bifs.h"
#include "runtime/core/error.h"
#include "runtime/core/host.h"
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

// error/2,3: the caller's frame shows the arguments (`none`: its arity) and the given error_info, which is a map or nothing.
Term ErrorWithArgs(Ctx* ctx, Term reason, Term args, Term options) {
  RaisePlain(ctx, FixedAtom::kError, reason);
  Term extra = kNil;
  for (; IsCons(options); options = Tail(options)) {
    if (IsTupleOf(Head(options), 2) && TupleElement(Head(options), 0) == Atom(FixedAtom::kErrorInfo) &&
        IsMap(TupleElement(Head(options), 1))) {
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

namespace {
// To a pid, or to an alias since OTP 28.
bool IsExitTarget(Term to) { return IsPid(to) || (IsRef(to) && HasPriorityOptions()); }

// exit/2,3 end their caller with reason normal as well; exit_signal/2,3 do not.
Term SendExitTo(Ctx* ctx, Term to, Term reason, bool priority, bool normal_ends_caller) {
  const Monitor* alias = IsLocalRef(to) ? FindAlias(RefNumber(to)) : nullptr;
  Process* p = alias != nullptr ? alias->owner : FindProcess(to);
  priority = priority && alias != nullptr && alias->priority_alias;
  const bool ignored = !normal_ends_caller && p == ctx->process && p != nullptr && !p->trap_exit &&
                       reason == Atom(FixedAtom::kNormal);
  if (p != nullptr && !ignored) SendExit(ctx, ctx->self, p, reason, false, priority);
  if (p == ctx->process && p->exit_signal != nullptr) {
    // A process that killed itself does not run on.
    ctx->exc_class = 0;
    return 0;
  }
  return kTrue;
}

Term ExitOrExitSignal(Ctx* ctx, BifId bif, Term to, Term reason, bool normal_ends_caller) {
  if (!IsExitTarget(to)) return IsPort(to) ? kTrue : Badarg(ctx, bif, to, reason);
  return SendExitTo(ctx, to, reason, false, normal_ends_caller);
}

Term ExitOrExitSignal(Ctx* ctx, BifId bif, Term to, Term reason, Term options, bool normal_ends_caller) {
  bool priority;
  const bool known = ReadPriorityOptions(options, &priority);
  if (known && IsExitTarget(to)) return SendExitTo(ctx, to, reason, priority, normal_ends_caller);
  if (known && IsPort(to)) return kTrue;
  Badarg(ctx, bif, to, reason, options);
  return known ? 0 : WithCause(ctx, InternAtom("badopt"));
}
}  // namespace

SB_EXPORT Term bif_erlang_exit_2(Ctx* ctx, Term to, Term reason) {
  return ExitOrExitSignal(ctx, BifId::bif_erlang_exit_2, to, reason, true);
}
SB_EXPORT Term bif_erlang_exit_3(Ctx* ctx, Term to, Term reason, Term options) {
  return ExitOrExitSignal(ctx, BifId::bif_erlang_exit_3, to, reason, options, true);
}
SB_EXPORT Term bif_erlang_exit_signal_2(Ctx* ctx, Term to, Term reason) {
  return ExitOrExitSignal(ctx, BifId::bif_erlang_exit_signal_2, to, reason, false);
}
SB_EXPORT Term bif_erlang_exit_signal_3(Ctx* ctx, Term to, Term reason, Term options) {
  return ExitOrExitSignal(ctx, BifId::bif_erlang_exit_signal_3, to, reason, options, false);
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
  for (Term l = options; !IsNil(l); l = Tail(l)) {
    const bool known = IsCons(l) && IsTupleOf(Head(l), 2) && TupleElement(Head(l), 0) == InternAtom("flush") &&
                       (TupleElement(Head(l), 1) == kTrue || TupleElement(Head(l), 1) == kFalse);
    if (known) continue;
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
