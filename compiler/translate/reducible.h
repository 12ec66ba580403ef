// Makes control flow reducible by copying blocks.
//
// Compilers write no loop that can be entered at two places, but code is free to have one. The
// graph and all that comes after it count on loops that have one way in (ir/verifier.h, invariant
// 9).
#ifndef SEABEAM_COMPILER_TRANSLATE_REDUCIBLE_H_
#define SEABEAM_COMPILER_TRANSLATE_REDUCIBLE_H_

#include <cstdint>
#include <vector>

namespace seabeam::translate {

struct FlowEdge {
  uint32_t to = 0;
  // Control does not follow the edge directly: it is no part of a loop, but copies of both ends
  // keep it between themselves.
  bool indirect = false;
};

struct FlowGraph {
  std::vector<std::vector<FlowEdge>> succs;  // by block; block 0 is the entry
  std::vector<uint32_t> origin;              // by block: the block that it is a copy of, or itself
};

// Whether every loop that block 0 reaches has one entry.
bool IsReducible(const FlowGraph& graph);

// Adds copies of blocks, and redirects edges to them, until IsReducible. A walk from block 0 passes
// the same origins as before. False when more than `max_copies` would be needed; `graph` is then of
// no use.
bool MakeReducible(uint32_t max_copies, FlowGraph* graph);

}  // namespace seabeam::translate

#endif  // SEABEAM_COMPILER_TRANSLATE_REDUCIBLE_H_
