#include "compiler/translate/translate.h"

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/file.h"
#include "beam/opcodes.h"
#include "compiler/translate/testing/checks.h"
#include "compiler/translate/testing/code_builder.h"
#include "compiler/translate/testing/fixtures.h"
#include "compiler/translate/testing/snippets.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "ir/text.h"
#include "ir/verifier.h"

namespace seabeam::translate {
namespace {

using B = testing::CodeBuilder;
using Op = beam::Opcode;
using ::testing::HasSubstr;

using testing::CompileFixture;
using testing::FixturePath;
using testing::kCompilers;
using testing::kFixtures;

// Printed graph of a function by "name/arity"; "" when there is none.
std::string GraphText(const ir::Module& module, const std::string& name) {
  for (const auto& graph : module.graphs) {
    if (graph->name() == name) return ir::Print(*graph, &module);
  }
  return "";
}

class FileTest : public ::testing::TestWithParam<const char*> {};

TEST_P(FileTest, GraphsAreAsChecked) {
  const std::string name = GetParam();
  absl::StatusOr<std::string> source = base::ReadFile(FixturePath(name));
  ASSERT_TRUE(source.ok()) << source.status();
  absl::StatusOr<beam::Module> module = CompileFixture(name, "");
  ASSERT_TRUE(module.ok()) << module.status();
  absl::StatusOr<std::unique_ptr<ir::Module>> graphs = Translate(*module);
  ASSERT_TRUE(graphs.ok()) << graphs.status();
  const std::vector<testing::GraphChecks> all = testing::ParseChecks(*source);
  ASSERT_FALSE(all.empty());
  for (const testing::GraphChecks& checks : all) {
    const std::string text = GraphText(**graphs, checks.graph);
    ASSERT_NE(text, "") << "no function " << checks.graph;
    EXPECT_FALSE(checks.checks.empty()) << checks.graph;
    const std::string error = testing::RunChecks(checks.checks, text);
    EXPECT_EQ(error, "") << name << ".erl, " << text;
  }
}

TEST_P(FileTest, EveryCompilersCodeVerifies) {
  for (const char* options : kCompilers) {
    absl::StatusOr<beam::Module> module = CompileFixture(GetParam(), options);
    ASSERT_TRUE(module.ok()) << module.status();
    for (bool use_types : {true, false}) {
      TranslateOptions translate;
      translate.use_types = use_types;
      absl::StatusOr<std::unique_ptr<ir::Module>> graphs = Translate(*module, translate);
      ASSERT_TRUE(graphs.ok()) << options << ": " << graphs.status();
      EXPECT_EQ(ir::VerifyModule(**graphs), absl::OkStatus()) << options;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Fixtures, FileTest, ::testing::ValuesIn(kFixtures));

TEST(SnippetTest, GraphsAreAsChecked) {
  for (const testing::Snippet& snippet : testing::MakeSnippets()) {
    absl::StatusOr<std::unique_ptr<ir::Module>> graphs = Translate(snippet.module);
    ASSERT_TRUE(graphs.ok()) << snippet.name << ": " << graphs.status();
    EXPECT_EQ(ir::VerifyModule(**graphs), absl::OkStatus()) << snippet.name;
    std::vector<testing::Check> checks;
    for (const std::string& pattern : snippet.patterns) checks.push_back({false, pattern, 0});
    const std::string text = ir::Print(*(*graphs)->graphs[0], graphs->get());
    EXPECT_EQ(testing::RunChecks(checks, text), "") << snippet.name << ", " << text;
  }
}

TEST(SnippetTest, NothingIsTestedAgainThatBsMatchEnsured) {
  for (const testing::Snippet& snippet : testing::MakeSnippets()) {
    if (snippet.name != "bs_match") continue;
    absl::StatusOr<std::unique_ptr<ir::Module>> graphs = Translate(snippet.module);
    ASSERT_TRUE(graphs.ok()) << graphs.status();
    const ir::Graph& graph = *(*graphs)->graphs[0];
    int branches = 0;
    for (ir::NodeId n = 0; n < graph.size(); ++n) branches += graph.op(n) == ir::Op::kIf;
    // A bitstring at all, enough bits, the four that are compared.
    EXPECT_EQ(branches, 3) << ir::Print(graph, graphs->get());
  }
}

void Count(const beam::Module& module, std::vector<int>* seen) {
  for (const beam::Instruction& instruction : module.instructions) ++(*seen)[instruction.opcode];
}

TEST(CoverageTest, EveryOpcodeIsTranslatedInSomeTest) {
  std::vector<int> seen(beam::kMaxOpcode + 1);
  for (const testing::Snippet& snippet : testing::MakeSnippets()) Count(snippet.module, &seen);
  for (const char* fixture : kFixtures) {
    for (const char* options : kCompilers) {
      absl::StatusOr<beam::Module> module = CompileFixture(fixture, options);
      ASSERT_TRUE(module.ok()) << module.status();
      Count(*module, &seen);
    }
  }
  std::string missing;
  for (int opcode = 1; opcode <= beam::kMaxOpcode; ++opcode) {
    if (beam::GetOpcodeInfo(opcode).is_removed()) continue;
    const Op op = static_cast<Op>(opcode);
    if (op == Op::kPutRecord || op == Op::kGetRecordField) continue;  // refused, tested below
    if (seen[opcode] == 0) absl::StrAppend(&missing, " ", beam::OpcodeName(opcode));
  }
  EXPECT_EQ(missing, "");
}

// ---- what is refused, and how it is said ----

std::string ErrorOf(beam::Module module) {
  TranslateOptions options;
  options.file_name = "m.beam";
  absl::StatusOr<std::unique_ptr<ir::Module>> graphs = Translate(module, options);
  return graphs.ok() ? "" : std::string(graphs.status().message());
}

TEST(ErrorTest, NamesFileFunctionAndOffset) {
  B b(0);
  b.Add(Op::kReturn);
  EXPECT_EQ(ErrorOf(b.Build()), "m.beam: Code/m:f/0: offset 3: x0 is read before it is set");
}

TEST(ErrorTest, NativeRecordsAreRefusedByName) {
  B put(1);
  put.Add(Op::kPutRecord, {B::F(0), B::X(0), B::Nil(), B::X(0), B::U(1), B::List({})});
  EXPECT_THAT(ErrorOf(put.Build()), HasSubstr("put_record"));
  B get(1);
  get.Add(Op::kGetRecordField, {B::F(0), B::X(0), get.A("r"), get.A("k"), B::X(0)});
  EXPECT_THAT(ErrorOf(get.Build()), HasSubstr("get_record_field"));
}

TEST(ErrorTest, UnknownGuardBifIsRefusedByName) {
  B b(1);
  b.Add(Op::kBif1, {B::F(0), b.Import("erlang", "no_such_bif", 1), B::X(0), B::X(0)});
  EXPECT_THAT(ErrorOf(b.Build()), HasSubstr("erlang:no_such_bif/1"));
}

TEST(ErrorTest, FramesMustAddUp) {
  B none(1);
  none.Add(Op::kMove, {B::Y(0), B::X(0)}).Add(Op::kReturn);
  EXPECT_THAT(ErrorOf(none.Build()), HasSubstr("y0 is read with no frame"));
  B outside(1);
  outside.Add(Op::kAllocate, {B::U(1), B::U(1)}).Add(Op::kMove, {B::X(0), B::Y(1)});
  outside.Add(Op::kDeallocate, {B::U(1)}).Add(Op::kReturn);
  EXPECT_THAT(ErrorOf(outside.Build()), HasSubstr("y1 is written with a frame of 1 words"));
  B size(1);
  size.Add(Op::kAllocate, {B::U(1), B::U(1)}).Add(Op::kDeallocate, {B::U(2)}).Add(Op::kReturn);
  EXPECT_THAT(ErrorOf(size.Build()), HasSubstr("deallocate with a frame of 1 words"));
  B left(1);
  left.Add(Op::kAllocate, {B::U(0), B::U(1)}).Add(Op::kReturn);
  EXPECT_THAT(ErrorOf(left.Build()), HasSubstr("return with a frame"));
  B twice(1);
  twice.Add(Op::kAllocate, {B::U(0), B::U(1)}).Add(Op::kAllocate, {B::U(0), B::U(1)});
  twice.Add(Op::kReturn);
  EXPECT_THAT(ErrorOf(twice.Build()), HasSubstr("allocate with a frame of 0 words"));
}

TEST(ErrorTest, ControlMustNotRunPastTheEnd) {
  B b(1);
  b.Add(Op::kMove, {B::X(0), B::X(1)});
  EXPECT_THAT(ErrorOf(b.Build()), HasSubstr("control runs past the end"));
}

TEST(ErrorTest, AWaitBelongsToAReceive) {
  B b(1);
  b.Add(Op::kAllocate, {B::U(0), B::U(1)}).Add(Op::kWait, {B::F(3)});
  b.Label(3).Add(Op::kDeallocate, {B::U(0)}).Add(Op::kReturn);
  EXPECT_THAT(ErrorOf(b.Build()), HasSubstr("wait outside of a receive"));
}

TEST(ErrorTest, AHandlerStartsWithItsEnd) {
  B b(1);
  b.Add(Op::kAllocate, {B::U(1), B::U(1)}).Add(Op::kTry, {B::Y(0), B::F(3)});
  b.Add(Op::kTryEnd, {B::Y(0)}).Label(3).Add(Op::kDeallocate, {B::U(1)}).Add(Op::kReturn);
  EXPECT_THAT(ErrorOf(b.Build()), HasSubstr("handler of a catch"));
}

TEST(TranslateTest, AnEmptyFunctionFailsWhenItIsCalled) {
  absl::StatusOr<std::unique_ptr<ir::Module>> graphs = Translate(B(2).Build());
  ASSERT_TRUE(graphs.ok()) << graphs.status();
  EXPECT_EQ(ir::VerifyModule(**graphs), absl::OkStatus());
  EXPECT_THAT(ir::Print(*(*graphs)->graphs[0]), HasSubstr("raise_error[10, -1, -1]"));
}

TEST(TranslateTest, OnLoadIsNamed) {
  B b(0);
  b.Add(Op::kOnLoad).Add(Op::kMove, {b.A("ok"), B::X(0)}).Add(Op::kReturn);
  absl::StatusOr<std::unique_ptr<ir::Module>> graphs = Translate(b.Build());
  ASSERT_TRUE(graphs.ok()) << graphs.status();
  EXPECT_EQ((*graphs)->on_load, "f");
}

TEST(TranslateTest, BooleansHaveTheirFixedPlaces) {
  B b(0);
  b.Add(Op::kMove, {b.A("true"), B::X(0)}).Add(Op::kReturn);
  absl::StatusOr<std::unique_ptr<ir::Module>> graphs = Translate(b.Build());
  ASSERT_TRUE(graphs.ok()) << graphs.status();
  EXPECT_THAT(ir::Print(*(*graphs)->graphs[0]), HasSubstr("atom[1] : true"));
}

}  // namespace
}  // namespace seabeam::translate
