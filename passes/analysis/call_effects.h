// What a call of a function of this module can do beside coming back with a value.
#ifndef SEABEAM_PASSES_ANALYSIS_CALL_EFFECTS_H_
#define SEABEAM_PASSES_ANALYSIS_CALL_EFFECTS_H_

#include <cstdint>

#include "ir/module.h"
#include "passes/pass_base.h"

namespace seabeam::passes {

// Fills `reductions` and `never_unwinds`. Functions that call each other in a circle are unbounded,
// and so is whoever calls them; calls into other modules and of funs may come back here, so they
// bound nothing.
void FindCallEffects(const ir::Module& module, ModuleFacts* facts);

// The most calls that running `graph` once makes, itself included, when the functions it calls do
// so many as `facts` say; kUnboundedReductions if it loops, waits, or makes a call of which nothing
// is known.
uint32_t ReductionsOf(const ir::Graph& graph, const ModuleFacts& facts);

}  // namespace seabeam::passes

#endif  // SEABEAM_PASSES_ANALYSIS_CALL_EFFECTS_H_
