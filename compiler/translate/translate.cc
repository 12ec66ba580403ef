#include "compiler/translate/translate.h"

#include <utility>

#include "base/status_macros.h"
#include "compiler/translate/function_translator.h"
#include "compiler/translate/module_context.h"

namespace seabeam::translate {
namespace {

// The function whose body starts with `on_load`, if any: run when the module is loaded.
std::string FindOnLoad(const beam::Module& module) {
  for (const beam::Function& function : module.functions) {
    for (uint32_t i = function.entry; i < function.end; ++i) {
      const beam::Opcode opcode = OpcodeOf(module.instructions[i]);
      if (opcode == beam::Opcode::kOnLoad) return module.atom(function.name);
      if (opcode != beam::Opcode::kLabel && opcode != beam::Opcode::kLine) break;
    }
  }
  return "";
}

}  // namespace

absl::StatusOr<std::unique_ptr<ir::Module>> Translate(const beam::Module& module,
                                                      const TranslateOptions& options) {
  auto result = std::make_unique<ir::Module>();
  ModuleContext context(module, options.use_types, options.atomvm, result.get());
  result->on_load = FindOnLoad(module);
  FunctionTranslator translator(&context);
  result->graphs.reserve(module.functions.size());
  for (uint32_t i = 0; i < module.functions.size(); ++i) {
    absl::StatusOr<std::unique_ptr<ir::Graph>> graph = translator.Translate(i);
    if (!graph.ok()) {
      if (options.file_name.empty()) return graph.status();
      return base::Annotate(graph.status(), options.file_name);
    }
    result->graphs.push_back(*std::move(graph));
  }
  return result;
}

}  // namespace seabeam::translate
