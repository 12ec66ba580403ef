// Control flow of FunctionBuilder: frames, branches, calls, the end.
#include <algorithm>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "emit/wasm/function_builder.h"
#include "emit/wasm/peephole.h"

namespace seabeam::wasm {
namespace {

// Aux of a br or return after which the frame's operands are exactly what the
// target takes: falling off the frame's end means the same.
constexpr uint16_t kAuxExact = 1;
// Of br without operands: the innermost frame has none left either.
constexpr uint16_t kAuxBare = 2;

// A one-element array for each value type, for spans that outlive a BlockType.
absl::Span<const ValType> SingleType(ValType type) {
  static constexpr ValType kTypes[] = {ValType::kI32, ValType::kI64,     ValType::kF32,
                                       ValType::kF64, ValType::kFuncRef, ValType::kExternRef};
  for (const ValType& t : kTypes) {
    if (t == type) return {&t, 1};
  }
  return {};
}

}  // namespace

// ---- Frames ---------------------------------------------------------------

Label FunctionBuilder::Block(BlockType type, absl::string_view name) {
  return Open(Opcode::kBlock, type, BranchHint::kNone, name);
}

Label FunctionBuilder::Loop(BlockType type, absl::string_view name) {
  return Open(Opcode::kLoop, type, BranchHint::kNone, name);
}

Label FunctionBuilder::If(BlockType type, BranchHint hint, absl::string_view name) {
  return Open(Opcode::kIf, type, hint, name);
}

Label FunctionBuilder::Open(Opcode op, BlockType type, BranchHint hint, absl::string_view name) {
  Label label{static_cast<uint32_t>(label_frames_.size())};
  uint16_t aux = static_cast<uint16_t>(hint);
  if (!Begin(op, aux, label.value())) return label;
  Frame frame;
  frame.kind = op;
  if (type.is_type()) {
    if (!module_->Contains(type.type())) {
      Fail("no such block type");
      return label;
    }
    const FuncType& t = module_->type(type.type());
    frame.params = t.params;
    frame.results = t.results;
    if ((!t.params.empty() || t.results.size() > 1) &&
        !module_->features().Has(Feature::kMultiValue)) {
      Fail("feature multi-value is not allowed in this module");
      return label;
    }
    // Types that have a shorter form.
    if (t.params.empty() && t.results.empty()) type = BlockType();
    if (t.params.empty() && t.results.size() == 1) type = t.results[0];
  } else if (type.is_value()) {
    frame.results = SingleType(type.value_type());
    if (frame.results.empty()) {
      Fail("no such value type");
      return label;
    }
  }
  if (op == Opcode::kIf && !Pop(kI32)) return label;
  if (!PopAll(frame.params)) return label;

  const Frame& outer = frames_.back();
  frame.dead = outer.dead || outer.unreachable;
  Append(op, aux, label.value());
  frame.height = static_cast<uint32_t>(stack_.size());
  frame.label = label.value();
  if (!frame.dead) {
    frame.open_instr = static_cast<uint32_t>(body_->code.size()) - 1;
  }
  body_->labels.push_back(type);
  label_frames_.push_back(static_cast<uint32_t>(frames_.size()));
  if (!name.empty()) body_->label_names.emplace_back(label, std::string(name));
  frames_.push_back(frame);
  PushAll(frames_.back().params);
  return label;
}

// The operands at the end of the innermost frame are its results.
bool FunctionBuilder::CheckFrameEnd() {
  Frame& frame = frames_.back();
  if (frame.pending_unreachable) {
    // Control never gets here. When the operands happen to fit there is no
    // need to say so.
    size_t n = frame.results.size();
    bool fits = stack_.size() == frame.height + n;
    for (size_t i = 0; fits && i < n; ++i) {
      fits = stack_[frame.height + i] == static_cast<StackType>(frame.results[i]);
    }
    if (!fits) ResolvePendingUnreachable();
  }
  if (!PopAll(frame.results)) return false;
  if (stack_.size() != frame.height) {
    return Fail(
        absl::StrCat(stack_.size() - frame.height, " operands too many at the end of the frame"));
  }
  return true;
}

// A frame whose last kept instruction branches to its end just ends. To be
// called after CheckFrameEnd; afterwards control reaches the end.
void FunctionBuilder::DropFinalBranch(Frame& frame) {
  std::vector<Instr>& code = body_->code;
  if (!simplify_ || !frame.unreachable || frame.dead || frame.kind == Opcode::kLoop) {
    return;
  }
  // A mark at the very end would be left dangling; it belongs to the end.
  if (code.empty() || code.size() <= Barrier()) return;
  const Instr& last = code.back();
  bool is_function = frame.kind == Opcode::kEnd;
  bool drop = false;
  if (last.op == Opcode::kBr) {
    drop = last.imm == frame.label && (last.aux & kAuxExact) != 0;
  } else if (last.op == Opcode::kReturn) {
    drop = is_function && last.aux == kAuxExact;
  }
  if (!drop) return;
  if (last.op == Opcode::kBr) --frame.targets;
  code.pop_back();
  frame.unreachable = false;
}

// A block that ends in `br_if` to its end and `br` elsewhere: one branch on the opposite does. To
// be called after CheckFrameEnd; afterwards control reaches the end.
void FunctionBuilder::InvertFinalBranch(Frame& frame) {
  std::vector<Instr>& code = body_->code;
  if (!simplify_ || !frame.unreachable || frame.dead || frame.kind == Opcode::kLoop ||
      !frame.results.empty() || code.size() < Barrier() + 3) {
    return;
  }
  const Instr away = code.back(), skip = code[code.size() - 2];
  if (away.op != Opcode::kBr || (away.aux & kAuxBare) == 0 || away.imm == frame.label ||
      skip.op != Opcode::kBrIf || skip.imm != frame.label) {
    return;
  }
  code.resize(code.size() - 2);
  uint16_t hint = skip.aux;
  if (hint == static_cast<uint16_t>(BranchHint::kLikely)) {
    hint = static_cast<uint16_t>(BranchHint::kUnlikely);
  } else if (hint == static_cast<uint16_t>(BranchHint::kUnlikely)) {
    hint = static_cast<uint16_t>(BranchHint::kLikely);
  }
  AppendWithPeephole(code, Barrier(), Instr{Opcode::kI32Eqz, 0, 0});
  AppendWithPeephole(code, Barrier(), Instr{Opcode::kBrIf, hint, away.imm});
  --frame.targets;
  frame.unreachable = false;
}

void FunctionBuilder::Else() {
  if (!Begin(Opcode::kElse, 0, 0)) return;
  if (frames_.back().kind != Opcode::kIf) {
    Fail("the innermost frame is not an if");
    return;
  }
  if (!CheckFrameEnd()) return;
  Frame& frame = frames_.back();
  DropFinalBranch(frame);
  frame.kind = Opcode::kElse;
  frame.then_falls_through = !frame.unreachable && !frame.pending_unreachable;
  frame.unreachable = false;
  frame.pending_unreachable = false;
  if (!frame.dead) body_->code.push_back(Instr{Opcode::kElse, 0, frame.label});
  PushAll(frame.params);
}

void FunctionBuilder::End(Label label) {
  if (!failed_ && frames_.back().label != label.value()) {
    Begin(Opcode::kEnd, 0, 0);
    Fail(absl::StrCat("the innermost frame is not label ", label.value()));
    return;
  }
  End();
}

void FunctionBuilder::End() {
  if (!Begin(Opcode::kEnd, 0, 0)) return;
  if (frames_.size() == 1) {
    Fail("no frame to end; the function is ended by Finish");
    return;
  }
  if (!CheckFrameEnd()) return;
  Frame frame = frames_.back();
  if (frame.kind == Opcode::kIf && !std::equal(frame.params.begin(), frame.params.end(),
                                               frame.results.begin(), frame.results.end())) {
    Fail("an if without else must leave what it takes");
    return;
  }
  DropFinalBranch(frame);
  InvertFinalBranch(frame);
  bool end_reached = !frame.unreachable && !frame.pending_unreachable;
  if (frame.kind == Opcode::kIf || frame.then_falls_through) end_reached = true;
  if (frame.kind != Opcode::kLoop && frame.targets != 0) end_reached = true;

  label_frames_[frame.label] = kClosed;
  frames_.pop_back();
  PushAll(frame.results);
  if (frame.dead) return;
  std::vector<Instr>& code = body_->code;
  uint16_t aux = 0;
  if (frame.kind == Opcode::kBlock || frame.kind == Opcode::kLoop) {
    if (simplify_ && frame.targets == 0) {
      aux = kAuxElided;
      code[frame.open_instr].aux = kAuxElided;
    }
  } else if (simplify_ && frame.kind == Opcode::kElse && code.size() > Barrier() &&
             code.back().op == Opcode::kElse) {
    code.pop_back();
  }
  code.push_back(Instr{Opcode::kEnd, aux, frame.label});
  if (end_reached) return;
  // When the frame's end is not encoded, what comes next stands right behind what leaves it.
  if (aux == kAuxElided && frame.unreachable) return MarkUnreachable();
  frames_.back().pending_unreachable = true;
}

// ---- Branches -------------------------------------------------------------

FunctionBuilder::Frame* FunctionBuilder::Target(Label label) {
  if (label.value() >= label_frames_.size()) {
    Fail(absl::StrCat("no label ", label.value()));
    return nullptr;
  }
  uint32_t position = label_frames_[label.value()];
  if (position == kClosed) {
    Fail(absl::StrCat("the frame of label ", label.value(), " has ended"));
    return nullptr;
  }
  return &frames_[position];
}

void FunctionBuilder::CountBranch(Frame* target) {
  const Frame& frame = frames_.back();
  if (!frame.unreachable && !frame.dead) ++target->targets;
}

void FunctionBuilder::Br(Label label) {
  if (!Begin(Opcode::kBr, 0, label.value())) return;
  Frame* target = Target(label);
  if (target == nullptr) return;
  uint16_t aux = 0;
  if (target == &frames_.back() && stack_height() == target->branch_types().size())
    aux |= kAuxExact;
  if (target->branch_types().empty() && stack_height() == 0) aux |= kAuxBare;
  if (!PopAll(target->branch_types())) return;
  Append(Opcode::kBr, aux, label.value());
  CountBranch(target);
  MarkUnreachable();
}

void FunctionBuilder::BrIf(Label label, BranchHint hint) {
  uint16_t aux = static_cast<uint16_t>(hint);
  if (!Begin(Opcode::kBrIf, aux, label.value())) return;
  Frame* target = Target(label);
  if (target == nullptr) return;
  if (!Pop(kI32) || !PopAll(target->branch_types())) return;
  PushAll(target->branch_types());
  Append(Opcode::kBrIf, aux, label.value());
  CountBranch(target);
}

void FunctionBuilder::BrTable(absl::Span<const Label> labels, Label default_label) {
  uint32_t index = static_cast<uint32_t>(body_->pool.size());
  body_->pool.push_back(static_cast<uint32_t>(labels.size()));
  for (Label l : labels) body_->pool.push_back(l.value());
  body_->pool.push_back(default_label.value());
  if (!Begin(Opcode::kBrTable, 0, index)) return;
  if (!Pop(kI32)) return;
  const Frame* fallback = Target(default_label);
  if (fallback == nullptr) return;
  size_t arity = fallback->branch_types().size();
  for (size_t i = 0; i <= labels.size(); ++i) {
    Frame* target = Target(i < labels.size() ? labels[i] : default_label);
    if (target == nullptr) return;
    if (target->branch_types().size() != arity) {
      Fail("targets take different numbers of operands");
      return;
    }
    if (!PeekAll(target->branch_types())) return;
    CountBranch(target);
  }
  Append(Opcode::kBrTable, 0, index);
  MarkUnreachable();
}

void FunctionBuilder::Return() {
  if (!Begin(Opcode::kReturn, 0, 0)) return;
  bool exact = frames_.size() == 1 && stack_.size() == result_types_.size();
  if (!PopAll(result_types_)) return;
  Append(Opcode::kReturn, exact ? kAuxExact : 0, 0);
  MarkUnreachable();
}

void FunctionBuilder::Unreachable() {
  if (!Begin(Opcode::kUnreachable, 0, 0)) return;
  Append(Opcode::kUnreachable, 0, 0);
  MarkUnreachable();
}

// ---- Calls ----------------------------------------------------------------

bool FunctionBuilder::CallSignature(TypeId type) {
  const FuncType& t = module_->type(type);
  if (!PopAll(t.params)) return false;
  PushAll(t.results);
  return true;
}

bool FunctionBuilder::TailSignature(TypeId type) {
  const FuncType& t = module_->type(type);
  if (absl::MakeConstSpan(t.results) != result_types_) {
    return Fail("the callee's results are not this function's");
  }
  return PopAll(t.params);
}

void FunctionBuilder::Call(FuncId function) {
  if (!Begin(Opcode::kCall, 0, function.value())) return;
  if (!module_->Contains(function)) {
    Fail("no such function");
    return;
  }
  if (!CallSignature(module_->function(function).type)) return;
  Append(Opcode::kCall, 0, function.value());
}

void FunctionBuilder::ReturnCall(FuncId function) {
  if (!Begin(Opcode::kReturnCall, 0, function.value())) return;
  if (!module_->Contains(function)) {
    Fail("no such function");
    return;
  }
  if (!TailSignature(module_->function(function).type)) return;
  Append(Opcode::kReturnCall, 0, function.value());
  MarkUnreachable();
}

bool FunctionBuilder::CheckIndirect(TypeId type, TableId table) {
  if (!module_->Contains(type)) return Fail("no such type");
  if (!CheckTable(table)) return false;
  if (module_->table(table).type != ValType::kFuncRef) {
    return Fail("not a table of functions");
  }
  return Pop(kI32);
}

void FunctionBuilder::CallIndirect(TypeId type, TableId table) {
  uint16_t aux = TableAux(table);
  if (!Begin(Opcode::kCallIndirect, aux, type.value())) return;
  if (!CheckIndirect(type, table) || !CallSignature(type)) return;
  Append(Opcode::kCallIndirect, aux, type.value());
}

void FunctionBuilder::ReturnCallIndirect(TypeId type, TableId table) {
  uint16_t aux = TableAux(table);
  if (!Begin(Opcode::kReturnCallIndirect, aux, type.value())) return;
  if (!CheckIndirect(type, table) || !TailSignature(type)) return;
  Append(Opcode::kReturnCallIndirect, aux, type.value());
  MarkUnreachable();
}

// ---- The end --------------------------------------------------------------

// A local that is never read needs no writes.
void FunctionBuilder::DropUnreadLocals() {
  std::vector<uint8_t> read(body_->locals.size(), 0);
  bool any_set = false;
  for (const Instr& i : body_->code) {
    if (i.op == Opcode::kLocalGet) {
      read[i.imm] = 1;
    } else if (i.op == Opcode::kLocalSet || i.op == Opcode::kLocalTee) {
      any_set = true;
    }
  }
  if (!any_set) return;
  for (Instr& i : body_->code) {
    if (i.op == Opcode::kLocalSet && !read[i.imm]) {
      i = Instr{Opcode::kDrop, 0, 0};
    } else if (i.op == Opcode::kLocalTee && !read[i.imm]) {
      i = Instr{Opcode::kNop, kAuxElided, 0};
    }
  }
}

absl::Status FunctionBuilder::Finish() {
  if (failed_) return error_;
  if (finished_) {
    Fail("Finish called twice");
    return error_;
  }
  finished_ = true;
  if (frames_.size() != 1) {
    Fail(absl::StrCat(frames_.size() - 1, " frames have not ended"));
    return error_;
  }
  if (!CheckFrameEnd()) return error_;
  DropFinalBranch(frames_.back());
  if (simplify_) DropUnreadLocals();
  module_->SetBody(function_, std::move(body_));
  // Later calls fail, but have something to look at.
  body_ = std::make_unique<FunctionBody>();
  return absl::OkStatus();
}

}  // namespace seabeam::wasm
