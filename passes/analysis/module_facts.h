// Everything that passes may know of a module as a whole.
#ifndef SEABEAM_PASSES_ANALYSIS_MODULE_FACTS_H_
#define SEABEAM_PASSES_ANALYSIS_MODULE_FACTS_H_

#include "ir/module.h"
#include "passes/pass_base.h"

namespace seabeam::passes {

// Of the graphs as they are now. Takes time linear in the module.
ModuleFacts FindModuleFacts(const ir::Module& module);

}  // namespace seabeam::passes

#endif  // SEABEAM_PASSES_ANALYSIS_MODULE_FACTS_H_
