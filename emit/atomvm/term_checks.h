// Looks at boxed terms that a function has as parameters.
#ifndef SEABEAM_EMIT_ATOMVM_TERM_CHECKS_H_
#define SEABEAM_EMIT_ATOMVM_TERM_CHECKS_H_

#include "emit/atomvm/host_calls.h"

namespace seabeam::emit {

// Pushes word `word` (0: the header) of the object that parameter `param` is known to point at.
inline void BoxedWord(HostCode& c, uint32_t param, uint32_t word) {
  c.Param(param);
  c.OpConst(wasm::Opcode::kI32Sub, abi::kTagBoxed);
  c.Load(4 * word);
}

// Branches to `none` unless the parameter is boxed with the header tag `tag`.
inline void LeaveUnlessBoxed(HostCode& c, uint32_t param, uint32_t tag, wasm::Label none) {
  c.Param(param);
  c.OpConst(wasm::Opcode::kI32And, abi::kTagMask);
  c.OpConst(wasm::Opcode::kI32Ne, abi::kTagBoxed);
  c.b.BrIf(none);
  BoxedWord(c, param, 0);
  c.OpConst(wasm::Opcode::kI32And, abi::kHeaderMask);
  c.OpConst(wasm::Opcode::kI32Ne, tag);
  c.b.BrIf(none);
}

}  // namespace seabeam::emit

#endif  // SEABEAM_EMIT_ATOMVM_TERM_CHECKS_H_
