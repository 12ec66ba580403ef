// Which functions never come back with a value.
#ifndef SEABEAM_PASSES_ANALYSIS_NO_RETURN_H_
#define SEABEAM_PASSES_ANALYSIS_NO_RETURN_H_

#include "ir/module.h"
#include "passes/pass_base.h"

namespace seabeam::passes {

// Fills never_returns and import_never_returns.
void FindFunctionsThatNeverReturn(const ir::Module& module, ModuleFacts* facts);

}  // namespace seabeam::passes

#endif  // SEABEAM_PASSES_ANALYSIS_NO_RETURN_H_
