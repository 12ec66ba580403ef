#include "passes/match_state.h"

#include <algorithm>
#include <vector>

#include "abi/layout.h"
#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "ir/cfg.h"
#include "ir/entry_dominance.h"
#include "passes/analysis/match_roots.h"

namespace seabeam::passes {
namespace {

using ir::BlockId;
using ir::Cfg;
using ir::EntryDominance;
using ir::Graph;
using ir::kNoBlock;
using ir::kNoNode;
using ir::NodeId;
using ir::Op;
using ir::OpKind;
using ir::Repr;

bool IsControlUse(const Graph& g, NodeId user, uint32_t slot) {
  return g.info(user).kind == OpKind::kMerge || (slot == 0 && g.info(user).control_in);
}

// A new fixed node right after `control`.
NodeId InsertAfter(Graph* g, NodeId control, Op op, std::vector<NodeId> data, int64_t imm,
                   absl::Span<const int64_t> list, uint32_t loc) {
  std::vector<std::pair<NodeId, uint32_t>> next;
  for (size_t i = 0; i < g->uses(control).size(); ++i) {
    const NodeId user = g->uses(control)[i];
    const OpKind kind = g->info(user).kind;
    if (kind == OpKind::kMerge ||
        ((kind == OpKind::kFixed || kind == OpKind::kTerm) && g->use_slots(control)[i] == 0)) {
      next.push_back({user, g->use_slots(control)[i]});
    }
  }
  data.insert(data.begin(), control);
  const NodeId n = g->Add(op, data, imm, list, loc);
  for (auto [user, slot] : next) g->SetInput(user, slot, n);
  return n;
}

void ReplaceDataUses(Graph* g, NodeId old, NodeId value) {
  for (size_t i = g->uses(old).size(); i-- > 0;) {
    const NodeId user = g->uses(old)[i];
    const uint32_t slot = g->use_slots(old)[i];
    if (!IsControlUse(*g, user, slot)) g->SetInput(user, slot, value);
  }
}

// Follows the position of one root.
class Follower {
 public:
  // `new_block`: blocks of the control nodes that are not in `cfg`; shared by all roots.
  Follower(Graph* graph, const Cfg& cfg, const EntryDominance& dominance, const MatchRoots& roots,
           const MatchRoot& root, absl::flat_hash_map<NodeId, BlockId>* new_block)
      : g_(*graph),
        cfg_(cfg),
        dominance_(dominance),
        roots_(roots),
        root_(root),
        new_block_(*new_block) {}

  void Run() {
    home_ = cfg_.block_of(root_.anchor);
    FindEscapes();
    initial_ = Insert(root_.anchor, home_, Op::kBsOffset, {root_.value});
    end_ = g_.Add(Op::kBsEnd, {root_.value});
    out_.assign(cfg_.size(), {kNoNode, kNoNode});
    for (BlockId b = home_; b < cfg_.size(); ++b) {
      if (InScope(b)) Block(b);
    }
    for (auto [phi, header] : loop_phis_) {
      absl::Span<const BlockId> preds = cfg_.preds(header);
      for (size_t i = 1; i < preds.size(); ++i) {
        g_.SetInput(phi, static_cast<uint32_t>(i + 1),
                    preds[i] == kNoBlock ? phi : OutOf(preds[i], header));
      }
    }
    Clean();
  }

 private:
  struct Out {
    NodeId first, second;  // to the first successor; to the others
  };
  // The branch that ends the block decides whether `op` succeeded.
  struct Fork {
    NodeId success = kNoNode;  // projections
    NodeId failure = kNoNode;
    bool success_first = false;
  };

  bool InScope(BlockId b) const { return dominance_.Dominates(home_, b); }

  BlockId BlockOf(NodeId control) const {
    auto it = new_block_.find(control);
    return it != new_block_.end() ? it->second : cfg_.block_of(control);
  }

  NodeId Insert(NodeId control, BlockId block, Op op, std::vector<NodeId> data, int64_t imm = 0,
                absl::Span<const int64_t> list = {}, uint32_t loc = 0) {
    const NodeId n = InsertAfter(&g_, control, op, std::move(data), imm, list, loc);
    new_block_[n] = block;
    return n;
  }

  // The position stored, for others to see. `context`: the value that is handed on.
  void StoreBefore(NodeId next, BlockId block, NodeId context, NodeId position) {
    stores_.push_back(Insert(g_.control(next), block, Op::kBsSetOffset, {context, position}));
  }

  // Whether a value that may be this context is handed on, or a match starts with one.
  void FindEscapes() {
    const bool in_loop = cfg_.block(home_).loop_depth != 0;
    for (NodeId n = 0; n < g_.size() && !escapes_; ++n) {
      if (g_.IsDead(n)) continue;
      if (g_.info(n).kind != OpKind::kTerm && g_.op(n) != Op::kReductionCheck &&
          g_.op(n) != Op::kBsStartMatch) {
        continue;
      }
      if (n == root_.context && !in_loop) continue;
      for (NodeId value : g_.data(n)) escapes_ |= roots_.MayBe(value, root_.group);
    }
  }

  NodeId OutOf(BlockId from, BlockId to) const {
    return cfg_.succs(from)[0] == to ? out_[from].first : out_[from].second;
  }

  NodeId NewPhi(NodeId merge, std::vector<NodeId> values) {
    values.insert(values.begin(), merge);
    const NodeId phi = g_.Add(Op::kPhi, values);
    g_.SetRepr(phi, Repr::kI32);
    g_.SetType(phi, ir::InitialType(Op::kI32Add, 0));
    phis_.push_back(phi);
    return phi;
  }

  NodeId PositionAt(BlockId b) {
    if (b == home_) return initial_;
    const NodeId head = cfg_.block(b).head;
    absl::Span<const BlockId> preds = cfg_.preds(b);
    if (g_.info(head).kind != OpKind::kMerge) return OutOf(preds[0], b);
    if (g_.op(head) == Op::kLoop) {
      const NodeId entry = OutOf(preds[0], b);
      const NodeId phi = NewPhi(head, std::vector<NodeId>(preds.size(), entry));
      loop_phis_.push_back({phi, b});
      return phi;
    }
    std::vector<NodeId> values;
    NodeId some = kNoNode;
    for (BlockId p : preds) {
      values.push_back(p == kNoBlock ? kNoNode : OutOf(p, b));
      if (values.back() != kNoNode) some = values.back();
    }
    bool same = true;
    for (NodeId& value : values) {
      if (value == kNoNode) value = some;
      same &= value == some;
    }
    return same ? some : NewPhi(head, std::move(values));
  }

  void Block(BlockId b) {
    NodeId pos = PositionAt(b);
    std::vector<NodeId> ops;
    for (NodeId n : cfg_.fixed(b)) {
      if (std::binary_search(root_.ops.begin(), root_.ops.end(), n)) ops.push_back(n);
      // In its own block the context comes after the check.
      if (b != home_ && g_.op(n) == Op::kReductionCheck && !g_.data(n).empty()) Listed(n, pos);
    }
    out_[b] = {pos, pos};
    for (size_t i = 0; i < ops.size(); ++i) {
      Operation(b, ops[i], out_[b].first, i + 1 == ops.size());
    }
    const NodeId term = cfg_.block(b).term;
    if (term != kNoNode) {
      for (NodeId value : g_.data(term)) {
        if (!roots_.MayBe(value, root_.group)) continue;
        const bool is_it = g_.type(value).Within(abi::kKindMatchState) && RootOf(value);
        StoreBefore(term, b, is_it ? value : root_.value, out_[b].first);
        break;
      }
    } else if (!cfg_.succs(b).empty() && Leaves(cfg_.succs(b)[0])) {
      const NodeId merge = cfg_.block(cfg_.succs(b)[0]).head;
      absl::Span<const BlockId> preds = cfg_.preds(cfg_.succs(b)[0]);
      for (uint32_t i = 0; i < preds.size(); ++i) {
        if (preds[i] != b) continue;
        const NodeId last = g_.input(merge, i);
        stores_.push_back(Insert(last, b, Op::kBsSetOffset, {root_.value, out_[b].first}));
      }
    }
  }

  // The way to a merge where the position is not known, or is loaded again.
  bool Leaves(BlockId merge) const { return merge == home_ || (escapes_ && !InScope(merge)); }

  // The value, behind casts, is the context itself.
  bool RootOf(NodeId n) const {
    while (g_.op(n) == Op::kCast) n = g_.data(n)[0];
    return n == root_.context;
  }

  // The loop may be left here with the context among what the function is called with.
  void Listed(NodeId check, NodeId pos) {
    bool listed = false;
    for (uint32_t i = 0; i < g_.arity(); ++i)
      listed |= roots_.MayBe(g_.data(check)[i], root_.group);
    if (!listed) return;
    checks_.push_back(check);
    g_.AppendInput(check, root_.value);
    g_.AppendInput(check, pos);
  }

  // ---- operations ----

  NodeId I32(int64_t value) { return g_.I32(static_cast<int32_t>(value)); }
  NodeId Data() {
    if (data_ == kNoNode) data_ = g_.Add(Op::kBsData, {root_.value});
    return data_;
  }
  NodeId Base() {
    if (base_ == kNoNode) base_ = g_.Add(Op::kBsBase, {root_.value});
    return base_;
  }
  NodeId Left(NodeId pos) { return g_.Add(Op::kI32Sub, {end_, pos}); }
  NodeId Advance(NodeId pos, NodeId by) { return g_.Add(Op::kI32Add, {pos, by}); }
  NodeId Not(NodeId condition) { return g_.Add(Op::kNot, {condition}); }
  // Fewer than `bits` are left.
  NodeId Lacks(NodeId pos, NodeId bits) { return g_.Add(Op::kI32LessU, {Left(pos), bits}); }
  // Not a multiple of `unit`, which is above 0.
  NodeId IsUneven(NodeId bits, int64_t unit) {
    if (unit == 1) return g_.Bool(false);
    const bool power = (unit & (unit - 1)) == 0;
    const NodeId rest = power ? g_.Add(Op::kI32And, {bits, I32(unit - 1)})
                              : g_.Add(Op::kI32RemU, {bits, I32(unit)});
    return Not(g_.Add(Op::kI32Eq, {rest, I32(0)}));
  }
  NodeId Either(NodeId a, NodeId b) {
    const NodeId n = g_.Add(Op::kSelect, {a, g_.Bool(true), b});
    g_.SetRepr(n, Repr::kBool);
    g_.SetType(n, ir::InitialType(Op::kNot, 0));
    return n;
  }
  NodeId Choose(NodeId condition, NodeId yes, NodeId no) {
    const NodeId n = g_.Add(Op::kSelect, {condition, yes, no});
    g_.SetRepr(n, Repr::kI32);
    g_.SetType(n, ir::InitialType(Op::kI32Add, 0));
    return n;
  }

  // How the branch at the block's end depends on `op`, if it does.
  bool FindFork(BlockId b, NodeId op, Fork* fork) const {
    const NodeId term = cfg_.block(b).term;
    if (term == kNoNode || g_.op(term) != Op::kIf) return false;
    NodeId condition = g_.data(term)[0];
    bool success = true;
    if (g_.op(condition) == Op::kNot) {
      condition = g_.data(condition)[0];
      success = false;
    }
    if (g_.repr(op) == Repr::kTerm) {
      if (g_.op(condition) != Op::kIsNone) return false;
      condition = g_.data(condition)[0];
      success = !success;
    }
    if (condition != op) return false;
    fork->success = cfg_.block(cfg_.succs(b)[success ? 0 : 1]).head;
    fork->failure = cfg_.block(cfg_.succs(b)[success ? 1 : 0]).head;
    fork->success_first = success;
    return true;
  }

  // All uses of a term as a value are casts where the branch has found it to be there.
  bool OnlyUsedBehind(NodeId op, const Fork& fork) const {
    const BlockId success = cfg_.block_of(fork.success), failure = cfg_.block_of(fork.failure);
    for (size_t i = 0; i < g_.uses(op).size(); ++i) {
      const NodeId user = g_.uses(op)[i];
      if (IsControlUse(g_, user, g_.use_slots(op)[i]) || g_.op(user) == Op::kIsNone) continue;
      if (g_.op(user) != Op::kCast) return false;
      const BlockId at = BlockOf(g_.control(user));
      if (at == kNoBlock) return false;
      if (!dominance_.Dominates(success, at) && !dominance_.Dominates(failure, at)) return false;
    }
    return true;
  }

  bool HasNoneTest(NodeId op) const {
    for (NodeId user : g_.uses(op)) {
      if (g_.op(user) == Op::kIsNone) return true;
    }
    return false;
  }

  // Puts `value` in the place of the operation's term, and `fails` in that of tests for none.
  void Substitute(NodeId op, NodeId value, NodeId fails, const Fork* fork) {
    std::vector<NodeId> tests, nones;
    for (NodeId user : g_.uses(op)) {
      if (g_.op(user) == Op::kIsNone) tests.push_back(user);
      if (fork != nullptr && g_.op(user) == Op::kCast && g_.input(user, 1) == op &&
          dominance_.Dominates(cfg_.block_of(fork->failure), BlockOf(g_.control(user)))) {
        nones.push_back(user);
      }
    }
    for (NodeId test : tests) {
      g_.ReplaceAllUses(test, fails);
      g_.Kill(test);
    }
    for (NodeId cast : nones) {
      g_.ReplaceAllUses(cast, g_.None());
      g_.Kill(cast);
    }
    ReplaceDataUses(&g_, op, value);
    g_.Unlink(op);
  }

  // `value` is made by the first node after `head`: casts that stand at the head and are of what
  // comes of it move behind it.
  void MoveCasts(NodeId value, NodeId head) {
    const NodeId first = g_.NextControl(head);
    std::vector<NodeId> work = {value};
    absl::flat_hash_set<NodeId> seen = {value};
    while (!work.empty()) {
      const NodeId n = work.back();
      work.pop_back();
      for (size_t i = 0; i < g_.uses(n).size(); ++i) {
        const NodeId user = g_.uses(n)[i];
        const bool pure = g_.info(user).kind == OpKind::kPure;
        if ((!pure && g_.op(user) != Op::kCast) || IsControlUse(g_, user, g_.use_slots(n)[i]))
          continue;
        if (!pure && g_.control(user) == head) g_.SetInput(user, 0, first);
        if (seen.insert(user).second) work.push_back(user);
      }
    }
  }

  // A truth value in the place of the operation's.
  void SubstituteBool(NodeId op, NodeId value) {
    ReplaceDataUses(&g_, op, value);
    g_.Unlink(op);
  }

  // The position is `after` where the operation succeeded.
  void SetOut(BlockId b, const Fork* fork, NodeId fails, NodeId pos, NodeId after) {
    if (fork == nullptr) {
      const NodeId out = fails == kNoNode ? after : Choose(fails, pos, after);
      out_[b] = {out, out};
    } else {
      out_[b] = fork->success_first ? Out{after, pos} : Out{pos, after};
    }
  }

  // The operation works on the context itself: with the position stored before it and loaded after
  // it.
  void Keep(BlockId b, NodeId op, NodeId pos) {
    kept_ = true;
    StoreBefore(op, b, root_.value, pos);
    const NodeId reloaded = Insert(op, b, Op::kBsOffset, {root_.value});
    out_[b] = {reloaded, reloaded};
  }

  // A read of something that is there when `bits` are left: `read` makes it after a control.
  template <typename MakeValue>
  void Get(BlockId b, NodeId op, NodeId pos, bool last, NodeId fails, NodeId after,
           MakeValue make) {
    Fork fork;
    if (fails == kNoNode || !HasNoneTest(op)) {
      // Known to be there.
      const NodeId value = make(g_.control(op), b);
      Substitute(op, value, g_.Bool(false), nullptr);
      out_[b] = {after, after};
      return;
    }
    if (!last || !FindFork(b, op, &fork) || !OnlyUsedBehind(op, fork)) return Keep(b, op, pos);
    const NodeId value = make(fork.success, cfg_.block_of(fork.success));
    Substitute(op, value, fails, &fork);
    MoveCasts(value, fork.success);
    SetOut(b, &fork, fails, pos, after);
  }

  NodeId IntegerTerm(NodeId number, int64_t bits, int64_t flags) {
    const bool is_signed = (flags & abi::kBsSigned) != 0;
    if (bits <= abi::kSmallBits - (is_signed ? 0 : 1)) {
      const NodeId tag = g_.Add(Op::kTag, {number});
      g_.SetType(tag, g_.type(number));
      return tag;
    }
    return g_.Add(Op::kI32ToTerm, {number}, is_signed ? 1 : 0);
  }

  void Operation(BlockId b, NodeId op, NodeId pos, bool last) {
    const uint32_t loc = g_.loc(op);
    const int64_t imm = g_.imm(op);
    Fork fork;
    switch (g_.op(op)) {
      case Op::kBsGetInteger: {
        const NodeId bits = g_.data(op)[1];
        const bool is_constant = g_.op(bits) == Op::kI32Const;
        const int64_t count = is_constant ? g_.imm(bits) : -1;
        if (is_constant && count < 0) return Keep(b, op, pos);
        auto make = [&](NodeId control, BlockId block) {
          if (count == 0) return g_.Small(0);
          if (count < 0 || count > 32) {
            return Insert(control, block, Op::kBsReadInteger, {Data(), pos, bits}, imm, {}, loc);
          }
          const NodeId number =
              Insert(control, block, Op::kBsRead, {Data(), pos}, count | imm << 8, {}, loc);
          return IntegerTerm(number, count, imm);
        };
        const NodeId fails = count == 0 ? g_.Bool(false) : Lacks(pos, bits);
        return Get(b, op, pos, last, fails, Advance(pos, bits), make);
      }
      case Op::kBsGetBinary: {
        const NodeId bits = g_.data(op)[1];
        if (g_.op(bits) == Op::kI32Const && g_.imm(bits) < 0) return Keep(b, op, pos);
        auto make = [&](NodeId control, BlockId block) {
          return Insert(control, block, Op::kBsSub, {Base(), pos, bits}, 0, {}, loc);
        };
        return Get(b, op, pos, last, Lacks(pos, bits), Advance(pos, bits), make);
      }
      case Op::kBsGetTail: {
        auto make = [&](NodeId control, BlockId block) {
          return Insert(control, block, Op::kBsSub, {Base(), pos, Left(pos)}, 0, {}, loc);
        };
        return Get(b, op, pos, last, imm <= 1 ? kNoNode : IsUneven(Left(pos), imm),
                   imm == 0 ? pos : end_, make);
      }
      case Op::kBsGetFloat: {
        const NodeId bits = g_.data(op)[1];
        const int64_t count = g_.op(bits) == Op::kI32Const ? g_.imm(bits) : 0;
        if (count != 16 && count != 32 && count != 64) return Keep(b, op, pos);
        const NodeId number = Insert(g_.control(op), b, Op::kBsReadFloat, {Data(), pos, Left(pos)},
                                     count | imm << 8, {}, loc);
        const NodeId fails = Not(g_.Add(Op::kF64IsFinite, {number}));
        const bool forks = last && FindFork(b, op, &fork);
        SetOut(b, forks ? &fork : nullptr, fails, pos, Advance(pos, bits));
        return Substitute(op, g_.Add(Op::kF64ToTerm, {number}), fails, nullptr);
      }
      case Op::kBsGetUtf8:
      case Op::kBsGetUtf16:
      case Op::kBsGetUtf32: {
        const int64_t unit = g_.op(op) == Op::kBsGetUtf8    ? 8
                             : g_.op(op) == Op::kBsGetUtf16 ? 16
                                                            : 32;
        const NodeId packed = Insert(g_.control(op), b, Op::kBsReadUtf, {Data(), pos, Left(pos)},
                                     unit | imm << 8, {}, loc);
        const NodeId fails = g_.Add(Op::kI32Eq, {packed, I32(0)});
        const NodeId character = g_.Add(Op::kTag, {g_.Add(Op::kI32ShrU, {packed, I32(6)})});
        // No bits when there is no match.
        const NodeId after = Advance(pos, g_.Add(Op::kI32And, {packed, I32(63)}));
        const bool forks = last && FindFork(b, op, &fork);
        SetOut(b, forks ? &fork : nullptr, kNoNode, pos, after);
        return Substitute(op, character, fails, nullptr);
      }
      case Op::kBsSkip: {
        const NodeId bits = g_.data(op)[1];
        const NodeId fails = Lacks(pos, bits);
        // Without a use it cannot fail.
        const bool tested = HasDataUses(op);
        const bool forks = last && FindFork(b, op, &fork);
        SetOut(b, forks ? &fork : nullptr, tested ? fails : kNoNode, pos, Advance(pos, bits));
        return SubstituteBool(op, Not(fails));
      }
      case Op::kBsTestTail:
      case Op::kBsEnsureExact:
        return SubstituteBool(op, g_.Add(Op::kI32Eq, {Left(pos), I32(imm)}));
      case Op::kBsTestUnit:
        return SubstituteBool(op, imm <= 1 ? g_.Bool(true) : Not(IsUneven(Left(pos), imm)));
      case Op::kBsEnsure: {
        const NodeId bits = I32(g_.list(op)[0]);
        const int64_t unit = g_.list(op)[1];
        NodeId fails = Lacks(pos, bits);
        if (unit > 1) {
          fails = Either(fails, IsUneven(g_.Add(Op::kI32Sub, {Left(pos), bits}), unit));
        }
        return SubstituteBool(op, Not(fails));
      }
      case Op::kBsMatchString: {
        const int64_t facts[] = {g_.list(op)[0], g_.list(op)[1]};
        const NodeId same =
            Insert(g_.control(op), b, Op::kBsSame, {Data(), pos, Left(pos)}, 0, facts, loc);
        const bool forks = last && FindFork(b, op, &fork);
        SetOut(b, forks ? &fork : nullptr, Not(same), pos, Advance(pos, I32(facts[0])));
        return SubstituteBool(op, same);
      }
      case Op::kBsGetPosition: {
        const NodeId position = g_.Add(Op::kI32ToTerm, {pos}, 0);
        ReplaceDataUses(&g_, op, position);
        g_.Unlink(op);
        return;
      }
      case Op::kBsSetPosition: {
        const NodeId position = g_.Add(Op::kTermToU32, {g_.data(op)[1]});
        out_[b] = {position, position};
        g_.Unlink(op);
        return;
      }
      default:
        return Keep(b, op, pos);
    }
  }

  bool HasDataUses(NodeId n) const {
    for (size_t i = 0; i < g_.uses(n).size(); ++i) {
      if (!IsControlUse(g_, g_.uses(n)[i], g_.use_slots(n)[i])) return true;
    }
    return false;
  }

  // Phis of one value, and stores of what is there already.
  void Clean() {
    bool again = true;
    while (again) {
      again = false;
      for (NodeId& phi : phis_) {
        if (phi == kNoNode) continue;
        NodeId only = kNoNode;
        bool one = true;
        for (NodeId value : g_.data(phi)) {
          if (value == phi || value == only) continue;
          one &= only == kNoNode;
          only = value;
        }
        if (!one || only == kNoNode) continue;
        g_.ReplaceAllUses(phi, only);
        g_.Kill(phi);
        phi = kNoNode;
        again = true;
      }
    }
    if (kept_) return;
    for (NodeId store : stores_) {
      if (g_.data(store)[1] == initial_) g_.Unlink(store);
    }
    for (NodeId check : checks_) {
      const uint32_t last = g_.num_inputs(check) - 1;
      if (g_.input(check, last) != initial_) continue;
      g_.RemoveInput(check, last);
      g_.RemoveInput(check, last - 1);
    }
  }

  Graph& g_;
  const Cfg& cfg_;
  const EntryDominance& dominance_;
  const MatchRoots& roots_;
  const MatchRoot& root_;
  BlockId home_ = kNoBlock;
  NodeId initial_ = kNoNode, end_ = kNoNode, data_ = kNoNode, base_ = kNoNode;
  bool escapes_ = false;
  bool kept_ = false;
  std::vector<Out> out_;  // by block
  std::vector<std::pair<NodeId, BlockId>> loop_phis_;
  std::vector<NodeId> phis_, stores_, checks_;
  absl::flat_hash_map<NodeId, BlockId>& new_block_;
};

class MatchStatePass : public Pass {
 public:
  MatchStatePass() : Pass("match_state", "positions in match contexts become values") {}

 private:
  absl::StatusOr<bool> RunInternal(Graph* graph, const PassOptions&,
                                   PassContext& context) const override {
    bool any = false;
    for (NodeId n = 0; n < graph->size() && !any; ++n) {
      any = !graph->IsDead(n) && IsMatchOp(graph->op(n));
    }
    if (!any) return false;
    const Cfg cfg(*graph);
    if (cfg.irreducible()) return false;
    const EntryDominance dominance(*graph, cfg);
    const MatchRoots roots(*graph, cfg, dominance);
    absl::flat_hash_map<NodeId, BlockId> new_block;
    for (const MatchRoot& root : roots.roots()) {
      Follower(graph, cfg, dominance, roots, root, &new_block).Run();
    }
    context.Count("match_state.contexts", static_cast<int64_t>(roots.roots().size()));
    return !roots.roots().empty();
  }
};

}  // namespace

std::unique_ptr<Pass> MakeMatchStatePass() { return std::make_unique<MatchStatePass>(); }

}  // namespace seabeam::passes
