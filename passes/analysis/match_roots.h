// Which values are the same match context, which may be, and where each is first known to be one.
#ifndef SEABEAM_PASSES_ANALYSIS_MATCH_ROOTS_H_
#define SEABEAM_PASSES_ANALYSIS_MATCH_ROOTS_H_

#include <cstdint>
#include <vector>

#include "ir/cfg.h"
#include "ir/entry_dominance.h"
#include "ir/graph.h"

namespace seabeam::passes {

// An operation on a match context (its first data input) as the translator makes them;
// bs_start_match is none.
bool IsMatchOp(ir::Op op);

struct MatchRoot {
  ir::NodeId context;  // what all its operations resolve to
  ir::NodeId value;    // the context where its words may be read: `context` or a cast of it
  ir::NodeId anchor;   // the control node after which that is, in front of all operations
  uint32_t group;      // of the values that may be the same object
  std::vector<ir::NodeId> ops;  // ascending
};

class MatchRoots {
 public:
  // The graph must be reducible; the answers are of the graph as it was then.
  MatchRoots(const ir::Graph& graph, const ir::Cfg& cfg, const ir::EntryDominance& dominance);

  // The contexts whose position can be followed.
  const std::vector<MatchRoot>& roots() const { return roots_; }
  // The value may be the context of a root with this group.
  bool MayBe(ir::NodeId n, uint32_t group) const;

 private:
  void Resolve();
  void Group();
  void FindRoots();
  bool FindAnchor(MatchRoot* root) const;
  ir::NodeId Rep(ir::NodeId n) const;
  uint32_t Find(uint32_t n);
  bool MayBeContext(ir::NodeId n) const;

  const ir::Graph& g_;
  const ir::Cfg& cfg_;
  const ir::EntryDominance& dominance_;
  std::vector<ir::NodeId> phi_rep_;  // by node: of phis, what they stand for
  std::vector<uint32_t> parent_;     // by node: union-find over what may be one object
  std::vector<MatchRoot> roots_;
};

}  // namespace seabeam::passes

#endif  // SEABEAM_PASSES_ANALYSIS_MATCH_ROOTS_H_
