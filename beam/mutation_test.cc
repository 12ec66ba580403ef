// Damaged copies of real modules: each is refused or loads to a Module that keeps its promises, and
// none crashes the loader.

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "beam/iff.h"
#include "beam/testing/beam_builder.h"
#include "beam/testing/erlang.h"
#include "beam/testing/exercise.h"
#include "gtest/gtest.h"

namespace seabeam::beam {
namespace {

constexpr int kMutationsPerFile = 2000;

void Mutate(std::mt19937* random, size_t begin, size_t end, std::string* bytes) {
  const auto pick = [random](size_t limit) { return static_cast<size_t>((*random)()) % limit; };
  const size_t count = 1 + pick(3);
  for (size_t i = 0; i < count; ++i) {
    const size_t at = begin + pick(end - begin);
    switch (pick(4)) {
      case 0:
        (*bytes)[at] = static_cast<char>((*random)());
        break;
      case 1:
        (*bytes)[at] = static_cast<char>((*bytes)[at] ^ (1 << pick(8)));
        break;
      case 2:
        (*bytes)[at] = static_cast<char>((*bytes)[at] + (pick(2) == 0 ? 1 : -1));
        break;
      default:
        // Four bytes that make a count large or negative.
        if (at + 4 <= end) bytes->replace(at, 4, testing::U32(~uint32_t{0} >> pick(32)));
        break;
    }
  }
}

TEST(MutationTest, DamagedModules) {
  std::mt19937 random(20250101);
  int accepted = 0;
  int total = 0;
  for (const char* name : {"control", "data"}) {
    for (const char* options : {"", "+r22"}) {
      const absl::StatusOr<std::string> file = testing::Compile(
          absl::StrCat("testdata/beam/", name, ".erl"), options, testing::NewFolder(), "beam");
      ASSERT_TRUE(file.ok()) << file.status();
      ASSERT_TRUE(testing::ExerciseLoader(*file));
      const absl::StatusOr<std::vector<Chunk>> chunks = ReadChunks(*file);
      ASSERT_TRUE(chunks.ok());
      for (int i = 0; i < kMutationsPerFile; ++i) {
        std::string copy = *file;
        const Chunk& chunk = (*chunks)[random() % chunks->size()];
        // Now and then anywhere; else inside one chunk, so that small chunks get their share.
        if (i % 16 == 0 || chunk.data.empty()) {
          Mutate(&random, 0, copy.size(), &copy);
        } else {
          Mutate(&random, chunk.offset, chunk.offset + chunk.data.size(), &copy);
        }
        accepted += testing::ExerciseLoader(copy) ? 1 : 0;
        ++total;
      }
    }
  }
  // Both ways are taken.
  EXPECT_GT(accepted, total / 20);
  EXPECT_LT(accepted, total * 19 / 20);
}

}  // namespace
}  // namespace seabeam::beam
