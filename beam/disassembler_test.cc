// Compares the disassembler with the compiler's own listing, for fixtures that cover the opcodes
// OTP 22 to 25 write.

#include "beam/disassembler.h"

#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "base/file.h"
#include "beam/loader.h"
#include "beam/opcodes.h"
#include "beam/testing/erlang.h"
#include "gtest/gtest.h"

namespace seabeam::beam {
namespace {

constexpr char kFolder[] = "testdata/beam/";

class ListingTest : public ::testing::TestWithParam<std::tuple<std::string, std::string>> {};

TEST_P(ListingTest, SameAsTheCompilers) {
  const auto& [name, options] = GetParam();
  const std::string source = absl::StrCat(kFolder, name, ".erl");
  const std::string folder = testing::NewFolder();
  const absl::StatusOr<std::string> file = testing::Compile(source, options, folder, "beam");
  ASSERT_TRUE(file.ok()) << file.status();
  const absl::StatusOr<std::string> listing =
      testing::Compile(source, absl::StrCat(options, " -S"), folder, "S");
  ASSERT_TRUE(listing.ok()) << listing.status();

  const absl::StatusOr<Module> module = LoadModule(*file);
  ASSERT_TRUE(module.ok()) << module.status();
  const std::string ours = folder + "/ours";
  ASSERT_TRUE(base::WriteFileAtomic(ours, Disassemble(*module)).ok());
  const absl::Status status = testing::Run(absl::StrCat(
      "escript ", kFolder, "compare_listing.escript '", folder, "/", name, ".S' '", ours, "'"));
  EXPECT_TRUE(status.ok()) << status.message();
}

INSTANTIATE_TEST_SUITE_P(Fixtures, ListingTest,
                         ::testing::Combine(::testing::Values("control", "data"),
                                            ::testing::Values("", "+r22", "+r23", "+r24",
                                                              "+no_ssa_opt", "+inline",
                                                              "+compressed", "+no_line_info")),
                         [](const auto& info) {
                           return absl::StrCat(
                               std::get<0>(info.param), "_",
                               absl::StrReplaceAll(std::get<1>(info.param), {{"+", ""}}));
                         });

// What the fixtures leave out is known, so that a new gap is seen.
TEST(DisassemblerTest, FixturesCoverTheOpcodes) {
  std::set<int> seen;
  for (const char* name : {"control", "data"}) {
    for (const char* options : {"", "+r22", "+r23", "+r24", "+no_ssa_opt"}) {
      const absl::StatusOr<std::string> file = testing::Compile(
          absl::StrCat(kFolder, name, ".erl"), options, testing::NewFolder(), "beam");
      ASSERT_TRUE(file.ok()) << file.status();
      const absl::StatusOr<Module> module = LoadModule(*file);
      ASSERT_TRUE(module.ok()) << module.status();
      for (const Instruction& instruction : module->instructions) seen.insert(instruction.opcode);
    }
  }
  std::vector<std::string> missing;
  for (int opcode = 1; opcode <= kMaxOpcode; ++opcode) {
    const OpcodeInfo& info = GetOpcodeInfo(opcode);
    const bool by_this_compiler = info.since <= 25 && (info.last == 0 || info.last >= 22);
    if (by_this_compiler && seen.count(opcode) == 0) missing.emplace_back(info.name);
  }
  // Left out even with +r22: code_reader_test.cc makes them by hand.
  EXPECT_EQ(missing, std::vector<std::string>({"allocate_heap_zero", "fclearerror", "fcheckerror",
                                               "bs_init2", "recv_mark", "recv_set"}));
}

TEST(DisassemblerTest, Types) {
  EXPECT_EQ(PrintType(TypeEntry{}), "any");
  EXPECT_EQ(PrintType({kTypeInteger, true, true, 1, 0, 255}), "{t_integer,{0,255}}");
  EXPECT_EQ(PrintType({kTypeInteger | kTypeFloat, true, false, 1, 3, 0}), "{t_number,{3,'+inf'}}");
  EXPECT_EQ(PrintType({kTypeCons | kTypeNil}), "{t_list,any,any}");
  EXPECT_EQ(PrintType({kTypeAtom | kTypeBitstring, false, false, 8}),
            "[{t_atom,any},{t_bs_matchable,8}]");
}

}  // namespace
}  // namespace seabeam::beam
