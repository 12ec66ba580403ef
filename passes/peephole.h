// Local rewriting: constant folding and the rules of passes/peephole/, until none applies.
#ifndef SEABEAM_PASSES_PEEPHOLE_H_
#define SEABEAM_PASSES_PEEPHOLE_H_

#include <memory>

#include "passes/pass_base.h"

namespace seabeam::passes {

std::unique_ptr<Pass> MakePeepholePass();

}  // namespace seabeam::passes

#endif  // SEABEAM_PASSES_PEEPHOLE_H_
