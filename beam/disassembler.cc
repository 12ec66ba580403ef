#include "beam/disassembler.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "beam/etf.h"
#include "beam/opcodes.h"
#include "beam/term_printer.h"

namespace seabeam::beam {
namespace {

// Field flags of the binary instructions.
constexpr uint32_t kLittle = 2;
constexpr uint32_t kSigned = 4;
constexpr uint32_t kNative = 16;

std::string Flags(uint32_t flags) {
  return absl::StrCat(
      "{field_flags,[", (flags & kSigned) != 0 ? "signed" : "unsigned", ",",
      (flags & kNative) != 0 ? "native" : ((flags & kLittle) != 0 ? "little" : "big"), "]}");
}

std::string Join(const std::vector<std::string>& parts) { return absl::StrJoin(parts, ","); }

// Prints the operands of one instruction.
class InstructionPrinter {
 public:
  InstructionPrinter(const Module& module, const Instruction& instruction)
      : module_(module),
        opcode_(static_cast<Opcode>(instruction.opcode)),
        info_(GetOpcodeInfo(instruction.opcode)),
        operands_(module.operands_of(instruction)) {}

  std::string Print() const;

 private:
  std::string Atom(AtomIndex index) const { return PrintAtom(module_.atom(index)); }
  std::string ImportedFunction(size_t i) const {
    return Atom(module_.imports[operands_[i].index()].function);
  }
  std::string ExternalFunction(uint32_t index) const {
    const Import& import = module_.imports[index];
    return absl::StrCat("{extfunc,", Atom(import.module), ",", Atom(import.function), ",",
                        import.arity, "}");
  }
  std::string Location(uint32_t index) const {
    const LineRef ref = module_.has_lines ? module_.lines[index] : LineRef{};
    if (ref.line == 0) return "[]";
    return absl::StrCat("[{location,", FileName(ref.file), ",", ref.line, "}]");
  }
  std::string FileName(uint32_t file) const;
  std::string String(int64_t offset, int64_t size) const;
  std::string Literal(uint32_t index) const;
  // An operand by itself, whatever its opcode.
  std::string Plain(const Operand& operand) const;
  std::string Elements(absl::Span<const Operand> elements) const {
    std::vector<std::string> parts;
    for (const Operand& element : elements) parts.push_back(Plain(element));
    return Join(parts);
  }
  std::string Segments(absl::Span<const Operand> elements) const;
  std::string Commands(absl::Span<const Operand> elements) const;
  // Operand i as its class asks.
  std::string Arg(size_t i) const;
  // Operands [from, to), comma-separated.
  std::string Args(size_t from, size_t to) const {
    std::vector<std::string> parts;
    for (size_t i = from; i < to; ++i) parts.push_back(Arg(i));
    return Join(parts);
  }
  std::string Test() const;
  std::string Name() const { return PrintAtom(info_.name); }

  const Module& module_;
  const Opcode opcode_;
  const OpcodeInfo& info_;
  const absl::Span<const Operand> operands_;
};

std::string QuotedString(absl::string_view utf8) {
  std::string out = "\"";
  for (char c : utf8) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string InstructionPrinter::FileName(uint32_t file) const {
  return QuotedString(module_.file_names[file]);
}

std::string InstructionPrinter::String(int64_t offset, int64_t size) const {
  const absl::string_view bytes =
      absl::string_view(module_.strings)
          .substr(static_cast<size_t>(offset), static_cast<size_t>(size));
  const auto plain = [](char c) { return c >= 0x20 && c < 0x7F && c != '"' && c != '\\'; };
  if (!bytes.empty() && std::all_of(bytes.begin(), bytes.end(), plain)) {
    return absl::StrCat("{string,<<\"", bytes, "\">>}");
  }
  std::vector<int> values;
  for (char c : bytes) values.push_back(static_cast<uint8_t>(c));
  return absl::StrCat("{string,<<", absl::StrJoin(values, ","), ">>}");
}

std::string InstructionPrinter::Literal(uint32_t index) const {
  const absl::StatusOr<TermTree> tree = DecodeTerm(module_.literal(index));
  if (!tree.ok()) return absl::StrCat("{bad_literal,", index, "}");
  absl::string_view kind = "literal";
  switch (tree->node(tree->root()).kind) {
    case TermKind::kFloat:
      kind = "float";
      break;
    case TermKind::kInteger:
    case TermKind::kBigInteger:
      kind = "integer";
      break;
    default:
      break;
  }
  return absl::StrCat("{", kind, ",", PrintTerm(*tree), "}");
}

std::string InstructionPrinter::Plain(const Operand& operand) const {
  std::string text;
  switch (operand.kind) {
    case OperandKind::kUnsigned:
      return absl::StrCat(operand.value);
    case OperandKind::kBigUnsigned:
      return PrintBigInteger(module_.bigints[operand.index()]);
    case OperandKind::kInteger:
      return absl::StrCat("{integer,", operand.value, "}");
    case OperandKind::kBigInteger:
      return absl::StrCat("{integer,", PrintBigInteger(module_.bigints[operand.index()]), "}");
    case OperandKind::kNil:
      return "nil";
    case OperandKind::kAtom:
      return absl::StrCat("{atom,", Atom(operand.index()), "}");
    case OperandKind::kX:
    case OperandKind::kY:
      text =
          absl::StrCat("{", operand.kind == OperandKind::kX ? "x" : "y", ",", operand.value, "}");
      if (!operand.has_type()) return text;
      return absl::StrCat("{tr,", text, ",", PrintType(module_.types[operand.type_index()]), "}");
    case OperandKind::kLabel:
      return absl::StrCat("{f,", operand.value, "}");
    case OperandKind::kCharacter:
      return absl::StrCat("{char,", operand.value, "}");
    case OperandKind::kFloatReg:
      return absl::StrCat("{fr,", operand.value, "}");
    case OperandKind::kLiteral:
      return Literal(operand.index());
    case OperandKind::kList:
      return absl::StrCat("{list,[", Elements(module_.list(operand)), "]}");
    case OperandKind::kAllocList: {
      constexpr absl::string_view kNames[] = {"words", "floats", "funs"};
      const absl::Span<const Operand> elements = module_.list(operand);
      std::vector<std::string> parts;
      for (size_t i = 0; i < elements.size(); i += 2) {
        parts.push_back(
            absl::StrCat("{", kNames[elements[i].value], ",", elements[i + 1].value, "}"));
      }
      return absl::StrCat("{alloc,[", Join(parts), "]}");
    }
  }
  return "?";
}

std::string InstructionPrinter::Segments(absl::Span<const Operand> elements) const {
  std::vector<std::string> parts;
  for (size_t i = 0; i < elements.size(); ++i) {
    const size_t segment = i - i % 6;
    const bool is_string = module_.atom(elements[segment].index()) == "string";
    if (is_string && i % 6 == 4) {
      parts.push_back(String(elements[i].value, elements[i + 1].value));
    } else {
      parts.push_back(Plain(elements[i]));
    }
  }
  return Join(parts);
}

std::string InstructionPrinter::Commands(absl::Span<const Operand> elements) const {
  std::vector<std::string> commands;
  size_t i = 0;
  while (i < elements.size()) {
    const std::string& name = module_.atom(elements[i].index());
    size_t count = 1;
    if (name == "ensure_at_least") {
      count = 2;
    } else if (name == "integer" || name == "binary") {
      count = 5;
    } else if (name == "get_tail" || name == "=:=") {
      count = 3;
    }
    std::vector<std::string> parts = {PrintAtom(name)};
    for (size_t k = 1; k <= count; ++k) {
      const Operand& element = elements[i + k];
      // The compiler keeps "no flags" as a literal.
      const bool is_flags = count == 5 && k == 2 && element.kind == OperandKind::kNil;
      parts.push_back(is_flags ? "{literal,[]}" : Plain(element));
    }
    commands.push_back(absl::StrCat("{", Join(parts), "}"));
    i += count + 1;
  }
  return Join(commands);
}

std::string InstructionPrinter::Arg(size_t i) const {
  const Operand& operand = operands_[i];
  switch (info_.classes[i]) {
    case 'i':
      return ExternalFunction(operand.index());
    case 'e':
      return Location(operand.index());
    case 'L':
      return absl::StrCat("{f,", module_.lambdas[operand.index()].label, "}");
    case 'C':
      if (operand.kind == OperandKind::kAtom) return Plain(operand);
      return absl::StrCat("{f,", module_.lambdas[operand.index()].label, "}");
    case 'B':
      return absl::StrCat("{list,[", Segments(module_.list(operand)), "]}");
    case 'X':
      return absl::StrCat("{commands,[", Commands(module_.list(operand)), "]}");
    default:
      return Plain(operand);
  }
}

bool IsTest(const OpcodeInfo& info, Opcode opcode) {
  const absl::string_view name = info.name;
  if (info.classes[0] != 'l') return false;
  if (absl::StartsWith(name, "is_") || opcode == Opcode::kTestArity ||
      opcode == Opcode::kHasMapFields)
    return true;
  return absl::StartsWith(name, "bs_") && opcode != Opcode::kBsMatch;
}

std::string InstructionPrinter::Test() const {
  const std::string head = absl::StrCat("{test,", Name(), ",", Arg(0), ",");
  switch (opcode_) {
    case Opcode::kHasMapFields:
      return absl::StrCat(head, Arg(1), ",", Arg(2), "}");
    case Opcode::kBsStartMatch2:
      return absl::StrCat(head, Arg(2), ",[", Arg(1), ",", Arg(3), "],", Arg(4), "}");
    case Opcode::kBsStartMatch3:
      return absl::StrCat(head, Arg(2), ",[", Arg(1), "],", Arg(3), "}");
    case Opcode::kBsGetInteger2:
    case Opcode::kBsGetFloat2:
    case Opcode::kBsGetBinary2:
      return absl::StrCat(head, Arg(2), ",[", Arg(1), ",", Arg(3), ",", Arg(4), ",",
                          Flags(operands_[5].index()), "],", Arg(6), "}");
    case Opcode::kBsGetUtf8:
    case Opcode::kBsGetUtf16:
    case Opcode::kBsGetUtf32:
      return absl::StrCat(head, Arg(2), ",[", Arg(1), ",", Flags(operands_[3].index()), "],",
                          Arg(4), "}");
    case Opcode::kBsSkipUtf8:
    case Opcode::kBsSkipUtf16:
    case Opcode::kBsSkipUtf32:
      return absl::StrCat(head, "[", Args(1, 3), ",", Flags(operands_[3].index()), "]}");
    case Opcode::kBsSkipBits2:
      return absl::StrCat(head, "[", Args(1, 4), ",", Flags(operands_[4].index()), "]}");
    case Opcode::kBsMatchString:
      return absl::StrCat(head, "[", Args(1, 3), ",",
                          String(operands_[3].value, (operands_[2].value + 7) / 8), "]}");
    default:
      return absl::StrCat(head, "[", Args(1, operands_.size()), "]}");
  }
}

std::string InstructionPrinter::Print() const {
  const size_t count = operands_.size();
  switch (opcode_) {
    case Opcode::kBif0:
      return absl::StrCat("{bif,", ImportedFunction(0), ",{f,0},[],", Arg(1), "}");
    case Opcode::kBif1:
    case Opcode::kBif2:
    case Opcode::kBif3:
      return absl::StrCat("{bif,", ImportedFunction(1), ",", Arg(0), ",[", Args(2, count - 1), "],",
                          Arg(count - 1), "}");
    case Opcode::kGcBif1:
    case Opcode::kGcBif2:
    case Opcode::kGcBif3:
      return absl::StrCat("{gc_bif,", ImportedFunction(2), ",", Arg(0), ",", Arg(1), ",[",
                          Args(3, count - 1), "],", Arg(count - 1), "}");
    case Opcode::kFadd:
    case Opcode::kFsub:
    case Opcode::kFmul:
    case Opcode::kFdiv:
    case Opcode::kFnegate:
    case Opcode::kGetRecordField:
      return absl::StrCat("{bif,", Name(), ",", Arg(0), ",[", Args(1, count - 1), "],",
                          Arg(count - 1), "}");
    case Opcode::kRaise:
      return absl::StrCat("{bif,raise,{f,0},[", Args(0, 2), "],{x,0}}");
    case Opcode::kBsAdd:
      return absl::StrCat("{bs_add,", Arg(0), ",[", Args(1, 4), "],", Arg(4), "}");
    case Opcode::kMakeFun2: {
      const Lambda& lambda = module_.lambdas[operands_[0].index()];
      return absl::StrCat("{make_fun2,", Arg(0), ",", lambda.index, ",", lambda.old_uniq, ",",
                          lambda.num_free, "}");
    }
    case Opcode::kMakeFun3: {
      const Lambda& lambda = module_.lambdas[operands_[0].index()];
      return absl::StrCat("{make_fun3,", Arg(0), ",", lambda.index, ",", lambda.old_uniq, ",",
                          Args(1, 3), "}");
    }
    case Opcode::kBsPutInteger:
    case Opcode::kBsPutBinary:
    case Opcode::kBsPutFloat:
      return absl::StrCat("{", Name(), ",", Args(0, 3), ",", Flags(operands_[3].index()), ",",
                          Arg(4), "}");
    case Opcode::kBsPutUtf8:
    case Opcode::kBsPutUtf16:
    case Opcode::kBsPutUtf32:
      return absl::StrCat("{", Name(), ",", Arg(0), ",", Flags(operands_[1].index()), ",", Arg(2),
                          "}");
    case Opcode::kBsPutString:
      return absl::StrCat("{bs_put_string,", Arg(0), ",",
                          String(operands_[1].value, operands_[0].value), "}");
    case Opcode::kBsInit2:
    case Opcode::kBsInitBits:
      return absl::StrCat("{", Name(), ",", Args(0, 4), ",", Flags(operands_[4].index()), ",",
                          Arg(5), "}");
    case Opcode::kBsAppend:
      return absl::StrCat("{bs_append,", Args(0, 6), ",", Flags(operands_[6].index()), ",", Arg(7),
                          "}");
    case Opcode::kBsPrivateAppend:
      return absl::StrCat("{bs_private_append,", Args(0, 4), ",", Flags(operands_[4].index()), ",",
                          Arg(5), "}");
    default:
      break;
  }
  if (count == 0) return Name();
  if (IsTest(info_, opcode_)) return Test();
  return absl::StrCat("{", Name(), ",", Args(0, count), "}");
}

}  // namespace

std::string PrintType(const TypeEntry& type) {
  if (type.kinds == kTypeAny && !type.has_lower && !type.has_upper) return "any";
  std::string range = "any";
  if (type.has_lower || type.has_upper) {
    const std::string lower = type.has_lower ? absl::StrCat(type.lower) : "'-inf'";
    const std::string upper = type.has_upper ? absl::StrCat(type.upper) : "'+inf'";
    range = absl::StrCat("{", lower, ",", upper, "}");
  }
  constexpr uint16_t kNumber = kTypeInteger | kTypeFloat;
  constexpr uint16_t kList = kTypeCons | kTypeNil;
  std::vector<std::string> parts;
  if ((type.kinds & kTypeAtom) != 0) parts.push_back("{t_atom,any}");
  if ((type.kinds & kTypeBitstring) != 0)
    parts.push_back(absl::StrCat("{t_bs_matchable,", type.unit, "}"));
  if ((type.kinds & kList) == kList) {
    parts.push_back("{t_list,any,any}");
  } else if ((type.kinds & kTypeCons) != 0) {
    parts.push_back("{t_cons,any,any}");
  } else if ((type.kinds & kTypeNil) != 0) {
    parts.push_back("nil");
  }
  if ((type.kinds & kNumber) == kNumber) {
    parts.push_back(absl::StrCat("{t_number,", range, "}"));
  } else if ((type.kinds & kTypeInteger) != 0) {
    parts.push_back(absl::StrCat("{t_integer,", range, "}"));
  } else if ((type.kinds & kTypeFloat) != 0) {
    parts.push_back("{t_float,any}");
  }
  if ((type.kinds & kTypeFun) != 0) parts.push_back("{t_fun,any,any}");
  if ((type.kinds & kTypeMap) != 0) parts.push_back("{t_map,any,any}");
  if ((type.kinds & kTypePid) != 0) parts.push_back("pid");
  if ((type.kinds & kTypePort) != 0) parts.push_back("port");
  if ((type.kinds & kTypeReference) != 0) parts.push_back("reference");
  if ((type.kinds & kTypeTuple) != 0) parts.push_back("{t_tuple,0,false,#{}}");
  if ((type.kinds & kTypeRecord) != 0) parts.push_back("{t_record,nil,#{}}");
  if (parts.size() == 1) return parts[0];
  return absl::StrCat("[", Join(parts), "]");
}

std::string PrintInstruction(const Module& module, const Instruction& instruction) {
  return InstructionPrinter(module, instruction).Print();
}

std::string DisassembleHead(const Module& module) {
  std::vector<std::string> exports;
  for (const FunctionEntry& entry : module.exports) {
    exports.push_back(
        absl::StrCat("{", PrintAtom(module.atom(entry.function)), ",", entry.arity, "}"));
  }
  std::sort(exports.begin(), exports.end());
  return absl::StrCat("{module, ", PrintAtom(module.name), "}.\n\n{exports, [", Join(exports),
                      "]}.\n\n{labels, ", module.code_header.label_count, "}.\n");
}

std::string DisassembleFunction(const Module& module, const Function& function) {
  std::string out = absl::StrCat("\n{function, ", PrintAtom(module.atom(function.name)), ", ",
                                 function.arity, ", ", function.entry_label, "}.\n");
  for (const Instruction& instruction : module.instructions_of(function)) {
    const bool is_label = instruction.opcode == static_cast<uint16_t>(Opcode::kLabel);
    absl::StrAppend(&out, is_label ? "  " : "    ", PrintInstruction(module, instruction), ".\n");
  }
  return out;
}

std::string Disassemble(const Module& module) {
  std::string out = DisassembleHead(module);
  for (const Function& function : module.functions) out += DisassembleFunction(module, function);
  return out;
}

}  // namespace seabeam::beam
