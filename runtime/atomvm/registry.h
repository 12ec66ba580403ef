// Functions of the host that code calls by name: the BIFs of abi/atomvm/bifs.h, with the wasm types
// that bif and gc_bif instructions need, and natives ("NIFs"), among them every BIF of
// abi/bif_list.h that works on this layout.
#ifndef SEABEAM_RUNTIME_ATOMVM_REGISTRY_H_
#define SEABEAM_RUNTIME_ATOMVM_REGISTRY_H_

#include "runtime/atomvm/dispatch.h"
#include "runtime/atomvm/module.h"

namespace seabeam::avm {

struct Native {
  enum class Kind : uint8_t {
    kPlainBif,  // `pointer` has the type of its arity, 3.3 of the interface description
    kGcBif,
    kNif,      // `pointer`: Term (*)(Ctx*, Term...)
    kControl,  // `control`: goes on somewhere else instead of returning
  };
  Kind kind;
  bool locked;  // touches what processes share
  uint32_t arity;
  uint32_t pointer;
  // Arguments in x[]; ctx->cp is where its result goes. Result as of a primitive of kind kLeave.
  Context* (*control)(Context* c, JitState* js, uint32_t offset);
};

void InitRegistry();
const Native* FindBif(Term module, Term function, uint32_t arity);
const Native* FindNif(Term module, Term function, uint32_t arity);
// Fills kind, pointer and native of an import: BIF, else NIF, else unresolved.
void ResolveNative(Import* import);
void ForgetImportsOf(const Module* gone);

// Calls a NIF with x[0..arity). 0: see TakeException.
Term CallNif(const Native* n, Context* c);
// A BIF with `fail` and `live` as given.
Term CallBif(const Native* n, Context* c, uint32_t fail, uint32_t live, const Term* args);

}  // namespace seabeam::avm

#endif  // SEABEAM_RUNTIME_ATOMVM_REGISTRY_H_
