// Removes what nobody needs: unused values, code that cannot be reached, merges and phis that
// merge nothing, branches whose ways meet at once, operations on the chain that only yield an unused value.
#ifndef SEABEAM_PASSES_DCE_H_
#define SEABEAM_PASSES_DCE_H_

#include <memory>

#include "passes/pass_base.h"

namespace seabeam::passes {

std::unique_ptr<Pass> MakeDcePass();

}  // namespace seabeam::passes

#endif  // SEABEAM_PASSES_DCE_H_
