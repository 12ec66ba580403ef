// Type narrowing. Two steps:
// 1. What a branch has found out of a value is written down as a cast at the head of the way taken,
//    and those users below it that care for types use the cast. A decided condition becomes a constant.
// 2. Types flow forward through the graph, optimistically around loops, with widening of bounds.
// Tests that the types decide are then folded by the peephole pass.
#ifndef SEABEAM_PASSES_NARROW_H_
#define SEABEAM_PASSES_NARROW_H_

#include <memory>

#include "passes/pass_base.h"

namespace seabeam::passes {

std::unique_ptr<Pass> MakeNarrowPass();

}  // namespace seabeam::passes

#endif  // SEABEAM_PASSES_NARROW_H_
