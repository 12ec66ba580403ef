// size --abi=atomvm on files that have their native code already.
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/types/optional.h"
#include "base/file.h"
#include "beam/avm.h"
#include "beam/testing/beam_builder.h"
#include "compiler/atomvm/build.h"
#include "compiler/driver/commands.h"
#include "compiler/driver/system/process.h"
#include "emit/container/testing/sample_native.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace seabeam::driver {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class SizeCommandTest : public ::testing::Test {
 protected:
  void SetUp() override {
    absl::StatusOr<TemporaryFolder> folder = TemporaryFolder::Make();
    ASSERT_TRUE(folder.ok()) << folder.status();
    folder_.emplace(*std::move(folder));
    atomvm::BuildOptions build;
    build.key = std::string(16, 'k');
    const absl::StatusOr<atomvm::BuiltFile> built = atomvm::BuildHostFile(
        beam::testing::BeamBuilder().Build(), "", build, [](const beam::Module& module) {
          atomvm::testing::SampleShape shape;
          shape.labels = module.code_header.label_count;
          return absl::StatusOr<atomvm::NativeCode>(atomvm::testing::SampleNativeCode(shape));
        });
    ASSERT_TRUE(built.ok()) << built.status();
    bytes_ = built->bytes;
    native_size_ = static_cast<int64_t>(built->native_size);
    options_.command = Command::kSize;
    options_.abi = "atomvm";
  }

  std::string Path(absl::string_view name) { return base::JoinPath(folder_->path(), name); }
  void Write(absl::string_view name, absl::string_view bytes) {
    ASSERT_TRUE(base::WriteFileAtomic(Path(name), bytes).ok());
    options_.inputs = {Path(name)};
  }

  // The table; the exit status and messages are left in status_ and errors_.
  std::string Size(const std::string& by) {
    options_.by = by;
    ::testing::internal::CaptureStdout();
    ::testing::internal::CaptureStderr();
    status_ = SizeForAtomVmCommand(options_, RE2(options_.function));
    errors_ = ::testing::internal::GetCapturedStderr();
    return ::testing::internal::GetCapturedStdout();
  }

  // The number in front of the row of this name; -1 when there is none.
  static int64_t Row(const std::string& table, absl::string_view name) {
    for (const absl::string_view line : absl::StrSplit(table, '\n')) {
      if (!absl::EndsWith(line, absl::StrCat("  ", name))) continue;
      const std::vector<absl::string_view> words = absl::StrSplit(line, ' ', absl::SkipEmpty());
      int64_t bytes = -1;
      return absl::SimpleAtoi(words[0], &bytes) ? bytes : -1;
    }
    return -1;
  }

  absl::optional<TemporaryFolder> folder_;
  Options options_;
  std::string bytes_;
  int64_t native_size_ = 0;
  int status_ = -1;
  std::string errors_;
};

TEST_F(SizeCommandTest, EveryByteOfTheChunkCountsOnce) {
  Write("m.beam", bytes_);
  const std::string by_module = Size("module");
  EXPECT_EQ(status_, 0) << errors_;
  EXPECT_EQ(Row(by_module, "m.beam"), native_size_);
  const std::string by_section = Size("section");
  EXPECT_EQ(Row(by_section, "total"), native_size_);
  for (const char* section : {"code", "export", "import", "lines", "labels", "headers"}) {
    EXPECT_GT(Row(by_section, section), 0) << section;
  }
}

TEST_F(SizeCommandTest, FunctionsAreNamedByTheirLabels) {
  Write("m.beam", bytes_);
  const std::string all = Size("function");
  EXPECT_EQ(status_, 0) << errors_;
  EXPECT_GT(Row(all, "m:f/1"), 0);
  EXPECT_GT(Row(all, "m:(end of a process)"), 0);
  // Bodies of functions are what the code section holds, but for their number.
  EXPECT_LT(Row(all, "total"), Row(Size("section"), "code"));
  options_.function = "f/1";
  const std::string one = Size("function");
  EXPECT_EQ(Row(one, "total"), Row(all, "m:f/1"));
  EXPECT_THAT(one, Not(HasSubstr("end of a process")));
}

TEST_F(SizeCommandTest, PacksCountTogetherAndDamageIsNamed) {
  const absl::StatusOr<std::string> pack = beam::WriteAvm(
      {{"m.beam", beam::kAvmBeam, bytes_}, {"a/x", 4, absl::string_view("\0\0\0\1x", 5)}});
  ASSERT_TRUE(pack.ok());
  Write("p.avm", *pack);
  options_.inputs.push_back(Path("p.avm"));
  EXPECT_EQ(Row(Size("module"), "total"), 2 * native_size_);
  EXPECT_EQ(status_, 0) << errors_;
  std::string damaged = bytes_;
  damaged[damaged.find("avmN") + 8 + 9] = 2;
  Write("d.beam", damaged);
  Size("module");
  EXPECT_EQ(status_, kExitBadInput);
  EXPECT_THAT(errors_, HasSubstr(Path("d.beam") + ": chunk avmN: offset 8: version 2"));
}

}  // namespace
}  // namespace seabeam::driver
