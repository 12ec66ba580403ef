// Bit syntax: operations on match states (abi/layout.h), and making binaries.
#include <algorithm>

#include "abi/container.h"
#include "base/check.h"
#include "emit/limits.h"
#include "emit/lower/rules.h"

namespace seabeam::emit {
namespace {

using abi::CtxOffsets;
using wasm::LocalId;
using wasm::Opcode;
using IrOp = ir::Op;

constexpr int32_t kOffsetWord = abi::BoxWord(abi::kMatchStateOffset);
constexpr int32_t kEndWord = abi::BoxWord(abi::kMatchStateEnd);

void PushBitsLeft(Lowering& l, NodeId state) {
  l.Push(state);
  l.LoadTagged(kEndWord);
  l.Push(state);
  l.LoadTagged(kOffsetWord);
  l.Op(Opcode::kI32Sub);
}

// (ctx, operands.., imm): the shape of most primitives.
void Call(Lowering& l, NodeId n, Prim prim, bool ctx, bool imm) {
  if (ctx) l.Ctx();
  for (NodeId v : l.g.data(n)) l.Push(v);
  if (imm) l.Const(l.g.imm(n));
  l.CallPrim(prim);
}

void TestUnit(Lowering& l, int64_t unit) {
  // On the stack: a number of bits.
  if ((unit & (unit - 1)) == 0) {
    l.OpConst(Opcode::kI32And, unit - 1);
  } else {
    l.OpConst(Opcode::kI32RemU, unit);
  }
  l.Op(Opcode::kI32Eqz);
}

void Ensure(Lowering& l, NodeId n) {
  const int64_t bits = l.g.list(n)[0], unit = l.g.list(n)[1];
  PushBitsLeft(l, l.in(n, 0));
  if (unit <= 1) {
    l.OpConst(Opcode::kI32GeU, bits);
    return;
  }
  const LocalId left = l.TakeI32();
  l.b().LocalTee(left);
  l.OpConst(Opcode::kI32GeU, bits);
  l.b().LocalGet(left);
  l.OpConst(Opcode::kI32Sub, bits);
  TestUnit(l, unit);
  l.Op(Opcode::kI32And);
  l.Give(left);
}

void Skip(Lowering& l, NodeId n) {
  const NodeId state = l.in(n, 0), size = l.in(n, 1);
  if (l.g.op(size) != IrOp::kI32Const) return Call(l, n, Prim::k_bs_skip, true, false);
  // Enough is left: advance.
  const int64_t bits = l.g.imm(size);
  PushBitsLeft(l, state);
  l.OpConst(Opcode::kI32GeU, bits);
  l.b().If(wasm::kI32, wasm::BranchHint::kLikely);
  l.Push(state);
  l.Push(state);
  l.LoadTagged(kOffsetWord);
  l.OpConst(Opcode::kI32Add, bits);
  l.b().Store(Opcode::kI32Store, kOffsetWord);
  l.Const(1);
  l.b().Else();
  l.Const(0);
  l.b().End();
}

void PushStringAddress(Lowering& l, int64_t offset) {
  l.PushK(abi::kConstStrt);
  l.OpConst(Opcode::kI32Add, offset);
}

void MatchString(Lowering& l, NodeId n) {
  const int64_t bits = l.g.list(n)[0];
  l.PushIn(n, 0);
  l.Const(bits);
  PushStringAddress(l, l.g.list(n)[1]);
  l.Const(bits);
  l.CallPrim(Prim::k_bs_match_string);
}

// ---- Small binaries of known numbers, made in place ----

struct InlineSegment {
  uint32_t bytes;
  bool little;
  int64_t string;  // offset of its bytes, -1: a number
};

// Segment i, when its size is known and it is bytes, or a small integer in up to 4 of them.
bool InlineSegmentOf(const ir::Graph& g, NodeId n, uint32_t i, InlineSegment* segment) {
  const int64_t descriptor = g.list(n)[2 * i];
  const NodeId value = g.data(n)[2 * i], size = g.data(n)[2 * i + 1];
  if (g.op(size) != IrOp::kSmallConst) return false;
  const int64_t bits = g.imm(size) * (descriptor >> 8 & 0xFFF);
  if (bits < 0 || bits > 8 * int64_t{kMaxInlineBinary} || bits % 8 != 0) return false;
  const auto type = static_cast<abi::BsSegmentType>(descriptor & 15);
  *segment = {static_cast<uint32_t>(bits / 8),
              (descriptor >> 4 & abi::kBsLittle) != 0, g.list(n)[2 * i + 1]};
  if (type == abi::BsSegmentType::kString) return true;
  return type == abi::BsSegmentType::kInteger && bits <= 32 && IsSmall(g.type(value));
}

void StoreNumber(Lowering& l, uint32_t at, NodeId value, const InlineSegment& s) {
  // Byte i of the little end's order.
  for (uint32_t i = 0; i < s.bytes; ++i) {
    l.b().LocalGet(l.heap());
    l.Push(value);
    l.OpConst(Opcode::kI32ShrS, std::min<uint32_t>(abi::kImmShift + 8 * i, 31));
    l.b().Store(Opcode::kI32Store8, at + (s.little ? i : s.bytes - 1 - i));
  }
}

void StoreText(Lowering& l, uint32_t at, absl::string_view text) {
  while (!text.empty()) {
    const uint32_t bytes = text.size() >= 4 ? 4 : 1;
    uint32_t word = 0;
    for (uint32_t i = bytes; i-- > 0;) word = word << 8 | static_cast<uint8_t>(text[i]);
    l.b().LocalGet(l.heap());
    l.Const(word);
    l.b().Store(bytes == 4 ? Opcode::kI32Store : Opcode::kI32Store8, at, 0);
    at += bytes;
    text.remove_prefix(bytes);
  }
}

void CreateInline(Lowering& l, NodeId n, uint32_t bytes) {
  const uint32_t words = (bytes + 3) / 4;
  const uint32_t at = l.Allocate(4 * (2 + words));
  auto word = [&](uint32_t offset, int64_t value) {
    l.b().LocalGet(l.heap());
    l.Const(value);
    l.b().Store(Opcode::kI32Store, at + offset);
  };
  word(0, abi::Header(1 + words, abi::kHdrHeapBinary));
  word(4, bytes);
  if (bytes % 4 != 0) word(4 + 4 * words, 0);
  uint32_t offset = at + 8;
  for (uint32_t i = 0; i < l.g.list(n).size() / 2; ++i) {
    InlineSegment s;
    InlineSegmentOf(l.g, n, i, &s);
    if (s.string < 0) {
      StoreNumber(l, offset, l.in(n, 2 * i), s);
    } else {
      StoreText(l, offset, absl::string_view(l.m.module().strt).substr(s.string, s.bytes));
    }
    offset += s.bytes;
  }
  l.b().LocalGet(l.heap());
  l.OpConst(Opcode::kI32Add, at + abi::kTagBoxed);
}

void Create(Lowering& l, NodeId n) {
  if (const uint32_t bytes = InlineBinaryBytes(l.g, n)) return CreateInline(l, n, bytes);
  absl::Span<const int64_t> list = l.g.list(n);
  const uint32_t segments = static_cast<uint32_t>(list.size() / 2);
  if (3 * segments > kMaxScratchWords) {
    l.Fail("a binary of more segments than the scratch area holds");
    l.Const(0);
    return;
  }
  for (uint32_t i = 0; i < segments; ++i) {
    const uint32_t at = CtxOffsets::x_base + 12 * i;
    const NodeId value = l.in(n, 2 * i), size = l.in(n, 2 * i + 1);
    l.Ctx();
    l.Const(list[2 * i]);
    l.b().Store(Opcode::kI32Store, at);
    l.Ctx();
    if (list[2 * i + 1] >= 0) {
      PushStringAddress(l, list[2 * i + 1]);
    } else {
      l.Push(value);
    }
    l.b().Store(Opcode::kI32Store, at + 4);
    l.Ctx();
    if (l.g.op(size) == IrOp::kNoneConst) {
      l.Const(0);
    } else {
      l.Push(size);
    }
    l.b().Store(Opcode::kI32Store, at + 8);
  }
  l.Ctx();
  l.Const(segments);
  l.CallPrim(Prim::k_bs_create);
}

}  // namespace

uint32_t InlineBinaryBytes(const ir::Graph& g, NodeId n) {
  uint32_t bytes = 0;
  for (uint32_t i = 0; i < g.list(n).size() / 2; ++i) {
    InlineSegment s;
    if (!InlineSegmentOf(g, n, i, &s)) return 0;
    bytes += s.bytes;
    if (bytes > kMaxInlineBinary) return 0;
  }
  return bytes;
}

void LowerBits(Lowering& l, NodeId n) {
  switch (l.g.op(n)) {
    case IrOp::kBsGetInteger:
      return Call(l, n, Prim::k_bs_get_integer, true, true);
    case IrOp::kBsGetFloat:
      return Call(l, n, Prim::k_bs_get_float, true, true);
    case IrOp::kBsGetBinary:
      return Call(l, n, Prim::k_bs_get_binary, true, true);
    case IrOp::kBsGetTail:
      return Call(l, n, Prim::k_bs_get_tail, true, true);
    case IrOp::kBsSkip:
      return Skip(l, n);
    case IrOp::kBsTestTail:
    case IrOp::kBsEnsureExact:
      PushBitsLeft(l, l.in(n, 0));
      return l.OpConst(Opcode::kI32Eq, l.g.imm(n));
    case IrOp::kBsTestUnit:
      PushBitsLeft(l, l.in(n, 0));
      return TestUnit(l, l.g.imm(n));
    case IrOp::kBsEnsure:
      return Ensure(l, n);
    case IrOp::kBsMatchString:
      return MatchString(l, n);
    case IrOp::kBsGetUtf8:
      return Call(l, n, Prim::k_bs_get_utf8, true, false);
    case IrOp::kBsGetUtf16:
      return Call(l, n, Prim::k_bs_get_utf16, true, true);
    case IrOp::kBsGetUtf32:
      return Call(l, n, Prim::k_bs_get_utf32, true, true);
    case IrOp::kBsGetPosition:
      return Call(l, n, Prim::k_bs_get_position, true, false);
    case IrOp::kBsSetPosition:
      return Call(l, n, Prim::k_bs_set_position, false, false);
    case IrOp::kBsSizeBits:
      return Call(l, n, Prim::k_bs_size_bits, true, true);
    case IrOp::kBsCreate:
      return Create(l, n);
    default:
      break;
  }
  SEABEAM_CHECK(false) << "no bit syntax";
}

}  // namespace seabeam::emit
