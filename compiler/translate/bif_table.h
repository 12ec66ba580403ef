// Functions the translator knows by name: the BIFs of abi/bif_list.h and those among them that have
// IR opcodes of their own.
#ifndef SEABEAM_COMPILER_TRANSLATE_BIF_TABLE_H_
#define SEABEAM_COMPILER_TRANSLATE_BIF_TABLE_H_

#include <cstdint>

#include "absl/strings/string_view.h"
#include "abi/bif_list.h"
#include "abi/type_kinds.h"
#include "ir/graph.h"
#include "ir/types.h"

namespace seabeam::translate {

// How a call of a BIF is put into the graph.
enum class BifForm : uint8_t {
  kNone,        // no BIF, or kind N: an ordinary external call
  kGeneric,     // kind G: GuardBif; kind B: CallBif
  kAlwaysFails, // erlang:error/1 and its like: control never comes back
  kArithmetic,  // `op` yields a term or none
  kCompare,     // `op`, perhaps with swapped operands, perhaps negated, yields a bool
  kTypeTest,    // IsType of `kinds`
  kIsFunction2,
  kNot, kAnd, kOr, kXor,
  kMin, kMax,
  kHead, kTail, kElement, kTupleSize,
  kMapGet, kIsMapKey,
  kSend,
};

struct ImportFacts {
  BifForm form = BifForm::kNone;
  abi::BifId id = abi::BifId::kCount;       // kCount: not in the table
  abi::BifKind kind = abi::BifKind::N;      // meaningless without an id
  ir::Op op = ir::Op::kCount;               // kArithmetic, kCompare
  bool swap = false, negate = false;        // kCompare
  bool erlang_in_otp = false;               // OTP has no C function of this name
  bool returns_in_otp = false;              // OTP has a C function of this name that just returns
  bool never_fails = false;                 // kGeneric: no test for none needed
  abi::KindMask kinds = 0;                  // kTypeTest
  ir::Type result = ir::Type::Any();        // of a call that succeeded
};

// Total; no allocation after the first call.
ImportFacts LookUpImport(absl::string_view module, absl::string_view function, uint32_t arity);

}  // namespace seabeam::translate

#endif  // SEABEAM_COMPILER_TRANSLATE_BIF_TABLE_H_
