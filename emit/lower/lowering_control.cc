// Leaving blocks, activations and functions: jumps, calls that come back, and copies of the
// function in itself.
#include "emit/limits.h"
#include "emit/lower/head_values.h"
#include "emit/lower/lowering.h"
#include "emit/lower/rules.h"

namespace seabeam::emit {

using wasm::LocalId;
using wasm::Opcode;
using IrOp = ir::Op;

bool Lowering::CanRestart(uint32_t callee) const {
  return callee == function() && function_->root == 0 && !m.label_at_a_time();
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
  if (!inside_) return m.tail_calls() ? b().ReturnCall(callee) : m.ParkCall(b(), callee);
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
  if (m.tail_calls()) {
    b().BrIf(exit_label, wasm::BranchHint::kUnlikely);
  } else {
    b().If({}, wasm::BranchHint::kUnlikely);
    Resume(word);
    b().BrIf(exit_label);
    b().End();
  }
  b().LocalGet(word);
  Give(word);
  b().Br(value_label_);
}

void Lowering::Resume(LocalId word) {
  Ctx();
  b().Call(m.ResumeFunction());
  b().LocalTee(word);
  Op(Opcode::kI32Eqz);
}

void Lowering::Unwind(wasm::FuncId callee) {
  if (!inside_) return m.ReturnCall(b(), callee);
  b().Call(callee);
  b().Drop();
  b().Br(exit_label);
}

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
    for (NodeId value : schedule.taken(target)) Push(value);
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
  if (m.label_at_a_time()) {
    // What was called left, or is parked: both is done by the dispatch loop.
    b().Drop();
    Unwound(call);
    return;
  }
  const Result result = ResultOf(call);
  b().LocalTee(result.word);
  Op(Opcode::kI32Eqz);
  b().If({}, wasm::BranchHint::kUnlikely);
  if (m.tail_calls()) {
    Unwound(call);
  } else {
    Resume(result.word);
    b().If();
    Unwound(call);
    b().End();
  }
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
