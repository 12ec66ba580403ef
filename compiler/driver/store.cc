#include "compiler/driver/store.h"

#include <cctype>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "base/file.h"
#include "base/status_macros.h"
#include "compiler/driver/json/json.h"
#include "compiler/driver/reach/prune.h"
#include "compiler/driver/work.h"

namespace seabeam::driver {

absl::StatusOr<CompileOptions> MakeCompileOptions(const Options& options) {
  CompileOptions result;
  result.pipeline.opt_level = options.opt_level;
  result.emit.copy_callees = options.opt_level >= 2;
  result.pipeline.passes = options.passes;
  result.pipeline.skip = options.skip_passes;
  result.pipeline.bisect_limit = options.bisect_limit;
  result.pipeline.dump_dir = options.dump_dir;
  result.pipeline.verify = options.verify;
  result.verify = options.verify;
  if (!options.dump_dir.empty()) SEABEAM_RETURN_IF_ERROR(base::MakeDirectories(options.dump_dir));
  SEABEAM_RETURN_IF_ERROR(passes::PipelineText(result.pipeline).status());
  return result;
}

ModuleStore::ModuleStore(const Inputs& inputs, std::string lib, CompileOptions options, ModuleCache cache)
    : inputs_(inputs), lib_(std::move(lib)), options_(std::move(options)), cache_(std::move(cache)) {}

ModuleFile ModuleStore::Locate(absl::string_view name) const {
  if (const ModuleFile* file = inputs_.Find(name)) return *file;
  ModuleFile file;
  file.name = std::string(name);
  if (!lib_.empty() && !name.empty() && name.find('/') == absl::string_view::npos &&
      name.find('\0') == absl::string_view::npos) {
    file.path = absl::StrCat(lib_, "/", name, ".beam");
    if (!base::FileExists(file.path)) file.path.clear();
  }
  if (file.path.empty()) file.path = inputs_.library.Find(name);
  file.label = file.path;
  return file;
}

absl::StatusOr<std::string> ModuleStore::Get(absl::string_view name) {
  const ModuleFile file = Locate(name);
  if (file.path.empty()) {
    std::lock_guard<std::mutex> lock(mutex_);
    ++stats_.missing;
    return absl::NotFoundError(absl::StrCat("there is no module ", name));
  }
  return Compile(file);
}

absl::StatusOr<std::string> ModuleStore::Compile(const ModuleFile& file, emit::EmitStats* emit_stats) {
  SEABEAM_ASSIGN_OR_RETURN(std::string beam, base::ReadFile(file.path));
  return CompileBytes(beam, file.name, file.label, emit_stats);
}

absl::StatusOr<std::string> ModuleStore::CompileBytes(absl::string_view beam, const std::string& name,
                                                      const std::string& label, emit::EmitStats* emit_stats) {
  std::string key;
  // With verification or a dump folder, and for who wants details, compiling is the point.
  const bool use_cache = cache_.enabled() && !options_.verify && options_.pipeline.dump_dir.empty() &&
                         emit_stats == nullptr;
  if (use_cache) {
    key = ModuleCache::Key(beam, options_);
    if (absl::optional<std::string> wasm = cache_.Find(key)) {
      std::lock_guard<std::mutex> lock(mutex_);
      ++stats_.from_cache;
      return *std::move(wasm);
    }
  }
  CompileOptions options = options_;
  options.file_name = label;
  if (!options.pipeline.dump_dir.empty()) {
    options.pipeline.dump_dir = base::JoinPath(options.pipeline.dump_dir, ModuleFileName(name));
    SEABEAM_RETURN_IF_ERROR(base::MakeDirectories(options.pipeline.dump_dir));
  }
  CrashContext context(label.c_str());
  CompileStats stats;
  absl::StatusOr<std::string> wasm = CompileModule(beam, options, &stats, emit_stats);
  if (wasm.ok()) {
    if (use_cache) cache_.Store(key, *wasm);
    std::lock_guard<std::mutex> lock(mutex_);
    stats_.compiled.Add(stats);
  }
  return wasm;
}

absl::StatusOr<std::string> ModuleStore::CompileFunctions(const ModuleFile& file, const std::vector<bool>& kept) {
  SEABEAM_ASSIGN_OR_RETURN(std::string beam, base::ReadFile(file.path));
  std::string key;
  const bool use_cache = cache_.enabled() && !options_.verify && options_.pipeline.dump_dir.empty();
  if (use_cache) {
    std::string bits;
    for (const bool keep : kept) bits += keep ? '1' : '0';
    key = ModuleCache::Key(absl::StrCat(bits, "\n", beam), options_);
    if (absl::optional<std::string> wasm = cache_.Find(key)) {
      std::lock_guard<std::mutex> lock(mutex_);
      ++stats_.from_cache;
      return *std::move(wasm);
    }
  }
  CompileOptions options = options_;
  options.file_name = file.label;
  if (!options.pipeline.dump_dir.empty()) {
    options.pipeline.dump_dir = base::JoinPath(options.pipeline.dump_dir, ModuleFileName(file.name));
    SEABEAM_RETURN_IF_ERROR(base::MakeDirectories(options.pipeline.dump_dir));
  }
  CrashContext context(file.label.c_str());
  CompileStats stats;
  SEABEAM_ASSIGN_OR_RETURN(beam::Module loaded, Load(beam, options, &stats));
  DropFunctions(kept, &loaded);
  SEABEAM_ASSIGN_OR_RETURN(std::unique_ptr<ir::Module> module, Translate(loaded, options, &stats));
  SEABEAM_RETURN_IF_ERROR(Optimize(module.get(), options, &stats));
  SEABEAM_ASSIGN_OR_RETURN(std::string wasm, Emit(*module, options, &stats, nullptr));
  if (use_cache) cache_.Store(key, wasm);
  stats.modules = 1;
  std::lock_guard<std::mutex> lock(mutex_);
  stats_.compiled.Add(stats);
  return wasm;
}

StoreStats ModuleStore::stats() const {
  std::lock_guard<std::mutex> lock(mutex_);
  return stats_;
}

std::string ModuleFileName(absl::string_view module) {
  std::string name;
  for (const char c : module) {
    if (isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_' || c == '.') {
      name += c;
    } else {
      absl::StrAppendFormat(&name, "%%%02X", static_cast<unsigned char>(c));
    }
  }
  return name;
}

absl::Status WriteStats(const std::string& path, const StoreStats& stats, int64_t wall_ns, int threads) {
  const CompileStats& c = stats.compiled;
  JsonWriter json;
  json.Open('{');
  json.Key("modules").Number(c.modules).Key("functions").Number(c.functions);
  json.Key("from_cache").Number(stats.from_cache).Key("missing").Number(stats.missing);
  json.Key("beam_bytes").Number(c.beam_bytes).Key("code_chunk_bytes").Number(c.code_chunk_bytes);
  json.Key("wasm_bytes").Number(c.wasm_bytes);
  json.Key("wall_s").Seconds(wall_ns).Key("threads").Number(threads);
  json.Key("phases_s").Open('{');
  json.Key("load").Seconds(c.load_ns).Key("translate").Seconds(c.translate_ns);
  json.Key("optimize").Seconds(c.optimize_ns).Key("emit").Seconds(c.emit_ns);
  json.Key("total").Seconds(c.total_ns()).Close();
  json.Key("slowest_function").Open('{').Key("name").String(c.slowest_function);
  json.Key("s").Seconds(c.slowest_function_ns).Close();
  json.Key("slowest_module").Open('{').Key("name").String(c.slowest_module);
  json.Key("s").Seconds(c.slowest_module_ns).Close();
  json.Key("passes").Open('{');
  for (const auto& [name, pass] : c.passes.passes) {
    json.Key(name).Open('{').Key("runs").Number(pass.runs).Key("changed").Number(pass.changed);
    json.Key("s").Seconds(pass.nanoseconds).Close();
  }
  json.Close().Key("counters").Open('{');
  for (const auto& [name, n] : c.passes.counters) json.Key(name).Number(n);
  json.Close().Close();
  return base::WriteFileAtomic(path, json.Take());
}

}  // namespace seabeam::driver
