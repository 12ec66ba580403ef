// The host's BIFs that collect nothing, and how a collection is asked for.
#include "abi/atomvm/bifs.h"
#include "abi/bif_list.h"
#include "absl/strings/str_cat.h"
#include "emit/atomvm/primitives.h"

namespace seabeam::emit {

using abi::CtxOffsets;
using abi::atomvm::Primitive;
using wasm::LocalId;
using wasm::Opcode;

namespace {
constexpr uint32_t kRoomWords = 3;
}  // namespace

const abi::atomvm::BifFact* HostBif(absl::string_view function, uint32_t arity) {
  for (const abi::atomvm::BifFact& bif : abi::atomvm::kBifs) {
    if (bif.function == function && bif.arity == arity) return &bif;
  }
  return nullptr;
}

void AskForCollection(HostCode& c) {
  c.BlockLoad(BlockOffsets::collect);
  c.Op(Opcode::kI32Eqz);
  c.b.If();
  c.Block();
  c.Const(1);
  c.Store(BlockOffsets::collect);
  c.Block();
  c.BlockLoad(CtxOffsets::reds);
  c.Store(BlockOffsets::saved_reds);
  c.Block();
  c.Const(0);
  c.Store(CtxOffsets::reds);
  c.b.End();
}

wasm::LocalId EmitAlloc(HostCode& c) {
  const LocalId at = c.b.AddLocal(wasm::kI32), bytes = c.b.AddLocal(wasm::kI32);
  c.b.LocalSet(bytes);
  c.BlockLoad(CtxOffsets::heap_ptr);
  c.b.LocalTee(at);
  c.b.LocalGet(bytes);
  c.Op(Opcode::kI32Add);
  c.BlockLoad(CtxOffsets::heap_end);
  c.Op(Opcode::kI32GtU);
  c.b.If();
  c.Block();
  c.b.LocalGet(bytes);
  c.b.Call(c.m.HelperFunction(Helper::kGrowHeap));
  c.b.LocalSet(at);
  c.b.End();
  c.Block();
  c.b.LocalGet(at);
  c.b.LocalGet(bytes);
  c.Op(Opcode::kI32Add);
  c.Store(CtxOffsets::heap_ptr);
  return at;
}

int32_t FindImport(const ir::Module& module, absl::string_view function, uint32_t arity) {
  for (size_t i = 0; i < module.imports.size(); ++i) {
    const ir::ImportRef& import = module.imports[i];
    if (import.arity == arity && module.atoms[import.function] == function &&
        module.atoms[import.module] == abi::atomvm::kBifModule) {
      return static_cast<int32_t>(i);
    }
  }
  return -1;
}

absl::Status BuildHostBif(ModuleContext& m, const NativeGlobals& globals, uint32_t bif,
                          wasm::FuncId f) {
  const abi::BifInfo& info = abi::kBifs[bif];
  const int32_t import = FindImport(m.module(), info.function, info.arity);
  const abi::atomvm::BifFact* fact = HostBif(info.function, info.arity);
  // One that may collect would move what the function that calls it holds.
  if (import < 0 || fact == nullptr || fact->kind == abi::atomvm::BifKind::kGc) {
    return MissingForAtomVm(m, absl::StrCat("erlang:", info.function, "/", info.arity));
  }
  m.AddCollectFree(f);
  HostCode c(m, globals, f);
  const LocalId result = c.b.AddLocal(wasm::kI32);
  // unique_integer takes words that nobody reserves (H-26).
  c.BlockLoad(CtxOffsets::heap_ptr);
  c.OpConst(Opcode::kI32Add, 4 * kRoomWords);
  c.BlockLoad(CtxOffsets::heap_end);
  c.Op(Opcode::kI32GtU);
  c.b.If();
  c.Block();
  c.Const(4 * kRoomWords);
  c.b.Call(m.PrimFunction(Prim::k_heap_slow));
  c.b.End();
  c.HeapOut();
  c.Ctx();
  // A fail label: no exception is set.
  if (info.arity > 0) c.Const(1);
  for (uint32_t i = 0; i < info.arity; ++i) c.Param(1 + i);
  c.Js();
  c.Const(import);
  c.Call(Primitive::get_imported_bif);
  c.CallTable(m.I32Type(abi::atomvm::BifParams(*fact)));
  c.b.LocalSet(result);
  c.HeapIn();
  if (info.arity > 0 && info.kind == abi::BifKind::B) {
    // Whoever raises calls it once more, to set the exception.
    c.b.LocalGet(result);
    c.Op(Opcode::kI32Eqz);
    c.b.If();
    for (uint32_t i = 0; i < info.arity; ++i) {
      c.Block();
      c.Param(1 + i);
      c.Store(CtxOffsets::x_base + 4 * i);
    }
    c.Block();
    c.Const(bif + 1);
    c.Store(BlockOffsets::failed_bif);
    c.b.End();
  }
  c.b.LocalGet(result);
  return c.b.Finish();
}

}  // namespace seabeam::emit
