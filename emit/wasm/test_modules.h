// For tests: modules to encode, print and read.
#ifndef SEABEAM_EMIT_WASM_TEST_MODULES_H_
#define SEABEAM_EMIT_WASM_TEST_MODULES_H_

#include <cstdint>

#include "emit/wasm/module.h"

namespace seabeam::wasm {

// Uses every section and kind of import, export, segment and constant.
Module MakeModuleWithEverything();

// A module of `functions` random functions, one export each, "a0", "a1", ...
// (i32, i64, f64) -> i64. They terminate, and trap at most by integer division
// or conversion. With `pairs`, "b0", ... are the same functions built with
// Simplify::kOff.
Module MakeRandomModule(uint64_t seed, int functions, bool pairs);

}  // namespace seabeam::wasm

#endif  // SEABEAM_EMIT_WASM_TEST_MODULES_H_
