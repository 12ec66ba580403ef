// Equal endings of blocks become one: raising terminators and tail calls with the same operands,
// and returns together with the freeing of the frame before them. Only within an entry region, for
// code shared between two of them is emitted in both.
#ifndef SEABEAM_PASSES_TAIL_MERGE_H_
#define SEABEAM_PASSES_TAIL_MERGE_H_

#include <memory>

#include "passes/pass_base.h"

namespace seabeam::passes {

std::unique_ptr<Pass> MakeTailMergePass();

}  // namespace seabeam::passes

#endif  // SEABEAM_PASSES_TAIL_MERGE_H_
