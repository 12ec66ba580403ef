#include "ir/interp/interpreter.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "ir/text.h"

namespace seabeam::ir {
namespace {

class Machine {
 public:
  Machine(const Graph& graph, const std::vector<Value>& args, const Module* module)
      : g_(graph), args_(args), module_(module), values_(graph.size()), seen_(graph.size(), 0) {}

  Outcome Run(int64_t max_steps) {
    NodeId at = g_.start();
    while (max_steps-- > 0) {
      const NodeId next = g_.NextControl(at);
      if (next == kNoNode) return Stuck(at, "the chain ends");
      switch (g_.info(next).kind) {
        case OpKind::kMerge:
          if (!Enter(next, at)) return Stuck(next, "a phi's value is unknown");
          at = next;
          break;
        case OpKind::kFixed:
          if (!IsSilent(g_.op(next))) return Stuck(next, "not interpreted");
          at = next;
          break;
        case OpKind::kTerm: {
          Outcome outcome;
          at = Branch(next, &outcome);
          if (at == kNoNode) return outcome;
          break;
        }
        case OpKind::kPure:
        case OpKind::kPinned:
        case OpKind::kProj:
          return Stuck(next, "no control");
      }
    }
    Outcome outcome;
    outcome.kind = Outcome::kOutOfSteps;
    return outcome;
  }

 private:
  static bool IsSilent(Op op) {
    return op == Op::kReductionCheck || op == Op::kFrameAlloc || op == Op::kFrameFree ||
           op == Op::kFrameTrim;
  }

  Outcome Stuck(NodeId n, const char* why) {
    Outcome outcome;
    outcome.why = absl::StrCat(why, ": ", PrintNode(g_, n));
    return outcome;
  }

  // All phis of the merge at once; what was computed before is forgotten, for a loop comes by again.
  bool Enter(NodeId merge, NodeId from) {
    uint32_t way = 0;
    while (way < g_.num_inputs(merge) && g_.input(merge, way) != from) ++way;
    std::vector<std::pair<NodeId, Value>> fresh;
    for (NodeId user : g_.uses(merge)) {
      if (g_.op(user) == Op::kPhi) fresh.push_back({user, Get(g_.input(user, way + 1))});
    }
    ++round_;
    for (auto& [phi, value] : fresh) values_[phi] = std::move(value);
    return true;  // an unknown phi matters only when it is used
  }

  // Phis keep their value; anything else is computed afresh after each merge.
  bool IsComputed(NodeId n) const { return g_.op(n) == Op::kPhi || seen_[n] == round_; }

  Value Get(NodeId root) {
    std::vector<std::pair<NodeId, bool>> stack = {{root, false}};
    while (!stack.empty()) {
      auto [n, inputs_done] = stack.back();
      stack.pop_back();
      if (IsComputed(n)) continue;
      const bool follows = g_.info(n).kind == OpKind::kPure || g_.op(n) == Op::kCast;
      if (follows && !inputs_done) {
        stack.push_back({n, true});
        for (NodeId input : g_.data(n)) {
          if (!IsComputed(input)) stack.push_back({input, false});
        }
        continue;
      }
      values_[n] = Compute(n);
      seen_[n] = round_;
    }
    return values_[root];
  }

  Value Compute(NodeId n) {
    if (g_.IsConstant(n)) return ConstantValue(g_, n);
    if (g_.op(n) == Op::kParam) {
      const size_t index = static_cast<size_t>(g_.imm(n));
      return index < args_.size() ? args_[index] : Value();
    }
    if (g_.op(n) == Op::kCast) return values_[g_.data(n)[0]];
    if (g_.info(n).kind != OpKind::kPure) return Value();
    std::vector<Value> operands;
    for (NodeId input : g_.data(n)) operands.push_back(values_[input]);
    return EvalPure(g_.op(n), g_.imm(n), g_.list(n), operands, module_);
  }

  static bool MatchesKey(const Value& value, int64_t key) {
    switch (KeyKind(key)) {
      case SwitchKeyKind::kSmall:
        return value.kind == Value::kInt && value.i == KeyPayload(key);
      case SwitchKeyKind::kAtom:
        return value.kind == Value::kAtom && value.i == KeyPayload(key);
      case SwitchKeyKind::kNil:
        return value.kind == Value::kNil;
      case SwitchKeyKind::kLiteral:
        return false;
    }
    return false;
  }

  // The projection to go on with; kNoNode when it ends here.
  NodeId Branch(NodeId term, Outcome* outcome) {
    absl::Span<const NodeId> data = g_.data(term);
    const Op op = g_.op(term);
    if (op == Op::kIf || op == Op::kSwitch) {
      const Value value = Get(data[0]);
      if (!value.known()) {
        *outcome = Stuck(data[0], "unknown");
        return kNoNode;
      }
      int64_t index = 0;
      if (op == Op::kSwitch) {
        while (index < static_cast<int64_t>(g_.list(term).size()) &&
               !MatchesKey(value, g_.list(term)[index])) {
          ++index;
        }
      }
      for (NodeId user : g_.uses(term)) {
        if (op == Op::kIf ? g_.op(user) == (value.i != 0 ? Op::kIfTrue : Op::kIfFalse)
                          : g_.op(user) == Op::kSwitchCase && g_.imm(user) == index) {
          return user;
        }
      }
      *outcome = Stuck(term, "a projection is missing");
      return kNoNode;
    }
    outcome->op = op;
    const Graph::SlotSplit split = g_.Split(term);
    std::vector<Value> operands;
    for (uint32_t i = 0; i < split.args; ++i) {
      operands.push_back(Get(data[i]));
      if (!operands.back().known()) {
        *outcome = Stuck(data[i], "unknown");
        return kNoNode;
      }
    }
    switch (op) {
      case Op::kReturn:
        outcome->kind = Outcome::kReturned;
        outcome->value = operands[0];
        break;
      case Op::kTailLocal:
      case Op::kTailExternal:
      case Op::kTailFun:
      case Op::kTailApply:
        outcome->kind = Outcome::kTailCalled;
        outcome->callee = g_.list(term)[0];
        outcome->value = Value::Tuple(std::move(operands));
        break;
      case Op::kRaiseError:
      case Op::kRaiseGuard:
        outcome->callee = g_.list(term)[0];
        [[fallthrough]];
      case Op::kRaiseFunctionClause:
      case Op::kRaiseClass:
      case Op::kReraise:
        outcome->kind = Outcome::kRaised;
        outcome->value = Value::Tuple(std::move(operands));
        break;
      default:
        *outcome = Stuck(term, "not interpreted");
        break;
    }
    return kNoNode;
  }

  const Graph& g_;
  const std::vector<Value>& args_;
  const Module* module_;
  std::vector<Value> values_;
  std::vector<int64_t> seen_;  // by node: round in which it was computed
  int64_t round_ = 1;
};

}  // namespace

std::string Outcome::ToString() const {
  switch (kind) {
    case kReturned:
      return absl::StrCat("returned ", value.ToString());
    case kRaised:
      return absl::StrCat(Info(op).name, "[", callee, "] ", value.ToString());
    case kTailCalled:
      return absl::StrCat(Info(op).name, "[", callee, "] ", value.ToString());
    case kStuck:
      return absl::StrCat("stuck: ", why);
    case kOutOfSteps:
      return "out of steps";
  }
  return "?";
}

Outcome Interpret(const Graph& graph, const std::vector<Value>& args, int64_t max_steps,
                  const Module* module) {
  return Machine(graph, args, module).Run(max_steps);
}

}  // namespace seabeam::ir
