#include "compiler/driver/atomvm_code.h"

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "base/status_macros.h"

namespace seabeam::driver {

absl::StatusOr<atomvm::NativeCode> CompileForAtomVm(const beam::Module& module,
                                                    const AtomVmOptions& options, CompileStats*) {
  const absl::Status status = absl::UnimplementedError(
      absl::StrCat("module ", module.name, ": native code for AtomVM cannot be generated yet"));
  if (options.compile.file_name.empty()) return status;
  return base::Annotate(status, options.compile.file_name);
}

}  // namespace seabeam::driver
