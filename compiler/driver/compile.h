// One module through all steps: what every command, the benchmarks and the fuzzer call.
#ifndef SEABEAM_COMPILER_DRIVER_COMPILE_H_
#define SEABEAM_COMPILER_DRIVER_COMPILE_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "beam/module.h"
#include "emit/emitter.h"
#include "ir/module.h"
#include "passes/pipeline.h"

namespace seabeam::driver {

struct CompileOptions {
  // Put in front of every message: usually the path. May be empty.
  std::string file_name;
  passes::PipelineOptions pipeline;
  emit::EmitOptions emit;
  // Graphs for an AtomVM host.
  bool atomvm = false;
  // Check the graphs after translation and before emission too, not only after passes.
  bool verify = false;
};

// Of one module, or with Add of many. Times are of the processor, not of the clock on the wall.
struct CompileStats {
  int64_t modules = 0;
  int64_t functions = 0;
  int64_t beam_bytes = 0;
  int64_t code_chunk_bytes = 0;
  int64_t wasm_bytes = 0;
  int64_t load_ns = 0;
  int64_t translate_ns = 0;
  int64_t optimize_ns = 0;
  int64_t emit_ns = 0;
  // The function that the passes and emission took longest for.
  std::string slowest_function;  // module:name/arity
  int64_t slowest_function_ns = 0;
  // The module that took longest altogether.
  std::string slowest_module;
  int64_t slowest_module_ns = 0;
  passes::Stats passes;
  // What the passes took for each function of the last module; Add leaves it alone.
  std::vector<int64_t> function_ns;

  int64_t total_ns() const { return load_ns + translate_ns + optimize_ns + emit_ns; }
  void Add(const CompileStats& other);
};

// The steps. Errors of all of them: "FILE: chunk/function: message"; InvalidArgument and
// ResourceExhausted when the bytes are at fault, Unimplemented for what is not supported, Internal
// when a graph broke an invariant on the way. `stats` may be null; what a step cost is added.
absl::StatusOr<beam::Module> Load(absl::string_view bytes, const CompileOptions& options,
                                  CompileStats* stats);
absl::StatusOr<std::unique_ptr<ir::Module>> Translate(const beam::Module& module,
                                                      const CompileOptions& options,
                                                      CompileStats* stats);
absl::Status Optimize(ir::Module* module, const CompileOptions& options, CompileStats* stats);
absl::StatusOr<std::string> Emit(const ir::Module& module, const CompileOptions& options,
                                 CompileStats* stats, emit::EmitStats* emit_stats);

// All of them: the bytes of a .beam to those of a .wasm. `emit_stats` may be null.
absl::StatusOr<std::string> CompileModule(absl::string_view bytes, const CompileOptions& options,
                                          CompileStats* stats,
                                          emit::EmitStats* emit_stats = nullptr);

}  // namespace seabeam::driver

#endif  // SEABEAM_COMPILER_DRIVER_COMPILE_H_
