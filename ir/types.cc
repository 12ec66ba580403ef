#include "ir/types.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace seabeam::ir {
namespace {

using abi::KindMask;

constexpr KindMask kEverything = abi::kKindAnyTerm | abi::kKindMatchState | abi::kKindNone;

struct Named {
  const char* name;
  KindMask kinds;
};

// Widest first: printing takes the first names that cover whole groups. Integers, atoms and tuples
// have finer facts and are printed apart when they carry any.
constexpr Named kNames[] = {
    {"any", abi::kKindAnyTerm},     {"int", abi::kKindInteger},
    {"atom", abi::kKindAtom},       {"bool", abi::kKindBoolean},
    {"list", abi::kKindList},       {"small", abi::kKindSmall},
    {"big", abi::kKindBig},         {"float", abi::kKindFloat},
    {"false", abi::kKindFalse},     {"true", abi::kKindTrue},
    {"atom_other", abi::kKindAtomOther},
    {"pid", abi::kKindPid},         {"port", abi::kKindPort},
    {"ref", abi::kKindRef},         {"nil", abi::kKindNil},
    {"cons", abi::kKindCons},       {"tuple", abi::kKindTuple},
    {"map", abi::kKindMap},         {"fun", abi::kKindFun},
    {"binary", abi::kKindBinary},   {"bitstring", abi::kKindBitstring},
    {"match_state", abi::kKindMatchState},
    {"none", abi::kKindNone},
};

bool HasFullSmallBounds(const Type& t) {
  return t.lo == abi::kSmallMin && t.hi == abi::kSmallMax;
}

std::string RangeText(const Type& t) {
  std::string out = "[";
  if (t.lo != Type::kNoLo) absl::StrAppend(&out, t.lo);
  out += "..";
  if (t.hi != Type::kNoHi) absl::StrAppend(&out, t.hi);
  return out + "]";
}

bool ParseRange(absl::string_view text, KindMask kinds, Type* t) {
  if (!absl::ConsumePrefix(&text, "[") || !absl::ConsumeSuffix(&text, "]")) return false;
  size_t dots = text.find("..");
  if (dots == absl::string_view::npos) return false;
  absl::string_view lo = text.substr(0, dots), hi = text.substr(dots + 2);
  *t = Type::OfKinds(kinds);
  if (!lo.empty() && !absl::SimpleAtoi(lo, &t->lo)) return false;
  if (!hi.empty() && !absl::SimpleAtoi(hi, &t->hi)) return false;
  *t = Normalize(*t);
  return true;
}

bool ParsePart(absl::string_view part, Type* t) {
  if (part == "bottom") {
    *t = Type::Bottom();
    return true;
  }
  for (const Named& named : kNames) {
    if (part == named.name) {
      *t = Normalize(Type::OfKinds(named.kinds));
      return true;
    }
  }
  absl::string_view rest = part;
  if (absl::ConsumePrefix(&rest, "kinds:")) {
    *t = Type::Bottom();
    return absl::SimpleAtoi(rest, &t->kinds);
  }
  if (absl::ConsumePrefix(&rest, "int")) return ParseRange(rest, abi::kKindInteger, t);
  if (absl::ConsumePrefix(&rest, "big")) return ParseRange(rest, abi::kKindBig, t);
  if (absl::ConsumePrefix(&rest, "atom:")) {
    uint32_t index;
    if (!absl::SimpleAtoi(rest, &index)) return false;
    *t = AtomType(index);
    return true;
  }
  if (absl::ConsumePrefix(&rest, "tuple/")) {
    uint32_t arity;
    if (!absl::SimpleAtoi(rest, &arity)) return false;
    *t = Type::Tuple(arity);
    return true;
  }
  return false;
}

}  // namespace

Type Normalize(Type t) {
  t.kinds &= kEverything;
  if (t.kinds & abi::kKindInteger) {
    if (t.lo > abi::kSmallMax || t.hi < abi::kSmallMin) t.kinds &= ~abi::kKindSmall;
    if (t.lo >= abi::kSmallMin && t.hi <= abi::kSmallMax) t.kinds &= ~abi::kKindBig;
    if (t.lo > t.hi) t.kinds &= ~abi::kKindInteger;
    if ((t.kinds & abi::kKindInteger) == abi::kKindSmall) {
      t.lo = std::max<int64_t>(t.lo, abi::kSmallMin);
      t.hi = std::min<int64_t>(t.hi, abi::kSmallMax);
    } else if ((t.kinds & abi::kKindInteger) == abi::kKindBig) {
      // No integer of the set lies within the small range.
      if (t.lo >= abi::kSmallMin) t.lo = std::max<int64_t>(t.lo, int64_t{abi::kSmallMax} + 1);
      if (t.hi <= abi::kSmallMax) t.hi = std::min<int64_t>(t.hi, int64_t{abi::kSmallMin} - 1);
    }
  }
  if (!(t.kinds & abi::kKindInteger)) {
    t.lo = Type::kNoLo;
    t.hi = Type::kNoHi;
  }
  if (!(t.kinds & abi::kKindTuple)) t.arity = Type::kUnknown;
  if (t.atom != Type::kUnknown) {
    KindMask one = t.atom == 0   ? abi::kKindFalse
                   : t.atom == 1 ? abi::kKindTrue
                                 : abi::kKindAtomOther;
    t.kinds &= ~(abi::kKindAtom & ~one);
  }
  KindMask atoms = t.kinds & abi::kKindAtom;
  if (atoms == 0) t.atom = Type::kUnknown;
  if (atoms == abi::kKindFalse) t.atom = 0;
  if (atoms == abi::kKindTrue) t.atom = 1;
  return t;
}

Type AtomType(uint32_t module_atom) {
  Type t = Type::OfKinds(abi::kKindAtom);
  t.atom = module_atom;
  return Normalize(t);
}

Type Type::IntegerRange(int64_t lo, int64_t hi) {
  Type t = OfKinds(abi::kKindInteger);
  t.lo = lo;
  t.hi = hi;
  return Normalize(t);
}

Type Meet(const Type& a, const Type& b) {
  Type t;
  t.kinds = a.kinds & b.kinds;
  t.lo = std::max(a.lo, b.lo);
  t.hi = std::min(a.hi, b.hi);
  if (a.arity == b.arity || b.arity == Type::kUnknown) {
    t.arity = a.arity;
  } else if (a.arity == Type::kUnknown) {
    t.arity = b.arity;
  } else {
    t.kinds &= ~abi::kKindTuple;
  }
  if (a.atom == b.atom || b.atom == Type::kUnknown) {
    t.atom = a.atom;
  } else if (a.atom == Type::kUnknown) {
    t.atom = b.atom;
  } else {
    t.kinds &= ~abi::kKindAtom;
  }
  // Bounds of a side without integers say nothing, but then the meet has none either.
  return Normalize(t);
}

Type Join(const Type& a, const Type& b) {
  if (a.IsBottom()) return Normalize(b);
  if (b.IsBottom()) return Normalize(a);
  Type t;
  t.kinds = a.kinds | b.kinds;
  const bool a_int = (a.kinds & abi::kKindInteger) != 0, b_int = (b.kinds & abi::kKindInteger) != 0;
  if (a_int && b_int) {
    t.lo = std::min(a.lo, b.lo);
    t.hi = std::max(a.hi, b.hi);
  } else {
    t.lo = a_int ? a.lo : b.lo;
    t.hi = a_int ? a.hi : b.hi;
  }
  const bool a_tuple = (a.kinds & abi::kKindTuple) != 0, b_tuple = (b.kinds & abi::kKindTuple) != 0;
  if (a_tuple && b_tuple) {
    t.arity = a.arity == b.arity ? a.arity : Type::kUnknown;
  } else {
    t.arity = a_tuple ? a.arity : b.arity;
  }
  const bool a_atom = (a.kinds & abi::kKindAtom) != 0, b_atom = (b.kinds & abi::kKindAtom) != 0;
  if (a_atom && b_atom) {
    t.atom = a.atom == b.atom ? a.atom : Type::kUnknown;
  } else {
    t.atom = a_atom ? a.atom : b.atom;
  }
  return Normalize(t);
}

Type WithoutKinds(const Type& t, abi::KindMask kinds) {
  Type result = t;
  result.kinds &= ~kinds;
  return Normalize(result);
}

std::string Type::ToString() const {
  if (kinds == 0) return "bottom";
  std::vector<std::string> parts;
  KindMask left = kinds;
  const KindMask ints = kinds & abi::kKindInteger;
  const bool bounded = ints != 0 && (lo != kNoLo || hi != kNoHi) &&
                       !(ints == abi::kKindSmall && HasFullSmallBounds(*this));
  const bool sized = (kinds & abi::kKindTuple) && arity != kUnknown;
  const KindMask atoms = kinds & abi::kKindAtom;
  const bool single = atoms == abi::kKindAtomOther && atom != kUnknown;
  if (bounded) {
    parts.push_back((ints == abi::kKindBig ? "big" : "int") + RangeText(*this));
    left &= ~abi::kKindInteger;
  }
  if (single) {
    parts.push_back(absl::StrCat("atom:", atom));
    left &= ~abi::kKindAtom;
  }
  if (sized) {
    parts.push_back(absl::StrCat("tuple/", arity));
    left &= ~abi::kKindTuple;
  }
  for (const Named& named : kNames) {
    if (named.kinds != 0 && (left & named.kinds) == named.kinds) {
      parts.push_back(named.name);
      left &= ~named.kinds;
    }
  }
  if (left != 0) parts.push_back(absl::StrCat("kinds:", left));  // bits no name covers
  return absl::StrJoin(parts, "|");
}

bool ParseType(absl::string_view text, Type* t) {
  Type result = Type::Bottom();
  for (absl::string_view part : absl::StrSplit(text, '|')) {
    Type one;
    if (!ParsePart(part, &one)) return false;
    const abi::KindMask kinds = result.kinds | one.kinds;  // Join drops bits no name covers
    result = Join(result, one);
    result.kinds = kinds;
  }
  *t = result;
  return true;
}

}  // namespace seabeam::ir
