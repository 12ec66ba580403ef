// Types across the functions of a module: what local functions are called with and what they
// return.
#ifndef SEABEAM_PASSES_ANALYSIS_SIGNATURES_H_
#define SEABEAM_PASSES_ANALYSIS_SIGNATURES_H_

#include "ir/module.h"
#include "passes/pass_base.h"

namespace seabeam::passes {

// Fills param_types and result_types from the types that the graphs have now. Arguments are joined
// over all calls of functions that nobody else can call: not exported, no fun's body, not run on
// load. Results are joined over returns and, through tail calls, over the results of others,
// optimistically around circles.
void FindSignatures(const ir::Module& module, ModuleFacts* facts);

}  // namespace seabeam::passes

#endif  // SEABEAM_PASSES_ANALYSIS_SIGNATURES_H_
