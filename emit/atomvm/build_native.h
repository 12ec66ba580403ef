// A module's graphs to native code for AtomVM hosts (abi/atomvm/): what EmitModule is for Seabeam's
// own runtime.
//
// The functions are those of the seabeam ABI. Behind every label that the host enters stands an
// exported function that takes the process's registers into a block of the instance
// (abi::CtxOffsets), runs native code, and, when that has unwound, does what it asked for: calls,
// raises, yields, waits (docs/atomvm_code.md).
#ifndef SEABEAM_EMIT_ATOMVM_BUILD_NATIVE_H_
#define SEABEAM_EMIT_ATOMVM_BUILD_NATIVE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "emit/container/native_code.h"
#include "emit/options.h"
#include "ir/module.h"

namespace seabeam::emit {

struct NativeInputs {
  uint32_t labels = 0;  // of the Code chunk: one above the highest
  // Atoms of AtU8; others cannot be made.
  std::vector<std::string> atoms;  // [i] = text of atom i, [0] unused
  uint32_t literals = 0;  // of the literal chunk; the module's others were added by the translator
};

// `module` satisfies ir/verifier.h and was translated for AtomVM; its imports are the rows of
// ImpT, then services (abi/atomvm/services.h).
// Errors: UnimplementedError naming the function for what is not done for this ABI yet; else as
// EmitModule.
absl::StatusOr<atomvm::NativeCode> BuildNative(const ir::Module& module, const NativeInputs& inputs,
                                               const EmitOptions& options);

}  // namespace seabeam::emit

#endif  // SEABEAM_EMIT_ATOMVM_BUILD_NATIVE_H_
