// What one pure operation yields for known operands. Constant folding and the interpreter share
// it. Integers are held in 64 bits; whatever does not fit, and whatever depends on the release of OTP
// or on the runtime (atom order without a module, maps, funs, BIFs), is unknown.
#ifndef SEABEAM_IR_INTERP_EVAL_H_
#define SEABEAM_IR_INTERP_EVAL_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "ir/graph.h"
#include "ir/module.h"

namespace seabeam::ir {

struct Value {
  enum Kind : uint8_t {
    kUnknown,
    // Terms.
    kNone, kInt, kAtom, kNil, kFloat, kCons, kTuple,
    // Untagged.
    kBool, kI32, kF64,
  };
  Kind kind = kUnknown;
  int64_t i = 0;  // kInt, kAtom (module atom), kBool, kI32
  double f = 0;   // kFloat, kF64
  std::shared_ptr<const std::vector<Value>> parts;  // kCons: head, tail; kTuple: elements

  static Value Int(int64_t v) { return {kInt, v, 0, nullptr}; }
  static Value Atom(uint32_t v) { return {kAtom, v, 0, nullptr}; }
  static Value Nil() { return {kNil, 0, 0, nullptr}; }
  static Value None() { return {kNone, 0, 0, nullptr}; }
  static Value Float(double v) { return {kFloat, 0, v, nullptr}; }
  static Value Bool(bool v) { return {kBool, v ? 1 : 0, 0, nullptr}; }
  static Value I32(int32_t v) { return {kI32, v, 0, nullptr}; }
  static Value F64(double v) { return {kF64, 0, v, nullptr}; }
  static Value Cons(Value head, Value tail);
  static Value Tuple(std::vector<Value> elements);

  bool known() const { return kind != kUnknown; }
  // The kind of term as a mask of one bit; 0 for untagged values and unknown.
  abi::KindMask TermKind() const;
  std::string ToString() const;
};

// The same value, bit for bit.
bool Identical(const Value& a, const Value& b);

// The value of a constant node; unknown for any other and for literals.
Value ConstantValue(const Graph& graph, NodeId n);
// The node of a value that has one; kNoNode otherwise. A float term has none.
NodeId ConstantNode(Graph* graph, const Value& value);

// `args` are the node's data inputs. Unknown when the operation is not pure or not evaluated here.
Value EvalPure(Op op, int64_t imm, absl::Span<const int64_t> list, absl::Span<const Value> args,
               const Module* module);

}  // namespace seabeam::ir

#endif  // SEABEAM_IR_INTERP_EVAL_H_
