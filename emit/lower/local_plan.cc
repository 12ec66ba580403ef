#include "emit/lower/local_plan.h"

#include <algorithm>
#include <queue>

#include "base/check.h"
#include "emit/limits.h"

namespace seabeam::emit {

using ir::Op;
using ir::OpKind;
using ir::Repr;

LocalPlan::LocalPlan(const Regions& regions, const Schedule& schedule)
    : graph_(regions.graph()), cfg_(regions.cfg()), schedule_(schedule),
      epoch_of_(graph_.size(), 0), local_(graph_.size(), kNone), text_epoch_(cfg_.size(), 0),
      text_index_(cfg_.size(), 0), folded_epoch_(graph_.size(), 0), folded_pos_(graph_.size(), 0) {}

// Times: a position p reads at 2p and writes at 2p + 1.

void LocalPlan::Define(NodeId n, uint32_t time) {
  if (epoch_of_[n] == epoch_) {
    // Defined once more (in another block, or a parameter already).
    Class& c = classes_[local_[n]];
    c.begin = std::min(c.begin, time);
    c.end = std::max(c.end, time);
    return;
  }
  epoch_of_[n] = epoch_;
  local_[n] = static_cast<uint32_t>(values_.size());
  values_.push_back(n);
  parent_.push_back(local_[n]);
  classes_.push_back({time, time, kNone, kNone});
}

void LocalPlan::Extend(NodeId n, uint32_t block_index, uint32_t time) {
  Class& c = classes_[local_[n]];
  for (uint32_t l = tree_->loop_of[block_index]; l != ControlTree::kNoLoop;
       l = tree_->loops[l].parent) {
    const ControlTree::Loop& loop = tree_->loops[l];
    if (c.begin >= 2 * start_pos_[loop.begin]) break;  // defined inside: and inside all outer ones
    time = std::max(time, 2 * start_pos_[loop.end] - 1);
  }
  c.end = std::max(c.end, time);
}

void LocalPlan::Touch(NodeId raw, uint32_t block_index, uint32_t pos) {
  const NodeId n = schedule_.Resolve(raw);
  if (IsRematerialised(graph_, n) || graph_.repr(n) == Repr::kNone) return;
  if (folded_epoch_[n] == instance_) {
    folded_pos_[n] = pos;
    return;
  }
  if (epoch_of_[n] != epoch_) {
    SEABEAM_CHECK(false) << graph_.name() << ": n" << n << " (" << graph_.info(n).name
                         << ") is used before it is computed";
  }
  Extend(n, block_index, 2 * pos);
}

void LocalPlan::AddPoint(NodeId phi, uint32_t time) {
  // Kept as a piece; the merge itself may come earlier or later in the text.
  if (epoch_of_[phi] != epoch_) {
    Define(phi, time);
    classes_[local_[phi]].begin = classes_[local_[phi]].end = kNone;  // no main piece yet
  }
  Class& c = classes_[local_[phi]];
  if (c.pieces == kNone) {
    if (pieces_used_ == pieces_.size()) pieces_.emplace_back();
    c.pieces = pieces_used_++;
    pieces_[c.pieces].clear();
  }
  pieces_[c.pieces].push_back({time, time});
}

// What other functions take besides phis.
void LocalPlan::WalkExits(uint32_t index, uint32_t pos) {
  for (BlockId s : cfg_.succs(tree_->text[index])) {
    if (text_epoch_[s] == epoch_) continue;
    for (NodeId v : schedule_.taken(s)) Touch(v, index, pos);
  }
}

void LocalPlan::WalkEnd(uint32_t index, uint32_t end) {
  const BlockId b = tree_->text[index];
  const NodeId term = cfg_.block(b).term;
  const NodeId fused = schedule_.fused(b);
  if (fused != kNoNode) {
    Define(fused, 2 * end + 1);
    for (NodeId v : graph_.data(fused)) Touch(v, index, end);
    WalkExits(index, end + 1);
    return;
  }
  if (term == kNoNode) {
    if (cfg_.succs(b).empty()) return;
    WalkExits(index, end + 1);
    const BlockId merge = cfg_.succs(b)[0];
    const uint32_t input = schedule_.merge_input(b);
    const bool inside = text_epoch_[merge] == epoch_;
    for (NodeId phi : schedule_.phis(merge)) {
      const NodeId value = graph_.data(phi)[input];
      Touch(value, index, end);
      if (!inside) continue;
      AddPoint(phi, 2 * end + 1);
      phi_edges_.push_back({phi, schedule_.Resolve(value)});
    }
    return;
  }
  const ir::Graph::SlotSplit split = SlotsOf(graph_, term);
  absl::Span<const NodeId> data = graph_.data(term);
  for (uint32_t i = 0; i < data.size(); ++i) {
    Touch(data[i], index, i >= split.args ? end + 1 : end);
  }
  WalkExits(index, end + 1);
  for (BlockId s : cfg_.succs(b)) {
    const NodeId head = cfg_.block(s).head;
    if (text_epoch_[s] != epoch_ || !graph_.IsEntryHead(head) || graph_.op(head) == Op::kTryHandler) continue;
    for (NodeId load : schedule_.loads(s)) {
      AddPoint(load, 2 * end + 3);
      phi_edges_.push_back({load, schedule_.Resolve(data[split.args + graph_.imm(load)])});
    }
    if (graph_.op(head) != Op::kCallCont) continue;
    for (NodeId n : graph_.uses(head)) {
      if (graph_.op(n) == Op::kCallResult && schedule_.IsLive(n)) AddPoint(n, 2 * end + 1);
    }
  }
}

void LocalPlan::WalkBlock(uint32_t index) {
  const BlockId b = tree_->text[index];
  const NodeId head = cfg_.block(b).head;
  ++instance_;
  auto define_head = [&](NodeId n) {
    if (epoch_of_[n] == epoch_ && classes_[local_[n]].begin == kNone) {
      classes_[local_[n]].begin = classes_[local_[n]].end = 2 * start_pos_[index];
    } else {
      Define(n, 2 * start_pos_[index]);
    }
  };
  for (NodeId phi : schedule_.phis(b)) define_head(phi);
  for (NodeId load : schedule_.loads(b)) define_head(load);
  if (graph_.op(head) == Op::kCallCont) {
    for (NodeId n : graph_.uses(head)) {
      if (graph_.op(n) == Op::kCallResult && schedule_.IsLive(n)) define_head(n);
    }
  }
  absl::Span<const Scheduled> order = schedule_.order(b);
  const uint32_t first = start_pos_[index] + 1;
  for (uint32_t i = 0; i < order.size(); ++i) {
    const NodeId n = order[i].node;
    if (order[i].folded) {
      folded_epoch_[n] = instance_;
    } else if (graph_.repr(n) != Repr::kNone && schedule_.IsLive(n)) {
      Define(n, 2 * (first + i) + 1);
    }
  }
  const uint32_t end = first + static_cast<uint32_t>(order.size());
  // Backwards, so that a folded value knows where it is evaluated before its operands are seen.
  WalkEnd(index, end);
  for (uint32_t i = static_cast<uint32_t>(order.size()); i-- > 0;) {
    const NodeId n = order[i].node;
    const uint32_t pos = order[i].folded ? folded_pos_[n] : first + i;
    if (graph_.info(n).kind == OpKind::kPinned) continue;
    if (graph_.op(n) == Op::kReductionCheck && graph_.data(n).empty()) {
      // The function is entered again with all its parameters.
      for (NodeId v : graph_.uses(graph_.start())) {
        if (graph_.op(v) == Op::kParam && epoch_of_[v] == epoch_) Touch(v, index, pos);
      }
    }
    for (NodeId v : graph_.data(n)) Touch(v, index, pos);
  }
}

void LocalPlan::Build(const ControlTree& tree, uint32_t first_param,
                      absl::Span<const NodeId> params) {
  tree_ = &tree;
  ++epoch_;
  values_.clear();
  classes_.clear();
  parent_.clear();
  phi_edges_.clear();
  pieces_used_ = 0;
  new_locals_.clear();
  start_pos_.clear();
  uint32_t pos = 1;
  for (uint32_t i = 0; i < tree.text.size(); ++i) {
    text_epoch_[tree.text[i]] = epoch_;
    text_index_[tree.text[i]] = i;
    start_pos_.push_back(pos);
    pos += static_cast<uint32_t>(schedule_.order(tree.text[i]).size()) + 3;
  }
  start_pos_.push_back(pos);
  for (uint32_t i = 0; i < params.size(); ++i) {
    const NodeId n = params[i];
    if (n == kNoNode) continue;
    // What a block's head defines is written on entry as by any other edge to that block.
    if (graph_.op(n) == Op::kParam || i >= params.size() - schedule_.taken(tree.text[0]).size()) {
      Define(n, 0);
    } else {
      AddPoint(n, 0);
    }
    classes_[local_[n]].local = first_param + i;
  }
  for (uint32_t i = 0; i < tree.text.size(); ++i) WalkBlock(i);
  Coalesce();
  Assign(static_cast<uint32_t>(params.size()), first_param);
}

uint32_t LocalPlan::Find(uint32_t value) {
  while (parent_[value] != value) {
    parent_[value] = parent_[parent_[value]];
    value = parent_[value];
  }
  return value;
}

bool LocalPlan::TryMerge(uint32_t a, uint32_t b) {
  a = Find(a);
  b = Find(b);
  if (a == b) return true;
  Class& ca = classes_[a];
  Class& cb = classes_[b];
  if (ca.local != kNone && cb.local != kNone) return false;
  const Piece hull_a{ca.begin, ca.end}, hull_b{cb.begin, cb.end};
  absl::Span<const Piece> pa = ca.pieces == kNone ? absl::MakeConstSpan(&hull_a, 1)
                                                  : absl::MakeConstSpan(pieces_[ca.pieces]);
  absl::Span<const Piece> pb = cb.pieces == kNone ? absl::MakeConstSpan(&hull_b, 1)
                                                  : absl::MakeConstSpan(pieces_[cb.pieces]);
  if (pa.size() + pb.size() > kMaxCoalescedPieces) return false;
  std::vector<Piece> merged;
  merged.reserve(pa.size() + pb.size());
  size_t i = 0, j = 0;
  while (i < pa.size() || j < pb.size()) {
    const bool from_a = j == pb.size() || (i < pa.size() && pa[i].begin < pb[j].begin);
    const Piece piece = from_a ? pa[i++] : pb[j++];
    if (!merged.empty() && merged.back().end >= piece.begin) {
      // Two writes at one point belong to the same moves: a conflict like any other.
      return false;
    }
    merged.push_back(piece);
  }
  parent_[b] = a;
  if (ca.pieces == kNone) {
    if (cb.pieces != kNone) {
      ca.pieces = cb.pieces;
    } else {
      if (pieces_used_ == pieces_.size()) pieces_.emplace_back();
      ca.pieces = pieces_used_++;
    }
  }
  ca.begin = merged.front().begin;
  ca.end = merged.back().end;
  if (ca.local == kNone) ca.local = cb.local;
  pieces_[ca.pieces] = std::move(merged);
  return true;
}

void LocalPlan::Coalesce() {
  // A phi's points and its main piece become one sorted list without overlaps.
  for (uint32_t v = 0; v < values_.size(); ++v) {
    Class& c = classes_[v];
    if (c.pieces == kNone) continue;
    std::vector<Piece>& pieces = pieces_[c.pieces];
    if (c.begin != kNone) pieces.push_back({c.begin, c.end});
    std::sort(pieces.begin(), pieces.end(),
              [](const Piece& a, const Piece& b) { return a.begin < b.begin; });
    size_t kept = 0;
    for (const Piece& p : pieces) {
      if (kept != 0 && pieces[kept - 1].end >= p.begin) {
        pieces[kept - 1].end = std::max(pieces[kept - 1].end, p.end);
      } else {
        pieces[kept++] = p;
      }
    }
    pieces.resize(kept);
    c.begin = pieces.front().begin;
    c.end = pieces.back().end;
  }
  for (auto [phi, operand] : phi_edges_) {
    if (epoch_of_[operand] != epoch_) continue;
    const bool same = (graph_.repr(phi) == Repr::kF64) == (graph_.repr(operand) == Repr::kF64);
    if (same) TryMerge(local_[phi], local_[operand]);
  }
}

void LocalPlan::Assign(uint32_t num_params, uint32_t first_param) {
  struct Busy {
    uint32_t until, local;
    bool operator<(const Busy& o) const { return until > o.until; }  // soonest first
  };
  std::vector<uint32_t> order;
  std::vector<bool> taken(num_params, false);
  for (uint32_t v = 0; v < values_.size(); ++v) {
    if (Find(v) != v) continue;
    order.push_back(v);
    if (classes_[v].local != kNone) taken[classes_[v].local - first_param] = true;
  }
  std::sort(order.begin(), order.end(), [this](uint32_t a, uint32_t b) {
    return std::make_pair(classes_[a].begin, a) < std::make_pair(classes_[b].begin, b);
  });
  std::priority_queue<Busy> busy[2];
  std::vector<uint32_t> free[2];
  for (uint32_t i = num_params; i-- > 0;) {
    if (!taken[i]) free[0].push_back(first_param + i);
  }
  for (uint32_t v : order) {
    Class& c = classes_[v];
    const int f64 = graph_.repr(values_[v]) == Repr::kF64;
    while (!busy[f64].empty() && busy[f64].top().until < c.begin) {
      free[f64].push_back(busy[f64].top().local);
      busy[f64].pop();
    }
    if (c.local == kNone) {
      if (free[f64].empty()) {
        c.local = first_param + num_params + static_cast<uint32_t>(new_locals_.size());
        new_locals_.push_back(f64 != 0);
      } else {
        c.local = free[f64].back();
        free[f64].pop_back();
      }
    }
    busy[f64].push({c.end, c.local});
  }
  for (uint32_t v = 0; v < values_.size(); ++v) local_[values_[v]] = classes_[Find(v)].local;
}

}  // namespace seabeam::emit
