#include "compiler/driver/reach/prune.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "base/check.h"
#include "beam/opcodes.h"

namespace seabeam::driver {
namespace {

constexpr uint32_t kGone = beam::Module::kNoFunction;

// True when operand `i` of an instruction is the number of a lambda.
bool IsLambda(const char* classes, size_t i, const beam::Operand& operand) {
  return classes[i] == 'L' || (classes[i] == 'C' && operand.kind == beam::OperandKind::kUnsigned);
}

}  // namespace

void DropFunctions(const std::vector<bool>& kept, beam::Module* module) {
  SEABEAM_CHECK(kept.size() == module->functions.size());
  std::vector<uint32_t> new_index(kept.size(), kGone);
  std::vector<beam::Function> functions;
  for (size_t i = 0; i < kept.size(); ++i) {
    if (!kept[i]) continue;
    new_index[i] = static_cast<uint32_t>(functions.size());
    functions.push_back(module->functions[i]);
  }
  module->functions = std::move(functions);
  for (uint32_t& function : module->entry_functions) {
    if (function != kGone) function = new_index[function];
  }
  const auto gone = [&](const auto& row) { return module->entry_functions[row.label] == kGone; };
  const auto drop = [&](auto* rows) { rows->erase(std::remove_if(rows->begin(), rows->end(), gone), rows->end()); };
  drop(&module->exports);
  drop(&module->locals);

  std::vector<uint32_t> new_lambda(module->lambdas.size(), kGone);
  uint32_t lambdas = 0;
  for (size_t i = 0; i < new_lambda.size(); ++i) {
    if (!gone(module->lambdas[i])) new_lambda[i] = lambdas++;
  }
  drop(&module->lambdas);
  for (const beam::Function& function : module->functions) {
    for (uint32_t i = function.begin; i < function.end; ++i) {
      const beam::Instruction& instruction = module->instructions[i];
      const char* classes = beam::GetOpcodeInfo(instruction.opcode).classes;
      for (size_t j = 0; j < instruction.operand_count; ++j) {
        beam::Operand& operand = module->operands[instruction.first_operand + j];
        if (!IsLambda(classes, j, operand)) continue;
        const uint32_t lambda = new_lambda[operand.index()];
        SEABEAM_CHECK(lambda != kGone);
        operand.value = lambda;
      }
    }
  }
}

}  // namespace seabeam::driver
