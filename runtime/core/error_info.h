// What a stack trace says about a failed BIF besides its arguments.
#ifndef SEABEAM_RUNTIME_CORE_ERROR_INFO_H_
#define SEABEAM_RUNTIME_CORE_ERROR_INFO_H_

#include <initializer_list>

#include "abi/bif_list.h"
#include "runtime/core/term.h"

namespace seabeam::rt {

// A map of few keys, which are in term order.
Term MakeSmallMap(Ctx* ctx, std::initializer_list<Term> sorted_keys, std::initializer_list<Term> values);
// [{error_info, Map}]
Term ErrorInfo(Ctx* ctx, Term map);
// [{error_info, #{module => M}}] for a BIF of `module`, with the pending exception's cause when there is one; [] when no
// module explains its errors.
Term ErrorInfoList(Ctx* ctx, Term module);
// OTP shows no frame of their own for these.
bool IsFrameless(abi::BifId id);

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_CORE_ERROR_INFO_H_
