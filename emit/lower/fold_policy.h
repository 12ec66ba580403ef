// What scheduling asks of lowering; must agree with the rules.
#ifndef SEABEAM_EMIT_LOWER_FOLD_POLICY_H_
#define SEABEAM_EMIT_LOWER_FOLD_POLICY_H_

#include "emit/schedule/schedule.h"

namespace seabeam::emit {

const SchedulePolicy& LoweringPolicy();

}  // namespace seabeam::emit

#endif  // SEABEAM_EMIT_LOWER_FOLD_POLICY_H_
