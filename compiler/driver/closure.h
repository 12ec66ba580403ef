// Which modules a program can reach.
#ifndef SEABEAM_COMPILER_DRIVER_CLOSURE_H_
#define SEABEAM_COMPILER_DRIVER_CLOSURE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "compiler/driver/store.h"

namespace seabeam::driver {

struct Closure {
  std::vector<ModuleFile> modules;   // in order of discovery, roots first
  std::vector<std::string> missing;  // modules that are called and that nobody has, sorted
};

// The roots and all modules whose functions they call, and so on. A root's atoms count as calls when a
// module of that name exists: a program that passes a module's name around means to have it called.
// Errors: a module is damaged.
absl::StatusOr<Closure> FindClosure(const ModuleStore& store, const std::vector<std::string>& roots,
                                    const std::vector<std::string>& library_roots);

}  // namespace seabeam::driver

#endif  // SEABEAM_COMPILER_DRIVER_CLOSURE_H_
