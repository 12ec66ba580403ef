// Bodies of the primitives of abi/prim_list.h on an AtomVM host, as functions of the module.
#ifndef SEABEAM_EMIT_ATOMVM_PRIMITIVES_H_
#define SEABEAM_EMIT_ATOMVM_PRIMITIVES_H_

#include "abi/atomvm/bifs.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "emit/atomvm/host_calls.h"

namespace seabeam::emit {

// The import of `erlang:function/arity` among the module's, or -1.
int32_t FindImport(const ir::Module& module, absl::string_view function, uint32_t arity);

// The host's BIF `erlang:function/arity`; null when it has none.
const abi::atomvm::BifFact* HostBif(absl::string_view function, uint32_t arity);

// The next reduction check leaves, for a collection.
void AskForCollection(HostCode& c);

// Takes as many bytes from the heap as is on the stack; the local holds their address.
wasm::LocalId EmitAlloc(HostCode& c);

// The error for what this generator does not do, by name.
absl::Status MissingForAtomVm(const ModuleContext& m, absl::string_view what);

// Builds the bodies of all primitives (abi/prim_list.h) and BIFs that `m` was asked for:
// functions of runtime/native_support, or made of the host's primitives. Unimplemented, naming the
// one, when there is none. Helpers have to be there.
absl::Status BuildPrimitives(ModuleContext& m, const NativeGlobals& globals);

// Builds `f`, (ctx, arguments..): a call of the host's BIF, which finds all the room it can ask
// for.
absl::Status BuildHostBif(ModuleContext& m, const NativeGlobals& globals, uint32_t bif,
                          wasm::FuncId f);

}  // namespace seabeam::emit

#endif  // SEABEAM_EMIT_ATOMVM_PRIMITIVES_H_
