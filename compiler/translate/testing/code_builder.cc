#include "compiler/translate/testing/code_builder.h"

#include <algorithm>
#include <utility>

#include "base/check.h"

namespace seabeam::translate::testing {

using beam::Operand;
using beam::OperandKind;

CodeBuilder::CodeBuilder(uint32_t arity) {
  module_.name = "m";
  module_.atoms = {"", "m"};
  module_.file_names = {"m.erl"};
  module_.lines = {{}};
  beam::Function function;
  function.name = Atom("f");
  function.arity = arity;
  function.func_info_label = 1;
  function.entry_label = 2;
  module_.functions.push_back(function);
  Label(1).Add(Op::kFuncInfo, {A("m"), A("f"), U(arity)}).Label(2);
  module_.functions[0].entry = 2;
}

CodeBuilder::Arg CodeBuilder::Make(OperandKind kind, int64_t value) {
  Arg arg;
  arg.operand.kind = kind;
  arg.operand.value = value;
  return arg;
}

CodeBuilder::Arg CodeBuilder::List(std::initializer_list<Arg> elements) {
  Arg arg = Make(OperandKind::kList, 0);
  arg.list = elements;
  return arg;
}

beam::AtomIndex CodeBuilder::Atom(absl::string_view name) {
  auto it = std::find(module_.atoms.begin() + 1, module_.atoms.end(), name);
  if (it == module_.atoms.end()) it = module_.atoms.emplace(it, name);
  return static_cast<beam::AtomIndex>(it - module_.atoms.begin());
}

CodeBuilder::Arg CodeBuilder::A(absl::string_view atom) {
  return Make(OperandKind::kAtom, Atom(atom));
}

CodeBuilder::Arg CodeBuilder::Import(absl::string_view module, absl::string_view function,
                                     uint32_t arity) {
  module_.imports.push_back({Atom(module), Atom(function), arity});
  return U(static_cast<int64_t>(module_.imports.size()) - 1);
}

CodeBuilder& CodeBuilder::Add(Op opcode, std::initializer_list<Arg> args) {
  SEABEAM_CHECK_EQ(args.size(), beam::GetOpcodeInfo(static_cast<int>(opcode)).arity)
      << " operands of " << std::string(beam::OpcodeName(opcode));
  beam::Instruction instruction;
  instruction.opcode = static_cast<uint16_t>(opcode);
  instruction.operand_count = static_cast<uint16_t>(args.size());
  instruction.first_operand = static_cast<uint32_t>(module_.operands.size());
  // No real bytes: the place in the code stands for the offset.
  instruction.code_offset = static_cast<uint32_t>(module_.instructions.size());
  module_.instructions.push_back(instruction);
  for (const Arg& arg : args) module_.operands.push_back(arg.operand);
  size_t slot = instruction.first_operand;
  for (const Arg& arg : args) {
    if (arg.operand.kind == OperandKind::kList) {
      module_.operands[slot].value = static_cast<int64_t>(module_.operands.size());
      module_.operands[slot].aux = static_cast<uint32_t>(arg.list.size());
      for (const Arg& element : arg.list) module_.operands.push_back(element.operand);
    }
    ++slot;
  }
  return *this;
}

beam::Module CodeBuilder::Build() {
  beam::Function& function = module_.functions[0];
  function.end = static_cast<uint32_t>(module_.instructions.size());
  Add(Op::kIntCodeEnd);
  uint32_t labels = 3;
  const auto number = [&](const beam::Instruction& instruction) {
    return module_.operands[instruction.first_operand].index();
  };
  for (const beam::Instruction& i : module_.instructions) {
    if (i.opcode == static_cast<uint16_t>(Op::kLabel)) labels = std::max(labels, number(i) + 1);
  }
  module_.label_instructions.assign(labels, beam::Module::kNoInstruction);
  module_.entry_functions.assign(labels, beam::Module::kNoFunction);
  for (uint32_t i = 0; i < module_.instructions.size(); ++i) {
    const beam::Instruction& instruction = module_.instructions[i];
    if (instruction.opcode == static_cast<uint16_t>(Op::kLabel)) {
      module_.label_instructions[number(instruction)] = i;
    }
  }
  module_.entry_functions[2] = 0;
  module_.code_header.label_count = labels;
  module_.code_header.function_count = 1;
  module_.exports.push_back({function.name, function.arity, 2});
  return std::move(module_);
}

}  // namespace seabeam::translate::testing
