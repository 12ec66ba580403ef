// Tail calls for engines that have none. A function that ends with a call of another parks it: the
// arguments go to the block's x registers, the callee's number to BlockOffsets::parked, and the
// function returns 0, as if it unwound. Whoever called natively and is given 0 resumes: parked
// calls run, one after the other, until one returns a term, or unwinds with nothing parked. So the
// engine's stack is as deep as with tail calls.
#ifndef SEABEAM_EMIT_ATOMVM_TAIL_CALLS_H_
#define SEABEAM_EMIT_ATOMVM_TAIL_CALLS_H_

#include "absl/status/status.h"
#include "emit/atomvm/host_calls.h"

namespace seabeam::emit {

// Builds the functions behind ModuleContext::ParkCall and ResumeFunction that were asked for.
absl::Status BuildTailCalls(ModuleContext& m, const NativeGlobals& globals);

}  // namespace seabeam::emit

#endif  // SEABEAM_EMIT_ATOMVM_TAIL_CALLS_H_
