// A module's graphs to a wasm module, ready to be encoded or printed.
#ifndef SEABEAM_EMIT_BUILD_MODULE_H_
#define SEABEAM_EMIT_BUILD_MODULE_H_

#include <vector>

#include "absl/status/status.h"
#include "emit/lower/graph_lowering.h"
#include "emit/lower/module_context.h"
#include "emit/options.h"
#include "ir/module.h"

namespace seabeam::emit {

// `m` is fresh and made for `module`. `results`: by function. Errors: as EmitModule.
absl::Status BuildModule(const ir::Module& module, const EmitOptions& options, ModuleContext& m,
                         std::vector<GraphResult>* results);

}  // namespace seabeam::emit

#endif  // SEABEAM_EMIT_BUILD_MODULE_H_
