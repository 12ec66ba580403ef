#include "compiler/driver/pipeline_prefix.h"

#include "gtest/gtest.h"

namespace seabeam::driver {
namespace {

TEST(PipelinePrefixTest, CutsBeforeOrBehind) {
  EXPECT_EQ(PipelinePrefix("a,b,c", "b", 1, true), "a,b");
  EXPECT_EQ(PipelinePrefix("a,b,c", "b", 1, false), "a");
  EXPECT_EQ(PipelinePrefix("a,b,c", "a", 1, false), "");
  EXPECT_EQ(PipelinePrefix("a,b,a,c", "a", 2, true), "a,b,a");
  EXPECT_EQ(PipelinePrefix(" a , b ", "b", 1, true), "a,b");
}

TEST(PipelinePrefixTest, AGroupThatIsCutRunsOnce) {
  EXPECT_EQ(PipelinePrefix("a,[b,c],d", "d", 1, true), "a,[b,c],d");
  EXPECT_EQ(PipelinePrefix("a,[b,c],d", "c", 1, true), "a,b,c");
  EXPECT_EQ(PipelinePrefix("a,[b,[c,d],e],f", "e", 1, false), "a,b,[c,d]");
  EXPECT_EQ(PipelinePrefix("[a,[b,c]]", "c", 1, false), "a,b");
}

TEST(PipelinePrefixTest, PhasesStayApart) {
  EXPECT_EQ(PipelinePrefix("a,b|c,d", "d", 1, true), "a,b|c,d");
  EXPECT_EQ(PipelinePrefix("a,b | c,d", "c", 1, true), "a,b|c");
  EXPECT_EQ(PipelinePrefix("a,b|c,d", "c", 1, false), "a,b|");
  EXPECT_EQ(PipelinePrefix("a,b|a,d", "a", 2, true), "a,b|a");
  EXPECT_EQ(PipelinePrefix("a,b|c", "b", 1, true), "a,b");
}

TEST(PipelinePrefixTest, NamesMatchWhole) {
  EXPECT_EQ(PipelinePrefix("ab,b", "b", 1, true), "ab,b");
  EXPECT_FALSE(PipelinePrefix("ab,b", "a", 1, true).has_value());
  EXPECT_FALSE(PipelinePrefix("a,b", "a", 2, true).has_value());
  EXPECT_FALSE(PipelinePrefix("", "a", 1, true).has_value());
}

}  // namespace
}  // namespace seabeam::driver
