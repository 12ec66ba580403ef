#include "emit/atomvm/tail_calls.h"

#include "base/status_macros.h"

namespace seabeam::emit {
namespace {

using abi::CtxOffsets;
using wasm::LocalId;
using wasm::Opcode;

// Calls `f(i, offset)` for each parameter, with its place in the block.
template <typename F>
void ForEachParam(const wasm::FuncType& type, F f) {
  uint32_t offset = CtxOffsets::x_base;
  for (uint32_t i = 0; i < type.params.size(); ++i) {
    f(i, offset);
    offset += type.params[i] == wasm::kF64 ? 8 : 4;
  }
}

absl::Status BuildPark(ModuleContext& m, const NativeGlobals& globals,
                       const ModuleContext::ParkUse& park) {
  HostCode c(m, globals, park.function);
  const wasm::FuncType type = m.wasm().type(park.type);
  ForEachParam(type, [&](uint32_t i, uint32_t offset) {
    c.Block();
    c.Param(i);
    if (type.params[i] == wasm::kF64) {
      c.b.Store(Opcode::kF64Store, offset, 2);
    } else {
      c.Store(offset);
    }
  });
  c.Block();
  c.Param(static_cast<uint32_t>(type.params.size()));
  c.Store(BlockOffsets::parked);
  c.Const(0);
  return c.b.Finish();
}

absl::Status BuildResume(ModuleContext& m, const NativeGlobals& globals) {
  HostCode c(m, globals, m.resume_function());
  const LocalId target = c.b.AddLocal(wasm::kI32), word = c.b.AddLocal(wasm::kI32);
  const wasm::Label loop = c.b.Loop();
  if (m.label_at_a_time()) {
    // What returns does so to the address below its e.
    c.Block();
    c.BlockLoad(CtxOffsets::x_base + 4 * m.abi().e_param);
    c.Store(CtxOffsets::native_base);
  }
  c.BlockLoad(BlockOffsets::parked);
  c.b.LocalTee(target);
  c.ReturnZeroIfZero();
  c.Block();
  c.Const(0);
  c.Store(BlockOffsets::parked);
  const std::vector<wasm::FuncId>& targets = m.parked_targets();
  std::vector<wasm::Label> cases(targets.size());
  for (size_t i = targets.size(); i-- > 0;) cases[i] = c.b.Block();
  c.b.LocalGet(target);
  c.OpConst(Opcode::kI32Sub, 1);
  c.b.BrTable(cases, cases.back());
  for (size_t i = 0; i < targets.size(); ++i) {
    c.b.End(cases[i]);
    const wasm::FuncType type = m.wasm().type(m.wasm().function(targets[i]).type);
    ForEachParam(type, [&](uint32_t p, uint32_t offset) {
      c.Block();
      if (type.params[p] == wasm::kF64) {
        c.b.Load(Opcode::kF64Load, offset, 2);
      } else {
        c.Load(offset);
      }
    });
    c.b.Call(targets[i]);
    if (!m.label_at_a_time()) {
      c.b.LocalTee(word);
      c.Op(Opcode::kI32Eqz);
      c.b.BrIf(loop);
      c.b.LocalGet(word);
    }
    c.b.Return();
  }
  c.b.End(loop);
  c.b.Unreachable();
  return c.b.Finish();
}

}  // namespace

absl::Status BuildTailCalls(ModuleContext& m, const NativeGlobals& globals) {
  for (const ModuleContext::ParkUse& park : m.parks()) {
    SEABEAM_RETURN_IF_ERROR(BuildPark(m, globals, park));
  }
  if (!m.resume_function().valid()) return absl::OkStatus();
  if (!m.parked_targets().empty()) return BuildResume(m, globals);
  HostCode c(m, globals, m.resume_function());
  c.Const(0);
  return c.b.Finish();
}

}  // namespace seabeam::emit
