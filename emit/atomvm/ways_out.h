// Calls that leave the module: functions of the native convention, (ctx, e, arguments..) -> 0, that
// note what the host has to do. Funs of the module are called where they are, setelement/3 is done.
#ifndef SEABEAM_EMIT_ATOMVM_WAYS_OUT_H_
#define SEABEAM_EMIT_ATOMVM_WAYS_OUT_H_

#include "absl/status/status.h"
#include "emit/atomvm/host_calls.h"

namespace seabeam::emit {

// What unwinding is for when a way out is taken.
Action ActionOfOut(const ir::Module& module, const ModuleContext::OutUse& out);

// Builds the bodies of all ways out that `m` was asked for.
absl::Status BuildWaysOut(ModuleContext& m, const NativeGlobals& globals);

}  // namespace seabeam::emit

#endif  // SEABEAM_EMIT_ATOMVM_WAYS_OUT_H_
