#include "emit/emitter.h"

#include <utility>

#include "absl/container/flat_hash_map.h"
#include "base/status_macros.h"
#include "emit/build_module.h"
#include "emit/lower/graph_lowering.h"
#include "emit/lower/module_context.h"
#include "emit/wasm/encoder.h"

namespace seabeam::emit {
namespace {

void FillStats(const ir::Module& module, const ModuleContext& m,
               const std::vector<GraphResult>& results, const wasm::EncodedModule& encoded,
               EmitStats* stats) {
  *stats = EmitStats();
  absl::flat_hash_map<uint32_t, uint32_t> sizes;
  for (const auto& body : encoded.bodies) sizes[body.function.value()] = body.size;
  for (size_t i = 0; i < results.size(); ++i) {
    EmitStats::Function f;
    f.name = module.graphs[i]->name();
    f.nanoseconds = results[i].nanoseconds;
    f.bodies = static_cast<uint32_t>(results[i].functions.size());
    for (wasm::FuncId id : results[i].functions) f.bytes += sizes[id.value()];
    stats->locals += results[i].locals;
    stats->functions.push_back(std::move(f));
  }
  for (wasm::FuncId id : m.thin_adapters()) stats->adapter_bytes += sizes[id.value()];
  for (const auto& s : encoded.sections) {
    stats->sections.push_back({s.name, s.size});
    if (s.name == "code") stats->code_bytes = s.size;
    if (s.name == "import") stats->imports = s.count;
  }
  stats->total_bytes = static_cast<uint32_t>(encoded.bytes.size());
  stats->entry_positions = static_cast<uint32_t>(m.entries().size());
  stats->error_positions = static_cast<uint32_t>(m.errors().size());
  stats->wasm_functions = static_cast<uint32_t>(encoded.bodies.size());
  stats->adapters = static_cast<uint32_t>(m.thin_adapters().size());
  stats->helpers = m.num_helpers();
}

}  // namespace

absl::StatusOr<std::string> EmitModule(const ir::Module& module, const EmitOptions& options,
                                       EmitStats* stats) {
  ModuleContext m(module, options);
  std::vector<GraphResult> results;
  SEABEAM_RETURN_IF_ERROR(BuildModule(module, options, m, &results));
  wasm::EncodeOptions encode;
  encode.names = options.names;
  SEABEAM_ASSIGN_OR_RETURN(wasm::EncodedModule encoded, wasm::Encode(m.wasm(), encode));
  if (stats != nullptr) FillStats(module, m, results, encoded, stats);
  return std::move(encoded.bytes);
}

}  // namespace seabeam::emit
