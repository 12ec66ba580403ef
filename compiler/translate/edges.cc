// The part of FunctionTranslator that carries register contents over control-flow edges: rows of
// values per edge, phis where they meet, loops and the tops of receives.
#include <algorithm>

#include "base/check.h"
#include "compiler/translate/function_translator.h"

namespace seabeam::translate {

using ir::kNoNode;
using ir::Op;

// ---- rows ----

void FunctionTranslator::CollectRow(uint32_t b, std::vector<NodeId>* row) {
  liveness_.ForEachLiveButSlots(b, [&](uint32_t reg) { row->push_back(registers_[reg]); });
  const uint32_t slots = NumRowSlots();
  for (uint32_t s = 0; s < slots; ++s) row->push_back(registers_[numbers().Slot(s)]);
  if (!marks_.empty()) row->insert(row->end(), marks_.begin(), marks_.begin() + slots);
  if (!contexts_.empty()) {
    liveness_.ForEachLiveButSlots(b, [&](uint32_t reg) { row->push_back(contexts_[reg]); });
    for (uint32_t s = 0; s < slots; ++s) row->push_back(contexts_[numbers().Slot(s)]);
  }
}

void FunctionTranslator::RestoreRow(uint32_t b, absl::Span<const NodeId> row) {
  size_t i = 0;
  std::fill(registers_.begin(), registers_.end(), kNoNode);
  liveness_.ForEachLiveButSlots(b, [&](uint32_t reg) { registers_[reg] = row[i++]; });
  const uint32_t slots = NumRowSlots();
  for (uint32_t s = 0; s < slots; ++s) registers_[numbers().Slot(s)] = row[i++];
  if (!marks_.empty()) {
    std::fill(marks_.begin(), marks_.end(), kNoNode);
    for (uint32_t s = 0; s < slots; ++s) marks_[s] = row[i++];
  }
  if (!contexts_.empty()) {
    std::fill(contexts_.begin(), contexts_.end(), kNoContext);
    liveness_.ForEachLiveButSlots(b, [&](uint32_t reg) { contexts_[reg] = row[i++]; });
    for (uint32_t s = 0; s < slots; ++s) contexts_[numbers().Slot(s)] = row[i++];
  }
}

void FunctionTranslator::AddEdge(uint32_t b, NodeId control) {
  BlockState& state = states_[b];
  if (state.loop != kNoNode) {
    AddBackEdge(b, control);
    return;
  }
  const uint32_t edge = static_cast<uint32_t>(edges_.size());
  edges_.push_back({control, memory_head_, static_cast<uint32_t>(edge_values_.size()),
                    CodeBlocks::kNone});
  CollectRow(b, &edge_values_);
  if (state.last_edge == CodeBlocks::kNone) {
    state.first_edge = edge;
  } else {
    edges_[state.last_edge].next = edge;
  }
  state.last_edge = edge;
  ++state.num_edges;
}

bool FunctionTranslator::EnterBlock(uint32_t b) {
  const CodeBlock& block = blocks_.block(b);
  BlockState& state = states_[b];
  if (state.num_edges == 0) return false;
  frame_ = block.frame;
  current_ = block.begin;
  loc_ = ir::kNoLoc;
  if (state.num_edges == 1) {
    const Edge& edge = edges_[state.first_edge];
    control_ = edge.control;
    memory_head_ = edge.memory_head;
    RestoreRow(b, absl::MakeConstSpan(edge_values_).subspan(edge.values));
  } else {
    MergeEdges(b);
  }
  if (block.wait_target) {
    SetLine(block.line);  // what a waiting process shows
    EnterReceive(b);
  }
  if (block.loop_header) EnterLoop(b);
  return true;
}

// ---- merging ----

ir::NodeId FunctionTranslator::CommonOrigin(NodeId a, NodeId b) const {
  if (a == b) return a;
  // Chains of casts are short.
  for (NodeId x = a;; x = graph_->input(x, 1)) {
    for (NodeId y = b;; y = graph_->input(y, 1)) {
      if (x == y) return x;
      if (graph_->op(y) != Op::kCast) break;
    }
    if (graph_->op(x) != Op::kCast) break;
  }
  return kNoNode;
}

ir::NodeId FunctionTranslator::Phi(NodeId merge, absl::Span<const NodeId> values, ir::Repr repr) {
  absl::InlinedVector<NodeId, 8> inputs;
  inputs.push_back(merge);
  inputs.insert(inputs.end(), values.begin(), values.end());
  const NodeId phi = graph_->Add(Op::kPhi, absl::MakeConstSpan(inputs));
  if (repr != ir::Repr::kTerm) graph_->SetRepr(phi, repr);
  return phi;
}

ir::NodeId FunctionTranslator::MergeValues(absl::Span<const NodeId> values, NodeId region,
                                           ir::Repr repr) {
  NodeId common = values[0];
  for (NodeId value : values) {
    if (value == kNoNode) return kNoNode;
    // The origin of values that reach the merge along all edges stands above it.
    if (common != kNoNode) common = CommonOrigin(common, value);
  }
  if (common != kNoNode) return common;
  const NodeId phi = Phi(region, values, repr);
  ir::Type type = graph_->type(values[0]);
  for (NodeId value : values.subspan(1)) type = ir::Join(type, graph_->type(value));
  graph_->SetType(phi, type);
  return phi;
}

void FunctionTranslator::MergeEdges(uint32_t b) {
  const BlockState& state = states_[b];
  const uint32_t n = state.num_edges;
  std::vector<const Edge*> edges;
  std::vector<NodeId> controls;
  for (uint32_t e = state.first_edge; e != CodeBlocks::kNone; e = edges_[e].next) {
    edges.push_back(&edges_[e]);
    controls.push_back(edges_[e].control);
  }
  const bool same_memory = std::all_of(edges.begin(), edges.end(), [&](const Edge* edge) {
    return edge->memory_head == edges[0]->memory_head;
  });
  const NodeId region = graph_->Add(Op::kRegion, controls);
  std::vector<NodeId> row;
  std::vector<NodeId> values(n);
  uint32_t position = 0;
  const auto gather = [&](uint32_t at) {
    for (uint32_t i = 0; i < n; ++i) values[i] = edge_values_[edges[i]->values + at];
  };
  liveness_.ForEachLiveButSlots(b, [&](uint32_t reg) {
    gather(position++);
    row.push_back(MergeValues(values, region,
                              reg < numbers().num_x ? ir::Repr::kTerm : ir::Repr::kF64));
  });
  const uint32_t slots = NumRowSlots();
  const uint32_t first_slot = position;
  const uint32_t first_mark = position + slots;
  std::vector<NodeId> marks;
  if (!marks_.empty()) {
    for (uint32_t s = 0; s < slots; ++s) {
      gather(first_mark + s);
      const bool same = std::all_of(values.begin(), values.end(),
                                    [&](NodeId value) { return value == values[0]; });
      marks.push_back(same ? values[0] : kSomeMark);
    }
  }
  for (uint32_t s = 0; s < slots; ++s) {
    gather(first_slot + s);
    bool same = true, unset = false;
    for (uint32_t i = 0; i < n; ++i) {
      same &= values[i] == values[0];
      unset |= values[i] == kNoNode;
    }
    const NodeId mark = marks.empty() ? kNoNode : marks[s];
    if (same && (values[0] != kInPlace || same_memory)) {
      row.push_back(values[0]);
    } else if (mark == kNoNode && (unset || !liveness_.IsLive(b, numbers().Slot(s)))) {
      row.push_back(kNoNode);
    } else {
      for (uint32_t i = 0; i < n; ++i) {
        if (values[i] == kNoNode) values[i] = graph_->Nil();
        if (values[i] == kInPlace) values[i] = FrameLoad(edges[i]->memory_head, s);
      }
      row.push_back(MergeValues(values, region, ir::Repr::kTerm));
    }
  }
  row.insert(row.end(), marks.begin(), marks.end());
  if (!contexts_.empty()) {
    const uint32_t first_context = first_slot + slots + static_cast<uint32_t>(marks.size());
    for (uint32_t i = 0; i < first_mark; ++i) {
      gather(first_context + i);
      const bool same = std::all_of(values.begin(), values.end(),
                                    [&](NodeId value) { return value == values[0]; });
      row.push_back(same ? values[0] : kNoContext);
    }
  }
  control_ = region;
  memory_head_ = same_memory ? edges[0]->memory_head : kNoNode;
  RestoreRow(b, row);
}

// ---- receives ----

void FunctionTranslator::EnterReceive(uint32_t b) {
  if (frame_ < 0) {
    Fail("a receive without a frame");
    return;
  }
  // Only `wait_timeout` at the top of a receive (a sleep) reads an x register there: its timeout, each
  // time a message has come. It is kept in the slot that CodeBlocks reserved.
  uint32_t first = blocks_.block(b).begin;
  while (first + 1 < function_->end && InsnAt(first).opcode == beam::Opcode::kLabel) ++first;
  const Insn wait = InsnAt(first);
  const bool spill = wait.opcode == beam::Opcode::kWaitTimeout &&
                     wait.arg(1).kind == beam::OperandKind::kX;
  const uint32_t spill_slot = numbers().num_saves - 1;
  if (spill) SetSlot(spill_slot, UseX(wait.arg(1).index()));
  // A process that waits shows the line that its receive stands behind.
  SetLine(blocks_.block(b).line);
  row_.clear();
  AppendSlots(&row_);
  const NodeId sync = Terminate(Op::kRecvSync, row_, frame_words());
  states_[b].recv_sync = sync;
  EnterEntryBlock(graph_->Add(Op::kRecvEntry, {sync}));
  if (spill) SetX(wait.arg(1).index(), UseSlot(spill_slot));
}

// ---- loops ----

void FunctionTranslator::EnterLoop(uint32_t b) {
  BlockState& state = states_[b];
  const NodeId loop = graph_->Add(Op::kLoop, {control_});
  state.loop = loop;
  loops_.push_back(b);
  const auto phi = [&](NodeId value, ir::Repr repr) {
    const NodeId node = value == kNoNode ? kNoNode : Phi(loop, {value}, repr);
    if (node != kNoNode && repr == ir::Repr::kF64) {
      graph_->SetType(node, ir::Type::OfKinds(abi::kKindFloat));
    }
    state.phis.push_back(node);
    return node;
  };
  liveness_.ForEachLiveButSlots(b, [&](uint32_t reg) {
    registers_[reg] =
        phi(registers_[reg], reg < numbers().num_x ? ir::Repr::kTerm : ir::Repr::kF64);
  });
  const uint32_t slots = NumRowSlots();
  for (uint32_t s = 0; s < slots; ++s) {
    NodeId& value = registers_[numbers().Slot(s)];
    const NodeId mark = marks_.empty() ? kNoNode : marks_[s];
    if (mark != kNoNode && mark != kSomeMark) {
      // The same catch is active all through the loop.
      state.phis.push_back(kNoNode);
    } else if (mark == kSomeMark || liveness_.IsLive(b, numbers().Slot(s))) {
      LoadSlot(s);
      value = phi(value, ir::Repr::kTerm);
    } else {
      value = kNoNode;
      state.phis.push_back(kNoNode);
    }
  }
  // Which context a register holds may change in the loop.
  std::fill(contexts_.begin(), contexts_.end(), kNoContext);
  control_ = loop;
  state.loop_marks = marks_;
}

void FunctionTranslator::AddBackEdge(uint32_t b, NodeId control) {
  BlockState& state = states_[b];
  if (state.loop_marks != marks_) {
    Fail("a catch begins or ends inside of a loop");
    return;
  }
  graph_->AppendInput(state.loop, control);
  size_t i = 0;
  const auto append = [&](NodeId value) {
    const NodeId phi = state.phis[i++];
    if (phi == kNoNode) return;
    if (value == kNoNode) {
      value = graph_->repr(phi) == ir::Repr::kF64 ? graph_->F64(0) : graph_->Nil();
    }
    graph_->AppendInput(phi, value);
  };
  liveness_.ForEachLiveButSlots(b, [&](uint32_t reg) { append(registers_[reg]); });
  const uint32_t slots = NumRowSlots();
  for (uint32_t s = 0; s < slots; ++s) append(state.phis[i] == kNoNode ? kNoNode : LoadSlot(s));
}

// Phis of a loop are made before its body is seen; most turn out to merge one value with themselves.
void FunctionTranslator::CloseLoops() {
  const auto only_value = [&](NodeId phi) {
    NodeId only = kNoNode;
    for (NodeId value : graph_->data(phi)) {
      if (value == phi || value == only) continue;
      if (only != kNoNode) return kNoNode;
      only = value;
    }
    return only;
  };
  bool changed = true;
  while (changed) {
    changed = false;
    for (uint32_t b : loops_) {
      for (NodeId& phi : states_[b].phis) {
        if (phi == kNoNode) continue;
        const NodeId value = only_value(phi);
        if (value == kNoNode) continue;
        graph_->ReplaceAllUses(phi, value);
        // It may have been its own input.
        graph_->Kill(phi);
        phi = kNoNode;
        changed = true;
      }
    }
  }
  for (uint32_t b : loops_) {
    const NodeId loop = states_[b].loop;
    if (graph_->num_inputs(loop) != 1) continue;
    graph_->ReplaceAllUses(loop, graph_->input(loop, 0));
    graph_->Kill(loop);
  }
}

}  // namespace seabeam::translate
