#include "base/typed_id.h"

#include <sstream>
#include <unordered_set>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/hash/hash_testing.h"
#include "gtest/gtest.h"

namespace seabeam::base {
namespace {

struct NodeTag {
  static constexpr char kPrefix[] = "n";
};
struct BlockTag {
  static constexpr char kPrefix[] = "block";
};
using NodeId = TypedId<NodeTag>;
using BlockId = TypedId<BlockTag>;

static_assert(!std::is_convertible_v<uint32_t, NodeId>);
static_assert(!std::is_convertible_v<NodeId, BlockId>);
static_assert(sizeof(NodeId) == 4);

TEST(TypedIdTest, DefaultIsInvalidAndOrderedLast) {
  EXPECT_FALSE(NodeId().valid());
  EXPECT_EQ(NodeId(), NodeId::Invalid());
  EXPECT_LT(NodeId(0), NodeId(1));
  EXPECT_LT(NodeId(0xFFFFFFFEu), NodeId());
}

TEST(TypedIdTest, Prints) {
  std::ostringstream out;
  out << NodeId(12) << " " << BlockId(0) << " " << NodeId();
  EXPECT_EQ(out.str(), "n12 block0 n-");
}

TEST(TypedIdTest, Hashes) {
  EXPECT_TRUE(absl::VerifyTypeImplementsAbslHashCorrectly({NodeId(0), NodeId(1), NodeId()}));
  absl::flat_hash_map<NodeId, int> map;
  map[NodeId(3)] = 4;
  EXPECT_EQ(map.at(NodeId(3)), 4);
  std::unordered_set<BlockId> set = {BlockId(1), BlockId(1)};
  EXPECT_EQ(set.size(), 1u);
}

TEST(IdVectorTest, AddsAndIndexes) {
  IdVector<NodeId, std::string> v;
  NodeId a = v.Add("a");
  NodeId b = v.Add("b");
  EXPECT_EQ(v[a], "a");
  EXPECT_EQ(v[b], "b");
  EXPECT_EQ(v.next_id(), NodeId(2));
  std::vector<NodeId> ids;
  for (NodeId id : v.ids()) ids.push_back(id);
  EXPECT_EQ(ids, (std::vector<NodeId>{a, b}));
}

TEST(IdVectorTest, HoldsBools) {
  IdVector<NodeId, bool> seen(2, false);
  seen[NodeId(1)] = true;
  EXPECT_FALSE(seen[NodeId(0)]);
  EXPECT_TRUE(seen[NodeId(1)]);
}

TEST(IdVectorDeathTest, OutOfRangeDies) {
  IdVector<NodeId, int> v(2, 0);
  EXPECT_DEATH(v[NodeId(2)], "n2 of 2");
  EXPECT_DEATH(v[NodeId()], "n- of 2");
}

}  // namespace
}  // namespace seabeam::base
