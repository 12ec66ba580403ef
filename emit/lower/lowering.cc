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
      locals_(regions, schedule) {
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

void Lowering::TakeLocals() {
  for (bool f64 : locals_.new_locals()) value_locals_.push_back(f64 ? TakeF64() : TakeI32());
}

// The frame that the dispatch loop goes on with leaves the process stack.
void Lowering::Prologue(const FunctionPlan& function) {
  e_local_ = TakeI32();
  const int32_t slots = regions.frame(function.root);
  const uint32_t words = 1 + (slots < 0 ? 0 : static_cast<uint32_t>(slots) + prepared_.padding);
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

void Lowering::PushLiteral(uint32_t literal) {
  if (!m.atomvm()) return PushK(m.LiteralWord(literal));
  // The host makes it anew each time.
  Const(literal);
  b().Call(m.LiteralFunction());
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
  return frame < 0 ? 0 : slots + prepared_.padding;
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

}  // namespace seabeam::emit
