// File tests of passes: passes/testdata/*/*.ir. Each says which passes to run (`; PASSES: a,b`),
// has a graph or a module, and CHECK lines for what comes out (ir/testing/check_lines.h).
//
// With SEABEAM_AUTOUPDATE=<folder of the sources> the files there are rewritten to match.
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "base/file.h"
#include "gtest/gtest.h"
#include "ir/testing/check_lines.h"
#include "ir/text.h"
#include "ir/verifier.h"
#include "passes/analysis/module_facts.h"
#include "passes/pass_manager.h"

namespace seabeam::passes {
namespace {

absl::StatusOr<std::string> RunFile(const std::string& text) {
  auto module = ir::ParseModule(text);
  if (!module.ok()) return module.status();
  auto pipeline = PassPipeline::Parse(ir::Directive(text, "PASSES"));
  if (!pipeline.ok()) return pipeline.status();
  const bool whole = (*module)->functions.size() == (*module)->graphs.size();
  const ir::Module* known = whole ? module->get() : nullptr;
  ModuleFacts facts;
  if (whole) facts = FindModuleFacts(**module);
  PassOptions options;
  options.module = known;
  options.facts = whole ? &facts : nullptr;
  options.verify = true;
  options.check_changed = true;
  PassContext context(nullptr);
  std::string output;
  for (auto& graph : (*module)->graphs) {
    absl::Status status = ir::Verify(*graph, known);
    if (!status.ok()) return status;
    auto changed = pipeline->Run(graph.get(), options, context);
    if (!changed.ok()) return changed.status();
    output += ir::Print(*graph, known);
  }
  return output;
}

TEST(FileTest, PassesTestdata) {
  const char* sources = std::getenv("SEABEAM_AUTOUPDATE");
  const std::string folder =
      sources == nullptr ? "passes/testdata" : absl::StrCat(sources, "/passes/testdata");
  auto files = base::ListFilesRecursive(folder, ".ir");
  ASSERT_TRUE(files.ok()) << files.status();
  ASSERT_FALSE(files->empty());
  for (const std::string& path : *files) {
    SCOPED_TRACE(path);
    auto text = base::ReadFile(path);
    ASSERT_TRUE(text.ok()) << text.status();
    auto output = RunFile(*text);
    EXPECT_TRUE(output.ok()) << output.status();
    if (!output.ok()) continue;
    const absl::Status matched = ir::MatchCheckLines(*text, *output);
    if (sources != nullptr && !matched.ok()) {
      EXPECT_TRUE(base::WriteFileAtomic(path, ir::UpdateCheckLines(*text, *output)).ok());
      continue;
    }
    EXPECT_TRUE(matched.ok()) << matched.message();
  }
}

}  // namespace
}  // namespace seabeam::passes
