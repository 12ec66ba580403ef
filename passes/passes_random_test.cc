// Every pass, and the pipelines, on random graphs: the graph still verifies, "changed" is true
// exactly when it changed, and it does the same.
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_replace.h"
#include "gtest/gtest.h"
#include "ir/interp/interpreter.h"
#include "ir/testing/random_graph.h"
#include "ir/text.h"
#include "ir/verifier.h"
#include "passes/analysis/module_facts.h"
#include "passes/pass_manager.h"
#include "passes/pipeline.h"
#include "passes/registry.h"

namespace seabeam::passes {
namespace {

using ir::Graph;
using ir::Outcome;
using ir::Value;

int Rounds() {
  const char* text = std::getenv("SEABEAM_RANDOM_GRAPHS");
  return text == nullptr ? 60 : std::atoi(text);
}

std::vector<std::vector<Value>> Arguments(uint64_t seed) {
  std::vector<std::vector<Value>> all;
  for (uint64_t k = 0; k < 8; ++k) {
    all.push_back({ir::RandomArgument(seed * 31 + k), ir::RandomArgument(seed * 37 + k + 1000),
                   ir::RandomArgument(seed * 41 + k + 2000)});
  }
  return all;
}

// Follows self tail calls, so that a loop made of one compares equal.
Outcome Follow(const Graph& graph, std::vector<Value> args) {
  Outcome outcome;
  for (int i = 0; i < 2000; ++i) {
    outcome = ir::Interpret(graph, args, 20000);
    if (outcome.kind != Outcome::kTailCalled || outcome.op != ir::Op::kTailLocal) return outcome;
    args = *outcome.value.parts;
  }
  outcome.kind = Outcome::kOutOfSteps;
  return outcome;
}

void ExpectSameBehaviour(const Graph& before, const Graph& after, uint64_t seed) {
  for (const std::vector<Value>& args : Arguments(seed)) {
    const Outcome wanted = Follow(before, args);
    const Outcome found = Follow(after, args);
    if (wanted.kind == Outcome::kStuck || wanted.kind == Outcome::kOutOfSteps) continue;
    ASSERT_EQ(wanted.ToString(), found.ToString())
        << "seed " << seed << " for " << args[0].ToString() << ", " << args[1].ToString() << ", "
        << args[2].ToString() << "\nbefore:\n"
        << ir::Print(before) << "after:\n"
        << ir::Print(after);
  }
}

void Check(const std::string& pipeline_text, uint64_t seed, int size) {
  auto pipeline = PassPipeline::Parse(pipeline_text);
  ASSERT_TRUE(pipeline.ok()) << pipeline.status();
  auto graph = ir::RandomGraph(seed, size);
  const Graph before = *graph;
  PassOptions options;
  options.verify = true;
  options.check_changed = true;
  options.seed = seed % 3;
  Stats stats;
  PassContext context(&stats);
  RunHistory history;
  auto changed = pipeline->Run(graph.get(), options, context, &history);
  ASSERT_TRUE(changed.ok()) << "seed " << seed << ", " << pipeline_text << ": " << changed.status()
                            << "\nbefore:\n"
                            << ir::Print(before) << "after:\n"
                            << ir::Print(*graph);
  ASSERT_TRUE(ir::Verify(*graph, nullptr).ok()) << ir::Verify(*graph, nullptr);
  for (const auto& [name, count] : stats.counters) {
    EXPECT_EQ(name.find("out_of_fuel"), std::string::npos) << name << " at seed " << seed;
  }
  ExpectSameBehaviour(before, *graph, seed);
}

TEST(RandomGraphs, EachPassAlone) {
  for (const auto& pass : MakeAllPasses()) {
    for (int seed = 0; seed < Rounds(); ++seed) {
      Check(pass->name(), seed, 40);
      if (testing::Test::HasFatalFailure()) return;
    }
  }
}

TEST(RandomGraphs, Pipelines) {
  for (int level = 0; level <= 2; ++level) {
    for (int seed = 0; seed < Rounds(); ++seed) {
      // Phases run one after the other: a single graph has no other functions to wait for.
      Check(absl::StrReplaceAll(DefaultPipeline(level), {{"|", ","}}), 1000 + seed, 30 + seed % 60);
      if (testing::Test::HasFatalFailure()) return;
    }
  }
}

// When the worklist is empty no rule applies any more, whatever the order was.
TEST(RandomGraphs, PeepholeReachesAFixpoint) {
  auto pass = MakePass("peephole");
  for (int seed = 0; seed < Rounds(); ++seed) {
    auto graph = ir::RandomGraph(9000 + seed, 60);
    const Graph before = *graph;
    PassContext context(nullptr);
    PassOptions options;
    options.seed = seed;
    ASSERT_TRUE(pass->Run(graph.get(), options, context).ok());
    const std::string once = ir::Print(*graph);
    auto again = pass->Run(graph.get(), options, context);
    ASSERT_TRUE(again.ok());
    EXPECT_FALSE(*again) << "seed " << seed << "\nbefore:\n"
                         << ir::Print(before) << "once:\n"
                         << once << "twice:\n"
                         << ir::Print(*graph);
    if (*again) return;
  }
}

// f/3 calls g/3, a random graph, and makes a pair of the result and a value that it kept in a
// frame.
std::unique_ptr<ir::Module> CallerOf(std::unique_ptr<Graph> g, bool tail) {
  using ir::Op;
  auto module = std::make_unique<ir::Module>();
  module->name = "m";
  for (int i = 0; i < 40; ++i)
    module->atoms.push_back("a" + std::to_string(i));  // random graphs have some
  module->literals.assign(40, "\203j");
  module->functions = {{2, 3, 1, true}, {2, 3, 2, false}};
  auto f = std::make_unique<Graph>("f/3", 3);
  std::vector<ir::NodeId> params;
  for (int i = 0; i < 3; ++i) params.push_back(f->Add(Op::kParam, {f->start()}, i));
  if (tail) {
    f->Add(Op::kTailLocal, {f->start(), params[0], params[1], params[2]}, 0, {{1, 3, 0}});
  } else {
    const ir::NodeId alloc = f->Add(Op::kFrameAlloc, {f->start()}, 1);
    const ir::NodeId call =
        f->Add(Op::kCallLocal, {alloc, params[0], params[1], params[2], params[1]}, 0, {{1, 3, 1}});
    const ir::NodeId cont = f->Add(Op::kCallCont, {call});
    const ir::NodeId result = f->Add(Op::kCallResult, {cont});
    const ir::NodeId kept = f->Add(Op::kFrameLoad, {cont}, 0);
    const ir::NodeId pair = f->Add(Op::kMakeTuple, {result, kept});
    const ir::NodeId free = f->Add(Op::kFrameFree, {cont}, 1);
    f->Add(Op::kReturn, {free, pair});
  }
  g->set_function_index(1);
  module->graphs.push_back(std::move(f));
  module->graphs.push_back(std::move(g));
  return module;
}

TEST(RandomGraphs, InlinedBodiesDoWhatTheyDid) {
  int inlined = 0;
  for (int seed = 0; seed < 10 * Rounds(); ++seed) {
    const bool tail = seed % 2 == 0;
    auto random = ir::RandomGraph(20000 + seed, 2 + seed % 14);
    PassContext context(nullptr);
    ASSERT_TRUE(
        PassPipeline::Parse("dce,reductions")->Run(random.get(), PassOptions(), context).ok());
    const Graph body = *random;
    auto module = CallerOf(std::move(random), tail);
    ASSERT_TRUE(ir::VerifyModule(*module).ok()) << ir::VerifyModule(*module);
    const ModuleFacts facts = FindModuleFacts(*module);
    PassOptions options;
    options.module = module.get();
    options.facts = &facts;
    options.verify = true;
    options.check_changed = true;
    auto changed = PassPipeline::Parse("inline,signatures,frames,dce")
                       ->Run(module->graphs[0].get(), options, context);
    ASSERT_TRUE(changed.ok()) << changed.status();
    if (facts.inline_bodies[1] == nullptr) continue;
    ++inlined;
    for (const std::vector<Value>& args : Arguments(seed)) {
      const Outcome wanted = ir::Interpret(body, args, 20000);
      const Outcome found = ir::Interpret(*module->graphs[0], args, 20000);
      if (wanted.kind != Outcome::kReturned) continue;
      ASSERT_EQ(found.kind, Outcome::kReturned)
          << found.ToString() << ir::Print(*module->graphs[0]);
      const std::string pair = "{" + wanted.value.ToString() + "," + args[1].ToString() + "}";
      ASSERT_EQ(found.value.ToString(), tail ? wanted.value.ToString() : pair)
          << ir::Print(body) << ir::Print(*module->graphs[0]);
    }
  }
  EXPECT_GT(inlined, Rounds() / 4);
}

TEST(RandomGraphs, PassesInAnyOrder) {
  std::vector<std::string> names;
  for (const auto& pass : MakeAllPasses()) names.push_back(pass->name());
  uint64_t state = 12345;
  auto next = [&state] {
    return (state = state * 6364136223846793005u + 1442695040888963407u) >> 33;
  };
  for (int seed = 0; seed < Rounds(); ++seed) {
    std::string text;
    for (int i = 0; i < 8; ++i) text += (i == 0 ? "" : ",") + names[next() % names.size()];
    Check(text, 5000 + seed, 50);
    if (testing::Test::HasFatalFailure()) return;
  }
}

}  // namespace
}  // namespace seabeam::passes
