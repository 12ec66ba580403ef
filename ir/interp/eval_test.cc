#include "ir/interp/eval.h"

#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "ir/interp/interpreter.h"
#include "ir/text.h"

namespace seabeam::ir {
namespace {

constexpr int64_t kMax = std::numeric_limits<int64_t>::max();
constexpr int64_t kMin = std::numeric_limits<int64_t>::min();

std::string Eval(Op op, std::vector<Value> args, int64_t imm = 0, std::vector<int64_t> list = {}) {
  return EvalPure(op, imm, list, args, nullptr).ToString();
}
std::string Ints(Op op, int64_t a, int64_t b) { return Eval(op, {Value::Int(a), Value::Int(b)}); }

TEST(Eval, Integers) {
  EXPECT_EQ(Ints(Op::kAdd, 2, 3), "5");
  EXPECT_EQ(Ints(Op::kAdd, kMax, 1), "?");
  EXPECT_EQ(Ints(Op::kSub, kMin, 1), "?");
  EXPECT_EQ(Ints(Op::kMul, -3, 7), "-21");
  EXPECT_EQ(Ints(Op::kMul, kMax, 2), "?");
  EXPECT_EQ(Ints(Op::kIntDiv, -7, 2), "-3");
  EXPECT_EQ(Ints(Op::kRem, -7, 2), "-1");
  EXPECT_EQ(Ints(Op::kIntDiv, 7, 0), "none");
  EXPECT_EQ(Ints(Op::kRem, 7, 0), "none");
  EXPECT_EQ(Ints(Op::kIntDiv, kMin, -1), "?");
  EXPECT_EQ(Ints(Op::kRem, kMin, -1), "0");
  EXPECT_EQ(Ints(Op::kBand, -1, 12), "12");
  EXPECT_EQ(Ints(Op::kBxor, 5, 1), "4");
  EXPECT_EQ(Ints(Op::kBsl, 1, 10), "1024");
  EXPECT_EQ(Ints(Op::kBsl, 1, 63), "?");
  EXPECT_EQ(Ints(Op::kBsl, -1, 62), std::to_string(-(int64_t{1} << 62)));
  EXPECT_EQ(Ints(Op::kBsl, 1024, -3), "128");
  EXPECT_EQ(Ints(Op::kBsr, -1, 1000), "-1");
  EXPECT_EQ(Ints(Op::kBsr, 1, -4), "16");
  EXPECT_EQ(Ints(Op::kBsr, 1, kMin), "?");
  EXPECT_EQ(Eval(Op::kBnot, {Value::Int(0)}), "-1");
  EXPECT_EQ(Eval(Op::kNeg, {Value::Int(kMin)}), "?");
}

TEST(Eval, UntaggedUnsigned) {
  const auto pair = [](Op op, int32_t a, int32_t b) {
    return Eval(op, {Value::I32(a), Value::I32(b)});
  };
  EXPECT_EQ(pair(Op::kI32And, -1, 12), Value::I32(12).ToString());
  EXPECT_EQ(pair(Op::kI32ShrU, -1, 28), Value::I32(15).ToString());
  EXPECT_EQ(pair(Op::kI32RemU, -1, 10), Value::I32(5).ToString());
  EXPECT_EQ(pair(Op::kI32RemU, 1, 0), "?");
  EXPECT_EQ(pair(Op::kI32LessU, -1, 1), Value::Bool(false).ToString());
  EXPECT_EQ(pair(Op::kI32LessU, 1, -1), Value::Bool(true).ToString());
  EXPECT_EQ(Eval(Op::kI32ToTerm, {Value::I32(-1)}, 0), "4294967295");
  EXPECT_EQ(Eval(Op::kI32ToTerm, {Value::I32(-1)}, 1), "-1");
  EXPECT_EQ(Eval(Op::kTermToU32, {Value::Int(4294967295)}), Value::I32(-1).ToString());
  EXPECT_EQ(Eval(Op::kTermToU32, {Value::Int(4294967296)}), "?");
}

TEST(Eval, NotNumbers) {
  EXPECT_EQ(Eval(Op::kAdd, {Value::Nil(), Value::Int(1)}), "none");
  EXPECT_EQ(Eval(Op::kBand, {Value::Float(1), Value::Int(1)}), "none");
  EXPECT_EQ(Eval(Op::kNeg, {Value::Atom(3)}), "none");
  EXPECT_EQ(Eval(Op::kAdd, {Value(), Value::Int(1)}), "?");
}

TEST(Eval, Floats) {
  EXPECT_EQ(Eval(Op::kAdd, {Value::Float(0.5), Value::Int(1)}), "1.5");
  EXPECT_EQ(Eval(Op::kMul, {Value::Float(1e300), Value::Float(1e300)}), "none");
  EXPECT_EQ(Ints(Op::kDivide, 7, 2), "3.5");
  EXPECT_EQ(Ints(Op::kDivide, 7, 0), "none");
  EXPECT_EQ(Ints(Op::kDivide, kMax, 2), "?");
  EXPECT_EQ(Eval(Op::kNeg, {Value::Float(0.0)}), "-0");
  EXPECT_EQ(Eval(Op::kF64IsFinite, {Value::F64(INFINITY)}), "no");
  EXPECT_TRUE(std::isnan(EvalPure(Op::kTermToF64, 0, {}, {Value::Nil()}, nullptr).f));
}

TEST(Eval, Comparing) {
  EXPECT_EQ(Eval(Op::kLess, {Value::Int(1), Value::Atom(0)}), "yes");
  EXPECT_EQ(Eval(Op::kLess, {Value::Nil(), Value::Cons(Value::Int(1), Value::Nil())}), "yes");
  EXPECT_EQ(Eval(Op::kLess, {Value::Atom(3), Value::Atom(4)}), "?");
  EXPECT_EQ(Eval(Op::kEqNumeric, {Value::Int(1), Value::Float(1)}), "yes");
  EXPECT_EQ(Eval(Op::kEqExact, {Value::Int(1), Value::Float(1)}), "no");
  EXPECT_EQ(Eval(Op::kEqExact, {Value::Float(0.0), Value::Float(-0.0)}), "?");
  EXPECT_EQ(Eval(Op::kEqExact, {Value::Atom(3), Value::Atom(4)}), "no");
  EXPECT_EQ(Eval(Op::kEqNumeric, {Value::Atom(3), Value::Atom(4)}), "no");
  const Value a = Value::Tuple({Value::Int(1), Value::Nil()});
  const Value b = Value::Tuple({Value::Int(1), Value::Nil()});
  EXPECT_EQ(Eval(Op::kEqExact, {a, b}), "yes");
  EXPECT_EQ(Eval(Op::kLess, {Value::Tuple({Value::Int(9)}), a}), "yes");  // by size first
  Module module;
  module.atoms.push_back("b");
  module.atoms.push_back("a");
  EXPECT_EQ(EvalPure(Op::kLess, 0, {}, {Value::Atom(3), Value::Atom(2)}, &module).ToString(),
            "yes");
}

TEST(Eval, Data) {
  const Value cell = Value::Cons(Value::Int(1), Value::Nil());
  EXPECT_EQ(Eval(Op::kHead, {cell}), "1");
  EXPECT_EQ(Eval(Op::kTail, {cell}), "[]");
  EXPECT_EQ(Eval(Op::kHead, {Value::Nil()}), "?");
  const Value pair = Value::Tuple({Value::Int(1), Value::Int(2)});
  EXPECT_EQ(Eval(Op::kTupleElement, {pair}, 1), "2");
  EXPECT_EQ(Eval(Op::kTupleElement, {pair}, 2), "?");
  EXPECT_EQ(Eval(Op::kUpdateTuple, {pair, Value::Nil()}, 0, {2, 0}), "{[],2}");
  EXPECT_EQ(Eval(Op::kIsType, {cell}, abi::kKindList), "yes");
  EXPECT_EQ(Eval(Op::kIsType, {Value::Int(1 << 28)}, abi::kKindSmall), "no");
}

TEST(Eval, ConstantsThereAndBack) {
  Graph g("f/0", 0);
  for (NodeId n : {g.Small(-5), g.Atom(7), g.Nil(), g.None(), g.I32(9), g.Bool(true), g.F64(2.5)}) {
    EXPECT_EQ(ConstantNode(&g, ConstantValue(g, n)), n);
  }
  EXPECT_EQ(ConstantNode(&g, Value::Int(1 << 28)), kNoNode);
  EXPECT_EQ(ConstantNode(&g, Value::F64(NAN)), kNoNode);
  EXPECT_FALSE(ConstantValue(g, g.Literal(0)).known());
}

TEST(Interpreter, SumsAList) {
  auto graph = ParseGraph(R"(graph "sum/2" arity 2 {
    n0 = start
    x = param[0](n0)
    y = param[1](n0)
    l = loop(n0, more)
    p = phi(l, x, rest)
    s = phi(l, y, sum)
    c = is_type[cons](p)
    i = if[0](l, c)
    out = if_false(i)
    r = return(out, s)
    in = if_true(i)
    cell = cast(in, p) : cons
    first = head(cell)
    rest = tail(cell)
    sum = add(s, first)
    bad = is_none(sum)
    j = if[0](in, bad)
    more = if_false(j)
    fail = if_true(j)
    e = raise_error[6, -1, -1](fail, first)
  })");
  ASSERT_TRUE(graph.ok()) << graph.status();
  auto list = [](std::vector<Value> items) {
    Value tail = Value::Nil();
    for (size_t i = items.size(); i-- > 0;) tail = Value::Cons(items[i], tail);
    return tail;
  };
  EXPECT_EQ(Interpret(**graph, {list({Value::Int(1), Value::Int(2), Value::Int(3)}), Value::Int(0)})
                .ToString(),
            "returned 6");
  EXPECT_EQ(Interpret(**graph, {list({Value::Int(1), Value::Nil()}), Value::Int(0)}).ToString(),
            "raise_error[6] {[]}");
  EXPECT_EQ(Interpret(**graph, {list({Value::Int(1), Value::Int(1)}), Value::Int(0)}, 3).kind,
            Outcome::kOutOfSteps);
  EXPECT_EQ(Interpret(**graph, {Value(), Value::Int(0)}).kind, Outcome::kStuck);
}

}  // namespace
}  // namespace seabeam::ir
