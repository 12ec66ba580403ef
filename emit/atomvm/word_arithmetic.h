// Arithmetic on integers of up to 64 bits and on floats, as code of the module.
#ifndef SEABEAM_EMIT_ATOMVM_WORD_ARITHMETIC_H_
#define SEABEAM_EMIT_ATOMVM_WORD_ARITHMETIC_H_

#include "emit/atomvm/host_calls.h"

namespace seabeam::emit {

// For a body (ctx, a) or (ctx, a, b): returns the term, or 0 for what OTP calls badarith, when
// operands and result are integers of at most 64 bits or floats; falls through otherwise. Nothing
// moves.
void WordArithmetic(HostCode& c, Prim prim, uint32_t arity);

}  // namespace seabeam::emit

#endif  // SEABEAM_EMIT_ATOMVM_WORD_ARITHMETIC_H_
