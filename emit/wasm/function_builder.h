// Builds one function body, validating every instruction as it is appended.
//
//   FunctionBuilder b(&module, f);
//   LocalId n = b.Param(0);
//   LocalId sum = b.AddLocal(kI32, "sum");
//   Label loop = b.Loop();
//     b.LocalGet(sum); b.LocalGet(n); b.Op(Opcode::kI32Add); b.LocalSet(sum);
//     b.LocalGet(n); b.I32Const(1); b.Op(Opcode::kI32Sub); b.LocalTee(n);
//     b.BrIf(loop);
//   b.End();
//   b.LocalGet(sum);
//   RETURN_IF_ERROR(b.Finish());
//
// Validation is the algorithm of the specification's appendix ("Validation
// Algorithm"): a stack of operand types and a stack of control frames, with a
// polymorphic stack after an unconditional branch. The first error is kept,
// later calls do nothing, and Finish returns it: kInternal, naming the
// function, the instruction (its index counts builder calls from 0) and the
// last instructions before it. No call crashes on wrong input; ids must be of
// this module and builder, else that too is an error.
//
// Code that cannot be reached (after br, br_table, return, return_call*,
// unreachable, or after a frame that nothing leaves) is validated and dropped.
// Local simplifications happen on append (peephole.h), a block or loop no
// branch targets is not encoded, and neither are locals without a use.
//
// Not thread-safe; several builders on one Module neither, as they may add
// types and imports. Costs about 8 bytes an instruction.
#ifndef SEABEAM_EMIT_WASM_FUNCTION_BUILDER_H_
#define SEABEAM_EMIT_WASM_FUNCTION_BUILDER_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "emit/wasm/instr.h"
#include "emit/wasm/module.h"
#include "emit/wasm/opcode.h"
#include "emit/wasm/types.h"

namespace seabeam::wasm {

// kOff keeps what the caller appends, but for unreachable code.
enum class Simplify : uint8_t { kOff, kOn };

class FunctionBuilder {
 public:
  // `module` outlives the builder; `function` is one that it defines.
  FunctionBuilder(Module* module, FuncId function, Simplify simplify = Simplify::kOn);
  FunctionBuilder(const FunctionBuilder&) = delete;
  FunctionBuilder& operator=(const FunctionBuilder&) = delete;

  // Locals. They start as zero (null).
  uint32_t param_count() const { return num_params_; }
  LocalId Param(uint32_t i) const { return LocalId(i); }
  LocalId AddLocal(ValType type, absl::string_view name = {});
  void SetLocalName(LocalId local, absl::string_view name);
  ValType local_type(LocalId local) const;
  void LocalGet(LocalId local);
  void LocalSet(LocalId local);
  void LocalTee(LocalId local);

  void I32Const(int32_t value);
  void I64Const(int64_t value);
  void F32Const(float value);
  void F64Const(double value);
  // A NaN with this very payload, for instance.
  void F64ConstBits(uint64_t bits);

  // Any instruction without immediates, control flow excluded (it has methods
  // of its own below, needed for labels).
  void Op(Opcode op);

  // Any load, store or atomic access. The address (and value) are operands.
  // `align_log2` is a promise to the engine, at most natural; -1 = natural.
  void Load(Opcode op, uint32_t offset = 0, int align_log2 = -1) {
    MemoryAccess(op, offset, align_log2);
  }
  void Store(Opcode op, uint32_t offset = 0, int align_log2 = -1) {
    MemoryAccess(op, offset, align_log2);
  }
  void Atomic(Opcode op, uint32_t offset = 0) { MemoryAccess(op, offset, -1); }
  void AtomicFence();

  // Control. A frame is ended by End, innermost first; If may have an Else.
  // Parameters of a block type are taken from the stack, as wasm has it.
  Label Block(BlockType type = {}, absl::string_view name = {});
  Label Loop(BlockType type = {}, absl::string_view name = {});
  Label If(BlockType type = {}, BranchHint hint = BranchHint::kNone, absl::string_view name = {});
  void Else();
  void End();
  // End, and an error unless `label` is the innermost frame.
  void End(Label label);
  // The function's own frame: a branch to it returns.
  Label function_label() const { return Label(0); }

  void Br(Label label);
  void BrIf(Label label, BranchHint hint = BranchHint::kNone);
  void BrTable(absl::Span<const Label> labels, Label default_label);
  void Return();
  void Unreachable();

  void Call(FuncId function);
  void CallIndirect(TypeId type, TableId table);
  void ReturnCall(FuncId function);
  void ReturnCallIndirect(TypeId type, TableId table);

  void Drop() { Op(Opcode::kDrop); }
  void Select() { Op(Opcode::kSelect); }
  void Select(ValType type);
  void GlobalGet(GlobalId global);
  void GlobalSet(GlobalId global);

  void RefNull(ValType type);
  void RefFunc(FuncId function);
  void RefIsNull() { Op(Opcode::kRefIsNull); }
  void TableGet(TableId table);
  void TableSet(TableId table);
  void TableSize(TableId table);
  void TableGrow(TableId table);
  void TableFill(TableId table);
  void TableCopy(TableId destination, TableId source);
  void TableInit(TableId table, ElemId segment);
  void ElemDrop(ElemId segment);

  void MemorySize();
  void MemoryGrow();
  void MemoryCopy();
  void MemoryFill();
  void MemoryInit(DataId segment);
  void DataDrop(DataId segment);

  // The next instruction appended carries `tag`: the encoder reports its byte
  // offset (EncodedModule::marks). Forgotten when the code is unreachable.
  void Mark(uint32_t tag);

  // False when control cannot get here; what is appended now is dropped.
  bool reachable() const;
  // Operands of the innermost frame.
  size_t stack_height() const;
  // Instructions kept so far, an upper bound of what will be encoded.
  size_t size() const { return body_->code.size(); }
  bool ok() const { return error_.ok(); }
  const absl::Status& status() const { return error_; }

  // Ends the function and hands the body to the module. The operands must be
  // the function's results. The builder is of no further use.
  absl::Status Finish();

 private:
  // 0 is the unknown type of operands conjured by unreachable code.
  using StackType = uint8_t;

  struct Frame {
    Opcode kind;               // kBlock, kLoop, kIf, kElse; kEnd for the function
    bool unreachable = false;  // the operand stack is polymorphic
    // Nothing of the frame is kept: it was opened in unreachable code.
    bool dead = false;
    // Nothing leaves the frame that ended last: what comes next starts with
    // an `unreachable` and is otherwise dropped.
    bool pending_unreachable = false;
    bool then_falls_through = false;  // of an if with else
    uint32_t height = 0;              // operands below the frame
    uint32_t label = 0;
    uint32_t open_instr = 0;
    uint32_t targets = 0;  // kept branches to the label
    absl::Span<const ValType> params;
    absl::Span<const ValType> results;

    absl::Span<const ValType> branch_types() const {
      return kind == Opcode::kLoop ? params : results;
    }
  };

  void MemoryAccess(Opcode op, uint32_t offset, int align_log2);
  void MemoryOp(Opcode op, uint32_t imm);
  void Const64(Opcode op, ValType type, uint64_t bits, bool inline_ok);
  void WithTable(Opcode op, TableId table);
  bool Begin(Opcode op, uint16_t aux, uint32_t imm);
  void Append(Opcode op, uint16_t aux, uint32_t imm);
  Label Open(Opcode op, BlockType type, BranchHint hint, absl::string_view name);
  // Instructions before this index must not be changed any more.
  size_t Barrier() const;
  void MarkUnreachable();
  void ResolvePendingUnreachable();
  bool CheckFrameEnd();
  void DropFinalBranch(Frame& frame);
  void InvertFinalBranch(Frame& frame);
  Frame* Target(Label label);
  void CountBranch(Frame* target);
  void DropUnreadLocals();

  void Push(ValType type);
  void PushStack(StackType type);
  void PushAll(absl::Span<const ValType> types);
  bool Pop(ValType expected);
  StackType PopAny();
  bool PopAll(absl::Span<const ValType> types);
  bool PeekAll(absl::Span<const ValType> types);
  bool ApplySignature(const OpcodeInfo& info);
  bool CallSignature(TypeId type);
  bool TailSignature(TypeId type);
  bool CheckIndirect(TypeId type, TableId table);
  bool CheckTable(TableId table);
  bool CheckLocal(LocalId local);
  bool CheckMemory();
  uint16_t TableAux(TableId table);

  bool Fail(absl::string_view message);
  std::string Trace() const;

  Module* module_;
  FuncId function_;
  bool simplify_;
  uint32_t num_params_ = 0;
  absl::Span<const ValType> result_types_;
  std::unique_ptr<FunctionBody> body_;
  std::vector<StackType> stack_;
  std::vector<Frame> frames_;
  // By Label: its frame's position in frames_, or kClosed.
  std::vector<uint32_t> label_frames_;
  static constexpr uint32_t kClosed = 0xffffffffu;
  static constexpr uint32_t kTraceLength = 8;
  Instr recent_[kTraceLength] = {};
  uint32_t count_ = 0;  // builder calls that append, for messages
  bool failed_ = false;
  bool finished_ = false;
  absl::Status error_;
};

}  // namespace seabeam::wasm

#endif  // SEABEAM_EMIT_WASM_FUNCTION_BUILDER_H_
