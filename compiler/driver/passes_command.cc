#include <cstdio>
#include <memory>

#include "compiler/driver/commands.h"
#include "compiler/driver/store.h"
#include "passes/pipeline.h"
#include "passes/registry.h"

namespace seabeam::driver {

int PassesCommand(const Options& options) {
  absl::StatusOr<CompileOptions> compile_options = MakeCompileOptions(options);
  if (!compile_options.ok()) return Report(compile_options.status());
  for (const std::unique_ptr<passes::Pass>& pass : passes::MakeAllPasses()) {
    printf("%-16s %s\n", pass->name(), pass->description());
  }
  if (!options.passes.empty()) {
    absl::StatusOr<std::string> text = passes::PipelineText(compile_options->pipeline);
    if (!text.ok()) return Report(text.status());
    printf("\n--passes: %s\n", text->c_str());
    return kExitDone;
  }
  printf("\n");
  for (int level = 0; level <= 2; ++level) {
    passes::PipelineOptions pipeline = compile_options->pipeline;
    pipeline.opt_level = level;
    absl::StatusOr<std::string> text = passes::PipelineText(pipeline);
    if (!text.ok()) return Report(text.status());
    printf("-O%d%s: %s\n", level, level == 2 ? " (default)" : "", text->c_str());
  }
  return kExitDone;
}

}  // namespace seabeam::driver
