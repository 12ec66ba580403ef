// Graphs as JSON.
#ifndef SEABEAM_COMPILER_DRIVER_JSON_GRAPH_JSON_H_
#define SEABEAM_COMPILER_DRIVER_JSON_GRAPH_JSON_H_

#include <string>
#include <vector>

#include "ir/graph.h"
#include "ir/module.h"

namespace seabeam::driver {

struct NamedGraph {
  std::string name;  // module:function/arity
  const ir::Graph* graph;
};

// {"functions": [{"name", "arity", "nodes": [{"id", "op", "control", "inputs", "imm", "list", "type", "repr", "block"}]}]}. A block is null for floating
// nodes. Never fails, not even on a broken graph.
std::string WriteJson(const std::vector<NamedGraph>& graphs, const ir::Module& module);

}  // namespace seabeam::driver

#endif  // SEABEAM_COMPILER_DRIVER_JSON_GRAPH_JSON_H_
