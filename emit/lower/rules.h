// The lowering rules by family. Each leaves its node's value on the operand stack.
#ifndef SEABEAM_EMIT_LOWER_RULES_H_
#define SEABEAM_EMIT_LOWER_RULES_H_

#include "emit/lower/lowering.h"

namespace seabeam::emit {

// ---- rules_arith.cc: arithmetic on terms ----
// Whether the operation may need the runtime. If not, it yields a small integer and every operand is
// read once.
bool NeedsSlowPath(const ir::Graph& g, NodeId n);
// The value of small operands; branches to `slow` when that does not do.
void LowerArithFast(Lowering& l, NodeId n, wasm::Label slow);
// The value from the runtime; 0 = none.
void LowerArithSlow(Lowering& l, NodeId n);
void LowerArith(Lowering& l, NodeId n);

// ---- rules_compare.cc ----
bool ComparesOnce(const ir::Graph& g, NodeId n);  // operands are read once
void LowerLess(Lowering& l, NodeId n);
void LowerEqExact(Lowering& l, NodeId n);
void LowerEqNumeric(Lowering& l, NodeId n);
void LowerI32Eq(Lowering& l, NodeId n);

// ---- rules_types.cc ----
bool TestsTypeOnce(const ir::Graph& g, NodeId n);
void LowerIsType(Lowering& l, NodeId n);
// Branches to `target` if the test's result is `sense`.
void JumpIfType(Lowering& l, NodeId n, bool sense, wasm::Label target);
// Of a test for a tuple that decides between `yes` and `no`: whether it is enough to test that the
// term is boxed, for all that `yes` does is to compare the whole header with that of a tuple of some size, and
// another header goes where `no` goes.
bool NeedsBoxedTestOnly(const Lowering& l, NodeId n, BlockId yes, BlockId no);
void PushIsBoxed(Lowering& l, NodeId n);

// ---- rules_data.cc ----
void LowerCons(Lowering& l, NodeId n);
void LowerMakeTuple(Lowering& l, NodeId n);
void LowerUpdateTuple(Lowering& l, NodeId n);
void LowerMakeFun(Lowering& l, NodeId n);
void LowerF64ToTerm(Lowering& l, NodeId n);
void LowerMapPut(Lowering& l, NodeId n, Prim prim);

// ---- rules_bits.cc ----
// Of a bs_create: bytes of the binary when it is made in place, in the heap; else 0.
uint32_t InlineBinaryBytes(const ir::Graph& g, NodeId n);
void LowerBits(Lowering& l, NodeId n);

// ---- rules_bits_at.cc ----
void LowerBitsAt(Lowering& l, NodeId n);
void LowerI32ToTerm(Lowering& l, NodeId n);
void LowerTermToU32(Lowering& l, NodeId n);

// ---- rules_frame.cc ----
void LowerReductionCheck(Lowering& l, NodeId n);
// Counts a reduction; the slow path enters the function again with the first values, as many as it has parameters
// (kNoNode: any term), after storing the positions of match states, which follow in pairs.
void CheckReductions(Lowering& l, absl::Span<const NodeId> values);

// ---- rules_calls.cc, rules_raise.cc, rules_switch.cc: terminators ----
void LowerCall(Lowering& l, NodeId n);
void LowerReceive(Lowering& l, NodeId n);
void LowerRaise(Lowering& l, NodeId n);
void LowerSwitch(Lowering& l, NodeId n);

inline bool IsSmall(const ir::Type& t) { return !t.IsBottom() && t.Within(abi::kKindSmall); }
// An atom or nil: equal to another term exactly if the words are the same.
inline bool IsAtomic(const ir::Type& t) {
  return !t.IsBottom() && t.Within(abi::kKindAtom | abi::kKindNil);
}

}  // namespace seabeam::emit

#endif  // SEABEAM_EMIT_LOWER_RULES_H_
