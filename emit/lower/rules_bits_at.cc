// Bit syntax at a position: the words of match states, reading from bytes, parts of binaries.
// Positions are at byte boundaries nearly always, so that is what stands in line; the runtime does
// the rest.
#include "abi/container.h"
#include "base/check.h"
#include "emit/lower/rules.h"

namespace seabeam::emit {
namespace {

using wasm::LocalId;
using wasm::Opcode;
using IrOp = ir::Op;

// A match state of an AtomVM host has no address in it: nothing there would keep it right.
uint32_t StateHeader(const Lowering& l) {
  return abi::Header(abi::kMatchStateWords - (l.m.atomvm() ? 2 : 1), abi::kHdrMatchState);
}

void LoadWord(Lowering& l, NodeId n, int32_t word) {
  l.PushIn(n, 0);
  l.LoadTagged(abi::BoxWord(word));
}

void StartMatch(Lowering& l, NodeId n) {
  const NodeId source = l.in(n, 0);
  const bool may_be_state = !l.g.type(source).Disjoint(abi::kKindMatchState);
  if (may_be_state) {
    // A match state is itself.
    l.Push(source);
    l.OpConst(Opcode::kI32And, abi::kTagMask);
    l.OpConst(Opcode::kI32Eq, abi::kTagBoxed);
    l.b().If(wasm::kI32, wasm::BranchHint::kLikely);
    l.Push(source);
    l.LoadTagged(abi::kBoxHeader);
    l.OpConst(Opcode::kI32Eq, StateHeader(l));
    l.b().If(wasm::kI32);
    l.Push(source);
    l.b().Else();
  }
  l.Ctx();
  l.Push(source);
  l.CallPrim(Prim::k_bs_start_match);
  if (may_be_state) {
    l.b().End();
    l.b().Else();
    l.Const(abi::kNone);
    l.b().End();
  }
}

// Address of the byte that position `pos` is in.
void PushByteAddress(Lowering& l, NodeId data, NodeId pos) {
  l.Push(data);
  l.Push(pos);
  l.OpConst(Opcode::kI32ShrU, 3);
  l.Op(Opcode::kI32Add);
}

// The bytes at the address on the stack as a number of 8, 16, 24 or 32 bits with little end first.
void LoadLittle(Lowering& l, int64_t bits, bool is_signed) {
  if (bits == 8) return l.b().Load(is_signed ? Opcode::kI32Load8S : Opcode::kI32Load8U, 0, 0);
  if (bits == 16) return l.b().Load(is_signed ? Opcode::kI32Load16S : Opcode::kI32Load16U, 0, 0);
  if (bits == 32) return l.b().Load(Opcode::kI32Load, 0, 0);
  const LocalId address = l.TakeI32();
  l.b().LocalTee(address);
  l.b().Load(Opcode::kI32Load16U, 0, 0);
  l.b().LocalGet(address);
  l.b().Load(is_signed ? Opcode::kI32Load8S : Opcode::kI32Load8U, 2, 0);
  l.OpConst(Opcode::kI32Shl, 16);
  l.Op(Opcode::kI32Or);
  l.Give(address);
}

void LoadBig(Lowering& l, int64_t bits, bool is_signed) {
  if (bits == 8) return LoadLittle(l, 8, is_signed);
  const LocalId word = l.TakeI32();
  if (bits == 32) {
    // Swaps neighbours in both halves of the word turned by 8.
    l.b().Load(Opcode::kI32Load, 0, 0);
    l.b().LocalTee(word);
    l.OpConst(Opcode::kI32Rotl, 8);
    l.OpConst(Opcode::kI32And, 0x00FF00FF);
    l.b().LocalGet(word);
    l.OpConst(Opcode::kI32Rotr, 8);
    l.OpConst(Opcode::kI32And, 0xFF00FF00);
    l.Op(Opcode::kI32Or);
  } else {
    const uint32_t bytes = static_cast<uint32_t>(bits) / 8;
    l.b().LocalTee(word);
    l.b().Load(is_signed ? Opcode::kI32Load8S : Opcode::kI32Load8U, 0, 0);
    for (uint32_t i = 1; i < bytes; ++i) {
      l.OpConst(Opcode::kI32Shl, 8);
      l.b().LocalGet(word);
      l.b().Load(Opcode::kI32Load8U, i, 0);
      l.Op(Opcode::kI32Or);
    }
  }
  l.Give(word);
}

void Read(Lowering& l, NodeId n) {
  const int64_t bits = l.g.imm(n) & 0xFF, flags = l.g.imm(n) >> 8;
  const bool is_signed = (flags & abi::kBsSigned) != 0;
  const bool little = (flags & (abi::kBsLittle | abi::kBsNative)) != 0;
  const NodeId data = l.in(n, 0), pos = l.in(n, 1);
  auto call = [&] {
    l.Push(data);
    l.Push(pos);
    l.Const(bits);
    l.Const(flags);
    l.CallPrim(Prim::k_bs_read);
  };
  if (bits > 8 && bits % 8 != 0) return call();
  if (bits > 1) {
    l.Push(pos);
    l.OpConst(Opcode::kI32And, 7);
    if (bits < 8) l.OpConst(Opcode::kI32GtU, 8 - bits);
    l.b().If(wasm::kI32, wasm::BranchHint::kUnlikely);
    call();
    l.b().Else();
  }
  PushByteAddress(l, data, pos);
  if (bits >= 8) {
    little ? LoadLittle(l, bits, is_signed) : LoadBig(l, bits, is_signed);
  } else {
    // What is in front of the bits leaves the word on its left.
    l.b().Load(Opcode::kI32Load8U, 0, 0);
    l.Push(pos);
    l.OpConst(Opcode::kI32Or, 24);  // shifts count modulo 32
    l.Op(Opcode::kI32Shl);
    l.OpConst(is_signed ? Opcode::kI32ShrS : Opcode::kI32ShrU, 32 - bits);
  }
  if (bits > 1) l.b().End();
}

// Branches to `other` unless `bits` are left and they start at a byte boundary.
void RequireAligned(Lowering& l, NodeId pos, NodeId left, int64_t bits, wasm::Label other) {
  l.Push(left);
  l.OpConst(Opcode::kI32LtU, bits);
  l.b().BrIf(other, wasm::BranchHint::kUnlikely);
  l.Push(pos);
  l.OpConst(Opcode::kI32And, 7);
  l.b().BrIf(other, wasm::BranchHint::kUnlikely);
}

void ReadUtf(Lowering& l, NodeId n) {
  const NodeId data = l.in(n, 0), pos = l.in(n, 1), left = l.in(n, 2);
  const bool utf8 = (l.g.imm(n) & 0xFF) == 8;
  wasm::Label out, other;
  if (utf8) {
    // One byte below 128.
    const LocalId byte = l.TakeI32();
    out = l.b().Block(wasm::kI32);
    other = l.b().Block();
    RequireAligned(l, pos, left, 8, other);
    PushByteAddress(l, data, pos);
    l.b().Load(Opcode::kI32Load8S, 0, 0);
    l.b().LocalTee(byte);
    l.OpConst(Opcode::kI32LtS, 0);
    l.b().BrIf(other);
    l.b().LocalGet(byte);
    l.OpConst(Opcode::kI32Shl, 6);
    l.OpConst(Opcode::kI32Or, 8);
    l.b().Br(out);
    l.b().End(other);
    l.Give(byte);
  }
  l.Push(data);
  l.Push(pos);
  l.Push(left);
  l.Const(l.g.imm(n));
  l.CallPrim(Prim::k_bs_read_utf);
  if (utf8) l.b().End(out);
}

void Same(Lowering& l, NodeId n) {
  const NodeId data = l.in(n, 0), pos = l.in(n, 1), left = l.in(n, 2);
  const int64_t bits = l.g.list(n)[0], offset = l.g.list(n)[1];
  const std::string& strt = l.m.module().strt;
  const bool short_bytes = bits >= 8 && bits <= 32 && bits % 8 == 0 && offset >= 0 &&
                           offset + bits / 8 <= static_cast<int64_t>(strt.size());
  wasm::Label out, other;
  if (short_bytes) {
    uint32_t wanted = 0;
    for (int64_t i = bits / 8; i-- > 0;)
      wanted = wanted << 8 | static_cast<uint8_t>(strt[offset + i]);
    out = l.b().Block(wasm::kI32);
    other = l.b().Block();
    RequireAligned(l, pos, left, bits, other);
    PushByteAddress(l, data, pos);
    LoadLittle(l, bits, false);
    l.OpConst(Opcode::kI32Eq, wanted);
    l.b().Br(out);
    l.b().End(other);
  }
  l.Push(data);
  l.Push(pos);
  l.Push(left);
  l.PushK(abi::kConstStrt);
  l.OpConst(Opcode::kI32Add, offset);
  l.Const(bits);
  l.CallPrim(Prim::k_bs_same);
  if (short_bytes) l.b().End(out);
}

void Call(Lowering& l, NodeId n, Prim prim, bool ctx, bool imm) {
  if (ctx) l.Ctx();
  for (NodeId v : l.g.data(n)) l.Push(v);
  if (imm) l.Const(l.g.imm(n));
  l.CallPrim(prim);
}

}  // namespace

void LowerI32ToTerm(Lowering& l, NodeId n) {
  const bool is_signed = l.g.imm(n) != 0;
  const NodeId value = l.in(n, 0);
  const bool always_small = IsSmall(l.g.type(n));
  if (!always_small) {
    l.Push(value);
    if (is_signed) {
      // In range when adding the least small integer's size leaves no upper bits.
      l.OpConst(Opcode::kI32Sub, abi::kSmallMin);
      l.OpConst(Opcode::kI32ShrU, abi::kSmallBits);
    } else {
      l.OpConst(Opcode::kI32ShrU, abi::kSmallBits - 1);
    }
    l.b().If(wasm::kI32);
    l.Ctx();
    l.Push(value);
    l.Op(is_signed ? Opcode::kI64ExtendI32S : Opcode::kI64ExtendI32U);
    l.CallPrim(Prim::k_int_from_i64);
    l.b().Else();
  }
  l.Push(value);
  l.OpConst(Opcode::kI32Shl, abi::kImmShift);
  l.OpConst(Opcode::kI32Or, abi::kImmSmall);
  if (!always_small) l.b().End();
}

void LowerTermToU32(Lowering& l, NodeId n) {
  const NodeId term = l.in(n, 0);
  const bool always_small = IsSmall(l.g.type(term));
  if (!always_small) {
    l.Push(term);
    l.OpConst(Opcode::kI32And, abi::kImmMask);
    l.OpConst(Opcode::kI32Ne, abi::kImmSmall);
    l.b().If(wasm::kI32, wasm::BranchHint::kUnlikely);
    l.Push(term);
    l.CallPrim(Prim::k_int_to_u32);
    l.b().Else();
  }
  l.Push(term);
  l.OpConst(Opcode::kI32ShrS, abi::kImmShift);
  if (!always_small) l.b().End();
}

void LowerBitsAt(Lowering& l, NodeId n) {
  switch (l.g.op(n)) {
    case IrOp::kBsStartMatch:
      return StartMatch(l, n);
    case IrOp::kBsOffset:
      return LoadWord(l, n, abi::kMatchStateOffset);
    case IrOp::kBsEnd:
      return LoadWord(l, n, abi::kMatchStateEnd);
    case IrOp::kBsBase:
      return LoadWord(l, n, abi::kMatchStateBase);
    case IrOp::kBsData:
      if (!l.m.atomvm()) return LoadWord(l, n, abi::kMatchStateData);
      LoadWord(l, n, abi::kMatchStateBase);
      return l.b().Call(l.m.HelperFunction(Helper::kBytesOfBase));
    case IrOp::kBsSetOffset:
      l.PushIn(n, 0);
      l.PushIn(n, 1);
      return l.b().Store(Opcode::kI32Store, abi::BoxWord(abi::kMatchStateOffset));
    case IrOp::kBsRead:
      return Read(l, n);
    case IrOp::kBsReadInteger:
      return Call(l, n, Prim::k_bs_read_integer, true, true);
    case IrOp::kBsReadFloat:
      return Call(l, n, Prim::k_bs_read_float, false, true);
    case IrOp::kBsReadUtf:
      return ReadUtf(l, n);
    case IrOp::kBsSame:
      return Same(l, n);
    case IrOp::kBsSub:
      return Call(l, n, Prim::k_bs_sub, true, false);
    default:
      break;
  }
  SEABEAM_CHECK(false) << "no bit syntax at a position";
}

}  // namespace seabeam::emit
