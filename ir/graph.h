// The sea-of-nodes graph of one BEAM function.
//
// Nodes are rows in vectors owned by the Graph, named by NodeId. Edges change
// only through Graph's methods, which keep use lists right. See
// docs/design-notes.md for the shape (one chain for control and effect) and
// ir/opcode_list.h for the opcodes.
//
// Input layout of a node: [control input, if the opcode has one] then data
// inputs. Merge nodes (Region, Loop): all inputs are controls. Phi: input 0 is
// its Region/Loop, input 1+i belongs to the merge's input i.
//
// Blocks are not stored: a block is headed by Start, a Merge or a Proj, and runs
// along Fixed nodes to the one Term node that ends it. Every such chain element
// has exactly one control successor among Fixed/Term/Merge nodes; If, Switch, calls, TryBegin,
// RecvSync, RecvWaitTimeout have Proj successors instead.
// A block whose head joins a Merge feeds its last chain element straight in as the merge's input
// (there is no jump node).
#ifndef SEABEAM_IR_GRAPH_H_
#define SEABEAM_IR_GRAPH_H_

#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "ir/opcode_list.h"
#include "ir/types.h"

namespace seabeam::ir {

enum class Op : uint16_t {
#define SEABEAM_IR_ENUM(name, ...) k##name,
  SEABEAM_IR_OPCODE_LIST(SEABEAM_IR_ENUM)
#undef SEABEAM_IR_ENUM
  kCount
};

enum class OpKind : uint8_t { kPure, kPinned, kFixed, kMerge, kProj, kTerm };
enum class Attr : uint8_t { kNA, kInt, kIdx, kMask, kList };

struct OpInfo {
  const char* name;
  OpKind kind;
  bool control_in;
  int min_data;
  int max_data;  // -1: any
  Attr attr;
  Repr repr;
};
const OpInfo& Info(Op op);
// False when `name` names no opcode.
bool ParseOp(absl::Span<const char> name, Op* op);
// What a fresh node of this opcode may yield, knowing only its attribute. Not-term results use the
// same lattice: booleans the kinds false/true, i32 the integer bounds, f64 the kind float.
Type InitialType(Op op, int64_t imm);

using NodeId = uint32_t;
inline constexpr NodeId kNoNode = 0xFFFFFFFF;
inline constexpr uint32_t kNoLoc = 0;  // location 0 = none; i = Module::locations[i - 1]

// Keys of Switch, in its aux list: kind in the low 2 bits, payload above.
enum class SwitchKeyKind : uint8_t { kSmall = 0, kAtom = 1, kNil = 2, kLiteral = 3 };
constexpr int64_t SwitchKey(SwitchKeyKind kind, int64_t payload) {
  return payload * 4 + static_cast<int64_t>(kind);
}
constexpr SwitchKeyKind KeyKind(int64_t key) { return static_cast<SwitchKeyKind>(key & 3); }
constexpr int64_t KeyPayload(int64_t key) { return (key - (key & 3)) / 4; }

class Graph {
 public:
  Graph(std::string name, uint32_t arity);

  const std::string& name() const { return name_; }  // "function/arity" without the module
  uint32_t arity() const { return arity_; }
  uint32_t function_index() const { return function_index_; }
  void set_function_index(uint32_t i) { function_index_ = i; }

  NodeId start() const { return 0; }  // the Start node always has id 0
  uint32_t size() const { return static_cast<uint32_t>(nodes_.size()); }

  // Spans below stay valid until the graph is changed; copy before changing while iterating.
  // ---- reading ----
  Op op(NodeId n) const { return nodes_[n].op; }
  const OpInfo& info(NodeId n) const { return Info(nodes_[n].op); }
  bool IsDead(NodeId n) const { return nodes_[n].dead; }  // removed from the graph
  absl::Span<const NodeId> inputs(NodeId n) const;
  NodeId input(NodeId n, uint32_t i) const { return inputs(n)[i]; }
  uint32_t num_inputs(NodeId n) const { return nodes_[n].num_inputs; }
  // Control input (input 0) of nodes that have one; kNoNode otherwise.
  NodeId control(NodeId n) const;
  // Inputs without the control input. For a Phi: the merged values.
  absl::Span<const NodeId> data(NodeId n) const;
  // One entry per use edge: a user that uses n twice appears twice. Order is deterministic.
  absl::Span<const NodeId> uses(NodeId n) const;
  // Parallel to uses(n): which input of that user the edge is.
  absl::Span<const uint32_t> use_slots(NodeId n) const;
  int64_t imm(NodeId n) const { return nodes_[n].imm; }
  absl::Span<const int64_t> list(NodeId n) const;  // aux list; empty if none
  const Type& type(NodeId n) const { return nodes_[n].type; }
  Repr repr(NodeId n) const { return nodes_[n].repr; }
  uint32_t loc(NodeId n) const { return nodes_[n].loc; }

  // ---- building and changing ----
  // Appends a node with its opcode's initial type (a Literal's is any; a Tuple's has its size).
  // `inputs` as laid out above. Pure nodes are not value-numbered here (passes/gvn does that), only
  // the constants below are.
  NodeId Add(Op op, absl::Span<const NodeId> inputs, int64_t imm = 0,
             absl::Span<const int64_t> list = {}, uint32_t loc = kNoLoc);
  NodeId Add(Op op, std::initializer_list<NodeId> inputs, int64_t imm = 0,
             absl::Span<const int64_t> list = {}, uint32_t loc = kNoLoc) {
    return Add(op, absl::MakeConstSpan(inputs.begin(), inputs.size()), imm, list, loc);
  }
  // Constants are shared: the same constant gives the same node.
  NodeId Small(int64_t value);
  NodeId Atom(uint32_t module_atom);
  NodeId Nil();
  NodeId None();
  NodeId Literal(uint32_t index);
  NodeId I32(int32_t value);
  NodeId Bool(bool value);
  NodeId F64(double value);

  void SetType(NodeId n, const Type& t) { nodes_[n].type = Normalize(t); }
  void SetRepr(NodeId n, Repr r) { nodes_[n].repr = r; }  // Phi, Select only; set the type too
  void SetImm(NodeId n, int64_t imm) { nodes_[n].imm = imm; }
  void SetLoc(NodeId n, uint32_t loc) { nodes_[n].loc = loc; }
  void SetList(NodeId n, absl::Span<const int64_t> list);
  void SetInput(NodeId n, uint32_t i, NodeId value);
  void AppendInput(NodeId n, NodeId value);
  void RemoveInput(NodeId n, uint32_t i);  // later inputs move down
  void ReplaceAllUses(NodeId old_node, NodeId new_node);
  // Changes opcode, inputs, imm and list in place; uses and location stay, type and
  // representation become the new opcode's.
  void Mutate(NodeId n, Op op, absl::Span<const NodeId> inputs, int64_t imm = 0,
              absl::Span<const int64_t> list = {});
  // Removes a node without uses; its inputs lose a use. Start cannot go.
  void Kill(NodeId n);
  // Removes nodes that nothing else uses; among themselves they may use each other in any way.
  void KillAll(absl::Span<const NodeId> nodes);
  // Takes a Fixed node (without data uses) off the control chain and kills it.
  void Unlink(NodeId n);
  // Removes control input `i` of a merge and the matching input of its phis.
  void RemoveMergeInput(NodeId merge, uint32_t i);

  // ---- derived facts used everywhere ----
  bool IsConstant(NodeId n) const;
  bool IsBlockHead(NodeId n) const;   // Start, Merge, Proj
  // Heads whose block a suspended process can resume at: CallCont, TryHandler, RecvEntry, TimeoutCont.
  bool IsEntryHead(NodeId n) const;
  // The next Fixed/Term/Merge on the chain after a block head or Fixed node; kNoNode if broken.
  NodeId NextControl(NodeId n) const;
  // Number of leading data inputs of a call/raise/receive terminator that are
  // not frame slots, and the number of slots, derived from its list (the slots are the last data
  // inputs). A call's nargs counts every leading input: arity + 1 for CallFun/TailFun, arity + 2
  // for CallApply/TailApply.
  struct SlotSplit { uint32_t args; uint32_t slots; };
  SlotSplit Split(NodeId n) const;

 private:
  friend class GraphTestPeer;  // breaks graphs on purpose
  struct Node {
    Op op;
    Repr repr;
    bool dead;
    uint32_t first_input;  // into input_pool_ and use_index_pool_
    uint32_t num_inputs;
    uint32_t input_capacity;
    uint32_t list_begin, list_size;  // into list_pool_
    uint32_t loc;
    int64_t imm;
    Type type;
  };
  // The users of one node, a row of use_pool_ and of use_slot_pool_.
  struct UseList {
    uint32_t begin = 0, size = 0, capacity = 0;
  };

  NodeId Constant(Op op, int64_t imm);
  void RegisterConstant(NodeId n);
  uint32_t ConstantSlot(Op op, int64_t imm) const;
  void GrowConstants();
  // Makes room for `count` inputs; keeps the ones there are.
  void ReserveInputs(Node* node, uint32_t count);
  void StoreList(Node* node, absl::Span<const int64_t> list);
  void LinkUse(NodeId user, uint32_t slot, NodeId value);  // sets the input too
  void UnlinkUse(NodeId user, uint32_t slot);

  std::string name_;
  uint32_t arity_;
  uint32_t function_index_ = 0;
  std::vector<Node> nodes_;
  std::vector<NodeId> input_pool_;
  std::vector<uint32_t> use_index_pool_;  // where the edge stands in the value's use list
  std::vector<int64_t> list_pool_;
  std::vector<UseList> uses_;
  std::vector<NodeId> use_pool_;
  std::vector<uint32_t> use_slot_pool_;
  std::vector<NodeId> constants_;  // open hash table; entries go stale when a constant dies
  uint32_t constants_filled_ = 0;
};

}  // namespace seabeam::ir

#endif  // SEABEAM_IR_GRAPH_H_
