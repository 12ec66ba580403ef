#include "emit/atomvm/host_calls.h"

namespace seabeam::emit {

using abi::CtxOffsets;
using abi::atomvm::ContextOffsets;
using wasm::Opcode;

void HostCode::Call(Primitive p) {
  const abi::atomvm::PrimitiveFact& fact = abi::atomvm::Fact(p);
  wasm::FuncType type;
  for (const char* c = fact.params; *c != '\0'; ++c) {
    type.params.push_back(*c == 'l' ? wasm::kI64 : wasm::kI32);
  }
  if (fact.result != abi::atomvm::PrimitiveResult::kVoid) type.results.push_back(wasm::kI32);
  Get(globals_.primitives);
  Load(abi::atomvm::kPrimitiveEntrySize * static_cast<uint32_t>(p));
  CallTable(m.wasm().AddType(type));
}

void HostCode::HeapOut() {
  Ctx();
  BlockLoad(CtxOffsets::heap_ptr);
  Store(ContextOffsets::heap_ptr);
}

void HostCode::HeapIn() {
  Block();
  CtxLoad(ContextOffsets::heap_ptr);
  Store(CtxOffsets::heap_ptr);
  // Another fragment may lie at the address of one that is gone, with another end.
  CtxLoad(ContextOffsets::heap_end);
  BlockLoad(BlockOffsets::host_end);
  Op(Opcode::kI32Ne);
  b.If();
  Block();
  CtxLoad(ContextOffsets::heap_end);
  Store(BlockOffsets::host_end);
  Block();
  CtxLoad(ContextOffsets::heap_end);
  Store(CtxOffsets::heap_end);
  Block();
  Const(0);
  Store(BlockOffsets::hard_end);
  b.End();
}

}  // namespace seabeam::emit
