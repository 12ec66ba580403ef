// compile --abi=atomvm, with the generator as a parameter for tests.
#ifndef SEABEAM_COMPILER_DRIVER_ATOMVM_COMPILE_COMMAND_H_
#define SEABEAM_COMPILER_DRIVER_ATOMVM_COMPILE_COMMAND_H_

#include <functional>

#include "absl/status/statusor.h"
#include "beam/module.h"
#include "compiler/driver/atomvm_code.h"
#include "compiler/driver/options.h"

namespace seabeam::driver {

// As CompileForAtomVm. Called from several threads.
using AtomVmGenerator = std::function<absl::StatusOr<atomvm::NativeCode>(
    const beam::Module& module, const AtomVmOptions& options, CompileStats* stats)>;

// The exit status.
int CompileForAtomVmWith(const Options& options, const AtomVmGenerator& generate);

}  // namespace seabeam::driver

#endif  // SEABEAM_COMPILER_DRIVER_ATOMVM_COMPILE_COMMAND_H_
