#include "emit/lower/fold_policy.h"

#include <algorithm>

#include "emit/lower/rules.h"

namespace seabeam::emit {
namespace {

using ir::Graph;
using ir::OpKind;
using IrOp = ir::Op;

bool IsArith(IrOp op) {
  switch (op) {
    case IrOp::kAdd:
    case IrOp::kSub:
    case IrOp::kMul:
    case IrOp::kIntDiv:
    case IrOp::kRem:
    case IrOp::kBand:
    case IrOp::kBor:
    case IrOp::kBxor:
    case IrOp::kBsl:
    case IrOp::kBsr:
    case IrOp::kNeg:
    case IrOp::kBnot:
      return true;
    default:
      return false;
  }
}

bool ReadsOnce(const Graph& g, NodeId user, uint32_t index) {
  const IrOp op = g.op(user);
  if (IsArith(op)) return !NeedsSlowPath(g, user);
  switch (op) {
    case IrOp::kLess:
      return ComparesOnce(g, user);
    case IrOp::kIsType:
      return TestsTypeOnce(g, user);
    case IrOp::kUpdateTuple:
      return index != 0;
    case IrOp::kReductionCheck: {
      // Pushed on the slow path only; making a term of a small integer may wait till there.
      NodeId value = g.data(user)[index];
      return g.op(value) == IrOp::kTag || g.op(value) == IrOp::kI32ToTerm;
    }
    // Slots are read after the call, on the way on and on the way out.
    case IrOp::kCallLocal:
    case IrOp::kCallExternal:
    case IrOp::kRecvWaitTimeout:
    // Handed on to the receive, where several loads may stand for one slot.
    case IrOp::kRecvSync:
      return index < SlotsOf(g, user).args;
    // Read by the test and by what it decides between.
    case IrOp::kI32ToTerm:
      return IsSmall(g.type(user));
    case IrOp::kTermToU32:
      return IsSmall(g.type(g.data(user)[0]));
    case IrOp::kBsStartMatch:
      return g.type(g.data(user)[0]).Disjoint(abi::kKindMatchState);
    case IrOp::kBsRead: {
      const int64_t bits = g.imm(user) & 0xFF;
      return bits > 8 && bits % 8 != 0;
    }
    case IrOp::kBsReadUtf:
    case IrOp::kBsSame:
      return false;
    // Bisected; funs and applied arguments are passed twice.
    case IrOp::kSwitch:
    case IrOp::kCallFun:
    case IrOp::kTailFun:
    case IrOp::kCallApply:
    case IrOp::kTailApply:
    case IrOp::kF64IsFinite:
    // The match state is read and written in place.
    case IrOp::kBsSkip:
    case IrOp::kBsTestTail:
    case IrOp::kBsTestUnit:
    case IrOp::kBsEnsure:
    case IrOp::kBsEnsureExact:
    // Operands wait in the scratch area, which an operand's own evaluation might use.
    case IrOp::kMapPutAssoc:
    case IrOp::kMapPutExact:
    case IrOp::kBsCreate:
      return false;
    default:
      return true;
  }
}

bool FusesWithNoneTest(const Graph& g, NodeId n) { return IsArith(g.op(n)) && NeedsSlowPath(g, n); }

// Estimates. Exactness does not matter, but big constructs must count as big.
uint32_t Weight(const Graph& g, NodeId n) {
  const uint32_t operands = static_cast<uint32_t>(g.data(n).size());
  const IrOp op = g.op(n);
  if (IsArith(op)) return NeedsSlowPath(g, n) ? 50 : 7;
  switch (op) {
    case IrOp::kReductionCheck:
      return 30 + 2 * g.arity();
    case IrOp::kFrameAlloc:
    case IrOp::kFrameFree:
    case IrOp::kFrameTrim:
      return 0;
    case IrOp::kHead:
    case IrOp::kTail:
    case IrOp::kTupleElement:
      return 7;
    case IrOp::kCons:
    case IrOp::kMakeTuple:
    case IrOp::kMakeFun:
    case IrOp::kF64ToTerm:
    case IrOp::kUpdateTuple:
      return 24 + 7 * operands;
    case IrOp::kMapPutAssoc:
    case IrOp::kMapPutExact:
    case IrOp::kBsCreate:
      return 12 + 7 * operands;
    case IrOp::kBsRead:
    case IrOp::kBsReadUtf:
    case IrOp::kBsSame:
      return 40;
    case IrOp::kIsType:
      return TestsTypeOnce(g, n) ? 7 : 24;
    case IrOp::kLess:
      return ComparesOnce(g, n) ? 6 : 26;
    case IrOp::kSwitch:
      return 10 + 7 * static_cast<uint32_t>(g.list(n).size());
    case IrOp::kReturn:
      return 3;
    case IrOp::kIf:
      return 5;
    default:
      break;
  }
  if (g.info(n).kind != OpKind::kTerm) return 6 + 2 * operands;
  const Graph::SlotSplit split = SlotsOf(g, n);
  return 20 + 2 * split.args + 2 * split.slots;
}

}  // namespace

const SchedulePolicy& LoweringPolicy() {
  static constexpr SchedulePolicy kPolicy = {ReadsOnce, FusesWithNoneTest, Weight};
  return kPolicy;
}

}  // namespace seabeam::emit
