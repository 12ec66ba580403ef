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
  std::vector<uint32_t> callees;  // once per call
};

Body Examine(const Graph& g) {
  Body body;
  for (NodeId n = 0; n < g.size(); ++n) {
    if (g.IsDead(n)) continue;
    switch (g.op(n)) {
      case Op::kCallLocal:
      case Op::kTailLocal:
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

uint32_t Add(uint32_t a, uint32_t b) {
  if (a == kUnboundedReductions || b == kUnboundedReductions) return kUnboundedReductions;
  const uint32_t sum = a + b;
  return sum > kMaxUncheckedReductions ? kUnboundedReductions : sum;
}

class Search {
 public:
  Search(const Module& module, ModuleFacts* facts)
      : module_(module),
        facts_(*facts),
        bodies_(module.graphs.size()),
        state_(module.graphs.size(), kNew) {
    facts_.reductions.assign(module.graphs.size(), kUnboundedReductions);
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
      const std::vector<uint32_t>& callees = bodies_[f].callees;
      if (next < callees.size()) {
        const uint32_t callee = callees[next++];
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
    uint32_t reductions = body.bounded ? 1 : kUnboundedReductions;
    bool unwinds = body.unwinds;
    for (uint32_t callee : body.callees) {
      const bool known = callee < bodies_.size() && state_[callee] == kDone;
      reductions = Add(reductions, known ? facts_.reductions[callee] : kUnboundedReductions);
      unwinds |= !known || !facts_.never_unwinds[callee];
    }
    facts_.reductions[f] = reductions;
    facts_.never_unwinds[f] = !unwinds && reductions != kUnboundedReductions;
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
  const Body body = Examine(graph);
  uint32_t reductions = body.bounded ? 1 : kUnboundedReductions;
  for (uint32_t callee : body.callees) {
    reductions = Add(reductions, callee < facts.reductions.size() ? facts.reductions[callee]
                                                                  : kUnboundedReductions);
  }
  return reductions;
}

}  // namespace seabeam::passes
