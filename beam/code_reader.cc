#include "beam/code_reader.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "beam/byte_reader.h"
#include "beam/compact_term.h"
#include "beam/limits.h"
#include "beam/opcodes.h"
#include "beam/operand_classes.h"

namespace seabeam::beam {
namespace {

constexpr uint32_t kHeaderSize = 16;

class CodeReader {
 public:
  CodeReader(absl::string_view data, Module* module) : reader_(data), module_(*module) {}

  absl::Status Read() {
    if (!ReadHeader() || !ReadInstructions() || !CheckLabelUses()) return status_;
    return absl::OkStatus();
  }

 private:
  struct LabelUse {
    Label label;
    uint32_t instruction;
  };

  // Each step returns false once status_ is set.
  bool ReadHeader();
  bool ReadInstructions();
  bool ReadInstruction();
  bool ReadOperand(char letter, size_t slot);
  bool ReadPlainOperand(const CompactTerm& term, Operand* operand);
  bool ReadExtendedOperand(const CompactTerm& term, Operand* operand);
  bool ReadList(OperandKind kind, Operand* operand);
  bool CheckOperand(char letter, const Operand& operand);
  bool CheckList(char letter, const Operand& operand);
  bool CheckRepeated(absl::string_view letters, absl::Span<const Operand> elements);
  bool CheckMatchCommands(absl::Span<const Operand> elements);
  bool CheckBinarySegments(absl::Span<const Operand> elements);
  bool CheckString(int64_t offset, int64_t size);
  bool HandleStructure(Opcode opcode);
  bool StartFunction();
  bool CheckTables(Opcode opcode);
  bool CheckLabelUses();

  bool Fail(absl::string_view message) {
    return FailAt(instruction_offset_, CurrentFunction(), message);
  }
  bool FailAt(size_t offset, const Function* function, absl::string_view message);
  const Function* CurrentFunction() const {
    return module_.functions.empty() ? nullptr : &module_.functions.back();
  }
  const Operand& Last(size_t i) const {
    return module_.operands[module_.instructions.back().first_operand + i];
  }

  ByteReader reader_;
  Module& module_;
  absl::Status status_;
  size_t code_start_ = 0;          // offset of the first instruction in the chunk's data
  size_t instruction_offset_ = 0;  // of the instruction being read, in the chunk's data
  std::vector<LabelUse> uses_;
  bool expect_entry_ = false;  // func_info was the last instruction
  bool ended_ = false;         // int_code_end was read
};

bool CodeReader::FailAt(size_t offset, const Function* function, absl::string_view message) {
  std::string where;
  if (function != nullptr) {
    where = absl::StrCat("function ", module_.atom(function->name), "/", function->arity, ": ");
  }
  status_ = absl::InvalidArgumentError(absl::StrCat(where, "offset ", offset, ": ", message));
  return false;
}

bool CodeReader::ReadHeader() {
  CodeHeader& header = module_.code_header;
  uint32_t size = 0;
  if (!reader_.ReadU32(&size) || size < kHeaderSize || size > reader_.remaining())
    return Fail("bad header size");
  reader_.ReadU32(&header.instruction_set);
  reader_.ReadU32(&header.opcode_max);
  reader_.ReadU32(&header.label_count);
  reader_.ReadU32(&header.function_count);
  absl::string_view unknown_fields;
  reader_.ReadBytes(size - kHeaderSize, &unknown_fields);
  if (header.instruction_set != 0)
    return Fail(absl::StrCat("unknown instruction set ", header.instruction_set));
  if (header.opcode_max > kMaxOpcode) {
    return Fail(
        absl::StrCat("needs opcode ", header.opcode_max, ", the last one known is ", kMaxOpcode));
  }
  // A label takes two bytes at least. Numbers may be skipped, within reason.
  if (header.label_count > kMaxLabels || header.label_count / 4 > reader_.remaining()) {
    return Fail(absl::StrCat(header.label_count, " labels do not fit the code"));
  }
  if (header.function_count > reader_.remaining()) {
    return Fail(absl::StrCat(header.function_count, " functions do not fit the code"));
  }
  code_start_ = reader_.offset();
  module_.label_instructions.assign(header.label_count, Module::kNoInstruction);
  module_.entry_functions.assign(header.label_count, Module::kNoFunction);
  // Observed over OTP's modules: some 2.9 operands and 10 bytes an instruction.
  module_.instructions.reserve(reader_.remaining() / 8 + 16);
  module_.operands.reserve(reader_.remaining() / 3 + 16);
  module_.functions.reserve(header.function_count);
  return true;
}

bool CodeReader::ReadInstructions() {
  while (!ended_) {
    instruction_offset_ = reader_.offset();
    if (reader_.at_end()) return Fail("code does not end with int_code_end");
    if (!ReadInstruction()) return false;
  }
  if (module_.functions.size() != module_.code_header.function_count) {
    return FailAt(instruction_offset_, nullptr,
                  absl::StrCat(module_.functions.size(), " functions found, the header announces ",
                               module_.code_header.function_count));
  }
  return true;
}

bool CodeReader::ReadInstruction() {
  uint8_t opcode = 0;
  reader_.ReadU8(&opcode);
  if (opcode == 0 || opcode > kMaxOpcode) return Fail(absl::StrCat("unknown opcode ", opcode));
  const OpcodeInfo& info = GetOpcodeInfo(opcode);
  if (info.is_removed()) {
    return Fail(absl::StrCat("opcode ", opcode, " (", info.name,
                             ") is no longer supported, as in OTP: compile again"));
  }
  const size_t first = module_.operands.size();
  if (first > std::numeric_limits<uint32_t>::max() - (size_t{1} << 28))
    return Fail("too much code");
  module_.operands.resize(first + info.arity);
  Instruction instruction;
  instruction.opcode = opcode;
  instruction.operand_count = info.arity;
  instruction.first_operand = static_cast<uint32_t>(first);
  instruction.code_offset = static_cast<uint32_t>(instruction_offset_ - code_start_);
  module_.instructions.push_back(instruction);
  for (size_t i = 0; i < info.arity; ++i) {
    if (!ReadOperand(info.classes[i], first + i)) return false;
  }
  return HandleStructure(static_cast<Opcode>(opcode));
}

bool CodeReader::ReadOperand(char letter, size_t slot) {
  CompactTerm term;
  if (const char* error = ReadCompactTerm(reader_, &term); error != nullptr) return Fail(error);
  Operand operand;
  if (term.tag == CompactTag::kExtended) {
    if (!ReadExtendedOperand(term, &operand)) return false;
  } else {
    if (!ReadPlainOperand(term, &operand)) return false;
  }
  if (!CheckOperand(letter, operand)) return false;
  module_.operands[slot] = operand;
  return true;
}

bool CodeReader::ReadPlainOperand(const CompactTerm& term, Operand* operand) {
  operand->value = term.value;
  const auto limited = [&](OperandKind kind, uint64_t limit, absl::string_view what) {
    operand->kind = kind;
    if (static_cast<uint64_t>(term.value) < limit) return true;
    return Fail(absl::StrCat("no ", what, " ", term.value));
  };
  switch (term.tag) {
    case CompactTag::kUnsigned:
    case CompactTag::kInteger: {
      const bool is_integer = term.tag == CompactTag::kInteger;
      operand->kind = is_integer ? OperandKind::kInteger : OperandKind::kUnsigned;
      if (term.is_big) {
        operand->kind = is_integer ? OperandKind::kBigInteger : OperandKind::kBigUnsigned;
        operand->value = static_cast<int64_t>(module_.bigints.size());
        module_.bigints.push_back(BigIntFromBytes(term.bytes));
      }
      return true;
    }
    case CompactTag::kAtom:
      if (term.value == 0) {
        operand->kind = OperandKind::kNil;
        return true;
      }
      return limited(OperandKind::kAtom, module_.atoms.size(), "atom");
    case CompactTag::kX:
      return limited(OperandKind::kX, kMaxRegisters, "x register");
    case CompactTag::kY:
      return limited(OperandKind::kY, kMaxRegisters, "y register");
    case CompactTag::kLabel:
      operand->kind = OperandKind::kLabel;
      return term.value == 0 ||
             limited(OperandKind::kLabel, module_.code_header.label_count, "label");
    case CompactTag::kCharacter:
      return limited(OperandKind::kCharacter, 0x110000, "character");
    case CompactTag::kExtended:
      break;
  }
  return Fail("misplaced extended operand");
}

bool CodeReader::ReadExtendedOperand(const CompactTerm& term, Operand* operand) {
  CompactTerm number;
  switch (term.value) {
    case 1:
      return ReadList(OperandKind::kList, operand);
    case 2:
    case 4:
      if (const char* error = ReadCompactTerm(reader_, &number); error != nullptr)
        return Fail(error);
      if (number.tag != CompactTag::kUnsigned || number.is_big) return Fail("bad extended operand");
      operand->value = number.value;
      if (term.value == 2) {
        operand->kind = OperandKind::kFloatReg;
        if (number.value >= kMaxRegisters)
          return Fail(absl::StrCat("no float register ", number.value));
      } else {
        operand->kind = OperandKind::kLiteral;
        if (static_cast<uint64_t>(number.value) >= module_.literals.size()) {
          return Fail(absl::StrCat("no literal ", number.value));
        }
      }
      return true;
    case 3:
      return ReadList(OperandKind::kAllocList, operand);
    case 5: {
      if (const char* error = ReadCompactTerm(reader_, &number); error != nullptr)
        return Fail(error);
      if (number.tag != CompactTag::kX && number.tag != CompactTag::kY)
        return Fail("type on something not a register");
      if (!ReadPlainOperand(number, operand)) return false;
      if (const char* error = ReadCompactTerm(reader_, &number); error != nullptr)
        return Fail(error);
      if (number.tag != CompactTag::kUnsigned || number.is_big)
        return Fail("bad type of a register");
      // Types are hints: without a table that we understand they are dropped.
      if (!module_.types.empty()) {
        if (static_cast<uint64_t>(number.value) >= module_.types.size()) {
          return Fail(absl::StrCat("no type ", number.value));
        }
        operand->aux = static_cast<uint32_t>(number.value);
      }
      return true;
    }
    default:
      return Fail("unknown extended operand");
  }
}

bool CodeReader::ReadList(OperandKind kind, Operand* operand) {
  CompactTerm length;
  if (const char* error = ReadCompactTerm(reader_, &length); error != nullptr) return Fail(error);
  if (length.tag != CompactTag::kUnsigned || length.is_big) return Fail("bad length of a list");
  size_t count = static_cast<size_t>(length.value);
  if (count > reader_.remaining()) return Fail("list passes the end of the code");
  const bool is_alloc = kind == OperandKind::kAllocList;
  if (is_alloc) count *= 2;
  const size_t first = module_.operands.size();
  module_.operands.resize(first + count);
  for (size_t i = 0; i < count; ++i) {
    CompactTerm term;
    if (const char* error = ReadCompactTerm(reader_, &term); error != nullptr) return Fail(error);
    Operand element;
    if (term.tag == CompactTag::kExtended) {
      if (term.value == 1 || term.value == 3) return Fail("list in a list");
      if (!ReadExtendedOperand(term, &element)) return false;
    } else {
      if (!ReadPlainOperand(term, &element)) return false;
    }
    if (is_alloc) {
      const int64_t limit = i % 2 == 0 ? static_cast<int64_t>(AllocKind::kFuns) : kMaxWords;
      if (element.kind != OperandKind::kUnsigned || element.value > limit)
        return Fail("bad allocation list");
    }
    module_.operands[first + i] = element;
  }
  operand->kind = kind;
  operand->value = static_cast<int64_t>(first);
  operand->aux = static_cast<uint32_t>(count);
  return true;
}

bool CodeReader::CheckOperand(char letter, const Operand& operand) {
  if ((KindsOfClass(letter) & KindBit(operand.kind)) == 0) {
    const Instruction& instruction = module_.instructions.back();
    return Fail(
        absl::StrCat(OpcodeName(instruction.opcode), ": ", DescribeClass(letter), " expected"));
  }
  const auto below = [&](uint64_t limit, absl::string_view what) {
    if (static_cast<uint64_t>(operand.value) < limit) return true;
    return Fail(absl::StrCat("no ", what, " ", operand.value));
  };
  switch (letter) {
    case 'n':
      return operand.value <= kMaxWords ||
             Fail(absl::StrCat("number ", operand.value, " is too large"));
    case 'A':
      return operand.kind != OperandKind::kUnsigned || operand.value <= kMaxWords ||
             Fail(absl::StrCat("heap need ", operand.value, " is too large"));
    case 'c':
      return operand.value <= kMaxFunctionArity ||
             Fail(absl::StrCat("arity ", operand.value, " is too large"));
    case 'v':
      return operand.value <= kMaxRegisters ||
             Fail(absl::StrCat(operand.value, " live registers are too many"));
    case 'l':
      if (operand.value == 0) return Fail("label 0 where a label is needed");
      uses_.push_back({operand.index(), static_cast<uint32_t>(module_.instructions.size() - 1)});
      return true;
    case 'H':
      if (operand.kind == OperandKind::kAtom) {
        const std::string& name = module_.atom(operand.index());
        return name == "no_fail" || name == "resume" || Fail(absl::StrCat("unknown mode ", name));
      }
      return CheckOperand('f', operand);
    case 'f':
      if (operand.value != 0) {
        uses_.push_back({operand.index(), static_cast<uint32_t>(module_.instructions.size() - 1)});
      }
      return true;
    case 'i':
      return below(module_.imports.size(), "import");
    case 'L':
      return below(module_.lambdas.size(), "fun");
    case 'C':
      if (operand.kind == OperandKind::kAtom) {
        const std::string& name = module_.atom(operand.index());
        return name == "safe" || name == "unsafe" || Fail(absl::StrCat("unknown mode ", name));
      }
      return below(module_.lambdas.size(), "fun");
    case 'e':
      return !module_.has_lines || below(module_.lines.size(), "line");
    case 't':
      return CheckString(operand.value, 0);
    default:
      if (operand.kind == OperandKind::kList) return CheckList(letter, operand);
      return true;
  }
}

bool CodeReader::CheckString(int64_t offset, int64_t size) {
  const auto available = static_cast<int64_t>(module_.strings.size());
  if (offset <= available && size <= available - offset) return true;
  return Fail(
      absl::StrCat("string at ", offset, " of ", size, " bytes passes the end of chunk StrT"));
}

bool CodeReader::CheckRepeated(absl::string_view letters, absl::Span<const Operand> elements) {
  if (elements.size() % letters.size() != 0) return Fail("list of the wrong length");
  size_t i = 0;
  for (const Operand& element : elements) {
    if (!CheckOperand(letters[i], element)) return false;
    if (++i == letters.size()) i = 0;
  }
  return true;
}

bool CodeReader::CheckList(char letter, const Operand& operand) {
  const absl::Span<const Operand> elements = module_.list(operand);
  switch (letter) {
    case 'V':
      return CheckRepeated("sl", elements);
    case 'U':
      return CheckRepeated("nl", elements);
    case 'R':
      return CheckRepeated("s", elements);
    case 'Y':
      return CheckRepeated("y", elements);
    case 'M':
      return CheckRepeated("ss", elements);
    case 'G':
      return CheckRepeated("sd", elements);
    case 'W':
      return CheckRepeated("ns", elements);
    case 'B':
      return CheckBinarySegments(elements);
    case 'X':
      return CheckMatchCommands(elements);
    default:
      return Fail("unexpected list");
  }
}

bool CodeReader::CheckBinarySegments(absl::Span<const Operand> elements) {
  // Type, segment number, unit, flags, value, size.
  if (!CheckRepeated("annszz", elements)) return false;
  for (size_t i = 0; i < elements.size(); i += 6) {
    if (module_.atom(elements[i].index()) == "string") {
      const Operand& offset = elements[i + 4];
      const Operand& size = elements[i + 5];
      if (offset.kind != OperandKind::kUnsigned || size.kind != OperandKind::kInteger ||
          size.value < 0) {
        return Fail("bad string segment");
      }
      if (!CheckString(offset.value, size.value)) return false;
    } else if ((KindBit(elements[i + 4].kind) & kSourceKinds) == 0) {
      return Fail("bad value of a binary segment");
    }
  }
  return true;
}

bool CodeReader::CheckMatchCommands(absl::Span<const Operand> elements) {
  size_t i = 0;
  while (i < elements.size()) {
    if (elements[i].kind != OperandKind::kAtom) return Fail("bs_match: command expected");
    const std::string& name = module_.atom(elements[i].index());
    const char* classes = ClassesOfMatchCommand(name);
    if (classes == nullptr) return Fail(absl::StrCat("bs_match: unknown command ", name));
    const absl::string_view letters(classes);
    ++i;
    if (elements.size() - i < letters.size()) return Fail("bs_match: truncated command");
    if (!CheckRepeated(letters, elements.subspan(i, letters.size()))) return false;
    i += letters.size();
  }
  return true;
}

bool CodeReader::StartFunction() {
  // func_info has been read; the label, and perhaps a line, stand in front of it.
  const size_t index = module_.instructions.size() - 1;
  size_t begin = index;
  if (begin > 0 && module_.instructions[begin - 1].opcode == static_cast<uint16_t>(Opcode::kLine))
    --begin;
  if (begin == 0 ||
      module_.instructions[begin - 1].opcode != static_cast<uint16_t>(Opcode::kLabel)) {
    return Fail("func_info without a label in front");
  }
  --begin;
  if (!module_.functions.empty()) {
    Function& previous = module_.functions.back();
    if (begin <= previous.entry) return Fail("func_info inside a function's head");
    previous.end = static_cast<uint32_t>(begin);
  } else if (begin != 0) {
    return Fail("instructions in front of the first function");
  }
  Function function;
  if (Last(0).index() != 1) {
    return Fail(absl::StrCat("func_info names module ", module_.atom(Last(0).index())));
  }
  function.name = Last(1).index();
  if (Last(2).value > kMaxFunctionArity)
    return Fail(absl::StrCat("arity ", Last(2).value, " is too large"));
  function.arity = Last(2).index();
  function.begin = static_cast<uint32_t>(begin);
  function.func_info_label = module_.operands[module_.instructions[begin].first_operand].index();
  module_.functions.push_back(function);
  expect_entry_ = true;
  return true;
}

bool CodeReader::CheckTables(Opcode opcode) {
  switch (opcode) {
    case Opcode::kCallExt:
    case Opcode::kCallExtLast:
    case Opcode::kCallExtOnly:
      if (module_.imports[Last(1).index()].arity != Last(0).index())
        return Fail("call with another arity than the import's");
      return true;
    case Opcode::kBif0:
      return module_.imports[Last(0).index()].arity == 0 || Fail("bif0 of another arity");
    case Opcode::kBif1:
      return module_.imports[Last(1).index()].arity == 1 || Fail("bif1 of another arity");
    case Opcode::kBif2:
      return module_.imports[Last(1).index()].arity == 2 || Fail("bif2 of another arity");
    case Opcode::kBif3:
      return module_.imports[Last(1).index()].arity == 3 || Fail("bif3 of another arity");
    case Opcode::kGcBif1:
      return module_.imports[Last(2).index()].arity == 1 || Fail("gc_bif1 of another arity");
    case Opcode::kGcBif2:
      return module_.imports[Last(2).index()].arity == 2 || Fail("gc_bif2 of another arity");
    case Opcode::kGcBif3:
      return module_.imports[Last(2).index()].arity == 3 || Fail("gc_bif3 of another arity");
    case Opcode::kBsMatchString: {
      const int64_t bits = Last(2).value;
      return CheckString(Last(3).value, (bits + 7) / 8);
    }
    case Opcode::kBsPutString:
      return CheckString(Last(1).value, Last(0).value);
    case Opcode::kMakeFun3: {
      const Lambda& lambda = module_.lambdas[Last(0).index()];
      return Last(2).aux == lambda.num_free ||
             Fail("make_fun3 with another number of free variables than the fun's");
    }
    case Opcode::kLine:
    case Opcode::kExecutableLine:
    case Opcode::kDebugLine:
      if (!module_.has_lines) {
        const size_t slot = opcode == Opcode::kDebugLine ? 1 : 0;
        module_.operands[module_.instructions.back().first_operand + slot].value = 0;
      }
      return true;
    default:
      return true;
  }
}

bool CodeReader::HandleStructure(Opcode opcode) {
  const auto index = static_cast<uint32_t>(module_.instructions.size() - 1);
  if (expect_entry_ && opcode != Opcode::kLabel)
    return Fail("func_info must be followed by a label");
  switch (opcode) {
    case Opcode::kLabel: {
      const Label label = Last(0).index();
      if (label == 0 || label >= module_.code_header.label_count)
        return Fail(absl::StrCat("no label ", label));
      if (module_.label_instructions[label] != Module::kNoInstruction) {
        return Fail(absl::StrCat("label ", label, " is defined twice"));
      }
      module_.label_instructions[label] = index;
      if (expect_entry_) {
        Function& function = module_.functions.back();
        function.entry = index;
        function.entry_label = label;
        module_.entry_functions[label] = static_cast<uint32_t>(module_.functions.size() - 1);
        expect_entry_ = false;
      }
      return true;
    }
    case Opcode::kFuncInfo:
      return StartFunction();
    case Opcode::kIntCodeEnd:
      if (!module_.functions.empty()) {
        module_.functions.back().end = index;
      } else if (index != 0) {
        return Fail("instructions outside of any function");
      }
      ended_ = true;
      return true;
    case Opcode::kLine:
      return CheckTables(opcode);
    default:
      if (module_.functions.empty()) return Fail("instructions in front of the first function");
      return CheckTables(opcode);
  }
}

bool CodeReader::CheckLabelUses() {
  size_t current = 0;
  for (const LabelUse& use : uses_) {
    const Instruction& instruction = module_.instructions[use.instruction];
    while (module_.functions[current].end <= use.instruction) ++current;
    const Function& function = module_.functions[current];
    const size_t offset = code_start_ + instruction.code_offset;
    const uint32_t target = module_.label_instructions[use.label];
    const auto opcode = static_cast<Opcode>(instruction.opcode);
    if (target == Module::kNoInstruction) {
      return FailAt(offset, &function, absl::StrCat("label ", use.label, " is not defined"));
    }
    if (opcode == Opcode::kCall || opcode == Opcode::kCallLast || opcode == Opcode::kCallOnly) {
      const uint32_t callee = module_.entry_functions[use.label];
      if (callee == Module::kNoFunction) {
        return FailAt(offset, &function,
                      absl::StrCat("call to label ", use.label, ", which is no function's entry"));
      }
      if (module_.functions[callee].arity != module_.operands[instruction.first_operand].index()) {
        return FailAt(offset, &function, "call with another arity than the function's");
      }
    } else if (target < function.begin || target >= function.end) {
      return FailAt(offset, &function,
                    absl::StrCat("label ", use.label, " lies in another function"));
    }
  }
  return true;
}

}  // namespace

absl::Status DecodeCode(absl::string_view data, Module* module) {
  return CodeReader(data, module).Read();
}

}  // namespace seabeam::beam
