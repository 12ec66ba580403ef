#include "base/check.h"

#include "absl/status/status.h"
#include "gtest/gtest.h"

namespace seabeam::base {
namespace {

enum class Colour { kRed, kBlue };

TEST(CheckTest, PassingChecksDoNothing) {
  SEABEAM_CHECK(1 + 1 == 2) << "arithmetic";
  SEABEAM_CHECK_EQ(2, 2);
  SEABEAM_CHECK_NE(1, 2) << "not printed";
  SEABEAM_CHECK_LT(1, 2);
  SEABEAM_CHECK_LE(2, 2);
  SEABEAM_CHECK_GT(3, 2);
  SEABEAM_CHECK_GE(3, 3);
  SEABEAM_CHECK_OK(absl::OkStatus());
}

TEST(CheckTest, IsSafeInAnUnbracedIf) {
  int reached = 0;
  if (reached == 1)
    SEABEAM_CHECK_EQ(1, 2);
  else
    reached = 2;
  EXPECT_EQ(reached, 2);
}

TEST(CheckTest, OperandsAreEvaluatedOnce) {
  int calls = 0;
  auto next = [&calls] { return ++calls; };
  SEABEAM_CHECK_EQ(next(), 1);
  EXPECT_EQ(calls, 1);
}

using CheckDeathTest = ::testing::Test;

TEST(CheckDeathTest, PrintsPlaceConditionAndMessage) {
  EXPECT_DEATH(SEABEAM_CHECK(1 == 2) << "in block " << 7,
               "check_test.cc:[0-9]+: check failed: 1 == 2 in block 7");
}

TEST(CheckDeathTest, PrintsOperands) {
  int a = 3;
  EXPECT_DEATH(SEABEAM_CHECK_EQ(a, 4) << "why", "a == 4 \\(3 vs. 4\\) why");
  EXPECT_DEATH(SEABEAM_CHECK_EQ(Colour::kRed, Colour::kBlue), "\\(0 vs. 1\\)");
}

TEST(CheckDeathTest, PrintsStatus) {
  EXPECT_DEATH(SEABEAM_CHECK_OK(absl::NotFoundError("no chunk")), "NOT_FOUND: no chunk");
}

TEST(CheckDeathTest, UnreachableDies) {
  EXPECT_DEATH(SEABEAM_UNREACHABLE() << "opcode " << 9, "unreachable opcode 9");
}

}  // namespace
}  // namespace seabeam::base
