// Match-context elision: the position in a match context becomes a value, and reads become reads at
// a position of a known address.
//
// Of each context that a region between two entry heads works on, the position is loaded once,
// where the context comes to be. From there on it is an i32 (with phis at merges) and the
// operations on the context are compares and reads of bytes. It is stored again where the context,
// or what could be the same object, is handed on: in front of calls, raises and returns, and when
// the reduction check of a loop leaves (which lists it).
//
// What can be the same object: a match started with a value that may be a context gives that
// context. Of contexts that can be the same, only one may have operations here, else all stay as
// they are.
#ifndef SEABEAM_PASSES_MATCH_STATE_H_
#define SEABEAM_PASSES_MATCH_STATE_H_

#include <memory>

#include "passes/pass_base.h"

namespace seabeam::passes {

std::unique_ptr<Pass> MakeMatchStatePass();

}  // namespace seabeam::passes

#endif  // SEABEAM_PASSES_MATCH_STATE_H_
