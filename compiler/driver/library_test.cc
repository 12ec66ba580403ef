#include "compiler/driver/library.h"

#include "base/file.h"
#include "compiler/driver/system/process.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace seabeam::driver {
namespace {

using ::testing::ElementsAre;

void Touch(const std::string& folder, const std::string& file) {
  ASSERT_TRUE(base::MakeDirectories(folder).ok());
  ASSERT_TRUE(base::WriteFileAtomic(base::JoinPath(folder, file), "x").ok());
}

TEST(LibraryTest, VersionsCompareByNumber) {
  EXPECT_THAT(NewestVersions({"kernel-8.9", "kernel-8.10", "kernel", "stdlib-4.2", "stdlib-4.2.1"}),
              ElementsAre("kernel-8.10", "stdlib-4.2.1"));
  EXPECT_THAT(NewestVersions({"ex_unit", "a-b", "a-b-1.0"}), ElementsAre("a-b-1.0", "ex_unit"));
}

TEST(LibraryTest, FindsModulesAndApplications) {
  absl::StatusOr<TemporaryFolder> folder = TemporaryFolder::Make();
  ASSERT_TRUE(folder.ok()) << folder.status();
  const std::string& root = folder->path();
  Touch(root + "/lib/stdlib-4.2/ebin", "lists.beam");
  Touch(root + "/lib/stdlib-4.10/ebin", "lists.beam");
  Touch(root + "/lib/inets-8.0/ebin", "httpc.beam");
  absl::StatusOr<std::string> found = FindOtpRoot(root);
  ASSERT_TRUE(found.ok()) << found.status();
  Library library;
  library.AddInstalled(*found);
  EXPECT_EQ(library.Find("lists"), root + "/lib/stdlib-4.10/ebin/lists.beam");
  EXPECT_EQ(library.Find("httpc"), root + "/lib/inets-8.0/ebin/httpc.beam");
  EXPECT_EQ(library.Find("nothing"), "");
  EXPECT_EQ(library.Find("../ebin/lists"), "");
  EXPECT_EQ(library.Find(""), "");
  EXPECT_EQ(library.Find(absl::string_view("lists\0", 6)), "");
  EXPECT_EQ(library.FindApp("inets"), root + "/lib/inets-8.0/ebin");
  EXPECT_EQ(library.FindApp("inet"), "");
}

TEST(LibraryTest, KnowsWhichOtpItIs) {
  absl::StatusOr<TemporaryFolder> folder = TemporaryFolder::Make();
  ASSERT_TRUE(folder.ok()) << folder.status();
  const std::string releases = folder->path() + "/releases";
  EXPECT_EQ(ReadOtpVersion(folder->path()).release, "");
  EXPECT_EQ(ReadOtpVersion(folder->path()).Number(), 0);
  ASSERT_TRUE(base::MakeDirectories(releases).ok());
  ASSERT_TRUE(base::WriteFileAtomic(releases + "/start_erl.data", "15.2.7 27\n").ok());
  EXPECT_EQ(ReadOtpVersion(folder->path()).release, "27");
  EXPECT_EQ(ReadOtpVersion(folder->path()).Number(), 27);
  EXPECT_EQ(ReadOtpVersion(folder->path()).erts, "15.2.7");
  ASSERT_TRUE(base::WriteFileAtomic(releases + "/start_erl.data", "15.2.7").ok());
  EXPECT_EQ(ReadOtpVersion(folder->path()).erts, "");
}

TEST(LibraryTest, RefusesAFolderThatIsNoInstallation) {
  absl::StatusOr<TemporaryFolder> folder = TemporaryFolder::Make();
  ASSERT_TRUE(folder.ok()) << folder.status();
  EXPECT_EQ(FindOtpRoot(folder->path()).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(FindElixirRoot(folder->path()).status().code(), absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace seabeam::driver
