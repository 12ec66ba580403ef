// A wasm function's blocks nested into wasm's structured control flow, as a flat list of items.
//
// The method is Ramsey's ("Beyond Relooper", ICFP 2022): the dominator tree gives the nesting, a
// merge is the end of a wasm block that its immediate dominator opens, a loop header opens a loop.
// An arm's code never falls out of its end: it ends in a branch, a return or a tail call.
#ifndef SEABEAM_EMIT_STRUCTURE_CONTROL_TREE_H_
#define SEABEAM_EMIT_STRUCTURE_CONTROL_TREE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "emit/schedule/regions.h"
#include "emit/schedule/schedule.h"

namespace seabeam::emit {

struct TreeItem {
  enum class Kind : uint8_t {
    kLoop,      // opens the loop of header `block`
    kBlock,     // opens the wasm block at whose end the merge `block` stands
    kEnd,       // ends the innermost kLoop or kBlock
    kCode,      // the code of `block`; ends in its terminator
    kArm,       // the arm `block` of a terminator follows: ends the label that leads to it, if one was opened
  };
  Kind kind;
  uint8_t first_arm;  // kCode of an If: the arm (0 true, 1 false) that follows at once
  BlockId block;
};

struct ControlTree {
  std::vector<TreeItem> items;
  // The blocks in the order of their code.
  std::vector<BlockId> text;
  struct Loop {
    uint32_t begin, end;  // range of positions in `text`; loops nest properly
    uint32_t parent;      // index of the loop around it; kNoLoop
  };
  static constexpr uint32_t kNoLoop = 0xFFFFFFFF;
  std::vector<Loop> loops;
  // By position in text: innermost loop, and facts about the block.
  std::vector<uint32_t> loop_of;
  std::vector<bool> is_merge;        // several forward edges lead to it
  std::vector<bool> is_loop_header;
};

class TreeBuilder {
 public:
  // Keeps references.
  TreeBuilder(const Regions& regions, const Schedule& schedule);

  // The tree of the blocks of the given regions, entered at roots[0]. An edge to another region's
  // root leaves the function. False if the part is irreducible.
  bool Build(absl::Span<const BlockId> roots, ControlTree* tree);

  // Whether an edge to `to` stays inside the function built last.
  bool Contains(BlockId b) const { return included_[regions_.root(b)] == epoch_; }

 private:
  bool Number(BlockId root);
  bool FindDominators();
  void Emit(ControlTree* tree);
  void FindTextLoops(ControlTree* tree);

  const Regions& regions_;
  const Schedule& schedule_;
  uint32_t epoch_ = 0;
  std::vector<uint32_t> included_;  // by root: epoch
  std::vector<uint32_t> number_epoch_, number_;  // by block: local reverse post order

  // By local number.
  std::vector<BlockId> order_;
  std::vector<uint32_t> idom_, weight_, forward_in_;
  std::vector<bool> header_;
  std::vector<uint32_t> succs_, succs_begin_;  // local numbers of successors inside
  std::vector<uint32_t> merges_, merges_begin_;  // merge children in the dominator tree
};

// Successors of `b` that code can branch to; an exception handler is none.
template <typename F>
void ForEachBranch(const Regions& regions, BlockId b, F f) {
  for (BlockId s : regions.cfg().succs(b)) {
    if (regions.graph().op(regions.cfg().block(s).head) != ir::Op::kTryHandler) f(s);
  }
}

// One item a line, indented; for tests and dumps.
std::string TreeToString(const ControlTree& tree);

}  // namespace seabeam::emit

#endif  // SEABEAM_EMIT_STRUCTURE_CONTROL_TREE_H_
