// The corpus of the compile fuzz target, and mutations of it with fixed seeds.
#include <cstdlib>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "base/file.h"
#include "fuzz/compile_exercise.h"
#include "fuzz/module_mutator.h"
#include "fuzz/wabt_validator.h"
#include "gtest/gtest.h"

namespace seabeam::fuzz {
namespace {

// $SEABEAM_MUTATIONS for a longer search: mutations of each file.
uint64_t MutationsPerFile() {
  const char* text = getenv("SEABEAM_MUTATIONS");
  uint64_t count = 0;
  return text != nullptr && absl::SimpleAtoi(text, &count) ? count : 40;
}

std::vector<std::string> Corpus() {
  const char* folder = getenv("SEABEAM_CORPUS");
  absl::StatusOr<std::vector<std::string>> files =
      base::ListFilesRecursive(folder == nullptr ? "testdata/fuzz/compile" : folder);
  EXPECT_TRUE(files.ok()) << files.status();
  return files.ok() ? *std::move(files) : std::vector<std::string>();
}

TEST(CompileReplayTest, Corpus) {
  const std::vector<std::string> files = Corpus();
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
  for (const std::string& path : Corpus()) {
    const absl::StatusOr<std::string> bytes = base::ReadFile(path);
    ASSERT_TRUE(bytes.ok()) << bytes.status();
    for (uint64_t seed = 1; seed <= MutationsPerFile(); ++seed) {
      const std::string mutated = MutateModule(*bytes, seed);
      // A crash ends the test; then the last file written is the one.
      if (getenv("SEABEAM_MUTANT") != nullptr) {
        base::WriteFileAtomic(getenv("SEABEAM_MUTANT"), mutated).IgnoreError();
      }
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
