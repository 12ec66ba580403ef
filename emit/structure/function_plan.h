// Which wasm functions a graph becomes, and which blocks each of them contains.
//
// Every entry head's region has a function of its own: a process can be resumed there. A shared
// region (schedule/regions.h) has one when some function does not contain a copy of it. Small regions are copied into
// the functions that lead to them, a call's continuation above all.
#ifndef SEABEAM_EMIT_STRUCTURE_FUNCTION_PLAN_H_
#define SEABEAM_EMIT_STRUCTURE_FUNCTION_PLAN_H_

#include <cstdint>
#include <vector>

#include "emit/schedule/regions.h"
#include "emit/schedule/schedule.h"
#include "emit/structure/control_tree.h"

namespace seabeam::emit {

struct FunctionPlan {
  BlockId root = kNoBlock;
  ControlTree tree;
};

struct GraphPlan {
  static constexpr uint32_t kNone = 0xFFFFFFFF;

  std::vector<FunctionPlan> functions;  // [0] is Start's
  // By block, for roots: index into functions; kNone: no function needed.
  std::vector<uint32_t> function_of;
  // By block, for roots: some function leaves for this one's function by a tail call.
  std::vector<bool> tail_called;
  // A shared region right behind Start that Start's function runs for everybody (the loop of a self-recursive
  // function): its root, and for each of its live phis the parameter that stands for it.
  BlockId served = kNoBlock;
  std::vector<uint32_t> served_params;
};

struct PlanOptions {
  bool inline_regions = true;
  bool serve = true;  // GraphPlan::served
};

GraphPlan PlanFunctions(const Regions& regions, const Schedule& schedule, const PlanOptions& options);

}  // namespace seabeam::emit

#endif  // SEABEAM_EMIT_STRUCTURE_FUNCTION_PLAN_H_
