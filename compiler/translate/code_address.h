// Where two instructions stand at one address of OTP's machine code, which stack traces show.
//
// OTP reports the failure of a BIF that is called with call_ext at the address of the call itself.
// When another call comes right before it, that address is this call's return address too, and a
// stack trace names neighbours with the same address once: the frames of a recursion through that
// call disappear.
#ifndef SEABEAM_COMPILER_TRANSLATE_CODE_ADDRESS_H_
#define SEABEAM_COMPILER_TRANSLATE_CODE_ADDRESS_H_

#include "compiler/translate/function_translator.h"

namespace seabeam::translate {

// Of a call or a call of a BIF at `insn`: a number that both of such a pair have and nothing else;
// 0 if it is in none.
uint32_t SharedAddress(const FunctionTranslator& t, const Insn& insn);

// Nodes made while it exists carry the shared address of `insn`.
class AtSharedAddress {
 public:
  AtSharedAddress(FunctionTranslator& t, const Insn& insn)
      : t_(t), address_(SharedAddress(t, insn)) {
    if (address_ == 0) return;
    saved_ = t.loc();
    t.SetLoc(t.context().LocationAt(saved_, address_));
  }
  ~AtSharedAddress() {
    if (address_ != 0) t_.SetLoc(saved_);
  }
  AtSharedAddress(const AtSharedAddress&) = delete;
  AtSharedAddress& operator=(const AtSharedAddress&) = delete;

 private:
  FunctionTranslator& t_;
  const uint32_t address_;
  uint32_t saved_ = ir::kNoLoc;
};

}  // namespace seabeam::translate

#endif  // SEABEAM_COMPILER_TRANSLATE_CODE_ADDRESS_H_
