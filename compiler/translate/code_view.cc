#include "compiler/translate/code_view.h"

#include <array>

namespace seabeam::translate {
namespace {

using beam::Instruction;
using beam::Module;
using beam::Opcode;

std::array<OperandRoles, beam::kMaxOpcode + 1> MakeRoles() {
  std::array<OperandRoles, beam::kMaxOpcode + 1> all = {};
  for (int opcode = 1; opcode <= beam::kMaxOpcode; ++opcode) {
    const beam::OpcodeInfo& info = beam::GetOpcodeInfo(opcode);
    if (info.name == nullptr) continue;
    OperandRoles& roles = all[opcode];
    for (int i = 0; i < info.arity; ++i) {
      const uint8_t bit = static_cast<uint8_t>(1u << i);
      switch (info.classes[i]) {
        case 'l':
        case 'f':
        case 'H':
          roles.labels |= bit;
          break;
        case 's':
        case 'r':
        case 'z':
        case 'E':
          roles.uses |= bit;
          break;
        case 'd':
        case 'D':
          roles.defs |= bit;
          break;
        case 'V':
        case 'U':
        case 'R':
        case 'Y':
        case 'M':
        case 'G':
        case 'W':
        case 'B':
        case 'X':
          roles.list = static_cast<int8_t>(i);
          roles.list_class = info.classes[i];
          break;
        default:
          break;
      }
    }
  }
  // Labels of functions, and of receives that only mark a place.
  for (Opcode opcode : {Opcode::kCall, Opcode::kCallLast, Opcode::kCallOnly, Opcode::kRecvMark,
                        Opcode::kRecvSet}) {
    all[static_cast<int>(opcode)].labels = 0;
  }
  return all;
}

int32_t Number(const Module& module, const Instruction& instruction, uint32_t i) {
  return static_cast<int32_t>(module.operands[instruction.first_operand + i].value);
}

}  // namespace

const OperandRoles& RolesOf(Opcode opcode) {
  static const auto& table = *new std::array<OperandRoles, beam::kMaxOpcode + 1>(MakeRoles());
  return table[static_cast<int>(opcode)];
}

bool EndsBlock(Opcode opcode) {
  switch (opcode) {
    case Opcode::kFuncInfo:
    case Opcode::kIntCodeEnd:
    case Opcode::kCallLast:
    case Opcode::kCallOnly:
    case Opcode::kCallExtLast:
    case Opcode::kCallExtOnly:
    case Opcode::kApplyLast:
    case Opcode::kReturn:
    case Opcode::kJump:
    case Opcode::kSelectVal:
    case Opcode::kSelectTupleArity:
    case Opcode::kLoopRecEnd:
    case Opcode::kWait:
    case Opcode::kBadmatch:
    case Opcode::kIfEnd:
    case Opcode::kCaseEnd:
    case Opcode::kTryCaseEnd:
    case Opcode::kRaise:
    case Opcode::kRawRaise:
    case Opcode::kBadrecord:
      return true;
    default:
      return false;
  }
}

bool IsAllocate(Opcode opcode) {
  return opcode == Opcode::kAllocate || opcode == Opcode::kAllocateHeap ||
         opcode == Opcode::kAllocateZero || opcode == Opcode::kAllocateHeapZero;
}

int32_t FrameAfter(const Module& module, const Instruction& instruction, int32_t frame) {
  switch (OpcodeOf(instruction)) {
    case Opcode::kAllocate:
    case Opcode::kAllocateHeap:
    case Opcode::kAllocateZero:
    case Opcode::kAllocateHeapZero:
      return Number(module, instruction, 0);
    case Opcode::kTrim:
      return Number(module, instruction, 1);
    case Opcode::kDeallocate:
      return kNoFrame;
    default:
      return frame;
  }
}

int32_t FrameBefore(const Module& module, const Instruction& instruction, int32_t frame) {
  switch (OpcodeOf(instruction)) {
    case Opcode::kAllocate:
    case Opcode::kAllocateHeap:
    case Opcode::kAllocateZero:
    case Opcode::kAllocateHeapZero:
      return kNoFrame;
    case Opcode::kTrim:
      return Number(module, instruction, 0) + Number(module, instruction, 1);
    case Opcode::kDeallocate:
      return Number(module, instruction, 0);
    default:
      return frame;
  }
}

bool IsBinaryPut(Opcode opcode) {
  switch (opcode) {
    case Opcode::kBsPutInteger:
    case Opcode::kBsPutBinary:
    case Opcode::kBsPutFloat:
    case Opcode::kBsPutString:
    case Opcode::kBsPutUtf8:
    case Opcode::kBsPutUtf16:
    case Opcode::kBsPutUtf32:
      return true;
    default:
      return false;
  }
}

uint32_t CountPuts(const Module& module, uint32_t index) {
  const Opcode opcode = OpcodeOf(module.instructions[index]);
  uint32_t end = index + 1;
  switch (opcode) {
    case Opcode::kPutTuple: {
      const uint32_t last = index + static_cast<uint32_t>(Number(module, module.instructions[index], 0));
      while (end <= last && end < module.instructions.size() &&
             OpcodeOf(module.instructions[end]) == Opcode::kPut) {
        ++end;
      }
      return end - index - 1;
    }
    case Opcode::kBsInit2:
    case Opcode::kBsInitBits:
    case Opcode::kBsAppend:
    case Opcode::kBsPrivateAppend:
      // Positions may stand between them: a put can fail.
      while (end < module.instructions.size() &&
             (IsBinaryPut(OpcodeOf(module.instructions[end])) ||
              (OpcodeOf(module.instructions[end]) == Opcode::kLine &&
               end + 1 < module.instructions.size() &&
               IsBinaryPut(OpcodeOf(module.instructions[end + 1]))))) {
        ++end;
      }
      return end - index - 1;
    default:
      return 0;
  }
}

}  // namespace seabeam::translate
