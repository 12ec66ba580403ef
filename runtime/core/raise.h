// Raising exceptions and their stack traces.
//
// A raw trace is a tuple {Class, Built | [], {M, F, Args | Arity, ErrorInfo} | [], Position...}: the third
// element is a top frame that is no position (a BIF, a function that does not exist), or
// {Position, Args | 0, MoreLocation} for a function of compiled code shown with its arguments or error_info; positions are small integers (function-table indices). Built is a list given by
// erlang:raise/3.
#ifndef SEABEAM_RUNTIME_CORE_RAISE_H_
#define SEABEAM_RUNTIME_CORE_RAISE_H_

#include "runtime/core/module.h"
#include "runtime/core/term.h"

namespace seabeam::rt {

// All return 0 with the action set. `top` as above or nil.
Term Raise(Ctx* ctx, Term exception_class, Term reason, Term top, Position pos, uint32_t drop);
// From a function without frame whose return address is `cp` (kind N BIFs, stubs).
Term RaiseNoFrame(Ctx* ctx, uint32_t cp, Term exception_class, Term reason, Term top);
// error:undef naming the export, arguments in x[0..arity).
Term RaiseUndef(Ctx* ctx, uint32_t cp, const Export* e);
// The exception that a BIF left pending, for kind N functions: FailN(ctx, cp, Badarg(ctx, id, args...)).
Term FailN(Ctx* ctx, uint32_t cp, Term ignored);
// Goes to the handler of an exception with a finished raw trace, walking the stack from ctx->e.
Term Unwind(Ctx* ctx, Term exception_class, Term reason, Term raw_trace);

Term BuildStacktrace(Ctx* ctx, Term raw_trace);

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_CORE_RAISE_H_
