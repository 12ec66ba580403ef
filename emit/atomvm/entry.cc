// The way from the host into native code.
#include "emit/atomvm/entry.h"

#include "emit/atomvm/extended_registers.h"

namespace seabeam::emit {
namespace {

using abi::CtxOffsets;
using abi::atomvm::ContextOffsets;
using abi::atomvm::JitStateOffsets;
using abi::atomvm::Primitive;
using wasm::LocalId;
using wasm::Opcode;

// Native frames take at most so many words at a time. What a frame of the engine's stack costs
// bounds it.
constexpr uint32_t kMaxStackWords = 4096;
// Room that a function finds at least, besides what its frame takes.
constexpr uint32_t kMinHeapWords = 128;
// Frames below the limit: functions that leave do so before their frame is made, those copied into
// a function after.
constexpr uint32_t kReservedFrames = 4;
// Of a heap that is full: as much again twice over as long as it is small, then a quarter of it.
// The host gives a heap back that stays emptier than that, but not what was asked for.
constexpr uint32_t kSmallHeapBytes = 65536;
constexpr uint32_t kSmallHeapShift = 1,
                   kLargeHeapShift = 4;  // words to ask for, of bytes there are
// A heap with less than an eighth free is full.
constexpr uint32_t kFullShift = 3;
// Fragments (messages, literals) that may be left where they are: taking in one costs a collection.
constexpr int kFragmentsLeft = 8;
// What is held back for after a collection was asked for, at most.
constexpr uint32_t kHeldBackBytes = 8192;

}  // namespace

absl::Status BuildEnter(ModuleContext& m, const NativeGlobals& globals, const EntryFacts& facts,
                        wasm::FuncId f) {
  HostCode c(m, globals, f);
  const LocalId e = c.b.AddLocal(wasm::kI32), stack = c.b.AddLocal(wasm::kI32);
  const LocalId words = c.b.AddLocal(wasm::kI32), size = c.b.AddLocal(wasm::kI32);
  const bool many = facts.max_live > abi::atomvm::kXRegisters;
  const uint32_t reserve = 4 * kReservedFrames * (facts.frame_words + 2);
  const uint32_t least =
      reserve / 2 + kMinHeapWords;  // words: twice the reserve in bytes, and more
  c.Param(0);
  c.b.GlobalSet(globals.ctx);
  c.Param(1);
  c.b.GlobalSet(globals.js);
  c.Param(2);
  c.b.GlobalSet(globals.primitives);
  c.Js();
  c.Load(JitStateOffsets::module);
  c.b.GlobalSet(globals.module);

  c.Block();
  c.Op(Opcode::kI32Eqz);
  c.b.If();
  c.Ctx();
  c.Js();
  c.Const(BlockOffsets::constants + 4 * facts.constant_words);
  c.Call(Primitive::malloc);
  c.b.GlobalSet(globals.block);
  c.Block();
  c.ReturnZeroIfZero();
  c.Block();
  c.Const(0);
  c.Store(BlockOffsets::exhausted);
  facts.fill_constants(c);
  c.b.End();

  // Room, the stack in the newest fragment, and few others: else a collection.
  const wasm::Label ready = c.b.Block();
  const wasm::Label collect = c.b.Block();
  c.CtxLoad(ContextOffsets::heap_end);
  c.CtxLoad(ContextOffsets::heap_start);
  c.Op(Opcode::kI32Sub);
  c.b.LocalSet(size);
  c.CtxLoad(ContextOffsets::e);
  c.CtxLoad(ContextOffsets::heap_start);
  c.Op(Opcode::kI32Sub);
  c.b.LocalGet(size);
  c.Op(Opcode::kI32GtU);
  c.b.BrIf(collect);
  const wasm::Label few = c.b.Block();
  c.CtxLoad(ContextOffsets::heap_root);
  for (int i = 0; i <= kFragmentsLeft; ++i) {
    c.Load(abi::atomvm::kHeapFragmentNext);
    c.b.LocalTee(words);
    c.Op(Opcode::kI32Eqz);
    c.b.BrIf(few);
    c.b.LocalGet(words);
  }
  c.b.Drop();
  c.b.Br(collect);
  c.b.End(few);
  c.CtxLoad(ContextOffsets::e);
  c.CtxLoad(ContextOffsets::heap_ptr);
  c.Op(Opcode::kI32Sub);
  c.b.LocalTee(words);
  c.OpConst(Opcode::kI32GeS, 4 * least);
  c.b.LocalGet(words);
  c.b.LocalGet(size);
  c.OpConst(Opcode::kI32ShrU, kFullShift);
  c.Op(Opcode::kI32GeS);
  c.Op(Opcode::kI32And);
  c.b.BrIf(ready);
  c.b.End(collect);
  // What is asked for again and again is in proportion to what is copied.
  c.b.LocalGet(size);
  c.Const(kSmallHeapShift);
  c.Const(kLargeHeapShift);
  c.b.LocalGet(size);
  c.OpConst(Opcode::kI32LeU, kSmallHeapBytes);
  c.b.Select();
  c.Op(Opcode::kI32ShrU);
  c.b.LocalTee(words);
  c.Const(least);
  c.b.LocalGet(words);
  c.OpConst(Opcode::kI32GtU, least);
  c.b.Select();
  c.b.LocalSet(words);
  c.Ctx();
  c.Js();
  c.b.LocalGet(words);
  if (many) {
    PushDirect(c, c.b.Param(3));
  } else {
    c.Param(3);
  }
  c.Const(static_cast<uint32_t>(abi::atomvm::CollectFlag::kCanShrink));
  c.Call(Primitive::memory_ensure_free_with_roots);
  c.b.BrIf(ready);
  c.Const(0);
  c.b.Return();
  c.b.End(ready);

  c.CtxLoad(ContextOffsets::e);
  c.b.LocalSet(e);
  c.Param(4);
  c.b.If();
  c.Ctx();
  c.b.LocalGet(e);
  c.OpConst(Opcode::kI32Sub, 4);
  c.b.LocalTee(e);
  c.Store(ContextOffsets::e);
  c.b.LocalGet(e);
  c.CtxLoad(ContextOffsets::cp);
  c.Store(0);
  c.b.End();

  auto store = [&](uint32_t offset, auto push) {
    c.Block();
    push();
    c.Store(offset);
  };
  // Half of what is free is for native frames.
  c.b.LocalGet(e);
  c.CtxLoad(ContextOffsets::heap_ptr);
  c.Op(Opcode::kI32Sub);
  c.OpConst(Opcode::kI32ShrU, 1);
  c.OpConst(Opcode::kI32And, ~3);
  c.b.LocalTee(stack);
  c.Const(4 * kMaxStackWords + reserve);
  c.b.LocalGet(stack);
  c.OpConst(Opcode::kI32LtU, 4 * kMaxStackWords + reserve);
  c.b.Select();
  c.b.LocalSet(stack);
  // Some of the heap's part is for what is still made after a collection was asked for: half of a
  // small one.
  store(BlockOffsets::hard_end, [&] {
    c.b.LocalGet(e);
    c.b.LocalGet(stack);
    c.Op(Opcode::kI32Sub);
  });
  store(CtxOffsets::heap_end, [&] {
    c.BlockLoad(BlockOffsets::hard_end);
    c.BlockLoad(BlockOffsets::hard_end);
    c.CtxLoad(ContextOffsets::heap_ptr);
    c.Op(Opcode::kI32Sub);
    c.OpConst(Opcode::kI32ShrU, 1);
    c.OpConst(Opcode::kI32And, ~3);
    c.b.LocalTee(words);
    c.Const(kHeldBackBytes);
    c.b.LocalGet(words);
    c.OpConst(Opcode::kI32LtU, kHeldBackBytes);
    c.b.Select();
    c.Op(Opcode::kI32Sub);
  });
  store(CtxOffsets::stack_limit, [&] {
    c.b.LocalGet(e);
    c.b.LocalGet(stack);
    c.Op(Opcode::kI32Sub);
    c.OpConst(Opcode::kI32Add, reserve);
  });
  store(CtxOffsets::heap_ptr, [&] { c.CtxLoad(ContextOffsets::heap_ptr); });
  store(CtxOffsets::e, [&] { c.b.LocalGet(e); });
  // 1 is what was left to a process that had none.
  store(CtxOffsets::reds, [&] {
    c.Js();
    c.Load(JitStateOffsets::remaining_reductions);
    c.b.LocalTee(words);
    c.b.LocalGet(words);
    c.OpConst(Opcode::kI32Eq, 1);
    c.Ctx();
    c.BlockLoad(BlockOffsets::exhausted);
    c.Op(Opcode::kI32Eq);
    c.Op(Opcode::kI32And);
    c.Op(Opcode::kI32Sub);
  });
  store(BlockOffsets::collect, [&] { c.Const(0); });
  store(BlockOffsets::parked, [&] { c.Const(0); });
  store(BlockOffsets::host_end, [&] { c.CtxLoad(ContextOffsets::heap_end); });
  // The registers that are live.
  c.Block();
  c.OpConst(Opcode::kI32Add, CtxOffsets::x_base);
  c.Ctx();
  c.OpConst(Opcode::kI32Add, ContextOffsets::x);
  if (many) {
    PushDirect(c, c.b.Param(3));
  } else {
    c.Param(3);
  }
  c.OpConst(Opcode::kI32Shl, 2);
  c.b.MemoryCopy();
  if (many) {
    ForExtended(c, c.b.Param(3), [&](LocalId i) {
      PushBlockX(c, i);
      PushExtended(c, i);
      c.Load(0);
      c.Store(CtxOffsets::x_base);
    });
    // They would be roots until somebody drops them.
    c.Ctx();
    c.Const(abi::atomvm::kXRegisters);
    c.Call(Primitive::trim_live_regs);
  }
  c.Block();
  return c.b.Finish();
}

absl::Status BuildRun(ModuleContext& m, const NativeGlobals& globals,
                      const EntryFunctions& functions, wasm::TableId table,
                      const std::vector<uint32_t>& arities) {
  HostCode c(m, globals, functions.run);
  const LocalId block = c.b.AddLocal(wasm::kI32);
  for (uint32_t i = 0; i < 3; ++i) c.Param(i);
  c.Param(3);
  c.OpConst(Opcode::kI32ShrU, 1);
  c.OpConst(Opcode::kI32And, kRunLiveMask);
  c.Param(3);
  c.OpConst(Opcode::kI32And, 1);
  c.b.Call(functions.enter);
  c.b.LocalTee(block);
  c.Op(Opcode::kI32Eqz);
  c.b.If();
  c.Param(0);
  c.Param(1);
  c.Const(0);
  c.Call(Primitive::handle_error);
  c.b.Return();
  c.b.End();
  auto entry = [&] {
    c.Param(3);
    c.OpConst(Opcode::kI32ShrU, kRunEntryShift);
  };
  const LocalId word = c.b.AddLocal(wasm::kI32);
  const wasm::Label done = c.b.Block();
  if (!arities.empty()) {
    // Functions take their arguments from the block: one piece of code for each arity.
    const wasm::Label head = c.b.Block();
    c.Param(3);
    c.OpConst(Opcode::kI32And, 1);
    c.Op(Opcode::kI32Eqz);
    c.b.BrIf(head);
    std::vector<wasm::Label> by_arity(arities.back() + 1, head), cases(arities.size());
    for (size_t i = arities.size(); i-- > 0;) by_arity[arities[i]] = cases[i] = c.b.Block();
    c.Param(3);
    c.OpConst(Opcode::kI32ShrU, 1);
    c.OpConst(Opcode::kI32And, kRunLiveMask);
    c.b.BrTable(by_arity, head);
    for (size_t i = 0; i < arities.size(); ++i) {
      c.b.End(cases[i]);
      c.b.LocalGet(block);
      c.b.LocalGet(block);
      c.Const(4);
      c.b.Call(m.HelperFunction(Helper::kPopFrame));
      for (uint32_t x = 0; x < arities[i]; ++x) {
        c.b.LocalGet(block);
        c.Load(CtxOffsets::x_base + 4 * x);
      }
      entry();
      c.b.CallIndirect(m.NativeType(arities[i]), table);
      c.b.LocalSet(word);
      c.b.Br(done);
    }
    c.b.End(head);
  }
  c.b.LocalGet(block);
  entry();
  c.b.CallIndirect(m.I32Type(1), table);
  c.b.LocalSet(word);
  c.b.End(done);
  c.b.LocalGet(word);
  c.b.Call(functions.leave);
  return c.b.Finish();
}

}  // namespace seabeam::emit
