// Self tail calls become a loop: a merge after Start with a phi per parameter, and the reduction
// check as the first thing in it. A tail call below an entry head stays a call: its code is another
// function's, which cannot jump into this one.
#ifndef SEABEAM_PASSES_SELF_LOOP_H_
#define SEABEAM_PASSES_SELF_LOOP_H_

#include <memory>

#include "passes/pass_base.h"

namespace seabeam::passes {

std::unique_ptr<Pass> MakeSelfLoopPass();

}  // namespace seabeam::passes

#endif  // SEABEAM_PASSES_SELF_LOOP_H_
