// Bodies of primitives and BIFs that look at terms or make maps, as code of the module. Each is for
// a function with the primitive's or BIF's parameters (abi/prim_list.h) and leaves its result on
// the stack.
#ifndef SEABEAM_EMIT_ATOMVM_TERM_PRIMITIVES_H_
#define SEABEAM_EMIT_ATOMVM_TERM_PRIMITIVES_H_

#include "emit/atomvm/host_calls.h"

namespace seabeam::emit {

// ---- maps ----
void EmitMapSize(HostCode& c);             // (ctx, map) -> size as a term; 0: no map
void EmitMapGet(HostCode& c);              // primitive map_get
void EmitMapPut(HostCode& c, bool exact);  // primitives map_put_assoc, map_put_exact

// ---- others ----
void EmitLength(HostCode& c);         // (ctx, list) -> length as a term; 0: no proper list
void EmitFunctionArity(HostCode& c);  // primitive is_function_arity
void EmitTermToF64(HostCode& c);      // primitive term_to_f64, of any term

}  // namespace seabeam::emit

#endif  // SEABEAM_EMIT_ATOMVM_TERM_PRIMITIVES_H_
