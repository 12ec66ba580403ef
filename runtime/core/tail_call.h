// A native function (kind N) that goes on as an Erlang function.
#ifndef SEABEAM_RUNTIME_CORE_TAIL_CALL_H_
#define SEABEAM_RUNTIME_CORE_TAIL_CALL_H_

#include "runtime/core/module.h"
#include "runtime/core/term.h"

namespace seabeam::rt {

template <typename>
using TermFor = Term;

// module:function(args...) in place of the function that was called with `e`.
template <typename... Args>
Term TailCall(Ctx* ctx, Term* e, const char* module, const char* function, Args... args) {
  Export* x = GetExport(InternAtom(module), InternAtom(function), sizeof...(Args));
  ctx->pending_export = x;
  return reinterpret_cast<Term (*)(Ctx*, Term*, TermFor<Args>...)>(x->native)(ctx, e, args...);
}

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_CORE_TAIL_CALL_H_
