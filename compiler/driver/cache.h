// Compiled modules kept between runs, by content.
//
// ROOT/modules/COMPILER/KK/KEY.wasm: COMPILER identifies the binary, KEY is a hash of the .beam's bytes and the
// options. So an entry never goes stale; entries of compilers that were not used for a while are removed.
#ifndef SEABEAM_COMPILER_DRIVER_CACHE_H_
#define SEABEAM_COMPILER_DRIVER_CACHE_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "compiler/driver/compile.h"

namespace seabeam::driver {

class ModuleCache {
 public:
  // A cache that keeps nothing.
  ModuleCache() = default;
  // ${XDG_CACHE_HOME:-~/.cache}/seabeam. When it cannot be written, the cache keeps nothing.
  static ModuleCache Open();
  // The same in another folder. For tests.
  static ModuleCache OpenAt(const std::string& root, absl::string_view compiler);

  bool enabled() const { return !folder_.empty(); }
  static std::string Key(absl::string_view beam, const CompileOptions& options);
  absl::optional<std::string> Find(const std::string& key) const;
  // Failing to write is no error.
  void Store(const std::string& key, absl::string_view wasm) const;

 private:
  std::string PathOf(const std::string& key) const;
  std::string folder_;
};

// Identifies this binary by its contents: the linker's build id, else a hash of the file. Hexadecimal.
std::string CompilerId();

}  // namespace seabeam::driver

#endif  // SEABEAM_COMPILER_DRIVER_CACHE_H_
