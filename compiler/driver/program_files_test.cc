#include "compiler/driver/program_files.h"

#include "base/file.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace seabeam::driver {
namespace {

using ::testing::HasSubstr;

class ProgramFilesTest : public ::testing::Test {
 protected:
  ProgramFilesTest() : root_(base::JoinPath(::testing::TempDir(), "program_files")) {
    Put("a/x.txt");
    Put("a/b/y.txt");
  }
  void Put(const std::string& name) {
    const std::string path = base::JoinPath(root_, name);
    EXPECT_TRUE(base::MakeDirectories(path.substr(0, path.rfind('/'))).ok());
    EXPECT_TRUE(base::WriteFileAtomic(path, name).ok());
  }
  // "GUEST <- HOST\n" for each, hosts without the root.
  std::string Find(const std::vector<std::string>& dirs) {
    absl::StatusOr<std::vector<ProgramFile>> files = FindProgramFiles(dirs);
    if (!files.ok()) return std::string(files.status().message());
    std::string text;
    for (const ProgramFile& file : *files) {
      text += file.guest + " <- " + file.host.substr(root_.size()) + "\n";
    }
    return text;
  }
  const std::string root_;
};

TEST_F(ProgramFilesTest, GivesAFolderUnderItsGuestName) {
  EXPECT_EQ(Find({root_ + "/a::/data/"}), "/data/b/y.txt <- /a/b/y.txt\n/data/x.txt <- /a/x.txt\n");
  EXPECT_EQ(Find({root_ + "/a::/"}), "/b/y.txt <- /a/b/y.txt\n/x.txt <- /a/x.txt\n");
}

TEST_F(ProgramFilesTest, GivesAFileAndKeepsTheLaterOfTwo) {
  EXPECT_EQ(Find({root_ + "/a/x.txt::/f", root_ + "/a/b/y.txt::/f"}), "/f <- /a/b/y.txt\n");
}

TEST_F(ProgramFilesTest, NamesAFolderAsTheCallerDoes) {
  EXPECT_EQ(Find({root_ + "/a/../a/b"}), root_ + "/a/b/y.txt <- /a/../a/b/y.txt\n");
}

TEST_F(ProgramFilesTest, RefusesWhatIsNotThere) {
  EXPECT_THAT(Find({root_ + "/none"}), HasSubstr("there is no"));
  EXPECT_THAT(Find({root_ + "/a::data"}), HasSubstr("data is not absolute"));
}

}  // namespace
}  // namespace seabeam::driver
