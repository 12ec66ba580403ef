// Modules by name, compiled when they are asked for.
#ifndef SEABEAM_COMPILER_DRIVER_STORE_H_
#define SEABEAM_COMPILER_DRIVER_STORE_H_

#include <cstdint>
#include <mutex>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "compiler/driver/cache.h"
#include "compiler/driver/compile.h"
#include "compiler/driver/inputs.h"
#include "compiler/driver/options.h"

namespace seabeam::driver {

// What the shared options say. Errors: a pass or pipeline that does not exist.
absl::StatusOr<CompileOptions> MakeCompileOptions(const Options& options);

struct StoreStats {
  CompileStats compiled;   // of modules that were compiled now
  int64_t from_cache = 0;  // modules
  int64_t missing = 0;     // names that nobody has
};

// Look-up order: the inputs, `lib`, the installed OTP and Elixir. Methods may be called from any thread.
class ModuleStore {
 public:
  // `inputs` outlives the store. `lib`: a folder of .beam files, or "".
  ModuleStore(const Inputs& inputs, std::string lib, CompileOptions options, ModuleCache cache);

  // The module's file, with an empty path when there is none.
  ModuleFile Locate(absl::string_view name) const;
  // The .wasm of a module. NotFound without the module; else the compiler's errors.
  absl::StatusOr<std::string> Get(absl::string_view name);
  absl::StatusOr<std::string> Compile(const ModuleFile& file, emit::EmitStats* emit_stats = nullptr);
  // The same from the contents of a .beam that messages call `label`.
  absl::StatusOr<std::string> CompileBytes(absl::string_view beam, const std::string& name, const std::string& label,
                                           emit::EmitStats* emit_stats = nullptr);
  // The .wasm of those functions of a module whose element of `kept` (reach.h) is true.
  absl::StatusOr<std::string> CompileFunctions(const ModuleFile& file, const std::vector<bool>& kept);

  StoreStats stats() const;
  const CompileOptions& options() const { return options_; }

 private:
  const Inputs& inputs_;
  const std::string lib_;
  const CompileOptions options_;
  const ModuleCache cache_;
  mutable std::mutex mutex_;
  StoreStats stats_;
};

// The name of a module's file: characters that file systems treat specially are written %XX. The
// runtime's host does the same.
std::string ModuleFileName(absl::string_view module);

// Writes what compiling cost, as JSON.
absl::Status WriteStats(const std::string& path, const StoreStats& stats, int64_t wall_ns, int threads);

}  // namespace seabeam::driver

#endif  // SEABEAM_COMPILER_DRIVER_STORE_H_
