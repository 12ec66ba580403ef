// Bodies of the module's own helper functions.
#include "abi/atomvm/layout.h"
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

class HelperBuilder {
 public:
  HelperBuilder(ModuleContext& m, wasm::FuncId f) : m_(m), b_(&m.wasm(), f) {}

  absl::Status Build(Helper helper, uint32_t n) {
    switch (helper) {
      case Helper::kSlowEntry: SlowEntry(n); break;
      case Helper::kPopFrame: PopFrame(); break;
      case Helper::kSaveFrame: SaveFrame(n, false); break;
      case Helper::kSaveCaller: SaveFrame(n, true); break;
      case Helper::kGrowHeap: GrowHeap(); break;
      case Helper::kResolveFun: ResolveFun(); break;
      case Helper::kEqualExact: Equal(Prim::k_equal_exact); break;
      case Helper::kEqualNumeric: Equal(Prim::k_equal_numeric); break;
      case Helper::kTermToF64: TermToF64(); break;
      case Helper::kBytesOfBase: BytesOfBase(); break;
      case Helper::kRaiseError: RaiseError(); break;
      case Helper::kRaiseGuard: RaiseGuard(n); break;
      case Helper::kFunctionClause: FunctionClause(n); break;
      case Helper::kBadFun: BadFun(n); break;
      case Helper::kFailPending: FailPending(); break;
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
  // Pushes absolute position and sp, which are parameters one after the other.
  void PositionAndSp(uint32_t position) {
    AbsolutePosition(position);
    Get(position + 1);
  }

  void SlowEntry(uint32_t n) {
    const uint32_t first = m_.abi().first_arg;
    StoreArgs(b_, first, n);
    Ctx();
    Get(m_.abi().e_param);
    b_.I32Const(static_cast<int32_t>(m_.abi().cp_depth));
    b_.Op(Opcode::kI32Sub);
    AbsolutePosition(first + n);
    b_.I32Const(static_cast<int32_t>(n));
    m_.ReturnCall(b_, m_.PrimFunction(Prim::k_entry_slow));
  }

  void PopFrame() {
    const LocalId top = b_.AddLocal(wasm::kI32);
    const LocalId base = b_.AddLocal(wasm::kI32);
    const int32_t cp = static_cast<int32_t>(m_.abi().cp_depth);
    Ctx();
    Ctx();
    b_.Load(Opcode::kI32Load, CtxOffsets::e);
    Get(1);
    b_.Op(Opcode::kI32Add);
    b_.LocalTee(top);
    b_.Store(Opcode::kI32Store, CtxOffsets::e);
    if (m_.atomvm()) {
      // Frames stay where they are: the process stack is the native stack.
      Ctx();
      b_.LocalGet(top);
      b_.Store(Opcode::kI32Store, CtxOffsets::native_base);
      b_.LocalGet(top);
      return;
    }
    Ctx();
    b_.Load(Opcode::kI32Load, CtxOffsets::native_base);
    b_.LocalTee(base);
    b_.I32Const(cp);
    b_.Op(Opcode::kI32Sub);
    b_.LocalGet(top);
    b_.I32Const(cp);
    b_.Op(Opcode::kI32Sub);
    b_.Load(Opcode::kI32Load);
    b_.Store(Opcode::kI32Store);
    b_.LocalGet(base);
  }

  void SaveFrame(uint32_t n, bool caller) {
    // From the lowest address, so that offsets are positive.
    const LocalId low = b_.AddLocal(wasm::kI32);
    const uint32_t depth = m_.abi().slot_depth(n);
    Get(0);
    b_.I32Const(static_cast<int32_t>(depth));
    b_.Op(Opcode::kI32Sub);
    b_.LocalSet(low);
    for (uint32_t i = 0; i < n; ++i) {
      b_.LocalGet(low);
      Get(1 + i);
      b_.Store(Opcode::kI32Store, depth - m_.abi().slot_depth(i));
    }
    if (caller) {
      b_.LocalGet(low);
      b_.GlobalGet(m_.cp_base());
      Get(1 + n);
      b_.Op(Opcode::kI32Add);
      b_.Store(Opcode::kI32Store);
    }
    b_.I32Const(0);
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
    m_.ReturnCall(b_, m_.PrimFunction(Prim::k_fun_resolve));
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
    m_.ReturnCall(b_, m_.PrimFunction(prim));
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
    m_.ReturnCall(b_, m_.PrimFunction(Prim::k_term_to_f64));
  }

  void BytesOfBase() {
    namespace host = abi::atomvm;
    const LocalId object = b_.AddLocal(wasm::kI32);
    Get(0);
    b_.I32Const(abi::kTagBoxed);
    b_.Op(Opcode::kI32Sub);
    b_.LocalTee(object);
    b_.Load(Opcode::kI32Load);
    b_.I32Const(host::kRefcBinaryHeader);
    b_.Op(Opcode::kI32Ne);
    b_.If();
    b_.LocalGet(object);
    b_.I32Const(host::kHeapBinaryData);
    b_.Op(Opcode::kI32Add);
    b_.Return();
    b_.End();
    b_.LocalGet(object);
    b_.Load(Opcode::kI32Load, 4 * host::kRefcDataWord);
    b_.I32Const(0);
    b_.I32Const(host::kRefcData);
    b_.LocalGet(object);
    b_.Load(Opcode::kI32Load, 4 * host::kRefcFlagsWord);
    b_.I32Const(host::kRefcConst);
    b_.Op(Opcode::kI32And);
    b_.Select();
    b_.Op(Opcode::kI32Add);
  }

  void RaiseError() {
    Ctx();
    Get(2);
    Get(1);
    PositionAndSp(3);
    m_.ReturnCall(b_, m_.PrimFunction(Prim::k_raise_error1));
  }

  void RaiseGuard(uint32_t n) {
    StoreArgs(b_, 1, n);
    Ctx();
    Get(1 + n);
    b_.I32Const(static_cast<int32_t>(n));
    PositionAndSp(2 + n);
    m_.ReturnCall(b_, m_.PrimFunction(Prim::k_raise_guard));
  }

  void FunctionClause(uint32_t n) {
    StoreArgs(b_, 1, n);
    Ctx();
    b_.I32Const(static_cast<int32_t>(n));
    PositionAndSp(1 + n);
    m_.ReturnCall(b_, m_.PrimFunction(Prim::k_raise_function_clause));
  }

  void BadFun(uint32_t n) {
    StoreArgs(b_, 1, n);
    Ctx();
    Get(1 + n);
    b_.I32Const(static_cast<int32_t>(n));
    Get(2 + n);
    PositionAndSp(3 + n);
    m_.ReturnCall(b_, m_.PrimFunction(Prim::k_raise_badfun));
  }

  void FailPending() {
    Ctx();
    PositionAndSp(1);
    m_.ReturnCall(b_, m_.PrimFunction(Prim::k_fail_pending));
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
