// The type lattice over Erlang terms. A Type is a set of terms, described by
// a set of kinds and, for some kinds, a finer fact. Plain data, compared by
// value. Sources of facts: the Type chunk, guards, constants.
#ifndef SEABEAM_IR_TYPES_H_
#define SEABEAM_IR_TYPES_H_

#include <cstdint>
#include <limits>
#include <string>

#include "absl/strings/string_view.h"
#include "abi/layout.h"
#include "abi/type_kinds.h"

namespace seabeam::ir {

// How a value is held.
enum class Repr : uint8_t { kNone, kTerm, kBool, kI32, kF64 };

struct Type {
  static constexpr int64_t kNoLo = std::numeric_limits<int64_t>::min();
  static constexpr int64_t kNoHi = std::numeric_limits<int64_t>::max();
  static constexpr uint32_t kUnknown = 0xFFFFFFFF;

  abi::KindMask kinds = 0;        // empty set = bottom (no value; unreachable)
  int64_t lo = kNoLo, hi = kNoHi; // bounds of the integers in the set; kNoLo/kNoHi = unbounded
  uint32_t arity = kUnknown;      // size of the tuples in the set, if all have one size
  uint32_t atom = kUnknown;       // module atom index, if every atom in the set is that one

  static Type Bottom() { return {}; }
  static Type Any() { return OfKinds(abi::kKindAnyTerm); }
  static Type AnyOrNone() { return OfKinds(abi::kKindAnyTerm | abi::kKindNone); }
  static Type OfKinds(abi::KindMask kinds) { Type t; t.kinds = kinds; return t; }
  // Kinds follow from the bounds: small only, big only, or both.
  static Type IntegerRange(int64_t lo, int64_t hi);
  static Type Tuple(uint32_t arity) { Type t = OfKinds(abi::kKindTuple); t.arity = arity; return t; }

  bool IsBottom() const { return kinds == 0; }
  bool Within(abi::KindMask mask) const { return (kinds & ~mask) == 0; }
  bool Disjoint(abi::KindMask mask) const { return (kinds & mask) == 0; }
  bool operator==(const Type& o) const {
    return kinds == o.kinds && lo == o.lo && hi == o.hi && arity == o.arity && atom == o.atom;
  }
  bool operator!=(const Type& o) const { return !(*this == o); }

  // E.g. "int[0..255]|nil", "tuple/3", "any", "atom:7", "bottom". Values that came out of this
  // header's functions print so that ParseType gives them back.
  std::string ToString() const;
};

// The one atom `module_atom`; indices 0 and 1 are false and true in every module.
Type AtomType(uint32_t module_atom);
// The same set with redundant facts dropped or filled in, so that == compares sets: bounds only
// where there are integers and kinds within the bounds, arity only with tuples, atom only with atoms.
Type Normalize(Type t);
// Reads what ToString writes.
bool ParseType(absl::string_view text, Type* t);

// Arguments and results are normalized.
Type Meet(const Type& a, const Type& b);  // intersection
Type Join(const Type& a, const Type& b);  // smallest description of the union
Type WithoutKinds(const Type& t, abi::KindMask kinds);

}  // namespace seabeam::ir

#endif  // SEABEAM_IR_TYPES_H_
