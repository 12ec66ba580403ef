// Bodies of the BIFs that code calls in the middle of a function.
#include "abi/bif_list.h"
#include "absl/strings/str_cat.h"
#include "emit/atomvm/primitives.h"
#include "emit/atomvm/term_primitives.h"

namespace seabeam::emit {

using abi::CtxOffsets;
using wasm::LocalId;
using wasm::Opcode;

absl::Status BuildBif(ModuleContext& m, const NativeGlobals& globals, uint32_t bif,
                      wasm::FuncId f) {
  HostCode c(m, globals, f);
  const abi::BifInfo& info = abi::kBifs[bif];
  const int32_t import = FindImport(c.m.module(), info.function, info.arity);
  if (import < 0)
    return MissingForAtomVm(m, absl::StrCat("erlang:", info.function, "/", info.arity));
  const absl::string_view name = info.function;
  if (name == "length" && info.arity == 1) {
    EmitLength(c);
  } else if (name == "map_size" && info.arity == 1) {
    EmitMapSize(c);
  } else if (HostBif(info.function, info.arity)->kind == abi::atomvm::BifKind::kGc) {
    return MissingForAtomVm(m, absl::StrCat("erlang:", info.function, "/", info.arity));
  } else {
    CallFencedBif(c, static_cast<uint32_t>(import), info.function, info.arity);
  }
  if (info.arity == 0) return c.b.Finish();
  const LocalId result = c.b.AddLocal(wasm::kI32);
  c.b.LocalTee(result);
  c.Op(Opcode::kI32Eqz);
  c.b.If();
  // Whoever raises calls it once more, to set the exception.
  for (uint32_t i = 0; i < info.arity; ++i) {
    c.Block();
    c.Param(1 + i);
    c.Store(CtxOffsets::x_base + 4 * i);
  }
  c.Block();
  c.Const(bif + 1);
  c.Store(BlockOffsets::arg + 4);
  c.b.End();
  c.b.LocalGet(result);
  return c.b.Finish();
}

}  // namespace seabeam::emit
