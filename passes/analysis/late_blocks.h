// For every floating node the last block in which all its uses still find it: the common dominator
// (in the sense of ir/entry_dominance.h) of the places where it is needed.
#ifndef SEABEAM_PASSES_ANALYSIS_LATE_BLOCKS_H_
#define SEABEAM_PASSES_ANALYSIS_LATE_BLOCKS_H_

#include <vector>

#include "ir/cfg.h"
#include "ir/entry_dominance.h"
#include "ir/graph.h"

namespace seabeam::passes {

struct LateBlocks {
  // By node. Pure nodes: as above; kNoBlock when needed in several entry regions, or nowhere, or
  // by a node that is needed nowhere.
  // Casts and other nodes that stand somewhere: the block they stand in.
  std::vector<ir::BlockId> block;
  // Pure, cast and phi nodes, inputs before users but for the ways round through phis.
  std::vector<ir::NodeId> order;
};

LateBlocks FindLateBlocks(const ir::Graph& graph, const ir::Cfg& cfg,
                          const ir::EntryDominance& dominance);

}  // namespace seabeam::passes

#endif  // SEABEAM_PASSES_ANALYSIS_LATE_BLOCKS_H_
