#include "emit/schedule/regions.h"

namespace seabeam::emit {

using ir::Op;

int32_t FrameAfter(const ir::Graph& graph, NodeId n, int32_t frame) {
  switch (graph.op(n)) {
    case Op::kFrameAlloc:
      return static_cast<int32_t>(graph.imm(n));
    case Op::kFrameFree:
      return kNoFrame;
    case Op::kFrameTrim:
      return frame - static_cast<int32_t>(graph.imm(n));
    default:
      return frame;
  }
}

namespace {

bool IsBranchTarget(const ir::Graph& graph, NodeId head) {
  switch (graph.op(head)) {
    case Op::kIfTrue:
    case Op::kIfFalse:
    case Op::kSwitchCase:
      return true;
    default:
      return graph.info(head).kind == ir::OpKind::kMerge;
  }
}

}  // namespace

Regions::Regions(const ir::Graph& graph, const ir::Cfg& cfg, bool every_branch)
    : graph_(graph), cfg_(cfg), dominance_(graph, cfg), every_branch_(every_branch) {
  const uint32_t count = cfg.size();
  root_.resize(count);
  begin_.assign(count + 2, 0);
  for (BlockId b = 0; b < count; ++b) {
    const BlockId idom = dominance_.idom(b);
    const bool is_root =
        idom == kNoBlock || (every_branch && IsBranchTarget(graph, cfg.block(b).head));
    root_[b] = is_root ? b : root_[idom];
    if (is_root) roots_.push_back(b);
    ++begin_[root_[b] + 2];
  }
  for (uint32_t i = 2; i < count + 2; ++i) begin_[i] += begin_[i - 1];
  blocks_.resize(count);
  // begin_[r + 1] is where region r is filled next; when all is filled, it is its end.
  for (BlockId b = 0; b < count; ++b) blocks_[begin_[root_[b] + 1]++] = b;
  FindFrames();
}

void Regions::FindFrames() {
  constexpr int32_t kUnset = -2;
  frame_.assign(cfg_.size(), kUnset);
  frame_[0] = kNoFrame;
  for (BlockId b = 0; b < cfg_.size(); ++b) {
    // Every block but Start has a predecessor before it in reverse post order.
    if (frame_[b] == kUnset) frame_[b] = kNoFrame;
    int32_t frame = frame_[b];
    for (NodeId n : cfg_.fixed(b)) frame = FrameAfter(graph_, n, frame);
    for (BlockId s : cfg_.succs(b)) {
      if (frame_[s] != kUnset) continue;
      const NodeId head = cfg_.block(s).head;
      frame_[s] = graph_.op(head) == Op::kTryHandler ? static_cast<int32_t>(graph_.imm(head)) : frame;
    }
  }
}

}  // namespace seabeam::emit
