#include "ir/entry_dominance.h"

namespace seabeam::ir {

EntryDominance::EntryDominance(const Graph& graph, const Cfg& cfg) {
  // The same algorithm as Cfg's, with the root standing before block 0. Blocks are numbered one
  // higher here, so that the root is 0 and the order of blocks stays a reverse post order.
  const uint32_t count = cfg.size() + 1;
  constexpr uint32_t kUnset = 0xFFFFFFFF;
  std::vector<uint32_t> idom(count, kUnset);
  idom[0] = 0;
  auto intersect = [&idom](uint32_t a, uint32_t b) {
    while (a != b) {
      while (a > b) a = idom[a];
      while (b > a) b = idom[b];
    }
    return a;
  };
  bool changed = true;
  while (changed) {
    changed = false;
    for (BlockId b = 0; b < cfg.size(); ++b) {
      uint32_t found = kUnset;
      if (b == 0 || graph.IsEntryHead(cfg.block(b).head)) {
        found = 0;
      } else {
        for (BlockId p : cfg.preds(b)) {
          if (p == kNoBlock || idom[p + 1] == kUnset) continue;
          found = found == kUnset ? p + 1 : intersect(p + 1, found);
        }
        if (found == kUnset) found = 0;
      }
      if (idom[b + 1] != found) {
        idom[b + 1] = found;
        changed = true;
      }
    }
  }

  idom_.resize(cfg.size());
  depth_.resize(cfg.size());
  std::vector<uint32_t> weight(count, 1);
  for (uint32_t b = count - 1; b > 0; --b) weight[idom[b]] += weight[b];
  std::vector<uint32_t> next(count, 0);  // next free number inside a subtree
  enter_.resize(cfg.size());
  leave_.resize(cfg.size());
  next[0] = 1;
  for (BlockId b = 0; b < cfg.size(); ++b) {
    const uint32_t parent = idom[b + 1];
    idom_[b] = parent == 0 ? kNoBlock : parent - 1;
    depth_[b] = parent == 0 ? 1 : depth_[parent - 1] + 1;
    enter_[b] = next[parent];
    next[parent] += weight[b + 1];
    leave_[b] = next[parent];
    next[b + 1] = enter_[b] + 1;
  }
}

BlockId EntryDominance::CommonDominator(BlockId a, BlockId b) const {
  while (a != b) {
    if (a == kNoBlock || b == kNoBlock) return kNoBlock;
    if (depth_[a] >= depth_[b]) {
      a = idom_[a];
    } else {
      b = idom_[b];
    }
  }
  return a;
}

}  // namespace seabeam::ir
