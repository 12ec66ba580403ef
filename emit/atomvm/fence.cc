#include "emit/atomvm/fence.h"

#include "emit/atomvm/primitives.h"

namespace seabeam::emit {

using abi::atomvm::ContextOffsets;
using abi::atomvm::Primitive;
using wasm::LocalId;
using wasm::Opcode;

void WithFence(HostCode& c, uint32_t words, const std::function<void()>& call) {
  const LocalId e = c.b.AddLocal(wasm::kI32), fragment = c.b.AddLocal(wasm::kI32);
  const LocalId next = c.b.AddLocal(wasm::kI32);
  c.HeapOut();
  c.CtxLoad(ContextOffsets::e);
  c.b.LocalSet(e);
  // No room at all: so the host makes a fragment, of just this size.
  c.Ctx();
  c.CtxLoad(ContextOffsets::heap_ptr);
  c.Store(ContextOffsets::e);
  c.Ctx();
  c.Js();
  c.Const(words);
  c.Const(0);
  c.Const(static_cast<uint32_t>(abi::atomvm::CollectFlag::kNoGc));
  c.Call(Primitive::memory_ensure_free_with_roots);
  c.TrapIfZero();
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
  call();
  // Behind the last fragment that there is now.
  const wasm::Label found = c.b.Block();
  const wasm::Label loop = c.b.Loop();
  c.b.LocalGet(fragment);
  c.Load(abi::atomvm::kHeapFragmentNext);
  c.Op(Opcode::kI32Eqz);
  c.b.BrIf(found);
  // A host may have put it back itself.
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
}

}  // namespace seabeam::emit
