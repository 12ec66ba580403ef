// Primitives that may collect, called in the middle of a function.
#ifndef SEABEAM_EMIT_ATOMVM_FENCE_H_
#define SEABEAM_EMIT_ATOMVM_FENCE_H_

#include <functional>

#include "emit/atomvm/host_calls.h"

namespace seabeam::emit {

// What `call` emits runs with a fragment of its own, of `words` words, as the whole heap: as long
// as it asks for no more, the host sees no reason to collect. A collection is asked for afterwards.
// `call` leaves nothing on the stack.
void WithFence(HostCode& c, uint32_t words, const std::function<void()>& call);

}  // namespace seabeam::emit

#endif  // SEABEAM_EMIT_ATOMVM_FENCE_H_
