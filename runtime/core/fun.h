// Funs, whatever the layout keeps in them. Implemented in core/exports.cc (seabeam) and
// atomvm/funs.cc (AtomVM).
#ifndef SEABEAM_RUNTIME_CORE_FUN_H_
#define SEABEAM_RUNTIME_CORE_FUN_H_

#include "runtime/core/term.h"

namespace seabeam::rt {

struct FunView {
  bool external;  // fun M:F/A; module, function and arity only
  Term module;
  Term function;   // of a local fun: the name of the lambda's function
  uint32_t arity;  // of a call
  uint32_t index;
  uint32_t uniq;
  uint32_t num_free;   // free variables at word abi::kFunFirstFree
  const uint8_t* md5;  // 16 bytes of the module's checksum, 0 = unknown
};
FunView ViewFun(Term fun);

inline bool IsExternalFun(Term fun) { return IsAtom(BoxPtr(fun)[2]); }
uint32_t FunArity(Term fun);

Term MakeExternalFun(Ctx* ctx, Term module, Term function, uint32_t arity);
// True when module:function/arity can be called; loads the module if need be.
bool CanCall(Term module, Term function, uint32_t arity);
// A local fun of module's lambda `index` whose free variables the caller stores; 0 = there is no such module, or it
// has no such lambda.
Term MakeLocalFun(Ctx* ctx, Term module, uint32_t index, uint32_t arity, uint32_t num_free);

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_CORE_FUN_H_
