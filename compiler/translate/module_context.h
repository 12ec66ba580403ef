// What the translation of all functions of one module shares: tables of the ir::Module being made,
// and facts about imports worked out once.
#ifndef SEABEAM_COMPILER_TRANSLATE_MODULE_CONTEXT_H_
#define SEABEAM_COMPILER_TRANSLATE_MODULE_CONTEXT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "abi/bif_list.h"
#include "beam/module.h"
#include "compiler/translate/bif_table.h"
#include "ir/module.h"

namespace seabeam::translate {

class ModuleContext {
 public:
  // Both must outlive the context. Fills every table of `out` but the graphs.
  ModuleContext(const beam::Module& module, bool use_types, bool atomvm, ir::Module* out);
  ModuleContext(const ModuleContext&) = delete;
  ModuleContext& operator=(const ModuleContext&) = delete;

  const beam::Module& beam() const { return beam_; }
  ir::Module& ir() const { return ir_; }
  // Code is for an AtomVM host: no bitstrings but binaries, integers of up to 256 bits.
  bool atomvm() const { return atomvm_; }

  // Index in ir().atoms of an atom of the BEAM file.
  uint32_t Atom(beam::AtomIndex atom) const { return atoms_[atom]; }
  // Index in ir().atoms; appended when it is not there yet.
  uint32_t AtomNamed(absl::string_view name);

  // What the runtime and this compiler know about an import.
  const ImportFacts& import(uint32_t index) const { return imports_[index]; }

  // AtomVM only: index in ir().imports of a service (abi/atomvm/services.h).
  uint32_t Service(absl::string_view name, uint32_t arity);

  // Index in ir().literals of an integer outside of the immediate range.
  uint32_t IntegerLiteral(int64_t value);
  uint32_t BigIntegerLiteral(const beam::BigInt& value);
  // True, and its value, when literal `index` is a float.
  bool FloatLiteral(uint32_t index, double* value) const;
  // The kinds of term that literal `index` may be, from its tag.
  ir::Type LiteralType(uint32_t index) const;

  // What an entry of the Type chunk says, by its index.
  const ir::Type& TypeOf(uint32_t type_index) const { return types_[type_index]; }

  // ir location of an operand of `line`; kNoLoc for "no position".
  uint32_t Location(uint32_t line_index) const;
  // A new location: that of `loc` (or none), with an address of its own.
  uint32_t LocationAt(uint32_t loc, uint32_t address);

 private:
  void FillAtoms();
  void FillFunctions();
  void FillLines();
  uint32_t AddLiteral(std::string external_term);

  const beam::Module& beam_;
  ir::Module& ir_;
  const bool atomvm_;
  const bool has_lines_;
  std::vector<uint32_t> atoms_;  // by beam atom
  absl::flat_hash_map<std::string, uint32_t> added_atoms_;
  absl::flat_hash_map<std::string, uint32_t> added_literals_;
  std::vector<ImportFacts> imports_;
  std::vector<ir::Type> types_;
};

}  // namespace seabeam::translate

#endif  // SEABEAM_COMPILER_TRANSLATE_MODULE_CONTEXT_H_
