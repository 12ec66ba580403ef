// The control flow of one BEAM function: basic blocks of instructions, and which can reach which.
//
// A block starts at a label that something jumps to and runs to the next such label or to an
// instruction that ends control. An instruction with a fail label does not end a block, so a block
// has side exits. Blocks that only raise can be shared by code with frames of different sizes; the
// frame's size is part of a block's identity here, so such a block exists once per size. Blocks of
// loops with two entries are copied until every loop has one (reducible.h).
#ifndef SEABEAM_COMPILER_TRANSLATE_CODE_BLOCKS_H_
#define SEABEAM_COMPILER_TRANSLATE_CODE_BLOCKS_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/types/span.h"
#include "beam/module.h"
#include "compiler/translate/code_view.h"

namespace seabeam::translate {

struct CodeBlock {
  uint32_t begin = 0, end = 0;   // instructions [begin, end)
  int32_t frame = kNoFrame;      // at begin
  int32_t frame_end = kNoFrame;  // behind the last instruction
  uint32_t succs_begin = 0, succs_end = 0;
  uint32_t line = 0;         // operand of the `line` in force at begin; 0 = none
  bool loop_header = false;  // something jumps back here (other than by waiting)
  bool wait_target = false;  // a `wait` or `wait_timeout` points here
  bool handler = false;      // of `catch` or `try`
};

class CodeBlocks {
 public:
  static constexpr uint32_t kNone = 0xFFFFFFFF;

  // Finds the blocks that control can reach from the function's entry. `never_returns`: by import,
  // whether a call of it always raises. False, with error() and error_instruction() set, when a
  // jump leaves the function or frames do not add up. May be called again for another function;
  // memory is reused.
  bool Find(const beam::Module& module, const beam::Function& function,
            const std::vector<bool>& never_returns);

  uint32_t size() const { return static_cast<uint32_t>(blocks_.size()); }
  const CodeBlock& block(uint32_t b) const { return blocks_[b]; }
  // Order in which every block comes after all its predecessors but those that jump back.
  const std::vector<uint32_t>& order() const { return order_; }
  uint32_t entry() const { return 0; }
  absl::Span<const uint32_t> succs(uint32_t b) const {
    return absl::MakeConstSpan(succs_).subspan(blocks_[b].succs_begin,
                                               blocks_[b].succs_end - blocks_[b].succs_begin);
  }
  // The block at `label` with a frame of that size that control gets to from block `from`; kNone
  // when it was not seen to get there.
  uint32_t BlockAt(beam::Label label, int32_t frame, uint32_t from) const;
  // The block that starts at instruction `index` (a leader), in the same sense.
  uint32_t BlockAtInstruction(uint32_t index, int32_t frame, uint32_t from) const;

  bool has_catch() const { return has_catch_; }
  int32_t max_frame() const { return max_frame_; }
  // Bound of the x and float registers named by operands; implicit ones of calls are included.
  uint32_t num_x() const { return num_x_; }
  uint32_t num_floats() const { return num_floats_; }
  // Slots that every frame of the function gets beside its y registers: the places of `bs_save2`
  // over all `bs_start_match2`, when anything is saved, and then one for the timeout of a
  // `wait_timeout` that is in an x register.
  uint32_t num_saves() const { return num_saves_; }

  const std::string& error() const { return error_; }
  uint32_t error_instruction() const { return error_instruction_; }

 private:
  bool MarkLeaders();
  bool MarkLabel(beam::Label label, uint32_t from);
  void NoteRegisters(const beam::Instruction& instruction);
  void NoteOperand(const beam::Operand& operand);
  bool Scan(uint32_t block);
  uint32_t Intern(uint32_t leader, int32_t frame);
  bool AddSucc(uint32_t leader, int32_t frame, bool waits);
  void Walk();
  bool CopyBlocks();
  bool Fail(uint32_t instruction, std::string message);

  const beam::Module* module_ = nullptr;
  const beam::Function* function_ = nullptr;
  const std::vector<bool>* never_returns_ = nullptr;
  std::vector<CodeBlock> blocks_;
  std::vector<uint32_t> succs_;
  std::vector<uint8_t> succ_waits_;  // parallel: the edge is that of a `wait`
  std::vector<uint32_t> order_;
  std::vector<uint32_t> leader_of_;  // by instruction - function.begin: leader's number or kNone
  std::vector<uint32_t> first_instance_;  // by leader
  std::vector<uint32_t> leader_line_;     // by leader
  std::vector<uint32_t> next_instance_;   // by block
  absl::flat_hash_map<std::pair<uint32_t, uint32_t>, uint32_t>
      copies_;  // by block and original successor
  bool has_loop_ = false;
  bool has_catch_ = false;
  int32_t max_frame_ = 0;
  bool waits_on_x_ = false;
  uint32_t num_x_ = 0, num_floats_ = 0, num_saves_ = 0;
  std::string error_;
  uint32_t error_instruction_ = 0;
};

}  // namespace seabeam::translate

#endif  // SEABEAM_COMPILER_TRANSLATE_CODE_BLOCKS_H_
