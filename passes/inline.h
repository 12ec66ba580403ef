// Calls of small functions of this module are replaced by their bodies, when a body always comes
// back (ModuleFacts::inline_bodies): it neither raises nor calls nor waits nor looks at the stack,
// so nobody can see that its frame is not there. The continuation of such a call is resumed by
// nobody and goes, with its function, its adapter and its rows in the tables; what the frame kept
// across the call are values again.
#ifndef SEABEAM_PASSES_INLINE_H_
#define SEABEAM_PASSES_INLINE_H_

#include <memory>

#include "passes/pass_base.h"

namespace seabeam::passes {

std::unique_ptr<Pass> MakeInlinePass();

}  // namespace seabeam::passes

#endif  // SEABEAM_PASSES_INLINE_H_
