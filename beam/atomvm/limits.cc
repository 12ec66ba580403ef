#include "beam/atomvm/limits.h"

#include <cstdint>
#include <string>

#include "abi/atomvm/limits.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "base/status_macros.h"

namespace seabeam::beam::atomvm {
namespace {

using abi::atomvm::kFloatRegisters;
using abi::atomvm::kMaxIntegerBits;
using abi::atomvm::kMaxIntegerLiteralBytes;
using abi::atomvm::kMaxLabelInMetadata;
using abi::atomvm::kMaxLineRef;

absl::Status TooMany(absl::string_view chunk, uint64_t count, absl::string_view what,
                     uint64_t limit) {
  return absl::ResourceExhaustedError(
      absl::StrCat("chunk ", chunk, ": ", count, " ", what, ", AtomVM has room for ", limit));
}

// What is wrong with one operand, or "".
std::string Problem(const Module& module, const Operand& operand) {
  if (operand.kind == OperandKind::kFloatReg && operand.index() >= kFloatRegisters) {
    return absl::StrCat("float register ", operand.index(), ", AtomVM has ", kFloatRegisters);
  }
  if (operand.kind == OperandKind::kBigInteger) {
    const size_t bytes = module.bigints[operand.index()].magnitude.size();
    if (bytes > kMaxIntegerLiteralBytes) {
      return absl::StrCat("an integer of ", bytes, " bytes, AtomVM has room for ", kMaxIntegerBits,
                          " bits");
    }
  }
  return "";
}

absl::Status CheckOperands(const Module& module, const Instruction& instruction,
                           absl::Span<const Operand> operands) {
  for (const Operand& operand : operands) {
    std::string problem = Problem(module, operand);
    // Lists are flat.
    if (problem.empty() && operand.is_list()) {
      for (const Operand& element : module.list(operand)) {
        problem = Problem(module, element);
        if (!problem.empty()) break;
      }
    }
    if (!problem.empty()) {
      return absl::ResourceExhaustedError(
          absl::StrCat("offset ", instruction.code_offset, ": ", problem));
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status CheckLimits(const Module& module) {
  if (module.code_header.label_count > kMaxLabelInMetadata) {
    return TooMany("Code", module.code_header.label_count, "labels", kMaxLabelInMetadata);
  }
  if (module.lines.size() > kMaxLineRef + size_t{1}) {
    return TooMany("Line", module.lines.size() - 1, "source positions", kMaxLineRef);
  }
  for (const Function& function : module.functions) {
    for (const Instruction& instruction : module.instructions_of(function)) {
      const absl::Status status =
          CheckOperands(module, instruction, module.operands_of(instruction));
      if (status.ok()) continue;
      return base::Annotate(status, absl::StrCat("chunk Code: function ",
                                                 module.atom(function.name), "/", function.arity));
    }
  }
  return absl::OkStatus();
}

}  // namespace seabeam::beam::atomvm
