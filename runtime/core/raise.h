// Raising exceptions and their stack traces.
//
// A raw trace is a tuple {Class, Built | [], {M, F, Args | Arity, ErrorInfo} | [], Position...}:
// the third element is a top frame that is no position (a BIF, a function that does not exist), or
// {Position, Args | 0, MoreLocation} for a function of compiled code shown with its arguments or
// error_info; positions are small integers (function-table indices). Built is a list given by
// erlang:raise/3.
#ifndef SEABEAM_RUNTIME_CORE_RAISE_H_
#define SEABEAM_RUNTIME_CORE_RAISE_H_

#include "runtime/core/module.h"
#include "runtime/core/term.h"

namespace seabeam::rt {

// These note what is raised and return 0. When everything has unwound, the dispatch loop makes the
// trace and finds the handler. `top` as above or nil; `sp` as in abi/prim_list.h.
Term Raise(Ctx* ctx, Term exception_class, Term reason, Term top, Position pos, Term* sp);
// From a native function that was called with `e` (kind N BIFs, stubs).
Term RaiseNoFrame(Ctx* ctx, Term* e, Term exception_class, Term reason, Term top);
// error:undef naming the export, arguments in x[0..arity).
Term RaiseUndef(Ctx* ctx, Term* e, const Export* export_);
Term RaiseUndef(Ctx* ctx, Term* e, Term module, Term function, Term args);
// The exception that a BIF left pending, for kind N functions: FailN(ctx, e, Badarg(ctx, id,
// args...)).
Term FailN(Ctx* ctx, Term* e, Term ignored);

// For the dispatch loop, after kActionRaise: goes to the handler (kActionGo) or ends the process
// (kActionExit).
void FinishRaise(Ctx* ctx);

Term BuildStacktrace(Ctx* ctx, Term raw_trace);

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_CORE_RAISE_H_
