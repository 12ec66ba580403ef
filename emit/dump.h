// What emission makes of a module, as text: for `seabeam dump` and tests.
#ifndef SEABEAM_EMIT_DUMP_H_
#define SEABEAM_EMIT_DUMP_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "emit/options.h"
#include "ir/module.h"

namespace seabeam::emit {

// The wasm functions a graph becomes: for each its control structure, then its blocks with their nodes in
// order. A node marked `~` is computed where its one use needs it. `module` may be null.
std::string DumpSchedule(const ir::Graph& graph, const ir::Module* module, const EmitOptions& options = {});

// WebAssembly text. With `functions` (indices into the module's) the bodies of these alone, else a
// whole module, which wat2wasm accepts. Errors: as EmitModule.
absl::StatusOr<std::string> DumpWat(const ir::Module& module, const EmitOptions& options,
                                    const std::vector<uint32_t>* functions);

}  // namespace seabeam::emit

#endif  // SEABEAM_EMIT_DUMP_H_
