#include "toolchains/wasm/testdata/library.h"

#include "abi/layout.h"
#include "toolchains/wasm/testdata/generated.h"

namespace seabeam::wasm_test {

uint32_t GeneratedTerm() { return abi::SmallTerm(kGenerated); }

}  // namespace seabeam::wasm_test
