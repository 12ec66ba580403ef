#include "emit/schedule/schedule.h"

#include <algorithm>
#include <memory>
#include <string>

#include "gtest/gtest.h"
#include "ir/text.h"

namespace seabeam::emit {
namespace {

using ir::Op;

bool ReadsOnce(const ir::Graph& g, NodeId user, uint32_t) { return g.op(user) != Op::kMul; }
bool Fuses(const ir::Graph& g, NodeId n) { return g.op(n) == Op::kAdd; }
uint32_t Weight(const ir::Graph&, NodeId) { return 1; }
constexpr SchedulePolicy kPolicy = {ReadsOnce, Fuses, Weight};

class ScheduleTest : public testing::Test {
 protected:
  void Make(const std::string& body) {
    auto graph = ir::ParseGraph("graph \"f/2\" arity 2 {\nn0 = start\nn1 = param[0](n0)\nn2 = param[1](n0)\n" +
                                body + "}\n");
    ASSERT_TRUE(graph.ok()) << graph.status();
    graph_ = *std::move(graph);
    cfg_ = std::make_unique<ir::Cfg>(*graph_);
    regions_ = std::make_unique<Regions>(*graph_, *cfg_);
    schedule_ = std::make_unique<Schedule>(*regions_, kPolicy);
  }
  // "n3 n4~": in order, ~ = folded.
  std::string Order(BlockId b) const {
    std::string out;
    for (const Scheduled& s : schedule_->order(b)) {
      out += (out.empty() ? "n" : " n") + std::to_string(s.node) + (s.folded ? "~" : "");
    }
    return out;
  }
  BlockId At(NodeId head) const { return cfg_->block_of(head); }

  std::unique_ptr<ir::Graph> graph_;
  std::unique_ptr<ir::Cfg> cfg_;
  std::unique_ptr<Regions> regions_;
  std::unique_ptr<Schedule> schedule_;
};

TEST_F(ScheduleTest, SingleUseIsFolded) {
  Make(R"(
    n3 = cons(n1, n2)
    n4 = head(n3)
    n5 = make_tuple(n4, n3)
    n6 = return(n0, n5)
  )");
  EXPECT_EQ(Order(0), "n3 n4~ n5~");
}

TEST_F(ScheduleTest, OperandsReadTwiceAreNotFolded) {
  Make(R"(
    n3 = head(n1)
    n4 = mul(n3, n2)
    n5 = return(n0, n4)
  )");
  EXPECT_EQ(Order(0), "n3 n4~");
}

TEST_F(ScheduleTest, SinksIntoTheBranchThatNeedsIt) {
  Make(R"(
    n3 = cons(n1, n2)
    n4 = is_type[nil](n1)
    n5 = if[0](n0, n4)
    n6 = if_true(n5)
    n7 = if_false(n5)
    n8 = return(n6, n3)
    n9 = return(n7, n1)
  )");
  EXPECT_EQ(Order(0), "n4~");
  EXPECT_EQ(Order(At(6)), "n3~");
  EXPECT_EQ(Order(At(7)), "");
}

TEST_F(ScheduleTest, LeavesTheLoop) {
  Make(R"(
    n3 = loop(n0, n9)
    n4 = phi(n3, n1, n5)
    n5 = make_tuple(n4, n10)
    n6 = is_type[nil](n4)
    n7 = if[0](n3, n6)
    n8 = if_true(n7)
    n9 = if_false(n7)
    n10 = cons(n1, n2)
    n11 = return(n8, n4)
  )");
  EXPECT_EQ(Order(0), "n10");
  EXPECT_EQ(Order(At(9)), "n5~");
}

TEST_F(ScheduleTest, ConstantTreesAreMadeInEveryBlockThatUsesThem) {
  Make(R"(
    n3 = nil
    n4 = make_tuple(n3)
    n5 = frame_alloc[0](n0)
    n6 = call_local[0, 1, 0](n5, n4)
    n7 = call_cont(n6)
    n8 = call_local[0, 1, 0](n7, n4)
    n9 = call_cont(n8)
    n10 = call_result(n9)
    n11 = frame_free[0](n9)
    n12 = return(n11, n10)
  )");
  EXPECT_EQ(Order(0), "n5 n4~");
  EXPECT_EQ(Order(At(7)), "n4~");
}

TEST_F(ScheduleTest, NoneTestIsFused) {
  Make(R"(
    n3 = add(n1, n2)
    n4 = is_none(n3)
    n5 = if[0](n0, n4)
    n6 = if_true(n5)
    n7 = if_false(n5)
    n8 = return(n6, n1)
    n9 = return(n7, n3)
  )");
  EXPECT_EQ(schedule_->fused(0), 3u);
  EXPECT_EQ(Order(0), "");
}

TEST_F(ScheduleTest, EntryHeadsDefineTheirLiveLoadsBySlot) {
  Make(R"(
    n3 = frame_alloc[3](n0)
    n4 = call_local[0, 0, 3](n3, n1, n2, n1)
    n5 = call_cont(n4)
    n6 = frame_load[2](n5)
    n7 = frame_load[0](n5)
    n8 = frame_load[1](n5)
    n9 = frame_free[3](n5)
    n10 = make_tuple(n6, n7)
    n11 = return(n9, n10)
  )");
  EXPECT_EQ(schedule_->loads(At(5)), absl::MakeConstSpan(std::vector<NodeId>{7, 6}));
  EXPECT_FALSE(schedule_->IsLive(8));
  // They are in no order.
  EXPECT_EQ(Order(At(5)), "n9 n10~");
  EXPECT_TRUE(schedule_->loads(0).empty());
}

TEST_F(ScheduleTest, HandingASlotOnIsAUse) {
  Make(R"(
    n3 = frame_alloc[2](n0)
    n4 = call_local[0, 0, 2](n3, n1, n2)
    n5 = call_cont(n4)
    n6 = frame_load[0](n5)
    n7 = frame_load[1](n5)
    n8 = call_local[0, 0, 2](n5, n6, n6)
    n9 = call_cont(n8)
    n10 = frame_free[2](n9)
    n11 = return(n10, n1)
  )");
  EXPECT_EQ(schedule_->loads(At(5)), absl::MakeConstSpan(std::vector<NodeId>{6}));
  EXPECT_FALSE(schedule_->IsLive(7));
  EXPECT_TRUE(schedule_->loads(At(9)).empty());
}

TEST_F(ScheduleTest, RegionsAreCutAtEntries) {
  Make(R"(
    n3 = frame_alloc[0](n0)
    n4 = is_type[nil](n1)
    n5 = if[0](n3, n4)
    n6 = if_true(n5)
    n7 = if_false(n5)
    n8 = call_local[0, 1, 0](n6, n1)
    n9 = call_cont(n8)
    n10 = call_result(n9)
    n11 = region(n9, n7)
    n12 = phi(n11, n10, n2)
    n13 = frame_free[0](n11)
    n14 = return(n13, n12)
  )");
  EXPECT_EQ(regions_->roots().size(), 3u);
  EXPECT_TRUE(regions_->IsRoot(At(9)));
  EXPECT_TRUE(regions_->IsRoot(At(11)));  // two entries lead there
  EXPECT_EQ(regions_->root(At(7)), 0u);
  EXPECT_EQ(regions_->frame(At(11)), 0);
  EXPECT_EQ(regions_->frame(0), kNoFrame);
}

}  // namespace
}  // namespace seabeam::emit
