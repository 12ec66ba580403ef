// Native code for tests of containers: right in form, without a generator.
#ifndef SEABEAM_EMIT_CONTAINER_TESTING_SAMPLE_NATIVE_H_
#define SEABEAM_EMIT_CONTAINER_TESTING_SAMPLE_NATIVE_H_

#include <cstdint>

#include "emit/container/native_code.h"
#include "emit/wasm/module.h"

namespace seabeam::atomvm::testing {

struct SampleShape {
  uint32_t labels = 4;         // of the bytecode, 0 counted
  uint32_t continuations = 2;  // labels behind the one where processes end
  bool shared_memory = true;
};

// Imports the host's memory and table; exports f1 to the last continuation. f<labels> ends the
// process, the others trap.
wasm::Module SampleModule(const SampleShape& shape);

// `module` in a stream: a line row for every label but 0 (no line), a label row for each
// continuation.
NativeCode SampleNativeCode(const SampleShape& shape, const wasm::Module& module);
NativeCode SampleNativeCode(const SampleShape& shape = {});

}  // namespace seabeam::atomvm::testing

#endif  // SEABEAM_EMIT_CONTAINER_TESTING_SAMPLE_NATIVE_H_
