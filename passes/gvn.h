// Global value numbering: equal values become one node. Values that float have no place, so there is
// nothing to check but their inputs; casts, frame loads and phis must stand at the same control.
#ifndef SEABEAM_PASSES_GVN_H_
#define SEABEAM_PASSES_GVN_H_

#include <memory>

#include "passes/pass_base.h"

namespace seabeam::passes {

std::unique_ptr<Pass> MakeGvnPass();

}  // namespace seabeam::passes

#endif  // SEABEAM_PASSES_GVN_H_
