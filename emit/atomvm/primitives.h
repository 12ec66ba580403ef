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

// Pushes the result of a host's BIF, with its arguments taken from b.Param(1) on. `fail`: 1,
// nothing is set when it fails. Nothing moves: the BIF finds a heap fragment of its own with all
// the room it can ask for.
void CallFencedBif(HostCode& c, uint32_t import, const char* function, uint32_t arity);

// The error for what this generator does not do, by name.
absl::Status MissingForAtomVm(const ModuleContext& m, absl::string_view what);

// Builds `f`, the body of `prim`; Unimplemented, naming the primitive, when there is none.
absl::Status BuildPrimitive(ModuleContext& m, const NativeGlobals& globals, Prim prim,
                            wasm::FuncId f);
// The same for a BIF: (ctx, arguments..).
absl::Status BuildBif(ModuleContext& m, const NativeGlobals& globals, uint32_t bif, wasm::FuncId f);

}  // namespace seabeam::emit

#endif  // SEABEAM_EMIT_ATOMVM_PRIMITIVES_H_
