// Keeps floats untagged through phis: a phi of boxed floats that is read as an f64 becomes a phi of
// f64, boxed where a term is needed.
#ifndef SEABEAM_PASSES_FLOAT_UNBOX_H_
#define SEABEAM_PASSES_FLOAT_UNBOX_H_

#include <memory>

#include "passes/pass_base.h"

namespace seabeam::passes {

std::unique_ptr<Pass> MakeFloatUnboxPass();

}  // namespace seabeam::passes

#endif  // SEABEAM_PASSES_FLOAT_UNBOX_H_
