// What is known of values on one way out of a branch.
#ifndef SEABEAM_PASSES_ANALYSIS_BRANCH_FACTS_H_
#define SEABEAM_PASSES_ANALYSIS_BRANCH_FACTS_H_

#include <vector>

#include "ir/graph.h"

namespace seabeam::passes {

struct BranchFact {
  ir::NodeId value;
  ir::Type type;  // the value is in here (its own type not taken into account)
};

// Facts that hold below the projection `head` of an If or Switch; none for other nodes. A condition
// itself comes as a fact with the type true or false. Types are those of the graph.
void FindBranchFacts(const ir::Graph& graph, ir::NodeId head, std::vector<BranchFact>* facts);

}  // namespace seabeam::passes

#endif  // SEABEAM_PASSES_ANALYSIS_BRANCH_FACTS_H_
