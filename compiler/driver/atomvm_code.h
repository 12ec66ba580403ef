// The bytecode of one module to native code for AtomVM. The generator itself lives in emit/; this
// is where the driver meets it.
#ifndef SEABEAM_COMPILER_DRIVER_ATOMVM_CODE_H_
#define SEABEAM_COMPILER_DRIVER_ATOMVM_CODE_H_

#include "absl/status/statusor.h"
#include "beam/module.h"
#include "compiler/driver/compile.h"
#include "emit/container/native_code.h"

namespace seabeam::driver {

struct AtomVmOptions {
  CompileOptions compile;
  // Of the import env.memory: what the host's build has (-pthread: shared).
  bool shared_memory = true;
  // return_call and return_call_indirect may be used.
  bool tail_calls = true;
  // Every branch goes through the host's dispatch loop, as in code of the host's own generator. For
  // comparing the two only.
  bool label_at_a_time = false;
};

// `module` has passed atomvm::CheckLimits. `stats` may be null; what the steps cost is added. The
// result goes to atomvm::WriteNativeChunk. Errors: "FILE: chunk/function: message"; Unimplemented
// for what the host or the generator does not have, ResourceExhausted for what the format has no
// room for, Internal when a graph broke an invariant.
absl::StatusOr<atomvm::NativeCode> CompileForAtomVm(const beam::Module& module,
                                                    const AtomVmOptions& options,
                                                    CompileStats* stats);

}  // namespace seabeam::driver

#endif  // SEABEAM_COMPILER_DRIVER_ATOMVM_CODE_H_
