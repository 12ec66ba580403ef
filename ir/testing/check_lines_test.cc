#include "ir/testing/check_lines.h"

#include "gtest/gtest.h"

namespace seabeam::ir {
namespace {

constexpr char kOutput[] = "graph \"f\" {\nb0:\n  n1 = add(n2, n3) : int [[1]]\n  n4 = nil\n}\n";

bool Matches(const char* checks) { return MatchCheckLines(checks, kOutput).ok(); }

TEST(CheckLines, Matching) {
  EXPECT_TRUE(Matches("; CHECK: add(n2, n3) : int\n"));
  EXPECT_TRUE(Matches("; CHECK: n{{[0-9]+}} = add(n2\n; CHECK-NEXT: nil\n"));
  EXPECT_TRUE(Matches("; CHECK: b0:\n; CHECK-NOT: sub\n; CHECK: nil\n; CHECK-NOT: nil\n"));
  EXPECT_FALSE(Matches("; CHECK: sub\n"));
  EXPECT_FALSE(Matches("; CHECK: nil\n; CHECK: add\n"));
  EXPECT_FALSE(Matches("; CHECK: b0:\n; CHECK-NEXT: nil\n"));
  EXPECT_FALSE(Matches("; CHECK: b0:\n; CHECK-NOT: add\n; CHECK: nil\n"));
  EXPECT_FALSE(Matches("; CHECK-NOT: nil\n"));
  EXPECT_FALSE(Matches("nothing\n"));
  EXPECT_FALSE(Matches("; CHECK: {{(}}\n"));
}

TEST(CheckLines, UpdatedFilesMatch) {
  const std::string updated = UpdateCheckLines("; PASSES: a,b\n; CHECK: old\n", kOutput);
  EXPECT_EQ(updated,
            "; PASSES: a,b\n\n; CHECK: b0:\n; CHECK-NEXT: n1 = add(n2, n3) : int\n"
            "; CHECK-NEXT: n4 = nil\n");
  EXPECT_TRUE(MatchCheckLines(updated, kOutput).ok());
  EXPECT_EQ(Directive(updated, "PASSES"), "a,b");
}

}  // namespace
}  // namespace seabeam::ir
