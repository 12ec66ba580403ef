// Runs a graph that calls nobody: control flow, phis and the pure operations of interp/eval.h. An
// oracle for tests of passes.
#ifndef SEABEAM_IR_INTERP_INTERPRETER_H_
#define SEABEAM_IR_INTERP_INTERPRETER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "ir/graph.h"
#include "ir/interp/eval.h"
#include "ir/module.h"

namespace seabeam::ir {

struct Outcome {
  enum Kind {
    kReturned,     // value
    kRaised,       // value: the raised value or the first operand, or none; op says how
    kTailCalled,   // value: a tuple of the arguments; op, callee
    kStuck,        // an operation that is not interpreted was reached or needed; `why` says which
    kOutOfSteps,
  } kind = kStuck;
  Value value;
  Op op = Op::kDead;
  int64_t callee = -1;
  std::string why;

  std::string ToString() const;
};

// Control nodes count as steps. The graph must verify.
Outcome Interpret(const Graph& graph, const std::vector<Value>& args, int64_t max_steps = 10000,
                  const Module* module = nullptr);

}  // namespace seabeam::ir

#endif  // SEABEAM_IR_INTERP_INTERPRETER_H_
