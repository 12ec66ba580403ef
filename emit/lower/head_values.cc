#include "emit/lower/head_values.h"

namespace seabeam::emit {

using IrOp = ir::Op;

std::vector<NodeId> HeadValues(const Schedule& schedule, const ir::Graph& g, const ir::Cfg& cfg,
                               BlockId b) {
  std::vector<NodeId> values;
  const NodeId head = cfg.block(b).head;
  if (b == 0) {
    values.assign(g.arity(), kNoNode);
    for (NodeId n : g.uses(g.start())) {
      if (g.op(n) == IrOp::kParam && schedule.IsLive(n)) values[g.imm(n)] = n;
    }
  } else if (g.IsEntryHead(head)) {
    if (g.op(head) == IrOp::kCallCont) {
      values.push_back(kNoNode);
      for (NodeId n : g.uses(head)) {
        if (g.op(n) == IrOp::kCallResult && schedule.IsLive(n)) values[0] = n;
      }
    }
    absl::Span<const NodeId> loads = schedule.loads(b);
    values.insert(values.end(), loads.begin(), loads.end());
  } else {
    absl::Span<const NodeId> phis = schedule.phis(b);
    values.assign(phis.begin(), phis.end());
  }
  absl::Span<const NodeId> taken = schedule.taken(b);
  values.insert(values.end(), taken.begin(), taken.end());
  return values;
}

}  // namespace seabeam::emit
