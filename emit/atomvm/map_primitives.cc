// Maps: flat at any size, keys in a tuple of their own (4.10 of the interface description).
#include "emit/atomvm/term_checks.h"
#include "emit/atomvm/term_primitives.h"

namespace seabeam::emit {
namespace {

using abi::CtxOffsets;
using abi::atomvm::Primitive;
using wasm::LocalId;
using wasm::Opcode;

void LeaveUnlessMap(HostCode& c, uint32_t param, wasm::Label none) {
  LeaveUnlessBoxed(c, param, abi::kHdrMap, none);
}

// Sets `at` to the number of the key in local `key` in the map that is parameter `map`, negative if
// it is not there. What is not in a box is the same key only as the same word.
void FindKey(HostCode& c, uint32_t map, LocalId key, LocalId at) {
  const LocalId first = c.b.AddLocal(wasm::kI32), word = c.b.AddLocal(wasm::kI32);
  const LocalId end = c.b.AddLocal(wasm::kI32);
  const wasm::Label found = c.b.Block();
  c.b.LocalGet(key);
  c.OpConst(Opcode::kI32And, abi::kTagMask);
  c.OpConst(Opcode::kI32Eq, abi::kTagImmediate);
  c.b.If();
  BoxedWord(c, map, abi::atomvm::kMapKeysWord);
  c.OpConst(Opcode::kI32Sub, abi::kTagBoxed);
  c.b.LocalTee(first);
  c.b.LocalTee(word);
  c.b.LocalGet(first);
  c.Load(0);
  c.OpConst(Opcode::kI32ShrU, abi::kHeaderShift);
  c.OpConst(Opcode::kI32Shl, 2);
  c.Op(Opcode::kI32Add);
  c.b.LocalSet(end);
  c.Const(-1);
  c.b.LocalSet(at);
  const wasm::Label loop = c.b.Loop();
  c.b.LocalGet(word);
  c.b.LocalGet(end);
  c.Op(Opcode::kI32Eq);
  c.b.BrIf(found);
  c.b.LocalGet(word);
  c.OpConst(Opcode::kI32Add, 4);
  c.b.LocalTee(word);
  c.Load(0);
  c.b.LocalGet(key);
  c.Op(Opcode::kI32Ne);
  c.b.BrIf(loop);
  c.b.End(loop);
  c.b.LocalGet(word);
  c.b.LocalGet(first);
  c.Op(Opcode::kI32Sub);
  c.OpConst(Opcode::kI32ShrU, 2);
  c.OpConst(Opcode::kI32Sub, 1);
  c.b.LocalSet(at);
  c.b.Br(found);
  c.b.End();
  c.Ctx();
  c.Param(map);
  c.b.LocalGet(key);
  c.Call(Primitive::term_find_map_pos);
  c.b.LocalSet(at);
  c.b.End(found);
}

// So many bytes (a local) are free at heap_ptr afterwards.
void EnsureRoom(HostCode& c, LocalId bytes) {
  c.BlockLoad(CtxOffsets::heap_ptr);
  c.b.LocalGet(bytes);
  c.Op(Opcode::kI32Add);
  c.BlockLoad(CtxOffsets::heap_end);
  c.Op(Opcode::kI32GtU);
  c.b.If();
  c.Block();
  c.b.LocalGet(bytes);
  c.b.Call(c.m.PrimFunction(Prim::k_heap_slow));
  c.b.End();
}

}  // namespace

// (map, key) -> value; 0: no such key.
void EmitMapGet(HostCode& c) {
  const LocalId at = c.b.AddLocal(wasm::kI32);
  const wasm::Label none = c.b.Block();
  LeaveUnlessMap(c, 0, none);
  FindKey(c, 0, c.b.Param(1), at);
  c.b.LocalGet(at);
  c.OpConst(Opcode::kI32LtS, 0);
  c.b.BrIf(none);
  c.Param(0);
  c.OpConst(Opcode::kI32Sub, abi::kTagBoxed);
  c.b.LocalGet(at);
  c.OpConst(Opcode::kI32Shl, 2);
  c.Op(Opcode::kI32Add);
  c.Load(4 * abi::atomvm::kMapFirstValueWord);
  c.b.Return();
  c.b.End(none);
  c.Const(0);
}

namespace {

// Pushes the map with the values of the n pairs in x, whose keys it has; the keys stay shared.
void ReplaceValues(HostCode& c, LocalId size) {
  const LocalId bytes = c.b.AddLocal(wasm::kI32), map = c.b.AddLocal(wasm::kI32);
  const LocalId i = c.b.AddLocal(wasm::kI32), pair = c.b.AddLocal(wasm::kI32);
  const LocalId key = c.b.AddLocal(wasm::kI32), at = c.b.AddLocal(wasm::kI32);
  c.b.LocalGet(size);
  c.OpConst(Opcode::kI32Add, abi::atomvm::MapWordsSharedKeys(0));
  c.OpConst(Opcode::kI32Shl, 2);
  c.b.LocalSet(bytes);
  EnsureRoom(c, bytes);
  c.BlockLoad(CtxOffsets::heap_ptr);
  c.b.LocalTee(map);
  c.Param(1);
  c.OpConst(Opcode::kI32Sub, abi::kTagBoxed);
  c.b.LocalGet(bytes);
  c.b.MemoryCopy();
  c.Block();
  c.b.LocalGet(map);
  c.b.LocalGet(bytes);
  c.Op(Opcode::kI32Add);
  c.Store(CtxOffsets::heap_ptr);
  c.Block();
  c.b.LocalSet(pair);
  const wasm::Label done = c.b.Block();
  const wasm::Label loop = c.b.Loop();
  c.b.LocalGet(i);
  c.Param(2);
  c.Op(Opcode::kI32GeU);
  c.b.BrIf(done);
  c.b.LocalGet(pair);
  c.Load(CtxOffsets::x_base);
  c.b.LocalSet(key);
  FindKey(c, 1, key, at);
  c.b.LocalGet(map);
  c.b.LocalGet(at);
  c.OpConst(Opcode::kI32Shl, 2);
  c.Op(Opcode::kI32Add);
  c.b.LocalGet(pair);
  c.Load(CtxOffsets::x_base + 4);
  c.Store(4 * abi::atomvm::kMapFirstValueWord);
  c.b.LocalGet(pair);
  c.OpConst(Opcode::kI32Add, 8);
  c.b.LocalSet(pair);
  c.b.LocalGet(i);
  c.OpConst(Opcode::kI32Add, 1);
  c.b.LocalSet(i);
  c.b.Br(loop);
  c.b.End(loop);
  c.b.End(done);
  c.b.LocalGet(map);
  c.OpConst(Opcode::kI32Or, abi::kTagBoxed);
}

}  // namespace

// (ctx, map, n): the pairs are in x; 0 when there is no map, or a key of an exact update is
// missing.
void EmitMapPut(HostCode& c, bool exact) {
  const LocalId i = c.b.AddLocal(wasm::kI32), added = c.b.AddLocal(wasm::kI32);
  const LocalId size = c.b.AddLocal(wasm::kI32), at = c.b.AddLocal(wasm::kI32);
  const LocalId key = c.b.AddLocal(wasm::kI32);
  const wasm::Label none = c.b.Block();
  LeaveUnlessMap(c, 1, none);
  BoxedWord(c, 1, 0);
  c.OpConst(Opcode::kI32ShrU, abi::kHeaderShift);
  c.OpConst(Opcode::kI32Sub, 1);
  c.b.LocalSet(size);
  const wasm::Label counted = c.b.Block();
  const wasm::Label loop = c.b.Loop();
  c.b.LocalGet(i);
  c.Param(2);
  c.Op(Opcode::kI32GeU);
  c.b.BrIf(counted);
  c.Block();
  c.b.LocalGet(i);
  c.OpConst(Opcode::kI32Shl, 3);
  c.Op(Opcode::kI32Add);
  c.Load(CtxOffsets::x_base);
  c.b.LocalSet(key);
  FindKey(c, 1, key, at);
  c.b.LocalGet(at);
  c.OpConst(Opcode::kI32LtS, 0);
  if (exact) {
    c.b.BrIf(none);
  } else {
    c.b.LocalGet(added);
    c.Op(Opcode::kI32Add);
    c.b.LocalSet(added);
  }
  c.b.LocalGet(i);
  c.OpConst(Opcode::kI32Add, 1);
  c.b.LocalSet(i);
  c.b.Br(loop);
  c.b.End(loop);
  c.b.End(counted);
  c.b.LocalGet(added);
  c.Op(Opcode::kI32Eqz);
  c.b.If();
  ReplaceValues(c, size);
  c.b.Return();
  c.b.End();
  // Words: a map of `size` values, or that and new keys.
  c.b.LocalGet(size);
  c.b.LocalGet(added);
  c.Op(Opcode::kI32Add);
  c.OpConst(Opcode::kI32Shl, 1);
  c.OpConst(Opcode::kI32Add, 3);
  c.OpConst(Opcode::kI32Shl, 2);
  c.b.LocalSet(at);
  EnsureRoom(c, at);
  c.HeapOut();
  c.Ctx();
  c.Js();
  c.Param(1);
  c.b.LocalGet(added);
  c.Param(2);
  c.Block();
  c.OpConst(Opcode::kI32Add, CtxOffsets::x_base);
  c.Call(Primitive::put_map_assoc);
  c.b.LocalTee(at);
  c.Op(Opcode::kI32Eqz);
  c.b.If();
  c.b.Unreachable();
  c.b.End();
  c.HeapIn();
  c.b.LocalGet(at);
  c.b.Return();
  c.b.End(none);
  c.Const(0);
}

}  // namespace seabeam::emit
