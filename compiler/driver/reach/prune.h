// Takes functions out of a module before it is compiled.
#ifndef SEABEAM_COMPILER_DRIVER_REACH_PRUNE_H_
#define SEABEAM_COMPILER_DRIVER_REACH_PRUNE_H_

#include <vector>

#include "beam/module.h"

namespace seabeam::driver {

// `kept` has an element for each of module->functions. The functions whose element is false leave the module,
// with their exports, their rows of locals and their lambdas; those that stay keep their order. No function
// that stays may call a function, or make a fun of one, that goes.
void DropFunctions(const std::vector<bool>& kept, beam::Module* module);

}  // namespace seabeam::driver

#endif  // SEABEAM_COMPILER_DRIVER_REACH_PRUNE_H_
