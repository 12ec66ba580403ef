#include "compiler/driver/options.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace seabeam::driver {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

absl::StatusOr<Options> Parse(const std::vector<const char*>& args) { return ParseOptions(args); }

std::string Wrong(const std::vector<const char*>& args) {
  absl::StatusOr<Options> options = ParseOptions(args);
  return options.ok() ? "accepted" : std::string(options.status().message());
}

TEST(OptionsTest, OptionsStandAnywhereAfterTheCommand) {
  absl::StatusOr<Options> options =
      Parse({"run", "a.erl", "-O1", "b.beam", "--main=m:f", "--", "-O0", "x", "--"});
  ASSERT_TRUE(options.ok()) << options.status();
  EXPECT_EQ(options->command, Command::kRun);
  EXPECT_THAT(options->inputs, ElementsAre("a.erl", "b.beam"));
  EXPECT_THAT(options->program_args, ElementsAre("-O0", "x", "--"));
  EXPECT_EQ(options->opt_level, 1);
  EXPECT_EQ(options->main, "m:f");
}

TEST(OptionsTest, ValuesAreJoinedOrFollow) {
  absl::StatusOr<Options> options =
      Parse({"compile", "-o", "out", "--jobs", "3", "--app=kernel", "--app", "stdlib", "-I", "inc",
             "-Iother", "--skip-pass=gvn,dce", "--bisect-limit=0", "-O", "0"});
  ASSERT_TRUE(options.ok()) << options.status();
  EXPECT_EQ(options->output, "out");
  EXPECT_EQ(options->jobs, 3);
  EXPECT_THAT(options->apps, ElementsAre("kernel", "stdlib"));
  EXPECT_THAT(options->include_dirs, ElementsAre("inc", "other"));
  EXPECT_THAT(options->skip_passes, ElementsAre("gvn", "dce"));
  EXPECT_EQ(options->bisect_limit, 0);
  EXPECT_EQ(options->opt_level, 0);
}

TEST(OptionsTest, Defaults) {
  absl::StatusOr<Options> options = Parse({"run", "a.erl"});
  ASSERT_TRUE(options.ok()) << options.status();
  EXPECT_EQ(options->opt_level, 2);
  EXPECT_EQ(options->bisect_limit, -1);
  EXPECT_EQ(options->jobs, 0);
  EXPECT_THAT(options->main, IsEmpty());
  EXPECT_THAT(options->program_args, IsEmpty());
}

TEST(OptionsTest, StatsOfRunMayStandAlone) {
  absl::StatusOr<Options> alone = Parse({"run", "a.erl", "--stats", "b.erl"});
  ASSERT_TRUE(alone.ok()) << alone.status();
  EXPECT_TRUE(alone->runtime_stats);
  EXPECT_THAT(alone->inputs, ElementsAre("a.erl", "b.erl"));
  absl::StatusOr<Options> file = Parse({"run", "a.erl", "--stats=s.json"});
  ASSERT_TRUE(file.ok()) << file.status();
  EXPECT_FALSE(file->runtime_stats);
  EXPECT_EQ(file->stats_file, "s.json");
  EXPECT_THAT(Wrong({"compile", "a.erl", "-o", "x", "--stats"}), HasSubstr("needs a file"));
}

TEST(OptionsTest, HelpNeedsNothingElse) {
  for (const char* command : {"run", "build", "compile", "dump", "inspect", "size", "passes"}) {
    absl::StatusOr<Options> options = Parse({command, "--help"});
    ASSERT_TRUE(options.ok()) << options.status();
    EXPECT_TRUE(options->help);
    EXPECT_THAT(HelpText(options->command), HasSubstr(command));
    EXPECT_THAT(HelpText(Command::kNone), HasSubstr(command));
  }
  absl::StatusOr<Options> named = Parse({"help", "dump"});
  ASSERT_TRUE(named.ok()) << named.status();
  EXPECT_EQ(named->command, Command::kDump);
  EXPECT_TRUE(named->help);
  absl::StatusOr<Options> top = Parse({"--help"});
  ASSERT_TRUE(top.ok()) << top.status();
  EXPECT_EQ(top->command, Command::kHelp);
}

TEST(OptionsTest, HelpOfACommandNamesItsOptionsOnly) {
  EXPECT_THAT(HelpText(Command::kDump), HasSubstr("--stage=STAGE"));
  EXPECT_THAT(HelpText(Command::kRun), ::testing::Not(HasSubstr("--stage")));
}

TEST(OptionsTest, OptionsOfAtomVm) {
  absl::StatusOr<Options> plain = Parse({"compile", "a.avm", "-o", "x.avm", "--abi=atomvm"});
  ASSERT_TRUE(plain.ok()) << plain.status();
  EXPECT_FALSE(plain->keep_bytecode || plain->no_shared_memory || plain->no_tail_calls ||
               plain->label_at_a_time);
  absl::StatusOr<Options> all =
      Parse({"compile", "a.avm", "-o", "x.avm", "--abi=atomvm", "--keep-bytecode",
             "--no-shared-memory", "--no-tail-calls", "--label-at-a-time"});
  ASSERT_TRUE(all.ok()) << all.status();
  EXPECT_TRUE(all->keep_bytecode && all->no_shared_memory && all->no_tail_calls &&
              all->label_at_a_time);
  absl::StatusOr<Options> back =
      Parse({"size", "a.avm", "--abi=atomvm", "--no-shared-memory", "--shared-memory"});
  ASSERT_TRUE(back.ok()) << back.status();
  EXPECT_FALSE(back->no_shared_memory);
  for (const char* option :
       {"--keep-bytecode", "--no-shared-memory", "--no-tail-calls", "--label-at-a-time"}) {
    EXPECT_THAT(Wrong({"compile", "a.beam", "-o", "x", option}), HasSubstr("need --abi=atomvm"));
    EXPECT_THAT(Wrong({"run", "a.beam", option}), HasSubstr("is an option of"));
  }
}

TEST(OptionsTest, SaysWhatIsWrong) {
  EXPECT_THAT(Wrong({}), HasSubstr("Usage"));
  EXPECT_THAT(Wrong({"rnu", "a.erl"}), HasSubstr("did you mean run?"));
  EXPECT_THAT(Wrong({"-O2", "run"}), HasSubstr("a command comes before options"));
  EXPECT_THAT(Wrong({"run"}), HasSubstr("no input"));
  EXPECT_THAT(Wrong({"run", "a.erl", "--maim=x"}), HasSubstr("did you mean --main?"));
  EXPECT_THAT(Wrong({"run", "a.erl", "--stage=ir"}),
              HasSubstr("--stage is an option of dump only"));
  EXPECT_THAT(Wrong({"run", "a.erl", "-O7"}), HasSubstr("-O 7: must be 0, 1 or 2"));
  EXPECT_THAT(Wrong({"run", "a.erl", "-O"}), HasSubstr("-O needs a value"));
  EXPECT_THAT(Wrong({"run", "a.erl", "--main="}), HasSubstr("--main needs a value"));
  EXPECT_THAT(Wrong({"run", "a.erl", "--main=m:"}), HasSubstr("MODULE:FUNCTION"));
  EXPECT_THAT(Wrong({"run", "a.erl", "--main", "--", "x"}), HasSubstr("--main needs a value"));
  EXPECT_THAT(Wrong({"run", "a.erl", "--verify=yes"}), HasSubstr("takes no value"));
  EXPECT_THAT(Wrong({"run", "a.erl", "-verify"}), HasSubstr("there is no option -verify"));
  EXPECT_THAT(Wrong({"run", "a.erl", "--v"}), HasSubstr("there is no option --v"));
  EXPECT_THAT(Wrong({"run", "a.erl", "--jobs=0"}), HasSubstr("1 to 1024"));
  EXPECT_THAT(Wrong({"run", "a.erl", "--bisect-limit=-1"}), HasSubstr("0 or more"));
  EXPECT_THAT(Wrong({"compile", "a.erl"}), HasSubstr("-o"));
  EXPECT_THAT(Wrong({"compile", "a.erl", "-o", "x", "--abi=x86"}),
              HasSubstr("one of seabeam, atomvm"));
  EXPECT_THAT(Wrong({"compile", "a.erl", "-o", "x", "--", "y"}),
              HasSubstr("only run takes arguments"));
  EXPECT_THAT(Wrong({"dump", "a.erl"}), HasSubstr("--stage is missing"));
  EXPECT_THAT(Wrong({"dump", "a.erl", "--stage=ir", "--format=png"}),
              HasSubstr("text, dot, html, json"));
  EXPECT_THAT(Wrong({"passes", "a.erl"}), HasSubstr("takes no inputs"));
}

}  // namespace
}  // namespace seabeam::driver
