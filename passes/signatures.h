// Types across functions (analysis/signatures.h) are written down: what callers pass to the
// parameters, what local functions return to the results of calls. narrow and peephole then make
// use of them.
#ifndef SEABEAM_PASSES_SIGNATURES_H_
#define SEABEAM_PASSES_SIGNATURES_H_

#include <memory>

#include "passes/pass_base.h"

namespace seabeam::passes {

std::unique_ptr<Pass> MakeSignaturesPass();

}  // namespace seabeam::passes

#endif  // SEABEAM_PASSES_SIGNATURES_H_
