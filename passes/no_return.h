// Cuts the code after calls that never come back: of functions of this module that always raise
// or loop, and of erlang:error/1 and its kin. The continuation stays as the return address alone
// (call_cont, then dead), so nothing resumes there.
#ifndef SEABEAM_PASSES_NO_RETURN_H_
#define SEABEAM_PASSES_NO_RETURN_H_

#include <memory>

#include "passes/pass_base.h"

namespace seabeam::passes {

std::unique_ptr<Pass> MakeNoReturnPass();

}  // namespace seabeam::passes

#endif  // SEABEAM_PASSES_NO_RETURN_H_
