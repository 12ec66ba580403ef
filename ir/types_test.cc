#include "ir/types.h"

#include <random>

#include "gtest/gtest.h"

namespace seabeam::ir {
namespace {

Type RandomType(std::mt19937_64* random) {
  auto& r = *random;
  Type t = Type::OfKinds(static_cast<abi::KindMask>(r() & r() & ((1u << 18) - 1)));
  if (r() % 2) t.arity = r() % 3;
  if (r() % 2) t.atom = r() % 4;
  const int64_t bounds[] = {-200000000, -1000, 0, 1, 255, 200000000};
  if (r() % 2) t.lo = bounds[r() % 6];
  if (r() % 2) t.hi = bounds[r() % 6];
  return Normalize(t);
}

// Whether a <= b in the lattice.
bool Included(const Type& a, const Type& b) { return Meet(a, b) == a; }

TEST(Types, LatticeLaws) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 20000; ++i) {
    const Type a = RandomType(&random), b = RandomType(&random), c = RandomType(&random);
    const Type meet = Meet(a, b), join = Join(a, b);
    const std::string what = a.ToString() + " and " + b.ToString();
    ASSERT_EQ(Meet(a, a), a) << what;
    ASSERT_EQ(Join(a, a), a) << what;
    ASSERT_EQ(meet, Meet(b, a)) << what;
    ASSERT_EQ(join, Join(b, a)) << what;
    ASSERT_TRUE(Included(meet, a)) << what << ": " << meet.ToString();
    ASSERT_TRUE(Included(a, join)) << what << ": " << join.ToString();
    ASSERT_EQ(Join(a, Type::Bottom()), a) << what;
    ASSERT_EQ(Meet(a, Type::Bottom()), Type::Bottom()) << what;
    if (Included(a, c) && Included(b, c)) {
      ASSERT_TRUE(Included(join, c)) << what << " in " << c.ToString();
    }
    if (Included(c, a) && Included(c, b)) {
      ASSERT_TRUE(Included(c, meet)) << what << " over " << c.ToString();
    }
    ASSERT_TRUE(Included(WithoutKinds(a, b.kinds), a)) << what;
    ASSERT_TRUE(WithoutKinds(a, b.kinds).Disjoint(b.kinds)) << what;
  }
}

TEST(Types, TextRoundTrips) {
  std::mt19937_64 random(8);
  for (int i = 0; i < 20000; ++i) {
    const Type a = RandomType(&random);
    Type b;
    ASSERT_TRUE(ParseType(a.ToString(), &b)) << a.ToString();
    ASSERT_EQ(a, b) << a.ToString() << " became " << b.ToString();
  }
  Type t;
  EXPECT_FALSE(ParseType("", &t));
  EXPECT_FALSE(ParseType("integer", &t));
  EXPECT_FALSE(ParseType("int[1.2]", &t));
  EXPECT_FALSE(ParseType("nil|", &t));
}

TEST(Types, Text) {
  EXPECT_EQ(Type::Any().ToString(), "any");
  EXPECT_EQ(Type::AnyOrNone().ToString(), "any|none");
  EXPECT_EQ(Type::IntegerRange(0, 255).ToString(), "int[0..255]");
  EXPECT_EQ(Type::IntegerRange(abi::kSmallMin, abi::kSmallMax).ToString(), "small");
  EXPECT_EQ(Type::IntegerRange(0, Type::kNoHi).ToString(), "int[0..]");
  EXPECT_EQ(Type::IntegerRange(int64_t{1} << 40, Type::kNoHi).ToString(), "big[1099511627776..]");
  EXPECT_EQ(AtomType(0).ToString(), "false");
  EXPECT_EQ(Join(AtomType(0), AtomType(1)).ToString(), "bool");
  EXPECT_EQ(Join(AtomType(9), Type::OfKinds(abi::kKindNil)).ToString(), "atom:9|nil");
  EXPECT_EQ(Join(Type::Tuple(2), Type::Tuple(2)).ToString(), "tuple/2");
  EXPECT_EQ(Join(Type::Tuple(2), Type::Tuple(3)).ToString(), "tuple");
}

TEST(Types, KindsFollowBounds) {
  EXPECT_EQ(Type::IntegerRange(1, 2).kinds, abi::kKindSmall);
  EXPECT_EQ(Type::IntegerRange(1, int64_t{1} << 30).kinds, abi::kKindInteger);
  EXPECT_TRUE(Type::IntegerRange(2, 1).IsBottom());
  EXPECT_TRUE(Meet(Type::IntegerRange(0, 5), Type::IntegerRange(6, 9)).IsBottom());
  EXPECT_TRUE(Meet(Type::Tuple(2), Type::Tuple(3)).IsBottom());
  EXPECT_TRUE(Meet(AtomType(4), AtomType(5)).IsBottom());
}

}  // namespace
}  // namespace seabeam::ir
