// Random graphs that verify and that the interpreter can run: integers, atoms, lists, tuples,
// floats, branches, switches, merges, bounded loops and self tail calls. For tests that compare a graph
// before and after a pass.
#ifndef SEABEAM_IR_TESTING_RANDOM_GRAPH_H_
#define SEABEAM_IR_TESTING_RANDOM_GRAPH_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "ir/graph.h"
#include "ir/interp/eval.h"

namespace seabeam::ir {

// The same seed gives the same graph. `size` is roughly the number of operations. Function index 0.
std::unique_ptr<Graph> RandomGraph(uint64_t seed, int size);
// An argument such as these graphs look at.
Value RandomArgument(uint64_t seed);

}  // namespace seabeam::ir

#endif  // SEABEAM_IR_TESTING_RANDOM_GRAPH_H_
