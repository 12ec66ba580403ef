// Makes a beam::Module by hand, for opcodes that no compiler at hand writes.
#ifndef SEABEAM_COMPILER_TRANSLATE_TESTING_CODE_BUILDER_H_
#define SEABEAM_COMPILER_TRANSLATE_TESTING_CODE_BUILDER_H_

#include <initializer_list>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "beam/module.h"
#include "beam/opcodes.h"

namespace seabeam::translate::testing {

// The module `m` with one exported function f/ARITY. Label 1 is in front of func_info, 2 the entry.
class CodeBuilder {
 public:
  using Op = beam::Opcode;
  struct Arg {
    beam::Operand operand;
    std::vector<Arg> list;
  };

  explicit CodeBuilder(uint32_t arity);

  static Arg X(int i) { return Make(beam::OperandKind::kX, i); }
  static Arg Y(int i) { return Make(beam::OperandKind::kY, i); }
  static Arg Fr(int i) { return Make(beam::OperandKind::kFloatReg, i); }
  static Arg U(int64_t value) { return Make(beam::OperandKind::kUnsigned, value); }
  static Arg I(int64_t value) { return Make(beam::OperandKind::kInteger, value); }
  static Arg F(int label) { return Make(beam::OperandKind::kLabel, label); }
  static Arg Nil() { return Make(beam::OperandKind::kNil, 0); }
  static Arg List(std::initializer_list<Arg> elements);
  Arg A(absl::string_view atom);
  // Index of an import, as an operand.
  Arg Import(absl::string_view module, absl::string_view function, uint32_t arity);

  CodeBuilder& Add(Op opcode, std::initializer_list<Arg> args = {});
  CodeBuilder& Label(int label) { return Add(Op::kLabel, {U(label)}); }

  // The finished module; the builder is used up.
  beam::Module Build();

 private:
  static Arg Make(beam::OperandKind kind, int64_t value);
  beam::AtomIndex Atom(absl::string_view name);

  beam::Module module_;
};

}  // namespace seabeam::translate::testing

#endif  // SEABEAM_COMPILER_TRANSLATE_TESTING_CODE_BUILDER_H_
