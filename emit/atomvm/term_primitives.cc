#include "emit/atomvm/term_primitives.h"

#include "emit/atomvm/term_checks.h"

namespace seabeam::emit {

using abi::CtxOffsets;
using abi::atomvm::Primitive;
using wasm::LocalId;
using wasm::Opcode;

// (fun, arity as a term). Word 2 of a fun `m:f/n` is an atom; word 1 of a fun from elsewhere is
// one (4.7).
void EmitFunctionArity(HostCode& c) {
  const wasm::Label none = c.b.Block();
  LeaveUnlessBoxed(c, 0, abi::kHdrFun, none);
  const wasm::Label stored = c.b.Block();
  BoxedWord(c, 0, abi::atomvm::kFunIndexWord);
  c.OpConst(Opcode::kI32And, abi::kAtomMask);
  c.OpConst(Opcode::kI32Eq, abi::kAtomTag);
  c.b.BrIf(stored);
  BoxedWord(c, 0, abi::atomvm::kFunModuleWord);
  c.OpConst(Opcode::kI32And, abi::kTagMask);
  c.b.BrIf(stored);
  BoxedWord(c, 0, abi::atomvm::kFunModuleWord);
  BoxedWord(c, 0, abi::atomvm::kFunIndexWord);
  c.OpConst(Opcode::kI32ShrU, abi::kImmShift);
  c.Call(Primitive::module_get_fun_arity);
  c.OpConst(Opcode::kI32Shl, abi::kImmShift);
  c.OpConst(Opcode::kI32Or, abi::kImmSmall);
  c.Param(1);
  c.Op(Opcode::kI32Eq);
  c.b.Return();
  c.b.End(stored);
  BoxedWord(c, 0, abi::atomvm::kExternalFunArityWord);
  c.Param(1);
  c.Op(Opcode::kI32Eq);
  c.b.Return();
  c.b.End(none);
  c.Const(0);
}

// (ctx, bytes).
void EmitCreateEmptyBinary(HostCode& c) {
  const LocalId binary = c.b.AddLocal(wasm::kI32);
  c.HeapOut();
  c.Ctx();
  c.Param(1);
  c.Call(Primitive::term_create_empty_binary);
  c.b.LocalSet(binary);
  c.HeapIn();
  c.b.LocalGet(binary);
}

// (map, key).
void EmitFindMapPos(HostCode& c) {
  c.Ctx();
  c.Param(0);
  c.Param(1);
  c.Call(Primitive::term_find_map_pos);
}

// (map, keys that are new, pairs).
void EmitPutMapAssoc(HostCode& c) {
  const LocalId map = c.b.AddLocal(wasm::kI32);
  c.HeapOut();
  c.Ctx();
  c.Js();
  for (uint32_t i = 0; i < 3; ++i) c.Param(i);
  c.Block();
  c.OpConst(Opcode::kI32Add, CtxOffsets::x_base);
  c.Call(Primitive::put_map_assoc);
  c.b.LocalTee(map);
  c.TrapIfZero();
  c.HeapIn();
  c.b.LocalGet(map);
}

}  // namespace seabeam::emit
