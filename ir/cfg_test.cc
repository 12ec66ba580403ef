#include "ir/cfg.h"

#include <random>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "ir/entry_dominance.h"
#include "ir/text.h"

namespace seabeam::ir {
namespace {

std::unique_ptr<Graph> Parse(const std::string& body) {
  auto graph = ParseGraph("graph \"f/1\" arity 1 {\n" + body + "}\n");
  EXPECT_TRUE(graph.ok()) << graph.status();
  return std::move(*graph);
}

TEST(Cfg, DiamondAndLoop) {
  auto graph = Parse(R"(
    n0 = start
    n1 = param[0](n0)
    n2 = is_none(n1)
    n3 = reduction_check(n0)
    n4 = if[0](n3, n2)
    n5 = if_true(n4)
    n6 = if_false(n4)
    n7 = region(n5, n6)
    n8 = loop(n7, n11)
    n9 = if[0](n8, n2)
    n10 = if_true(n9)
    n11 = if_false(n9)
    n12 = return(n10, n1)
  )");
  const Cfg cfg(*graph);
  ASSERT_EQ(cfg.size(), 7u);
  const BlockId yes = cfg.block_of(5), no = cfg.block_of(6), join = cfg.block_of(7),
                loop = cfg.block_of(8), out = cfg.block_of(10), back = cfg.block_of(11);
  EXPECT_EQ(cfg.fixed(0), absl::MakeConstSpan({NodeId{3}}));
  EXPECT_EQ(cfg.block(0).term, 4u);
  EXPECT_EQ(cfg.succs(0), absl::MakeConstSpan({yes, no}));
  EXPECT_EQ(cfg.preds(join), absl::MakeConstSpan({yes, no}));
  EXPECT_EQ(cfg.preds(loop), absl::MakeConstSpan({join, back}));
  EXPECT_EQ(cfg.block(join).idom, 0u);
  EXPECT_EQ(cfg.block(loop).idom, join);
  EXPECT_TRUE(cfg.Dominates(loop, back));
  EXPECT_FALSE(cfg.Dominates(yes, join));
  EXPECT_TRUE(cfg.IsLoopHeader(loop));
  EXPECT_EQ(cfg.block(back).loop, loop);
  EXPECT_EQ(cfg.block(back).loop_depth, 1u);
  EXPECT_EQ(cfg.block(out).loop_depth, 0u);
  EXPECT_EQ(cfg.CommonDominator(yes, out), 0u);
  EXPECT_TRUE(cfg.NodeDominates(3, 4));
  EXPECT_FALSE(cfg.NodeDominates(4, 3));
  EXPECT_FALSE(cfg.irreducible());
  EXPECT_EQ(cfg.tail(0), 3u);
}

TEST(Cfg, NestedLoops) {
  auto graph = Parse(R"(
    n0 = start
    n1 = param[0](n0)
    n2 = is_none(n1)
    outer = loop(n0, back)
    inner = loop(outer, again)
    i = if[0](inner, n2)
    again = if_true(i)
    leave = if_false(i)
    j = if[0](leave, n2)
    back = if_true(j)
    done = if_false(j)
    r = return(done, n1)
  )");
  const Cfg cfg(*graph);
  uint32_t depths[3] = {0, 0, 0};
  for (BlockId b = 0; b < cfg.size(); ++b) ++depths[cfg.block(b).loop_depth];
  EXPECT_EQ(depths[0], 2u);  // start, done
  EXPECT_EQ(depths[1], 3u);  // outer, leave, back
  EXPECT_EQ(depths[2], 2u);  // inner, again
}

TEST(Cfg, ValuesEndAtEntryHeads) {
  auto graph = Parse(R"(
    n0 = start
    n1 = param[0](n0)
    n2 = is_none(n1)
    n3 = frame_alloc[0](n0)
    n4 = if[0](n3, n2)
    n5 = if_true(n4)
    n6 = if_false(n4)
    n7 = call_local[0, 1, 0](n5, n1)
    n8 = call_cont(n7)
    n9 = region(n8, n6)
    n10 = frame_free[0](n9)
    n11 = return(n10, n1)
  )");
  const Cfg cfg(*graph);
  const EntryDominance dominance(*graph, cfg);
  const BlockId yes = cfg.block_of(5), no = cfg.block_of(6), cont = cfg.block_of(8),
                join = cfg.block_of(9);
  EXPECT_EQ(cfg.block(join).idom, 0u);
  EXPECT_EQ(dominance.idom(0), kNoBlock);
  EXPECT_EQ(dominance.idom(cont), kNoBlock);
  EXPECT_EQ(dominance.idom(join), kNoBlock);
  EXPECT_EQ(dominance.idom(yes), 0u);
  EXPECT_TRUE(dominance.Dominates(0, no));
  EXPECT_FALSE(dominance.Dominates(0, join));
  EXPECT_FALSE(dominance.Dominates(cont, join));
  EXPECT_TRUE(dominance.Dominates(kNoBlock, join));
  EXPECT_EQ(dominance.CommonDominator(yes, no), 0u);
  EXPECT_EQ(dominance.CommonDominator(yes, cont), kNoBlock);
}

// Dominance by its definition: a dominates b when b cannot be reached without passing a.
std::vector<bool> ReachableWithout(const Cfg& cfg, BlockId removed) {
  std::vector<bool> seen(cfg.size(), false);
  std::vector<BlockId> work;
  if (removed != 0) {
    seen[0] = true;
    work.push_back(0);
  }
  while (!work.empty()) {
    const BlockId b = work.back();
    work.pop_back();
    for (BlockId s : cfg.succs(b)) {
      if (s == removed || seen[s]) continue;
      seen[s] = true;
      work.push_back(s);
    }
  }
  return seen;
}

TEST(Cfg, RandomGraphsAgreeWithTheDefinition) {
  std::mt19937 random(5);
  for (int round = 0; round < 200; ++round) {
    Graph graph("f/1", 1);
    const NodeId x = graph.Add(Op::kParam, {graph.start()}, 0);
    const NodeId test = graph.Add(Op::kIsNone, {x});
    // Merges first; open ends are then wired to merges or returns at random.
    std::vector<NodeId> merges, ends;
    for (int i = 0; i < 6; ++i) {
      merges.push_back(graph.Add(Op::kRegion, absl::Span<const NodeId>()));
    }
    auto branch = [&](NodeId control) {
      const NodeId i = graph.Add(Op::kIf, {control, test});
      ends.push_back(graph.Add(Op::kIfTrue, {i}));
      ends.push_back(graph.Add(Op::kIfFalse, {i}));
    };
    branch(graph.start());
    for (NodeId merge : merges) branch(merge);
    for (NodeId end : ends) {
      if (random() % 6 == 0) {
        graph.Add(Op::kReturn, {end, x});
      } else {
        graph.AppendInput(merges[random() % merges.size()], end);
      }
    }
    const Cfg cfg(graph);
    bool retreating_elsewhere = false;
    for (BlockId a = 0; a < cfg.size(); ++a) {
      const std::vector<bool> reachable = ReachableWithout(cfg, a);
      for (BlockId b = 0; b < cfg.size(); ++b) {
        ASSERT_EQ(cfg.Dominates(a, b), !reachable[b]) << a << " " << b << "\n" << Print(graph);
      }
      for (BlockId p : cfg.preds(a)) {
        if (p != kNoBlock && p >= a && !cfg.Dominates(a, p)) retreating_elsewhere = true;
      }
      if (a != 0) {
        ASSERT_TRUE(cfg.Dominates(cfg.block(a).idom, a));
      }
    }
    ASSERT_EQ(cfg.irreducible(), retreating_elsewhere);
    if (cfg.irreducible()) continue;
    // A block is in the loop of each header that dominates it and that it can reach.
    for (BlockId b = 0; b < cfg.size(); ++b) {
      uint32_t depth = 0;
      for (BlockId header = 0; header <= b; ++header) {
        if (!cfg.IsLoopHeader(header) || !cfg.Dominates(header, b)) continue;
        // Does b reach a source of a back edge without leaving what the header dominates?
        std::vector<bool> seen(cfg.size(), false);
        std::vector<BlockId> work = {b};
        bool reaches = false;
        seen[b] = true;
        while (!work.empty()) {
          const BlockId at = work.back();
          work.pop_back();
          for (BlockId s : cfg.succs(at)) {
            if (s == header) reaches = true;
            if (s != header && !seen[s] && cfg.Dominates(header, s)) {
              seen[s] = true;
              work.push_back(s);
            }
          }
        }
        if (reaches) ++depth;
      }
      ASSERT_EQ(cfg.block(b).loop_depth, depth) << b << "\n" << Print(graph);
    }
  }
}

}  // namespace
}  // namespace seabeam::ir
