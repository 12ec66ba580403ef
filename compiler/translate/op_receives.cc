// Receives: loop_rec, loop_rec_end, remove_message, wait, wait_timeout, timeout, and the markers, which
// only save a scan of old messages.
#include <vector>

#include "compiler/translate/families.h"

namespace seabeam::translate {
namespace {

using beam::Opcode;
using ir::kNoNode;
using ir::NodeId;
using ir::Op;

// The receive that a wait belongs to; kNoNode and an error when there is none.
NodeId SyncOf(FunctionTranslator& t, const Insn& insn) {
  const NodeId sync = t.RecvSyncOf(insn.label(0));
  if (sync == kNoNode) t.Fail("wait outside of a receive");
  return sync;
}

void WaitTimeout(FunctionTranslator& t, const Insn& insn) {
  const NodeId sync = SyncOf(t, insn);
  if (sync == kNoNode) return;
  std::vector<NodeId> inputs = {sync, t.Use(insn.arg(1))};
  t.AppendSlots(&inputs);
  const int64_t facts[] = {t.frame_words(), t.frame_words()};
  const NodeId wait = t.Terminate(Op::kRecvWaitTimeout, inputs, 0, facts);
  t.EnterEntryBlock(t.graph().Add(Op::kTimeoutCont, {wait}));
}

}  // namespace

void TranslateReceive(FunctionTranslator& t, const Insn& insn) {
  switch (insn.opcode) {
    case Opcode::kLoopRec: {
      const NodeId message = t.Fixed(Op::kRecvPeek, {});
      t.Require(t.Pure(Op::kIsNone, {message}), false, insn.label(0));
      t.Set(insn.arg(1), t.Narrow(message, ir::Type::Any()));
      return;
    }
    case Opcode::kLoopRecEnd:
      t.Fixed(Op::kRecvNext, {});
      t.Jump(insn.label(0));
      return;
    case Opcode::kRemoveMessage:
      t.Fixed(Op::kRecvRemove, {});
      return;
    case Opcode::kTimeout:
      t.Fixed(Op::kRecvTimeout, {});
      return;
    case Opcode::kWait: {
      const NodeId sync = SyncOf(t, insn);
      if (sync == kNoNode) return;
      std::vector<NodeId> inputs = {sync};
      t.AppendSlots(&inputs);
      const int64_t facts[] = {t.frame_words()};
      t.Terminate(Op::kRecvWait, inputs, 0, facts);
      return;
    }
    case Opcode::kWaitTimeout:
      WaitTimeout(t, insn);
      return;
    case Opcode::kRecvMarkerReserve:
      // The marker lives in a register; nobody looks at it.
      t.Set(insn.arg(0), t.graph().Nil());
      return;
    default:  // recv_mark, recv_set, recv_marker_bind, _clear, _use
      return;
  }
}

}  // namespace seabeam::translate
