#include "emit/lower/lowering.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "base/check.h"
#include "emit/limits.h"
#include "emit/lower/head_values.h"
#include "emit/lower/rules.h"

namespace seabeam::emit {

using abi::CtxOffsets;
using ir::OpKind;
using ir::Repr;
using wasm::LocalId;
using wasm::Opcode;
using IrOp = ir::Op;

Lowering::Lowering(ModuleContext& module, const PreparedGraph& prepared)
    : m(module),
      regions(prepared.regions),
      g(prepared.graph),
      cfg(prepared.cfg),
      schedule(prepared.schedule),
      plan(prepared.plan),
      prepared_(prepared),
      functions_(prepared.functions),
      locals_(regions, schedule),
      padding_(prepared.padding) {
  const uint32_t blocks = cfg.size();
  text_epoch_.assign(blocks, 0);
  text_index_.assign(blocks, 0);
  skip_.assign(blocks, 0);
  arm_open_.assign(blocks, 0);
  merge_label_.resize(blocks);
  loop_label_.resize(blocks);
  folded_in_.assign(g.size(), 0);
  for (NodeId n = 0; n < g.size(); ++n) {
    if (g.IsDead(n)) continue;
    makes_frames_ |= g.op(n) == IrOp::kFrameAlloc;
    catches_ |= g.op(n) == IrOp::kTryBegin;
  }
}

void Lowering::Fail(absl::string_view message) {
  if (error_.ok()) {
    error_ = absl::UnimplementedError(absl::StrCat(m.module().name, ":", g.name(), ": ", message));
  }
}

absl::Status Lowering::Run(uint32_t index, uint32_t* num_locals) {
  wasm::FunctionBuilder builder(&m.wasm(), functions_[index].id);
  ScratchLocals scratch(&builder);
  builder_ = &builder;
  scratch_ = &scratch;
  // Others are where calls come back to after a resumption, or too large already.
  levels_ = index == 0 ? prepared_.copy_levels : 0;

  const NativeFunction& native = functions_[index];
  const std::vector<NodeId> params = Plan(index);
  const uint32_t hidden = native.direct ? 1 : m.abi().first_arg;
  for (uint32_t i = 0; i < params.size(); ++i) value_locals_.push_back(builder.Param(hidden + i));
  TakeLocals();
  if (native.direct) {
    Prologue(*function_);
  } else {
    e_local_ = builder.Param(m.abi().e_param);
  }
  exit_label = builder.Block();
  Code();
  builder.End(exit_label);
  builder.I32Const(0);
  if (!error_.ok()) return error_;
  *num_locals += scratch.count();
  absl::Status status = builder.Finish();
  builder_ = nullptr;
  return status;
}

std::vector<NodeId> Lowering::Plan(uint32_t index) {
  ++epoch_;
  function_ = &plan.functions[index];
  const ControlTree& tree = function_->tree;
  for (uint32_t i = 0; i < tree.text.size(); ++i) {
    text_epoch_[tree.text[i]] = epoch_;
    text_index_[tree.text[i]] = i;
  }
  std::vector<NodeId> params;
  if (!functions_[index].direct) params = HeadValues(schedule, g, cfg, function_->root);
  locals_.Build(tree, 0, params);
  value_locals_.clear();
  heap_local_ = LocalId();
  return params;
}

void Lowering::Code() {
  start_label_ = b().Loop();
  Items(function_->tree);
  b().End();
}

bool Lowering::CanRestart(uint32_t callee) const {
  return callee == function() && function_->root == 0;
}

void Lowering::Restart(NodeId tail_call) {
  const std::vector<NodeId> params = HeadValues(schedule, g, cfg, 0);
  std::vector<LocalId> written;
  for (uint32_t i = 0; i < params.size(); ++i) {
    if (params[i] != kNoNode) Hand(in(tail_call, i), params[i], &written);
  }
  while (!written.empty()) {
    b().LocalSet(written.back());
    written.pop_back();
  }
  if (inside_) CheckReductions(*this, params);
  b().Br(start_label_);
}

void Lowering::TakeLocals() {
  for (bool f64 : locals_.new_locals()) value_locals_.push_back(f64 ? TakeF64() : TakeI32());
}

void Lowering::CallCopy(NodeId call) {
  Lowering copy(m, prepared_);
  copy.builder_ = builder_;
  copy.scratch_ = scratch_;
  copy.levels_ = levels_ - 1;
  copy.inside_ = true;
  const std::vector<NodeId> params = copy.Plan(0);
  // All is pushed before any of it is written.
  copy.e_local_ = TakeI32();
  PushSp(FrameSlots(call));
  for (uint32_t i = 0; i < params.size(); ++i) {
    copy.value_locals_.push_back(TakeI32());
    PushIn(call, i);
  }
  for (uint32_t i = static_cast<uint32_t>(params.size()); i-- > 0;) {
    if (params[i] == kNoNode) {
      b().Drop();
    } else {
      b().LocalSet(copy.value_locals_[i]);
    }
  }
  b().LocalSet(copy.e_local_);
  copy.TakeLocals();

  const wasm::Label out = b().Block();
  copy.exit_label = b().Block();
  copy.value_label_ = b().Block(wasm::kI32);
  copy.Code();
  b().End(copy.value_label_);
  if (!copy.error_.ok() && error_.ok()) error_ = copy.error_;
  copy.GiveLocals();
  const Result result = ResultOf(call);
  b().LocalSet(result.word);
  b().Br(out);
  b().End(copy.exit_label);
  Unwound(call);
  b().End(out);
  Proceed(call, result);
}

// Of a copy: what is behind it takes the locals again.
void Lowering::GiveLocals() {
  Give(e_local_);
  if (heap_local_.valid()) Give(heap_local_);
  for (LocalId local : value_locals_) {
    if (b().local_type(local) == wasm::kF64)
      Give(local);
    else
      Give(local);
  }
}

void Lowering::Leave() {
  if (inside_) {
    b().Br(value_label_);
  } else {
    b().Return();
  }
}

void Lowering::TailCall(wasm::FuncId callee) {
  if (!inside_) return b().ReturnCall(callee);
  b().Call(callee);
  LeaveWithWord();
}

void Lowering::TailCallIndirect(wasm::TypeId type) {
  if (!inside_) return b().ReturnCallIndirect(type, m.table());
  b().CallIndirect(type, m.table());
  LeaveWithWord();
}

void Lowering::LeaveWithWord() {
  const LocalId word = TakeI32();
  b().LocalTee(word);
  Op(Opcode::kI32Eqz);
  b().BrIf(exit_label, wasm::BranchHint::kUnlikely);
  b().LocalGet(word);
  Give(word);
  b().Br(value_label_);
}

void Lowering::Unwind(wasm::FuncId callee) {
  if (!inside_) return b().ReturnCall(callee);
  b().Call(callee);
  b().Drop();
  b().Br(exit_label);
}

// The frame that the dispatch loop goes on with leaves the process stack.
void Lowering::Prologue(const FunctionPlan& function) {
  e_local_ = TakeI32();
  const int32_t slots = regions.frame(function.root);
  const uint32_t words = 1 + (slots < 0 ? 0 : static_cast<uint32_t>(slots) + padding_);
  const std::vector<NodeId> values = HeadValues(schedule, g, cfg, function.root);
  bool loads = false;
  for (NodeId n : values) {
    if (n == kNoNode) continue;
    if (g.op(n) == IrOp::kCallResult) {
      CtxLoad(CtxOffsets::x_base);
    } else {
      if (!loads) {
        CtxLoad(CtxOffsets::e);
        b().LocalSet(e_local_);
        loads = true;
      }
      PushE();
      b().Load(Opcode::kI32Load, 4 * words - m.abi().slot_depth(static_cast<uint32_t>(g.imm(n))));
    }
    b().LocalSet(Local(n));
  }
  Ctx();
  Const(4 * words);
  b().Call(m.HelperFunction(Helper::kPopFrame));
  b().LocalSet(e_local_);
}

void Lowering::Items(const ControlTree& tree) {
  for (const TreeItem& item : tree.items) {
    switch (item.kind) {
      case TreeItem::Kind::kLoop:
        loop_label_[item.block] = b().Loop();
        break;
      case TreeItem::Kind::kBlock:
        merge_label_[item.block] = b().Block();
        break;
      case TreeItem::Kind::kEnd:
        b().End();
        break;
      case TreeItem::Kind::kArm:
        if (arm_open_[item.block] == epoch_) b().End();
        break;
      case TreeItem::Kind::kCode:
        if (skip_[item.block] != epoch_) Block(item.block, item.first_arm);
        break;
    }
    if (!b().ok()) return;
  }
}

void Lowering::EnterBlock(BlockId to) {
  block = to;
  frame = regions.frame(to);
  ++instance_;
  heap_total_ = heap_used_ = 0;
  heap_reserved_ = false;
}

void Lowering::Block(BlockId at, uint8_t first_arm) {
  EnterBlock(at);
  absl::Span<const Scheduled> order = schedule.order(at);
  for (const Scheduled& s : order) {
    heap_total_ += AllocationBytes(g, s.node);
    if (s.folded) folded_in_[s.node] = instance_;
  }
  for (const Scheduled& s : order) {
    if (!s.folded) Define(s.node);
    frame = FrameAfter(g, s.node, frame);
  }
  const NodeId term = cfg.block(at).term;
  if (term != kNoNode) {
    LowerTerminator(*this, term, first_arm);
  } else {
    Jump(at);
  }
}

void Lowering::Define(NodeId n) {
  LowerNode(*this, n);
  if (g.repr(n) == Repr::kNone) return;
  if (schedule.IsLive(n)) {
    b().LocalSet(Local(n));
  } else {
    b().Drop();
  }
}

// ---- values ----

LocalId Lowering::Local(NodeId value) const {
  const NodeId n = schedule.Resolve(value);
  const uint32_t number = locals_.local(n);
  SEABEAM_CHECK_NE(number, LocalPlan::kNone)
      << m.module().name << ":" << g.name() << ": n" << n << " (" << g.info(n).name
      << ") is in no local in block " << block;
  return value_locals_[number];
}

void Lowering::Push(NodeId value) {
  const NodeId n = schedule.Resolve(value);
  if (IsRematerialised(g, n)) {
    LowerNode(*this, n);
  } else if (folded_in_[n] == instance_) {
    folded_in_[n] = 0;
    LowerNode(*this, n);
  } else {
    b().LocalGet(Local(n));
  }
}

void Lowering::CtxLoad(uint32_t offset) {
  Ctx();
  b().Load(Opcode::kI32Load, offset);
}

void Lowering::PushK(uint32_t word) {
  b().GlobalGet(m.constants());
  b().Load(Opcode::kI32Load, 4 * word);
}

void Lowering::PushAtom(uint32_t atom) {
  uint32_t term;
  if (m.FixedAtom(atom, &term)) {
    Const(term);
  } else {
    PushK(m.AtomWord(atom));
  }
}

void Lowering::PushPosition(uint32_t position) {
  b().GlobalGet(m.table_base());
  OpConst(Opcode::kI32Add, position);
}

void Lowering::LoadTagged(int32_t offset) {
  if (offset < 0) {
    OpConst(Opcode::kI32Sub, -offset);
    offset = 0;
  }
  b().Load(Opcode::kI32Load, static_cast<uint32_t>(offset));
}

// ---- heap and frame ----

LocalId Lowering::heap() {
  if (!heap_local_.valid()) heap_local_ = TakeI32();
  return heap_local_;
}

uint32_t Lowering::Allocate(uint32_t bytes) {
  if (!heap_reserved_) {
    heap_reserved_ = true;
    const int32_t total = static_cast<int32_t>(heap_total_);
    CtxLoad(CtxOffsets::heap_ptr);
    b().LocalTee(heap());
    OpConst(Opcode::kI32Add, total);
    CtxLoad(CtxOffsets::heap_end);
    Op(Opcode::kI32GtU);
    b().If({}, wasm::BranchHint::kUnlikely);
    Ctx();
    Const(total);
    b().Call(m.HelperFunction(Helper::kGrowHeap));
    b().LocalSet(heap());
    b().End();
    Ctx();
    b().LocalGet(heap());
    OpConst(Opcode::kI32Add, total);
    b().Store(Opcode::kI32Store, CtxOffsets::heap_ptr);
  }
  const uint32_t offset = heap_used_;
  heap_used_ += bytes;
  SEABEAM_CHECK_LE(heap_used_, heap_total_);
  return offset;
}

void Lowering::PushSp(uint32_t slots) {
  PushE();
  OpConst(Opcode::kI32Sub, m.abi().slot_depth(slots) - m.abi().cp_depth);
}

uint32_t Lowering::FrameSlots(NodeId term) const {
  const uint32_t slots = SlotsOf(g, term).slots;
  return frame < 0 ? 0 : slots + padding_;
}

void Lowering::PushSlots(NodeId term) {
  const ir::Graph::SlotSplit split = SlotsOf(g, term);
  for (uint32_t i = 0; i < split.slots; ++i) PushIn(term, split.args + i);
  for (uint32_t i = split.slots; i < FrameSlots(term); ++i) Const(abi::kNil);
}

uint32_t Lowering::SaveFrame(NodeId term) {
  const uint32_t slots = FrameSlots(term);
  if (slots > kMaxSavedByHelper) {
    const ir::Graph::SlotSplit split = SlotsOf(g, term);
    for (uint32_t i = 0; i < slots; ++i) {
      PushSp(slots);
      if (i < split.slots) {
        PushIn(term, split.args + i);
      } else {
        Const(abi::kNil);
      }
      b().Store(Opcode::kI32Store, 4 * (slots - 1 - i));
    }
  } else if (slots > 0) {
    PushE();
    PushSlots(term);
    b().Call(m.HelperFunction(Helper::kSaveFrame, slots));
    b().Drop();
  }
  return slots;
}

// ---- control ----

wasm::Label Lowering::LabelOf(BlockId target) {
  const uint32_t index = text_index_[target];
  if (index <= text_index_[block]) return loop_label_[target];
  return function_->tree.is_merge[index] ? merge_label_[target] : wasm::Label();
}

void Lowering::BranchOrFallThrough(BlockId target) {
  const wasm::Label label = LabelOf(target);
  if (label.valid()) b().Br(label);
}

void Lowering::GoTo(BlockId target) {
  if (Contains(target)) {
    BranchOrFallThrough(target);
  } else {
    Exit(target);
  }
}

void Lowering::Exit(BlockId target) {
  const bool served = target == plan.served;
  const NativeFunction& f = functions_[plan.function_of[served ? 0 : target]];
  Ctx();
  PushE();
  const uint32_t input = cfg.block(block).term == kNoNode ? schedule.merge_input(block) : 0;
  absl::Span<const NodeId> phis = schedule.phis(target);
  if (served) {
    // Parameters in order; those that stand for no phi are not looked at.
    std::vector<NodeId> by_param(g.arity(), kNoNode);
    for (size_t i = 0; i < phis.size(); ++i) {
      by_param[plan.served_params[i]] = g.data(phis[i])[input];
    }
    for (NodeId value : by_param) {
      if (value == kNoNode) {
        Const(abi::kNil);
      } else {
        Push(value);
      }
    }
  } else {
    for (NodeId phi : phis) PushIn(phi, input);
  }
  TailCall(f.id);
}

// First half of a parallel move: pushes `from` and notes the local of `to`, unless it is there
// already.
void Lowering::Hand(NodeId from, NodeId to, std::vector<LocalId>* written) {
  const NodeId value = schedule.Resolve(from);
  const LocalId local = Local(to);
  if (!IsRematerialised(g, value) && folded_in_[value] != instance_ && Local(value) == local)
    return;
  Push(value);
  written->push_back(local);
}

void Lowering::Jump(BlockId from) {
  if (cfg.succs(from).empty()) {
    b().Unreachable();
    return;
  }
  const BlockId target = cfg.succs(from)[0];
  if (!Contains(target)) {
    Exit(target);
    return;
  }
  const uint32_t input = schedule.merge_input(from);
  // All values are pushed before any phi is written: the moves are parallel.
  std::vector<LocalId> written;
  for (NodeId phi : schedule.phis(target)) Hand(in(phi, input), phi, &written);
  while (!written.empty()) {
    b().LocalSet(written.back());
    written.pop_back();
  }
  BranchOrFallThrough(target);
}

wasm::Label Lowering::DirectLabel(BlockId arm) {
  if (cfg.block(arm).term != kNoNode || !schedule.order(arm).empty() || cfg.succs(arm).empty() ||
      !Contains(arm)) {
    return wasm::Label();
  }
  const BlockId target = cfg.succs(arm)[0];
  if (!Contains(target)) return wasm::Label();
  const uint32_t input = schedule.merge_input(arm);
  for (NodeId phi : schedule.phis(target)) {
    const NodeId value = schedule.Resolve(in(phi, input));
    if (IsRematerialised(g, value) || Local(value) != Local(phi)) return wasm::Label();
  }
  const wasm::Label label = LabelOf(target);
  return label;
}

Lowering::Result Lowering::ResultOf(NodeId call) {
  const BlockId target = cfg.succs(block)[0];
  const NodeId result = HeadValues(schedule, g, cfg, target)[0];
  const bool scratch = !Contains(target) || result == kNoNode;
  return {scratch ? TakeI32() : Local(result), scratch};
}

void Lowering::Continue(NodeId call) {
  const Result result = ResultOf(call);
  b().LocalTee(result.word);
  Op(Opcode::kI32Eqz);
  b().If({}, wasm::BranchHint::kUnlikely);
  Unwound(call);
  b().End();
  Proceed(call, result);
}

void Lowering::Unwound(NodeId call) {
  const uint32_t slots = FrameSlots(call);
  const bool large = slots > kMaxSavedByHelper;
  if (large) SaveFrame(call);
  // With the frame written already, as the frame of a call made right below it.
  if (large)
    PushSp(slots - 1);
  else
    PushE();
  if (!large) PushSlots(call);
  const NodeId head = cfg.block(cfg.succs(block)[0]).head;
  Const(m.abi().cp_offset(m.EntryPosition(function(), head)));
  Unwind(m.HelperFunction(Helper::kSaveCaller, large ? 0 : slots));
}

void Lowering::Proceed(NodeId call, const Result& result) {
  if (result.scratch) Give(result.word);
  const BlockId target = cfg.succs(block)[0];
  if (Contains(target)) return GoOn(call);
  Ctx();
  PushE();
  b().LocalGet(result.word);
  const uint32_t first = SlotsOf(g, call).args;
  for (NodeId load : schedule.loads(target))
    PushIn(call, first + static_cast<uint32_t>(g.imm(load)));
  TailCall(functions_[plan.function_of[target]].id);
}

void Lowering::GoOn(NodeId term) {
  const BlockId target = cfg.succs(block)[0];
  const uint32_t first = SlotsOf(g, term).args;
  if (!Contains(target)) {
    Ctx();
    PushE();
    for (NodeId load : schedule.loads(target))
      PushIn(term, first + static_cast<uint32_t>(g.imm(load)));
    return TailCall(functions_[plan.function_of[target]].id);
  }
  std::vector<LocalId> written;
  for (NodeId load : schedule.loads(target)) {
    Hand(in(term, first + static_cast<uint32_t>(g.imm(load))), load, &written);
  }
  while (!written.empty()) {
    b().LocalSet(written.back());
    written.pop_back();
  }
  BranchOrFallThrough(target);
}

}  // namespace seabeam::emit
