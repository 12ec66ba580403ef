// Removes the reduction check of functions that come back after a bounded number of calls: they
// neither loop nor wait, and call nothing but functions of this module of which the same is known
// (analysis/call_effects.h). Every circle of calls keeps a check, for nothing on a circle is
// bounded. (The check that stays stands at the earliest point of its function, the entry or the
// head of the self loop, where the live terms are the parameters: the translator and self_loop put
// it there, and there is one for the function, not one per clause.)
#ifndef SEABEAM_PASSES_REDUCTIONS_H_
#define SEABEAM_PASSES_REDUCTIONS_H_

#include <memory>

#include "passes/pass_base.h"

namespace seabeam::passes {

std::unique_ptr<Pass> MakeReductionsPass();

}  // namespace seabeam::passes

#endif  // SEABEAM_PASSES_REDUCTIONS_H_
