// Frames and the reduction check. A frame lies below `e`: the return address at e - 4, slot s at e - 8 - 4 * s. It has
// an address from the call on and is written only when its function unwinds (docs/design-notes.md).
#include <vector>

#include "emit/lower/rules.h"

namespace seabeam::emit {

using abi::CtxOffsets;
using wasm::LocalId;
using wasm::Opcode;
using IrOp = ir::Op;

namespace {

void StorePosition(Lowering& l, NodeId state, NodeId position) {
  const bool may_be_none = !l.g.type(state).Disjoint(abi::kKindNone);
  if (may_be_none) {
    l.Push(state);
    l.b().If();
  }
  l.Push(state);
  l.Push(position);
  l.b().Store(Opcode::kI32Store, abi::BoxWord(abi::kMatchStateOffset));
  if (may_be_none) l.b().End();
}

}  // namespace

void LowerReductionCheck(Lowering& l, NodeId n) {
  // The function is entered again: with its parameters, or with the values a loop lists.
  const uint32_t arity = l.g.arity();
  absl::Span<const NodeId> listed = l.g.data(n);
  // The start of a copy is one more activation of the code around it, which has checked. A loop's check stays, also that
  // of a function without parameters, which lists nothing.
  if (l.inside() && listed.empty() && l.cfg.block(l.block).loop_depth == 0) return;
  std::vector<NodeId> args(listed.begin(), listed.end());
  if (args.empty()) {
    args.assign(arity, kNoNode);
    for (NodeId p : l.g.uses(l.g.start())) {
      if (l.g.op(p) == IrOp::kParam && l.schedule.IsLive(p)) args[l.g.imm(p)] = p;
    }
  }
  CheckReductions(l, args);
}

void CheckReductions(Lowering& l, absl::Span<const NodeId> values) {
  const uint32_t arity = l.g.arity();
  const absl::Span<const NodeId> args = values.subspan(0, arity);
  // Match states whose position is known, to be stored before they are passed on.
  const absl::Span<const NodeId> positions = values.subspan(arity);
  const LocalId reds = l.TakeI32();
  l.Ctx();
  l.CtxLoad(CtxOffsets::reds);
  l.OpConst(Opcode::kI32Sub, 1);
  l.b().LocalTee(reds);
  l.b().Store(Opcode::kI32Store, CtxOffsets::reds);
  l.b().LocalGet(reds);
  if (l.MakesFrames()) {
    // The sign of either: reductions used up, or native calls too deep.
    l.PushE();
    l.CtxLoad(CtxOffsets::stack_limit);
    l.Op(Opcode::kI32Sub);
    l.Op(Opcode::kI32Or);
  }
  l.OpConst(Opcode::kI32LtS, 0);
  l.b().If({}, wasm::BranchHint::kUnlikely);
  for (size_t i = 0; i < positions.size(); i += 2) StorePosition(l, positions[i], positions[i + 1]);
  l.Ctx();
  l.PushE();
  for (NodeId v : args) {
    if (v == kNoNode) {
      l.Const(abi::kNil);
    } else {
      l.Push(v);
    }
  }
  l.Const(l.m.EntryPosition(l.function(), l.g.start()));
  l.Unwind(l.m.HelperFunction(Helper::kSlowEntry, arity));
  l.b().End();
  l.Give(reds);
}

}  // namespace seabeam::emit
