#include "emit/atomvm/word_arithmetic.h"

namespace seabeam::emit {
namespace {

using abi::CtxOffsets;
using abi::atomvm::Primitive;
using wasm::Label;
using wasm::LocalId;
using wasm::Opcode;

class Words {
 public:
  Words(HostCode& c, Prim prim, uint32_t arity) : c_(c), prim_(prim), arity_(arity) {
    for (uint32_t i = 0; i < 2; ++i) {
      word_[i] = c_.b.AddLocal(wasm::kI64);
      real_[i] = c_.b.AddLocal(wasm::kF64);
      is_float_[i] = c_.b.AddLocal(wasm::kI32);
    }
    header_ = c_.b.AddLocal(wasm::kI32);
    result_ = c_.b.AddLocal(wasm::kI64);
    sum_ = c_.b.AddLocal(wasm::kF64);
    at_ = c_.b.AddLocal(wasm::kI32);
  }

  void Emit() {
    const Label other = c_.b.Block();
    for (uint32_t i = 0; i < arity_; ++i) Unpack(i, other);
    if (MayBeFloat()) Floats(other);
    if (prim_ != Prim::k_num_div) Integers(other);
    c_.b.End(other);
  }

 private:
  bool MayBeFloat() const {
    switch (prim_) {
      case Prim::k_int_add:
      case Prim::k_int_sub:
      case Prim::k_int_mul:
      case Prim::k_num_div:
      case Prim::k_num_neg:
        return true;
      default:
        return false;
    }
  }

  void Boxed(uint32_t i, uint32_t offset) {
    c_.Param(1 + i);
    c_.OpConst(Opcode::kI32Sub, abi::kTagBoxed);
    c_.Load(offset);
  }

  // Operand i to word_ or real_; leaves for `other` when it is neither.
  void Unpack(uint32_t i, Label other) {
    const Label done = c_.b.Block();
    const Label boxed = c_.b.Block();
    c_.Param(1 + i);
    c_.OpConst(Opcode::kI32And, abi::kImmMask);
    c_.OpConst(Opcode::kI32Ne, abi::kImmSmall);
    c_.b.BrIf(boxed);
    c_.Param(1 + i);
    c_.OpConst(Opcode::kI32ShrS, abi::kImmShift);
    c_.Op(Opcode::kI64ExtendI32S);
    c_.b.LocalSet(word_[i]);
    c_.b.Br(done);
    c_.b.End(boxed);
    c_.Param(1 + i);
    c_.OpConst(Opcode::kI32And, abi::kTagMask);
    c_.OpConst(Opcode::kI32Ne, abi::kTagBoxed);
    c_.b.If();
    c_.Const(0);
    c_.b.Return();
    c_.b.End();
    Boxed(i, 0);
    c_.b.LocalTee(header_);
    // One or two words of an integer, of either sign.
    c_.OpConst(Opcode::kI32And, ~abi::atomvm::kIntegerSignBit);
    c_.OpConst(Opcode::kI32Eq, abi::Header(1, abi::kHdrPosInt));
    c_.b.If();
    Boxed(i, 4);
    c_.Op(Opcode::kI64ExtendI32S);
    c_.b.LocalSet(word_[i]);
    c_.b.Br(done);
    c_.b.End();
    c_.b.LocalGet(header_);
    c_.OpConst(Opcode::kI32And, ~abi::atomvm::kIntegerSignBit);
    c_.OpConst(Opcode::kI32Eq, abi::Header(2, abi::kHdrPosInt));
    c_.b.If();
    c_.Param(1 + i);
    c_.OpConst(Opcode::kI32Sub, abi::kTagBoxed);
    c_.b.Load(Opcode::kI64Load, 4, 2);
    c_.b.LocalSet(word_[i]);
    c_.b.Br(done);
    c_.b.End();
    // Longer integers are for the host; the rest are no numbers.
    c_.b.LocalGet(header_);
    c_.OpConst(Opcode::kI32And, abi::kHeaderMask & ~abi::atomvm::kIntegerSignBit);
    c_.OpConst(Opcode::kI32Eq, abi::kHdrPosInt);
    c_.b.BrIf(other);
    if (MayBeFloat()) {
      c_.b.LocalGet(header_);
      c_.OpConst(Opcode::kI32Eq, abi::kFloatHeader);
      c_.b.If();
      c_.Param(1 + i);
      c_.OpConst(Opcode::kI32Sub, abi::kTagBoxed);
      c_.b.Load(Opcode::kF64Load, 4, 2);
      c_.b.LocalSet(real_[i]);
      c_.Const(1);
      c_.b.LocalSet(is_float_[i]);
      c_.b.Br(done);
      c_.b.End();
    }
    c_.Const(0);
    c_.b.Return();
    c_.b.End(done);
  }

  void Floats(Label other) {
    const Label integers = c_.b.Block();
    if (prim_ != Prim::k_num_div) {
      c_.b.LocalGet(is_float_[0]);
      c_.b.LocalGet(is_float_[1]);
      c_.Op(Opcode::kI32Or);
      c_.Op(Opcode::kI32Eqz);
      c_.b.BrIf(integers);
    }
    for (uint32_t i = 0; i < arity_; ++i) {
      c_.b.LocalGet(is_float_[i]);
      c_.Op(Opcode::kI32Eqz);
      c_.b.If();
      c_.b.LocalGet(word_[i]);
      c_.Op(Opcode::kF64ConvertI64S);
      c_.b.LocalSet(real_[i]);
      c_.b.End();
    }
    c_.b.LocalGet(real_[0]);
    if (arity_ == 2) c_.b.LocalGet(real_[1]);
    switch (prim_) {
      case Prim::k_int_add:
        c_.Op(Opcode::kF64Add);
        break;
      case Prim::k_int_sub:
        c_.Op(Opcode::kF64Sub);
        break;
      case Prim::k_int_mul:
        c_.Op(Opcode::kF64Mul);
        break;
      case Prim::k_num_div:
        c_.Op(Opcode::kF64Div);
        break;
      default:
        c_.Op(Opcode::kF64Neg);
        break;
    }
    c_.b.LocalTee(sum_);
    // Infinite, or no number: x - x is not 0.
    c_.b.LocalGet(sum_);
    c_.Op(Opcode::kF64Sub);
    c_.b.F64Const(0);
    c_.Op(Opcode::kF64Ne);
    c_.b.If();
    c_.Const(0);
    c_.b.Return();
    c_.b.End();
    c_.BlockLoad(CtxOffsets::heap_ptr);
    c_.b.LocalTee(at_);
    c_.OpConst(Opcode::kI32Add, 4 * abi::kFloatWords);
    c_.BlockLoad(CtxOffsets::heap_end);
    c_.Op(Opcode::kI32GtU);
    c_.b.If();
    c_.Block();
    c_.Const(4 * abi::kFloatWords);
    c_.b.Call(c_.m.HelperFunction(Helper::kGrowHeap));
    c_.b.LocalSet(at_);
    c_.b.End();
    c_.Block();
    c_.b.LocalGet(at_);
    c_.OpConst(Opcode::kI32Add, 4 * abi::kFloatWords);
    c_.Store(CtxOffsets::heap_ptr);
    c_.b.LocalGet(at_);
    c_.Const(abi::kFloatHeader);
    c_.Store(0);
    c_.b.LocalGet(at_);
    c_.b.LocalGet(sum_);
    c_.b.Store(Opcode::kF64Store, 4, 2);
    c_.b.LocalGet(at_);
    c_.OpConst(Opcode::kI32Add, abi::kTagBoxed);
    c_.b.Return();
    c_.b.End(integers);
    (void)other;
  }

  void Operands() {
    c_.b.LocalGet(word_[0]);
    if (arity_ == 2) c_.b.LocalGet(word_[1]);
  }

  // Leaves for `other` when word i is beyond 2^31.
  void Narrow(uint32_t i, Label other) {
    c_.b.LocalGet(word_[i]);
    c_.b.LocalGet(word_[i]);
    c_.Op(Opcode::kI32WrapI64);
    c_.Op(Opcode::kI64ExtendI32S);
    c_.Op(Opcode::kI64Ne);
    c_.b.BrIf(other);
  }

  void Integers(Label other) {
    switch (prim_) {
      case Prim::k_int_add:
      case Prim::k_int_sub: {
        const bool add = prim_ == Prim::k_int_add;
        Operands();
        c_.Op(add ? Opcode::kI64Add : Opcode::kI64Sub);
        c_.b.LocalSet(result_);
        // Overflow: the operands' signs (for a difference: the first's and the inverse of the
        // second's) agree, the result's does not.
        c_.b.LocalGet(result_);
        c_.b.LocalGet(word_[0]);
        c_.Op(Opcode::kI64Xor);
        if (add) {
          c_.b.LocalGet(result_);
        } else {
          c_.b.LocalGet(word_[0]);
        }
        c_.b.LocalGet(word_[1]);
        c_.Op(Opcode::kI64Xor);
        c_.Op(Opcode::kI64And);
        c_.b.I64Const(0);
        c_.Op(Opcode::kI64LtS);
        c_.b.BrIf(other);
        break;
      }
      case Prim::k_int_mul:
        Narrow(0, other);
        Narrow(1, other);
        Operands();
        c_.Op(Opcode::kI64Mul);
        c_.b.LocalSet(result_);
        break;
      case Prim::k_int_div:
      case Prim::k_int_rem:
        c_.b.LocalGet(word_[1]);
        c_.Op(Opcode::kI64Eqz);
        c_.b.If();
        c_.Const(0);
        c_.b.Return();
        c_.b.End();
        // -2^63 div -1 is beyond 64 bits.
        c_.b.LocalGet(word_[0]);
        c_.b.I64Const(INT64_MIN);
        c_.Op(Opcode::kI64Eq);
        c_.b.BrIf(other);
        Operands();
        c_.Op(prim_ == Prim::k_int_div ? Opcode::kI64DivS : Opcode::kI64RemS);
        c_.b.LocalSet(result_);
        break;
      case Prim::k_int_band:
      case Prim::k_int_bor:
      case Prim::k_int_bxor:
        Operands();
        c_.Op(prim_ == Prim::k_int_band  ? Opcode::kI64And
              : prim_ == Prim::k_int_bor ? Opcode::kI64Or
                                         : Opcode::kI64Xor);
        c_.b.LocalSet(result_);
        break;
      case Prim::k_int_bnot:
        c_.b.LocalGet(word_[0]);
        c_.b.I64Const(-1);
        c_.Op(Opcode::kI64Xor);
        c_.b.LocalSet(result_);
        break;
      case Prim::k_num_neg:
        c_.b.LocalGet(word_[0]);
        c_.b.I64Const(INT64_MIN);
        c_.Op(Opcode::kI64Eq);
        c_.b.BrIf(other);
        c_.b.I64Const(0);
        c_.b.LocalGet(word_[0]);
        c_.Op(Opcode::kI64Sub);
        c_.b.LocalSet(result_);
        break;
      case Prim::k_int_bsl:
      case Prim::k_int_bsr:
        // By less than 63; to the left when nothing is lost.
        c_.b.LocalGet(word_[1]);
        c_.b.I64Const(63);
        c_.Op(Opcode::kI64GeU);
        c_.b.BrIf(other);
        Operands();
        c_.Op(prim_ == Prim::k_int_bsl ? Opcode::kI64Shl : Opcode::kI64ShrS);
        c_.b.LocalSet(result_);
        if (prim_ == Prim::k_int_bsr) break;
        c_.b.LocalGet(result_);
        c_.b.LocalGet(word_[1]);
        c_.Op(Opcode::kI64ShrS);
        c_.b.LocalGet(word_[0]);
        c_.Op(Opcode::kI64Ne);
        c_.b.BrIf(other);
        break;
      default:
        c_.b.Br(other);
        return;
    }
    // A small integer, or a box in a fragment of its own.
    c_.b.LocalGet(result_);
    c_.b.I64Const(32 + abi::kImmShift);
    c_.Op(Opcode::kI64Shl);
    c_.b.I64Const(32 + abi::kImmShift);
    c_.Op(Opcode::kI64ShrS);
    c_.b.LocalGet(result_);
    c_.Op(Opcode::kI64Eq);
    c_.b.If();
    c_.b.LocalGet(result_);
    c_.Op(Opcode::kI32WrapI64);
    c_.OpConst(Opcode::kI32Shl, abi::kImmShift);
    c_.OpConst(Opcode::kI32Or, abi::kImmSmall);
    c_.b.Return();
    c_.b.End();
    c_.HeapOut();
    c_.Ctx();
    c_.b.LocalGet(result_);
    c_.Call(Primitive::alloc_boxed_integer_fragment);
    c_.b.LocalTee(at_);
    c_.Op(Opcode::kI32Eqz);
    c_.b.If();
    c_.b.Unreachable();
    c_.b.End();
    c_.HeapIn();
    c_.b.LocalGet(at_);
    c_.b.Return();
  }

  HostCode& c_;
  const Prim prim_;
  const uint32_t arity_;
  LocalId word_[2], real_[2], is_float_[2];
  LocalId header_, result_, sum_, at_;
};

}  // namespace

void WordArithmetic(HostCode& c, Prim prim, uint32_t arity) { Words(c, prim, arity).Emit(); }

}  // namespace seabeam::emit
