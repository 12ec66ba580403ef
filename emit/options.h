// What a caller of the emitter chooses.
#ifndef SEABEAM_EMIT_OPTIONS_H_
#define SEABEAM_EMIT_OPTIONS_H_

namespace seabeam::emit {

struct EmitOptions {
  bool names = true;           // name section
  bool shared_memory = false;  // for the threaded runtime
  bool copy_callees = true;    // copy small recursive functions into themselves
  bool atomvm = false;         // code behind AtomVM's native ABI (emit/atomvm/build_native.h)
  bool tail_calls = true;      // AtomVM only: false for engines without return_call
  // AtomVM only, for comparing: calls, returns and branches go through the host's dispatch loop.
  bool label_at_a_time = false;
  bool inline_regions = true;  // copy small continuations into the functions that lead to them
  // Bodies are checked instruction by instruction while they are built whatever this says.
};

}  // namespace seabeam::emit

#endif  // SEABEAM_EMIT_OPTIONS_H_
