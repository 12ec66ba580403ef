// Decodes the Code chunk. All other tables of the Module must be there already: operands are
// checked against them.

#ifndef SEABEAM_BEAM_CODE_READER_H_
#define SEABEAM_BEAM_CODE_READER_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "beam/module.h"

namespace seabeam::beam {

// Fills code_header, functions, instructions, operands, bigints, label_instructions and
// entry_functions.
//
// Accepted is only code in which
//   * every opcode is known and not one that OTP itself refuses, and every operand is of its
//   opcode's class and in range;
//   * each function is `label, [line,] func_info, label` and a body, and int_code_end is the last
//   instruction;
//   * every label that is used is defined, once; branches stay inside their function, and calls go
//   to the entry of a function of
//     the call's arity.
// Errors: InvalidArgument "function f/1: offset N: message", N counting from the start of the
// chunk's data.
absl::Status DecodeCode(absl::string_view data, Module* module);

}  // namespace seabeam::beam

#endif  // SEABEAM_BEAM_CODE_READER_H_
