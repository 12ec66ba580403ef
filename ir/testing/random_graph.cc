#include "ir/testing/random_graph.h"

#include <random>
#include <utility>
#include <vector>

#include "ir/types.h"

namespace seabeam::ir {
namespace {

// Writes structured code: a list of statements, each straight code, an if, a switch or a loop.
// `scope_` holds the terms that are available where the writer stands.
class Writer {
 public:
  Writer(uint64_t seed, int size)
      : random_(seed), left_(size), graph_(std::make_unique<Graph>("f/3", 3)), g_(*graph_) {}

  std::unique_ptr<Graph> Run() {
    control_ = g_.start();
    if (Chance(2)) control_ = g_.Add(Op::kReductionCheck, {control_});
    for (uint32_t i = 0; i < 3; ++i) scope_.push_back(g_.Add(Op::kParam, {g_.start()}, i));
    Statements(0);
    if (control_ != kNoNode) Leave();
    return std::move(graph_);
  }

 private:
  bool Chance(uint32_t one_in) { return random_() % one_in == 0; }
  NodeId Any() { return scope_[random_() % scope_.size()]; }
  void Define(NodeId n) { scope_.push_back(n); }

  NodeId Constant() {
    switch (random_() % 6) {
      case 0:
        return g_.Atom(random_() % 5);
      case 1:
        return g_.Nil();
      case 2:
        return g_.Small(static_cast<int64_t>(random_() % 2000) - 1000);
      default:
        return g_.Small(static_cast<int64_t>(random_() % 5) - 1);
    }
  }
  NodeId Operand() { return Chance(3) ? Constant() : Any(); }

  NodeId Narrow(NodeId value, Type type) {
    const NodeId cast = g_.Add(Op::kCast, {control_, value});
    g_.SetType(cast, Meet(type, g_.type(value)));
    return cast;
  }

  // Splits control; stands on the true way afterwards and returns the false one.
  NodeId Split(NodeId condition) {
    const NodeId branch = g_.Add(Op::kIf, {control_, condition}, static_cast<int64_t>(random_() % 3) - 1);
    control_ = g_.Add(Op::kIfTrue, {branch});
    return g_.Add(Op::kIfFalse, {branch});
  }

  void Raise(NodeId control) {
    const NodeId back = std::exchange(control_, control);
    if (Chance(2)) {
      g_.Add(Op::kRaiseError, {control_, Operand()}, 0, {static_cast<int64_t>(random_() % 3), -1, -1});
    } else {
      g_.Add(Op::kReturn, {control_, Constant()});
    }
    control_ = back;
  }

  // Goes on only where the value is no none.
  NodeId Checked(NodeId value) {
    const NodeId failed = g_.Add(Op::kIsNone, {value});
    const NodeId fail = Split(g_.Add(Op::kNot, {failed}));
    Raise(fail);
    return Narrow(value, Type::OfKinds(abi::kKindAnyTerm));
  }

  NodeId Condition() {
    switch (random_() % 8) {
      case 0:
        return g_.Add(Op::kLess, {Operand(), Operand()});
      case 1:
        return g_.Add(Op::kEqExact, {Operand(), Operand()});
      case 2:
        return g_.Add(Op::kEqNumeric, {Operand(), Operand()});
      case 3:
        return g_.Add(Op::kNot, {Condition()});
      default: {
        static constexpr abi::KindMask kMasks[] = {
            abi::kKindInteger, abi::kKindNil,   abi::kKindCons,    abi::kKindAtom,
            abi::kKindTuple,   abi::kKindFloat, abi::kKindBoolean, abi::kKindList,
            abi::kKindNumber,  abi::kKindSmall};
        return g_.Add(Op::kIsType, {Any()}, kMasks[random_() % 10]);
      }
    }
  }

  void Straight() {
    static constexpr Op kArithmetic[] = {Op::kAdd,  Op::kSub,  Op::kMul,  Op::kIntDiv,
                                         Op::kRem,  Op::kBand, Op::kBor,  Op::kBxor,
                                         Op::kBsl,  Op::kBsr,  Op::kDivide};
    switch (random_() % 12) {
      case 0:
      case 1:
      case 2:
        Define(Checked(g_.Add(kArithmetic[random_() % 11], {Operand(), Operand()})));
        break;
      case 3:
        Define(Checked(g_.Add(Chance(2) ? Op::kNeg : Op::kBnot, {Any()})));
        break;
      case 4:
        Define(g_.Add(Op::kCons, {Operand(), Operand()}));
        break;
      case 5: {
        std::vector<NodeId> elements;
        for (int i = random_() % 4; i > 0; --i) elements.push_back(Operand());
        Define(g_.Add(Op::kMakeTuple, elements));
        break;
      }
      case 6: {
        const NodeId list = Any();
        Raise(Split(g_.Add(Op::kIsType, {list}, abi::kKindCons)));
        const NodeId cell = Narrow(list, Type::OfKinds(abi::kKindCons));
        Define(cell);
        Define(g_.Add(Chance(2) ? Op::kHead : Op::kTail, {cell}));
        break;
      }
      case 7: {
        const NodeId term = Any();
        const int32_t size = 1 + static_cast<int32_t>(random_() % 3);
        Raise(Split(g_.Add(Op::kIsType, {term}, abi::kKindTuple)));
        const NodeId tuple = Narrow(term, Type::OfKinds(abi::kKindTuple));
        Raise(Split(g_.Add(Op::kI32Eq, {g_.Add(Op::kTupleSize, {tuple}), g_.I32(size)})));
        const NodeId sized = Narrow(tuple, Type::Tuple(size));
        Define(g_.Add(Op::kTupleElement, {sized}, random_() % size));
        if (Chance(2)) {
          const int64_t index = random_() % size;
          Define(g_.Add(Op::kUpdateTuple, {sized, Operand()}, 0, {size, index}));
        }
        break;
      }
      case 8:
        Define(g_.Add(Op::kBoolToTerm, {Condition()}));
        break;
      case 9:
        Define(g_.Add(Op::kSelect, {Condition(), Operand(), Operand()}));
        break;
      case 10: {
        const NodeId number = Any();
        Raise(Split(g_.Add(Op::kIsType, {number}, abi::kKindNumber)));
        const NodeId cast = Narrow(number, Type::OfKinds(abi::kKindNumber));
        static constexpr Op kFloat[] = {Op::kF64Add, Op::kF64Sub, Op::kF64Mul, Op::kF64Div};
        const NodeId f = g_.Add(Op::kTermToF64, {cast});
        const NodeId r = g_.Add(kFloat[random_() % 4], {f, Chance(2) ? f : g_.F64(1.5)});
        Raise(Split(g_.Add(Op::kF64IsFinite, {r})));
        Define(g_.Add(Op::kF64ToTerm, {r}));
        break;
      }
      case 11: {
        const NodeId x = Any();
        Raise(Split(g_.Add(Op::kIsType, {x}, abi::kKindSmall)));
        const NodeId raw = g_.Add(Op::kUntag, {Narrow(x, Type::OfKinds(abi::kKindSmall))});
        const NodeId masked = g_.Add(Op::kI32Less, {raw, g_.I32(1000)});
        Define(g_.Add(Op::kBoolToTerm, {masked}));
        Define(g_.Add(Op::kTag, {raw}));
        break;
      }
    }
  }

  // Both ways from here on, then together with a phi for a value of each.
  void Join(const std::vector<NodeId>& ways, int depth) {
    std::vector<NodeId> ends, values, others;
    const std::vector<NodeId> outer = scope_;
    for (NodeId way : ways) {
      scope_ = outer;
      control_ = way;
      Statements(depth + 1);
      if (control_ == kNoNode) continue;
      ends.push_back(control_);
      values.push_back(Operand());
      others.push_back(Any());
    }
    scope_ = outer;
    control_ = kNoNode;
    if (ends.empty()) return;
    control_ = g_.Add(Op::kRegion, ends);
    for (const std::vector<NodeId>& merged : {values, others}) {
      std::vector<NodeId> inputs = {control_};
      inputs.insert(inputs.end(), merged.begin(), merged.end());
      Define(g_.Add(Op::kPhi, inputs));
    }
  }

  void Loop(int depth) {
    // Counts down from a small number; carries one more value.
    const NodeId loop = g_.Add(Op::kLoop, {control_});
    const NodeId count = g_.Add(Op::kPhi, {loop, g_.Small(1 + random_() % 4)});
    const NodeId carried = g_.Add(Op::kPhi, {loop, Operand()});
    const std::vector<NodeId> outer = scope_;
    control_ = loop;
    Define(count);
    Define(carried);
    const NodeId out = Split(g_.Add(Op::kLess, {g_.Small(0), count}));
    Statements(depth + 1);
    if (control_ != kNoNode) {
      g_.AppendInput(loop, control_);
      g_.AppendInput(count, g_.Add(Op::kSub, {count, g_.Small(1)}));
      g_.AppendInput(carried, Any());
    }
    scope_ = outer;
    Define(count);
    Define(carried);
    control_ = out;
  }

  void Leave() {
    if (Chance(6)) {
      // A self tail call with a first argument that gets smaller, so that it ends mostly.
      const NodeId x = scope_[0];
      Raise(Split(g_.Add(Op::kIsType, {x}, abi::kKindSmall)));
      const NodeId small = Narrow(x, Type::OfKinds(abi::kKindSmall));
      Raise(Split(g_.Add(Op::kLess, {g_.Small(0), small})));
      const NodeId less = g_.Add(Op::kSub, {small, g_.Small(1)});
      g_.Add(Op::kTailLocal, {control_, less, Operand(), Any()}, 0, {0, 3, 0});
    } else if (Chance(4)) {
      g_.Add(Op::kRaiseError, {control_, Any()}, 0, {1, -1, -1});
    } else {
      g_.Add(Op::kReturn, {control_, Chance(2) ? Any() : g_.Add(Op::kMakeTuple, {Any(), Any(), Any()})});
    }
    control_ = kNoNode;
  }

  void Statements(int depth) {
    while (left_ > 0 && control_ != kNoNode) {
      --left_;
      const uint32_t what = random_() % 10;
      if (depth > 0 && Chance(5)) return;
      if (depth > 0 && Chance(12)) {
        Leave();
        return;
      }
      if (depth < 4 && what == 0) {
        const NodeId no = Split(Condition());
        Join({control_, no}, depth);
      } else if (depth < 4 && what == 1) {
        Switch(depth);
      } else if (depth < 3 && what == 2) {
        Loop(depth);
      } else {
        Straight();
      }
    }
  }

  void Switch(int depth) {
    std::vector<int64_t> keys;
    for (int i = random_() % 4; i >= 0; --i) {
      const int64_t key = Chance(2) ? SwitchKey(SwitchKeyKind::kSmall, i)
                          : Chance(3) ? SwitchKey(SwitchKeyKind::kNil, 0)
                                      : SwitchKey(SwitchKeyKind::kAtom, i);
      bool twice = false;
      for (int64_t other : keys) twice |= other == key;
      if (!twice) keys.push_back(key);
    }
    const NodeId branch = g_.Add(Op::kSwitch, {control_, Any()}, 0, keys);
    std::vector<NodeId> ways;
    for (size_t i = 0; i <= keys.size(); ++i) ways.push_back(g_.Add(Op::kSwitchCase, {branch}, i));
    Join(ways, depth);
  }

  std::mt19937_64 random_;
  int left_;
  std::unique_ptr<Graph> graph_;
  Graph& g_;
  NodeId control_ = kNoNode;
  std::vector<NodeId> scope_;
};

}  // namespace

std::unique_ptr<Graph> RandomGraph(uint64_t seed, int size) { return Writer(seed, size).Run(); }

Value RandomArgument(uint64_t seed) {
  std::mt19937_64 random(seed);
  switch (random() % 10) {
    case 0:
      return Value::Atom(random() % 5);
    case 1:
      return Value::Nil();
    case 2:
      return Value::Float(static_cast<double>(random() % 7) / 2);
    case 3:
      return Value::Cons(RandomArgument(random()), RandomArgument(random()));
    case 4: {
      std::vector<Value> elements;
      for (int i = random() % 4; i > 0; --i) elements.push_back(RandomArgument(random()));
      return Value::Tuple(std::move(elements));
    }
    case 5:
      return Value::Int(abi::kSmallMax - static_cast<int64_t>(random() % 2));
    case 6:
      return Value::Int(static_cast<int64_t>(random() % 2000) - 1000);
    default:
      return Value::Int(random() % 5);
  }
}

}  // namespace seabeam::ir
