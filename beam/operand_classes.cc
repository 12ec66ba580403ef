#include "beam/operand_classes.h"

#include <array>
#include <cstddef>

namespace seabeam::beam {
namespace {

constexpr uint32_t kRegisters = KindBit(OperandKind::kX) | KindBit(OperandKind::kY);
constexpr uint32_t kUnsigned = KindBit(OperandKind::kUnsigned);
constexpr uint32_t kAnyUnsigned = kUnsigned | KindBit(OperandKind::kBigUnsigned);
constexpr uint32_t kFloatReg = KindBit(OperandKind::kFloatReg);
constexpr uint32_t kList = KindBit(OperandKind::kList);

constexpr uint32_t Kinds(char letter) {
  switch (letter) {
    case 'n':
    case 'c':
    case 'v':
    case 'i':
    case 'L':
    case 'e':
    case 't':
      return kUnsigned;
    case 'N':
      return kAnyUnsigned;
    case 'a':
      return KindBit(OperandKind::kAtom);
    case 'l':
    case 'f':
      return KindBit(OperandKind::kLabel);
    case 's':
      return kSourceKinds;
    case 'r':
    case 'd':
      return kRegisters;
    case 'y':
      return KindBit(OperandKind::kY);
    case 'z':
      return kSourceKinds | kAnyUnsigned;
    case 'p':
      return kUnsigned | KindBit(OperandKind::kAtom);
    case 'F':
      return kFloatReg;
    case 'E':
      return kSourceKinds | kFloatReg;
    case 'D':
      return kRegisters | kFloatReg;
    case 'A':
      return kUnsigned | KindBit(OperandKind::kAllocList);
    case 'C':
      return kUnsigned | KindBit(OperandKind::kAtom);
    case 'H':
      return KindBit(OperandKind::kLabel) | KindBit(OperandKind::kAtom);
    case 'V':
    case 'U':
    case 'R':
    case 'Y':
    case 'M':
    case 'G':
    case 'W':
    case 'B':
    case 'X':
      return kList;
    default:
      return 0;
  }
}

struct ClassTable {
  std::array<uint32_t, 128> kinds = {};
  constexpr ClassTable() {
    for (int i = 0; i < 128; ++i) kinds[i] = Kinds(static_cast<char>(i));
  }
};
constexpr ClassTable kClasses;

}  // namespace

uint32_t KindsOfClass(char letter) { return kClasses.kinds[static_cast<size_t>(letter) & 127]; }

absl::string_view DescribeClass(char letter) {
  switch (letter) {
    case 'a':
      return "an atom";
    case 'l':
    case 'f':
      return "a label";
    case 's':
      return "a register or a constant";
    case 'r':
    case 'd':
      return "a register";
    case 'y':
      return "a y register";
    case 'F':
      return "a float register";
    case 'E':
    case 'D':
      return "a register or float register";
    case 'A':
      return "a heap need";
    case 'z':
      return "a size";
    case 'p':
      return "a save slot";
    case 'C':
      return "a fun or `safe`, `unsafe`";
    case 'H':
      return "a label or `no_fail`, `resume`";
    default:
      return (KindsOfClass(letter) & kList) != 0 ? "a list" : "an unsigned number";
  }
}

const char* ClassesOfMatchCommand(absl::string_view name) {
  if (name == "ensure_at_least") return "NN";
  if (name == "ensure_exactly") return "N";
  if (name == "skip") return "N";
  if (name == "integer" || name == "binary") return "vsNnd";
  if (name == "get_tail") return "vnd";
  if (name == "=:=") return "sNN";
  return nullptr;
}

}  // namespace seabeam::beam
