#include "emit/atomvm/ways_out.h"

#include <map>
#include <utility>
#include <vector>

#include "abi/atomvm/services.h"
#include "base/status_macros.h"
#include "emit/atomvm/primitives.h"
#include "emit/atomvm/term_checks.h"

namespace seabeam::emit {
namespace {

using abi::CtxOffsets;
using wasm::LocalId;
using wasm::Opcode;

// A fun of this module, with this many arguments, is called here; others are left to the host.
void CallOwnFun(HostCode& c, uint32_t arity) {
  const std::vector<ir::Lambda>& all = c.m.module().lambdas;
  std::vector<uint32_t> lambdas;
  for (uint32_t i = 0; i < all.size(); ++i) {
    if (all[i].arity == arity) lambdas.push_back(i);
  }
  if (lambdas.empty()) return;
  const uint32_t first = c.m.abi().first_arg, fun = first + arity;
  auto word = [&](uint32_t i) {
    c.Param(fun);
    c.OpConst(Opcode::kI32Sub, abi::kTagBoxed);
    c.Load(4 * i);
  };
  const wasm::Label other = c.b.Block();
  c.Param(fun);
  c.OpConst(Opcode::kI32And, abi::kTagMask);
  c.OpConst(Opcode::kI32Ne, abi::kTagBoxed);
  c.b.BrIf(other);
  word(0);
  c.OpConst(Opcode::kI32And, abi::kHeaderMask);
  c.OpConst(Opcode::kI32Ne, abi::kHdrFun);
  c.b.BrIf(other);
  // An atom in a fun `m:f/n`, and in one from elsewhere.
  word(abi::atomvm::kFunModuleWord);
  c.b.GlobalGet(c.globals().module);
  c.Op(Opcode::kI32Ne);
  c.b.BrIf(other);
  std::vector<wasm::Label> by_index(lambdas.back() + 1, other), cases(lambdas.size());
  for (size_t i = lambdas.size(); i-- > 0;) by_index[lambdas[i]] = cases[i] = c.b.Block();
  word(abi::atomvm::kFunIndexWord);
  c.OpConst(Opcode::kI32ShrU, abi::kImmShift);
  c.b.BrTable(by_index, other);
  for (size_t i = 0; i < lambdas.size(); ++i) {
    c.b.End(cases[i]);
    const ir::Lambda& lambda = all[lambdas[i]];
    for (uint32_t p = 0; p < fun; ++p) c.Param(p);
    for (uint32_t v = 0; v < lambda.num_free; ++v) word(abi::kFunFirstFree + v);
    if (c.m.label_at_a_time()) {
      c.m.ParkCall(c.b, c.m.StartFunction(lambda.function_index));
    } else {
      c.m.ReturnCall(c.b, c.m.StartFunction(lambda.function_index));
    }
  }
  c.b.End(other);
}

// erlang:setelement/3, which the host has as a native function only: how records were updated until
// OTP 25. Whatever is wrong is left to the host.
void SetElement(HostCode& c) {
  const uint32_t index = c.m.abi().first_arg, tuple = index + 1, value = index + 2;
  const LocalId at = c.b.AddLocal(wasm::kI32), word = c.b.AddLocal(wasm::kI32);
  const wasm::Label other = c.b.Block();
  LeaveUnlessBoxed(c, tuple, abi::kHdrTuple, other);
  c.Param(index);
  c.OpConst(Opcode::kI32And, abi::kImmMask);
  c.OpConst(Opcode::kI32Ne, abi::kImmSmall);
  c.b.BrIf(other);
  c.Param(index);
  c.OpConst(Opcode::kI32ShrS, abi::kImmShift);
  c.b.LocalTee(at);
  c.OpConst(Opcode::kI32Sub, 1);
  BoxedWord(c, tuple, 0);
  c.OpConst(Opcode::kI32ShrU, abi::kHeaderShift);
  c.b.LocalTee(word);
  c.Op(Opcode::kI32GeU);
  c.b.BrIf(other);
  c.b.LocalGet(word);
  c.OpConst(Opcode::kI32Shl, 2);
  c.b.LocalTee(word);
  c.OpConst(Opcode::kI32Add, 4);
  const LocalId copy = EmitAlloc(c);
  // From the last element to the header.
  const wasm::Label loop = c.b.Loop();
  c.b.LocalGet(copy);
  c.b.LocalGet(word);
  c.Op(Opcode::kI32Add);
  c.Param(tuple);
  c.OpConst(Opcode::kI32Sub, abi::kTagBoxed);
  c.b.LocalGet(word);
  c.Op(Opcode::kI32Add);
  c.Load(0);
  c.Store(0);
  c.b.LocalGet(word);
  c.OpConst(Opcode::kI32Sub, 4);
  c.b.LocalTee(word);
  c.OpConst(Opcode::kI32GeS, 0);
  c.b.BrIf(loop);
  c.b.End(loop);
  c.b.LocalGet(copy);
  c.b.LocalGet(at);
  c.OpConst(Opcode::kI32Shl, 2);
  c.Op(Opcode::kI32Add);
  c.Param(value);
  c.Store(0);
  c.b.LocalGet(copy);
  c.OpConst(Opcode::kI32Or, abi::kTagBoxed);
  c.b.Return();
  c.b.End(other);
}

// (ctx, e, arguments..): notes all of a way out but what it leads to.
absl::Status BuildEnd(ModuleContext& m, const NativeGlobals& globals, Action action, uint32_t arity,
                      wasm::FuncId f) {
  HostCode c(m, globals, f);
  const uint32_t first = m.abi().first_arg;
  auto store = [&](uint32_t offset, auto push) {
    c.Param(0);
    push();
    c.Store(offset);
  };
  store(BlockOffsets::arg, [&] { c.BlockLoad(CtxOffsets::pending_export); });
  store(BlockOffsets::arg + 4, [&] { c.Const(arity); });
  store(BlockOffsets::action, [&] { c.Const(static_cast<uint32_t>(action)); });
  for (uint32_t i = 0; i < arity; ++i) {
    store(CtxOffsets::x_base + 4 * i, [&] { c.Param(first + i); });
  }
  // The return address is below e, where the caller is to write it.
  store(CtxOffsets::native_e, [&] {
    c.Param(m.abi().e_param);
    c.OpConst(Opcode::kI32Sub, m.abi().cp_depth);
  });
  c.Const(0);
  return c.b.Finish();
}

}  // namespace

Action ActionOfOut(const ir::Module& module, const ModuleContext::OutUse& out) {
  if (out.kind == ModuleContext::Out::kFun) return Action::kFun;
  if (out.kind == ModuleContext::Out::kApply) return Action::kApply;
  const ir::ImportRef& import = module.imports[out.import];
  if (module.atoms[import.module] != abi::atomvm::kServiceModule) return Action::kExternal;
  return module.atoms[import.function] == abi::atomvm::kCatchEnd ? Action::kCatchEnd
                                                                 : Action::kStacktrace;
}

absl::Status BuildWaysOut(ModuleContext& m, const NativeGlobals& globals) {
  // Ways out of one kind and arity share their ends.
  std::map<std::pair<Action, uint32_t>, wasm::FuncId> ends;
  for (const ModuleContext::OutUse& out : m.outs()) {
    HostCode c(m, globals, out.function);
    const uint32_t first = m.abi().first_arg;
    uint32_t arity = out.n;
    auto arg = [&](uint32_t i, auto push) {
      c.Block();
      push();
      c.Store(BlockOffsets::arg + 4 * i);
    };
    switch (out.kind) {
      case ModuleContext::Out::kExternal:
        // With a call for each label nobody looks at what a way out gives.
        if (m.OutMayReturn(out.kind, out.import) && !m.label_at_a_time()) SetElement(c);
        arg(2, [&] { c.Const(out.import); });
        break;
      case ModuleContext::Out::kFun:
        arity -= 1;
        CallOwnFun(c, arity);
        arg(2, [&] { c.Param(first + arity); });
        break;
      case ModuleContext::Out::kApply:
        arity -= 2;
        arg(2, [&] { c.Param(first + arity); });
        arg(3, [&] { c.Param(first + arity + 1); });
        break;
    }
    auto [end, added] = ends.try_emplace({ActionOfOut(m.module(), out), arity});
    if (added) end->second = m.wasm().AddFunction(m.NativeType(arity), "$out_end");
    for (uint32_t i = 0; i < first + arity; ++i) c.Param(i);
    c.b.Call(end->second);
    SEABEAM_RETURN_IF_ERROR(c.b.Finish());
  }
  for (const auto& [key, f] : ends) {
    SEABEAM_RETURN_IF_ERROR(BuildEnd(m, globals, key.first, key.second, f));
  }
  return absl::OkStatus();
}

}  // namespace seabeam::emit
