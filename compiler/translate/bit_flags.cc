#include "compiler/translate/bit_flags.h"

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"

namespace seabeam::translate {

int64_t BitFlagsOperand(const beam::Module& module, const beam::Operand& operand) {
  if (operand.kind == beam::OperandKind::kUnsigned || operand.kind == beam::OperandKind::kInteger) {
    return NormalizeBitFlags(operand.value);
  }
  if (operand.kind != beam::OperandKind::kLiteral) return 0;
  // A list of atoms, perhaps with an annotation `{anno, _}` in it. In the external term format an atom
  // is its length and its name, so the length byte in front keeps other words from matching; nothing
  // else in the list is an atom of such a name.
  const absl::string_view term = module.literal(operand.index());
  int64_t flags = 0;
  if (absl::StrContains(term, absl::string_view("\x06little", 7))) flags |= abi::kBsLittle;
  if (absl::StrContains(term, absl::string_view("\x06native", 7))) flags |= abi::kBsLittle;
  if (absl::StrContains(term, absl::string_view("\x06signed", 7))) flags |= abi::kBsSigned;
  return flags;
}

}  // namespace seabeam::translate
