// The operand classes of beam/opcodes.h as sets of operand kinds.

#ifndef SEABEAM_BEAM_OPERAND_CLASSES_H_
#define SEABEAM_BEAM_OPERAND_CLASSES_H_

#include <cstdint>

#include "absl/strings/string_view.h"
#include "beam/module.h"

namespace seabeam::beam {

// A set of kinds is a word with these bits.
constexpr uint32_t KindBit(OperandKind kind) { return 1u << static_cast<int>(kind); }

// Registers and constants: what the class `s` allows.
inline constexpr uint32_t kSourceKinds =
    KindBit(OperandKind::kX) | KindBit(OperandKind::kY) | KindBit(OperandKind::kInteger) |
    KindBit(OperandKind::kBigInteger) | KindBit(OperandKind::kNil) | KindBit(OperandKind::kAtom) |
    KindBit(OperandKind::kCharacter) | KindBit(OperandKind::kLiteral);

// The kinds a class letter allows; 0 for a letter that is none.
uint32_t KindsOfClass(char letter);

// "a register": for messages.
absl::string_view DescribeClass(char letter);

// Operand classes of a bs_match command behind its name; nullptr for an unknown one.
const char* ClassesOfMatchCommand(absl::string_view name);

}  // namespace seabeam::beam

#endif  // SEABEAM_BEAM_OPERAND_CLASSES_H_
