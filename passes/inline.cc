#include "passes/inline.h"

#include <utility>
#include <vector>

#include "passes/util/control_edit.h"

namespace seabeam::passes {
namespace {

using ir::Graph;
using ir::kNoNode;
using ir::NodeId;
using ir::Op;
using ir::OpKind;

// The nodes of a graph without loops, inputs first.
std::vector<NodeId> InOrder(const Graph& g) {
  std::vector<NodeId> order;
  std::vector<uint8_t> state(g.size(), 0);
  std::vector<NodeId> stack;
  for (NodeId root = 0; root < g.size(); ++root) {
    if (g.IsDead(root) || state[root] != 0) continue;
    stack.push_back(root);
    while (!stack.empty()) {
      const NodeId n = stack.back();
      if (state[n] == 0) {
        state[n] = 1;
        for (NodeId input : g.inputs(n)) {
          if (state[input] == 0) stack.push_back(input);
        }
        continue;
      }
      stack.pop_back();
      if (state[n] != 1) continue;
      state[n] = 2;
      order.push_back(n);
    }
  }
  return order;
}

NodeId CopyConstant(Graph* graph, const Graph& from, NodeId n) {
  switch (from.op(n)) {
    case Op::kSmallConst:
      return graph->Small(from.imm(n));
    case Op::kAtomConst:
      return graph->Atom(static_cast<uint32_t>(from.imm(n)));
    case Op::kNilConst:
      return graph->Nil();
    case Op::kNoneConst:
      return graph->None();
    case Op::kLiteralConst:
      return graph->Literal(static_cast<uint32_t>(from.imm(n)));
    case Op::kI32Const:
      return graph->I32(static_cast<int32_t>(from.imm(n)));
    case Op::kBoolConst:
      return graph->Bool(from.imm(n) != 0);
    default: {
      const NodeId copy = graph->Add(from.op(n), {}, from.imm(n), from.list(n));
      graph->SetType(copy, from.type(n));
      return copy;
    }
  }
}

struct Ending {
  NodeId control;
  NodeId value;
};

// Copies `body` behind `control` for these arguments. Its returns are left open.
std::vector<Ending> CopyBody(Graph* graph, const Graph& body, NodeId control,
                             const std::vector<NodeId>& args) {
  std::vector<NodeId> copy_of(body.size(), kNoNode);
  std::vector<Ending> endings;
  std::vector<NodeId> inputs;
  for (NodeId n : InOrder(body)) {
    switch (body.op(n)) {
      case Op::kStart:
        copy_of[n] = control;
        continue;
      case Op::kParam: {
        NodeId arg = args[body.imm(n)];
        // What the body knows of its callers.
        const ir::Type meet = ir::Meet(graph->type(arg), body.type(n));
        if (meet != graph->type(arg) && !meet.IsBottom() && !graph->IsConstant(arg)) {
          arg = graph->Add(Op::kCast, {control, arg});
          graph->SetType(arg, meet);
        }
        copy_of[n] = arg;
        continue;
      }
      case Op::kReturn:
        endings.push_back({copy_of[body.control(n)], copy_of[body.data(n)[0]]});
        continue;
      default:
        break;
    }
    if (body.IsConstant(n)) {
      copy_of[n] = CopyConstant(graph, body, n);
      continue;
    }
    inputs.clear();
    for (NodeId input : body.inputs(n)) inputs.push_back(copy_of[input]);
    const NodeId copy = graph->Add(body.op(n), inputs, body.imm(n), body.list(n));
    if (body.repr(n) != graph->repr(copy)) graph->SetRepr(copy, body.repr(n));
    graph->SetType(copy, body.type(n));
    copy_of[n] = copy;
  }
  return endings;
}

class Inliner {
 public:
  Inliner(Graph* graph, const ModuleFacts& facts, PassContext* context)
      : g_(*graph), facts_(facts), context_(*context) {}

  bool Run() {
    const NodeId end = g_.size();
    for (NodeId n = 0; n < end; ++n) {
      if (g_.IsDead(n) || (g_.op(n) != Op::kCallLocal && g_.op(n) != Op::kTailLocal)) continue;
      const size_t callee = static_cast<size_t>(g_.list(n)[0]);
      if (callee >= facts_.inline_bodies.size() || callee == g_.function_index()) continue;
      const Graph* body = facts_.inline_bodies[callee].get();
      if (body == nullptr || body->arity() != static_cast<uint32_t>(g_.list(n)[1])) continue;
      if (g_.size() - end > kInlineMaxCallerGrowth) {
        context_.Count("inline.caller_too_large");
        break;
      }
      if (g_.op(n) == Op::kTailLocal) {
        InlineTail(n, *body);
        ++tails_;
      } else if (InlineCall(n, *body)) {
        ++calls_;
      }
    }
    context_.Count("inline.calls", calls_);
    context_.Count("inline.tails", tails_);
    return calls_ + tails_ != 0;
  }

 private:
  std::vector<NodeId> Args(NodeId call, const Graph& body) const {
    absl::Span<const NodeId> data = g_.data(call);
    return {data.begin(), data.begin() + body.arity()};
  }

  void InlineTail(NodeId call, const Graph& body) {
    const std::vector<Ending> endings = CopyBody(&g_, body, g_.control(call), Args(call, body));
    for (const Ending& ending : endings) g_.Add(Op::kReturn, {ending.control, ending.value});
    g_.Kill(call);
  }

  bool InlineCall(NodeId call, const Graph& body) {
    const NodeId cont = FindProjection(g_, call, Op::kCallCont);
    if (cont == kNoNode) return false;
    const std::vector<Ending> endings = CopyBody(&g_, body, g_.control(call), Args(call, body));
    NodeId control = endings[0].control, value = endings[0].value;
    if (endings.size() > 1) {
      std::vector<NodeId> controls;
      for (const Ending& ending : endings) controls.push_back(ending.control);
      control = g_.Add(Op::kRegion, controls);
      std::vector<NodeId> values = {control};
      ir::Type type = ir::Type::Bottom();
      for (const Ending& ending : endings) {
        values.push_back(ending.value);
        type = ir::Join(type, g_.type(ending.value));
      }
      value = g_.Add(Op::kPhi, values);
      g_.SetType(value, type);
    }
    // What stood at the continuation.
    std::vector<std::pair<NodeId, NodeId>> replaced;
    absl::Span<const NodeId> slots = g_.data(call).subspan(g_.Split(call).args);
    for (size_t i = 0; i < g_.uses(cont).size(); ++i) {
      const NodeId user = g_.uses(cont)[i];
      if (g_.op(user) == Op::kCallResult) replaced.push_back({user, value});
      if (g_.op(user) == Op::kFrameLoad) replaced.push_back({user, slots[g_.imm(user)]});
    }
    for (auto [old_value, new_value] : replaced) {
      g_.ReplaceAllUses(old_value, new_value);
      g_.Kill(old_value);
    }
    g_.ReplaceAllUses(cont, control);
    g_.Kill(cont);
    g_.Kill(call);
    return true;
  }

  Graph& g_;
  const ModuleFacts& facts_;
  PassContext& context_;
  int64_t calls_ = 0, tails_ = 0;
};

class InlinePass : public Pass {
 public:
  InlinePass()
      : Pass("inline", "small functions that always come back are copied into their callers",
             PassInput::kGraphAndFacts) {}

 private:
  absl::StatusOr<bool> RunInternal(Graph* graph, const PassOptions& options,
                                   PassContext& context) const override {
    if (options.facts == nullptr) return false;
    return Inliner(graph, *options.facts, &context).Run();
  }
};

}  // namespace

std::unique_ptr<Pass> MakeInlinePass() { return std::make_unique<InlinePass>(); }

}  // namespace seabeam::passes
