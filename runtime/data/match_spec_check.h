// What is wrong with a match specification for tables, in the words of ets:test_ms/2.
#ifndef SEABEAM_RUNTIME_DATA_MATCH_SPEC_CHECK_H_
#define SEABEAM_RUNTIME_DATA_MATCH_SPEC_CHECK_H_

#include "runtime/core/term.h"

namespace seabeam::rt {

// True: it may be run. Else, when `errors` is given, *errors is a list of {error, String}: all of
// the first clause that has any.
bool CheckMatchSpec(Ctx* ctx, Term spec, Term* errors);

// Whether guards and bodies may call erlang:name/arity: fewer than what a guard of a function may.
bool IsMatchSpecFunction(Term name, uint32_t arity);

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_DATA_MATCH_SPEC_CHECK_H_
