#include "passes/analysis/inline_bodies.h"

#include <memory>

#include "passes/limits.h"

namespace seabeam::passes {
namespace {

using ir::Graph;
using ir::NodeId;
using ir::Op;

bool IsSmallAndStraight(const Graph& g) {
  uint32_t nodes = 0;
  bool returns = false;
  for (NodeId n = 0; n < g.size(); ++n) {
    if (g.IsDead(n) || g.IsConstant(n)) continue;
    if (++nodes > kInlineMaxCalleeNodes) return false;
    switch (g.op(n)) {
      case Op::kReturn:
        returns = true;
        break;
      case Op::kFrameAlloc:
      case Op::kLoop:
      case Op::kCallLocal:
      case Op::kTailLocal:
        return false;
      default:
        break;
    }
  }
  return returns;
}

}  // namespace

void CopyInlineBodies(const ir::Module& module, ModuleFacts* facts) {
  facts->inline_bodies.assign(module.graphs.size(), nullptr);
  for (size_t f = 0; f < module.graphs.size(); ++f) {
    const Graph& g = *module.graphs[f];
    if (!facts->never_unwinds[f] || facts->reductions[f] != 1 || !IsSmallAndStraight(g)) continue;
    facts->inline_bodies[f] = std::make_shared<const Graph>(g);
  }
}

}  // namespace seabeam::passes
