// The corpus of the compile fuzz target, and mutations of it with fixed seeds.
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "base/file.h"
#include "fuzz/compile_exercise.h"
#include "fuzz/module_mutator.h"
#include "fuzz/replay.h"
#include "fuzz/wabt_validator.h"
#include "gtest/gtest.h"

namespace seabeam::fuzz {
namespace {

constexpr char kFolder[] = "testdata/fuzz/compile";

TEST(CompileReplayTest, Corpus) {
  const std::vector<std::string> files = Corpus(kFolder);
  ASSERT_GT(files.size(), 10u);
  for (const std::string& path : files) {
    SCOPED_TRACE(path);
    const absl::StatusOr<std::string> bytes = base::ReadFile(path);
    ASSERT_TRUE(bytes.ok()) << bytes.status();
    const Exercised result = ExerciseCompile(*bytes, WabtComplaint);
    EXPECT_EQ(result.finding, "");
    // Files of this name are whole modules.
    if (absl::StartsWith(base::BaseName(path), "valid")) {
      EXPECT_TRUE(result.accepted);
    }
  }
}

TEST(CompileReplayTest, Mutations) {
  size_t accepted = 0;
  size_t total = 0;
  for (const std::string& path : Corpus(kFolder)) {
    const absl::StatusOr<std::string> bytes = base::ReadFile(path);
    ASSERT_TRUE(bytes.ok()) << bytes.status();
    for (uint64_t seed = 1; seed <= MutationsPerFile(); ++seed) {
      const std::string mutated = MutateModule(*bytes, seed);
      KeepMutant(mutated);
      const Exercised result = ExerciseCompile(mutated, WabtComplaint);
      EXPECT_EQ(result.finding, "") << path << " seed " << seed;
      accepted += result.accepted;
      ++total;
    }
  }
  // Mutants that are all refused would test the loader alone.
  EXPECT_GT(accepted, total / 20);
  RecordProperty("accepted", static_cast<int>(accepted));
  printf("%zu of %zu mutants were accepted\n", accepted, total);
}

}  // namespace
}  // namespace seabeam::fuzz
