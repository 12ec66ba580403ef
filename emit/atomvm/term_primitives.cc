#include "emit/atomvm/term_primitives.h"

#include "emit/atomvm/term_checks.h"

namespace seabeam::emit {

using abi::atomvm::Primitive;
using wasm::LocalId;
using wasm::Opcode;

void EmitLength(HostCode& c) {
  const LocalId at = c.b.AddLocal(wasm::kI32), n = c.b.AddLocal(wasm::kI32);
  const wasm::Label done = c.b.Block(wasm::kI32);
  c.Param(1);
  c.b.LocalSet(at);
  const wasm::Label loop = c.b.Loop();
  c.b.LocalGet(at);
  c.OpConst(Opcode::kI32And, abi::kTagMask);
  c.OpConst(Opcode::kI32Eq, abi::kTagCons);
  c.b.If();
  c.b.LocalGet(at);
  c.OpConst(Opcode::kI32Sub, abi::kTagCons);
  c.Load(0);
  c.b.LocalSet(at);
  c.b.LocalGet(n);
  c.OpConst(Opcode::kI32Add, 1);
  c.b.LocalSet(n);
  c.b.Br(loop);
  c.b.End();
  c.b.End(loop);
  c.b.LocalGet(n);
  c.OpConst(Opcode::kI32Shl, abi::kImmShift);
  c.OpConst(Opcode::kI32Or, abi::kImmSmall);
  c.Const(0);
  c.b.LocalGet(at);
  c.OpConst(Opcode::kI32Eq, abi::kNil);
  c.b.Select();
  c.b.End(done);
}

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

// Asked of integers in a box, and of what is no number: not a number.
void EmitTermToF64(HostCode& c) {
  const LocalId header = c.b.AddLocal(wasm::kI32);
  const wasm::Label none = c.b.Block();
  c.Param(0);
  c.OpConst(Opcode::kI32And, abi::kTagMask);
  c.OpConst(Opcode::kI32Ne, abi::kTagBoxed);
  c.b.BrIf(none);
  BoxedWord(c, 0, 0);
  c.OpConst(Opcode::kI32And, ~abi::atomvm::kIntegerSignBit);
  c.b.LocalTee(header);
  c.OpConst(Opcode::kI32Eq, abi::Header(1, abi::kHdrPosInt));
  c.b.If();
  BoxedWord(c, 0, 1);
  c.Op(Opcode::kF64ConvertI32S);
  c.b.Return();
  c.b.End();
  c.b.LocalGet(header);
  c.OpConst(Opcode::kI32Ne, abi::Header(2, abi::kHdrPosInt));
  c.b.BrIf(none);
  c.Param(0);
  c.OpConst(Opcode::kI32Sub, abi::kTagBoxed);
  c.b.Load(Opcode::kI64Load, 4, 2);
  c.Op(Opcode::kF64ConvertI64S);
  c.b.Return();
  c.b.End(none);
  c.b.F64ConstBits(0x7FF8000000000000);
}

}  // namespace seabeam::emit
