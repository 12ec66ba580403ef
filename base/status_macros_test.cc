#include "base/status_macros.h"

#include <memory>
#include <string>
#include <utility>

#include "gtest/gtest.h"

namespace seabeam::base {
namespace {

absl::StatusOr<int> Parse(bool good) {
  if (!good) return absl::InvalidArgumentError("bad int");
  return 7;
}

absl::StatusOr<std::string> Use(bool good) {
  SEABEAM_ASSIGN_OR_RETURN(int value, Parse(good));
  SEABEAM_ASSIGN_OR_RETURN(int again, Parse(good));
  int assigned = 0;
  SEABEAM_ASSIGN_OR_RETURN(assigned, Parse(good));
  return std::to_string(value + again + assigned);
}

absl::Status Check(const absl::Status& status) {
  SEABEAM_RETURN_IF_ERROR(status);
  SEABEAM_RETURN_IF_ERROR(Parse(true));
  return absl::Status(absl::StatusCode::kAborted, "reached the end");
}

absl::StatusOr<std::unique_ptr<int>> MovesOnly() {
  SEABEAM_ASSIGN_OR_RETURN(auto p, absl::StatusOr<std::unique_ptr<int>>(std::make_unique<int>(3)));
  return p;
}

absl::StatusOr<int> Pairs() {
  using Pair = std::pair<int, int>;
  SEABEAM_ASSIGN_OR_RETURN((std::pair<int, int> pair), absl::StatusOr<Pair>(Pair(1, 2)));
  return pair.first + pair.second;
}

TEST(StatusMacrosTest, AssignOrReturn) {
  EXPECT_EQ(*Use(true), "21");
  EXPECT_EQ(Use(false).status().message(), "bad int");
  EXPECT_EQ(**MovesOnly(), 3);
  EXPECT_EQ(*Pairs(), 3);
}

TEST(StatusMacrosTest, ReturnIfError) {
  EXPECT_EQ(Check(absl::OkStatus()).code(), absl::StatusCode::kAborted);
  EXPECT_EQ(Check(absl::NotFoundError("x")).code(), absl::StatusCode::kNotFound);
}

TEST(StatusMacrosTest, Annotate) {
  EXPECT_EQ(Annotate(absl::DataLossError("cut"), "Code").ToString(), "DATA_LOSS: Code: cut");
  EXPECT_TRUE(Annotate(absl::OkStatus(), "Code").ok());
}

}  // namespace
}  // namespace seabeam::base
