// The state of one wasm function under construction, as the rules see it: the graph and its plan,
// the builder, and where values are. Rules (rules_*.h) are free functions on it.
//
// A rule for a value leaves it on the operand stack. Operands are pushed with Push, in any number
// of times and any order, if the rule's row in fold_policy says so; an operand that is read once
// may be a whole expression evaluated on the spot, so the rule pushes it exactly once and
// unconditionally.
#ifndef SEABEAM_EMIT_LOWER_LOWERING_H_
#define SEABEAM_EMIT_LOWER_LOWERING_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "emit/lower/local_plan.h"
#include "emit/lower/module_context.h"
#include "emit/lower/prepared_graph.h"
#include "emit/wasm/function_builder.h"

namespace seabeam::emit {

// Locals of a wasm function that are free for use, by type.
class ScratchLocals {
 public:
  explicit ScratchLocals(wasm::FunctionBuilder* b) : b_(b) {}

  wasm::LocalId Take(wasm::ValType type) {
    std::vector<wasm::LocalId>& free = Free(type);
    if (free.empty()) {
      ++count_;
      return b_->AddLocal(type);
    }
    const wasm::LocalId local = free.back();
    free.pop_back();
    return local;
  }
  void Give(wasm::LocalId local) { Free(b_->local_type(local)).push_back(local); }
  uint32_t count() const { return count_; }

 private:
  std::vector<wasm::LocalId>& Free(wasm::ValType type) {
    return type == wasm::kI32 ? i32_ : type == wasm::kI64 ? i64_ : f64_;
  }

  wasm::FunctionBuilder* const b_;
  uint32_t count_ = 0;
  std::vector<wasm::LocalId> i32_, i64_, f64_;
};

class Lowering {
 public:
  // Keeps references.
  Lowering(ModuleContext& module, const PreparedGraph& prepared);

  // Builds the body of plan.functions[index], and adds its locals to `num_locals`.
  absl::Status Run(uint32_t index, uint32_t* num_locals);

  // ---- for rules ----
  ModuleContext& m;
  const Regions& regions;
  const ir::Graph& g;
  const ir::Cfg& cfg;
  const Schedule& schedule;
  const GraphPlan& plan;
  wasm::FunctionBuilder& b() { return *builder_; }
  uint32_t function() const { return g.function_index(); }

  // Data input i of n, as listed (casts and their types included).
  NodeId in(NodeId n, uint32_t i) const { return g.data(n)[i]; }
  // Pushes a value: a constant, a local, or a folded expression.
  void Push(NodeId value);
  void PushIn(NodeId n, uint32_t i) { Push(in(n, i)); }
  // A value that is to be evaluated at its use, and has not been.
  bool IsFolded(NodeId n) const { return folded_in_[n] == instance_; }
  // The caller evaluates it in its own way.
  void TakeFolded(NodeId n) { folded_in_[n] = 0; }
  // Shorthands of the builder.
  void Const(int64_t value) { b().I32Const(static_cast<int32_t>(value)); }
  void Op(wasm::Opcode op) { b().Op(op); }
  void OpConst(wasm::Opcode op, int64_t value) {
    Const(value);
    Op(op);
  }
  void Ctx() { b().LocalGet(b().Param(0)); }
  void CtxLoad(uint32_t offset);
  void CallPrim(Prim prim) { b().Call(m.PrimFunction(prim)); }
  void PushK(uint32_t word);  // a word of the constant table
  void PushAtom(uint32_t atom);
  void PushLiteral(uint32_t literal);
  void PushPosition(uint32_t position);  // absolute
  // Loads / stores through a tagged pointer: `offset` is from the tagged word.
  void LoadTagged(int32_t offset);

  wasm::LocalId Local(NodeId n) const;
  // Scratch locals; to be given back in any order.
  wasm::LocalId TakeI32() { return scratch_->Take(wasm::kI32); }
  wasm::LocalId TakeI64() { return scratch_->Take(wasm::kI64); }
  wasm::LocalId TakeF64() { return scratch_->Take(wasm::kF64); }
  void Give(wasm::LocalId l) { scratch_->Give(l); }

  // Heap: reserves room for all the block's allocations at the first call, and returns the byte
  // offset from heap() of this one.
  uint32_t Allocate(uint32_t bytes);
  wasm::LocalId heap();

  // Frame. Words of it besides the return address are called slots here: the BEAM function's own
  // and the padding.
  int32_t frame = kNoFrame;  // the BEAM function's slots here
  void PushE() { b().LocalGet(e_local_); }
  // The address below `slots` slots: sp of the runtime's primitives, e of a callee.
  void PushSp(uint32_t slots);
  // Slots of the frame that a terminator that lists slots has; 0 without a frame.
  uint32_t FrameSlots(NodeId term) const;
  // Writes the slots to the native stack area; how many they are.
  uint32_t SaveFrame(NodeId term);
  // Whether the BEAM function has frames, and catches exceptions in them.
  bool MakesFrames() const { return makes_frames_; }
  bool Catches() const { return catches_; }

  // Control.
  BlockId block = kNoBlock;  // the current one
  wasm::Label exit_label;    // leaves the activation with 0
  // Whether this is the code of a copy, within the caller's function (prepared_graph.h).
  bool inside() const { return inside_; }
  // Leaves the activation with the term on the stack.
  void Leave();
  // Leaves with what a function returns.
  void TailCall(wasm::FuncId callee);
  void TailCallIndirect(wasm::TypeId type);  // through the function table
  // Leaves with 0, which is what the function returns.
  void Unwind(wasm::FuncId callee);
  // Whether a call of `callee` is to be replaced by its code; and that.
  bool WantsCopy(uint32_t callee) const { return levels_ > 0 && callee == function(); }
  void CallCopy(NodeId call);
  // Whether a tail call of `callee` is to go back to the start of this code; and that.
  bool CanRestart(uint32_t callee) const;
  void Restart(NodeId tail_call);
  // To the block behind a try_begin.
  void GoTo(BlockId target);
  // After a native call: unwinds if the word on the stack is 0, else goes to the continuation with
  // it.
  void Continue(NodeId call);
  // From a terminator to the entry head behind it, with the frame's slots.
  void GoOn(NodeId term);
  // The label that leads to `arm`'s code when the arm itself is empty; invalid if it is not.
  wasm::Label DirectLabel(BlockId arm);
  // The arm needs no code of its own: everything branches directly.
  void SkipArm(BlockId arm) { skip_[arm] = epoch_; }
  // A label was opened that the arm's code follows the end of.
  void OpenArm(BlockId arm) { arm_open_[arm] = epoch_; }
  bool Contains(BlockId b) const { return text_epoch_[b] == epoch_; }

  // Keeps the first error.
  void Fail(absl::string_view message);

 private:
  // Where the result of a call goes.
  struct Result {
    wasm::LocalId word;
    bool scratch;
  };

  // Takes up a function; the values that its parameters hold.
  std::vector<NodeId> Plan(uint32_t index);
  void Code();
  void TakeLocals();
  void GiveLocals();
  void LeaveWithWord();
  // What the call that was parked returns, to `word`; pushes whether that is 0 (without tail calls).
  void Resume(wasm::LocalId word);
  Result ResultOf(NodeId call);
  void Unwound(NodeId call);
  void Proceed(NodeId call, const Result& result);
  void Prologue(const FunctionPlan& function);
  void Items(const ControlTree& tree);
  void Block(BlockId b, uint8_t first_arm);
  void Jump(BlockId b);
  void Exit(BlockId target);
  void PushSlots(NodeId term);
  void Hand(NodeId from, NodeId to, std::vector<wasm::LocalId>* written);
  void BranchOrFallThrough(BlockId target);
  wasm::Label LabelOf(BlockId target);
  uint32_t BlockAllocation(BlockId b) const;
  void EnterBlock(BlockId b);
  void Define(NodeId n);

  const PreparedGraph& prepared_;
  const std::vector<NativeFunction>& functions_;
  LocalPlan locals_;
  wasm::FunctionBuilder* builder_ = nullptr;
  ScratchLocals* scratch_ = nullptr;
  const FunctionPlan* function_ = nullptr;
  uint32_t levels_ = 0;  // of copies within this code
  bool inside_ = false;
  wasm::Label start_label_;
  wasm::Label value_label_;  // takes the term that a copy ends with

  uint32_t epoch_ = 0;
  // By block, valid when equal to epoch_ or paired with text_epoch_.
  std::vector<uint32_t> text_epoch_, text_index_, skip_, arm_open_;
  std::vector<wasm::Label> merge_label_, loop_label_;
  // By node: the block instance it is folded in and not evaluated yet.
  std::vector<uint32_t> folded_in_;
  uint32_t instance_ = 0;

  std::vector<wasm::LocalId> value_locals_;  // by number of locals_
  wasm::LocalId e_local_, heap_local_;
  bool makes_frames_ = false, catches_ = false;
  uint32_t heap_total_ = 0, heap_used_ = 0;
  bool heap_reserved_ = false;
  absl::Status error_;
};

// rules.cc: pushes the value of a node, or performs a fixed one (pushing its value if it has one).
void LowerNode(Lowering& l, NodeId n);
// rules_control.cc: the terminator of the current block.
void LowerTerminator(Lowering& l, NodeId term, uint8_t first_arm);
// Bytes that the node takes from the heap at a size known now; 0 otherwise.
uint32_t AllocationBytes(const ir::Graph& g, NodeId n);

}  // namespace seabeam::emit

#endif  // SEABEAM_EMIT_LOWER_LOWERING_H_
