#include "compiler/driver/atomvm_code.h"

#include <memory>

#include "absl/status/status.h"
#include "base/status_macros.h"
#include "emit/atomvm/build_native.h"

namespace seabeam::driver {
namespace {

absl::Status WithFile(const absl::Status& status, const CompileOptions& options) {
  if (status.ok() || options.file_name.empty()) return status;
  return base::Annotate(status, options.file_name);
}

}  // namespace

absl::StatusOr<atomvm::NativeCode> CompileForAtomVm(const beam::Module& module,
                                                    const AtomVmOptions& options,
                                                    CompileStats* stats) {
  CompileOptions compile = options.compile;
  compile.atomvm = true;
  // The room for frames is found for one call at a time.
  compile.pipeline.skip.push_back("reductions");
  SEABEAM_ASSIGN_OR_RETURN(std::unique_ptr<ir::Module> graphs, Translate(module, compile, stats));
  SEABEAM_RETURN_IF_ERROR(Optimize(graphs.get(), compile, stats));
  emit::EmitOptions emit = compile.emit;
  emit.names = false;
  emit.shared_memory = options.shared_memory;
  emit.tail_calls = options.tail_calls;
  emit.label_at_a_time = options.label_at_a_time;
  emit::NativeInputs inputs;
  inputs.labels = module.code_header.label_count;
  inputs.atoms = module.atoms;
  inputs.literals = static_cast<uint32_t>(module.literals.size());
  absl::StatusOr<atomvm::NativeCode> code = emit::BuildNative(*graphs, inputs, emit);
  if (!code.ok()) return WithFile(code.status(), compile);
  if (stats != nullptr) stats->wasm_bytes += static_cast<int64_t>(code->wasm.size());
  return code;
}

}  // namespace seabeam::driver
