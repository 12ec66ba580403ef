// Bodies of functions that ask the host about terms. Each is for a function with the parameters of
// its primitive (abi/prim_list.h) or import of runtime/native_support/support.h, and leaves its
// result on the stack.
#ifndef SEABEAM_EMIT_ATOMVM_TERM_PRIMITIVES_H_
#define SEABEAM_EMIT_ATOMVM_TERM_PRIMITIVES_H_

#include "emit/atomvm/host_calls.h"

namespace seabeam::emit {

void EmitFunctionArity(HostCode& c);  // primitive is_function_arity
void EmitCreateEmptyBinary(HostCode& c);
void EmitFindMapPos(HostCode& c);
void EmitPutMapAssoc(HostCode& c);

}  // namespace seabeam::emit

#endif  // SEABEAM_EMIT_ATOMVM_TERM_PRIMITIVES_H_
