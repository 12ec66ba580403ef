#include "base/worklist.h"

#include <set>
#include <vector>

#include "base/typed_id.h"
#include "gtest/gtest.h"

namespace seabeam::base {
namespace {

struct Tag {
  static constexpr char kPrefix[] = "n";
};
using Id = TypedId<Tag>;

std::vector<Id> Drain(uint64_t seed, uint32_t count) {
  Worklist<Id> list(seed);
  for (uint32_t i = 0; i < count; ++i) list.Push(Id(i));
  std::vector<Id> order;
  while (!list.empty()) order.push_back(list.Pop());
  return order;
}

TEST(WorklistTest, SeedZeroIsLastInFirstOut) {
  EXPECT_EQ(Drain(0, 3), (std::vector<Id>{Id(2), Id(1), Id(0)}));
}

TEST(WorklistTest, AnIdIsOnTheListOnce) {
  Worklist<Id> list;
  EXPECT_TRUE(list.Push(Id(5)));
  EXPECT_FALSE(list.Push(Id(5)));
  EXPECT_TRUE(list.Contains(Id(5)));
  EXPECT_EQ(list.size(), 1u);
  EXPECT_EQ(list.Pop(), Id(5));
  EXPECT_FALSE(list.Contains(Id(5)));
  EXPECT_TRUE(list.Push(Id(5)));
}

TEST(WorklistTest, SeedsPermuteAndRepeat) {
  std::vector<Id> a = Drain(1, 50);
  EXPECT_EQ(a, Drain(1, 50));
  EXPECT_NE(a, Drain(2, 50));
  EXPECT_EQ(std::set<Id>(a.begin(), a.end()).size(), 50u);
}

TEST(WorklistDeathTest, PopOfAnEmptyListDies) {
  Worklist<Id> list;
  EXPECT_DEATH(list.Pop(), "check failed");
}

}  // namespace
}  // namespace seabeam::base
