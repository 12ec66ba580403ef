#include "ir/graph.h"

#include <map>
#include <random>
#include <string>
#include <vector>

#include "absl/algorithm/container.h"
#include "gtest/gtest.h"
#include "ir/verifier.h"

namespace seabeam::ir {
namespace {

TEST(Graph, ConstantsAreShared) {
  Graph graph("f/0", 0);
  EXPECT_EQ(graph.Small(5), graph.Small(5));
  EXPECT_NE(graph.Small(5), graph.I32(5));
  EXPECT_EQ(graph.F64(0.5), graph.F64(0.5));
  EXPECT_NE(graph.F64(0.0), graph.F64(-0.0));
  std::vector<NodeId> many;
  for (int i = 0; i < 1000; ++i) many.push_back(graph.Small(i));
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(graph.Small(i), many[i]);
  const NodeId dead = graph.Small(3);
  graph.Kill(dead);
  EXPECT_NE(graph.Small(3), dead);
  EXPECT_EQ(graph.Small(3), graph.Small(3));
  const NodeId added = graph.Add(Op::kSmallConst, {}, -7);
  EXPECT_EQ(graph.Small(-7), added);
}

TEST(Graph, TypesOfNewNodes) {
  Graph graph("f/0", 0);
  EXPECT_EQ(graph.type(graph.Small(5)), Type::IntegerRange(5, 5));
  EXPECT_EQ(graph.type(graph.Atom(1)).kinds, abi::kKindTrue);
  EXPECT_EQ(graph.type(graph.Add(Op::kMakeTuple, {graph.Nil(), graph.Nil()})), Type::Tuple(2));
}

TEST(Graph, ParseOpKnowsEveryName) {
  for (int i = 0; i < static_cast<int>(Op::kCount); ++i) {
    const std::string name = Info(static_cast<Op>(i)).name;
    Op op;
    ASSERT_TRUE(ParseOp(name, &op)) << name;
    EXPECT_EQ(static_cast<int>(op), i);
  }
  Op op;
  EXPECT_FALSE(ParseOp(std::string("frob"), &op));
}

// Random edits against a plain model of the inputs; the use lists must agree with it always.
TEST(Graph, EditsKeepUseListsRight) {
  std::mt19937 random(3);
  Graph graph("f/0", 0);
  std::map<NodeId, std::vector<NodeId>> model;
  std::vector<NodeId> live;
  for (int i = 0; i < 4; ++i) live.push_back(graph.Small(i));
  for (NodeId n : live) model[n] = {};
  auto any = [&] { return live[random() % live.size()]; };
  for (int step = 0; step < 5000; ++step) {
    const NodeId n = any();
    const bool constant = graph.IsConstant(n);
    switch (random() % 8) {
      case 0:
      case 1: {
        std::vector<NodeId> inputs;
        for (int i = random() % 5; i > 0; --i) inputs.push_back(any());
        const NodeId added = graph.Add(Op::kMakeTuple, inputs);
        model[added] = inputs;
        live.push_back(added);
        break;
      }
      case 2:
        if (!model[n].empty()) {
          const uint32_t slot = random() % model[n].size();
          const NodeId value = any();
          graph.SetInput(n, slot, value);
          model[n][slot] = value;
        }
        break;
      case 3:
        if (!constant) {
          const NodeId value = any();
          graph.AppendInput(n, value);
          model[n].push_back(value);
        }
        break;
      case 4:
        if (!model[n].empty()) {
          const uint32_t slot = random() % model[n].size();
          graph.RemoveInput(n, slot);
          model[n].erase(model[n].begin() + slot);
        }
        break;
      case 5: {
        const NodeId by = any();
        graph.ReplaceAllUses(n, by);
        for (auto& [user, inputs] : model) absl::c_replace(inputs, n, by);
        break;
      }
      case 6:
        if (!constant) {
          // Takes its own inputs, which lie in the pool that is about to grow.
          std::vector<NodeId> inputs = model[n];
          inputs.insert(inputs.end(), model[n].begin(), model[n].end());
          if (inputs.size() > 40) inputs.resize(3);
          graph.Mutate(n, Op::kMakeTuple, inputs);
          model[n] = inputs;
        }
        break;
      case 7:
        if (!constant && graph.uses(n).empty()) {
          graph.Kill(n);
          model.erase(n);
          live.erase(absl::c_find(live, n));
        }
        break;
    }
    if (step % 50 != 0) continue;
    std::map<NodeId, std::multiset<std::pair<NodeId, uint32_t>>> uses;
    for (const auto& [user, inputs] : model) {
      ASSERT_EQ(graph.inputs(user), absl::MakeConstSpan(inputs));
      for (uint32_t i = 0; i < inputs.size(); ++i) uses[inputs[i]].insert({user, i});
    }
    for (NodeId value : live) {
      std::multiset<std::pair<NodeId, uint32_t>> found;
      for (size_t i = 0; i < graph.uses(value).size(); ++i) {
        found.insert({graph.uses(value)[i], graph.use_slots(value)[i]});
      }
      ASSERT_EQ(found, uses[value]) << "uses of " << value << " at step " << step;
    }
  }
}

TEST(Graph, UnlinkTakesANodeOffTheChain) {
  Graph graph("f/0", 0);
  const NodeId check = graph.Add(Op::kReductionCheck, {graph.start()});
  const NodeId ret = graph.Add(Op::kReturn, {check, graph.Nil()});
  EXPECT_EQ(graph.NextControl(graph.start()), check);
  graph.Unlink(check);
  EXPECT_TRUE(graph.IsDead(check));
  EXPECT_EQ(graph.control(ret), graph.start());
  EXPECT_EQ(graph.NextControl(graph.start()), ret);
  EXPECT_TRUE(Verify(graph, nullptr).ok());
}

TEST(Graph, RemoveMergeInputTakesPhiInputsAlong) {
  Graph graph("f/1", 1);
  const NodeId x = graph.Add(Op::kParam, {graph.start()}, 0);
  const NodeId test = graph.Add(Op::kIsNone, {x});
  const NodeId branch = graph.Add(Op::kIf, {graph.start(), test});
  const NodeId yes = graph.Add(Op::kIfTrue, {branch});
  const NodeId no = graph.Add(Op::kIfFalse, {branch});
  const NodeId merge = graph.Add(Op::kRegion, {yes, no});
  const NodeId p1 = graph.Add(Op::kPhi, {merge, graph.Small(1), graph.Small(2)});
  const NodeId p2 = graph.Add(Op::kPhi, {merge, x, p1});
  graph.SetInput(p2, 2, x);
  graph.RemoveMergeInput(merge, 0);
  ASSERT_EQ(graph.num_inputs(merge), 1u);
  EXPECT_EQ(graph.input(merge, 0), no);
  EXPECT_EQ(graph.input(p1, 1), graph.Small(2));
  EXPECT_EQ(graph.data(p2).size(), 1u);
  EXPECT_TRUE(graph.uses(yes).empty());
}

TEST(Graph, SwitchKeys) {
  for (int64_t payload : {-134217728LL, -1LL, 0LL, 1LL, 134217727LL}) {
    const int64_t key = SwitchKey(SwitchKeyKind::kSmall, payload);
    EXPECT_EQ(KeyKind(key), SwitchKeyKind::kSmall);
    EXPECT_EQ(KeyPayload(key), payload);
  }
  EXPECT_EQ(KeyKind(SwitchKey(SwitchKeyKind::kAtom, 12)), SwitchKeyKind::kAtom);
  EXPECT_EQ(KeyPayload(SwitchKey(SwitchKeyKind::kAtom, 12)), 12);
}

TEST(Graph, SplitFindsTheSlots) {
  Graph graph("f/0", 0);
  const NodeId nil = graph.Nil();
  const NodeId call = graph.Add(Op::kCallLocal, {graph.start(), nil, nil, nil}, 0, {0, 1, 2});
  EXPECT_EQ(graph.Split(call).args, 1u);
  EXPECT_EQ(graph.Split(call).slots, 2u);
  const NodeId raise = graph.Add(Op::kRaiseError, {graph.start(), nil}, 0, {0, -1, 3});
  EXPECT_EQ(graph.Split(raise).args, 1u);
  EXPECT_EQ(graph.Split(raise).slots, 0u);
}

}  // namespace
}  // namespace seabeam::ir
