// The parts of the verifier. Not for use outside it.
#ifndef SEABEAM_IR_VERIFY_INTERNAL_H_
#define SEABEAM_IR_VERIFY_INTERNAL_H_

#include <string>
#include <vector>

#include "ir/cfg.h"
#include "ir/graph.h"
#include "ir/module.h"
#include "ir/verifier.h"

namespace seabeam::ir::verify_internal {

class Report {
 public:
  void Add(int invariant, NodeId node, std::string message) {
    findings_.push_back({invariant, node, std::move(message)});
  }
  bool empty() const { return findings_.empty(); }
  std::vector<Finding>& findings() { return findings_; }

 private:
  std::vector<Finding> findings_;
};

// 1 to 8 and 14 to 16 need nothing but the nodes; the rest is meaningless when they fail.
void CheckStructure(const Graph& graph, Report* report);
void CheckAttributes(const Graph& graph, const Module* module, Report* report);  // 14, 15
void CheckValues(const Graph& graph, const Cfg& cfg, Report* report);            // 9 to 11
void CheckFrames(const Graph& graph, const Cfg& cfg, Report* report);            // 12, 13

}  // namespace seabeam::ir::verify_internal

#endif  // SEABEAM_IR_VERIFY_INTERNAL_H_
