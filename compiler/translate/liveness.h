// Which registers may be read later, at the start of every block of a function.
//
// Registers have one numbering: x registers, then frame slots, then float registers. Frame slot s
// is counted from the return address: y(i) of a frame of n words is slot num_saves + n - 1 - i, so
// that `trim` renumbers nothing; the first num_saves slots hold what old `bs_save2` saves.
#ifndef SEABEAM_COMPILER_TRANSLATE_LIVENESS_H_
#define SEABEAM_COMPILER_TRANSLATE_LIVENESS_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "beam/module.h"
#include "compiler/translate/code_blocks.h"

namespace seabeam::translate {

struct RegisterNumbers {
  uint32_t num_x = 0, num_slots = 0, num_floats = 0, num_saves = 0;

  uint32_t size() const { return num_x + num_slots + num_floats; }
  uint32_t X(uint32_t i) const { return i; }
  uint32_t Slot(uint32_t s) const { return num_x + s; }
  uint32_t Float(uint32_t i) const { return num_x + num_slots + i; }
  // Requires 0 <= i < frame.
  uint32_t SlotOfY(uint32_t i, int32_t frame) const {
    return num_saves + static_cast<uint32_t>(frame) - 1 - i;
  }
};

class Liveness {
 public:
  void Compute(const beam::Module& module, const CodeBlocks& blocks);

  const RegisterNumbers& numbers() const { return numbers_; }
  bool IsLive(uint32_t block, uint32_t reg) const {
    return (sets_[size_t{block} * words_ + reg / 64] >> (reg % 64) & 1) != 0;
  }
  // The live x and float registers, in ascending order.
  template <typename F>
  void ForEachLiveButSlots(uint32_t block, F f) const {
    for (uint32_t w = 0; w < words_; ++w) {
      for (uint64_t bits = sets_[size_t{block} * words_ + w]; bits != 0; bits &= bits - 1) {
        const uint32_t reg = w * 64 + static_cast<uint32_t>(__builtin_ctzll(bits));
        if (reg < numbers_.num_x || reg >= numbers_.num_x + numbers_.num_slots) f(reg);
      }
    }
  }

 private:
  // The set before the block's first instruction, from those of its successors. In current_.
  void Transfer(const CodeBlocks& blocks, uint32_t block);
  void TransferInstruction(const CodeBlocks& blocks, uint32_t block, uint32_t index,
                           int32_t frame_before, int32_t frame_after);
  void Use(const beam::Operand& operand, int32_t frame);
  void Define(const beam::Operand& operand, int32_t frame);
  void UseList(const beam::Operand& operand, char list_class, int32_t frame, bool defines);
  void UseX(uint32_t begin, uint32_t end);
  void KillX();
  void AddBlock(uint32_t block);
  void AddHandler(uint32_t block);
  void Set(uint32_t reg) { current_[reg / 64] |= uint64_t{1} << (reg % 64); }
  void Clear(uint32_t reg) { current_[reg / 64] &= ~(uint64_t{1} << (reg % 64)); }

  const beam::Module* module_ = nullptr;
  RegisterNumbers numbers_;
  uint32_t words_ = 0;
  std::vector<uint64_t> sets_;  // words_ per block
  std::vector<uint64_t> current_;
};

}  // namespace seabeam::translate

#endif  // SEABEAM_COMPILER_TRANSLATE_LIVENESS_H_
