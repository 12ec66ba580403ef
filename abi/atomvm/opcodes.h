// The BEAM opcodes that the host's own code generator handles (section 6 of the interface description): what a
// module for this host may be expected to consist of.
#ifndef SEABEAM_ABI_ATOMVM_OPCODES_H_
#define SEABEAM_ABI_ATOMVM_OPCODES_H_

#include <cstdint>

namespace seabeam::abi::atomvm {

struct OpcodeRange {
  uint8_t first, last;
};

inline constexpr OpcodeRange kHostOpcodes[] = {
    {1, 13},    {16, 16},   {18, 26},   {39, 53},   {55, 67},   {69, 69},   {72, 75},
    {77, 78},   {96, 102},  {104, 108}, {112, 115}, {117, 121}, {124, 125}, {129, 129},
    {131, 133}, {136, 136}, {138, 143}, {152, 185},
};

constexpr bool IsHostOpcode(uint32_t opcode) {
  for (const OpcodeRange& range : kHostOpcodes) {
    if (opcode >= range.first && opcode <= range.last) return true;
  }
  return false;
}

}  // namespace seabeam::abi::atomvm

#endif  // SEABEAM_ABI_ATOMVM_OPCODES_H_
