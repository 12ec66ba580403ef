#ifndef SEABEAM_TOOLCHAINS_WASM_TESTDATA_LIBRARY_H_
#define SEABEAM_TOOLCHAINS_WASM_TESTDATA_LIBRARY_H_

#include <cstdint>

namespace seabeam::wasm_test {

// A small term made from a generated constant with the layout's own functions.
uint32_t GeneratedTerm();

}  // namespace seabeam::wasm_test

#endif  // SEABEAM_TOOLCHAINS_WASM_TESTDATA_LIBRARY_H_
