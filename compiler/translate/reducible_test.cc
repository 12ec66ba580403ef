#include "compiler/translate/reducible.h"

#include <random>
#include <vector>

#include "gtest/gtest.h"

namespace seabeam::translate {
namespace {

FlowGraph Make(const std::vector<std::vector<uint32_t>>& succs) {
  FlowGraph graph;
  for (uint32_t b = 0; b < succs.size(); ++b) {
    graph.origin.push_back(b);
    graph.succs.emplace_back();
    for (uint32_t s : succs[b]) graph.succs.back().push_back({s, false});
  }
  return graph;
}

TEST(ReducibleTest, NestedLoopsStay) {
  FlowGraph graph = Make({{1}, {2, 4}, {3, 2}, {1}, {}});
  EXPECT_TRUE(IsReducible(graph));
  EXPECT_TRUE(MakeReducible(0, &graph));
  EXPECT_EQ(graph.succs.size(), 5u);
}

TEST(ReducibleTest, TwoEntries) {
  FlowGraph graph = Make({{1, 2}, {2}, {1, 3}, {}});
  EXPECT_FALSE(IsReducible(graph));
  ASSERT_TRUE(MakeReducible(1, &graph));
  EXPECT_TRUE(IsReducible(graph));
  ASSERT_EQ(graph.succs.size(), 5u);
  EXPECT_EQ(graph.origin[4], 2u);
  EXPECT_EQ(graph.succs[0][1].to, 4u);
  EXPECT_EQ(graph.succs[4][0].to, 1u);
}

TEST(ReducibleTest, LimitOfCopies) {
  FlowGraph graph = Make({{1, 2}, {2}, {1, 3}, {}});
  EXPECT_FALSE(MakeReducible(0, &graph));
}

TEST(ReducibleTest, IndirectEdgesAreNoEntriesAndAreCopied) {
  // Block 3 waits for block 2, both are in the part that is copied.
  FlowGraph graph = Make({{1, 2}, {2}, {3, 1}, {}});
  graph.succs[3].push_back({2, true});
  ASSERT_TRUE(MakeReducible(10, &graph));
  FlowGraph only_indirect = Make({{1}, {2}, {}});
  only_indirect.succs[2].push_back({1, true});
  only_indirect.succs[0].push_back({2, true});
  EXPECT_TRUE(IsReducible(only_indirect));
}

// Walks by the same choices see the same blocks.
TEST(ReducibleTest, RandomGraphsKeepTheirWalks) {
  std::mt19937 random(1);
  int split = 0;
  for (int round = 0; round < 3000; ++round) {
    const uint32_t size = 2 + random() % 12;
    std::vector<std::vector<uint32_t>> succs(size);
    for (auto& row : succs) {
      for (uint32_t n = random() % 4; n > 0; --n) row.push_back(random() % size);
    }
    const FlowGraph before = Make(succs);
    FlowGraph graph = before;
    if (!MakeReducible(5000, &graph)) continue;
    ASSERT_TRUE(IsReducible(graph)) << round;
    split += graph.succs.size() > size;
    for (int walk = 0; walk < 20; ++walk) {
      uint32_t a = 0, b = 0;
      for (int step = 0; step < 30; ++step) {
        ASSERT_EQ(graph.origin[b], a) << round;
        ASSERT_EQ(graph.succs[b].size(), before.succs[a].size());
        if (before.succs[a].empty()) break;
        const size_t choice = random() % before.succs[a].size();
        a = before.succs[a][choice].to;
        b = graph.succs[b][choice].to;
      }
    }
  }
  EXPECT_GT(split, 200);
}

}  // namespace
}  // namespace seabeam::translate
