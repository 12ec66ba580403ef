#include "fuzz/replay.h"

#include <cstdlib>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/numbers.h"
#include "base/file.h"
#include "gtest/gtest.h"

namespace seabeam::fuzz {

std::vector<std::string> Corpus(absl::string_view folder) {
  const char* other = getenv("SEABEAM_CORPUS");
  absl::StatusOr<std::vector<std::string>> files =
      base::ListFilesRecursive(other == nullptr ? std::string(folder) : other);
  EXPECT_TRUE(files.ok()) << files.status();
  return files.ok() ? *std::move(files) : std::vector<std::string>();
}

uint64_t MutationsPerFile() {
  const char* text = getenv("SEABEAM_MUTATIONS");
  uint64_t count = 0;
  return text != nullptr && absl::SimpleAtoi(text, &count) ? count : 40;
}

void KeepMutant(absl::string_view bytes) {
  const char* path = getenv("SEABEAM_MUTANT");
  if (path == nullptr) return;
  const absl::Status status = base::WriteFileAtomic(path, bytes);
  EXPECT_TRUE(status.ok()) << status;
}

}  // namespace seabeam::fuzz
