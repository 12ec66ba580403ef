// Frame slots that nobody reads: where a call, a receive or a raise lists a value for a slot that no
// continuation and no handler reads before the frame goes, nil is listed instead. The value need not
// be kept over the call then, neither by the code nor by the collector. Slots that hold catch
// marks are read by the runtime and stay.
#ifndef SEABEAM_PASSES_DEAD_SLOTS_H_
#define SEABEAM_PASSES_DEAD_SLOTS_H_

#include <memory>

#include "passes/pass_base.h"

namespace seabeam::passes {

std::unique_ptr<Pass> MakeDeadSlotsPass();

}  // namespace seabeam::passes

#endif  // SEABEAM_PASSES_DEAD_SLOTS_H_
