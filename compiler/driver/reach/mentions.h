// What one BEAM function refers to: the edges of the reachability analysis (reach.h).
#ifndef SEABEAM_COMPILER_DRIVER_REACH_MENTIONS_H_
#define SEABEAM_COMPILER_DRIVER_REACH_MENTIONS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "beam/module.h"

namespace seabeam::driver {

struct FunctionName {
  std::string module, function;
  uint32_t arity = 0;
};

struct Mentions {
  static constexpr uint32_t kAnyArity = 256;

  std::vector<uint32_t> functions;  // of the same module: called, or made funs of
  std::vector<uint32_t> imports;    // called, by index
  std::vector<FunctionName> funs;   // fun M:F/A in literals
  std::vector<std::string> atoms;   // values that it makes
  std::vector<std::string> compared;  // atoms that it only compares with
  // Functions that it calls in a module that is computed; `module` is empty.
  std::vector<FunctionName> dynamic_calls;
  // It calls functions whose name is computed.
  bool computed_names = false;
};

// By function: it calls functions whose name is computed, itself or through one more function of the module. Who calls such a function of the
// same module may give it the name.
std::vector<bool> FunctionsThatApply(const beam::Module& module);

// Rows may be repeated. Errors: a literal is damaged.
absl::StatusOr<Mentions> FindMentions(const beam::Module& module, uint32_t function);

}  // namespace seabeam::driver

#endif  // SEABEAM_COMPILER_DRIVER_REACH_MENTIONS_H_
