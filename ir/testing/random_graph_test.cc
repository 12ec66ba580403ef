#include "ir/testing/random_graph.h"

#include "gtest/gtest.h"
#include "ir/interp/interpreter.h"
#include "ir/text.h"
#include "ir/verifier.h"

namespace seabeam::ir {
namespace {

TEST(RandomGraph, GraphsVerifyAndRun) {
  int ended = 0, stuck = 0, long_runs = 0;
  for (uint64_t seed = 0; seed < 500; ++seed) {
    auto graph = RandomGraph(seed, 60);
    ASSERT_TRUE(Verify(*graph, nullptr).ok()) << Verify(*graph, nullptr) << Print(*graph);
    auto again = RandomGraph(seed, 60);
    ASSERT_EQ(Print(*graph), Print(*again));
    for (uint64_t k = 0; k < 5; ++k) {
      const Outcome outcome = Interpret(
          *graph, {RandomArgument(k), RandomArgument(k + 100), RandomArgument(k + 200)});
      if (outcome.kind == Outcome::kStuck) {
        ++stuck;
        // Only what does not fit 64 bits, or depends on the release, may be unknown.
        EXPECT_NE(outcome.why.find("unknown"), std::string::npos) << outcome.why;
      } else if (outcome.kind == Outcome::kOutOfSteps) {
        ++long_runs;
      } else {
        ++ended;
      }
    }
  }
  EXPECT_GT(ended, 2200);
  EXPECT_LT(long_runs, 50);
  RecordProperty("stuck", stuck);
}

}  // namespace
}  // namespace seabeam::ir
