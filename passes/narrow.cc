#include "passes/narrow.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "ir/cfg.h"
#include "ir/entry_dominance.h"
#include "passes/analysis/branch_facts.h"
#include "passes/analysis/infer_type.h"
#include "passes/analysis/late_blocks.h"
#include "passes/analysis/type_flow.h"

namespace seabeam::passes {
namespace {

using ir::BlockId;
using ir::Graph;
using ir::kNoBlock;
using ir::kNoNode;
using ir::NodeId;
using ir::Op;
using ir::OpKind;
using ir::Type;

// Whether a smaller type of an input can make a difference to the node.
bool CaresForTypes(Op op) {
  switch (op) {
    case Op::kIf:
    case Op::kSwitch:
    case Op::kPhi:
    case Op::kCast:
    case Op::kIsNone:
    case Op::kIsType:
    case Op::kIsFunctionArity:
    case Op::kNot:
    case Op::kBoolToTerm:
    case Op::kSelect:
    case Op::kLess:
    case Op::kEqExact:
    case Op::kEqNumeric:
    case Op::kAdd:
    case Op::kSub:
    case Op::kMul:
    case Op::kDivide:
    case Op::kIntDiv:
    case Op::kRem:
    case Op::kBand:
    case Op::kBor:
    case Op::kBxor:
    case Op::kBsl:
    case Op::kBsr:
    case Op::kNeg:
    case Op::kBnot:
    case Op::kTermToF64:
    case Op::kTupleSize:
    case Op::kMapGet:
    case Op::kMapPutAssoc:
    case Op::kMapPutExact:
      return true;
    default:
      return false;
  }
}

// ---- step 1: facts of branches become casts ----

class CastInserter {
 public:
  CastInserter(Graph* graph, PassContext* context)
      : g_(*graph),
        context_(*context),
        cfg_(*graph),
        dominance_(*graph, cfg_),
        late_(FindLateBlocks(*graph, cfg_, dominance_)),
        known_(graph->size(), kNoFact) {}

  bool Run() {
    GatherNodes();
    // The trees of entry dominance, each block after its parent; what a block knows is forgotten
    // when its subtree is done.
    std::vector<std::pair<BlockId, size_t>> stack;  // block, length of the log before it
    children_begin_.assign(cfg_.size() + 2, 0);
    auto row = [&](BlockId b) {
      return dominance_.idom(b) == kNoBlock ? 0 : dominance_.idom(b) + 1;
    };
    for (BlockId b = 0; b < cfg_.size(); ++b) ++children_begin_[row(b) + 1];
    for (size_t i = 1; i < children_begin_.size(); ++i)
      children_begin_[i] += children_begin_[i - 1];
    children_.resize(cfg_.size());
    std::vector<uint32_t> fill(children_begin_.begin(), children_begin_.end() - 1);
    for (BlockId b = 0; b < cfg_.size(); ++b) children_[fill[row(b)]++] = b;

    constexpr size_t kEnter = static_cast<size_t>(-1);
    auto push_children = [&](uint32_t r) {
      for (uint32_t i = children_begin_[r]; i < children_begin_[r + 1]; ++i) {
        stack.push_back({children_[i], kEnter});
      }
    };
    push_children(0);
    while (!stack.empty()) {
      auto& [b, mark] = stack.back();
      if (mark != kEnter) {
        Forget(mark);
        stack.pop_back();
        continue;
      }
      mark = log_.size();
      const BlockId block = b;
      Learn(block);
      RenameIn(block);
      push_children(block + 1);
    }
    context_.Count("narrow.casts", casts_);
    context_.Count("narrow.renamed", renamed_);
    context_.Count("narrow.frame_loads", typed_);
    return renamed_ != 0 || typed_ != 0;
  }

 private:
  static constexpr uint32_t kNoFact = 0xFFFFFFFF;

  struct Fact {
    NodeId value;
    Type type;       // of the value here, all outer facts included
    NodeId control;  // the head it holds below
    NodeId node;     // the cast or constant; kNoNode until somebody needs it
    uint32_t outer;  // fact about the same value that this one hides
  };

  // Nodes by the block in which their inputs are looked up.
  void GatherNodes() {
    std::vector<std::vector<NodeId>>& in = nodes_;
    in.resize(cfg_.size());
    for (NodeId n = 0; n < g_.size(); ++n) {
      if (g_.IsDead(n) || !CaresForTypes(g_.op(n)) || late_.block[n] == kNoBlock) continue;
      in[late_.block[n]].push_back(n);
    }
  }

  void Forget(size_t mark) {
    while (log_.size() > mark) {
      const Fact& fact = facts_[log_.back()];
      known_[fact.value] = fact.outer;
      log_.pop_back();
    }
  }

  const Type& KnownType(NodeId n) const {
    return known_[n] == kNoFact ? g_.type(n) : facts_[known_[n]].type;
  }

  void AddFact(NodeId value, const Type& type, NodeId control, NodeId node) {
    const uint32_t id = static_cast<uint32_t>(facts_.size());
    facts_.push_back({value, type, control, node, known_[value]});
    known_[value] = id;
    log_.push_back(id);
  }

  void Learn(BlockId b) {
    const NodeId head = cfg_.block(b).head;
    found_.clear();
    FindBranchFacts(g_, head, &found_);
    for (const BranchFact& fact : found_) {
      // The inserter's own casts are below what it knows.
      if (fact.value >= known_.size()) continue;
      const Type& known = KnownType(fact.value);
      const Type meet = ir::Meet(known, fact.type);
      if (meet == known || meet.IsBottom()) continue;
      AddFact(fact.value, meet, head, kNoNode);
    }
    // Casts that stand at the head already.
    for (NodeId user : g_.uses(head)) {
      if (g_.op(user) != Op::kCast || user >= known_.size()) continue;
      const NodeId value = g_.data(user)[0];
      if (value >= known_.size() || g_.IsConstant(value)) continue;
      const Type& known = KnownType(value);
      const Type meet = ir::Meet(known, g_.type(user));
      if (meet == known || meet.IsBottom() || meet != g_.type(user)) continue;
      AddFact(value, meet, head, user);
    }
  }

  // What to use for `value` here.
  NodeId Current(NodeId value) {
    if (value >= known_.size() || known_[value] == kNoFact) return value;
    Fact& fact = facts_[known_[value]];
    if (fact.node != kNoNode) return fact.node;
    switch (g_.repr(value)) {
      case ir::Repr::kBool:
        fact.node = g_.Bool(fact.type.kinds == abi::kKindTrue);
        break;
      case ir::Repr::kTerm: {
        const NodeId cast = g_.Add(Op::kCast, {fact.control, value});
        g_.SetType(cast, fact.type);
        fact.node = cast;
        ++casts_;
        break;
      }
      default:
        fact.node = value;
        break;
    }
    return fact.node;
  }

  void Rename(NodeId user, uint32_t slot) {
    const NodeId value = g_.input(user, slot);
    const NodeId by = Current(value);
    if (by == value || by == user) return;
    g_.SetInput(user, slot, by);
    ++renamed_;
  }

  void RenameIn(BlockId b) {
    for (NodeId n : nodes_[b]) {
      if (g_.op(n) == Op::kPhi) continue;
      const uint32_t first = g_.info(n).control_in ? 1 : 0;
      // A cast at this head is the fact, not a user of it.
      if (g_.op(n) == Op::kCast && g_.control(n) == cfg_.block(b).head) continue;
      for (uint32_t i = first; i < g_.num_inputs(n); ++i) Rename(n, i);
    }
    // Phis take their values at the end of the block before.
    for (BlockId next : cfg_.succs(b)) {
      const NodeId merge = cfg_.block(next).head;
      if (g_.info(merge).kind != OpKind::kMerge) continue;
      absl::Span<const BlockId> preds = cfg_.preds(next);
      const uint32_t way =
          static_cast<uint32_t>(std::find(preds.begin(), preds.end(), b) - preds.begin());
      phis_.clear();
      for (NodeId user : g_.uses(merge)) {
        if (g_.op(user) == Op::kPhi) phis_.push_back(user);
      }
      for (NodeId phi : phis_) Rename(phi, way + 1);
    }
    TypeFrameLoads(cfg_.block(b).term);
  }

  // What is known of a slot's value at a call is true of the value read back after it.
  void TypeFrameLoads(NodeId call) {
    if (call == kNoNode) return;
    for (NodeId load : FrameLoadsAfter(g_, call)) {
      const NodeId value = LoadedSlot(g_, load);
      if (value == kNoNode || value >= known_.size() || known_[value] == kNoFact) continue;
      const Type meet = ir::Meet(g_.type(load), KnownType(value));
      if (meet.IsBottom() || meet == g_.type(load)) continue;
      g_.SetType(load, meet);
      ++typed_;
    }
  }

  Graph& g_;
  PassContext& context_;
  const ir::Cfg cfg_;
  const ir::EntryDominance dominance_;
  const LateBlocks late_;
  std::vector<uint32_t> known_;  // by value: its innermost fact
  std::vector<Fact> facts_;
  std::vector<uint32_t> log_;
  std::vector<std::vector<NodeId>> nodes_;
  std::vector<uint32_t> children_begin_;
  std::vector<BlockId> children_;
  std::vector<BranchFact> found_;
  std::vector<NodeId> phis_;
  int64_t casts_ = 0, renamed_ = 0, typed_ = 0;
};

class NarrowPass : public Pass {
 public:
  NarrowPass() : Pass("narrow", "type narrowing through branches, phis and arithmetic") {}

 private:
  absl::StatusOr<bool> RunInternal(Graph* graph, const PassOptions&,
                                   PassContext& context) const override {
    bool changed = CastInserter(graph, &context).Run();
    changed |= FlowTypes(graph, {}, "narrow", &context);
    return changed;
  }
};

}  // namespace

std::unique_ptr<Pass> MakeNarrowPass() { return std::make_unique<NarrowPass>(); }

}  // namespace seabeam::passes
