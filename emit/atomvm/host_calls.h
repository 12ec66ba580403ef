// What code for AtomVM is written with: the instance's globals, calls of the host's primitives, and
// the register block (abi::CtxOffsets, and what follows here in bytes it leaves free).
#ifndef SEABEAM_EMIT_ATOMVM_HOST_CALLS_H_
#define SEABEAM_EMIT_ATOMVM_HOST_CALLS_H_

#include <cstdint>

#include "abi/atomvm/block.h"
#include "abi/atomvm/layout.h"
#include "abi/atomvm/primitives.h"
#include "abi/layout.h"
#include "emit/lower/module_context.h"
#include "emit/wasm/function_builder.h"

namespace seabeam::emit {

using abi::atomvm::BlockOffsets;

enum class Action : uint32_t {
  kEnter,           // label, live
  kExternal,        // position, arity, import
  kFun,             // position, arity, fun
  kApply,           // position, arity, module, function
  kError,           // position, reason
  kErrorTuple,      // position, atom, value
  kFunctionClause,  // position, arity
  kGuard,           // position, BIF
  kPending,         // position: a BIF that failed (b.arg[1]), or badarg
  kRaw,             // class, reason, trace
  kReraise,         // trace, reason
  kStacktrace,      // -, 1: builds a trace from x[0]
  kCatchEnd,        // -, 3: what `catch` gives for x[0..2]
  kWait,            // label
  kWaitTimeout,     // label on timeout, timeout, label on message
  kCount
};

// Globals of the instance; all but `block` and atoms are set whenever the host enters.
struct NativeGlobals {
  wasm::GlobalId block, ctx, js, primitives, module;
  wasm::TableId host_table;
};

// A function under construction.
class HostCode {
 public:
  HostCode(ModuleContext& m, const NativeGlobals& globals, wasm::FuncId f)
      : b(&m.wasm(), f), m(m), globals_(globals) {}

  using Primitive = abi::atomvm::Primitive;
  void Get(wasm::GlobalId g) { b.GlobalGet(g); }
  void Param(uint32_t i) { b.LocalGet(b.Param(i)); }
  void Const(int64_t v) { b.I32Const(static_cast<int32_t>(v)); }
  void Op(wasm::Opcode op) { b.Op(op); }
  void OpConst(wasm::Opcode op, int64_t v) {
    Const(v);
    Op(op);
  }
  void Ctx() { Get(globals_.ctx); }
  void Js() { Get(globals_.js); }
  void Block() { Get(globals_.block); }
  void Load(uint32_t offset) { b.Load(wasm::Opcode::kI32Load, offset); }
  void Store(uint32_t offset) { b.Store(wasm::Opcode::kI32Store, offset); }
  void CtxLoad(uint32_t offset) {
    Ctx();
    Load(offset);
  }
  void BlockLoad(uint32_t offset) {
    Block();
    Load(offset);
  }
  // The primitive's arguments are on the stack.
  void Call(Primitive p);
  void CallTable(wasm::TypeId type) { b.CallIndirect(type, globals_.host_table); }
  // Returns 0 when the word on the stack is 0.
  void ReturnZeroIfZero() {
    Op(wasm::Opcode::kI32Eqz);
    b.If();
    Const(0);
    b.Return();
    b.End();
  }
  // A trap when the word on the stack is 0: memory that cannot be had.
  void TrapIfZero() {
    Op(wasm::Opcode::kI32Eqz);
    b.If();
    b.Unreachable();
    b.End();
  }
  // heap_ptr to the context; back from it, with the fragment that it is in now.
  void HeapOut();
  void HeapIn();
  const NativeGlobals& globals() const { return globals_; }

  wasm::FunctionBuilder b;
  ModuleContext& m;

 private:
  const NativeGlobals& globals_;
};

}  // namespace seabeam::emit

#endif  // SEABEAM_EMIT_ATOMVM_HOST_CALLS_H_
