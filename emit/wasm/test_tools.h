// For tests: other tools' opinion of a module.
#ifndef SEABEAM_EMIT_WASM_TEST_TOOLS_H_
#define SEABEAM_EMIT_WASM_TEST_TOOLS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "emit/wasm/encoder.h"
#include "emit/wasm/module.h"

namespace seabeam::wasm {

struct CommandResult {
  int status = 0;
  std::string output;  // stdout and stderr
};

// Runs a shell command.
CommandResult RunCommand(const std::string& command);

// Writes a file into the test's temporary folder and returns its path. The
// same name overwrites.
std::string WriteTempFile(absl::string_view name, absl::string_view bytes);
std::string ReadTempFile(const std::string& path);

// Encodes; a failure is a test failure and gives no bytes.
EncodedModule EncodeOrFail(const Module& module, const EncodeOptions& options = {});

// What wasm-validate of wabt has against the module; empty when it is valid.
std::string WabtComplaint(absl::string_view bytes);

// wasm-objdump -d.
std::string Disassemble(absl::string_view bytes);

// wat2wasm; the output's first line says "error" in place of a module when
// there is one.
CommandResult AssembleText(absl::string_view text, std::string* bytes);

// Runs an ES module with the module's bytes in the constant `bytes`; returns
// what it prints.
CommandResult RunInNode(absl::string_view bytes, absl::string_view script);

}  // namespace seabeam::wasm

#endif  // SEABEAM_EMIT_WASM_TEST_TOOLS_H_
