#include "ir/verifier.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "ir/cfg.h"
#include "ir/text.h"
#include "ir/verify_internal.h"

namespace seabeam::ir {
namespace verify_internal {
namespace {

bool IsControl(const Graph& graph, NodeId n) {
  switch (graph.info(n).kind) {
    case OpKind::kFixed:
    case OpKind::kMerge:
    case OpKind::kProj:
      return true;
    case OpKind::kPure:
    case OpKind::kPinned:
    case OpKind::kTerm:
      return false;
  }
  return false;
}

bool IsCall(Op op) {
  return op == Op::kCallLocal || op == Op::kCallExternal || op == Op::kCallFun ||
         op == Op::kCallApply;
}

// Whether `control` may be input 0 of `n`.
bool ControlFits(const Graph& graph, NodeId n, NodeId control) {
  const Op c = graph.op(control);
  switch (graph.op(n)) {
    case Op::kParam:
      return c == Op::kStart;
    case Op::kPhi:
      return graph.info(control).kind == OpKind::kMerge;
    case Op::kCallResult:
      return c == Op::kCallCont;
    case Op::kHandlerParam:
      return c == Op::kTryHandler;
    case Op::kIfTrue:
    case Op::kIfFalse:
      return c == Op::kIf;
    case Op::kSwitchCase:
      return c == Op::kSwitch;
    case Op::kTryBody:
    case Op::kTryHandler:
      return c == Op::kTryBegin;
    case Op::kCallCont:
      return IsCall(c);
    case Op::kRecvEntry:
      return c == Op::kRecvSync;
    case Op::kTimeoutCont:
      return c == Op::kRecvWaitTimeout;
    default:
      return IsControl(graph, control);
  }
}

void CheckInputs(const Graph& graph, NodeId n, Report* report) {
  const OpInfo& info = graph.info(n);
  const int64_t count = graph.num_inputs(n);
  if (info.kind == OpKind::kMerge) {
    if (count == 0) report->Add(2, n, "a merge without inputs");
    for (NodeId input : graph.inputs(n)) {
      if (!IsControl(graph, input)) {
        report->Add(4, n, absl::StrCat("n", input, " is no control"));
      }
    }
    return;
  }
  const int64_t data = count - (info.control_in ? 1 : 0);
  if (data < info.min_data || (info.max_data >= 0 && data > info.max_data)) {
    report->Add(2, n, absl::StrCat(data, " data inputs"));
    if (data < info.min_data) return;
  }
  if (info.control_in && !ControlFits(graph, n, graph.input(n, 0))) {
    report->Add(4, n, absl::StrCat("n", graph.input(n, 0), " cannot be its control"));
  }
  absl::Span<const NodeId> values = graph.data(n);
  for (uint32_t i = 0; i < values.size(); ++i) {
    const Op o = graph.op(n);
    if (o == Op::kCatchMark || ((o == Op::kRecvWait || o == Op::kRecvWaitTimeout) && i == 0)) {
      const Op wanted = o == Op::kCatchMark ? Op::kTryBegin : Op::kRecvSync;
      if (graph.op(values[i]) != wanted) {
        report->Add(5, n, absl::StrCat("n", values[i], " is no ", Info(wanted).name));
      }
      continue;
    }
    Repr wanted = DataInputRepr(o, i, graph.repr(n));
    if (o == Op::kReductionCheck && i >= graph.arity() && (i - graph.arity()) % 2 == 1) {
      wanted = Repr::kI32;
    }
    if (graph.repr(values[i]) != wanted) {
      report->Add(5, n,
                  absl::StrCat("data input ", i, ", n", values[i], ", is ",
                               ReprName(graph.repr(values[i])), ", not ", ReprName(wanted)));
    }
  }
  if (graph.op(n) == Op::kPhi && graph.info(graph.input(n, 0)).kind == OpKind::kMerge &&
      graph.num_inputs(graph.input(n, 0)) != values.size()) {
    report->Add(8, n,
                absl::StrCat(values.size(), " values for ", graph.num_inputs(graph.input(n, 0)),
                             " ways in"));
  }
}

void CheckEdges(const Graph& graph, NodeId n, Report* report) {
  absl::Span<const NodeId> users = graph.uses(n);
  absl::Span<const uint32_t> slots = graph.use_slots(n);
  for (size_t i = 0; i < users.size(); ++i) {
    if (users[i] >= graph.size() || graph.IsDead(users[i]) ||
        slots[i] >= graph.num_inputs(users[i]) || graph.input(users[i], slots[i]) != n) {
      report->Add(3, n, absl::StrCat("stale use by n", users[i]));
    }
  }
  for (NodeId input : graph.inputs(n)) {
    if (graph.IsDead(input)) report->Add(3, n, absl::StrCat("n", input, " was removed"));
  }
}

// 6 and 7 for the control users of `n`.
void CheckSuccessors(const Graph& graph, const Cfg& cfg, NodeId n, Report* report) {
  const OpKind kind = graph.info(n).kind;
  if (kind == OpKind::kPure || kind == OpKind::kPinned) return;
  absl::Span<const NodeId> users = graph.uses(n);
  absl::Span<const uint32_t> slots = graph.use_slots(n);
  if (kind != OpKind::kTerm) {
    int next = 0;
    for (size_t i = 0; i < users.size(); ++i) {
      const OpKind user = graph.info(users[i]).kind;
      if (user == OpKind::kMerge ||
          ((user == OpKind::kFixed || user == OpKind::kTerm) && slots[i] == 0)) {
        ++next;
      }
    }
    const bool reachable = cfg.block_of(n) != kNoBlock;
    if (next > 1 || (next == 0 && reachable)) {
      report->Add(6, n, absl::StrCat(next, " control successors"));
    }
    return;
  }
  std::vector<std::pair<Op, int64_t>> found, wanted;
  for (NodeId user : users) {
    if (graph.info(user).kind != OpKind::kProj) continue;
    found.push_back({graph.op(user), graph.op(user) == Op::kSwitchCase ? graph.imm(user) : 0});
  }
  switch (graph.op(n)) {
    case Op::kIf:
      wanted = {{Op::kIfTrue, 0}, {Op::kIfFalse, 0}};
      break;
    case Op::kSwitch:
      for (size_t i = 0; i <= graph.list(n).size(); ++i) {
        wanted.push_back({Op::kSwitchCase, static_cast<int64_t>(i)});
      }
      break;
    case Op::kTryBegin:
      wanted = {{Op::kTryBody, 0}, {Op::kTryHandler, 0}};
      break;
    case Op::kCallLocal:
    case Op::kCallExternal:
    case Op::kCallFun:
    case Op::kCallApply:
      wanted = {{Op::kCallCont, 0}};
      break;
    case Op::kRecvSync:
      wanted = {{Op::kRecvEntry, 0}};
      break;
    case Op::kRecvWaitTimeout:
      wanted = {{Op::kTimeoutCont, 0}};
      break;
    default:
      break;
  }
  std::sort(found.begin(), found.end());
  if (found != wanted) {
    report->Add(7, n,
                absl::StrCat(found.size(), " projections, ", wanted.size(),
                             found.size() == wanted.size() ? " others" : "", " needed"));
  }
}

}  // namespace

void CheckStructure(const Graph& graph, Report* report) {
  if (graph.IsDead(graph.start()) || graph.op(graph.start()) != Op::kStart ||
      graph.num_inputs(graph.start()) != 0 || graph.imm(graph.start()) != graph.arity()) {
    report->Add(1, graph.start(), "not the start node");
  }
  for (NodeId n = 0; n < graph.size(); ++n) {
    if (graph.IsDead(n)) continue;
    if (graph.op(n) == Op::kStart && n != graph.start()) report->Add(1, n, "a second start");
    CheckInputs(graph, n, report);
    CheckEdges(graph, n, report);
  }
  if (!report->empty()) return;
  const Cfg cfg(graph);
  for (NodeId n = 0; n < graph.size(); ++n) {
    if (graph.IsDead(n)) continue;
    CheckSuccessors(graph, cfg, n, report);
    if (graph.op(n) != Op::kReductionCheck) continue;
    const Op before = graph.op(graph.control(n));
    if (before != Op::kStart && before != Op::kLoop) report->Add(16, n, "in the middle of a block");
    const size_t values = graph.data(n).size();
    if (before == Op::kStart ? values != 0 : values < graph.arity()) {
      report->Add(16, n,
                  absl::StrCat(values, " values, not ", before == Op::kStart ? 0 : graph.arity()));
    } else if (before != Op::kStart && (values - graph.arity()) % 2 != 0) {
      report->Add(16, n, "half a pair");
    }
  }
}

}  // namespace verify_internal

Repr DataInputRepr(Op op, uint32_t i, Repr own) {
  switch (op) {
    case Op::kIf:
    case Op::kNot:
    case Op::kBoolToTerm:
      return Repr::kBool;
    case Op::kSelect:
      return i == 0 ? Repr::kBool : own;
    case Op::kPhi:
      return own;
    case Op::kTag:
    case Op::kI32Add:
    case Op::kI32Sub:
    case Op::kI32Mul:
    case Op::kI32Less:
    case Op::kI32Eq:
    case Op::kI32And:
    case Op::kI32ShrU:
    case Op::kI32RemU:
    case Op::kI32LessU:
    case Op::kI32ToTerm:
    case Op::kBsRead:
    case Op::kBsReadInteger:
    case Op::kBsReadFloat:
    case Op::kBsReadUtf:
    case Op::kBsSame:
      return Repr::kI32;
    case Op::kF64ToTerm:
    case Op::kF64Add:
    case Op::kF64Sub:
    case Op::kF64Mul:
    case Op::kF64Div:
    case Op::kF64Neg:
    case Op::kF64IsFinite:
      return Repr::kF64;
    case Op::kBsGetInteger:
    case Op::kBsGetFloat:
    case Op::kBsGetBinary:
    case Op::kBsSkip:
    case Op::kBsSetOffset:
      return i == 1 ? Repr::kI32 : Repr::kTerm;
    case Op::kBsSub:
      return i == 0 ? Repr::kTerm : Repr::kI32;
    default:
      return Repr::kTerm;
  }
}

std::vector<Finding> FindBrokenInvariants(const Graph& graph, const Module* module) {
  verify_internal::Report report;
  verify_internal::CheckStructure(graph, &report);
  verify_internal::CheckAttributes(graph, module, &report);
  if (report.empty()) {
    const Cfg cfg(graph);
    verify_internal::CheckValues(graph, cfg, &report);
    verify_internal::CheckFrames(graph, cfg, &report);
  }
  return std::move(report.findings());
}

absl::Status Verify(const Graph& graph, const Module* module) {
  const std::vector<Finding> findings = FindBrokenInvariants(graph, module);
  if (findings.empty()) return absl::OkStatus();
  std::string text = absl::StrCat("graph ", module == nullptr ? "" : module->name + ":",
                                  graph.name(), " breaks invariants:");
  constexpr size_t kShown = 20;
  for (size_t i = 0; i < findings.size() && i < kShown; ++i) {
    absl::StrAppend(&text, "\n  [", findings[i].invariant, "] ", findings[i].message, ": ",
                    PrintNode(graph, findings[i].node, module));
  }
  if (findings.size() > kShown) {
    absl::StrAppend(&text, "\n  and ", findings.size() - kShown, " more");
  }
  return absl::InternalError(text);
}

absl::Status VerifyModule(const Module& module) {
  if (module.atoms.size() < 2 || module.atoms[kAtomFalse] != "false" ||
      module.atoms[kAtomTrue] != "true") {
    return absl::InternalError(
        absl::StrCat("module ", module.name, ": the atom table does not start with the booleans"));
  }
  if (module.graphs.size() != module.functions.size()) {
    return absl::InternalError(absl::StrCat("module ", module.name, ": ", module.graphs.size(),
                                            " graphs for ", module.functions.size(), " functions"));
  }
  for (size_t i = 0; i < module.graphs.size(); ++i) {
    if (module.graphs[i] == nullptr || module.graphs[i]->function_index() != i ||
        module.graphs[i]->arity() != module.functions[i].arity) {
      return absl::InternalError(
          absl::StrCat("module ", module.name, ": graph ", i, " is not function ", i, "'s"));
    }
    absl::Status status = Verify(*module.graphs[i], &module);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

}  // namespace seabeam::ir
