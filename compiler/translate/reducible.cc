#include "compiler/translate/reducible.h"

#include <algorithm>
#include <utility>

namespace seabeam::translate {
namespace {

constexpr uint32_t kNone = 0xFFFFFFFF;

// Bounds the work on loops that are nested very deep.
constexpr uint64_t kMaxSteps = 20000000;

class Splitter {
 public:
  Splitter(uint32_t max_copies, FlowGraph* graph) : graph_(*graph), max_copies_(max_copies) {}

  bool Run() {
    FindReachable();
    part_.assign(graph_.succs.size(), 0);
    work_.push_back(reachable_);
    while (!work_.empty()) {
      const std::vector<uint32_t> part = std::move(work_.back());
      work_.pop_back();
      if (!SplitPart(part)) return false;
    }
    return true;
  }

 private:
  void FindReachable() {
    std::vector<bool> seen(graph_.succs.size());
    reachable_ = {0};
    seen[0] = true;
    for (size_t i = 0; i < reachable_.size(); ++i) {
      for (const FlowEdge& edge : graph_.succs[reachable_[i]]) {
        if (edge.indirect || seen[edge.to]) continue;
        seen[edge.to] = true;
        reachable_.push_back(edge.to);
      }
    }
  }

  // Finds the loops inside of `part`, gives each one entry, and queues what is left of it without
  // that.
  bool SplitPart(const std::vector<uint32_t>& part) {
    ++part_number_;
    for (uint32_t b : part) part_[b] = part_number_;
    const uint32_t number = part_number_;
    for (std::vector<uint32_t>& loop : Components(part, number)) {
      if (!SplitLoop(loop)) return false;
    }
    return true;
  }

  // The strongly connected components of `part` that have a cycle. (Tarjan)
  std::vector<std::vector<uint32_t>> Components(const std::vector<uint32_t>& part,
                                                uint32_t number) {
    std::vector<std::vector<uint32_t>> result;
    index_.assign(graph_.succs.size(), kNone);
    low_.assign(graph_.succs.size(), 0);
    std::vector<bool> on_stack(graph_.succs.size());
    std::vector<uint32_t> stack;
    std::vector<std::pair<uint32_t, size_t>> visits;
    uint32_t next = 0;
    const auto enter = [&](uint32_t b) {
      index_[b] = low_[b] = next++;
      stack.push_back(b);
      on_stack[b] = true;
      visits.push_back({b, 0});
    };
    for (uint32_t root : part) {
      if (index_[root] != kNone) continue;
      enter(root);
      while (!visits.empty()) {
        auto& [b, at] = visits.back();
        if (at < graph_.succs[b].size()) {
          const FlowEdge edge = graph_.succs[b][at++];
          ++steps_;
          if (edge.indirect || part_[edge.to] != number) continue;
          if (index_[edge.to] == kNone) {
            enter(edge.to);
          } else if (on_stack[edge.to]) {
            low_[b] = std::min(low_[b], index_[edge.to]);
          }
          continue;
        }
        const uint32_t done = b;
        visits.pop_back();
        if (!visits.empty())
          low_[visits.back().first] = std::min(low_[visits.back().first], low_[done]);
        if (low_[done] != index_[done]) continue;
        std::vector<uint32_t> component;
        uint32_t member;
        do {
          member = stack.back();
          stack.pop_back();
          on_stack[member] = false;
          component.push_back(member);
        } while (member != done);
        // A block that is a loop by itself has one entry.
        if (component.size() > 1) result.push_back(std::move(component));
      }
    }
    steps_ += graph_.succs.size();
    return result;
  }

  bool SplitLoop(const std::vector<uint32_t>& loop) {
    if (steps_ > kMaxSteps) return false;
    const uint32_t inside = ++part_number_;
    for (uint32_t b : loop) part_[b] = inside;
    std::vector<bool> is_entry(graph_.succs.size());
    is_entry[0] = part_[0] == inside;
    for (uint32_t b : reachable_) {
      if (part_[b] == inside) continue;
      for (const FlowEdge& edge : graph_.succs[b]) {
        if (!edge.indirect && part_[edge.to] == inside) is_entry[edge.to] = true;
      }
    }
    steps_ += reachable_.size();
    uint32_t header = kNone;
    for (uint32_t b : loop) {
      if (is_entry[b]) header = std::min(header, b);
    }
    std::vector<uint32_t> rest, copied;
    for (uint32_t b : loop) {
      if (b == header) continue;
      rest.push_back(b);
      if (is_entry[b]) copied.push_back(b);
    }
    if (!copied.empty()) {
      if (!Copy(inside, header, &copied)) return false;
      work_.push_back(std::move(copied));
    }
    work_.push_back(std::move(rest));
    return true;
  }

  // Copies what the blocks `*from` reach in the loop without its header, and lets edges from
  // outside lead to the copies. `*from`: the copies, afterwards.
  bool Copy(uint32_t inside, uint32_t header, std::vector<uint32_t>* from) {
    std::vector<uint32_t> originals = *from;
    std::vector<uint32_t> copy_of(graph_.succs.size(), kNone);
    const auto add = [&](uint32_t b) {
      copy_of[b] = static_cast<uint32_t>(graph_.succs.size());
      graph_.succs.emplace_back();
      graph_.origin.push_back(graph_.origin[b]);
      part_.push_back(0);
    };
    for (uint32_t b : originals) add(b);
    for (size_t i = 0; i < originals.size(); ++i) {
      if (++copies_ > max_copies_) return false;
      for (const FlowEdge& edge : graph_.succs[originals[i]]) {
        if (edge.indirect || part_[edge.to] != inside || edge.to == header ||
            copy_of[edge.to] != kNone)
          continue;
        add(edge.to);
        originals.push_back(edge.to);
      }
    }
    for (uint32_t b : reachable_) {
      if (part_[b] == inside) continue;
      for (FlowEdge& edge : graph_.succs[b]) {
        if (!edge.indirect && part_[edge.to] == inside && copy_of[edge.to] != kNone)
          edge.to = copy_of[edge.to];
      }
    }
    from->clear();
    for (uint32_t b : originals) {
      std::vector<FlowEdge> succs = graph_.succs[b];
      for (FlowEdge& edge : succs) {
        if (edge.to < copy_of.size() && copy_of[edge.to] != kNone) edge.to = copy_of[edge.to];
      }
      graph_.succs[copy_of[b]] = std::move(succs);
      reachable_.push_back(copy_of[b]);
      from->push_back(copy_of[b]);
    }
    return true;
  }

  FlowGraph& graph_;
  const uint32_t max_copies_;
  uint32_t copies_ = 0;
  uint64_t steps_ = 0;
  std::vector<uint32_t> reachable_;
  std::vector<std::vector<uint32_t>> work_;
  std::vector<uint32_t> part_;  // by block: number of the part that it was last in
  uint32_t part_number_ = 0;
  std::vector<uint32_t> index_, low_;
};

}  // namespace

bool IsReducible(const FlowGraph& graph) {
  const size_t size = graph.succs.size();
  // Reverse post order.
  std::vector<uint32_t> order, number(size, kNone);
  std::vector<bool> seen(size);
  std::vector<std::pair<uint32_t, size_t>> visits = {{0, 0}};
  seen[0] = true;
  while (!visits.empty()) {
    auto& [b, at] = visits.back();
    if (at == graph.succs[b].size()) {
      order.push_back(b);
      visits.pop_back();
      continue;
    }
    const FlowEdge edge = graph.succs[b][at++];
    if (edge.indirect || seen[edge.to]) continue;
    seen[edge.to] = true;
    visits.push_back({edge.to, 0});
  }
  std::reverse(order.begin(), order.end());
  for (uint32_t i = 0; i < order.size(); ++i) number[order[i]] = i;
  // Were it reducible, the forward edges alone would give the dominators, in one pass.
  std::vector<uint32_t> idom(order.size(), kNone);
  idom[0] = 0;
  for (uint32_t i = 0; i < order.size(); ++i) {
    for (const FlowEdge& edge : graph.succs[order[i]]) {
      const uint32_t to = number[edge.to];
      if (edge.indirect || to <= i) continue;
      if (idom[to] == kNone) {
        idom[to] = i;
        continue;
      }
      uint32_t a = idom[to], b = i;
      while (a != b) {
        while (a > b) a = idom[a];
        while (b > a) b = idom[b];
      }
      idom[to] = a;
    }
  }
  for (uint32_t i = 0; i < order.size(); ++i) {
    for (const FlowEdge& edge : graph.succs[order[i]]) {
      const uint32_t to = number[edge.to];
      if (edge.indirect || to > i) continue;
      uint32_t at = i;
      while (at > to) at = idom[at];
      if (at != to) return false;
    }
  }
  return true;
}

bool MakeReducible(uint32_t max_copies, FlowGraph* graph) {
  return IsReducible(*graph) || Splitter(max_copies, graph).Run();
}

}  // namespace seabeam::translate
