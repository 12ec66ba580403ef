// Bodies of primitives that ask the host about maps and funs. Each is for a function with the
// primitive's parameters (abi/prim_list.h) and leaves its result on the stack.
#ifndef SEABEAM_EMIT_ATOMVM_TERM_PRIMITIVES_H_
#define SEABEAM_EMIT_ATOMVM_TERM_PRIMITIVES_H_

#include "emit/atomvm/host_calls.h"

namespace seabeam::emit {

void EmitMapGet(HostCode& c);              // primitive map_get
void EmitMapPut(HostCode& c, bool exact);  // primitives map_put_assoc, map_put_exact
void EmitFunctionArity(HostCode& c);       // primitive is_function_arity

}  // namespace seabeam::emit

#endif  // SEABEAM_EMIT_ATOMVM_TERM_PRIMITIVES_H_
