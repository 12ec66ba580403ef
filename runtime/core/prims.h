// Prototypes of the primitives of abi/prim_list.h, for C++ callers.
#ifndef SEABEAM_RUNTIME_CORE_PRIMS_H_
#define SEABEAM_RUNTIME_CORE_PRIMS_H_

#include "runtime/core/term.h"

extern "C" {
using seabeam::rt::Ctx;
using seabeam::rt::Term;
Term fail_pending(Ctx* ctx, uint32_t pos, Term* sp);
Term raise_class(Ctx* ctx, Term exception_class, Term reason, Term raw, uint32_t pos, Term* sp);
Term send(Ctx* ctx, Term dest, Term msg);
double term_to_f64(Term t);
int32_t compare_terms(Term a, Term b);
int32_t equal_exact(Term a, Term b);
}

#endif  // SEABEAM_RUNTIME_CORE_PRIMS_H_
