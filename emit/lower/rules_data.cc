// Making and taking apart lists, tuples, funs, floats and maps.
#include <algorithm>

#include "emit/limits.h"
#include "emit/lower/rules.h"

namespace seabeam::emit {
namespace {

using abi::CtxOffsets;
using wasm::LocalId;
using wasm::Opcode;
using IrOp = ir::Op;

constexpr uint32_t kUnknownSize = 0;
// Tuples up to this size are copied word by word.
constexpr uint32_t kMaxUnrolledCopy = 12;

// Size of the tuple that update_tuple copies; kUnknownSize if only known at run time.
uint32_t CopiedSize(const ir::Graph& g, NodeId n) {
  if (g.list(n)[0] > 0) return static_cast<uint32_t>(g.list(n)[0]);
  const ir::Type& t = g.type(g.data(n)[0]);
  return t.arity == ir::Type::kUnknown ? kUnknownSize : t.arity;
}

void StoreHeapWord(Lowering& l, uint32_t offset, int64_t value) {
  l.b().LocalGet(l.heap());
  l.Const(value);
  l.b().Store(Opcode::kI32Store, offset);
}

void StoreHeap(Lowering& l, uint32_t offset, NodeId value) {
  l.b().LocalGet(l.heap());
  l.Push(value);
  l.b().Store(Opcode::kI32Store, offset);
}

void PushObject(Lowering& l, uint32_t offset, uint32_t tag) {
  l.b().LocalGet(l.heap());
  l.OpConst(Opcode::kI32Add, offset + tag);
}

// Room for `bytes` (a local) at a size known only now; leaves its address in a local.
void AllocateDynamic(Lowering& l, LocalId bytes, LocalId address) {
  l.CtxLoad(CtxOffsets::heap_ptr);
  l.b().LocalTee(address);
  l.b().LocalGet(bytes);
  l.Op(Opcode::kI32Add);
  l.CtxLoad(CtxOffsets::heap_end);
  l.Op(Opcode::kI32GtU);
  l.b().If({}, wasm::BranchHint::kUnlikely);
  l.Ctx();
  l.b().LocalGet(bytes);
  l.b().Call(l.m.HelperFunction(Helper::kGrowHeap));
  l.b().LocalSet(address);
  l.b().End();
  l.Ctx();
  l.b().LocalGet(address);
  l.b().LocalGet(bytes);
  l.Op(Opcode::kI32Add);
  l.b().Store(Opcode::kI32Store, CtxOffsets::heap_ptr);
}

void CopyDynamic(Lowering& l, NodeId n) {
  const NodeId tuple = l.in(n, 0);
  const LocalId bytes = l.TakeI32(), address = l.TakeI32();
  l.Push(tuple);
  l.LoadTagged(abi::kBoxHeader);
  l.OpConst(Opcode::kI32ShrU, abi::kHeaderShift);
  l.OpConst(Opcode::kI32Shl, 2);
  l.OpConst(Opcode::kI32Add, 4);
  l.b().LocalSet(bytes);
  AllocateDynamic(l, bytes, address);
  l.b().LocalGet(address);
  l.Push(tuple);
  l.OpConst(Opcode::kI32Sub, abi::kTagBoxed);
  l.b().LocalGet(bytes);
  l.b().MemoryCopy();
  absl::Span<const int64_t> list = l.g.list(n);
  for (uint32_t i = 1; i < list.size(); ++i) {
    l.b().LocalGet(address);
    l.PushIn(n, i);
    l.b().Store(Opcode::kI32Store, static_cast<uint32_t>(4 * (list[i] + 1)));
  }
  l.b().LocalGet(address);
  l.OpConst(Opcode::kI32Add, abi::kTagBoxed);
  l.Give(bytes);
  l.Give(address);
}

}  // namespace

uint32_t AllocationBytes(const ir::Graph& g, NodeId n) {
  switch (g.op(n)) {
    case IrOp::kBsCreate: {
      const uint32_t bytes = InlineBinaryBytes(g, n);
      return bytes == 0 ? 0 : 4 * (2 + (bytes + 3) / 4);
    }
    case IrOp::kCons:
      return 4 * abi::kConsWords;
    case IrOp::kMakeTuple:
      return static_cast<uint32_t>(4 * (g.data(n).size() + 1));
    case IrOp::kMakeFun:
      return static_cast<uint32_t>(4 * (g.data(n).size() + abi::kFunFirstFree));
    case IrOp::kF64ToTerm:
      return 4 * abi::kFloatWords;
    case IrOp::kUpdateTuple: {
      const uint32_t size = CopiedSize(g, n);
      return size == kUnknownSize ? 0 : 4 * (size + 1);
    }
    default:
      return 0;
  }
}

void LowerCons(Lowering& l, NodeId n) {
  const uint32_t at = l.Allocate(4 * abi::kConsWords);
  StoreHeap(l, at + abi::kConsHead + abi::kTagCons, l.in(n, 0));
  StoreHeap(l, at + abi::kConsTail + abi::kTagCons, l.in(n, 1));
  PushObject(l, at, abi::kTagCons);
}

void LowerMakeTuple(Lowering& l, NodeId n) {
  const uint32_t size = static_cast<uint32_t>(l.g.data(n).size());
  const uint32_t at = l.Allocate(4 * (size + 1));
  StoreHeapWord(l, at, abi::Header(size, abi::kHdrTuple));
  for (uint32_t i = 0; i < size; ++i) StoreHeap(l, at + 4 * (i + 1), l.in(n, i));
  PushObject(l, at, abi::kTagBoxed);
}

void LowerUpdateTuple(Lowering& l, NodeId n) {
  const uint32_t size = CopiedSize(l.g, n);
  if (size == kUnknownSize) return CopyDynamic(l, n);
  absl::Span<const int64_t> list = l.g.list(n);
  const NodeId tuple = l.in(n, 0);
  const uint32_t at = l.Allocate(4 * (size + 1));
  if (size > kMaxUnrolledCopy) {
    l.b().LocalGet(l.heap());
    l.OpConst(Opcode::kI32Add, at);
    l.Push(tuple);
    l.OpConst(Opcode::kI32Sub, abi::kTagBoxed);
    l.Const(4 * (size + 1));
    l.b().MemoryCopy();
  } else {
    StoreHeapWord(l, at, abi::Header(size, abi::kHdrTuple));
    uint32_t updated = 0;
    for (uint32_t i = 1; i < list.size(); ++i) updated |= 1u << list[i];
    for (uint32_t i = 0; i < size; ++i) {
      if (updated >> i & 1) continue;
      l.b().LocalGet(l.heap());
      l.Push(tuple);
      l.LoadTagged(abi::TupleElement(static_cast<int32_t>(i)));
      l.b().Store(Opcode::kI32Store, at + 4 * (i + 1));
    }
  }
  for (uint32_t i = 1; i < list.size(); ++i) {
    StoreHeap(l, at + static_cast<uint32_t>(4 * (list[i] + 1)), l.in(n, i));
  }
  PushObject(l, at, abi::kTagBoxed);
}

void LowerMakeFun(Lowering& l, NodeId n) {
  const uint32_t lambda = static_cast<uint32_t>(l.g.imm(n));
  const uint32_t free = static_cast<uint32_t>(l.g.data(n).size());
  const uint32_t at = l.Allocate(4 * (free + abi::kFunFirstFree));
  StoreHeapWord(l, at, abi::Header(free + abi::kFunFirstFree - 1, abi::kHdrFun));
  l.b().LocalGet(l.heap());
  l.PushK(l.m.LambdaWord(lambda));
  l.b().Store(Opcode::kI32Store, at + 4 * abi::kFunEntryWord);
  StoreHeapWord(l, at + 8, abi::SmallTerm(static_cast<int32_t>(l.m.module().lambdas[lambda].index)));
  for (uint32_t i = 0; i < free; ++i) StoreHeap(l, at + 4 * (i + abi::kFunFirstFree), l.in(n, i));
  PushObject(l, at, abi::kTagBoxed);
}

void LowerF64ToTerm(Lowering& l, NodeId n) {
  const uint32_t at = l.Allocate(4 * abi::kFloatWords);
  StoreHeapWord(l, at, abi::kFloatHeader);
  l.b().LocalGet(l.heap());
  l.PushIn(n, 0);
  l.b().Store(Opcode::kF64Store, at + 4, 2);
  PushObject(l, at, abi::kTagBoxed);
}

void LowerMapPut(Lowering& l, NodeId n, Prim prim) {
  // The scratch area bounds how many pairs one call takes.
  const uint32_t pairs = static_cast<uint32_t>(l.g.data(n).size() - 1) / 2;
  const uint32_t most = kMaxScratchWords / 2;
  const LocalId map = l.TakeI32();
  l.PushIn(n, 0);
  l.b().LocalSet(map);
  uint32_t done = 0;
  do {
    const uint32_t count = std::min(pairs - done, most);
    for (uint32_t i = 0; i < 2 * count; ++i) {
      l.Ctx();
      l.PushIn(n, 1 + 2 * done + i);
      l.b().Store(Opcode::kI32Store, CtxOffsets::x_base + 4 * i);
    }
    l.Ctx();
    l.b().LocalGet(map);
    l.Const(count);
    l.CallPrim(prim);
    done += count;
    if (done < pairs) l.b().LocalSet(map);
  } while (done < pairs);
  l.Give(map);
}

}  // namespace seabeam::emit
