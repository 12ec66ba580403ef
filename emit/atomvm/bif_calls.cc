// The host's BIFs, called so that nothing moves, and how a collection is asked for.
#include "abi/atomvm/bifs.h"
#include "emit/atomvm/primitives.h"

namespace seabeam::emit {

using abi::CtxOffsets;
using abi::atomvm::ContextOffsets;
using abi::atomvm::Primitive;
using wasm::LocalId;
using wasm::Opcode;

namespace {
// Words of the fragment that a BIF works in: what one result takes, and not so much more that the
// host would shrink.
constexpr uint32_t kFenceWords = 20;
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

void CallFencedBif(HostCode& c, uint32_t import, const char* function, uint32_t arity) {
  const abi::atomvm::BifFact* bif = HostBif(function, arity);
  const LocalId e = c.b.AddLocal(wasm::kI32), fragment = c.b.AddLocal(wasm::kI32);
  const LocalId next = c.b.AddLocal(wasm::kI32), result = c.b.AddLocal(wasm::kI32);
  c.HeapOut();
  c.CtxLoad(ContextOffsets::e);
  c.b.LocalSet(e);
  // No room at all: so the host makes a fragment, of just this size.
  c.Ctx();
  c.CtxLoad(ContextOffsets::heap_ptr);
  c.Store(ContextOffsets::e);
  c.Ctx();
  c.Js();
  c.Const(kFenceWords);
  c.Const(0);
  c.Const(static_cast<uint32_t>(abi::atomvm::CollectFlag::kNoGc));
  c.Call(Primitive::memory_ensure_free_with_roots);
  c.Op(Opcode::kI32Eqz);
  c.b.If();
  c.b.Unreachable();
  c.b.End();
  // The only fragment, for the time of the call: nothing to collect.
  c.CtxLoad(ContextOffsets::heap_root);
  c.b.LocalTee(fragment);
  c.Load(abi::atomvm::kHeapFragmentNext);
  c.b.LocalSet(next);
  c.b.LocalGet(fragment);
  c.Const(0);
  c.Store(abi::atomvm::kHeapFragmentNext);
  c.Ctx();
  c.CtxLoad(ContextOffsets::heap_end);
  c.Store(ContextOffsets::e);
  c.Ctx();
  if (arity > 0) c.Const(1);
  if (bif->kind == abi::atomvm::BifKind::kGc) c.Const(0);
  for (uint32_t i = 0; i < arity; ++i) c.Param(1 + i);
  c.Js();
  c.Const(import);
  c.Call(Primitive::get_imported_bif);
  c.CallTable(c.m.I32Type(abi::atomvm::BifParams(*bif)));
  c.b.LocalSet(result);
  // Behind the last fragment that there is now.
  const wasm::Label found = c.b.Block();
  const wasm::Label loop = c.b.Loop();
  c.b.LocalGet(fragment);
  c.Load(abi::atomvm::kHeapFragmentNext);
  c.Op(Opcode::kI32Eqz);
  c.b.BrIf(found);
  c.b.LocalGet(fragment);
  c.Load(abi::atomvm::kHeapFragmentNext);
  c.b.LocalGet(next);
  c.Op(Opcode::kI32Eq);
  c.b.BrIf(found);
  c.b.LocalGet(fragment);
  c.Load(abi::atomvm::kHeapFragmentNext);
  c.b.LocalSet(fragment);
  c.b.Br(loop);
  c.b.End(loop);
  c.b.End(found);
  c.b.LocalGet(fragment);
  c.b.LocalGet(next);
  c.Store(abi::atomvm::kHeapFragmentNext);
  c.Ctx();
  c.b.LocalGet(e);
  c.Store(ContextOffsets::e);
  c.HeapIn();
  AskForCollection(c);
  c.b.LocalGet(result);
}

}  // namespace seabeam::emit
