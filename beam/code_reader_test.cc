// Every opcode with operands of its classes, right ones and wrong ones.

#include "beam/code_reader.h"

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "beam/disassembler.h"
#include "beam/loader.h"
#include "beam/opcodes.h"
#include "beam/testing/beam_builder.h"
#include "gtest/gtest.h"

namespace seabeam::beam {
namespace {

using testing::AtomTable;
using testing::BeamBuilder;
using testing::Bytes;
using testing::Compact;
using testing::U32;

// Import i is erlang:f/i.
constexpr int kImports = 4;

enum Atoms { kModule = 1, kF, kErlang, kSafe, kNoFail, kInteger, kString, kSkip };

std::string Atom(int index) { return Compact(2, index); }
std::string List(int size, const std::string& elements) {
  return Bytes({0x17}) + Compact(0, size) + elements;
}

constexpr char kX0[] = "\x03";
constexpr char kY0[] = "\x04";
constexpr char kFr0[] = "\x27\x00";

std::string FloatReg() { return std::string(kFr0, 2); }

// An operand of the class.
std::string Operand(Opcode opcode, char letter) {
  switch (letter) {
    case 'n':
    case 'N':
    case 'v':
      return Compact(0, 1);
    case 'c':
      return Compact(0, 1);
    case 'a':
      return Atom(kF);
    case 'l':
      return Compact(
          5, opcode == Opcode::kCall || opcode == Opcode::kCallLast || opcode == Opcode::kCallOnly
                 ? 2
                 : 3);
    case 'f':
      return Compact(5, 0);
    case 's':
    case 'z':
      return Compact(1, 7);
    case 'r':
    case 'd':
      return kX0;
    case 'y':
      return kY0;
    case 'p':
      return Compact(0, 0);
    case 'F':
    case 'E':
    case 'D':
      return FloatReg();
    case 'i':
      switch (opcode) {
        case Opcode::kBif0:
          return Compact(0, 0);
        case Opcode::kBif2:
        case Opcode::kGcBif2:
          return Compact(0, 2);
        case Opcode::kBif3:
        case Opcode::kGcBif3:
          return Compact(0, 3);
        default:
          return Compact(0, 1);
      }
    case 'L':
      return Compact(0, 0);
    case 'e':
      return Compact(0, 1);
    case 't':
      return Compact(0, 0);
    case 'A':
      return Bytes({0x37, 0x10, 0x00, 0x10});
    case 'C':
      return Atom(kSafe);
    case 'H':
      return Atom(kNoFail);
    case 'V':
      return List(2, Atom(kF) + Compact(5, 3));
    case 'U':
      return List(2, Compact(0, 1) + Compact(5, 3));
    case 'R':
      return List(1, kX0);
    case 'Y':
      return List(1, kY0);
    case 'M':
      return List(2, absl::StrCat(kX0, Compact(1, 1)));
    case 'G':
      return List(2, absl::StrCat(Atom(kF), kX0));
    case 'W':
      return List(2, absl::StrCat(Compact(0, 1), kX0));
    case 'B':
      return List(12, absl::StrCat(Atom(kInteger), Compact(0, 1), Compact(0, 1), Compact(2, 0), kX0,
                                   Compact(1, 8)) +
                          Atom(kString) + Compact(0, 0) + Compact(0, 8) + Compact(2, 0) +
                          Compact(0, 0) + Compact(1, 2));
    case 'X':
      return List(2, Atom(kSkip) + Compact(0, 8));
    default:
      ADD_FAILURE() << "class " << letter;
      return "";
  }
}

// An operand that the class does not take.
std::string WrongOperand(char letter) {
  switch (letter) {
    case 's':
    case 'r':
    case 'd':
    case 'y':
    case 'E':
    case 'D':
    case 'l':
    case 'f':
    case 'a':
    case 'H':
      return Compact(0, 1);
    case 'z':
    case 'p':
    case 'C':
      return Compact(5, 0);
    default:
      return kX0;
  }
}

absl::StatusOr<Module> Load(Opcode opcode, const std::string& operands) {
  BeamBuilder builder;
  builder.Set("AtU8",
              AtomTable({"m", "f", "erlang", "safe", "no_fail", "integer", "string", "skip"}));
  std::string imports = U32(kImports);
  for (uint32_t i = 0; i < kImports; ++i) imports += U32(kErlang) + U32(kF) + U32(i);
  builder.Set("ImpT", imports);
  builder.Set("ExpT", U32(0));
  builder.Set("FunT", U32(1) + U32(kF) + U32(1) + U32(2) + U32(0) + U32(1) + U32(0));
  builder.Set("StrT", "text");
  builder.Set("Line", U32(0) + U32(0) + U32(1) + U32(1) + U32(0) + Compact(1, 5));
  builder.SetBody(
      absl::StrCat(Bytes({static_cast<int>(opcode)}), operands, Bytes({0x01, 0x30, 19})));
  return LoadModule(builder.Build());
}

bool IsStructure(Opcode opcode) {
  return opcode == Opcode::kLabel || opcode == Opcode::kFuncInfo || opcode == Opcode::kIntCodeEnd;
}

TEST(CodeReaderTest, EveryOpcode) {
  for (int number = 1; number <= kMaxOpcode; ++number) {
    const auto opcode = static_cast<Opcode>(number);
    const OpcodeInfo& info = GetOpcodeInfo(number);
    if (IsStructure(opcode)) continue;
    SCOPED_TRACE(info.name);
    std::string operands;
    for (int i = 0; i < info.arity; ++i) operands += Operand(opcode, info.classes[i]);
    const absl::StatusOr<Module> module = Load(opcode, operands);
    if (info.is_removed()) {
      EXPECT_TRUE(absl::StrContains(module.status().message(), "no longer supported"));
      continue;
    }
    ASSERT_TRUE(module.ok()) << module.status();
    const Instruction& instruction = module->instructions[3];
    EXPECT_EQ(instruction.opcode, number);
    EXPECT_EQ(module->instructions[4].opcode, static_cast<int>(Opcode::kLabel));
    const std::string printed = PrintInstruction(*module, instruction);
    const bool is_bif = absl::StartsWith(info.name, "bif") || absl::StartsWith(info.name, "gc_bif");
    EXPECT_TRUE(is_bif || absl::StrContains(printed, info.name)) << printed;
  }
}

TEST(CodeReaderTest, EveryOpcodeWithAnOperandOfAnotherClass) {
  for (int number = 1; number <= kMaxOpcode; ++number) {
    const auto opcode = static_cast<Opcode>(number);
    const OpcodeInfo& info = GetOpcodeInfo(number);
    if (IsStructure(opcode) || info.is_removed()) continue;
    for (int wrong = 0; wrong < info.arity; ++wrong) {
      SCOPED_TRACE(absl::StrCat(info.name, " operand ", wrong));
      std::string operands;
      for (int i = 0; i < info.arity; ++i) {
        operands += i == wrong ? WrongOperand(info.classes[i]) : Operand(opcode, info.classes[i]);
      }
      const absl::StatusOr<Module> module = Load(opcode, operands);
      ASSERT_FALSE(module.ok());
      EXPECT_TRUE(absl::StrContains(module.status().message(),
                                    absl::StrCat("function f/1: offset 28: ", info.name, ": ")))
          << module.status();
    }
  }
}

TEST(CodeReaderTest, StringsStayInsideTheTable) {
  // Four bytes are there.
  const auto match = [](int bits, int offset) {
    return Load(Opcode::kBsMatchString,
                absl::StrCat(Compact(5, 3), kX0, Compact(0, bits), Compact(0, offset)));
  };
  EXPECT_TRUE(match(32, 0).ok());
  EXPECT_TRUE(match(25, 0).ok());
  EXPECT_FALSE(match(33, 0).ok());
  EXPECT_TRUE(match(8, 3).ok());
  EXPECT_FALSE(match(9, 3).ok());
  EXPECT_FALSE(match(0, 5).ok());
}

TEST(CodeReaderTest, BranchesStayInsideTheFunction) {
  // f/1 as always, then g/1 (labels 3 and 4) that jumps to a label of f/1.
  const std::string f = Bytes({0x01, 0x10, 0x02, 0x12, 0x22, 0x10, 0x01, 0x20, 19});
  const std::string g = Bytes({0x01, 0x30, 0x02, 0x12, 0x32, 0x10, 0x01, 0x40, 61, 0x25, 3});
  const absl::StatusOr<Module> module =
      LoadModule(BeamBuilder().Set("Code", testing::CodeChunk(5, 2, f + g)).Build());
  ASSERT_FALSE(module.ok());
  EXPECT_EQ(module.status().message(),
            "chunk Code: function g/1: offset 37: label 2 lies in another function");
}

}  // namespace
}  // namespace seabeam::beam
