// Which functions of a module may be copied into their callers.
#ifndef SEABEAM_PASSES_ANALYSIS_INLINE_BODIES_H_
#define SEABEAM_PASSES_ANALYSIS_INLINE_BODIES_H_

#include "ir/module.h"
#include "passes/pass_base.h"

namespace seabeam::passes {

// Fills inline_bodies with copies, so that the passes of other functions may change the originals.
// Needs never_unwinds and reductions.
void CopyInlineBodies(const ir::Module& module, ModuleFacts* facts);

}  // namespace seabeam::passes

#endif  // SEABEAM_PASSES_ANALYSIS_INLINE_BODIES_H_
