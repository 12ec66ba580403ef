// Type tests: the cheapest test that tells the wanted kinds from the other kinds the operand can
// have.
#include "base/check.h"
#include "emit/lower/rules.h"

namespace seabeam::emit {
namespace {

using abi::KindMask;
using ir::Graph;
using wasm::Label;
using wasm::LocalId;
using wasm::Opcode;

constexpr KindMask kAtoms = abi::kKindAtom;
// Always immediate; the rest may be boxed. Local pids and ports are immediate, external ones boxed.
constexpr KindMask kImmediate = abi::kKindSmall | kAtoms | abi::kKindNil;
constexpr KindMask kEitherWay = abi::kKindPid | abi::kKindPort;
constexpr KindMask kBoxed = abi::kKindBig | abi::kKindFloat | abi::kKindRef | abi::kKindTuple |
                            abi::kKindMap | abi::kKindFun | abi::kKindAnyBitstring |
                            abi::kKindMatchState;

// A test of one word: ((x or its header) & mask) == value.
struct Test {
  bool header;
  int32_t mask;  // -1: none
  int32_t value;
  KindMask yes, no;  // kinds that always or never pass
};

constexpr KindMask kAll = abi::kKindAnyTerm | abi::kKindMatchState;
// A header test may only be made when the term is boxed for sure.
constexpr Test kTests[] = {
    {false, -1, static_cast<int32_t>(abi::kNil), abi::kKindNil, kAll & ~abi::kKindNil},
    {false, -1, static_cast<int32_t>(abi::AtomTerm(0)), abi::kKindFalse, kAll & ~abi::kKindFalse},
    {false, -1, static_cast<int32_t>(abi::AtomTerm(1)), abi::kKindTrue, kAll & ~abi::kKindTrue},
    {false, abi::kTagMask, abi::kTagCons, abi::kKindCons, kAll & ~abi::kKindCons},
    {false, abi::kImmMask, abi::kImmSmall, abi::kKindSmall, kAll & ~abi::kKindSmall},
    {false, abi::kAtomMask, abi::kAtomTag, kAtoms, kAll & ~kAtoms},
    {false, ~static_cast<int32_t>(1 << abi::kAtomShift), static_cast<int32_t>(abi::AtomTerm(0)),
     abi::kKindBoolean, kAll & ~abi::kKindBoolean},
    {false, abi::kTagMask, abi::kTagBoxed, kBoxed, kImmediate | abi::kKindCons},
    {false, abi::kTagMask, abi::kTagImmediate, kImmediate, kBoxed | abi::kKindCons},
    {true, abi::kHeaderMask, abi::kHdrTuple, abi::kKindTuple, kBoxed & ~abi::kKindTuple},
    {true, abi::kHeaderMask, abi::kHdrFun, abi::kKindFun, kBoxed & ~abi::kKindFun},
    {true, abi::kHeaderMask, abi::kHdrFloat, abi::kKindFloat, kBoxed & ~abi::kKindFloat},
    {true, abi::kHdrIntMask, abi::kHdrPosInt, abi::kKindBig, kBoxed & ~abi::kKindBig},
};

enum class Verdict { kNever, kAlways, kTest, kTestNot, kSteps };

struct Choice {
  Verdict verdict;
  const Test* test;
  KindMask wanted, others;
};

Choice Choose(const Graph& g, NodeId n) {
  KindMask possible = g.type(g.data(n)[0]).kinds & kAll;
  if (possible == 0) possible = kAll;  // unreachable code; any answer will do
  const KindMask mask = static_cast<KindMask>(g.imm(n));
  const KindMask wanted = possible & mask, others = possible & ~mask;
  if (wanted == 0) return {Verdict::kNever, nullptr, wanted, others};
  if (others == 0) return {Verdict::kAlways, nullptr, wanted, others};
  const bool boxed = (possible & ~kBoxed) == 0;
  for (const Test& t : kTests) {
    if (t.header && !boxed) continue;
    if ((wanted & ~t.yes) == 0 && (others & ~t.no) == 0)
      return {Verdict::kTest, &t, wanted, others};
    if ((wanted & ~t.no) == 0 && (others & ~t.yes) == 0) {
      return {Verdict::kTestNot, &t, wanted, others};
    }
  }
  return {Verdict::kSteps, nullptr, wanted, others};
}

void ApplyMask(Lowering& l, int32_t mask) {
  if (mask != -1) l.OpConst(Opcode::kI32And, mask);
}

// Header tags of a kind as a set of bits, tag >> 2. Whole bytes in a bitstring object are left out.
uint32_t HeaderTags(KindMask kinds) {
  auto bit = [](uint32_t tag) { return 1u << (tag >> 2); };
  uint32_t tags = 0;
  if (kinds & abi::kKindTuple) tags |= bit(abi::kHdrTuple);
  if (kinds & abi::kKindMatchState) tags |= bit(abi::kHdrMatchState);
  if (kinds & abi::kKindBig) tags |= bit(abi::kHdrPosInt) | bit(abi::kHdrNegInt);
  if (kinds & abi::kKindRef) tags |= bit(abi::kHdrRef) | bit(abi::kHdrExternalRef);
  if (kinds & abi::kKindFun) tags |= bit(abi::kHdrFun);
  if (kinds & abi::kKindFloat) tags |= bit(abi::kHdrFloat);
  if (kinds & abi::kKindBinary) {
    tags |= bit(abi::kHdrRefcBinary) | bit(abi::kHdrHeapBinary) | bit(abi::kHdrSubBinary);
  }
  if ((kinds & abi::kKindAnyBitstring) == abi::kKindAnyBitstring) tags |= bit(abi::kHdrBitstring);
  if (kinds & abi::kKindMap) tags |= bit(abi::kHdrMap) | bit(abi::kHdrHashMap);
  if (kinds & abi::kKindPid) tags |= bit(abi::kHdrExternalPid);
  if (kinds & abi::kKindPort) tags |= bit(abi::kHdrExternalPort);
  return tags;
}

class Steps {
 public:
  Steps(Lowering& l, NodeId n, const Choice& choice, Label yes, Label no)
      : l_(l), x_(l.in(n, 0)), wanted_(choice.wanted), others_(choice.others), yes_(yes), no_(no) {}

  // Ends in a branch to yes or no on every way.
  void Emit() {
    const KindMask possible = wanted_ | others_;
    // What is not boxed.
    if (wanted_ & abi::kKindSmall) Branch(abi::kImmMask, abi::kImmSmall, true, yes_);
    if ((wanted_ & kAtoms) != 0) {
      const KindMask atoms = possible & kAtoms;
      if ((wanted_ & kAtoms) == atoms) {
        Branch(abi::kAtomMask, abi::kAtomTag, true, yes_);
      } else {
        Atoms();
      }
    }
    if (wanted_ & abi::kKindNil) Branch(-1, abi::kNil, true, yes_);
    if (wanted_ & abi::kKindCons) Branch(abi::kTagMask, abi::kTagCons, true, yes_);
    if (wanted_ & abi::kKindPid) Branch(abi::kImmMask, abi::kImmPid, true, yes_);
    if (wanted_ & abi::kKindPort) Branch(abi::kImmMask, abi::kImmPort, true, yes_);
    const KindMask wanted_boxed = wanted_ & (kBoxed | kEitherWay);
    if (wanted_boxed == 0) {
      l_.b().Br(no_);
      return;
    }
    if ((possible & ~kBoxed) != 0) Branch(abi::kTagMask, abi::kTagBoxed, false, no_);
    Headers(wanted_boxed, others_ & (kBoxed | kEitherWay));
  }

 private:
  void Branch(int32_t mask, uint32_t value, bool equal, Label to) {
    l_.Push(x_);
    ApplyMask(l_, mask);
    l_.OpConst(equal ? Opcode::kI32Eq : Opcode::kI32Ne, static_cast<int32_t>(value));
    l_.b().BrIf(to);
  }

  // Some atoms are wanted and others not.
  void Atoms() {
    const bool f = wanted_ & abi::kKindFalse, t = wanted_ & abi::kKindTrue;
    if (wanted_ & abi::kKindAtomOther) {
      if (!f && (others_ & abi::kKindFalse)) Branch(-1, abi::AtomTerm(0), true, no_);
      if (!t && (others_ & abi::kKindTrue)) Branch(-1, abi::AtomTerm(1), true, no_);
      Branch(abi::kAtomMask, abi::kAtomTag, true, yes_);
      return;
    }
    if (f) Branch(-1, abi::AtomTerm(0), true, yes_);
    if (t) Branch(-1, abi::AtomTerm(1), true, yes_);
  }

  void Headers(KindMask wanted, KindMask others) {
    if (others == 0) {
      l_.b().Br(yes_);
      return;
    }
    const uint32_t tags = HeaderTags(wanted);
    // A bitstring object may hold whole bytes.
    const bool unclear = (wanted & abi::kKindAnyBitstring) != 0 &&
                         (wanted & abi::kKindAnyBitstring) != abi::kKindAnyBitstring;
    const bool one = (tags & (tags - 1)) == 0;
    if (tags != 0) {
      if (one) {
        uint32_t tag = 0;
        while ((tags >> tag) != 1) ++tag;
        PushHeader();
        l_.OpConst(Opcode::kI32And, abi::kHeaderMask);
        l_.OpConst(Opcode::kI32Eq, tag << 2);
      } else {
        l_.Const(tags);
        PushHeader();
        l_.OpConst(Opcode::kI32ShrU, 2);
        l_.OpConst(Opcode::kI32And, 15);
        l_.Op(Opcode::kI32ShrU);
        l_.OpConst(Opcode::kI32And, 1);
      }
      l_.b().BrIf(yes_);
    }
    if (unclear) {
      l_.Push(x_);
      l_.Const(wanted & abi::kKindAnyBitstring);
      l_.CallPrim(Prim::k_is_type_slow);
      l_.b().BrIf(yes_);
    }
    l_.b().Br(no_);
  }

  void PushHeader() {
    l_.Push(x_);
    l_.LoadTagged(abi::kBoxHeader);
  }

  Lowering& l_;
  const NodeId x_;
  const KindMask wanted_, others_;
  const Label yes_, no_;
};

bool InOrder(const Lowering& l, BlockId block, NodeId n) {
  for (const Scheduled& s : l.schedule.order(block)) {
    if (s.node == n) return true;
  }
  return false;
}

// Both do nothing but go on to the same place with the same values.
bool SameEnd(const Lowering& l, BlockId a, BlockId b) {
  for (BlockId block : {a, b}) {
    if (l.cfg.block(block).term != kNoNode || !l.schedule.order(block).empty() ||
        l.cfg.succs(block).size() != 1) {
      return false;
    }
  }
  const BlockId target = l.cfg.succs(a)[0];
  if (l.cfg.succs(b)[0] != target) return false;
  const uint32_t from_a = l.schedule.merge_input(a), from_b = l.schedule.merge_input(b);
  for (NodeId phi : l.schedule.phis(target)) {
    if (l.schedule.Resolve(l.in(phi, from_a)) != l.schedule.Resolve(l.in(phi, from_b)))
      return false;
  }
  return true;
}

}  // namespace

bool TestsTypeOnce(const Graph& g, NodeId n) {
  const Verdict v = Choose(g, n).verdict;
  return v == Verdict::kTest || v == Verdict::kTestNot;
}

void LowerIsType(Lowering& l, NodeId n) {
  const Choice choice = Choose(l.g, n);
  switch (choice.verdict) {
    case Verdict::kNever:
    case Verdict::kAlways:
      l.Const(choice.verdict == Verdict::kAlways);
      return;
    case Verdict::kTest:
    case Verdict::kTestNot:
      l.PushIn(n, 0);
      if (choice.test->header) l.LoadTagged(abi::kBoxHeader);
      ApplyMask(l, choice.test->mask);
      l.OpConst(choice.verdict == Verdict::kTest ? Opcode::kI32Eq : Opcode::kI32Ne,
                choice.test->value);
      return;
    case Verdict::kSteps:
      break;
  }
  const Label done = l.b().Block(wasm::kI32);
  const Label no = l.b().Block();
  const Label yes = l.b().Block();
  Steps(l, n, choice, yes, no).Emit();
  l.b().End(yes);
  l.Const(1);
  l.b().Br(done);
  l.b().End(no);
  l.Const(0);
  l.b().End(done);
}

bool NeedsBoxedTestOnly(const Lowering& l, NodeId n, BlockId yes, BlockId no) {
  const Choice choice = Choose(l.g, n);
  if (choice.verdict != Verdict::kSteps || choice.wanted != abi::kKindTuple) return false;
  if (!l.Contains(yes)) return false;
  // A block that does nothing but ask for the size.
  for (const Scheduled& s : l.schedule.order(yes)) {
    if (!s.folded) return false;
  }
  const NodeId term = l.cfg.block(yes).term;
  if (term == kNoNode || l.g.op(term) != ir::Op::kIf || l.schedule.fused(yes) != kNoNode)
    return false;
  const NodeId equal = l.schedule.Resolve(l.in(term, 0));
  if (l.g.op(equal) != ir::Op::kI32Eq || !InOrder(l, yes, equal)) return false;
  bool of_same = false;
  for (int i = 0; i < 2; ++i) {
    const NodeId size = l.schedule.Resolve(l.in(equal, i));
    of_same |= l.g.op(size) == ir::Op::kTupleSize && InOrder(l, yes, size) &&
               l.g.op(l.in(equal, 1 - i)) == ir::Op::kI32Const &&
               l.schedule.Resolve(l.in(size, 0)) == l.schedule.Resolve(l.in(n, 0));
  }
  return of_same && SameEnd(l, no, l.cfg.succs(yes)[1]);
}

void PushIsBoxed(Lowering& l, NodeId n) {
  l.PushIn(n, 0);
  ApplyMask(l, abi::kTagMask);
  l.OpConst(Opcode::kI32Eq, abi::kTagBoxed);
}

void JumpIfType(Lowering& l, NodeId n, bool sense, Label target) {
  const Choice choice = Choose(l.g, n);
  if (choice.verdict != Verdict::kSteps) {
    LowerIsType(l, n);
    if (!sense) l.Op(Opcode::kI32Eqz);
    l.b().BrIf(target);
    return;
  }
  const Label on = l.b().Block();
  Steps(l, n, choice, sense ? target : on, sense ? on : target).Emit();
  l.b().End(on);
}

}  // namespace seabeam::emit
