#include "passes/analysis/module_facts.h"

#include "passes/analysis/call_effects.h"
#include "passes/analysis/inline_bodies.h"
#include "passes/analysis/no_return.h"
#include "passes/analysis/signatures.h"

namespace seabeam::passes {

ModuleFacts FindModuleFacts(const ir::Module& module) {
  ModuleFacts facts;
  FindFunctionsThatNeverReturn(module, &facts);
  FindCallEffects(module, &facts);
  CopyInlineBodies(module, &facts);
  FindSignatures(module, &facts);
  return facts;
}

}  // namespace seabeam::passes
