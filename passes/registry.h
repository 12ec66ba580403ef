// The list of all passes by name.
#ifndef SEABEAM_PASSES_REGISTRY_H_
#define SEABEAM_PASSES_REGISTRY_H_

#include <memory>
#include <vector>

#include "absl/strings/string_view.h"
#include "passes/pass_base.h"

namespace seabeam::passes {

// One of each, in the order of passes/registry.cc.
std::vector<std::unique_ptr<Pass>> MakeAllPasses();
// Null when there is no pass of that name.
std::unique_ptr<Pass> MakePass(absl::string_view name);

}  // namespace seabeam::passes

#endif  // SEABEAM_PASSES_REGISTRY_H_
