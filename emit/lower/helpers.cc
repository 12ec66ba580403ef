// Bodies of the module's own helper functions.
#include "abi/layout.h"
#include "base/status_macros.h"
#include "emit/lower/module_context.h"
#include "emit/wasm/function_builder.h"

namespace seabeam::emit {
namespace {

using abi::CtxOffsets;
using wasm::FunctionBuilder;
using wasm::LocalId;
using wasm::Opcode;

void StoreArgs(FunctionBuilder& b, uint32_t first_param, uint32_t n) {
  for (uint32_t i = 0; i < n; ++i) {
    b.LocalGet(b.Param(0));
    b.LocalGet(b.Param(first_param + i));
    b.Store(Opcode::kI32Store, CtxOffsets::x_base + 4 * i);
  }
}

void StoreCp(FunctionBuilder& b) {
  b.LocalGet(b.Param(0));
  b.LocalGet(b.Param(kSeabeamAbi.cp_param()));
  b.Store(Opcode::kI32Store, CtxOffsets::cp);
}

class HelperBuilder {
 public:
  HelperBuilder(ModuleContext& m, wasm::FuncId f) : m_(m), b_(&m.wasm(), f) {}

  absl::Status Build(Helper helper, uint32_t n) {
    switch (helper) {
      case Helper::kSlowEntry: SlowEntry(n); break;
      case Helper::kGrowStack: GrowStack(); break;
      case Helper::kGrowHeap: GrowHeap(); break;
      case Helper::kResolveFun: ResolveFun(); break;
      case Helper::kEqualExact: Equal(Prim::k_equal_exact); break;
      case Helper::kEqualNumeric: Equal(Prim::k_equal_numeric); break;
      case Helper::kTermToF64: TermToF64(); break;
      case Helper::kRaiseError: RaiseError(false); break;
      case Helper::kRaiseErrorLive: RaiseError(true); break;
      case Helper::kRaiseGuard: RaiseGuard(n, false); break;
      case Helper::kRaiseGuardLive: RaiseGuard(n, true); break;
      case Helper::kFunctionClause: FunctionClause(n, false); break;
      case Helper::kFunctionClauseLive: FunctionClause(n, true); break;
      case Helper::kBadFun: BadFun(n, false); break;
      case Helper::kBadFunLive: BadFun(n, true); break;
      case Helper::kFailPending: FailPending(false); break;
      case Helper::kFailPendingLive: FailPending(true); break;
      case Helper::kCount: break;
    }
    return b_.Finish();
  }

 private:
  void Get(uint32_t param) { b_.LocalGet(b_.Param(param)); }
  void Ctx() { Get(0); }
  void AbsolutePosition(uint32_t param) {
    b_.GlobalGet(m_.table_base());
    Get(param);
    b_.Op(Opcode::kI32Add);
  }
  // Pushes position and drop, of which `live` says whether they are the last two parameters.
  void PositionAndDrop(uint32_t position, bool live) {
    AbsolutePosition(position);
    if (live) {
      Get(position + 1);
    } else {
      b_.I32Const(static_cast<int32_t>(abi::kDropNoFrame));
    }
  }
  uint32_t Begin(bool live) {
    if (!live) StoreCp(b_);
    return live ? 1 : 2;
  }

  void SlowEntry(uint32_t n) {
    const uint32_t first = m_.abi().first_arg();
    const LocalId position = b_.AddLocal(wasm::kI32);
    StoreArgs(b_, first, n);
    Ctx();
    Get(m_.abi().cp_param());
    AbsolutePosition(first + n);
    b_.LocalTee(position);
    b_.I32Const(static_cast<int32_t>(n));
    b_.Call(m_.PrimFunction(Prim::k_entry_slow));
    b_.Op(Opcode::kI32Eqz);
    b_.If();
    b_.I32Const(0);
    b_.Return();
    b_.End();
    // The adapter reads cp and the arguments back: a collection may have moved them.
    StoreCp(b_);
    Ctx();
    b_.LocalGet(position);
    b_.ReturnCallIndirect(m_.I32Type(1), m_.table());
  }

  void GrowStack() {
    Ctx();
    Get(1);
    b_.Call(m_.PrimFunction(Prim::k_stack_slow));
    Ctx();
    b_.Load(Opcode::kI32Load, CtxOffsets::e);
    Get(1);
    b_.Op(Opcode::kI32Sub);
  }

  void GrowHeap() {
    Ctx();
    Get(1);
    b_.Call(m_.PrimFunction(Prim::k_heap_slow));
    Ctx();
    b_.Load(Opcode::kI32Load, CtxOffsets::heap_ptr);
  }

  void ResolveFun() {
    // A boxed fun whose first word is a FunEntry* (4-aligned; external funs have an atom there) of the
    // right arity; else the primitive.
    const LocalId entry = b_.AddLocal(wasm::kI32);
    wasm::Label slow = b_.Block();
    Get(1);
    b_.I32Const(abi::kTagMask);
    b_.Op(Opcode::kI32And);
    b_.I32Const(abi::kTagBoxed);
    b_.Op(Opcode::kI32Ne);
    b_.BrIf(slow);
    auto load_word = [&](int32_t word) {
      Get(1);
      b_.I32Const(static_cast<int32_t>(abi::kTagBoxed));
      b_.Op(Opcode::kI32Sub);
      b_.Load(Opcode::kI32Load, 4 * word);
    };
    load_word(0);
    b_.I32Const(abi::kHeaderMask);
    b_.Op(Opcode::kI32And);
    b_.I32Const(abi::kHdrFun);
    b_.Op(Opcode::kI32Ne);
    b_.BrIf(slow);
    load_word(abi::kFunEntryWord);
    b_.LocalTee(entry);
    b_.I32Const(abi::kTagMask);
    b_.Op(Opcode::kI32And);
    b_.BrIf(slow);
    b_.LocalGet(entry);
    b_.Load(Opcode::kI32Load, abi::FunEntryOffsets::arity);
    Get(2);
    b_.Op(Opcode::kI32Ne);
    b_.BrIf(slow);
    b_.LocalGet(entry);
    b_.Load(Opcode::kI32Load, abi::FunEntryOffsets::native);
    b_.Return();
    b_.End(slow);
    Ctx();
    Get(1);
    Get(2);
    b_.ReturnCall(m_.PrimFunction(Prim::k_fun_resolve));
  }

  void Equal(Prim prim) {
    // The same word: equal. Both immediate and different: not.
    Get(0);
    Get(1);
    b_.Op(Opcode::kI32Eq);
    b_.If();
    b_.I32Const(1);
    b_.Return();
    b_.End();
    Get(0);
    Get(1);
    b_.Op(Opcode::kI32And);
    b_.I32Const(abi::kTagMask);
    b_.Op(Opcode::kI32And);
    b_.I32Const(abi::kTagImmediate);
    b_.Op(Opcode::kI32Eq);
    b_.If();
    b_.I32Const(0);
    b_.Return();
    b_.End();
    Get(0);
    Get(1);
    b_.ReturnCall(m_.PrimFunction(prim));
  }

  void TermToF64() {
    wasm::Label slow = b_.Block();
    wasm::Label boxed = b_.Block();
    Get(0);
    b_.I32Const(abi::kTagMask);
    b_.Op(Opcode::kI32And);
    b_.I32Const(abi::kTagBoxed);
    b_.Op(Opcode::kI32Eq);
    b_.BrIf(boxed);
    Get(0);
    b_.I32Const(abi::kImmMask);
    b_.Op(Opcode::kI32And);
    b_.I32Const(abi::kImmSmall);
    b_.Op(Opcode::kI32Ne);
    b_.BrIf(slow);
    Get(0);
    b_.I32Const(abi::kImmShift);
    b_.Op(Opcode::kI32ShrS);
    b_.Op(Opcode::kF64ConvertI32S);
    b_.Return();
    b_.End(boxed);
    Get(0);
    b_.I32Const(abi::kTagBoxed);
    b_.Op(Opcode::kI32Sub);
    b_.Load(Opcode::kI32Load);
    b_.I32Const(abi::kFloatHeader);
    b_.Op(Opcode::kI32Ne);
    b_.BrIf(slow);
    Get(0);
    b_.I32Const(abi::kTagBoxed);
    b_.Op(Opcode::kI32Sub);
    b_.Load(Opcode::kF64Load, 4, 2);
    b_.Return();
    b_.End(slow);
    Get(0);
    b_.ReturnCall(m_.PrimFunction(Prim::k_term_to_f64));
  }

  void RaiseError(bool live) {
    const uint32_t first = Begin(live);
    Ctx();
    Get(first + 1);
    Get(first);
    PositionAndDrop(first + 2, live);
    b_.ReturnCall(m_.PrimFunction(Prim::k_raise_error1));
  }

  void RaiseGuard(uint32_t n, bool live) {
    const uint32_t first = Begin(live);
    StoreArgs(b_, first, n);
    Ctx();
    Get(first + n);
    b_.I32Const(static_cast<int32_t>(n));
    PositionAndDrop(first + n + 1, live);
    b_.ReturnCall(m_.PrimFunction(Prim::k_raise_guard));
  }

  void FunctionClause(uint32_t n, bool live) {
    const uint32_t first = Begin(live);
    StoreArgs(b_, first, n);
    Ctx();
    b_.I32Const(static_cast<int32_t>(n));
    PositionAndDrop(first + n, live);
    b_.ReturnCall(m_.PrimFunction(Prim::k_raise_function_clause));
  }

  void BadFun(uint32_t n, bool live) {
    const uint32_t first = Begin(live);
    StoreArgs(b_, first, n);
    Ctx();
    Get(first + n);
    b_.I32Const(static_cast<int32_t>(n));
    PositionAndDrop(first + n + 1, live);
    b_.ReturnCall(m_.PrimFunction(Prim::k_raise_badfun));
  }

  void FailPending(bool live) {
    const uint32_t first = Begin(live);
    Ctx();
    PositionAndDrop(first, live);
    b_.ReturnCall(m_.PrimFunction(Prim::k_fail_pending));
  }

  ModuleContext& m_;
  FunctionBuilder b_;
};

}  // namespace

absl::Status ModuleContext::BuildHelpers() {
  for (const HelperUse& use : helpers_) {
    SEABEAM_RETURN_IF_ERROR(HelperBuilder(*this, use.function).Build(use.helper, use.n));
  }
  return absl::OkStatus();
}

}  // namespace seabeam::emit
