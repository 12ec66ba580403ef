// Checks of a finished module that no term is kept where the host may collect: it would move it.
//
//  R1. Nothing that native code calls (what the adapters of entry positions lead to) is a primitive or a
//      BIF that may collect. Exceptions are functions that see to it that there is nothing to collect
//      (ModuleContext::AddCollectFree).
//  R2. In a function that does call one, no local is read afterwards that was written before. The
//      parameters of ways in from the host are no terms.
#ifndef SEABEAM_EMIT_ATOMVM_ROOT_CHECK_H_
#define SEABEAM_EMIT_ATOMVM_ROOT_CHECK_H_

#include <vector>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "emit/atomvm/host_calls.h"

namespace seabeam::emit {

// `native`: where the dispatch loop enters native code. `stable`: functions whose parameters are no
// terms. InternalError naming the rule, the function and the instruction.
absl::Status CheckRoots(const wasm::Module& module, const NativeGlobals& globals,
                        absl::Span<const wasm::FuncId> native,
                        absl::Span<const wasm::FuncId> stable,
                        absl::Span<const wasm::FuncId> collect_free);

}  // namespace seabeam::emit

#endif  // SEABEAM_EMIT_ATOMVM_ROOT_CHECK_H_
