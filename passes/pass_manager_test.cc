#include "passes/pass_manager.h"

#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "base/file.h"
#include "gtest/gtest.h"
#include "ir/text.h"
#include "passes/pipeline.h"
#include "passes/registry.h"

namespace seabeam::passes {
namespace {

TEST(Registry, NamesAndDescriptions) {
  std::set<std::string> names;
  for (const auto& pass : MakeAllPasses()) {
    EXPECT_TRUE(names.insert(pass->name()).second) << pass->name();
    const std::string description = pass->description();
    EXPECT_FALSE(description.empty());
    EXPECT_EQ(description.find('\n'), std::string::npos);
    EXPECT_NE(MakePass(pass->name()), nullptr);
  }
  EXPECT_EQ(MakePass("frob"), nullptr);
}

TEST(PassPipeline, ParsesWhatItPrints) {
  for (const char* text : {"", "dce", "dce,gvn", "dce,[gvn,peephole],dce", "[[dce],gvn]"}) {
    auto pipeline = PassPipeline::Parse(text);
    ASSERT_TRUE(pipeline.ok()) << pipeline.status();
    EXPECT_EQ(pipeline->ToString(), text);
  }
  EXPECT_EQ(PassPipeline::Parse(" dce , [ gvn ] ")->ToString(), "dce,[gvn]");
}

TEST(PassPipeline, Errors) {
  const std::pair<const char*, const char*> cases[] = {
      {"frob", "no pass is called frob"},
      {"dce,", "a pass is missing"},
      {",dce", "missing before the comma"},
      {"[dce", "] is missing"},
      {"dce]", "] without ["},
      {"[]", "missing before ]"},
      {"dce gvn", "a comma is missing"},
      {"[dce]gvn", "a comma is missing"},
      {"[dce,]", "missing before ]"},
  };
  for (const auto& [text, message] : cases) {
    auto pipeline = PassPipeline::Parse(text);
    ASSERT_FALSE(pipeline.ok()) << text;
    EXPECT_NE(pipeline.status().message().find(message), std::string::npos) << pipeline.status();
  }
}

TEST(Pipeline, LevelsAreWellFormed) {
  for (int level = 0; level <= 2; ++level) {
    PipelineOptions options;
    options.opt_level = level;
    EXPECT_TRUE(PipelineText(options).ok()) << PipelineText(options).status();
  }
  PipelineOptions options;
  options.opt_level = 3;
  EXPECT_FALSE(PipelineText(options).ok());
  options.opt_level = 1;
  options.skip = {"frob"};
  EXPECT_FALSE(PipelineText(options).ok());
}

// head([1 | x]) and an unused sum.
constexpr char kModule[] = R"(
module "m"
function 0 1 1 exported
graph "f/1" arity 1 {
  n0 = start
  x = param[0](n0)
  one = small[1]
  cell = cons(one, x)
  h = head(cell)
  s = add(x, one)
  r = return(n0, h)
}
)";

std::string Optimized(const PipelineOptions& options, Stats* stats) {
  auto module = ir::ParseModule(kModule);
  EXPECT_TRUE(module.ok()) << module.status();
  EXPECT_TRUE(OptimizeModule(module->get(), options, stats).ok());
  return ir::Print(*(*module)->graphs[0]);
}

TEST(Pipeline, SkipAndBisect) {
  PipelineOptions options;
  options.passes = "peephole,dce";
  options.verify = true;
  Stats stats;
  std::string text = Optimized(options, &stats);
  EXPECT_EQ(text.find("cons("), std::string::npos) << text;
  EXPECT_EQ(stats.passes["peephole"].changed, 1);
  EXPECT_GE(stats.counters["peephole.rewritten"], 1);
  EXPECT_NE(stats.ToString().find("peephole"), std::string::npos);

  options.skip = {"peephole"};
  text = Optimized(options, nullptr);
  EXPECT_NE(text.find("cons("), std::string::npos) << text;
  EXPECT_EQ(text.find("add("), std::string::npos) << text;

  options.skip.clear();
  options.bisect_limit = 2;  // peephole is run 1
  text = Optimized(options, nullptr);
  EXPECT_EQ(text.find("cons("), std::string::npos) << text;
  options.bisect_limit = 1;
  text = Optimized(options, nullptr);
  EXPECT_NE(text.find("add("), std::string::npos) << text;
}

TEST(RunHistory, APassIsCurrentUntilAnotherChangesTheGraph) {
  RunHistory history;
  EXPECT_FALSE(history.IsCurrent("gvn"));
  history.Note("gvn", true);
  EXPECT_TRUE(history.IsCurrent("gvn"));
  history.Note("dce", false);
  EXPECT_TRUE(history.IsCurrent("gvn"));
  EXPECT_TRUE(history.IsCurrent("dce"));
  history.Note("dce", true);
  EXPECT_FALSE(history.IsCurrent("gvn"));
  EXPECT_TRUE(history.IsCurrent("dce"));
}

TEST(Pipeline, PassesWithNothingNewToSeeAreLeftOut) {
  PipelineOptions options;
  options.passes = "gvn,dce,gvn,dce|gvn,dce,reductions,reductions";
  Stats stats;
  Optimized(options, &stats);
  // The first dce takes the sum, so gvn looks once more; facts may differ by phase.
  EXPECT_EQ(stats.passes["gvn"].runs, 2);
  EXPECT_EQ(stats.passes["dce"].runs, 1);
  EXPECT_EQ(stats.passes["reductions"].runs, 2);
}

TEST(Pipeline, PhasesHaveNames) {
  PipelineOptions options;
  options.passes = "gvn , dce | gvn";
  EXPECT_EQ(*PipelineText(options), "gvn,dce|gvn");
  options.passes = "gvn,|dce";
  EXPECT_FALSE(PipelineText(options).ok());
}

TEST(Pipeline, DumpsRunsThatChangedSomething) {
  PipelineOptions options;
  options.passes = "gvn,dce";
  options.dump_dir = absl::StrCat(testing::TempDir(), "/dumps");
  ASSERT_TRUE(base::MakeDirectories(options.dump_dir).ok());
  Optimized(options, nullptr);
  EXPECT_FALSE(base::FileExists(options.dump_dir + "/0001.gvn.changed.txt"));
  auto dump = base::ReadFile(options.dump_dir + "/0002.dce.changed.txt");
  ASSERT_TRUE(dump.ok()) << dump.status();
  EXPECT_TRUE(ir::ParseGraph(*dump).ok());
}

}  // namespace
}  // namespace seabeam::passes
