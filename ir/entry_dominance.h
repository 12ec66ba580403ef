// Dominance inside entry regions. Code below an entry head (call_cont, try_handler, recv_entry,
// timeout_cont) can be entered from outside with nothing but the frame, so a value that was computed
// before it is not there. Here every entry head hangs below a common root beside Start: `a`
// dominates `b` exactly when a value of `a` is still available in `b`.
#ifndef SEABEAM_IR_ENTRY_DOMINANCE_H_
#define SEABEAM_IR_ENTRY_DOMINANCE_H_

#include <cstdint>
#include <vector>

#include "ir/cfg.h"
#include "ir/graph.h"

namespace seabeam::ir {

class EntryDominance {
 public:
  EntryDominance(const Graph& graph, const Cfg& cfg);

  // kNoBlock: the root, where only constants are available.
  BlockId idom(BlockId b) const { return idom_[b]; }
  uint32_t depth(BlockId b) const { return b == kNoBlock ? 0 : depth_[b]; }
  // `a` may be kNoBlock, which dominates everything.
  bool Dominates(BlockId a, BlockId b) const {
    if (a == kNoBlock) return true;
    if (b == kNoBlock) return false;
    return enter_[a] <= enter_[b] && leave_[b] <= leave_[a];
  }
  BlockId CommonDominator(BlockId a, BlockId b) const;

 private:
  std::vector<BlockId> idom_;
  std::vector<uint32_t> depth_, enter_, leave_;
};

}  // namespace seabeam::ir

#endif  // SEABEAM_IR_ENTRY_DOMINANCE_H_
