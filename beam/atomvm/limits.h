// What a module may not have if it is to run on an AtomVM host (abi/atomvm/limits.h), as far as its
// bytecode shows it.
#ifndef SEABEAM_BEAM_ATOMVM_LIMITS_H_
#define SEABEAM_BEAM_ATOMVM_LIMITS_H_

#include "absl/status/status.h"
#include "beam/module.h"

namespace seabeam::beam::atomvm {

// Labels, source positions, float registers, integers in operands. Literals are checked where they
// are written (literals.h), instructions by the generator. Errors: ResourceExhausted, "chunk C:
// [function F/A: offset N:] message".
absl::Status CheckLimits(const Module& module);

}  // namespace seabeam::beam::atomvm

#endif  // SEABEAM_BEAM_ATOMVM_LIMITS_H_
