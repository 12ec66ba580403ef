// A module's graphs to a wasm module in the seabeam container (abi/container.h).
#ifndef SEABEAM_EMIT_EMITTER_H_
#define SEABEAM_EMIT_EMITTER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "emit/options.h"
#include "ir/module.h"

namespace seabeam::emit {

struct EmitStats {
  struct Function {
    std::string name;         // "function/arity"
    uint32_t bytes = 0;       // of all its wasm bodies, without adapters
    uint32_t bodies = 0;      // wasm functions it became
    int64_t nanoseconds = 0;  // of processor time, without encoding
  };
  struct Section {
    std::string name;
    uint32_t bytes = 0;
  };
  std::vector<Function> functions;  // in the module's order
  std::vector<Section> sections;
  uint32_t total_bytes = 0;
  uint32_t code_bytes = 0;
  uint32_t entry_positions = 0;
  uint32_t error_positions = 0;
  uint32_t wasm_functions = 0;
  uint32_t adapters = 0;
  uint32_t adapter_bytes = 0;
  uint32_t helpers = 0;  // slow-path helpers shared within the module
  uint32_t imports = 0;
  uint32_t locals = 0;  // of all bodies, without parameters
};

// `module` satisfies ir/verifier.h. `stats` may be null. Errors: UnimplementedError naming the
// function when a limit of the wasm format or of the ABI is exceeded; InternalError when a graph
// breaks an invariant that only shows here.
absl::StatusOr<std::string> EmitModule(const ir::Module& module, const EmitOptions& options,
                                       EmitStats* stats);

}  // namespace seabeam::emit

#endif  // SEABEAM_EMIT_EMITTER_H_
