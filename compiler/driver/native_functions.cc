#include "compiler/driver/native_functions.h"

#include <cstdint>

#include "abi/bif_list.h"
#include "beam/opcodes.h"

namespace seabeam::driver {
namespace {

beam::Operand Number(int64_t value) {
  beam::Operand operand;
  operand.kind = beam::OperandKind::kUnsigned;
  operand.value = value;
  return operand;
}

// call_ext_only Arity Import, as the function's only instruction.
void CallImport(const beam::Function& function, uint32_t import, beam::Module* module) {
  beam::Instruction& instruction = module->instructions[function.entry + 1];
  instruction.opcode = static_cast<uint16_t>(beam::Opcode::kCallExtOnly);
  instruction.operand_count = 2;
  instruction.first_operand = static_cast<uint32_t>(module->operands.size());
  module->operands.push_back(Number(function.arity));
  module->operands.push_back(Number(import));
}

}  // namespace

void UseNativeFunctions(beam::Module* module) {
  for (const abi::BifInfo& bif : abi::kBifs) {
    if (module->name != bif.module || bif.kind == abi::BifKind::N) continue;
    for (beam::Function& function : module->functions) {
      if (function.arity != bif.arity || module->atom(function.name) != bif.function) continue;
      const auto import = static_cast<uint32_t>(module->imports.size());
      module->imports.push_back({1, function.name, function.arity});  // atom 1 is the module's name
      CallImport(function, import, module);
      function.end = function.entry + 2;
    }
  }
}

}  // namespace seabeam::driver
