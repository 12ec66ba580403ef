#include "passes/float_unbox.h"

#include <vector>

#include "passes/limits.h"

namespace seabeam::passes {
namespace {

using ir::Graph;
using ir::NodeId;
using ir::Op;

NodeId Uncast(const Graph& g, NodeId n) {
  for (int i = 0; i < kMaxCastDepth && g.op(n) == Op::kCast; ++i) n = g.data(n)[0];
  return n;
}

// Some user wants the f64.
bool IsReadAsF64(const Graph& g, NodeId n) {
  std::vector<NodeId> work = {n};
  int left = 64;
  while (!work.empty() && --left > 0) {
    const NodeId at = work.back();
    work.pop_back();
    for (NodeId user : g.uses(at)) {
      if (g.op(user) == Op::kTermToF64) return true;
      if (g.op(user) == Op::kCast) work.push_back(user);
    }
  }
  return false;
}

bool CanUnbox(const Graph& g, NodeId phi) {
  if (g.repr(phi) != ir::Repr::kTerm || g.type(phi).IsBottom() ||
      !g.type(phi).Within(abi::kKindFloat)) {
    return false;
  }
  bool boxed = false;
  for (NodeId value : g.data(phi)) {
    boxed |= g.op(Uncast(g, value)) == Op::kF64ToTerm;
    // A literal would be loaded and unboxed each time round; it is a float all the same.
    if (g.type(value).IsBottom() || !g.type(value).Within(abi::kKindFloat)) return false;
  }
  return boxed && IsReadAsF64(g, phi);
}

void Unbox(Graph* graph, NodeId phi) {
  Graph& g = *graph;
  const std::vector<NodeId> values(g.data(phi).begin(), g.data(phi).end());
  const NodeId merge = g.input(phi, 0);
  std::vector<NodeId> inputs = {merge};
  std::vector<size_t> own;  // inputs that are the phi itself
  for (NodeId value : values) {
    const NodeId below = Uncast(g, value);
    if (below == phi) own.push_back(inputs.size());
    inputs.push_back(g.op(below) == Op::kF64ToTerm ? g.data(below)[0]
                     : below == phi                ? merge  // in its place below
                                                   : g.Add(Op::kTermToF64, {value}));
  }
  const NodeId raw = g.Add(Op::kPhi, inputs);
  g.SetRepr(raw, ir::Repr::kF64);
  g.SetType(raw, ir::Type::OfKinds(abi::kKindFloat));
  for (size_t i : own) g.SetInput(raw, static_cast<uint32_t>(i), raw);
  const NodeId boxed = g.Add(Op::kF64ToTerm, {raw});
  g.ReplaceAllUses(phi, boxed);
  g.Kill(phi);
}

// What went through a box is the f64 itself.
void ReadThrough(Graph* graph) {
  Graph& g = *graph;
  for (NodeId n = 0; n < g.size(); ++n) {
    if (g.IsDead(n) || g.op(n) != Op::kTermToF64) continue;
    const NodeId below = Uncast(g, g.data(n)[0]);
    if (g.op(below) != Op::kF64ToTerm) continue;
    g.ReplaceAllUses(n, g.data(below)[0]);
    g.Kill(n);
  }
}

class FloatUnboxPass : public Pass {
 public:
  FloatUnboxPass() : Pass("float_unbox", "phis of boxed floats become phis of f64") {}

 private:
  absl::StatusOr<bool> RunInternal(Graph* graph, const PassOptions&,
                                   PassContext& context) const override {
    int64_t unboxed = 0;
    const NodeId end = graph->size();
    for (NodeId n = 0; n < end; ++n) {
      if (graph->IsDead(n) || graph->op(n) != Op::kPhi || !CanUnbox(*graph, n)) continue;
      Unbox(graph, n);
      ++unboxed;
    }
    if (unboxed == 0) return false;
    ReadThrough(graph);
    context.Count("float_unbox.phis", unboxed);
    return true;
  }
};

}  // namespace

std::unique_ptr<Pass> MakeFloatUnboxPass() { return std::make_unique<FloatUnboxPass>(); }

}  // namespace seabeam::passes
