#include "beam/testing/exercise.h"

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "base/check.h"
#include "beam/disassembler.h"
#include "beam/etf.h"
#include "beam/loader.h"
#include "beam/opcodes.h"
#include "beam/term_printer.h"

namespace seabeam::beam::testing {
namespace {

void CheckOperands(const Module& module, absl::Span<const Operand> operands) {
  for (const Operand& operand : operands) {
    const auto value = static_cast<uint64_t>(operand.value);
    switch (operand.kind) {
      case OperandKind::kAtom:
        SEABEAM_CHECK(value > 0 && value < module.atoms.size());
        break;
      case OperandKind::kLabel:
        SEABEAM_CHECK(value == 0 || module.label_instructions.at(value) != Module::kNoInstruction);
        break;
      case OperandKind::kLiteral:
        SEABEAM_CHECK(value < module.literals.size());
        break;
      case OperandKind::kBigInteger:
      case OperandKind::kBigUnsigned:
        SEABEAM_CHECK(value < module.bigints.size());
        break;
      case OperandKind::kX:
      case OperandKind::kY:
        SEABEAM_CHECK(!operand.has_type() || operand.type_index() < module.types.size());
        break;
      case OperandKind::kList:
      case OperandKind::kAllocList:
        SEABEAM_CHECK(value + operand.aux <= module.operands.size());
        CheckOperands(module, module.list(operand));
        break;
      default:
        break;
    }
  }
}

void CheckModule(const Module& module) {
  uint32_t end = 0;
  for (const Function& function : module.functions) {
    SEABEAM_CHECK(function.begin == end && function.entry > function.begin &&
                  function.end > function.entry);
    SEABEAM_CHECK(module.entry_functions.at(function.entry_label) ==
                  static_cast<uint32_t>(&function - module.functions.data()));
    end = function.end;
    for (const Instruction& instruction : module.instructions_of(function)) {
      SEABEAM_CHECK(instruction.operand_count == GetOpcodeInfo(instruction.opcode).arity);
      CheckOperands(module, module.operands_of(instruction));
    }
  }
  SEABEAM_CHECK(end + 1 == module.instructions.size());
  for (const LineRef& line : module.lines) SEABEAM_CHECK(line.file < module.file_names.size());
}

}  // namespace

bool ExerciseLoader(absl::string_view bytes) {
  LoadOptions options;
  options.compute_md5 = true;
  const absl::StatusOr<Module> module = LoadModule(bytes, options);
  if (!module.ok()) {
    SEABEAM_CHECK(!module.status().message().empty());
    return false;
  }
  CheckModule(*module);
  const std::string text = Disassemble(*module);
  SEABEAM_CHECK(!text.empty());
  for (uint32_t i = 0; i < module->literals.size(); ++i) {
    const absl::StatusOr<TermTree> term = DecodeTerm(module->literal(i));
    if (term.ok()) PrintTerm(*term);
  }
  return true;
}

}  // namespace seabeam::beam::testing
