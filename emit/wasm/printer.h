// WebAssembly text of a module before encoding.
//
// PrintModule is complete: wat2wasm of wabt accepts it and gives an equivalent
// module. Branches name their frames ("br $L3"); frames and writes that the
// encoder leaves out are left out here too. Names are debug names where they
// are given, with bytes that an identifier may not hold replaced by "_", and
// "#<id>" added where two would be equal.
#ifndef SEABEAM_EMIT_WASM_PRINTER_H_
#define SEABEAM_EMIT_WASM_PRINTER_H_

#include <string>

#include "absl/types/span.h"
#include "emit/wasm/instr.h"
#include "emit/wasm/module.h"

namespace seabeam::wasm {

// One instruction, for messages. Never crashes on ids out of range.
std::string PrintInstr(const Module& module, const FunctionBody& body, const Instr& instr);

// "(func $f ...)", newline-terminated, for `dump --stage=wat`.
std::string PrintFunction(const Module& module, FuncId function);

// The same for all of them, names made up once: use this for more than a few.
// Functions without a body (imported ones) are left out.
std::string PrintFunctions(const Module& module, absl::Span<const FuncId> functions);

std::string PrintModule(const Module& module);

}  // namespace seabeam::wasm

#endif  // SEABEAM_EMIT_WASM_PRINTER_H_
