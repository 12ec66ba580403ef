#include "base/file.h"

#include <sys/stat.h>

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "gtest/gtest.h"

namespace seabeam::base {
namespace {

std::string TestFolder(const std::string& name) {
  std::string folder = ::testing::TempDir() + "/file_test_" + name;
  EXPECT_TRUE(MakeDirectories(folder).ok());
  return folder;
}

TEST(FileTest, WritesAndReadsBack) {
  std::string path = TestFolder("rw") + "/data";
  std::string contents(200000, 'x');
  contents[5] = '\0';
  ASSERT_TRUE(WriteFileAtomic(path, contents).ok());
  EXPECT_EQ(*ReadFile(path), contents);
  ASSERT_TRUE(WriteFileAtomic(path, "").ok());
  EXPECT_EQ(*ReadFile(path), "");
}

TEST(FileTest, ReadsFilesThatHaveNoSize) {
  auto contents = ReadFile("/proc/self/status");
  ASSERT_TRUE(contents.ok());
  EXPECT_TRUE(absl::StrContains(*contents, "Pid:"));
}

TEST(FileTest, ErrorsNameThePath) {
  absl::Status missing = ReadFile("/nonexistent/x").status();
  EXPECT_EQ(missing.code(), absl::StatusCode::kNotFound);
  EXPECT_TRUE(absl::StrContains(missing.message(), "/nonexistent/x"));
  EXPECT_FALSE(ReadFile(TestFolder("dir")).ok());
  EXPECT_FALSE(WriteFileAtomic("/nonexistent/x", "y").ok());
  EXPECT_FALSE(ListFilesRecursive("/nonexistent").ok());
}

TEST(FileTest, AFailedWriteLeavesNothingBehind) {
  std::string folder = TestFolder("failed");
  ASSERT_TRUE(MakeDirectories(folder + "/target").ok());
  EXPECT_FALSE(WriteFileAtomic(folder + "/target", "contents").ok());
  EXPECT_TRUE(ListFilesRecursive(folder)->empty());
}

TEST(FileTest, ModeIsMaskedByUmask) {
  std::string path = TestFolder("mode") + "/f";
  mode_t old = umask(022);
  ASSERT_TRUE(WriteFileAtomic(path, "x", 0777).ok());
  umask(old);
  struct stat info;
  ASSERT_EQ(stat(path.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0755u);
}

TEST(FileTest, ListsSortedWithSuffix) {
  std::string folder = TestFolder("list");
  ASSERT_TRUE(MakeDirectories(folder + "/b/c").ok());
  for (const char* name : {"/z.beam", "/a.beam", "/b/c/m.beam", "/b/n.txt"}) {
    ASSERT_TRUE(WriteFileAtomic(folder + name, "").ok());
  }
  EXPECT_EQ(
      *ListFilesRecursive(folder, ".beam"),
      (std::vector<std::string>{folder + "/a.beam", folder + "/b/c/m.beam", folder + "/z.beam"}));
  EXPECT_EQ(ListFilesRecursive(folder)->size(), 4u);
}

TEST(FileTest, Paths) {
  EXPECT_EQ(JoinPath("a", "b"), "a/b");
  EXPECT_EQ(JoinPath("a/", "b"), "a/b");
  EXPECT_EQ(JoinPath("", "b"), "b");
  EXPECT_EQ(JoinPath("a", "/b"), "/b");
  EXPECT_EQ(BaseName("a/b.erl"), "b.erl");
  EXPECT_EQ(BaseName("b.erl"), "b.erl");
}

}  // namespace
}  // namespace seabeam::base
