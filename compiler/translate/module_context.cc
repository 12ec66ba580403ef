#include "compiler/translate/module_context.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <iterator>
#include <utility>

#include "abi/atomvm/bifs.h"
#include "abi/atomvm/services.h"
#include "abi/preloaded.h"
#include "abi/type_kinds.h"

namespace seabeam::translate {
namespace {

using beam::TypeEntry;
using ir::Type;

// Tags of the external term format that this file reads or writes.
constexpr char kExtVersion = static_cast<char>(131);
constexpr char kExtNewFloat = 70;
constexpr char kExtSmallInteger = 97;
constexpr char kExtInteger = 98;
constexpr char kExtFloat = 99;
constexpr char kExtSmallTuple = 104;
constexpr char kExtLargeTuple = 105;
constexpr char kExtNil = 106;
constexpr char kExtString = 107;
constexpr char kExtList = 108;
constexpr char kExtBinary = 109;
constexpr char kExtSmallBig = 110;
constexpr char kExtLargeBig = 111;
constexpr char kExtExport = 113;
constexpr char kExtMap = 116;
constexpr char kExtBitBinary = 77;

Type FromTypeEntry(const TypeEntry& entry) {
  static constexpr struct {
    uint16_t kind;
    abi::KindMask mask;
  } kRows[] = {
      {beam::kTypeAtom, abi::kKindAtom},
      {beam::kTypeBitstring, abi::kKindAnyBitstring | abi::kKindMatchState},
      {beam::kTypeCons, abi::kKindCons},
      {beam::kTypeFloat, abi::kKindFloat},
      {beam::kTypeFun, abi::kKindFun},
      {beam::kTypeInteger, abi::kKindInteger},
      {beam::kTypeMap, abi::kKindMap},
      {beam::kTypeNil, abi::kKindNil},
      {beam::kTypePid, abi::kKindPid},
      {beam::kTypePort, abi::kKindPort},
      {beam::kTypeReference, abi::kKindRef},
      {beam::kTypeTuple, abi::kKindTuple},
  };
  constexpr abi::KindMask kEverything = abi::kKindAnyTerm | abi::kKindMatchState;
  // Native records are not terms that this compiler knows: nothing is said about such a register.
  if ((entry.kinds & beam::kTypeAny) == beam::kTypeAny) return Type::OfKinds(kEverything);
  if ((entry.kinds & beam::kTypeRecord) != 0) return Type::OfKinds(kEverything);
  Type type;
  for (const auto& row : kRows) {
    if ((entry.kinds & row.kind) != 0) type.kinds |= row.mask;
  }
  if (entry.has_lower) type.lo = entry.lower;
  if (entry.has_upper) type.hi = entry.upper;
  return ir::Normalize(type);
}

// Whether code for an AtomVM host may use the BIF in the middle of a function.
bool IsHostBif(absl::string_view module, absl::string_view function, uint32_t arity) {
  if (module != abi::atomvm::kBifModule) return false;
  for (const abi::atomvm::BifFact& bif : abi::atomvm::kBifs) {
    if (bif.function == function && bif.arity == arity) return abi::atomvm::IsGuardBif(bif);
  }
  // The host has it with three arguments only.
  return function == "binary_part" && arity == 2;
}

bool IsPreloaded(absl::string_view module) {
  return std::find(std::begin(abi::kPreloaded), std::end(abi::kPreloaded), module) != std::end(abi::kPreloaded);
}

// OTP's loader has 24 bits for a line, all of them set for none; what is behind that is nowhere.
constexpr uint32_t kLastLine = (1u << 24) - 2;

}  // namespace

ModuleContext::ModuleContext(const beam::Module& module, bool use_types, bool atomvm,
                             ir::Module* out)
    : beam_(module), ir_(*out), atomvm_(atomvm), has_lines_(atomvm || !IsPreloaded(module.name)) {
  FillAtoms();
  ir_.name = module.name;
  ir_.name_atom = Atom(1);
  ir_.literals.reserve(module.literals.size());
  for (uint32_t i = 0; i < module.literals.size(); ++i) {
    ir_.literals.emplace_back(module.literal(i));
  }
  imports_.reserve(module.imports.size());
  for (const beam::Import& import : module.imports) {
    ir_.imports.push_back({Atom(import.module), Atom(import.function), import.arity});
    const absl::string_view name = module.atom(import.module),
                            function = module.atom(import.function);
    ImportFacts facts = LookUpImport(name, function, import.arity);
    if (atomvm && !IsHostBif(name, function, import.arity)) {
      // A call like any other, but for what is known of its return.
      ImportFacts called;
      called.returns_in_otp = facts.returns_in_otp;
      if (facts.form == BifForm::kAlwaysFails) called.form = facts.form;
      facts = called;
    }
    imports_.push_back(facts);
  }
  types_.reserve(module.types.size());
  for (const TypeEntry& entry : module.types) {
    types_.push_back(use_types ? FromTypeEntry(entry)
                               : Type::OfKinds(abi::kKindAnyTerm | abi::kKindMatchState));
  }
  FillFunctions();
  FillLines();
  ir_.strt = module.strings;
  ir_.attributes = module.attributes;
  ir_.compile_info = module.compile_info;
  ir_.md5 = module.md5;
}

void ModuleContext::FillAtoms() {
  atoms_.resize(beam_.atoms.size());
  ir_.atoms.reserve(beam_.atoms.size() + 2);
  for (size_t i = 1; i < beam_.atoms.size(); ++i) {
    const std::string& name = beam_.atoms[i];
    if (name == "false") {
      atoms_[i] = ir::kAtomFalse;
    } else if (name == "true") {
      atoms_[i] = ir::kAtomTrue;
    } else {
      atoms_[i] = static_cast<uint32_t>(ir_.atoms.size());
      ir_.atoms.push_back(name);
    }
  }
}

uint32_t ModuleContext::AtomNamed(absl::string_view name) {
  if (added_atoms_.empty()) {
    for (size_t i = 0; i < ir_.atoms.size(); ++i) added_atoms_.emplace(ir_.atoms[i], i);
  }
  auto [it, added] = added_atoms_.try_emplace(std::string(name), ir_.atoms.size());
  if (added) ir_.atoms.emplace_back(name);
  return it->second;
}

uint32_t ModuleContext::Service(absl::string_view name, uint32_t arity) {
  const uint32_t module = AtomNamed(abi::atomvm::kServiceModule), function = AtomNamed(name);
  for (size_t i = beam_.imports.size(); i < ir_.imports.size(); ++i) {
    if (ir_.imports[i].function == function) return static_cast<uint32_t>(i);
  }
  ir_.imports.push_back({module, function, arity});
  return static_cast<uint32_t>(ir_.imports.size() - 1);
}

void ModuleContext::FillFunctions() {
  for (const beam::Function& function : beam_.functions) {
    ir_.functions.push_back({Atom(function.name), function.arity, function.entry_label, false});
  }
  for (const beam::FunctionEntry& entry : beam_.exports) {
    ir_.functions[beam_.entry_functions[entry.label]].exported = true;
  }
  for (const beam::Lambda& lambda : beam_.lambdas) {
    const uint32_t arity = lambda.arity >= lambda.num_free ? lambda.arity - lambda.num_free : 0;
    ir_.lambdas.push_back({Atom(lambda.function), arity, lambda.num_free, lambda.index,
                           lambda.old_uniq, beam_.entry_functions[lambda.label]});
  }
}

void ModuleContext::FillLines() {
  ir_.files = beam_.file_names;
  const std::string by_default = beam_.name + ".erl";
  if (ir_.files.empty()) ir_.files.push_back(by_default);
  // Of forms without a file attribute.
  std::replace(ir_.files.begin(), ir_.files.end(), std::string(), by_default);
  for (size_t i = 1; i < beam_.lines.size(); ++i) {
    ir_.locations.push_back({beam_.lines[i].file, beam_.lines[i].line});
  }
}

uint32_t ModuleContext::Location(uint32_t line_index) const {
  if (!has_lines_ || line_index >= beam_.lines.size()) return ir::kNoLoc;
  const uint32_t line = beam_.lines[line_index].line;
  return line == 0 || line > kLastLine ? ir::kNoLoc : line_index;
}

uint32_t ModuleContext::LocationAt(uint32_t loc, uint32_t address) {
  // An AtomVM host has positions of the Line chunk only.
  if (atomvm_) return loc;
  ir::Location location{0, 0};
  if (loc != ir::kNoLoc) location = ir_.locations[loc - 1];
  location.address = address;
  ir_.locations.push_back(location);
  return static_cast<uint32_t>(ir_.locations.size());
}

uint32_t ModuleContext::AddLiteral(std::string external_term) {
  auto [it, added] = added_literals_.try_emplace(external_term, ir_.literals.size());
  if (added) ir_.literals.push_back(std::move(external_term));
  return it->second;
}

uint32_t ModuleContext::IntegerLiteral(int64_t value) {
  std::string term(1, kExtVersion);
  if (value >= INT32_MIN && value <= INT32_MAX) {
    term.push_back(kExtInteger);
    for (int shift = 24; shift >= 0; shift -= 8) term.push_back(static_cast<char>(value >> shift));
    return AddLiteral(std::move(term));
  }
  beam::BigInt big;
  big.negative = value < 0;
  uint64_t magnitude = static_cast<uint64_t>(value);
  if (big.negative) magnitude = ~magnitude + 1;
  for (; magnitude != 0; magnitude >>= 8) big.magnitude.push_back(static_cast<char>(magnitude));
  return BigIntegerLiteral(big);
}

uint32_t ModuleContext::BigIntegerLiteral(const beam::BigInt& value) {
  std::string term(1, kExtVersion);
  const size_t size = value.magnitude.size();
  if (size < 256) {
    term.push_back(kExtSmallBig);
    term.push_back(static_cast<char>(size));
  } else {
    term.push_back(kExtLargeBig);
    for (int shift = 24; shift >= 0; shift -= 8) term.push_back(static_cast<char>(size >> shift));
  }
  term.push_back(value.negative ? 1 : 0);
  term += value.magnitude;
  return AddLiteral(std::move(term));
}

bool ModuleContext::FloatLiteral(uint32_t index, double* value) const {
  const std::string& term = ir_.literals[index];
  if (term.size() != 10 || term[1] != kExtNewFloat) return false;
  uint64_t bits = 0;
  for (int i = 2; i < 10; ++i) bits = bits << 8 | static_cast<uint8_t>(term[i]);
  std::memcpy(value, &bits, sizeof bits);
  return std::isfinite(*value);
}

Type ModuleContext::LiteralType(uint32_t index) const {
  const std::string& term = ir_.literals[index];
  if (term.size() < 2) return Type::Any();
  switch (term[1]) {
    case kExtNewFloat:
    case kExtFloat:
      return Type::OfKinds(abi::kKindFloat);
    case kExtSmallInteger:
    case kExtInteger:
    case kExtSmallBig:
    case kExtLargeBig:
      return Type::OfKinds(abi::kKindInteger);
    case kExtSmallTuple:
      if (term.size() < 3) return Type::Any();
      return Type::Tuple(static_cast<uint8_t>(term[2]));
    case kExtLargeTuple:
      return Type::OfKinds(abi::kKindTuple);
    case kExtNil:
      return Type::OfKinds(abi::kKindNil);
    case kExtString:
    case kExtList:
      // A length of 0 would be another way to write nil.
      for (size_t i = 2; i < (term[1] == kExtString ? 4u : 6u) && i < term.size(); ++i) {
        if (term[i] != 0) return Type::OfKinds(abi::kKindCons);
      }
      return Type::OfKinds(abi::kKindList);
    case kExtBinary:
      return Type::OfKinds(abi::kKindBinary);
    case kExtBitBinary:
      return Type::OfKinds(abi::kKindAnyBitstring);
    case kExtExport:
      return Type::OfKinds(abi::kKindFun);
    case kExtMap:
      return Type::OfKinds(abi::kKindMap);
    default:
      return Type::Any();
  }
}

}  // namespace seabeam::translate
