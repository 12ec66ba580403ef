#include "compiler/translate/code_blocks.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "compiler/translate/bif_table.h"
#include "compiler/translate/reducible.h"

namespace seabeam::translate {
namespace {

using beam::Instruction;
using beam::Opcode;
using beam::Operand;
using beam::OperandKind;

// A block may exist for several frame sizes; correct code needs very few of that sort.
constexpr uint32_t kMaxInstancesFactor = 4;
constexpr uint32_t kMaxInstancesSlack = 64;

// Copies of the blocks of loops with several entries, in one function; no compiler writes such
// loops.
constexpr uint32_t kMaxCopies = 1000;

// OTP's loader loses a line that stands between a move to x0 and a tail call of another module's
// function that is written in Erlang.
bool LosesLine(const beam::Module& module, const beam::Function& function, uint32_t line) {
  if (line == function.begin || line + 1 >= function.end) return false;
  const Instruction& move = module.instructions[line - 1];
  const Instruction& call = module.instructions[line + 1];
  if (OpcodeOf(move) != Opcode::kMove) return false;
  if (OpcodeOf(call) != Opcode::kCallExtOnly && OpcodeOf(call) != Opcode::kCallExtLast)
    return false;
  const Operand& target = module.operands_of(move)[1];
  if (target.kind != OperandKind::kX || target.index() != 0) return false;
  const uint32_t import_at = module.operands_of(call)[1].index();
  if (import_at >= module.imports.size()) return false;
  const beam::Import& import = module.imports[import_at];
  const ImportFacts facts =
      LookUpImport(module.atom(import.module), module.atom(import.function), import.arity);
  return facts.id == abi::BifId::kCount || facts.erlang_in_otp;
}

}  // namespace

bool CodeBlocks::Fail(uint32_t instruction, std::string message) {
  error_ = std::move(message);
  error_instruction_ = instruction;
  return false;
}

bool CodeBlocks::Find(const beam::Module& module, const beam::Function& function,
                      const std::vector<bool>& never_returns) {
  module_ = &module;
  never_returns_ = &never_returns;
  function_ = &function;
  blocks_.clear();
  succs_.clear();
  succ_waits_.clear();
  order_.clear();
  first_instance_.clear();
  leader_line_.clear();
  next_instance_.clear();
  copies_.clear();
  leader_of_.assign(function.end - function.begin, kNone);
  has_catch_ = false;
  max_frame_ = 0;
  num_x_ = std::max<uint32_t>(3, function.arity);
  num_floats_ = 0;
  num_saves_ = 0;
  waits_on_x_ = false;
  if (!MarkLeaders()) return false;
  const uint32_t entry = leader_of_[function.entry - function.begin];
  Intern(entry, kNoFrame);
  // Scanning a block finds its successors, which may be new blocks.
  for (uint32_t b = 0; b < blocks_.size(); ++b) {
    if (!Scan(b)) return false;
  }
  Walk();
  if (has_loop_ && !CopyBlocks())
    return Fail(function.entry, "loops with several entries need too many copies");
  return true;
}

void CodeBlocks::NoteOperand(const Operand& operand) {
  if (operand.kind == OperandKind::kX) {
    num_x_ = std::max(num_x_, operand.index() + 1);
  } else if (operand.kind == OperandKind::kFloatReg) {
    num_floats_ = std::max(num_floats_, operand.index() + 1);
  }
}

void CodeBlocks::NoteRegisters(const Instruction& instruction) {
  const auto operands = module_->operands_of(instruction);
  for (const Operand& operand : operands) {
    NoteOperand(operand);
    if (operand.kind == OperandKind::kList) {
      for (const Operand& element : module_->list(operand)) NoteOperand(element);
    }
  }
  uint32_t implicit = 0;
  switch (OpcodeOf(instruction)) {
    case Opcode::kCall:
    case Opcode::kCallLast:
    case Opcode::kCallOnly:
    case Opcode::kCallExt:
    case Opcode::kCallExtLast:
    case Opcode::kCallExtOnly:
      implicit = operands[0].index();
      break;
    case Opcode::kCallFun:
      implicit = operands[0].index() + 1;
      break;
    case Opcode::kCallFun2:
      implicit = operands[1].index();
      break;
    case Opcode::kApply:
    case Opcode::kApplyLast:
      implicit = operands[0].index() + 2;
      break;
    case Opcode::kMakeFun2:
      implicit = module_->lambdas[operands[0].index()].num_free;
      break;
    case Opcode::kBsStartMatch2:
      num_saves_ += 1 + (operands[3].kind == OperandKind::kUnsigned ? operands[3].index() : 0);
      break;
    case Opcode::kWaitTimeout:
      waits_on_x_ |= operands[1].kind == OperandKind::kX;
      break;
    default:
      break;
  }
  num_x_ = std::max(num_x_, implicit);
}

bool CodeBlocks::MarkLabel(beam::Label label, uint32_t from) {
  const uint32_t target = module_->label_instructions[label];
  if (target < function_->begin || target >= function_->end) {
    return Fail(from, absl::StrCat("label ", label, " is in another function"));
  }
  leader_of_[target - function_->begin] = 0;
  return true;
}

bool CodeBlocks::MarkLeaders() {
  bool saves = false;
  leader_of_[function_->entry - function_->begin] = 0;
  for (uint32_t i = function_->begin; i < function_->end; ++i) {
    const Instruction& instruction = module_->instructions[i];
    const Opcode opcode = OpcodeOf(instruction);
    if (opcode == Opcode::kLabel || opcode == Opcode::kLine) continue;
    const OperandRoles& roles = RolesOf(opcode);
    const auto operands = module_->operands_of(instruction);
    for (uint32_t bits = roles.labels; bits != 0; bits &= bits - 1) {
      const Operand& operand = operands[__builtin_ctz(bits)];
      if (operand.kind != OperandKind::kLabel || operand.value == 0) continue;
      if (!MarkLabel(operand.index(), i)) return false;
    }
    if (roles.list_class == 'V' || roles.list_class == 'U') {
      const auto list = module_->list(operands[roles.list]);
      for (size_t k = 1; k < list.size(); k += 2) {
        if (!MarkLabel(list[k].index(), i)) return false;
      }
    }
    NoteRegisters(instruction);
    if (opcode == Opcode::kBsSave2) saves = true;
    if (opcode == Opcode::kBsRestore2 || opcode == Opcode::kBsContextToBinary) saves = true;
  }
  if (!saves) num_saves_ = 0;
  if (waits_on_x_) ++num_saves_;
  // Number the leaders in code order, with the line in force at each.
  uint32_t line = 0;
  for (uint32_t i = function_->begin; i < function_->end; ++i) {
    const Instruction& instruction = module_->instructions[i];
    if (OpcodeOf(instruction) == Opcode::kLine && !LosesLine(*module_, *function_, i)) {
      line = module_->operands[instruction.first_operand].index();
    }
    uint32_t& leader = leader_of_[i - function_->begin];
    if (leader == kNone) continue;
    leader = static_cast<uint32_t>(first_instance_.size());
    first_instance_.push_back(kNone);
    leader_line_.push_back(line);
  }
  return true;
}

uint32_t CodeBlocks::Intern(uint32_t leader, int32_t frame) {
  for (uint32_t b = first_instance_[leader]; b != kNone; b = next_instance_[b]) {
    if (blocks_[b].frame == frame) return b;
  }
  const uint32_t b = static_cast<uint32_t>(blocks_.size());
  CodeBlock block;
  block.frame = frame;
  block.line = leader_line_[leader];
  blocks_.push_back(block);
  next_instance_.push_back(first_instance_[leader]);
  first_instance_[leader] = b;
  return b;
}

bool CodeBlocks::AddSucc(uint32_t leader, int32_t frame, bool waits) {
  const uint32_t b = Intern(leader, frame);
  succs_.push_back(b);
  succ_waits_.push_back(waits ? 1 : 0);
  return blocks_.size() <= first_instance_.size() * kMaxInstancesFactor + kMaxInstancesSlack;
}

bool CodeBlocks::Scan(uint32_t b) {
  // Set by whoever added the block.
  const uint32_t begin = b == 0 ? function_->entry : blocks_[b].begin;
  int32_t frame = blocks_[b].frame;
  const uint32_t succs_begin = static_cast<uint32_t>(succs_.size());
  const auto add = [&](uint32_t target, bool waits, uint32_t from, bool handler) {
    const uint32_t leader = leader_of_[target - function_->begin];
    if (!AddSucc(leader, frame, waits)) {
      return Fail(from, "too many frame sizes meet in one function");
    }
    CodeBlock& block = blocks_[succs_.back()];
    block.begin = target;
    if (waits) block.wait_target = true;
    if (handler) block.handler = true;
    return true;
  };
  uint32_t i = begin;
  for (;; ++i) {
    if (i >= function_->end) break;
    if (i != begin && leader_of_[i - function_->begin] != kNone) {
      if (!add(i, false, i, false)) return false;
      break;
    }
    const Instruction& instruction = module_->instructions[i];
    const Opcode opcode = OpcodeOf(instruction);
    if (opcode == Opcode::kLabel || opcode == Opcode::kMove) continue;
    const OperandRoles& roles = RolesOf(opcode);
    const auto operands = module_->operands_of(instruction);
    const bool waits = opcode == Opcode::kWait || opcode == Opcode::kWaitTimeout;
    const bool tries = opcode == Opcode::kTry || opcode == Opcode::kCatch;
    if (tries) {
      has_catch_ = true;
      if (frame < 0) return Fail(i, "catch without a frame");
    }
    for (uint32_t bits = roles.labels; bits != 0; bits &= bits - 1) {
      const Operand& operand = operands[__builtin_ctz(bits)];
      if (operand.kind != OperandKind::kLabel || operand.value == 0) continue;
      if (!add(module_->label_instructions[operand.index()], waits, i, tries)) return false;
    }
    if (roles.list_class == 'V' || roles.list_class == 'U') {
      const auto list = module_->list(operands[roles.list]);
      for (size_t k = 1; k < list.size(); k += 2) {
        if (!add(module_->label_instructions[list[k].index()], false, i, false)) return false;
      }
    }
    const int32_t after = FrameAfter(*module_, instruction, frame);
    if (after != frame || IsAllocate(opcode)) {
      const int32_t before = FrameBefore(*module_, instruction, after);
      if (before != frame && before == kNoFrame) {
        return Fail(i, absl::StrCat(beam::OpcodeName(opcode), " with a frame of ", frame,
                                    " words there already"));
      }
      if (before != frame) {
        return Fail(i, absl::StrCat(beam::OpcodeName(opcode), " with a frame of ", frame,
                                    " words where ", before, " are expected"));
      }
      frame = after;
      max_frame_ = std::max(max_frame_, frame);
    }
    if (EndsBlock(opcode) ||
        (opcode == Opcode::kCallExt && (*never_returns_)[operands[1].index()])) {
      ++i;
      break;
    }
  }
  CodeBlock& block = blocks_[b];
  block.begin = begin;
  block.end = i;
  block.frame_end = frame;
  block.succs_begin = succs_begin;
  block.succs_end = static_cast<uint32_t>(succs_.size());
  return true;
}

void CodeBlocks::Walk() {
  // Depth first; the reverse of the order in which blocks are left. A wait leads to its receive
  // through the scheduler: it is no way to get there for the first time.
  order_.clear();
  has_loop_ = false;
  enum : uint8_t { kNew, kActive, kDone };
  std::vector<uint8_t> state(blocks_.size(), kNew);
  struct Item {
    uint32_t block, next;
  };
  std::vector<Item> stack;
  stack.push_back({0, blocks_[0].succs_begin});
  state[0] = kActive;
  order_.reserve(blocks_.size());
  while (!stack.empty()) {
    Item& item = stack.back();
    if (item.next == blocks_[item.block].succs_end) {
      state[item.block] = kDone;
      order_.push_back(item.block);
      stack.pop_back();
      continue;
    }
    const uint32_t edge = item.next++;
    if (succ_waits_[edge] != 0) continue;
    const uint32_t succ = succs_[edge];
    if (state[succ] == kNew) {
      state[succ] = kActive;
      stack.push_back({succ, blocks_[succ].succs_begin});
    } else if (state[succ] == kActive) {
      blocks_[succ].loop_header = true;
      has_loop_ = true;
    }
  }
  std::reverse(order_.begin(), order_.end());
}

bool CodeBlocks::CopyBlocks() {
  FlowGraph flow;
  for (uint32_t b = 0; b < blocks_.size(); ++b) {
    flow.origin.push_back(b);
    flow.succs.emplace_back();
    for (uint32_t edge = blocks_[b].succs_begin; edge < blocks_[b].succs_end; ++edge) {
      flow.succs.back().push_back({succs_[edge], succ_waits_[edge] != 0});
    }
  }
  if (IsReducible(flow)) return true;
  if (!MakeReducible(kMaxCopies, &flow)) return false;
  const std::vector<CodeBlock> originals = std::move(blocks_);
  blocks_.clear();
  succs_.clear();
  succ_waits_.clear();
  for (uint32_t b = 0; b < flow.succs.size(); ++b) {
    CodeBlock block = originals[flow.origin[b]];
    block.loop_header = false;
    block.succs_begin = static_cast<uint32_t>(succs_.size());
    for (const FlowEdge& edge : flow.succs[b]) {
      succs_.push_back(edge.to);
      succ_waits_.push_back(edge.indirect ? 1 : 0);
      if (flow.origin[edge.to] != edge.to) copies_[{b, flow.origin[edge.to]}] = edge.to;
    }
    block.succs_end = static_cast<uint32_t>(succs_.size());
    blocks_.push_back(block);
  }
  Walk();
  return true;
}

uint32_t CodeBlocks::BlockAt(beam::Label label, int32_t frame, uint32_t from) const {
  const uint32_t target = module_->label_instructions[label];
  if (target < function_->begin || target >= function_->end) return kNone;
  return BlockAtInstruction(target, frame, from);
}

uint32_t CodeBlocks::BlockAtInstruction(uint32_t index, int32_t frame, uint32_t from) const {
  if (index >= function_->end) return kNone;
  const uint32_t leader = leader_of_[index - function_->begin];
  if (leader == kNone) return kNone;
  for (uint32_t b = first_instance_[leader]; b != kNone; b = next_instance_[b]) {
    if (blocks_[b].frame != frame) continue;
    if (copies_.empty()) return b;
    const auto copy = copies_.find({from, b});
    return copy == copies_.end() ? b : copy->second;
  }
  return kNone;
}

}  // namespace seabeam::translate
