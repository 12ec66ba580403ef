#include "emit/structure/control_tree.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/check.h"

namespace seabeam::emit {

using ir::Op;

TreeBuilder::TreeBuilder(const Regions& regions, const Schedule& schedule)
    : regions_(regions), schedule_(schedule),
      included_(regions.cfg().size(), 0), number_epoch_(regions.cfg().size(), 0),
      number_(regions.cfg().size(), 0) {}

bool TreeBuilder::Build(absl::Span<const BlockId> roots, ControlTree* tree) {
  ++epoch_;
  for (BlockId r : roots) included_[r] = epoch_;
  if (!Number(roots[0]) || !FindDominators()) return false;
  Emit(tree);
  FindTextLoops(tree);
  return true;
}

// Reverse post order of what can be reached from `root`.
bool TreeBuilder::Number(BlockId root) {
  struct Visit {
    BlockId block;
    uint32_t left;  // successors still to visit, last to first
  };
  std::vector<Visit> stack;
  order_.clear();
  auto enter = [&](BlockId b) {
    number_epoch_[b] = epoch_;
    stack.push_back({b, static_cast<uint32_t>(regions_.cfg().succs(b).size())});
  };
  enter(root);
  while (!stack.empty()) {
    Visit& top = stack.back();
    if (top.left == 0) {
      order_.push_back(top.block);
      stack.pop_back();
      continue;
    }
    const BlockId s = regions_.cfg().succs(top.block)[--top.left];
    if (number_epoch_[s] == epoch_ || !Contains(s)) continue;
    if (regions_.graph().op(regions_.cfg().block(s).head) == Op::kTryHandler) continue;
    enter(s);
  }
  std::reverse(order_.begin(), order_.end());
  for (uint32_t i = 0; i < order_.size(); ++i) number_[order_[i]] = i;
  succs_.clear();
  succs_begin_.assign(1, 0);
  for (BlockId b : order_) {
    ForEachBranch(regions_, b, [&](BlockId s) {
      if (number_epoch_[s] == epoch_) succs_.push_back(number_[s]);
    });
    succs_begin_.push_back(static_cast<uint32_t>(succs_.size()));
  }
  return true;
}

bool TreeBuilder::FindDominators() {
  const uint32_t count = static_cast<uint32_t>(order_.size());
  constexpr uint32_t kUnset = 0xFFFFFFFF;
  idom_.assign(count, kUnset);
  forward_in_.assign(count, 0);
  header_.assign(count, false);
  idom_[0] = 0;
  auto intersect = [this](uint32_t a, uint32_t b) {
    while (a != b) {
      while (a > b) a = idom_[a];
      while (b > a) b = idom_[b];
    }
    return a;
  };
  // In a reducible graph the forward edges alone decide, and one pass in reverse post order does.
  std::vector<std::pair<uint32_t, uint32_t>> back;
  for (uint32_t b = 0; b < count; ++b) {
    for (uint32_t i = succs_begin_[b]; i < succs_begin_[b + 1]; ++i) {
      const uint32_t s = succs_[i];
      if (s <= b) {
        back.push_back({b, s});
        header_[s] = true;
        continue;
      }
      ++forward_in_[s];
      idom_[s] = idom_[s] == kUnset ? b : intersect(idom_[s], b);
    }
  }
  for (auto [from, to] : back) {
    uint32_t at = from;
    while (at > to) at = idom_[at];
    if (at != to) return false;
  }
  weight_.assign(count, 0);
  for (uint32_t b = count; b-- > 0;) {
    weight_[b] += schedule_.weight(order_[b]) + 1;
    if (b != 0) weight_[idom_[b]] += weight_[b];
  }
  merges_begin_.assign(count + 2, 0);
  for (uint32_t b = 1; b < count; ++b) {
    if (forward_in_[b] > 1) ++merges_begin_[idom_[b] + 2];
  }
  for (uint32_t i = 2; i < count + 2; ++i) merges_begin_[i] += merges_begin_[i - 1];
  merges_.resize(merges_begin_[count + 1]);
  for (uint32_t b = 1; b < count; ++b) {
    if (forward_in_[b] > 1) merges_[merges_begin_[idom_[b] + 1]++] = b;
  }
  return true;
}

void TreeBuilder::Emit(ControlTree* tree) {
  using Kind = TreeItem::Kind;
  struct Action {
    enum { kTree, kEnd, kArm } what;
    uint32_t block;
  };
  tree->items.clear();
  tree->text.clear();
  tree->is_merge.clear();
  tree->is_loop_header.clear();
  std::vector<Action> actions = {{Action::kTree, 0}};
  while (!actions.empty()) {
    const Action action = actions.back();
    actions.pop_back();
    const BlockId block = order_[action.block];
    if (action.what == Action::kEnd) {
      tree->items.push_back({Kind::kEnd, 0, block});
      continue;
    }
    if (action.what == Action::kArm) {
      tree->items.push_back({Kind::kArm, 0, block});
      continue;
    }
    const uint32_t b = action.block;
    if (header_[b]) {
      tree->items.push_back({Kind::kLoop, 0, block});
      actions.push_back({Action::kEnd, b});
    }
    const uint32_t first = merges_begin_[b], last = merges_begin_[b + 1];
    for (uint32_t i = last; i-- > first;) {
      tree->items.push_back({Kind::kBlock, 0, order_[merges_[i]]});
      actions.push_back({Action::kTree, merges_[i]});
      actions.push_back({Action::kEnd, merges_[i]});
    }
    // Arms: successors with no other forward edge to them.
    uint8_t first_arm = 0;
    const uint32_t begin = succs_begin_[b], end = succs_begin_[b + 1];
    auto is_arm = [&](uint32_t s) { return s > b && forward_in_[s] == 1; };
    const NodeId term = regions_.cfg().block(block).term;
    if (term != kNoNode && regions_.graph().op(term) == Op::kIf && end - begin == 2) {
      // The lighter arm first: then nesting grows with the logarithm of the code's size.
      first_arm = weight_[succs_[begin]] <= weight_[succs_[begin + 1]] ? 0 : 1;
      actions.push_back({Action::kTree, succs_[begin + 1 - first_arm]});
      actions.push_back({Action::kArm, succs_[begin + 1 - first_arm]});
      actions.push_back({Action::kTree, succs_[begin + first_arm]});
    } else {
      const bool labelled = term != kNoNode && regions_.graph().op(term) == Op::kSwitch;
      for (uint32_t i = end; i-- > begin;) {
        if (!is_arm(succs_[i])) continue;
        actions.push_back({Action::kTree, succs_[i]});
        if (labelled) actions.push_back({Action::kArm, succs_[i]});
      }
    }
    tree->items.push_back({Kind::kCode, first_arm, block});
    tree->text.push_back(block);
    tree->is_merge.push_back(forward_in_[b] > 1);
    tree->is_loop_header.push_back(header_[b]);
  }
  SEABEAM_CHECK_EQ(tree->text.size(), order_.size());
}

void TreeBuilder::FindTextLoops(ControlTree* tree) {
  const uint32_t count = static_cast<uint32_t>(order_.size());
  std::vector<uint32_t> position(count);
  for (uint32_t i = 0; i < count; ++i) position[number_[tree->text[i]]] = i;
  // End of each loop: behind its last back edge, and behind every loop that begins inside it.
  std::vector<uint32_t> end(count, 0);
  for (uint32_t b = 0; b < count; ++b) {
    for (uint32_t i = succs_begin_[b]; i < succs_begin_[b + 1]; ++i) {
      const uint32_t s = succs_[i];
      if (s <= b) end[position[s]] = std::max(end[position[s]], position[b] + 1);
    }
  }
  tree->loops.clear();
  tree->loop_of.assign(count, ControlTree::kNoLoop);
  uint32_t open = ControlTree::kNoLoop;
  for (uint32_t i = 0; i < count; ++i) {
    while (open != ControlTree::kNoLoop && tree->loops[open].end <= i) open = tree->loops[open].parent;
    if (end[i] != 0) {
      tree->loops.push_back({i, end[i], open});
      for (uint32_t l = open; l != ControlTree::kNoLoop && tree->loops[l].end < end[i];
           l = tree->loops[l].parent) {
        tree->loops[l].end = end[i];
      }
      open = static_cast<uint32_t>(tree->loops.size()) - 1;
    }
    tree->loop_of[i] = open;
  }
}

std::string TreeToString(const ControlTree& tree) {
  std::string out;
  std::string indent;
  for (const TreeItem& item : tree.items) {
    switch (item.kind) {
      case TreeItem::Kind::kLoop:
        absl::StrAppend(&out, indent, "loop b", item.block, "\n");
        indent += "  ";
        break;
      case TreeItem::Kind::kBlock:
        absl::StrAppend(&out, indent, "block b", item.block, "\n");
        indent += "  ";
        break;
      case TreeItem::Kind::kEnd:
        indent.resize(indent.size() - 2);
        absl::StrAppend(&out, indent, "end b", item.block, "\n");
        break;
      case TreeItem::Kind::kCode:
        absl::StrAppend(&out, indent, "code b", item.block, "\n");
        break;
      case TreeItem::Kind::kArm:
        absl::StrAppend(&out, indent, "arm b", item.block, "\n");
        break;
    }
  }
  return out;
}

}  // namespace seabeam::emit
