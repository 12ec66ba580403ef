#include "compiler/driver/reach/mentions.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "base/status_macros.h"
#include "beam/etf.h"
#include "beam/opcodes.h"

namespace seabeam::driver {
namespace {

using beam::Opcode;
using beam::OperandKind;

// Instructions whose atoms are not values of the program.
bool HasNoValues(Opcode opcode) {
  switch (opcode) {
    case Opcode::kLabel:
    case Opcode::kFuncInfo:
    case Opcode::kLine:
    case Opcode::kExecutableLine:
    case Opcode::kDebugLine:
    case Opcode::kBsMatch:
    case Opcode::kBsCreateBin:
    case Opcode::kBsStartMatch4:
      return true;
    default:
      return false;
  }
}

// Instructions that only look at the atoms they name.
bool OnlyCompares(Opcode opcode) {
  switch (opcode) {
    case Opcode::kIsEq:
    case Opcode::kIsNe:
    case Opcode::kIsEqExact:
    case Opcode::kIsNeExact:
    case Opcode::kIsLt:
    case Opcode::kIsGe:
    case Opcode::kSelectVal:
    case Opcode::kIsTaggedTuple:
    case Opcode::kHasMapFields:
    case Opcode::kGetMapElements:
    case Opcode::kIsFunction2:
      return true;
    default:
      return false;
  }
}

bool AppliesNames(absl::string_view module, absl::string_view function, uint32_t arity) {
  if (module == "erlang") {
    return (function == "apply" && arity == 3) || function == "hibernate" || function == "make_fun" ||
           ((function == "spawn" || function == "spawn_link" || function == "spawn_monitor") && arity >= 3) ||
           (function == "spawn_opt" && arity >= 4) || (function == "spawn_request" && arity >= 4);
  }
  if (module == "proc_lib") {
    return arity >= 3 && function != "init_ack" && function != "init_fail" && function != "stop";
  }
  return (module == "timer" && (function.substr(0, 6) == "apply_" || function == "tc") && arity >= 3) ||
         (module == "rpc" || module == "erpc");
}

// Of apply N at instruction `at`: the module is in x(N), the name in x(N+1). Where the name is a constant, it was moved there just
// before.
absl::optional<std::string> ConstantName(const beam::Module& module, const beam::Function& function, uint32_t at) {
  const auto arity = static_cast<uint32_t>(module.operands_of(module.instructions[at])[0].value);
  for (uint32_t i = at; i-- > function.entry;) {
    const beam::Instruction& instruction = module.instructions[i];
    const auto operands = module.operands_of(instruction);
    const auto opcode = static_cast<Opcode>(instruction.opcode);
    if (opcode == Opcode::kLabel) break;
    const bool uses = std::any_of(operands.begin(), operands.end(), [&](const beam::Operand& operand) {
      return operand.kind == OperandKind::kX && operand.index() == arity + 1;
    });
    if (!uses) continue;
    if (opcode == Opcode::kMove && operands[0].kind == OperandKind::kAtom) return module.atom(operands[0].index());
    break;
  }
  return absl::nullopt;
}

bool IsApply(const beam::Instruction& instruction) {
  const auto opcode = static_cast<Opcode>(instruction.opcode);
  return opcode == Opcode::kApply || opcode == Opcode::kApplyLast;
}

// Of a list of arguments.
bool CallsApply(const beam::Module& module, const beam::Instruction& instruction) {
  const char* classes = beam::GetOpcodeInfo(instruction.opcode).classes;
  const auto operands = module.operands_of(instruction);
  for (size_t j = 0; j < operands.size(); ++j) {
    if (classes[j] != 'i') continue;
    const beam::Import& import = module.imports[operands[j].index()];
    if (module.atom(import.module) == "erlang" && module.atom(import.function) == "apply" && import.arity == 3) return true;
  }
  return false;
}

class Finder {
 public:
  Finder(const beam::Module& module, uint32_t function) : module_(module), function_(function) {}

  absl::StatusOr<Mentions> Find() {
    const beam::Function& function = module_.functions[function_];
    for (uint32_t i = function.begin; i < function.end; ++i) {
      const beam::Instruction& instruction = module_.instructions[i];
      const auto opcode = static_cast<Opcode>(instruction.opcode);
      if (opcode == Opcode::kFuncInfo) continue;
      if (IsApply(instruction)) Apply(function, i);
      values_ = !HasNoValues(opcode);
      compares_ = OnlyCompares(opcode);
      const char* classes = beam::GetOpcodeInfo(instruction.opcode).classes;
      const auto operands = module_.operands_of(instruction);
      for (size_t j = 0; j < operands.size(); ++j) {
        if (classes[j] == 'i') {
          Import(operands[j].index());
        } else if (classes[j] == 'L' || (classes[j] == 'C' && operands[j].kind == OperandKind::kUnsigned)) {
          Label(module_.lambdas[operands[j].index()].label);
        } else {
          SEABEAM_RETURN_IF_ERROR(Operand(operands[j]));
        }
      }
    }
    return std::move(result_);
  }

 private:
  void Label(beam::Label label) {
    if (label >= module_.entry_functions.size()) return;
    const uint32_t callee = module_.entry_functions[label];
    if (callee != beam::Module::kNoFunction) result_.functions.push_back(callee);
  }

  void Import(uint32_t index) {
    result_.imports.push_back(index);
    const beam::Import& import = module_.imports[index];
    if (AppliesNames(module_.atom(import.module), module_.atom(import.function), import.arity)) {
      result_.computed_names = true;
    }
  }

  void Atom(absl::string_view name) {
    if (values_) (compares_ ? result_.compared : result_.atoms).emplace_back(name);
  }

  absl::Status Operand(const beam::Operand& operand) {
    switch (operand.kind) {
      case OperandKind::kAtom:
        Atom(module_.atom(operand.index()));
        return absl::OkStatus();
      case OperandKind::kLabel:
        Label(operand.index());
        return absl::OkStatus();
      case OperandKind::kLiteral:
        return Literal(operand.index());
      case OperandKind::kList:
        for (const beam::Operand& element : module_.list(operand)) SEABEAM_RETURN_IF_ERROR(Operand(element));
        return absl::OkStatus();
      default:
        return absl::OkStatus();
    }
  }

  absl::Status Literal(uint32_t index) {
    absl::StatusOr<beam::TermTree> tree = beam::DecodeTerm(module_.literal(index));
    if (!tree.ok()) return base::Annotate(tree.status(), absl::StrCat("LitT/", index));
    for (beam::TermId id = 0; id < tree->size(); ++id) {
      const beam::TermNode& node = tree->node(id);
      if (node.kind == beam::TermKind::kAtom) {
        Atom(tree->bytes(id));
      } else if (node.kind == beam::TermKind::kExport) {
        const auto parts = tree->children(id);
        const int64_t arity = tree->node(parts[2]).integer;
        result_.funs.push_back({std::string(tree->bytes(parts[0])), std::string(tree->bytes(parts[1])),
                                static_cast<uint32_t>(std::min<int64_t>(std::max<int64_t>(arity, 0), 255))});
      }
    }
    return absl::OkStatus();
  }

  void Apply(const beam::Function& function, uint32_t at) {
    const absl::optional<std::string> name = ConstantName(module_, function, at);
    if (!name.has_value()) {
      result_.computed_names = true;
      return;
    }
    result_.dynamic_calls.push_back(
        {"", *name, static_cast<uint32_t>(module_.operands_of(module_.instructions[at])[0].value)});
  }

  const beam::Module& module_;
  const uint32_t function_;
  bool values_ = false;
  bool compares_ = false;
  Mentions result_;
};

}  // namespace

absl::StatusOr<Mentions> FindMentions(const beam::Module& module, uint32_t function) {
  return Finder(module, function).Find();
}

std::vector<bool> FunctionsThatApply(const beam::Module& module) {
  std::vector<bool> result(module.functions.size(), false);
  std::vector<bool> callers = result;
  for (size_t f = 0; f < result.size(); ++f) {
    const beam::Function& function = module.functions[f];
    for (uint32_t i = function.begin; i < function.end && !result[f]; ++i) {
      result[f] = (IsApply(module.instructions[i]) && !ConstantName(module, function, i).has_value()) ||
                  CallsApply(module, module.instructions[i]);
    }
  }
  for (size_t f = 0; f < result.size(); ++f) {
    const beam::Function& function = module.functions[f];
    for (uint32_t i = function.begin; i < function.end && !callers[f]; ++i) {
      for (const beam::Operand& operand : module.operands_of(module.instructions[i])) {
        if (operand.kind != OperandKind::kLabel || operand.index() >= module.entry_functions.size()) continue;
        const uint32_t callee = module.entry_functions[operand.index()];
        callers[f] = callers[f] || (callee != beam::Module::kNoFunction && result[callee]);
      }
    }
  }
  for (size_t f = 0; f < result.size(); ++f) result[f] = result[f] || callers[f];
  return result;
}

}  // namespace seabeam::driver
