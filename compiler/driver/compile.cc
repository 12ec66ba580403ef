#include "compiler/driver/compile.h"

#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "base/cpu_clock.h"
#include "base/status_macros.h"
#include "beam/loader.h"
#include "compiler/driver/native_functions.h"
#include "compiler/translate/translate.h"
#include "ir/verifier.h"

namespace seabeam::driver {
namespace {

class Stopwatch {
 public:
  Stopwatch() : start_(base::ThreadCpuNanoseconds()) {}
  int64_t nanoseconds() const { return base::ThreadCpuNanoseconds() - start_; }

 private:
  int64_t start_;
};

// For steps that know nothing of files.
absl::Status WithFile(const absl::Status& status, const CompileOptions& options) {
  if (status.ok() || options.file_name.empty()) return status;
  return base::Annotate(status, options.file_name);
}

std::string FunctionName(const ir::Module& module, size_t index) {
  const ir::FunctionInfo& info = module.functions[index];
  return absl::StrCat(module.name, ":", module.atoms[info.name], "/", info.arity);
}

absl::Status OptimizeAndTime(ir::Module* module, const passes::PipelineOptions& pipeline,
                             CompileStats* stats) {
  SEABEAM_ASSIGN_OR_RETURN(passes::ModuleOptimizer optimizer,
                           passes::ModuleOptimizer::Create(module, pipeline));
  std::vector<int64_t>& times = stats->function_ns;
  times.assign(module->functions.size(), 0);
  Stopwatch watch;
  for (size_t phase = 0; phase < optimizer.phases(); ++phase) {
    optimizer.BeginPhase(phase);
    int64_t before = watch.nanoseconds();
    for (size_t i = 0; i < times.size(); ++i) {
      SEABEAM_RETURN_IF_ERROR(optimizer.Optimize(static_cast<uint32_t>(i), &stats->passes));
      const int64_t now = watch.nanoseconds();
      times[i] += now - before;
      before = now;
    }
  }
  return absl::OkStatus();
}

// What emission took comes to what the passes took.
void FindSlowest(const ir::Module& module, const emit::EmitStats& emitted, CompileStats* stats) {
  for (size_t i = 0; i < emitted.functions.size(); ++i) {
    int64_t taken = emitted.functions[i].nanoseconds;
    if (i < stats->function_ns.size()) taken += stats->function_ns[i];
    if (taken <= stats->slowest_function_ns) continue;
    stats->slowest_function_ns = taken;
    stats->slowest_function = FunctionName(module, i);
  }
}

}  // namespace

void CompileStats::Add(const CompileStats& other) {
  modules += other.modules;
  functions += other.functions;
  beam_bytes += other.beam_bytes;
  code_chunk_bytes += other.code_chunk_bytes;
  wasm_bytes += other.wasm_bytes;
  load_ns += other.load_ns;
  translate_ns += other.translate_ns;
  optimize_ns += other.optimize_ns;
  emit_ns += other.emit_ns;
  if (other.slowest_function_ns > slowest_function_ns) {
    slowest_function_ns = other.slowest_function_ns;
    slowest_function = other.slowest_function;
  }
  if (other.slowest_module_ns > slowest_module_ns) {
    slowest_module_ns = other.slowest_module_ns;
    slowest_module = other.slowest_module;
  }
  passes.Merge(other.passes);
}

absl::StatusOr<beam::Module> Load(absl::string_view bytes, const CompileOptions& options,
                                  CompileStats* stats) {
  Stopwatch watch;
  beam::LoadOptions load_options;
  load_options.file_name = options.file_name;
  load_options.compute_md5 = true;
  absl::StatusOr<beam::Module> module = beam::LoadModule(bytes, load_options);
  if (stats != nullptr) {
    stats->load_ns += watch.nanoseconds();
    stats->beam_bytes += static_cast<int64_t>(bytes.size());
    if (module.ok()) {
      for (const beam::ChunkInfo& chunk : module->chunks) {
        if (chunk.id == "Code") stats->code_chunk_bytes += static_cast<int64_t>(chunk.size);
      }
    }
  }
  if (module.ok() && !options.atomvm) UseNativeFunctions(&*module);
  return module;
}

absl::StatusOr<std::unique_ptr<ir::Module>> Translate(const beam::Module& module,
                                                      const CompileOptions& options,
                                                      CompileStats* stats) {
  Stopwatch watch;
  translate::TranslateOptions translate_options;
  translate_options.file_name = options.file_name;
  translate_options.atomvm = options.atomvm;
  translate_options.use_types = options.pipeline.opt_level > 0;
  SEABEAM_ASSIGN_OR_RETURN(std::unique_ptr<ir::Module> result,
                           translate::Translate(module, translate_options));
  if (options.verify) {
    SEABEAM_RETURN_IF_ERROR(
        WithFile(base::Annotate(ir::VerifyModule(*result), "after translation"), options));
  }
  if (stats != nullptr) {
    stats->translate_ns += watch.nanoseconds();
    stats->functions += static_cast<int64_t>(result->functions.size());
  }
  return result;
}

absl::Status Optimize(ir::Module* module, const CompileOptions& options, CompileStats* stats) {
  Stopwatch watch;
  absl::Status status;
  const passes::PipelineOptions& pipeline = options.pipeline;
  if (stats == nullptr || pipeline.bisect_limit >= 0 || !pipeline.dump_dir.empty()) {
    // Runs are numbered over the whole module.
    status = passes::OptimizeModule(module, pipeline, stats == nullptr ? nullptr : &stats->passes);
  } else {
    status = OptimizeAndTime(module, pipeline, stats);
  }
  SEABEAM_RETURN_IF_ERROR(WithFile(status, options));
  if (options.verify) {
    SEABEAM_RETURN_IF_ERROR(
        WithFile(base::Annotate(ir::VerifyModule(*module), "after the passes"), options));
  }
  if (stats != nullptr) stats->optimize_ns += watch.nanoseconds();
  return absl::OkStatus();
}

absl::StatusOr<std::string> Emit(const ir::Module& module, const CompileOptions& options,
                                 CompileStats* stats, emit::EmitStats* emit_stats) {
  Stopwatch watch;
  emit::EmitStats own;
  if (emit_stats == nullptr && stats != nullptr) emit_stats = &own;
  absl::StatusOr<std::string> wasm = emit::EmitModule(module, options.emit, emit_stats);
  if (!wasm.ok()) return WithFile(wasm.status(), options);
  if (stats != nullptr) {
    stats->emit_ns += watch.nanoseconds();
    FindSlowest(module, *emit_stats, stats);
    stats->wasm_bytes += static_cast<int64_t>(wasm->size());
  }
  return wasm;
}

absl::StatusOr<std::string> CompileModule(absl::string_view bytes, const CompileOptions& options,
                                          CompileStats* stats, emit::EmitStats* emit_stats) {
  CompileStats own;
  SEABEAM_ASSIGN_OR_RETURN(beam::Module loaded, Load(bytes, options, &own));
  SEABEAM_ASSIGN_OR_RETURN(std::unique_ptr<ir::Module> module, Translate(loaded, options, &own));
  SEABEAM_RETURN_IF_ERROR(Optimize(module.get(), options, &own));
  SEABEAM_ASSIGN_OR_RETURN(std::string wasm, Emit(*module, options, &own, emit_stats));
  own.modules = 1;
  own.slowest_module = loaded.name;
  own.slowest_module_ns = own.total_ns();
  if (stats != nullptr) stats->Add(own);
  return wasm;
}

}  // namespace seabeam::driver
