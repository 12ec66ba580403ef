#include "passes/analysis/call_effects.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace seabeam::passes {
namespace {

using ir::Graph;
using ir::Module;
using ir::NodeId;
using ir::Op;

// What one body says by itself.
struct Body {
  bool bounded = true;   // neither loops nor waits nor calls anything but functions of this module
  bool unwinds = false;  // checks reductions, raises, or runs what may
  uint32_t frame_words = 0;
  std::vector<uint32_t> callees, tail_callees;  // once per call
};

Body Examine(const Graph& g) {
  Body body;
  for (NodeId n = 0; n < g.size(); ++n) {
    if (g.IsDead(n)) continue;
    switch (g.op(n)) {
      case Op::kFrameAlloc:
        body.frame_words =
            std::max(body.frame_words, static_cast<uint32_t>(g.imm(n)) + kFrameWordsOverhead);
        break;
      case Op::kTailLocal:
        body.tail_callees.push_back(static_cast<uint32_t>(g.list(n)[0]));
        break;
      case Op::kCallLocal:
        body.callees.push_back(static_cast<uint32_t>(g.list(n)[0]));
        break;
      case Op::kLoop:
      case Op::kCallExternal:
      case Op::kCallFun:
      case Op::kCallApply:
      case Op::kTailExternal:
      case Op::kTailFun:
      case Op::kTailApply:
      case Op::kRecvSync:
      case Op::kRecvWait:
      case Op::kRecvWaitTimeout:
        body.bounded = false;
        body.unwinds = true;
        return body;
      case Op::kReductionCheck:
      case Op::kFailPending:
      case Op::kRaiseGuard:
      case Op::kRaiseError:
      case Op::kRaiseFunctionClause:
      case Op::kRaiseClass:
      case Op::kReraise:
      case Op::kTryBegin:
      case Op::kCallBif:  // may look at the stack, or ask for a collection on its own
      case Op::kSend:
      case Op::kBsCreate:
        body.unwinds = true;
        break;
      default:
        break;
    }
  }
  return body;
}

struct Bounds {
  uint32_t reductions = 1;
  uint32_t frame_words = 0;
};

// Of a body, from what is known of its callees: `bounds_of` gives null for nothing.
template <typename F>
Bounds BoundsOf(const Body& body, F bounds_of) {
  constexpr Bounds kNone = {kUnboundedReductions, 0};
  if (!body.bounded) return kNone;
  Bounds bounds;
  for (const std::vector<uint32_t>* callees : {&body.callees, &body.tail_callees}) {
    const uint32_t below = callees == &body.callees ? body.frame_words : 0;
    for (uint32_t callee : *callees) {
      const Bounds known = bounds_of(callee);
      if (known.reductions == kUnboundedReductions) return kNone;
      bounds.reductions += known.reductions;
      bounds.frame_words = std::max(bounds.frame_words, below + known.frame_words);
      if (bounds.reductions > kMaxUncheckedReductions) return kNone;
    }
  }
  bounds.frame_words = std::max(bounds.frame_words, body.frame_words);
  return bounds.frame_words > kMaxUncheckedFrameWords ? kNone : bounds;
}

class Search {
 public:
  Search(const Module& module, ModuleFacts* facts)
      : module_(module),
        facts_(*facts),
        bodies_(module.graphs.size()),
        state_(module.graphs.size(), kNew) {
    facts_.reductions.assign(module.graphs.size(), kUnboundedReductions);
    facts_.frame_words.assign(module.graphs.size(), 0);
    facts_.never_unwinds.assign(module.graphs.size(), false);
  }

  void Run() {
    for (uint32_t f = 0; f < bodies_.size(); ++f) {
      if (state_[f] == kNew) VisitFrom(f);
    }
  }

 private:
  enum State : uint8_t { kNew, kOpen, kDone };

  // Callees first. One that is still open lies on a circle; what it is not known to do, it may do.
  void VisitFrom(uint32_t root) {
    std::vector<std::pair<uint32_t, size_t>> stack = {{root, 0}};
    Open(root);
    while (!stack.empty()) {
      auto& [f, next] = stack.back();
      const Body& body = bodies_[f];
      if (next < body.callees.size() + body.tail_callees.size()) {
        const uint32_t callee = next < body.callees.size()
                                    ? body.callees[next]
                                    : body.tail_callees[next - body.callees.size()];
        ++next;
        if (callee >= bodies_.size() || state_[callee] != kNew) continue;
        Open(callee);
        stack.push_back({callee, 0});
        continue;
      }
      Close(f);
      stack.pop_back();
    }
  }

  void Open(uint32_t f) {
    state_[f] = kOpen;
    bodies_[f] = Examine(*module_.graphs[f]);
  }

  void Close(uint32_t f) {
    const Body& body = bodies_[f];
    auto is_known = [&](uint32_t callee) {
      return callee < bodies_.size() && state_[callee] == kDone;
    };
    const Bounds bounds = BoundsOf(body, [&](uint32_t callee) -> Bounds {
      if (!is_known(callee)) return {kUnboundedReductions, 0};
      return {facts_.reductions[callee], facts_.frame_words[callee]};
    });
    bool unwinds = body.unwinds || bounds.reductions == kUnboundedReductions;
    for (const std::vector<uint32_t>* callees : {&body.callees, &body.tail_callees}) {
      for (uint32_t callee : *callees)
        unwinds |= !is_known(callee) || !facts_.never_unwinds[callee];
    }
    facts_.reductions[f] = bounds.reductions;
    facts_.frame_words[f] = bounds.frame_words;
    facts_.never_unwinds[f] = !unwinds;
    state_[f] = kDone;
  }

  const Module& module_;
  ModuleFacts& facts_;
  std::vector<Body> bodies_;
  std::vector<State> state_;
};

}  // namespace

void FindCallEffects(const Module& module, ModuleFacts* facts) { Search(module, facts).Run(); }

uint32_t ReductionsOf(const Graph& graph, const ModuleFacts& facts) {
  const Bounds bounds = BoundsOf(Examine(graph), [&](uint32_t callee) -> Bounds {
    if (callee >= facts.reductions.size()) return {kUnboundedReductions, 0};
    return {facts.reductions[callee], facts.frame_words[callee]};
  });
  return bounds.reductions;
}

}  // namespace seabeam::passes
