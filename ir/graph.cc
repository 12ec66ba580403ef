#include "ir/graph.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "absl/container/inlined_vector.h"
#include "base/check.h"

namespace seabeam::ir {
namespace {

bool IsConstantOp(Op op) {
  switch (op) {
    case Op::kSmallConst:
    case Op::kAtomConst:
    case Op::kNilConst:
    case Op::kNoneConst:
    case Op::kLiteralConst:
    case Op::kI32Const:
    case Op::kF64Const:
    case Op::kBoolConst:
      return true;
    default:
      return false;
  }
}

uint64_t HashConstant(Op op, int64_t imm) {
  uint64_t h = static_cast<uint64_t>(imm) * 0x9E3779B97F4A7C15u + static_cast<uint64_t>(op);
  h ^= h >> 29;
  h *= 0xBF58476D1CE4E5B9u;
  return h ^ (h >> 32);
}

Type TypeOfNew(Op op, int64_t imm, size_t num_inputs) {
  if (op == Op::kMakeTuple) return Type::Tuple(static_cast<uint32_t>(num_inputs));
  return InitialType(op, imm);
}

// A span that stays good while the pools grow, whatever it pointed at.
template <typename T>
class Copied {
 public:
  explicit Copied(absl::Span<const T> span) : items_(span.begin(), span.end()) {}
  absl::Span<const T> get() const { return items_; }

 private:
  absl::InlinedVector<T, 16> items_;
};

}  // namespace

Graph::Graph(std::string name, uint32_t arity) : name_(std::move(name)), arity_(arity) {
  constants_.assign(16, kNoNode);
  Add(Op::kStart, {}, arity);
}

// ---- reading ----

absl::Span<const NodeId> Graph::inputs(NodeId n) const {
  const Node& node = nodes_[n];
  return absl::MakeConstSpan(input_pool_.data() + node.first_input, node.num_inputs);
}

NodeId Graph::control(NodeId n) const {
  const Node& node = nodes_[n];
  if (!Info(node.op).control_in || node.num_inputs == 0) return kNoNode;
  return input_pool_[node.first_input];
}

absl::Span<const NodeId> Graph::data(NodeId n) const {
  const Node& node = nodes_[n];
  const OpInfo& info = Info(node.op);
  if (info.kind == OpKind::kMerge) return {};
  absl::Span<const NodeId> all = inputs(n);
  if (info.control_in && !all.empty()) all.remove_prefix(1);
  return all;
}

absl::Span<const NodeId> Graph::uses(NodeId n) const {
  return absl::MakeConstSpan(use_pool_.data() + uses_[n].begin, uses_[n].size);
}

absl::Span<const uint32_t> Graph::use_slots(NodeId n) const {
  return absl::MakeConstSpan(use_slot_pool_.data() + uses_[n].begin, uses_[n].size);
}

absl::Span<const int64_t> Graph::list(NodeId n) const {
  const Node& node = nodes_[n];
  return absl::MakeConstSpan(list_pool_.data() + node.list_begin, node.list_size);
}

// ---- edges ----

void Graph::LinkUse(NodeId user, uint32_t slot, NodeId value) {
  SEABEAM_DCHECK(value < nodes_.size()) << "input " << slot << " of node " << user;
  UseList& list = uses_[value];
  if (list.size == list.capacity) {
    const uint32_t capacity = list.capacity == 0 ? 2 : list.capacity * 2;
    if (list.capacity != 0 && list.begin + list.capacity == use_pool_.size()) {
      // The last row grows where it is.
      use_pool_.resize(list.begin + capacity);
      use_slot_pool_.resize(list.begin + capacity);
    } else {
      const uint32_t begin = static_cast<uint32_t>(use_pool_.size());
      use_pool_.resize(begin + capacity);
      use_slot_pool_.resize(begin + capacity);
      std::copy_n(use_pool_.begin() + list.begin, list.size, use_pool_.begin() + begin);
      std::copy_n(use_slot_pool_.begin() + list.begin, list.size, use_slot_pool_.begin() + begin);
      list.begin = begin;
    }
    list.capacity = capacity;
  }
  use_pool_[list.begin + list.size] = user;
  use_slot_pool_[list.begin + list.size] = slot;
  const uint32_t edge = nodes_[user].first_input + slot;
  input_pool_[edge] = value;
  use_index_pool_[edge] = list.size;
  ++list.size;
}

void Graph::UnlinkUse(NodeId user, uint32_t slot) {
  const uint32_t edge = nodes_[user].first_input + slot;
  UseList& list = uses_[input_pool_[edge]];
  const uint32_t index = use_index_pool_[edge];
  const uint32_t last = --list.size;
  if (index != last) {
    const NodeId moved_user = use_pool_[list.begin + last];
    const uint32_t moved_slot = use_slot_pool_[list.begin + last];
    use_pool_[list.begin + index] = moved_user;
    use_slot_pool_[list.begin + index] = moved_slot;
    use_index_pool_[nodes_[moved_user].first_input + moved_slot] = index;
  }
}

void Graph::ReserveInputs(Node* node, uint32_t count) {
  if (count <= node->input_capacity) return;
  const uint32_t begin = static_cast<uint32_t>(input_pool_.size());
  input_pool_.resize(begin + count);
  use_index_pool_.resize(begin + count);
  std::copy_n(input_pool_.begin() + node->first_input, node->num_inputs,
              input_pool_.begin() + begin);
  std::copy_n(use_index_pool_.begin() + node->first_input, node->num_inputs,
              use_index_pool_.begin() + begin);
  node->first_input = begin;
  node->input_capacity = count;
}

void Graph::StoreList(Node* node, absl::Span<const int64_t> list) {
  if (list.size() > node->list_size) {
    node->list_begin = static_cast<uint32_t>(list_pool_.size());
    list_pool_.insert(list_pool_.end(), list.begin(), list.end());
  } else {
    std::copy(list.begin(), list.end(), list_pool_.begin() + node->list_begin);
  }
  node->list_size = static_cast<uint32_t>(list.size());
}

// ---- building ----

NodeId Graph::Add(Op op, absl::Span<const NodeId> inputs, int64_t imm,
                  absl::Span<const int64_t> list, uint32_t loc) {
  const NodeId n = static_cast<NodeId>(nodes_.size());
  Copied<NodeId> in(inputs);
  Node node{};
  node.op = op;
  node.repr = Info(op).repr;
  node.loc = loc;
  node.imm = imm;
  node.type = TypeOfNew(op, imm, inputs.size());
  if (!list.empty()) {
    Copied<int64_t> aux(list);
    StoreList(&node, aux.get());
  }
  ReserveInputs(&node, static_cast<uint32_t>(inputs.size()));
  node.num_inputs = static_cast<uint32_t>(inputs.size());
  nodes_.push_back(node);
  uses_.emplace_back();
  for (uint32_t i = 0; i < node.num_inputs; ++i) LinkUse(n, i, in.get()[i]);
  if (IsConstantOp(op)) RegisterConstant(n);
  return n;
}

uint32_t Graph::ConstantSlot(Op op, int64_t imm) const {
  const uint32_t mask = static_cast<uint32_t>(constants_.size()) - 1;
  uint32_t slot = static_cast<uint32_t>(HashConstant(op, imm)) & mask;
  while (constants_[slot] != kNoNode) {
    // A dead constant keeps its opcode and imm, so its slot is found and used again.
    const Node& node = nodes_[constants_[slot]];
    if (node.op == op && node.imm == imm) return slot;
    slot = (slot + 1) & mask;
  }
  return slot;
}

void Graph::GrowConstants() {
  std::vector<NodeId> old = std::move(constants_);
  constants_.assign(old.size() * 2, kNoNode);
  constants_filled_ = 0;
  for (NodeId n : old) {
    if (n == kNoNode || nodes_[n].dead || !IsConstantOp(nodes_[n].op)) continue;
    constants_[ConstantSlot(nodes_[n].op, nodes_[n].imm)] = n;
    ++constants_filled_;
  }
}

void Graph::RegisterConstant(NodeId n) {
  const uint32_t slot = ConstantSlot(nodes_[n].op, nodes_[n].imm);
  const NodeId known = constants_[slot];
  if (known != kNoNode && !nodes_[known].dead) return;  // the first one is the shared one
  constants_[slot] = n;
  if (known == kNoNode && ++constants_filled_ * 2 > constants_.size()) GrowConstants();
}

NodeId Graph::Constant(Op op, int64_t imm) {
  const NodeId known = constants_[ConstantSlot(op, imm)];
  if (known != kNoNode && !nodes_[known].dead) return known;
  return Add(op, absl::Span<const NodeId>(), imm);
}

NodeId Graph::Small(int64_t value) { return Constant(Op::kSmallConst, value); }
NodeId Graph::Atom(uint32_t module_atom) { return Constant(Op::kAtomConst, module_atom); }
NodeId Graph::Nil() { return Constant(Op::kNilConst, 0); }
NodeId Graph::None() { return Constant(Op::kNoneConst, 0); }
NodeId Graph::Literal(uint32_t index) { return Constant(Op::kLiteralConst, index); }
NodeId Graph::I32(int32_t value) { return Constant(Op::kI32Const, value); }
NodeId Graph::Bool(bool value) { return Constant(Op::kBoolConst, value ? 1 : 0); }
NodeId Graph::F64(double value) {
  int64_t bits;
  std::memcpy(&bits, &value, sizeof bits);
  return Constant(Op::kF64Const, bits);
}

// ---- changing ----

void Graph::SetList(NodeId n, absl::Span<const int64_t> list) {
  Copied<int64_t> aux(list);
  StoreList(&nodes_[n], aux.get());
}

void Graph::SetInput(NodeId n, uint32_t i, NodeId value) {
  SEABEAM_DCHECK(i < nodes_[n].num_inputs);
  UnlinkUse(n, i);
  LinkUse(n, i, value);
}

void Graph::AppendInput(NodeId n, NodeId value) {
  Node& node = nodes_[n];
  if (node.num_inputs == node.input_capacity) {
    ReserveInputs(&node, std::max<uint32_t>(4, node.input_capacity * 2));
  }
  LinkUse(n, node.num_inputs++, value);
}

void Graph::RemoveInput(NodeId n, uint32_t i) {
  Node& node = nodes_[n];
  SEABEAM_DCHECK(i < node.num_inputs);
  UnlinkUse(n, i);
  for (uint32_t slot = i + 1; slot < node.num_inputs; ++slot) {
    const uint32_t edge = node.first_input + slot;
    const NodeId value = input_pool_[edge];
    use_slot_pool_[uses_[value].begin + use_index_pool_[edge]] = slot - 1;
    input_pool_[edge - 1] = value;
    use_index_pool_[edge - 1] = use_index_pool_[edge];
  }
  --node.num_inputs;
}

void Graph::ReplaceAllUses(NodeId old_node, NodeId new_node) {
  if (old_node == new_node) return;
  const uint32_t begin = uses_[old_node].begin, size = uses_[old_node].size;
  uses_[old_node].size = 0;
  for (uint32_t i = 0; i < size; ++i) {
    // By value: LinkUse may move the pools.
    const NodeId user = use_pool_[begin + i];
    const uint32_t slot = use_slot_pool_[begin + i];
    LinkUse(user, slot, new_node);
  }
}

void Graph::Mutate(NodeId n, Op op, absl::Span<const NodeId> inputs, int64_t imm,
                   absl::Span<const int64_t> list) {
  SEABEAM_CHECK(n != start());
  Copied<NodeId> in(inputs);
  Copied<int64_t> aux(list);
  Node& node = nodes_[n];
  for (uint32_t i = 0; i < node.num_inputs; ++i) UnlinkUse(n, i);
  node.num_inputs = 0;
  ReserveInputs(&node, static_cast<uint32_t>(in.get().size()));
  node.num_inputs = static_cast<uint32_t>(in.get().size());
  node.op = op;
  node.repr = Info(op).repr;
  node.imm = imm;
  node.type = TypeOfNew(op, imm, node.num_inputs);
  StoreList(&node, aux.get());
  for (uint32_t i = 0; i < node.num_inputs; ++i) LinkUse(n, i, in.get()[i]);
}

void Graph::Kill(NodeId n) {
  SEABEAM_CHECK(n != start());
  SEABEAM_CHECK_EQ(uses_[n].size, 0u) << " node " << n << " in " << name_;
  Node& node = nodes_[n];
  for (uint32_t i = 0; i < node.num_inputs; ++i) UnlinkUse(n, i);
  node.num_inputs = 0;
  node.dead = true;
}

void Graph::KillAll(absl::Span<const NodeId> nodes) {
  for (NodeId n : nodes) {
    Node& node = nodes_[n];
    for (uint32_t i = 0; i < node.num_inputs; ++i) UnlinkUse(n, i);
    node.num_inputs = 0;
  }
  for (NodeId n : nodes) Kill(n);
}

void Graph::Unlink(NodeId n) {
  SEABEAM_CHECK(info(n).kind == OpKind::kFixed);
  ReplaceAllUses(n, control(n));
  Kill(n);
}

void Graph::RemoveMergeInput(NodeId merge, uint32_t i) {
  SEABEAM_CHECK(info(merge).kind == OpKind::kMerge);
  for (uint32_t u = 0; u < uses_[merge].size; ++u) {
    const NodeId user = use_pool_[uses_[merge].begin + u];
    if (nodes_[user].op == Op::kPhi && use_slot_pool_[uses_[merge].begin + u] == 0) {
      // Removing a later input leaves the order of `merge`'s own uses alone, unless the phi merges
      // the merge itself, which no graph does.
      RemoveInput(user, i + 1);
    }
  }
  RemoveInput(merge, i);
}

// ---- derived facts ----

bool Graph::IsConstant(NodeId n) const { return IsConstantOp(nodes_[n].op); }

bool Graph::IsBlockHead(NodeId n) const {
  const OpKind kind = info(n).kind;
  return n == start() || kind == OpKind::kMerge || kind == OpKind::kProj;
}

bool Graph::IsEntryHead(NodeId n) const {
  const Op o = op(n);
  return o == Op::kCallCont || o == Op::kTryHandler || o == Op::kRecvEntry || o == Op::kTimeoutCont;
}

NodeId Graph::NextControl(NodeId n) const {
  absl::Span<const NodeId> users = uses(n);
  absl::Span<const uint32_t> slots = use_slots(n);
  for (size_t i = 0; i < users.size(); ++i) {
    const OpKind kind = info(users[i]).kind;
    if (kind == OpKind::kMerge) return users[i];
    if ((kind == OpKind::kFixed || kind == OpKind::kTerm) && slots[i] == 0) return users[i];
  }
  return kNoNode;
}

Graph::SlotSplit Graph::Split(NodeId n) const {
  const uint32_t total = static_cast<uint32_t>(data(n).size());
  absl::Span<const int64_t> facts = list(n);
  int64_t slots = 0;
  size_t index = facts.size();  // of nslots in the list
  switch (op(n)) {
    case Op::kCallLocal:
    case Op::kCallExternal:
    case Op::kCallFun:
    case Op::kCallApply:
    case Op::kTailLocal:
    case Op::kTailExternal:
    case Op::kTailFun:
    case Op::kTailApply:
    case Op::kRaiseGuard:
      index = 2;
      break;
    case Op::kRaiseError:
    case Op::kRaiseFunctionClause:
      index = 1;
      break;
    case Op::kFailPending:
    case Op::kRaiseClass:
    case Op::kReraise:
    case Op::kRecvWait:
    case Op::kRecvWaitTimeout:
      index = 0;
      break;
    case Op::kRecvSync:
      slots = imm(n);
      break;
    default:
      break;
  }
  if (index < facts.size()) slots = facts[index];
  slots = std::min<int64_t>(std::max<int64_t>(slots, 0), total);
  return {total - static_cast<uint32_t>(slots), static_cast<uint32_t>(slots)};
}

}  // namespace seabeam::ir
