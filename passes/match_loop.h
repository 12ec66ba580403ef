// A loop that passes its match context on to itself starts the match in every round, which for a
// context gives the context again. The match starts in front of the loop instead, and the context
// is the same in all rounds.
//
// The function's argument, a binary when the loop is entered, becomes a context too: code that is
// called with contexts for this argument (by the loop itself) does with both the same.
#ifndef SEABEAM_PASSES_MATCH_LOOP_H_
#define SEABEAM_PASSES_MATCH_LOOP_H_

#include <memory>

#include "passes/pass_base.h"

namespace seabeam::passes {

std::unique_ptr<Pass> MakeMatchLoopPass();

}  // namespace seabeam::passes

#endif  // SEABEAM_PASSES_MATCH_LOOP_H_
