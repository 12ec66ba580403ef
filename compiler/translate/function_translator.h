// The abstract machine that turns one BEAM function into a graph: what every x, y and float
// register holds at a point of the code, and how control gets from there to a label. The opcode
// families (op_*.cc) drive it; they hold no state of their own.
#ifndef SEABEAM_COMPILER_TRANSLATE_FUNCTION_TRANSLATOR_H_
#define SEABEAM_COMPILER_TRANSLATE_FUNCTION_TRANSLATOR_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "abi/layout.h"
#include "abi/type_kinds.h"
#include "absl/container/inlined_vector.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "beam/module.h"
#include "compiler/translate/code_blocks.h"
#include "compiler/translate/liveness.h"
#include "compiler/translate/module_context.h"
#include "ir/graph.h"

namespace seabeam::translate {

// One instruction with its operands at hand.
struct Insn {
  beam::Opcode opcode;
  uint32_t index;  // into beam::Module::instructions
  absl::Span<const beam::Operand> args;

  const beam::Operand& arg(size_t i) const { return args[i]; }
  uint32_t number(size_t i) const { return args[i].index(); }
  beam::Label label(size_t i) const { return args[i].index(); }
};

// If a test fails, go to `label`, or raise when it is 0.
enum class Hint : int8_t { kUnlikely = -1, kUnknown = 0, kLikely = 1 };

class FunctionTranslator {
 public:
  using NodeId = ir::NodeId;

  explicit FunctionTranslator(ModuleContext* context) : context_(*context) {}

  // The graph of functions[index]; may be called for one function after another.
  absl::StatusOr<std::unique_ptr<ir::Graph>> Translate(uint32_t index);

  // ---- for the opcode families ----
  ModuleContext& context() { return context_; }
  const ModuleContext& context() const { return context_; }
  const beam::Module& beam_module() const { return context_.beam(); }
  ir::Graph& graph() { return *graph_; }
  const beam::Function& function() const { return *function_; }
  Insn InsnAt(uint32_t index) const;
  // True when control flows from instruction `index` only to `index + 1` and nothing jumps there.
  bool NextIsPlain(uint32_t index) const;
  // The instructions up to and including `index` are done with; for families that take several.
  void SkipTo(uint32_t index) { next_ = index; }

  // Values. Every Use is of a set register; a read of an unset one records an error and gives nil.
  NodeId Use(const beam::Operand& operand);
  NodeId UseX(uint32_t i);
  NodeId UseFloat(const beam::Operand& operand);
  void Set(const beam::Operand& operand, NodeId value);
  void SetX(uint32_t i, NodeId value);
  NodeId Integer(int64_t value);  // as a term, any size
  // Every register that holds `from` now holds `to`.
  void Rename(NodeId from, NodeId to);
  // `value`, known to be within `type` from here on: a Cast when that says something new.
  NodeId Narrow(NodeId value, const ir::Type& type);
  // The same, and all registers that hold it learn it.
  NodeId NarrowAndRename(NodeId value, const ir::Type& type);
  ir::Type TypeOf(NodeId value) const { return graph_->type(value); }

  // Nodes. Pure: floats. Fixed: on the control chain, with the current line.
  NodeId Pure(ir::Op op, std::initializer_list<NodeId> inputs, int64_t imm = 0);
  NodeId Pure(ir::Op op, absl::Span<const NodeId> inputs, int64_t imm = 0,
              absl::Span<const int64_t> list = {});
  NodeId Fixed(ir::Op op, absl::Span<const NodeId> data, int64_t imm = 0,
               absl::Span<const int64_t> list = {});
  NodeId Fixed(ir::Op op, std::initializer_list<NodeId> data, int64_t imm = 0) {
    return Fixed(op, absl::MakeConstSpan(data.begin(), data.size()), imm);
  }
  // Ends control here.
  NodeId Terminate(ir::Op op, absl::Span<const NodeId> data, int64_t imm = 0,
                   absl::Span<const int64_t> list = {});

  // Control.
  bool reachable() const { return control_ != ir::kNoNode; }
  NodeId control() const { return control_; }
  void set_control(NodeId control) { control_ = control; }
  struct Fork {
    NodeId if_true, if_false;
  };
  // Ends the block; the caller goes on at one of the two with set_control.
  Fork Branch(NodeId condition, Hint hint = Hint::kUnknown);
  // Goes on where `condition` is `expected`; otherwise to `fail`.
  void Require(NodeId condition, bool expected, beam::Label fail);
  // From here to `label`; control ends.
  void Jump(beam::Label label);
  // From `control` with the registers as they are now to `label`; the current control stays.
  void JumpFrom(NodeId control, beam::Label label);
  // Goes on where `value` is not none, narrowed to `type`. Otherwise to `fail`, or, when that is 0,
  // `raise()` is called there and must end control.
  template <typename Raise>
  NodeId Checked(NodeId value, beam::Label fail, const ir::Type& type, Raise raise) {
    const Fork fork = Branch(Pure(ir::Op::kIsNone, {value}), Hint::kUnlikely);
    set_control(fork.if_true);
    if (fail != 0) {
      Jump(fail);
    } else {
      raise();
    }
    set_control(fork.if_false);
    return Narrow(value, type);
  }

  // Raising terminators. With a catch active they list the frame.
  void RaiseError(abi::ErrorKind kind, NodeId value);
  void RaiseError(abi::ErrorKind kind) { RaiseError(kind, graph_->Nil()); }
  void RaiseGuard(abi::BifId bif, absl::Span<const NodeId> args);
  void FailPending();
  // {facts.., nslots, frame} behind `facts`, and the slots behind `data`.
  void Raise(ir::Op op, std::vector<NodeId> data, std::vector<int64_t> facts);

  // Frames. Words of the frame, saved places included; kNoFrame without one.
  int32_t frame() const { return frame_; }
  int32_t frame_words() const {
    return frame_ < 0 ? kNoFrame : frame_ + static_cast<int32_t>(numbers().num_saves);
  }
  void AllocateFrame(uint32_t words);
  bool FreeFrame(uint32_t words);  // false (and an error) when the frame has another size
  void TrimFrame(uint32_t words, uint32_t rest);
  // The value of every slot, to be listed by a call.
  void AppendSlots(std::vector<NodeId>* out);
  // What is left behind an entry block `head`: the frame's slots, no x registers.
  void EnterEntryBlock(NodeId head);
  void ForgetX();

  // Catches.
  void BeginTry(const beam::Operand& y, beam::Label handler);
  void EndTry(const beam::Operand& y);
  bool InTry() const;

  // AtomVM only: a call of a service (abi/atomvm/services.h), which comes back with its result.
  NodeId CallService(absl::string_view name, std::vector<NodeId> args);

  // Receives: the RecvSync node of the block at `label`, kNoNode when control never passed it.
  NodeId RecvSyncOf(beam::Label label) const;

  // Old match contexts: which bs_start_match2 (by number, kNoContext unknown) made a register's
  // value.
  static constexpr uint32_t kNoContext = 0xFFFFFFFF;
  uint32_t ContextOf(const beam::Operand& operand) const;
  void SetContext(const beam::Operand& operand, uint32_t context);
  // Frame slots (registers) in which the places of context `context` are saved.
  const RegisterNumbers& numbers() const { return liveness_.numbers(); }
  void SetSlot(uint32_t slot, NodeId value);
  NodeId UseSlot(uint32_t slot);

  // Lines.
  void SetLine(uint32_t line_operand) { loc_ = context_.Location(line_operand); }
  uint32_t loc() const { return loc_; }
  void SetLoc(uint32_t loc) { loc_ = loc; }

  // The first error wins; translation of the function stops behind the instruction.
  void Fail(absl::string_view message) { SetError(absl::StatusCode::kInvalidArgument, message); }
  void Refuse(absl::string_view message) { SetError(absl::StatusCode::kUnimplemented, message); }
  bool ok() const { return status_.ok(); }

 private:
  // A register that holds what its own slot of the frame holds at memory_head_, an entry head; loaded there
  // when it is used.
  static constexpr NodeId kInPlace = ir::kNoNode - 1;
  // A catch is active in the slot, but which one depends on the path.
  static constexpr NodeId kSomeMark = ir::kNoNode - 1;

  // What flows along one edge to a block. `values` starts a row in edge_values_: the block's live x
  // and float registers, all slots of the frame, then (in functions with catches) their marks, then
  // (with saves) the contexts of the registers.
  struct Edge {
    NodeId control;
    NodeId memory_head;
    uint32_t values;
    uint32_t next;
  };
  struct BlockState {
    uint32_t first_edge = CodeBlocks::kNone, last_edge = CodeBlocks::kNone;
    uint32_t num_edges = 0;
    NodeId loop = ir::kNoNode;  // once entered, for later edges
    NodeId recv_sync = ir::kNoNode;
    // Of the loop: a phi, or kNoNode, per live x or float register and per slot; the catches active
    // in it.
    std::vector<NodeId> phis, loop_marks;
  };

  void SetError(absl::StatusCode code, absl::string_view message);
  absl::Status Located(uint32_t instruction, absl::StatusCode code,
                       absl::string_view message) const;

  void Start();
  void RunBlock(uint32_t block);
  void GoTo(uint32_t block);            // ends control
  uint32_t BlockOf(beam::Label label);  // kNone and an error when control cannot get there
  void FillUnset(uint32_t block);
  bool IsReady(uint32_t block) const;  // every x and float register that the block reads is set
  bool EnterBlock(uint32_t block);
  void AddEdge(uint32_t block, NodeId control);
  void CollectRow(uint32_t block, std::vector<NodeId>* row);
  void RestoreRow(uint32_t block, absl::Span<const NodeId> row);
  void MergeEdges(uint32_t block);
  void EnterReceive(uint32_t block);
  void EnterLoop(uint32_t block);
  void AddBackEdge(uint32_t block, NodeId control);
  void CloseLoops();
  NodeId MergeValues(absl::Span<const NodeId> values, NodeId region, ir::Repr repr);
  NodeId CommonOrigin(NodeId a, NodeId b) const;
  NodeId LoadSlot(uint32_t slot);
  // The frame_load of `slot` at `head`, made once.
  NodeId FrameLoad(NodeId head, uint32_t slot);
  NodeId Phi(NodeId merge, absl::Span<const NodeId> values, ir::Repr repr);
  uint32_t RegisterOf(const beam::Operand& operand, bool writing);
  uint32_t NumRowSlots() const { return frame_ < 0 ? numbers().num_saves : frame_words(); }

  ModuleContext& context_;
  const beam::Function* function_ = nullptr;
  std::unique_ptr<ir::Graph> graph_;
  CodeBlocks blocks_;
  Liveness liveness_;
  std::vector<bool> never_returns_;  // by import

  // The machine's state.
  NodeId control_ = ir::kNoNode;
  NodeId memory_head_ = ir::kNoNode;  // of kInPlace slots; kNoNode: there are none
  int32_t frame_ = kNoFrame;
  std::vector<NodeId> registers_;   // by RegisterNumbers; kNoNode = not set
  std::vector<NodeId> marks_;       // by slot: the CatchMark there, kSomeMark, or kNoNode
  std::vector<uint32_t> contexts_;  // by register; empty without saves
  uint32_t loc_ = ir::kNoLoc;
  uint32_t block_ = 0;
  uint32_t current_ = 0, next_ = 0;  // instruction, and the one to go on with

  std::vector<BlockState> states_;
  struct SlotLoad {
    NodeId head = ir::kNoNode, node = ir::kNoNode;
  };
  std::vector<SlotLoad> slot_loads_;  // by slot: the last one made
  std::vector<uint32_t> loops_;       // entered loop headers
  std::vector<Edge> edges_;
  std::vector<NodeId> edge_values_;
  std::vector<NodeId> row_, merge_;  // scratch
  absl::Status status_;
};

}  // namespace seabeam::translate

#endif  // SEABEAM_COMPILER_TRANSLATE_FUNCTION_TRANSLATOR_H_
