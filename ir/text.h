// The text form of graphs and modules. Print never fails, not even on a broken graph;
// ParseGraph(Print(g)) has the same nodes under the same ids.
//
//   graph "max/2" arity 2 index 4 {
//   constants:
//     n9 = atom[2] : atom:2 [[1]]  ; ok
//   b0:  ; idom, loop depth, predecessors
//     n0 = start [[3]]
//     n1 = param[0](n0) : any|match_state [[2]]
//     n5 = if[0](n0, n4) @12 [[2]]
//   b1:
//     ...
//   }
//
// A node: `name = op[attributes](inputs) : type as repr @location [[number of uses]]`. Attributes are the
// imm, or the aux list; a mask prints as kinds. What the opcode's row does not announce follows in
// braces: `{imm=3}`, `{list=1,2}`. The type may be left out when reading: the opcode's initial type.
// `as repr` stands only where it is not the opcode's. Names are `n<id>`; in text written by hand any
// other identifier will do and gets a free id. `;` starts a comment; labels and uses are not read.
//
// A module prints as lines `module "m" name_atom 2`, `atom "ok"` (after the two booleans), `literal "\203j"`,
// `import M F A`, `lambda F ARITY FREE INDEX UNIQ FUNCTION`, `function NAME ARITY LABEL exported|local`,
// `file "f.erl"`, `location FILE LINE`, `strt "..."`, `on_load "..."`, then its graphs in order.
#ifndef SEABEAM_IR_TEXT_H_
#define SEABEAM_IR_TEXT_H_

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "ir/graph.h"
#include "ir/module.h"

namespace seabeam::ir {

// With a module, names of atoms, functions and imports follow as comments.
std::string Print(const Graph& graph, const Module* module = nullptr);
std::string PrintNode(const Graph& graph, NodeId n, const Module* module = nullptr);
std::string PrintModule(const Module& module);
absl::string_view ReprName(Repr repr);

// Errors name the line.
absl::StatusOr<std::unique_ptr<Graph>> ParseGraph(absl::string_view text);
absl::StatusOr<std::unique_ptr<Module>> ParseModule(absl::string_view text);

}  // namespace seabeam::ir

#endif  // SEABEAM_IR_TEXT_H_
