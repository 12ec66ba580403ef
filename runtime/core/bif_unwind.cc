// BIFs that know how the seabeam ABI's code is suspended: erlang:raise/3 (raw traces), yield, hibernate.
#include "runtime/core/bifs.h"
#include "runtime/core/error.h"
#include "runtime/core/module.h"
#include "runtime/core/raise.h"
#include "runtime/core/scheduler.h"
#include "runtime/core/signals.h"

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
