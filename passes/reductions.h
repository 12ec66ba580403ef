// Removes the reduction check of functions that neither call nor loop: they come back after a
// bounded number of steps, and whoever calls them in a loop checks itself. (The check already stands
// at the earliest point of its function, the entry or the head of the self loop, where the live
// terms are the parameters; the translator and self_loop put it there.)
#ifndef SEABEAM_PASSES_REDUCTIONS_H_
#define SEABEAM_PASSES_REDUCTIONS_H_

#include <memory>

#include "passes/pass_base.h"

namespace seabeam::passes {

std::unique_ptr<Pass> MakeReductionsPass();

}  // namespace seabeam::passes

#endif  // SEABEAM_PASSES_REDUCTIONS_H_
