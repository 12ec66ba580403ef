// Every BEAM opcode with --abi=atomvm: compiled by some module of this test, or refused by name.
#include <set>
#include <string>
#include <vector>

#include "abi/atomvm/opcodes.h"
#include "absl/strings/str_cat.h"
#include "beam/opcodes.h"
#include "compiler/driver/atomvm_code.h"
#include "compiler/translate/testing/code_builder.h"
#include "compiler/translate/testing/fixtures.h"
#include "compiler/translate/testing/snippets.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace seabeam::driver {
namespace {

using B = translate::testing::CodeBuilder;
using Op = beam::Opcode;
using ::testing::HasSubstr;

absl::Status Compile(const beam::Module& module, bool label_at_a_time) {
  AtomVmOptions options;
  options.compile.verify = true;
  options.label_at_a_time = label_at_a_time;
  return CompileForAtomVm(module, options, nullptr).status();
}

class OpcodesTest : public ::testing::Test {
 protected:
  // Notes the opcodes of a module that has to compile.
  void Take(const std::string& what, const beam::Module& module) {
    for (bool label_at_a_time : {false, true}) {
      const absl::Status status = Compile(module, label_at_a_time);
      EXPECT_EQ(status, absl::OkStatus()) << what;
      if (!status.ok()) return;
    }
    for (const beam::Instruction& i : module.instructions) seen_.insert(i.opcode);
  }

  std::set<int> seen_;
};

// Refused by name, see below. No opcode that the host's own generator handles is among them.
constexpr Op kRefused[] = {Op::kPutRecord, Op::kGetRecordField};

TEST_F(OpcodesTest, EveryOpcodeIsCompiledOrRefusedByName) {
  for (const translate::testing::Snippet& snippet : translate::testing::MakeSnippets()) {
    Take(snippet.name, snippet.module);
  }
  for (const char* fixture : translate::testing::kFixtures) {
    for (const char* compiler : translate::testing::kCompilers) {
      absl::StatusOr<beam::Module> module = translate::testing::CompileFixture(fixture, compiler);
      ASSERT_TRUE(module.ok()) << module.status();
      Take(absl::StrCat(fixture, " ", compiler), *module);
    }
  }
  std::string missing;
  for (int opcode = 1; opcode <= beam::kMaxOpcode; ++opcode) {
    if (beam::GetOpcodeInfo(opcode).is_removed() || seen_.count(opcode) != 0) continue;
    bool refused = false;
    for (Op op : kRefused) refused |= static_cast<int>(op) == opcode;
    if (refused && !abi::atomvm::IsHostOpcode(static_cast<uint32_t>(opcode))) continue;
    absl::StrAppend(&missing, " ", beam::OpcodeName(opcode));
  }
  EXPECT_EQ(missing, "") << "neither compiled in this test nor refused";
}

TEST_F(OpcodesTest, RefusalsNameTheOpcode) {
  B put(1);
  put.Add(Op::kPutRecord, {B::F(0), B::X(0), B::Nil(), B::X(0), B::U(1), B::List({})});
  EXPECT_THAT(std::string(Compile(put.Build(), false).message()), HasSubstr("put_record"));
  B get(1);
  get.Add(Op::kGetRecordField, {B::F(0), B::X(0), get.A("r"), get.A("k"), B::X(0)});
  EXPECT_THAT(std::string(Compile(get.Build(), false).message()), HasSubstr("get_record_field"));
}

// What is not written any more since OTP 20 or before is no opcode of the host either.
TEST_F(OpcodesTest, RemovedOpcodesAreNotTheHosts) {
  for (int opcode = 1; opcode <= beam::kMaxOpcode; ++opcode) {
    if (!beam::GetOpcodeInfo(opcode).is_removed()) continue;
    EXPECT_FALSE(abi::atomvm::IsHostOpcode(static_cast<uint32_t>(opcode)))
        << beam::OpcodeName(opcode);
  }
}

}  // namespace
}  // namespace seabeam::driver
