// Calls of a fun that is made in the same graph become calls of the lambda's function, with the
// free variables as arguments after the others.
#ifndef SEABEAM_PASSES_DEVIRTUALIZE_H_
#define SEABEAM_PASSES_DEVIRTUALIZE_H_

#include <memory>

#include "passes/pass_base.h"

namespace seabeam::passes {

std::unique_ptr<Pass> MakeDevirtualizePass();

}  // namespace seabeam::passes

#endif  // SEABEAM_PASSES_DEVIRTUALIZE_H_
