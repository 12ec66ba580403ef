// Runs the loader over the checked-in corpus of its fuzz target.

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "base/file.h"
#include "beam/testing/exercise.h"
#include "gtest/gtest.h"

namespace seabeam::beam {
namespace {

TEST(BeamLoaderReplayTest, Corpus) {
  const absl::StatusOr<std::vector<std::string>> files =
      base::ListFilesRecursive("testdata/fuzz/beam");
  ASSERT_TRUE(files.ok()) << files.status();
  ASSERT_GT(files->size(), 20u);
  for (const std::string& path : *files) {
    SCOPED_TRACE(path);
    const absl::StatusOr<std::string> bytes = base::ReadFile(path);
    ASSERT_TRUE(bytes.ok()) << bytes.status();
    const bool accepted = testing::ExerciseLoader(*bytes);
    // Files of this name are whole modules.
    if (absl::StartsWith(base::BaseName(path), "valid")) {
      EXPECT_TRUE(accepted);
    }
  }
}

}  // namespace
}  // namespace seabeam::beam
