#include "compiler/driver/native_functions.h"

#include <cstdint>
#include <initializer_list>

#include "abi/bif_list.h"
#include "beam/opcodes.h"

namespace seabeam::driver {
namespace {

beam::Operand Make(beam::OperandKind kind, int64_t value) {
  beam::Operand operand;
  operand.kind = kind;
  operand.value = value;
  return operand;
}

void SetInstruction(uint32_t index, beam::Opcode opcode, std::initializer_list<beam::Operand> operands,
                    beam::Module* module) {
  beam::Instruction& instruction = module->instructions[index];
  instruction.opcode = static_cast<uint16_t>(opcode);
  instruction.operand_count = static_cast<uint16_t>(operands.size());
  instruction.first_operand = static_cast<uint32_t>(module->operands.size());
  module->operands.insert(module->operands.end(), operands.begin(), operands.end());
}

// call_ext_only Arity Import, as the function's only instruction.
void CallImport(const beam::Function& function, uint32_t import, beam::Module* module) {
  SetInstruction(function.entry + 1, beam::Opcode::kCallExtOnly,
                 {Make(beam::OperandKind::kUnsigned, function.arity), Make(beam::OperandKind::kUnsigned, import)}, module);
}

// Gives the module's on_load function, which would load its native functions, a body that says ok and is not run.
void DropOnLoad(beam::Module* module) {
  for (beam::Function& function : module->functions) {
    const uint32_t first = function.entry + 1;
    if (function.arity != 0 || function.end < first + 2 ||
        module->instructions[first].opcode != static_cast<uint16_t>(beam::Opcode::kOnLoad)) {
      continue;
    }
    module->atoms.push_back("ok");
    SetInstruction(first, beam::Opcode::kMove,
                   {Make(beam::OperandKind::kAtom, static_cast<int64_t>(module->atoms.size()) - 1),
                    Make(beam::OperandKind::kX, 0)},
                   module);
    SetInstruction(first + 1, beam::Opcode::kReturn, {}, module);
    function.end = first + 2;
  }
}

// OTP's own functions that stand for native ones end in erlang:nif_error(undefined) or erlang:nif_error(undef). Those that the
// runtime does not have raise undef, all of them.
void RaiseUndef(beam::Module* module) {
  const auto undef = static_cast<int64_t>(module->atoms.size());
  module->atoms.push_back("undef");
  for (size_t i = 0; i + 2 < module->instructions.size(); ++i) {  // move, line, call
    const beam::Instruction& move = module->instructions[i];
    const beam::Instruction& call = module->instructions[i + 2];
    if (move.opcode != static_cast<uint16_t>(beam::Opcode::kMove) ||
        call.opcode != static_cast<uint16_t>(beam::Opcode::kCallExtOnly)) {
      continue;
    }
    beam::Operand& reason = module->operands[move.first_operand];
    const beam::Import& callee = module->imports[static_cast<size_t>(module->operands[call.first_operand + 1].value)];
    if (reason.kind != beam::OperandKind::kAtom || module->atom(static_cast<uint32_t>(reason.value)) != "undefined" ||
        module->atom(callee.module) != "erlang" || module->atom(callee.function) != "nif_error") {
      continue;
    }
    reason.value = undef;
  }
}

}  // namespace

void UseNativeFunctions(beam::Module* module) {
  bool found = false;
  for (const abi::BifInfo& bif : abi::kBifs) {
    if (module->name != bif.module || bif.kind == abi::BifKind::N) continue;
    for (beam::Function& function : module->functions) {
      if (function.arity != bif.arity || module->atom(function.name) != bif.function) continue;
      const auto import = static_cast<uint32_t>(module->imports.size());
      module->imports.push_back({1, function.name, function.arity});  // atom 1 is the module's name
      CallImport(function, import, module);
      function.end = function.entry + 2;
      found = true;
    }
  }
  if (!found) return;
  DropOnLoad(module);
  RaiseUndef(module);
}

}  // namespace seabeam::driver
