#include "passes/peephole/rules.h"

#include "passes/analysis/infer_type.h"

namespace seabeam::passes {

ir::NodeId NewNode(const RuleContext& c, ir::Op op, std::initializer_list<ir::NodeId> inputs,
                   int64_t imm) {
  const ir::NodeId n = c.g.Add(op, inputs, imm);
  c.g.SetType(n, InferType(c.g, n, {}));
  return n;
}

}  // namespace seabeam::passes
