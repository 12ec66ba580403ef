// How a C++ function raises an Erlang exception: it records it in the register
// block and returns 0. In a guard, compiled code goes to the next clause; in a
// body it calls fail_pending or raise_guard, which add the stack trace. Recording
// allocates nothing besides the reason.
#ifndef SEABEAM_RUNTIME_CORE_ERROR_H_
#define SEABEAM_RUNTIME_CORE_ERROR_H_

#include "abi/bif_list.h"
#include "runtime/core/dialect.h"
#include "runtime/core/term.h"

namespace seabeam::rt {

// error:reason with the BIF and its arguments as the top stack frame.
template <typename... Args>
inline Term Fail(Ctx* ctx, abi::BifId bif, Term reason, Args... args) {
  static_assert(sizeof...(Args) <= kMaxBifArgs);
  ctx->exc_class = Atom(FixedAtom::kError);
  ctx->exc_reason = reason;
  ctx->exc_cause = 0;
  ctx->exc_bif = static_cast<uint32_t>(bif);
  ctx->exc_nargs = sizeof...(Args);
  uint32_t i = 0;
  ((ctx->exc_args[i++] = args), ...);
  return 0;
}
template <typename... Args>
inline Term Badarg(Ctx* ctx, abi::BifId bif, Args... args) {
  return Fail(ctx, bif, Atom(FixedAtom::kBadarg), args...);
}
template <typename... Args>
inline Term Badarith(Ctx* ctx, abi::BifId bif, Args... args) {
  return Fail(ctx, bif, Atom(FixedAtom::kBadarith), args...);
}
template <typename... Args>
inline Term SystemLimit(Ctx* ctx, abi::BifId bif, Args... args) {
  return Fail(ctx, bif, LikeOtp() ? Atom(FixedAtom::kSystemLimit) : InternAtom("overflow"),
              args...);
}
// {badmap, M} and {badkey, K}.
template <typename... Args>
inline Term FailWith(Ctx* ctx, abi::BifId bif, FixedAtom tag, Term value, Args... args) {
  return Fail(ctx, bif, MakeTuple(ctx, {Atom(tag), value}), args...);
}
// For primitives (bs_create, map_put_*): the exception has no frame of its own.
inline Term FailPlain(Ctx* ctx, Term reason) {
  ctx->exc_class = Atom(FixedAtom::kError);
  ctx->exc_reason = reason;
  ctx->exc_cause = 0;
  ctx->exc_bif = kNoBif;
  ctx->exc_nargs = 0;
  return 0;
}
// Adds `cause` to the error_info map of the exception just recorded.
inline Term WithCause(Ctx* ctx, Term cause) {
  ctx->exc_cause = cause;
  return 0;
}

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_CORE_ERROR_H_
