#include <algorithm>
#include <memory>
#include <string>

#include "emit/structure/control_tree.h"
#include "emit/structure/function_plan.h"
#include "gtest/gtest.h"
#include "ir/text.h"

namespace seabeam::emit {
namespace {

uint32_t Weight(const ir::Graph&, NodeId) { return 100; }
bool Yes(const ir::Graph&, NodeId, uint32_t) { return true; }
bool No(const ir::Graph&, NodeId) { return false; }
constexpr SchedulePolicy kPolicy = {Yes, No, Weight};

class StructureTest : public testing::Test {
 protected:
  const GraphPlan& Make(const std::string& body, bool inline_regions = false) {
    auto graph = ir::ParseGraph("graph \"f/1\" arity 1 {\nn0 = start\nn1 = param[0](n0)\n" + body + "}\n");
    EXPECT_TRUE(graph.ok()) << graph.status();
    graph_ = *std::move(graph);
    cfg_ = std::make_unique<ir::Cfg>(*graph_);
    regions_ = std::make_unique<Regions>(*graph_, *cfg_);
    schedule_ = std::make_unique<Schedule>(*regions_, kPolicy);
    plan_ = PlanFunctions(*regions_, *schedule_, {inline_regions});
    return plan_;
  }
  BlockId At(NodeId head) const { return cfg_->block_of(head); }
  std::string B(NodeId head) const { return "b" + std::to_string(At(head)); }

  std::unique_ptr<ir::Graph> graph_;
  std::unique_ptr<ir::Cfg> cfg_;
  std::unique_ptr<Regions> regions_;
  std::unique_ptr<Schedule> schedule_;
  GraphPlan plan_;
};

TEST_F(StructureTest, Diamond) {
  Make(R"(
    n2 = is_type[nil](n1)
    n3 = if[0](n0, n2)
    n4 = if_true(n3)
    n5 = if_false(n3)
    n6 = region(n4, n5)
    n7 = return(n6, n1)
  )");
  ASSERT_EQ(plan_.functions.size(), 1u);
  EXPECT_EQ(TreeToString(plan_.functions[0].tree),
            "block " + B(6) + "\n  code b0\n  code " + B(4) + "\n  arm " + B(5) + "\n  code " + B(5) +
                "\nend " + B(6) + "\ncode " + B(6) + "\n");
}

TEST_F(StructureTest, LoopWithExit) {
  Make(R"(
    n2 = loop(n0, n6)
    n3 = is_type[nil](n1)
    n4 = if[0](n2, n3)
    n5 = if_true(n4)
    n6 = if_false(n4)
    n7 = return(n5, n1)
  )");
  const ControlTree& tree = plan_.functions[0].tree;
  ASSERT_EQ(tree.loops.size(), 1u);
  EXPECT_EQ(tree.text[tree.loops[0].begin], At(2));
  EXPECT_EQ(TreeToString(tree).find("loop"), TreeToString(tree).find("loop " + B(2)));
}

constexpr char kCallInLoop[] = R"(
    n2 = loop(n0, n10)
    n3 = phi(n2, n1, n9)
    n4 = is_type[nil](n3)
    n5 = if[0](n2, n4)
    n6 = if_true(n5)
    n7 = if_false(n5)
    n11 = return(n6, n3)
    n12 = frame_alloc[0](n7)
    n8 = call_local[0, 1, 0](n12, n3)
    n13 = call_cont(n8)
    n9 = call_result(n13)
    n10 = frame_free[0](n13)
  )";

TEST_F(StructureTest, StartServesTheLoopBehindIt) {
  Make(kCallInLoop);
  // Start's function and the continuation's; the loop has none of its own.
  ASSERT_EQ(plan_.functions.size(), 2u);
  EXPECT_EQ(plan_.served, At(2));
  EXPECT_EQ(plan_.served_params, std::vector<uint32_t>{0});
  EXPECT_TRUE(plan_.tail_called[0]);
  EXPECT_EQ(plan_.function_of[At(2)], GraphPlan::kNone);
}

TEST_F(StructureTest, SharedRegionGetsAFunction) {
  Make(R"(
    n2 = frame_alloc[0](n0)
    n3 = is_type[nil](n1)
    n4 = if[0](n2, n3)
    n5 = if_true(n4)
    n6 = if_false(n4)
    n7 = call_local[0, 1, 0](n5, n1)
    n8 = call_cont(n7)
    n9 = region(n8, n6)
    n10 = frame_free[0](n9)
    n11 = nil
    n12 = return(n10, n11)
  )");
  EXPECT_EQ(plan_.functions.size(), 3u);
  EXPECT_NE(plan_.function_of[At(9)], GraphPlan::kNone);
  EXPECT_TRUE(plan_.tail_called[At(9)]);
}

TEST_F(StructureTest, ManyClausesDoNotNest) {
  // A chain of tests, each with an arm that leaves: depth must not grow with their number.
  std::string body;
  std::string control = "n0";
  for (int i = 0; i < 200; ++i) {
    const std::string k = std::to_string(i);
    body += "c" + k + " = is_type[nil](n1)\nb" + k + " = if[0](" + control + ", c" + k + ")\nt" + k +
            " = if_true(b" + k + ")\nf" + k + " = if_false(b" + k + ")\nr" + k + " = return(t" + k + ", n1)\n";
    control = "f" + k;
  }
  body += "last = return(" + control + ", n1)\n";
  Make(body);
  int depth = 0, deepest = 0;
  for (const TreeItem& item : plan_.functions[0].tree.items) {
    if (item.kind == TreeItem::Kind::kBlock || item.kind == TreeItem::Kind::kLoop) ++depth;
    if (item.kind == TreeItem::Kind::kEnd) --depth;
    deepest = std::max(deepest, depth);
  }
  EXPECT_EQ(deepest, 0);
  // The returning arm comes first everywhere, so that the rest goes on behind its end.
  const std::vector<BlockId>& text = plan_.functions[0].tree.text;
  EXPECT_EQ(text.size(), 401u);
  EXPECT_EQ(graph_->op(cfg_->block(text[1]).head), ir::Op::kIfTrue);
}

}  // namespace
}  // namespace seabeam::emit
