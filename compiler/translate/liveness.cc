#include "compiler/translate/liveness.h"

#include <algorithm>

namespace seabeam::translate {
namespace {

using beam::Instruction;
using beam::Opcode;
using beam::Operand;
using beam::OperandKind;

}  // namespace

void Liveness::Use(const Operand& operand, int32_t frame) {
  switch (operand.kind) {
    case OperandKind::kX:
      Set(numbers_.X(operand.index()));
      break;
    case OperandKind::kY:
      if (operand.value < frame) Set(numbers_.Slot(numbers_.SlotOfY(operand.index(), frame)));
      break;
    case OperandKind::kFloatReg:
      Set(numbers_.Float(operand.index()));
      break;
    default:
      break;
  }
}

void Liveness::Define(const Operand& operand, int32_t frame) {
  switch (operand.kind) {
    case OperandKind::kX:
      Clear(numbers_.X(operand.index()));
      break;
    case OperandKind::kY:
      if (operand.value < frame) Clear(numbers_.Slot(numbers_.SlotOfY(operand.index(), frame)));
      break;
    case OperandKind::kFloatReg:
      Clear(numbers_.Float(operand.index()));
      break;
    default:
      break;
  }
}

void Liveness::UseList(const Operand& operand, char list_class, int32_t frame, bool defines) {
  const auto list = module_->list(operand);
  switch (list_class) {
    case 'Y':
      if (defines) {
        for (const Operand& element : list) Define(element, frame);
      }
      break;
    case 'G':
      for (size_t i = 0; i + 1 < list.size(); i += 2) {
        if (defines) {
          Define(list[i + 1], frame);
        } else {
          Use(list[i], frame);
        }
      }
      break;
    case 'X':
      // In `integer`, `binary` and `get_tail` the one register is written, no other command has
      // one.
      if (defines) {
        for (const Operand& element : list) Define(element, frame);
      }
      break;
    default:
      if (!defines) {
        for (const Operand& element : list) Use(element, frame);
      }
      break;
  }
}

void Liveness::UseX(uint32_t begin, uint32_t end) {
  for (uint32_t i = begin; i < end; ++i) Set(i);
}

void Liveness::KillX() {
  uint32_t reg = 0;
  for (; reg + 64 <= numbers_.num_x; reg += 64) current_[reg / 64] = 0;
  if (reg < numbers_.num_x) {
    current_[reg / 64] &= ~((uint64_t{1} << (numbers_.num_x - reg)) - 1);
  }
  // Float registers do not outlive a call either; nobody reads them there.
}

// A jump to where there is no block with this frame is an error that translation reports.
void Liveness::AddBlock(uint32_t block) {
  if (block == CodeBlocks::kNone) return;
  for (uint32_t w = 0; w < words_; ++w) current_[w] |= sets_[block * words_ + w];
}

// Of what a handler reads, only the frame comes from the code before the catch.
void Liveness::AddHandler(uint32_t block) {
  if (block == CodeBlocks::kNone) return;
  for (uint32_t reg = numbers_.num_x; reg < numbers_.num_x + numbers_.num_slots; ++reg) {
    if (IsLive(block, reg)) Set(reg);
  }
}

void Liveness::TransferInstruction(const CodeBlocks& blocks, uint32_t block, uint32_t index,
                                   int32_t before, int32_t after) {
  const Instruction& instruction = module_->instructions[index];
  const Opcode opcode = OpcodeOf(instruction);
  const auto operands = module_->operands_of(instruction);
  const OperandRoles& roles = RolesOf(opcode);
  // Writes first: what is read in the same instruction is read before.
  for (uint32_t bits = roles.defs; bits != 0; bits &= bits - 1) {
    Define(operands[__builtin_ctz(bits)], after);
  }
  if (roles.list >= 0) UseList(operands[roles.list], roles.list_class, after, true);
  switch (opcode) {
    case Opcode::kFuncInfo:
      UseX(0, operands[2].index());
      break;
    case Opcode::kCall:
    case Opcode::kCallLast:
    case Opcode::kCallOnly:
    case Opcode::kCallExt:
    case Opcode::kCallExtLast:
    case Opcode::kCallExtOnly:
      KillX();
      UseX(0, operands[0].index());
      break;
    case Opcode::kCallFun:
      KillX();
      UseX(0, operands[0].index() + 1);
      break;
    case Opcode::kCallFun2:
      KillX();
      UseX(0, operands[1].index());
      break;
    case Opcode::kApply:
    case Opcode::kApplyLast:
      KillX();
      UseX(0, operands[0].index() + 2);
      break;
    case Opcode::kReturn:
      KillX();
      UseX(0, 1);
      break;
    case Opcode::kSend:
      KillX();
      UseX(0, 2);
      break;
    case Opcode::kBuildStacktrace:
    case Opcode::kBsInitWritable:
      UseX(0, 1);
      break;
    case Opcode::kRawRaise:
      UseX(0, 3);
      break;
    case Opcode::kWait:
    case Opcode::kWaitTimeout:
      KillX();
      break;
    case Opcode::kMakeFun2:
      Clear(0);
      UseX(0, module_->lambdas[operands[0].index()].num_free);
      break;
    case Opcode::kInit:
    case Opcode::kTryEnd:
      Define(operands[0], after);
      break;
    case Opcode::kTryCase:
    case Opcode::kCatchEnd:
      // The x registers that bring the exception are there when control arrives.
      Define(operands[0], after);
      break;
    case Opcode::kTry:
    case Opcode::kCatch:
      AddHandler(blocks.BlockAt(operands[1].index(), before, block));
      return;
    case Opcode::kSwap:
      Use(operands[0], after);
      Use(operands[1], after);
      break;
    case Opcode::kFconv:
      Clear(numbers_.Float(operands[1].index()));
      break;
    case Opcode::kFadd:
    case Opcode::kFsub:
    case Opcode::kFmul:
    case Opcode::kFdiv:
      Clear(numbers_.Float(operands[3].index()));
      Use(operands[1], after);
      Use(operands[2], after);
      break;
    case Opcode::kFnegate:
      Clear(numbers_.Float(operands[2].index()));
      Use(operands[1], after);
      break;
    case Opcode::kBsSave2:
    case Opcode::kBsRestore2:
    case Opcode::kBsContextToBinary:
      // Which of the saved places is meant depends on the context: all stay.
      for (uint32_t s = 0; s < numbers_.num_saves; ++s) Set(numbers_.Slot(s));
      break;
    default:
      break;
  }
  for (uint32_t bits = roles.labels; bits != 0; bits &= bits - 1) {
    const Operand& operand = operands[__builtin_ctz(bits)];
    if (operand.kind != OperandKind::kLabel || operand.value == 0) continue;
    AddBlock(blocks.BlockAt(operand.index(), before, block));
  }
  if (roles.list_class == 'V' || roles.list_class == 'U') {
    const auto list = module_->list(operands[roles.list]);
    for (size_t k = 1; k < list.size(); k += 2)
      AddBlock(blocks.BlockAt(list[k].index(), before, block));
  }
  if (roles.list >= 0) UseList(operands[roles.list], roles.list_class, before, false);
  for (uint32_t bits = roles.uses; bits != 0; bits &= bits - 1) {
    Use(operands[__builtin_ctz(bits)], before);
  }
  // The instructions that put elements read before the tuple's or binary's register is written.
  for (uint32_t puts = CountPuts(*module_, index), k = 1; k <= puts; ++k) {
    const Instruction& put = module_->instructions[index + k];
    const auto put_operands = module_->operands_of(put);
    for (uint32_t bits = RolesOf(OpcodeOf(put)).uses; bits != 0; bits &= bits - 1) {
      Use(put_operands[__builtin_ctz(bits)], before);
    }
  }
}

void Liveness::Transfer(const CodeBlocks& blocks, uint32_t b) {
  const CodeBlock& block = blocks.block(b);
  std::fill(current_.begin(), current_.end(), 0);
  if (block.end > block.begin && !EndsBlock(OpcodeOf(module_->instructions[block.end - 1]))) {
    const uint32_t next = blocks.BlockAtInstruction(block.end, block.frame_end, b);
    if (next != CodeBlocks::kNone) AddBlock(next);
  }
  int32_t frame = block.frame_end;
  for (uint32_t i = block.end; i-- > block.begin;) {
    const Instruction& instruction = module_->instructions[i];
    const Opcode opcode = OpcodeOf(instruction);
    if (opcode == Opcode::kLabel || opcode == Opcode::kLine) continue;
    const int32_t before = FrameBefore(*module_, instruction, frame);
    if (before != frame) {
      if (opcode != Opcode::kDeallocate && opcode != Opcode::kTrim) {
        // Behind an `allocate`: no y register of this frame is there before it.
        for (int32_t s = 0; s < frame; ++s) Clear(numbers_.Slot(numbers_.num_saves + s));
      }
      frame = before;
      continue;
    }
    TransferInstruction(blocks, b, i, before, frame);
  }
}

void Liveness::Compute(const beam::Module& module, const CodeBlocks& blocks) {
  module_ = &module;
  numbers_.num_x = blocks.num_x();
  numbers_.num_saves = blocks.num_saves();
  numbers_.num_slots = blocks.num_saves() + static_cast<uint32_t>(blocks.max_frame());
  numbers_.num_floats = blocks.num_floats();
  words_ = (numbers_.size() + 63) / 64;
  sets_.assign(static_cast<size_t>(words_) * blocks.size(), 0);
  current_.assign(words_, 0);
  const std::vector<uint32_t>& order = blocks.order();
  bool loops = false;
  for (uint32_t b : order) loops |= blocks.block(b).loop_header || blocks.block(b).wait_target;
  bool changed = true;
  while (changed) {
    changed = false;
    for (size_t k = order.size(); k-- > 0;) {
      const uint32_t b = order[k];
      Transfer(blocks, b);
      uint64_t* set = sets_.data() + static_cast<size_t>(b) * words_;
      for (uint32_t w = 0; w < words_; ++w) {
        if (set[w] == current_[w]) continue;
        set[w] = current_[w];
        changed = true;
      }
    }
    if (!loops) break;
  }
  if (!blocks.has_catch()) return;
  // A raise in the body of a catch goes to the handler from anywhere, so what any handler reads
  // from the frame is kept everywhere. Coarse, but only merges in such functions pay for it.
  std::fill(current_.begin(), current_.end(), 0);
  for (uint32_t b : order) {
    if (blocks.block(b).handler) AddBlock(b);
  }
  for (uint32_t reg = 0; reg < numbers_.size(); ++reg) {
    if (reg < numbers_.num_x || reg >= numbers_.num_x + numbers_.num_slots) Clear(reg);
  }
  for (uint32_t b : order) {
    uint64_t* set = sets_.data() + static_cast<size_t>(b) * words_;
    for (uint32_t w = 0; w < words_; ++w) set[w] |= current_[w];
  }
}

}  // namespace seabeam::translate
