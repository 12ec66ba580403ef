// Which local of a wasm function each value sits in.
//
// Live ranges are intervals over the text of the function (the order of structure/control_tree.h), extended to
// the end of loops that the value is needed in again. A phi's range has pieces: the points at the
// ends of its predecessors where it is written, and the part behind its merge. A phi and its
// operands share a local when their pieces do not overlap; the rest is a linear scan.
//
// A value's local is written only after everything else that its computation reads was read, so a value may take the
// local of an operand that dies there. The end of a block is two positions: a call reads its arguments and writes its
// result at the first, reads the frame's slots and writes the frame_loads of what follows at the second.
#ifndef SEABEAM_EMIT_LOWER_LOCAL_PLAN_H_
#define SEABEAM_EMIT_LOWER_LOCAL_PLAN_H_

#include <cstdint>
#include <utility>
#include <vector>

#include "emit/schedule/schedule.h"
#include "emit/structure/control_tree.h"

namespace seabeam::emit {

class LocalPlan {
 public:
  static constexpr uint32_t kNone = 0xFFFFFFFF;

  // Keeps references.
  LocalPlan(const Regions& regions, const Schedule& schedule);

  // `params`: the values that the function's parameters from `first_param` on hold on entry
  // (kNoNode: none); a phi among them must belong to the root's merge or to the served one.
  void Build(const ControlTree& tree, uint32_t first_param, absl::Span<const NodeId> params);

  // Numbers below first_param + params.size() are parameters; others index types(), from there on.
  uint32_t local(NodeId n) const { return epoch_of_[n] == epoch_ ? local_[n] : kNone; }
  // True for an f64.
  const std::vector<bool>& new_locals() const { return new_locals_; }

 private:
  struct Piece {
    uint32_t begin, end;
  };
  struct Class {
    uint32_t begin, end;      // hull
    uint32_t pieces;          // index into pieces_; kNone: the hull is the only piece
    uint32_t local;           // parameter, or kNone
  };

  void Define(NodeId n, uint32_t time);
  void Touch(NodeId n, uint32_t block_index, uint32_t pos);
  void Extend(NodeId n, uint32_t block_index, uint32_t time);
  void WalkBlock(uint32_t index);
  void WalkEnd(uint32_t index, uint32_t end);
  void WalkExits(uint32_t index, uint32_t pos);
  void AddPoint(NodeId phi, uint32_t time);
  uint32_t Find(uint32_t value);
  void Coalesce();
  bool TryMerge(uint32_t a, uint32_t b);
  void Assign(uint32_t num_params, uint32_t first_param);

  const ir::Graph& graph_;
  const ir::Cfg& cfg_;
  const Schedule& schedule_;
  const ControlTree* tree_ = nullptr;

  uint32_t epoch_ = 0;
  std::vector<uint32_t> epoch_of_;     // by node
  std::vector<uint32_t> local_;        // by node; while building: index into values_
  std::vector<uint32_t> text_epoch_, text_index_;  // by block
  std::vector<uint32_t> folded_epoch_, folded_pos_;  // by node: block instance, position of evaluation
  uint32_t instance_ = 0;

  std::vector<uint32_t> start_pos_;    // by text index
  std::vector<NodeId> values_;
  std::vector<Class> classes_;         // by value
  std::vector<uint32_t> parent_;       // by value: union-find
  std::vector<std::vector<Piece>> pieces_;
  uint32_t pieces_used_ = 0;
  std::vector<std::pair<uint32_t, uint32_t>> merges_;  // phi value, operand value
  std::vector<std::pair<NodeId, NodeId>> phi_edges_;   // phi, operand
  std::vector<bool> new_locals_;
};

}  // namespace seabeam::emit

#endif  // SEABEAM_EMIT_LOWER_LOCAL_PLAN_H_
