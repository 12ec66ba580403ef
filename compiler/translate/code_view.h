// Small views of a loaded module's code that every part of the translator uses.
#ifndef SEABEAM_COMPILER_TRANSLATE_CODE_VIEW_H_
#define SEABEAM_COMPILER_TRANSLATE_CODE_VIEW_H_

#include <cstdint>

#include "absl/types/span.h"
#include "beam/module.h"
#include "beam/opcodes.h"

namespace seabeam::translate {

// BEAM's frame size at a point of the code; kNoFrame before `allocate`.
inline constexpr int32_t kNoFrame = -1;

inline beam::Opcode OpcodeOf(const beam::Instruction& instruction) {
  return static_cast<beam::Opcode>(instruction.opcode);
}

// Which operands of an opcode are what, from the class letters of beam/opcodes.h.
struct OperandRoles {
  uint8_t labels = 0;   // bit i: operand i is a label that control may jump to
  uint8_t uses = 0;     // operand i is a register or constant that is read
  uint8_t defs = 0;     // operand i is a register that is written
  int8_t list = -1;     // the list operand, and its class
  char list_class = 0;
};
// Roles that letters do not tell (floats, swap, implicit x registers) are handled where they matter.
const OperandRoles& RolesOf(beam::Opcode opcode);

// Control never passes from this instruction to the next one.
bool EndsBlock(beam::Opcode opcode);

bool IsAllocate(beam::Opcode opcode);

// Frame size after the instruction, given the size before it.
int32_t FrameAfter(const beam::Module& module, const beam::Instruction& instruction, int32_t frame);
// The inverse: size before it. What `deallocate` gives back is taken from its operand.
int32_t FrameBefore(const beam::Module& module, const beam::Instruction& instruction, int32_t frame);

// Number of instructions behind `index` that put the elements or segments of the tuple or binary
// which the instruction at `index` begins (old `put_tuple`, `bs_init2` and its like); 0 for others.
uint32_t CountPuts(const beam::Module& module, uint32_t index);
// `bs_put_*`.
bool IsBinaryPut(beam::Opcode opcode);

}  // namespace seabeam::translate

#endif  // SEABEAM_COMPILER_TRANSLATE_CODE_VIEW_H_
