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

}  // namespace

// (map, key) -> value; 0: no such key.
void EmitMapGet(HostCode& c) {
  const LocalId at = c.b.AddLocal(wasm::kI32);
  const wasm::Label none = c.b.Block();
  LeaveUnlessMap(c, 0, none);
  c.Ctx();
  c.Param(0);
  c.Param(1);
  c.Call(Primitive::term_find_map_pos);
  c.b.LocalTee(at);
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

// (ctx, map, n): the pairs are in x; 0 when there is no map, or a key of an exact update is
// missing.
void EmitMapPut(HostCode& c, bool exact) {
  const LocalId i = c.b.AddLocal(wasm::kI32), added = c.b.AddLocal(wasm::kI32);
  const LocalId size = c.b.AddLocal(wasm::kI32), at = c.b.AddLocal(wasm::kI32);
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
  c.Ctx();
  c.Param(1);
  c.Block();
  c.b.LocalGet(i);
  c.OpConst(Opcode::kI32Shl, 3);
  c.Op(Opcode::kI32Add);
  c.Load(CtxOffsets::x_base);
  c.Call(Primitive::term_find_map_pos);
  c.b.LocalTee(at);
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
  // Words: a map of `size` values, or that and new keys.
  c.b.LocalGet(size);
  c.b.LocalGet(added);
  c.Op(Opcode::kI32Add);
  c.OpConst(Opcode::kI32Shl, 1);
  c.OpConst(Opcode::kI32Add, 3);
  c.OpConst(Opcode::kI32Shl, 2);
  c.b.LocalSet(at);
  c.BlockLoad(CtxOffsets::heap_ptr);
  c.b.LocalGet(at);
  c.Op(Opcode::kI32Add);
  c.BlockLoad(CtxOffsets::heap_end);
  c.Op(Opcode::kI32GtU);
  c.b.If();
  c.Block();
  c.b.LocalGet(at);
  c.b.Call(c.m.PrimFunction(Prim::k_heap_slow));
  c.b.End();
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
