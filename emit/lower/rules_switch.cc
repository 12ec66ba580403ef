// Multi-way branches on a term.
#include <algorithm>
#include <vector>

#include "emit/limits.h"
#include "emit/lower/rules.h"

namespace seabeam::emit {
namespace {

using abi::kImmShift;
using abi::SmallTerm;
using wasm::Label;
using wasm::Opcode;
using IrOp = ir::Op;

struct Case {
  int32_t word;  // the key's term
  Label label;
};

class Switch {
 public:
  Switch(Lowering& l, NodeId n) : l_(l), n_(n), x_(l.in(n, 0)) {}

  void Emit() {
    absl::Span<const BlockId> arms = l_.cfg.succs(l_.block);
    Decide(arms);
    for (BlockId arm : arms) {
      if (l_.Contains(arm)) continue;
      l_.b().End();
      l_.GoTo(arm);
    }
  }

 private:
  // The code of arms in this function follows behind the ends of their labels; others end theirs in Emit.
  void Decide(absl::Span<const BlockId> arms) {
    std::vector<Label> labels(arms.size());
    // The code of the arms follows in their order, each behind the end of its label: the first is innermost.
    for (size_t i = arms.size(); i-- > 0;) {
      labels[i] = l_.DirectLabel(arms[i]);
      if (labels[i].valid()) {
        l_.SkipArm(arms[i]);
      } else {
        labels[i] = l_.b().Block();
        l_.OpenArm(arms[i]);
      }
    }
    absl::Span<const int64_t> keys = l_.g.list(n_);
    const Label otherwise = labels[keys.size()];
    std::vector<Case> smalls, words;
    std::vector<uint32_t> late;
    for (uint32_t i = 0; i < keys.size(); ++i) {
      uint32_t term;
      switch (ir::KeyKind(keys[i])) {
        case ir::SwitchKeyKind::kSmall:
          smalls.push_back({static_cast<int32_t>(SmallTerm(
                                static_cast<int32_t>(ir::KeyPayload(keys[i])))),
                            labels[i]});
          break;
        case ir::SwitchKeyKind::kNil:
          words.push_back({static_cast<int32_t>(abi::kNil), labels[i]});
          break;
        case ir::SwitchKeyKind::kAtom:
          if (l_.m.FixedAtom(static_cast<uint32_t>(ir::KeyPayload(keys[i])), &term)) {
            words.push_back({static_cast<int32_t>(term), labels[i]});
          } else {
            late.push_back(i);
          }
          break;
        case ir::SwitchKeyKind::kLiteral:
          late.push_back(i);
          break;
      }
    }
    auto by_word = [](const Case& a, const Case& b) { return a.word < b.word; };
    std::stable_sort(smalls.begin(), smalls.end(), by_word);
    if (!UsesTable(smalls)) {
      words.insert(words.end(), smalls.begin(), smalls.end());
      smalls.clear();
    }
    std::stable_sort(words.begin(), words.end(), by_word);
    if (!smalls.empty()) {
      const bool last = words.empty() && late.empty();
      const Label on = last ? otherwise : l_.b().Block();
      Table(smalls, on);
      if (!last) l_.b().End(on);
      if (last) return;
    }
    if (!words.empty()) {
      const bool last = late.empty();
      const Label on = last ? otherwise : l_.b().Block();
      Bisect(words, on);
      if (!last) l_.b().End(on);
      if (last) return;
    }
    for (uint32_t i : late) {
      l_.Push(x_);
      if (ir::KeyKind(keys[i]) == ir::SwitchKeyKind::kAtom) {
        l_.PushAtom(static_cast<uint32_t>(ir::KeyPayload(keys[i])));
        l_.Op(Opcode::kI32Eq);
      } else {
        l_.PushLiteral(static_cast<uint32_t>(ir::KeyPayload(keys[i])));
        l_.b().Call(l_.m.HelperFunction(Helper::kEqualExact));
      }
      l_.b().BrIf(labels[i]);
    }
    l_.b().Br(otherwise);
  }

  static bool UsesTable(absl::Span<const Case> smalls) {
    if (smalls.size() < kMinTableKeys) return false;
    const int64_t range =
        ((static_cast<int64_t>(smalls.back().word) - smalls.front().word) >> kImmShift) + 1;
    return range <= static_cast<int64_t>(3 * smalls.size()) && range <= kMaxTableSize;
  }

  // A word that is no small integer has tag bits that the rotation makes high bits.
  void Table(absl::Span<const Case> smalls, Label otherwise) {
    std::vector<Label> table;
    size_t next = 0;
    for (int64_t word = smalls.front().word; word <= smalls.back().word; word += 1 << kImmShift) {
      table.push_back(otherwise);
      while (next < smalls.size() && smalls[next].word == word) {
        if (table.back() == otherwise) table.back() = smalls[next].label;
        ++next;
      }
    }
    l_.Push(x_);
    l_.OpConst(Opcode::kI32Sub, smalls.front().word);
    l_.OpConst(Opcode::kI32Rotr, kImmShift);
    l_.b().BrTable(table, otherwise);
  }

  void Bisect(absl::Span<const Case> cases, Label otherwise) {
    while (cases.size() > kMaxLinearKeys) {
      const size_t half = cases.size() / 2;
      l_.Push(x_);
      l_.OpConst(Opcode::kI32LtS, cases[half].word);
      l_.b().If();
      Bisect(cases.subspan(0, half), otherwise);
      l_.b().End();
      cases = cases.subspan(half);
    }
    for (const Case& c : cases) {
      l_.Push(x_);
      l_.OpConst(Opcode::kI32Eq, c.word);
      l_.b().BrIf(c.label);
    }
    l_.b().Br(otherwise);
  }

  Lowering& l_;
  const NodeId n_, x_;
};

}  // namespace

void LowerSwitch(Lowering& l, NodeId n) { Switch(l, n).Emit(); }

}  // namespace seabeam::emit
