#include "compiler/translate/function_translator.h"

#include <algorithm>
#include <utility>

#include "abi/atomvm/services.h"
#include "absl/strings/str_cat.h"
#include "base/check.h"
#include "compiler/translate/dispatch.h"

namespace seabeam::translate {

using beam::Operand;
using beam::OperandKind;
using ir::kNoNode;
using ir::Op;

// ---- running a function ----

absl::StatusOr<std::unique_ptr<ir::Graph>> FunctionTranslator::Translate(uint32_t index) {
  const beam::Module& module = context_.beam();
  function_ = &module.functions[index];
  status_ = absl::OkStatus();
  if (never_returns_.size() != module.imports.size()) {
    never_returns_.resize(module.imports.size());
    for (uint32_t i = 0; i < module.imports.size(); ++i) {
      never_returns_[i] = context_.import(i).form == BifForm::kAlwaysFails;
    }
  }
  if (!blocks_.Find(module, *function_, never_returns_)) {
    return Located(blocks_.error_instruction(), absl::StatusCode::kInvalidArgument,
                   blocks_.error());
  }
  liveness_.Compute(module, blocks_);
  graph_ = std::make_unique<ir::Graph>(
      absl::StrCat(module.atom(function_->name), "/", function_->arity), function_->arity);
  graph_->set_function_index(index);
  Start();
  for (uint32_t b : blocks_.order()) {
    if (!EnterBlock(b)) continue;
    RunBlock(b);
    if (!status_.ok()) return status_;
  }
  CloseLoops();
  return std::move(graph_);
}

void FunctionTranslator::Start() {
  states_.clear();
  states_.resize(blocks_.size());
  loops_.clear();
  edges_.clear();
  edge_values_.clear();
  frame_ = kNoFrame;
  memory_head_ = kNoNode;
  registers_.assign(numbers().size(), kNoNode);
  marks_.assign(blocks_.has_catch() ? numbers().num_slots : 0, kNoNode);
  slot_loads_.assign(numbers().num_slots, SlotLoad());
  contexts_.assign(numbers().num_saves > 0 ? numbers().size() : 0, kNoContext);
  control_ = graph_->start();
  current_ = function_->entry;
  SetLine(blocks_.block(0).line);
  for (uint32_t i = 0; i < function_->arity; ++i) {
    registers_[numbers().X(i)] = graph_->Add(Op::kParam, {control_}, i);
  }
  Fixed(Op::kReductionCheck, {});
  AddEdge(blocks_.entry(), control_);
}

void FunctionTranslator::RunBlock(uint32_t b) {
  const CodeBlock& block = blocks_.block(b);
  block_ = b;
  SetLine(block.line);
  bool empty = true;
  for (uint32_t i = block.begin; i < block.end && reachable(); i = next_ + 1) {
    current_ = next_ = i;
    const Insn insn = InsnAt(i);
    if (insn.opcode == beam::Opcode::kLabel) continue;
    empty = false;
    TranslateInstruction(*this, insn);
    if (!status_.ok()) return;
  }
  if (!reachable()) return;
  const uint32_t next = blocks_.BlockAtInstruction(block.end, frame_, b);
  if (next != CodeBlocks::kNone) {
    GoTo(next);
  } else if (b == blocks_.entry() && empty) {
    // A stub: there is nothing to run.
    RaiseError(abi::ErrorKind::kUnsupported);
  } else {
    Fail("control runs past the end of the function");
  }
}

void FunctionTranslator::GoTo(uint32_t block) {
  // Behind an instruction that never succeeds a compiler may go on with any code, so it happens
  // that what follows reads registers that are not set here. That code may be reached from
  // elsewhere, and blocks from which it is reached inherit its reads: those do run, so they get a
  // value that nobody looks at.
  FillUnset(block);
  if (!IsReady(block)) {
    Terminate(Op::kDead, {});
    return;
  }
  AddEdge(block, control_);
  control_ = kNoNode;
}

void FunctionTranslator::FillUnset(uint32_t block) {
  liveness_.ForEachLiveButSlots(block, [&](uint32_t reg) {
    if (reg < numbers().num_x && registers_[reg] == kNoNode) SetX(reg, graph_->Nil());
  });
}

bool FunctionTranslator::IsReady(uint32_t block) const {
  bool ready = true;
  liveness_.ForEachLiveButSlots(block, [&](uint32_t reg) { ready &= registers_[reg] != kNoNode; });
  return ready;
}

Insn FunctionTranslator::InsnAt(uint32_t index) const {
  const beam::Instruction& instruction = beam_module().instructions[index];
  return {OpcodeOf(instruction), index, beam_module().operands_of(instruction)};
}

bool FunctionTranslator::NextIsPlain(uint32_t index) const {
  return index + 1 < function_->end &&
         OpcodeOf(beam_module().instructions[index + 1]) != beam::Opcode::kLabel;
}

absl::Status FunctionTranslator::Located(uint32_t instruction, absl::StatusCode code,
                                         absl::string_view message) const {
  const beam::Module& module = context_.beam();
  return absl::Status(
      code,
      absl::StrCat("Code/", module.name, ":", module.atom(function_->name), "/", function_->arity,
                   ": offset ", module.instructions[instruction].code_offset, ": ", message));
}

void FunctionTranslator::SetError(absl::StatusCode code, absl::string_view message) {
  if (status_.ok()) status_ = Located(current_, code, message);
}

// ---- registers ----

uint32_t FunctionTranslator::RegisterOf(const Operand& operand, bool writing) {
  if (operand.kind == OperandKind::kX) return numbers().X(operand.index());
  SEABEAM_DCHECK(operand.kind == OperandKind::kY);
  if (operand.value >= frame_) {
    Fail(absl::StrCat(
        "y", operand.value, writing ? " is written" : " is read", " with ",
        frame_ < 0 ? std::string("no frame") : absl::StrCat("a frame of ", frame_, " words")));
    return 0;
  }
  return numbers().Slot(numbers().SlotOfY(operand.index(), frame_));
}

ir::NodeId FunctionTranslator::LoadSlot(uint32_t slot) {
  NodeId& value = registers_[numbers().Slot(slot)];
  if (value == kInPlace) value = FrameLoad(memory_head_, slot);
  return value;
}

ir::NodeId FunctionTranslator::FrameLoad(NodeId head, uint32_t slot) {
  SlotLoad& last = slot_loads_[slot];
  if (last.head == head) return last.node;
  last = {head, kNoNode};
  // Another head's may have come in between.
  for (NodeId u : graph_->uses(head)) {
    if (graph_->op(u) == Op::kFrameLoad && graph_->imm(u) == slot) last.node = u;
  }
  if (last.node == kNoNode) last.node = graph_->Add(Op::kFrameLoad, {head}, slot);
  return last.node;
}

ir::NodeId FunctionTranslator::UseX(uint32_t i) {
  const NodeId value = registers_[numbers().X(i)];
  if (value != kNoNode) return value;
  Fail(absl::StrCat("x", i, " is read before it is set"));
  return graph_->Nil();
}

ir::NodeId FunctionTranslator::UseSlot(uint32_t slot) {
  const NodeId value = LoadSlot(slot);
  return value == kNoNode ? graph_->Nil() : value;
}

ir::NodeId FunctionTranslator::Integer(int64_t value) {
  if (value >= abi::kSmallMin && value <= abi::kSmallMax) return graph_->Small(value);
  const NodeId literal = graph_->Literal(context_.IntegerLiteral(value));
  graph_->SetType(literal, ir::Type::IntegerRange(value, value));
  return literal;
}

ir::NodeId FunctionTranslator::Use(const Operand& operand) {
  switch (operand.kind) {
    case OperandKind::kX:
    case OperandKind::kY: {
      const uint32_t reg = RegisterOf(operand, false);
      NodeId value = registers_[reg];
      if (value == kInPlace) value = LoadSlot(reg - numbers().num_x);
      if (value == kNoNode) {
        Fail(absl::StrCat(operand.kind == OperandKind::kX ? "x" : "y", operand.value,
                          " is read before it is set"));
        return graph_->Nil();
      }
      if (operand.has_type()) return NarrowAndRename(value, context_.TypeOf(operand.type_index()));
      return value;
    }
    case OperandKind::kUnsigned:
    case OperandKind::kInteger:
    case OperandKind::kCharacter:
      return Integer(operand.value);
    case OperandKind::kBigUnsigned:
    case OperandKind::kBigInteger: {
      const NodeId literal =
          graph_->Literal(context_.BigIntegerLiteral(context_.beam().bigints[operand.index()]));
      graph_->SetType(literal, ir::Type::OfKinds(abi::kKindBig));
      return literal;
    }
    case OperandKind::kNil:
      return graph_->Nil();
    case OperandKind::kAtom:
      return graph_->Atom(context_.Atom(operand.index()));
    case OperandKind::kLiteral: {
      const NodeId literal = graph_->Literal(operand.index());
      graph_->SetType(literal, context_.LiteralType(operand.index()));
      return literal;
    }
    case OperandKind::kLabel:
    case OperandKind::kFloatReg:
    case OperandKind::kList:
    case OperandKind::kAllocList:
      break;
  }
  Fail("operand is no value");
  return graph_->Nil();
}

ir::NodeId FunctionTranslator::UseFloat(const Operand& operand) {
  const NodeId value = registers_[numbers().Float(operand.index())];
  if (value != kNoNode) return value;
  Fail(absl::StrCat("fr", operand.value, " is read before it is set"));
  return graph_->F64(0);
}

void FunctionTranslator::Set(const Operand& operand, NodeId value) {
  const uint32_t reg = operand.kind == OperandKind::kFloatReg ? numbers().Float(operand.index())
                                                              : RegisterOf(operand, true);
  registers_[reg] = value;
  if (!contexts_.empty()) contexts_[reg] = kNoContext;
}

void FunctionTranslator::SetX(uint32_t i, NodeId value) {
  registers_[numbers().X(i)] = value;
  if (!contexts_.empty()) contexts_[numbers().X(i)] = kNoContext;
}

void FunctionTranslator::SetSlot(uint32_t slot, NodeId value) {
  registers_[numbers().Slot(slot)] = value;
}

void FunctionTranslator::Rename(NodeId from, NodeId to) {
  if (from == to) return;
  const uint32_t end = numbers().num_x + numbers().num_slots;
  for (uint32_t i = 0; i < end; ++i) {
    if (registers_[i] == from) registers_[i] = to;
  }
}

ir::NodeId FunctionTranslator::Narrow(NodeId value, const ir::Type& type) {
  const ir::Type& known = graph_->type(value);
  const ir::Type meet = ir::Meet(known, type);
  // An empty meet: this code cannot be reached, or the Type chunk is wrong. Either way it says
  // nothing.
  if (meet == known || meet.IsBottom() || graph_->IsConstant(value)) return value;
  const NodeId cast = graph_->Add(Op::kCast, {control_, value});
  graph_->SetType(cast, meet);
  return cast;
}

ir::NodeId FunctionTranslator::NarrowAndRename(NodeId value, const ir::Type& type) {
  const NodeId narrowed = Narrow(value, type);
  Rename(value, narrowed);
  return narrowed;
}

uint32_t FunctionTranslator::ContextOf(const Operand& operand) const {
  if (contexts_.empty()) return kNoContext;
  if (operand.kind == OperandKind::kX) return contexts_[numbers().X(operand.index())];
  if (operand.kind != OperandKind::kY || operand.value >= frame_) return kNoContext;
  return contexts_[numbers().Slot(numbers().SlotOfY(operand.index(), frame_))];
}

void FunctionTranslator::SetContext(const Operand& operand, uint32_t context) {
  if (contexts_.empty()) return;
  contexts_[RegisterOf(operand, true)] = context;
}

// ---- nodes ----

ir::NodeId FunctionTranslator::Pure(Op op, std::initializer_list<NodeId> inputs, int64_t imm) {
  return graph_->Add(op, inputs, imm);
}

ir::NodeId FunctionTranslator::Pure(Op op, absl::Span<const NodeId> inputs, int64_t imm,
                                    absl::Span<const int64_t> list) {
  return graph_->Add(op, inputs, imm, list);
}

ir::NodeId FunctionTranslator::Fixed(Op op, absl::Span<const NodeId> data, int64_t imm,
                                     absl::Span<const int64_t> list) {
  merge_.assign(1, control_);
  merge_.insert(merge_.end(), data.begin(), data.end());
  control_ = graph_->Add(op, merge_, imm, list, loc_);
  return control_;
}

ir::NodeId FunctionTranslator::Terminate(Op op, absl::Span<const NodeId> data, int64_t imm,
                                         absl::Span<const int64_t> list) {
  const NodeId node = Fixed(op, data, imm, list);
  control_ = kNoNode;
  return node;
}

// ---- control ----

FunctionTranslator::Fork FunctionTranslator::Branch(NodeId condition, Hint hint) {
  const NodeId node = graph_->Add(Op::kIf, {control_, condition}, static_cast<int64_t>(hint));
  control_ = kNoNode;
  return {graph_->Add(Op::kIfTrue, {node}), graph_->Add(Op::kIfFalse, {node})};
}

void FunctionTranslator::Require(NodeId condition, bool expected, beam::Label fail) {
  Hint hint = Hint::kUnknown;
  // Calls that no clause takes are rare.
  if (fail == function_->func_info_label) hint = expected ? Hint::kLikely : Hint::kUnlikely;
  const Fork fork = Branch(condition, hint);
  JumpFrom(expected ? fork.if_false : fork.if_true, fail);
  control_ = expected ? fork.if_true : fork.if_false;
}

void FunctionTranslator::Jump(beam::Label label) {
  const uint32_t block = BlockOf(label);
  if (block != CodeBlocks::kNone) GoTo(block);
}

void FunctionTranslator::JumpFrom(NodeId control, beam::Label label) {
  const uint32_t block = BlockOf(label);
  if (block != CodeBlocks::kNone) AddEdge(block, control);
}

uint32_t FunctionTranslator::BlockOf(beam::Label label) {
  const uint32_t block = blocks_.BlockAt(label, frame_, block_);
  if (block == CodeBlocks::kNone) Fail(absl::StrCat("no way to label ", label, " with this frame"));
  return block;
}

ir::NodeId FunctionTranslator::RecvSyncOf(beam::Label label) const {
  const uint32_t block = blocks_.BlockAt(label, frame_, block_);
  return block == CodeBlocks::kNone ? kNoNode : states_[block].recv_sync;
}

// ---- raising ----

bool FunctionTranslator::InTry() const {
  if (frame_ < 0 || marks_.empty()) return false;
  for (int32_t s = 0; s < frame_words(); ++s) {
    if (marks_[s] != kNoNode) return true;
  }
  return false;
}

void FunctionTranslator::Raise(Op op, std::vector<NodeId> data, std::vector<int64_t> facts) {
  if (InTry()) {
    AppendSlots(&data);
    facts.push_back(frame_words());
  } else {
    facts.push_back(-1);
  }
  facts.push_back(frame_words());
  Terminate(op, data, 0, facts);
}

void FunctionTranslator::RaiseError(abi::ErrorKind kind, NodeId value) {
  Raise(Op::kRaiseError, {value}, {static_cast<int64_t>(kind)});
}

void FunctionTranslator::RaiseGuard(abi::BifId bif, absl::Span<const NodeId> args) {
  Raise(Op::kRaiseGuard, {args.begin(), args.end()},
        {static_cast<int64_t>(bif), static_cast<int64_t>(args.size())});
}

void FunctionTranslator::FailPending() { Raise(Op::kFailPending, {}, {}); }

// ---- frames ----

void FunctionTranslator::AllocateFrame(uint32_t words) {
  if (frame_ >= 0) {
    Fail("a second frame is allocated");
    return;
  }
  // Saved places of match contexts become slots of the frame.
  for (uint32_t s = 0; s < numbers().num_saves; ++s) LoadSlot(s);
  frame_ = static_cast<int32_t>(words);
  memory_head_ = kNoNode;
  for (int32_t s = static_cast<int32_t>(numbers().num_saves); s < frame_words(); ++s) {
    registers_[numbers().Slot(s)] = kNoNode;
  }
  Fixed(Op::kFrameAlloc, {}, frame_words());
}

bool FunctionTranslator::FreeFrame(uint32_t words) {
  if (frame_ < 0 || words != static_cast<uint32_t>(frame_)) {
    Fail(absl::StrCat("a frame of ", words, " words is freed, there is ",
                      frame_ < 0 ? std::string("none") : absl::StrCat("one of ", frame_)));
    return false;
  }
  if (InTry()) {
    Fail("a frame with an active catch is freed");
    return false;
  }
  for (uint32_t s = 0; s < numbers().num_saves; ++s) LoadSlot(s);
  Fixed(Op::kFrameFree, {}, frame_words());
  for (uint32_t s = numbers().num_saves; s < numbers().num_slots; ++s) {
    registers_[numbers().Slot(s)] = kNoNode;
  }
  frame_ = kNoFrame;
  memory_head_ = kNoNode;
  return true;
}

void FunctionTranslator::TrimFrame(uint32_t words, uint32_t rest) {
  if (frame_ < 0 || words + rest != static_cast<uint32_t>(frame_)) {
    Fail(absl::StrCat("trim to ", rest, " of ", words + rest, " words in a frame of ", frame_));
    return;
  }
  frame_ = static_cast<int32_t>(rest);
  for (uint32_t s = static_cast<uint32_t>(frame_words()); s < numbers().num_slots; ++s) {
    registers_[numbers().Slot(s)] = kNoNode;
    if (!marks_.empty() && marks_[s] != kNoNode) {
      Fail("a catch is trimmed away");
      return;
    }
  }
  if (words > 0) Fixed(Op::kFrameTrim, {}, words);
}

void FunctionTranslator::AppendSlots(std::vector<NodeId>* out) {
  for (int32_t s = 0; s < frame_words(); ++s) out->push_back(UseSlot(s));
}

void FunctionTranslator::ForgetX() {
  std::fill_n(registers_.begin(), numbers().num_x, kNoNode);
  std::fill(registers_.begin() + numbers().Float(0), registers_.end(), kNoNode);
}

void FunctionTranslator::EnterEntryBlock(NodeId head) {
  control_ = head;
  ForgetX();
  memory_head_ = head;
  for (int32_t s = 0; s < frame_words(); ++s) {
    // The mark of a catch is a constant.
    const bool marked = !marks_.empty() && marks_[s] != kNoNode && marks_[s] != kSomeMark;
    registers_[numbers().Slot(s)] = marked ? marks_[s] : kInPlace;
  }
}

// ---- catches ----

void FunctionTranslator::BeginTry(const Operand& y, beam::Label handler) {
  const uint32_t reg = RegisterOf(y, true);
  if (!ok()) return;
  const uint32_t slot = reg - numbers().num_x;
  if (marks_[slot] != kNoNode) {
    Fail(absl::StrCat("y", y.value, " holds an active catch already"));
    return;
  }
  const NodeId begin = Terminate(Op::kTryBegin, {});
  const NodeId head = graph_->Add(Op::kTryHandler, {begin}, frame_words());
  const NodeId body = graph_->Add(Op::kTryBody, {begin});
  const std::vector<NodeId> registers = registers_;
  const NodeId memory_head = memory_head_;
  EnterEntryBlock(head);
  NodeId params[3];
  for (int i = 0; i < 3; ++i) params[i] = graph_->Add(Op::kHandlerParam, {head}, i);
  if (InsnAt(current_).opcode == beam::Opcode::kCatch) {
    // The label is also where the body arrives, with its value in x0; `catch_end` follows. So this
    // edge brings what `catch_end` makes of an exception.
    if (context_.atomvm()) {
      registers_[reg] = graph_->Nil();  // nothing that goes wrong now comes here again
      SetX(0, CallService(abi::atomvm::kCatchEnd, {params[0], params[1], params[2]}));
    } else {
      SetX(0, Pure(Op::kCatchEndValue, {params[0], params[1], params[2]}));
    }
  } else {
    for (int i = 0; i < 3; ++i) SetX(i, params[i]);
  }
  JumpFrom(control_, handler);
  registers_ = registers;
  memory_head_ = memory_head;
  const NodeId mark = Pure(Op::kCatchMark, {begin});
  registers_[reg] = mark;
  marks_[slot] = mark;
  control_ = body;
}

ir::NodeId FunctionTranslator::CallService(absl::string_view name, std::vector<NodeId> args) {
  const uint32_t arity = static_cast<uint32_t>(args.size());
  const int64_t facts[] = {context_.Service(name, arity), arity, frame_words()};
  AppendSlots(&args);
  EnterEntryBlock(graph_->Add(Op::kCallCont, {Terminate(Op::kCallExternal, args, 0, facts)}));
  return graph_->Add(Op::kCallResult, {control_});
}

void FunctionTranslator::EndTry(const Operand& y) {
  const uint32_t reg = RegisterOf(y, true);
  if (!ok()) return;
  registers_[reg] = graph_->Nil();
  if (!marks_.empty()) marks_[reg - numbers().num_x] = kNoNode;
}

}  // namespace seabeam::translate
