// What native functions are handed when they start.
#ifndef SEABEAM_EMIT_LOWER_HEAD_VALUES_H_
#define SEABEAM_EMIT_LOWER_HEAD_VALUES_H_

#include <vector>

#include "emit/schedule/schedule.h"
#include "ir/cfg.h"
#include "ir/graph.h"

namespace seabeam::emit {

// What the head of an entry block or a merge defines, in the order of a native function's
// parameters. kNoNode for one that nobody reads.
std::vector<NodeId> HeadValues(const Schedule& schedule, const ir::Graph& g, const ir::Cfg& cfg,
                               BlockId b);

}  // namespace seabeam::emit

#endif  // SEABEAM_EMIT_LOWER_HEAD_VALUES_H_
