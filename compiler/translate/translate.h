// BEAM code to graphs: one ir::Graph per function of a loaded module.
//
// The translator interprets each function's instructions abstractly: x, y and float registers hold
// graph nodes. Every opcode that the compilers of OTP 21 to 29 write is known, but for making and
// reading the native records of OTP 29 (put_record, get_record_field), refused by name; tests for
// one fail. See docs/adding_an_opcode.md.
#ifndef SEABEAM_COMPILER_TRANSLATE_TRANSLATE_H_
#define SEABEAM_COMPILER_TRANSLATE_TRANSLATE_H_

#include <memory>

#include "absl/status/statusor.h"
#include "beam/module.h"
#include "ir/module.h"

namespace seabeam::translate {

struct TranslateOptions {
  // Put in front of every message: usually the path. May be empty.
  std::string file_name;
  // Let the Type chunk's facts into the graph.
  bool use_types = true;
  // The host is AtomVM: only BIFs that it lets bif instructions call are put into graphs, all others
  // are external calls.
  bool atomvm = false;
};

// Requires a Module made by beam::LoadModule (its indexes are trusted).
//
// Errors: Unimplemented for an opcode or guard BIF that is not translated, InvalidArgument for code
// that no correct compiler writes (a register read before it is set, y registers without a frame, a
// jump to another function, ...): "FILE: Code/module:function/arity: offset N: message". N counts
// bytes from the end of the code header.
absl::StatusOr<std::unique_ptr<ir::Module>> Translate(const beam::Module& module,
                                                      const TranslateOptions& options = {});

}  // namespace seabeam::translate

#endif  // SEABEAM_COMPILER_TRANSLATE_TRANSLATE_H_
