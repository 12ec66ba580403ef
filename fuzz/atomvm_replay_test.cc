// The corpus of the AtomVM fuzz target, and mutations of it with fixed seeds.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_join.h"
#include "base/file.h"
#include "fuzz/atomvm_exercise.h"
#include "fuzz/container_mutator.h"
#include "fuzz/replay.h"
#include "gtest/gtest.h"

namespace seabeam::fuzz {
namespace {

constexpr char kFolder[] = "testdata/fuzz/atomvm";

// What `inspect` says of a file, one kind once.
std::set<std::string> Kinds(const std::vector<std::string>& messages) {
  std::set<std::string> kinds;
  for (const std::string& message : messages) kinds.insert(KindOfMessage(message));
  return kinds;
}

TEST(AtomVmReplayTest, Corpus) {
  const std::vector<std::string> files = Corpus(kFolder);
  ASSERT_GT(files.size(), 60u);
  std::set<std::string> kinds;
  size_t valid = 0;
  for (const std::string& path : files) {
    SCOPED_TRACE(path);
    const absl::StatusOr<std::string> bytes = base::ReadFile(path);
    ASSERT_TRUE(bytes.ok()) << bytes.status();
    const AtomVmExercised result = ExerciseAtomVm(*bytes);
    EXPECT_EQ(result.finding, "");
    // Files of this name are whole.
    if (absl::StartsWith(base::BaseName(path), "valid")) {
      ++valid;
      EXPECT_EQ(absl::StrJoin(result.messages, "\n"), "");
    }
    kinds.merge(Kinds(result.messages));
  }
  EXPECT_GE(valid, 4u);
  printf("%zu kinds of damage\n", kinds.size());
  if (getenv("SEABEAM_KINDS") != nullptr) printf("%s\n", absl::StrJoin(kinds, "\n").c_str());
  EXPECT_GE(kinds.size(), 110u);
}

TEST(AtomVmReplayTest, Mutations) {
  size_t total = 0;
  size_t built = 0;
  std::set<std::string> kinds;
  for (const std::string& path : Corpus(kFolder)) {
    const absl::StatusOr<std::string> bytes = base::ReadFile(path);
    ASSERT_TRUE(bytes.ok()) << bytes.status();
    for (uint64_t seed = 1; seed <= MutationsPerFile(); ++seed) {
      const std::string mutated = MutateContainer(*bytes, seed, MutateBytes);
      KeepMutant(mutated);
      const AtomVmExercised result = ExerciseAtomVm(mutated);
      EXPECT_EQ(result.finding, "") << path << " seed " << seed;
      kinds.merge(Kinds(result.messages));
      built += result.built;
      ++total;
    }
  }
  printf("%zu files, %zu kinds of damage, %zu modules built\n", total, kinds.size(), built);
  EXPECT_GT(kinds.size(), 150u);
  EXPECT_GT(built, total / 50);
}

}  // namespace
}  // namespace seabeam::fuzz
