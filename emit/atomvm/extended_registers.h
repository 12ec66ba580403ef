// The host's x registers, of which only the first 16 have a place in the Context.
#ifndef SEABEAM_EMIT_ATOMVM_EXTENDED_REGISTERS_H_
#define SEABEAM_EMIT_ATOMVM_EXTENDED_REGISTERS_H_

#include "abi/atomvm/limits.h"
#include "emit/atomvm/host_calls.h"

namespace seabeam::emit {

// x registers from 16 on are the host's to make: it gives the address of each. Calls `f` to emit
// code for register `i` (a local), from there to below `count` (a local).
template <typename F>
void ForExtended(HostCode& c, wasm::LocalId count, F f) {
  const wasm::LocalId i = c.b.AddLocal(wasm::kI32);
  c.Const(abi::atomvm::kXRegisters);
  c.b.LocalSet(i);
  const wasm::Label done = c.b.Block();
  const wasm::Label loop = c.b.Loop();
  c.b.LocalGet(i);
  c.b.LocalGet(count);
  c.Op(wasm::Opcode::kI32GeU);
  c.b.BrIf(done);
  f(i);
  c.b.LocalGet(i);
  c.OpConst(wasm::Opcode::kI32Add, 1);
  c.b.LocalSet(i);
  c.b.Br(loop);
  c.b.End(loop);
  c.b.End(done);
}
// Pushes the address of x register i of the host, of the block.
inline void PushExtended(HostCode& c, wasm::LocalId i) {
  c.Ctx();
  c.b.LocalGet(i);
  c.Call(abi::atomvm::Primitive::extended_register_pointer);
}
inline void PushBlockX(HostCode& c, wasm::LocalId i) {
  c.Block();
  c.b.LocalGet(i);
  c.OpConst(wasm::Opcode::kI32Shl, 2);
  c.Op(wasm::Opcode::kI32Add);
}
// Pushes how many of `count` registers (a local) are in the Context.
inline void PushDirect(HostCode& c, wasm::LocalId count) {
  c.b.LocalGet(count);
  c.Const(abi::atomvm::kXRegisters);
  c.b.LocalGet(count);
  c.OpConst(wasm::Opcode::kI32LtU, abi::atomvm::kXRegisters);
  c.b.Select();
}

}  // namespace seabeam::emit

#endif  // SEABEAM_EMIT_ATOMVM_EXTENDED_REGISTERS_H_
