// Pictures of a graph: Graphviz text, and a page that needs nothing else.
#ifndef SEABEAM_IR_DUMP_H_
#define SEABEAM_IR_DUMP_H_

#include <string>

#include "ir/graph.h"
#include "ir/module.h"

namespace seabeam::ir {

// A cluster per block; control edges bold, back edges dashed, constants repeated at each use.
std::string PrintDot(const Graph& graph, const Module* module = nullptr);

// One HTML page, no scripts from elsewhere: a box per block with its nodes, links between blocks and
// nodes, indentation by dominator depth. Pointing at a node marks its inputs and uses.
std::string PrintHtml(const Graph& graph, const Module* module = nullptr);

}  // namespace seabeam::ir

#endif  // SEABEAM_IR_DUMP_H_
