// The binary as a user meets it: exit statuses, messages, and what the commands write.
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "base/file.h"
#include "beam/avm.h"
#include "compiler/driver/system/process.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace seabeam::driver {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr char kSource[] = R"(-module(fixture).
-export([main/1, sum/1, first/1]).

main(Args) ->
    io:format("~p ~w~n", [Args, sum(lists:seq(1, 10))]),
    halt(length(Args)).

sum(List) -> sum(List, 0).

sum([Head | Tail], Sum) -> sum(Tail, Sum + Head);
sum([], Sum) -> Sum.

first({A, _}) when is_integer(A) -> A + 1.
)";

// Under Bazel the binary is among the test's data.
std::string Binary() {
  if (const char* named = getenv("SEABEAM_BINARY")) return named;
  const char* runfiles = getenv("TEST_SRCDIR");
  return absl::StrCat(runfiles == nullptr ? "." : runfiles, "/seabeam/compiler/seabeam");
}

class CliTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    absl::StatusOr<TemporaryFolder> folder = TemporaryFolder::Make();
    ASSERT_TRUE(folder.ok()) << folder.status();
    folder_ = new TemporaryFolder(*std::move(folder));
    ASSERT_TRUE(base::WriteFileAtomic(Path("fixture.erl"), kSource).ok());
    ASSERT_TRUE(base::WriteFileAtomic(Path("broken.erl"), "-module(broken).\nf( -> ok.\n").ok());
    const std::string erlc = FindOnPath("erlc");
    ASSERT_FALSE(erlc.empty());
    absl::StatusOr<Finished> made = RunToEnd({erlc, "-o", folder_->path(), Path("fixture.erl")});
    ASSERT_TRUE(made.ok()) << made.status();
    ASSERT_EQ(made->exit_status, 0) << made->output;
  }
  static void TearDownTestSuite() { delete folder_; }

  static std::string Path(absl::string_view name) { return base::JoinPath(folder_->path(), name); }

  // Standard output and error together; the exit status is left in status_.
  std::string Run(std::vector<std::string> args) {
    args.insert(args.begin(), Binary());
    absl::StatusOr<Finished> finished = RunToEnd(args, {"XDG_CACHE_HOME=" + Path("cache")});
    if (!finished.ok()) {
      ADD_FAILURE() << finished.status();
      return "";
    }
    status_ = finished->exit_status;
    return finished->output;
  }

  int status_ = -1;
  static TemporaryFolder* folder_;
};

TemporaryFolder* CliTest::folder_ = nullptr;

TEST_F(CliTest, ABadCommandLineIsStatus2) {
  EXPECT_THAT(Run({}), HasSubstr("Usage"));
  EXPECT_EQ(status_, 2);
  EXPECT_THAT(Run({"run", "--wat"}), HasSubstr("seabeam run: there is no option --wat"));
  EXPECT_EQ(status_, 2);
  EXPECT_THAT(Run({"dump", Path("fixture.beam"), "--stage=after:nothing"}),
              HasSubstr("after:nothing"));
  EXPECT_EQ(status_, 2);
  EXPECT_THAT(Run({"dump", Path("fixture.beam"), "--stage=ir", "--function=("}),
              HasSubstr("--function=("));
  for (const char* abi : {"--abi=seabeam", "--abi=atomvm"}) {
    EXPECT_THAT(Run({"size", Path("fixture.beam"), "--by=function", "--function=(", abi}),
                HasSubstr("--function=("));
    EXPECT_EQ(status_, 2);
  }
  EXPECT_EQ(status_, 2);
  EXPECT_THAT(Run({"dump", Path("fixture.beam"), "--stage=wat", "--format=dot"}),
              HasSubstr("text only"));
  EXPECT_EQ(status_, 2);
}

TEST_F(CliTest, HelpIsStatus0) {
  EXPECT_THAT(Run({"--help"}), HasSubstr("compile"));
  EXPECT_EQ(status_, 0);
  EXPECT_THAT(Run({"run", "--help", "--no-such-option-matters-not"}), HasSubstr("no option"));
  EXPECT_EQ(status_, 2);
  EXPECT_THAT(Run({"dump", "--help"}), HasSubstr("--stage"));
  EXPECT_EQ(status_, 0);
}

TEST_F(CliTest, BadInputIsStatus1AndNamesTheFile) {
  EXPECT_THAT(Run({"run", Path("missing.beam")}), HasSubstr("missing.beam: there is no such file"));
  EXPECT_EQ(status_, 1);
  EXPECT_THAT(Run({"run", Path("broken.erl")}), HasSubstr("broken.erl:2:"));
  EXPECT_EQ(status_, 1);
  ASSERT_TRUE(base::WriteFileAtomic(Path("text.beam"), "no beam").ok());
  EXPECT_THAT(Run({"compile", Path("text.beam"), "-o", Path("text.wasm")}),
              HasSubstr("text.beam: "));
  EXPECT_EQ(status_, 1);
  EXPECT_FALSE(base::FileExists(Path("text.wasm")));
  EXPECT_THAT(Run({"run", Path("fixture.beam"), "--main=fixture:none"}), HasSubstr("none"));
  EXPECT_EQ(status_, 1);
  ASSERT_TRUE(base::WriteFileAtomic(Path("script.exs"), "IO.puts(:now)").ok());
  EXPECT_THAT(Run({"build", Path("script.exs"), "-o", Path("script")}), HasSubstr("script.exs: the top level of a script"));
  EXPECT_EQ(status_, 1);
  EXPECT_FALSE(base::FileExists(Path("script")));
  EXPECT_THAT(Run({"compile", Path("fixture.beam"), "-o", Path("x.wasm"), "--skip-pass=nothing"}),
              HasSubstr("nothing"));
  EXPECT_NE(status_, 0);
}

// Every message about a damaged file is one line that begins with the file, and nothing is written.
TEST_F(CliTest, DamagedFilesAreRefusedWithOneLine) {
  absl::StatusOr<std::string> beam = base::ReadFile(Path("fixture.beam"));
  ASSERT_TRUE(beam.ok()) << beam.status();
  ASSERT_TRUE(base::MakeDirectories(Path("damaged")).ok());
  const std::string path = Path("damaged/fixture.beam");
  const std::string out = Path("damaged/out.wasm");
  for (size_t size : {size_t{0}, size_t{11}, size_t{40}, beam->size() / 4, beam->size() / 2}) {
    ASSERT_TRUE(base::WriteFileAtomic(path, beam->substr(0, size)).ok());
    const std::string message = Run({"compile", path, "-o", out});
    EXPECT_EQ(status_, 1) << size << ": " << message;
    EXPECT_THAT(message, StartsWith(path + ": ")) << size;
    EXPECT_EQ(message.find('\n'), message.size() - 1) << message;
    EXPECT_FALSE(base::FileExists(out)) << size;
  }
}

TEST_F(CliTest, CompileWritesOneFilePerModule) {
  EXPECT_EQ(Run({"compile", Path("fixture.beam"), "-o", Path("one.wasm")}), "");
  EXPECT_EQ(status_, 0);
  absl::StatusOr<std::string> one = base::ReadFile(Path("one.wasm"));
  ASSERT_TRUE(one.ok()) << one.status();
  EXPECT_EQ(one->substr(0, 4), std::string("\0asm", 4));
  Run({"compile", Path("fixture.beam"), "-o", Path("folder"), "--stats=" + Path("stats.json"),
       "--verify", "-O1"});
  EXPECT_EQ(status_, 0);
  EXPECT_TRUE(base::FileExists(Path("folder/fixture.wasm")));
  absl::StatusOr<std::string> stats = base::ReadFile(Path("stats.json"));
  ASSERT_TRUE(stats.ok()) << stats.status();
  EXPECT_THAT(*stats, AllOf(HasSubstr("\"modules\": 1"), HasSubstr("\"translate\": "),
                            HasSubstr("\"dce\": {")));
  EXPECT_EQ(Run({"compile", Path("fixture.beam"), "-o", Path("y.beam"), "--abi=atomvm",
                 "--label-at-a-time"}),
            "");
  EXPECT_EQ(status_, 0);
  EXPECT_TRUE(base::FileExists(Path("y.beam")));
}

TEST_F(CliTest, ModulesOfAPackAreInputsToo) {
  absl::StatusOr<std::string> beam = base::ReadFile(Path("fixture.beam"));
  ASSERT_TRUE(beam.ok()) << beam.status();
  absl::StatusOr<std::string> pack =
      beam::WriteAvm({{"a/priv/x", 4, absl::string_view("\0\0\0\1x", 5)},
                      {"fixture.beam", beam::kAvmBeam | beam::kAvmStart, *beam}});
  ASSERT_TRUE(pack.ok()) << pack.status();
  ASSERT_TRUE(base::WriteFileAtomic(Path("pack.avm"), *pack).ok());
  EXPECT_EQ(Run({"compile", Path("pack.avm"), "-o", Path("packed")}), "");
  EXPECT_EQ(status_, 0);
  EXPECT_TRUE(base::FileExists(Path("packed/fixture.wasm")));
  EXPECT_THAT(Run({"inspect", Path("pack.avm")}),
              AllOf(HasSubstr("start module"), HasSubstr("module fixture")));
  EXPECT_EQ(status_, 0);
  ASSERT_TRUE(base::WriteFileAtomic(Path("cut.avm"), pack->substr(0, 100)).ok());
  for (const char* command : {"compile", "inspect"}) {
    std::vector<std::string> args = {command, Path("cut.avm")};
    if (args[0] == "compile") args.insert(args.end(), {"-o", Path("cut"), "--abi=atomvm"});
    EXPECT_THAT(Run(args), HasSubstr(Path("cut.avm") + ": offset "));
    EXPECT_EQ(status_, 1);
  }
}

TEST_F(CliTest, DumpPrintsEveryStage) {
  const std::string beam = Path("fixture.beam");
  EXPECT_THAT(Run({"dump", beam, "--stage=beam", "--function=sum/2"}),
              AllOf(HasSubstr("{function, sum, 2,"), Not(HasSubstr("{function, first"))));
  EXPECT_THAT(Run({"dump", beam, "--stage=ir", "--function=fixture:first"}),
              HasSubstr("graph \"first/1\""));
  EXPECT_THAT(Run({"dump", beam, "--stage=final"}),
              AllOf(HasSubstr("module \"fixture\""), HasSubstr("graph \"sum/2\"")));
  EXPECT_THAT(Run({"dump", beam, "--stage=schedule", "--function=sum/2"}),
              HasSubstr("function 0 at b0"));
  EXPECT_THAT(Run({"dump", beam, "--stage=wat", "--function=sum/2"}), StartsWith("(func "));
  EXPECT_THAT(Run({"dump", beam, "--stage=wat"}), StartsWith("(module"));
  EXPECT_THAT(Run({"dump", beam, "--stage=before:self_loop", "--function=sum/2"}),
              Not(HasSubstr(" = loop")));
  EXPECT_THAT(Run({"dump", beam, "--stage=after:self_loop", "--function=sum/2"}),
              HasSubstr(" = loop"));
  EXPECT_EQ(status_, 0);
  EXPECT_THAT(Run({"dump", beam, "--stage=final", "--format=dot", "--function=sum/2"}),
              StartsWith("digraph"));
  EXPECT_THAT(Run({"dump", beam, "--stage=final", "--format=json"}),
              HasSubstr("\"name\": \"fixture:sum/2\""));
  EXPECT_THAT(Run({"dump", beam, "--stage=final", "--format=html", "--function=sum/2"}),
              StartsWith("<!doctype html>"));
  EXPECT_EQ(status_, 0);
  EXPECT_THAT(Run({"dump", beam, "--stage=ir", "--function=nothing"}),
              HasSubstr("no function matches nothing"));
  EXPECT_EQ(status_, 1);
}

TEST_F(CliTest, InspectSizeAndPassesPrint) {
  EXPECT_THAT(Run({"inspect", Path("fixture.beam")}), HasSubstr("Code"));
  EXPECT_EQ(status_, 0);
  Run({"compile", Path("fixture.beam"), "-o", Path("i.wasm")});
  EXPECT_THAT(Run({"inspect", Path("i.wasm")}), HasSubstr("seabeam"));
  EXPECT_EQ(status_, 0);
  EXPECT_THAT(Run({"size", Path("fixture.beam"), "--by=function"}), HasSubstr("fixture:sum/2"));
  EXPECT_THAT(Run({"size", Path("fixture.beam"), "--by=section"}), HasSubstr("code"));
  EXPECT_THAT(Run({"size", Path("fixture.beam")}), HasSubstr("total"));
  EXPECT_THAT(Run({"passes"}), AllOf(HasSubstr("self_loop"), HasSubstr("-O2 (default): ")));
  EXPECT_EQ(status_, 0);
}

TEST_F(CliTest, RunGivesTheProgramsOutputAndStatus) {
  EXPECT_EQ(Run({"run", Path("fixture.erl"), "--", "a b", "-O0"}), "[\"a b\",\"-O0\"] 55\n");
  EXPECT_EQ(status_, 2);
  // A second time, from the cache.
  EXPECT_EQ(Run({"run", Path("fixture.beam"), "--time"}).substr(0, 6), "[] 55\n");
  EXPECT_EQ(status_, 0);
  EXPECT_THAT(Run({"run", Path("fixture.beam"), "--main=fixture:first"}),
              HasSubstr("function clause"));
  EXPECT_EQ(status_, 1);
}

TEST_F(CliTest, ABundleRunsWithoutTheCompiler) {
  Run({"build", Path("fixture.erl"), "-o", Path("bundle")});
  EXPECT_EQ(status_, 0);
  const std::string node =
      FindOnPath(getenv("SEABEAM_NODE") == nullptr ? "node" : getenv("SEABEAM_NODE"));
  absl::StatusOr<Finished> finished = RunToEnd({node, Path("bundle/main.mjs"), "x"});
  ASSERT_TRUE(finished.ok()) << finished.status();
  EXPECT_EQ(finished->output, "[\"x\"] 55\n");
  EXPECT_EQ(finished->exit_status, 1);
}

}  // namespace
}  // namespace seabeam::driver
