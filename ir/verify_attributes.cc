#include <algorithm>
#include <string>
#include <vector>

#include "abi/bif_list.h"
#include "absl/strings/str_cat.h"
#include "ir/verify_internal.h"

namespace seabeam::ir::verify_internal {
namespace {

// Length of the aux list; -1: any, -2: as many as data inputs.
int ListLength(Op op) {
  switch (op) {
    case Op::kCallLocal:
    case Op::kCallExternal:
    case Op::kCallFun:
    case Op::kCallApply:
    case Op::kTailLocal:
    case Op::kTailExternal:
    case Op::kTailFun:
    case Op::kTailApply:
    case Op::kRaiseError:
    case Op::kRaiseFunctionClause:
      return 3;
    case Op::kRaiseGuard:
      return 4;
    case Op::kFailPending:
    case Op::kRaiseClass:
    case Op::kReraise:
    case Op::kRecvWaitTimeout:
    case Op::kBsEnsure:
    case Op::kBsMatchString:
    case Op::kBsSame:
      return 2;
    case Op::kRecvWait:
      return 1;
    case Op::kSwitch:
      return -1;
    case Op::kUpdateTuple:
    case Op::kBsCreate:
      return -2;
    default:
      return 0;
  }
}

class Checker {
 public:
  Checker(const Graph& graph, const Module* module, Report* report)
      : graph_(graph), module_(module), report_(report) {}

  void Check(NodeId n) {
    const int wanted = ListLength(graph_.op(n));
    const int64_t length = static_cast<int64_t>(graph_.list(n).size());
    const int64_t data = static_cast<int64_t>(graph_.data(n).size());
    if ((wanted >= 0 && length != wanted) || (wanted == -2 && length != data)) {
      report_->Add(14, n, absl::StrCat("aux list of ", length));
      return;
    }
    CheckCounts(n);
    CheckImm(n);
    if (module_ != nullptr) CheckIndices(n);
    CheckType(n);
  }

 private:
  void Bad(NodeId n, std::string message) { report_->Add(14, n, std::move(message)); }

  void CheckSlots(NodeId n, int64_t args, int64_t slots) {
    const int64_t data = static_cast<int64_t>(graph_.data(n).size());
    if (slots < -1 || args < 0 || args + std::max<int64_t>(slots, 0) != data) {
      Bad(n, absl::StrCat(data, " data inputs for ", args, " arguments and ", slots, " slots"));
    }
  }

  // Arguments and slots against the number of data inputs.
  void CheckCounts(NodeId n) {
    absl::Span<const int64_t> list = graph_.list(n);
    const int64_t data = static_cast<int64_t>(graph_.data(n).size());
    switch (graph_.op(n)) {
      case Op::kCallLocal:
      case Op::kCallExternal:
      case Op::kCallFun:
      case Op::kCallApply:
        if (list[2] < 0) Bad(n, "a call lists its frame's slots");
        return CheckSlots(n, list[1], list[2]);
      case Op::kTailLocal:
      case Op::kTailExternal:
      case Op::kTailFun:
      case Op::kTailApply:
        if (list[2] != 0) Bad(n, "a tail call has no slots");
        return CheckSlots(n, list[1], list[2]);
      case Op::kRaiseGuard:
        return CheckSlots(n, list[1], list[2]);
      case Op::kRaiseError:
        return CheckSlots(n, 1, list[1]);
      case Op::kRaiseFunctionClause:
        return CheckSlots(n, list[0], list[1]);
      case Op::kFailPending:
        return CheckSlots(n, 0, list[0]);
      case Op::kRaiseClass:
        return CheckSlots(n, 3, list[0]);
      case Op::kReraise:
        return CheckSlots(n, 2, list[0]);
      case Op::kRecvWait:
        return CheckSlots(n, 1, list[0]);
      case Op::kRecvWaitTimeout:
        return CheckSlots(n, 2, list[0]);
      case Op::kRecvSync:
        return CheckSlots(n, 0, graph_.imm(n));
      case Op::kBsCreate:
        if (data % 2 != 0) Bad(n, "half a segment");
        return;
      case Op::kSwitch: {
        std::vector<int64_t> keys(list.begin(), list.end());
        std::sort(keys.begin(), keys.end());
        if (std::adjacent_find(keys.begin(), keys.end()) != keys.end()) Bad(n, "a key twice");
        return;
      }
      default:
        return;
    }
  }

  void CheckImm(NodeId n) {
    const int64_t imm = graph_.imm(n);
    const int64_t data = static_cast<int64_t>(graph_.data(n).size());
    bool ok = true;
    switch (graph_.op(n)) {
      case Op::kSmallConst:
        ok = imm >= abi::kSmallMin && imm <= abi::kSmallMax;
        break;
      case Op::kI32Const:
        ok = imm >= INT32_MIN && imm <= INT32_MAX;
        break;
      case Op::kBoolConst:
        ok = imm == 0 || imm == 1;
        break;
      case Op::kParam:
        ok = imm >= 0 && imm < graph_.arity();
        break;
      case Op::kHandlerParam:
        ok = imm >= 0 && imm <= 2;
        break;
      case Op::kFrameAlloc:
      case Op::kFrameFree:
      case Op::kFrameTrim:
      case Op::kFrameLoad:
      case Op::kTryHandler:
      case Op::kTupleElement:
      case Op::kAtomConst:
      case Op::kLiteralConst:
      case Op::kMakeFun:
        ok = imm >= 0;
        break;
      case Op::kBsRead:
        ok = (imm & 0xFF) >= 1 && (imm & 0xFF) <= 32;
        break;
      case Op::kBsReadFloat:
        ok = (imm & 0xFF) == 16 || (imm & 0xFF) == 32 || (imm & 0xFF) == 64;
        break;
      case Op::kBsReadUtf:
        ok = (imm & 0xFF) == 8 || (imm & 0xFF) == 16 || (imm & 0xFF) == 32;
        break;
      case Op::kI32ToTerm:
        ok = imm == 0 || imm == 1;
        break;
      case Op::kSwitchCase:
        ok = imm >= 0 && imm <= static_cast<int64_t>(graph_.list(graph_.control(n)).size());
        break;
      case Op::kCallBif:
      case Op::kGuardBif:
        ok = imm >= 0 && imm < static_cast<int64_t>(abi::BifId::kCount) &&
             abi::kBifs[imm].arity == data &&
             (graph_.op(n) == Op::kCallBif || abi::kBifs[imm].kind == abi::BifKind::G);
        break;
      default:
        break;
    }
    if (!ok) Bad(n, absl::StrCat("attribute ", imm, " out of range"));
  }

  void CheckIndices(NodeId n) {
    const int64_t imm = graph_.imm(n);
    absl::Span<const int64_t> list = graph_.list(n);
    auto in = [](int64_t index, size_t size) {
      return index >= 0 && index < static_cast<int64_t>(size);
    };
    if (graph_.loc(n) > module_->locations.size()) Bad(n, "no such location");
    switch (graph_.op(n)) {
      case Op::kAtomConst:
        if (!in(imm, module_->atoms.size())) Bad(n, "no such atom");
        return;
      case Op::kLiteralConst:
        if (!in(imm, module_->literals.size())) Bad(n, "no such literal");
        return;
      case Op::kMakeFun:
        if (!in(imm, module_->lambdas.size()) ||
            module_->lambdas[imm].num_free != graph_.data(n).size()) {
          Bad(n, "no such lambda of so many free variables");
        }
        return;
      case Op::kCallLocal:
      case Op::kTailLocal:
        if (!in(list[0], module_->functions.size()) ||
            module_->functions[list[0]].arity != list[1]) {
          Bad(n, "no such function of this arity");
        }
        return;
      case Op::kCallExternal:
      case Op::kTailExternal:
        if (!in(list[0], module_->imports.size()) || module_->imports[list[0]].arity != list[1]) {
          Bad(n, "no such import of this arity");
        }
        return;
      case Op::kRaiseGuard:
        if (!in(list[0], static_cast<size_t>(abi::BifId::kCount)) ||
            abi::kBifs[list[0]].arity != list[1]) {
          Bad(n, "no such BIF of this arity");
        }
        return;
      case Op::kSwitch:
        for (int64_t key : list) {
          if (KeyKind(key) == SwitchKeyKind::kAtom && !in(KeyPayload(key), module_->atoms.size())) {
            Bad(n, "no such atom");
          }
          if (KeyKind(key) == SwitchKeyKind::kLiteral &&
              !in(KeyPayload(key), module_->literals.size())) {
            Bad(n, "no such literal");
          }
        }
        return;
      default:
        return;
    }
  }

  void CheckType(NodeId n) {
    const Op op = graph_.op(n);
    const Repr repr = graph_.repr(n);
    const Type& type = graph_.type(n);
    if (op != Op::kPhi && op != Op::kSelect && repr != Info(op).repr) {
      report_->Add(15, n, "representation is not its opcode's");
    }
    if (Normalize(type) != type) report_->Add(15, n, "type is not normalized");
    bool ok = true;
    switch (repr) {
      case Repr::kNone:
        ok = type.IsBottom();
        break;
      case Repr::kTerm:
        break;
      case Repr::kBool:
        ok = type.Within(abi::kKindBoolean);
        break;
      case Repr::kI32:
        ok = type.Within(abi::kKindInteger) &&
             (type.IsBottom() || (type.lo >= INT32_MIN && type.hi <= INT32_MAX));
        break;
      case Repr::kF64:
        ok = type.Within(abi::kKindFloat);
        break;
    }
    if (!ok) report_->Add(15, n, "type does not fit the representation");
  }

  const Graph& graph_;
  const Module* module_;
  Report* report_;
};

}  // namespace

void CheckAttributes(const Graph& graph, const Module* module, Report* report) {
  Checker checker(graph, module, report);
  for (NodeId n = 0; n < graph.size(); ++n) {
    if (!graph.IsDead(n)) checker.Check(n);
  }
}

}  // namespace seabeam::ir::verify_internal
