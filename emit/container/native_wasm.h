// What a host asks of the wasm module in a stream: imports, exports, nothing that instantiation
// would do to shared memory or to the host's table.
#ifndef SEABEAM_EMIT_CONTAINER_NATIVE_WASM_H_
#define SEABEAM_EMIT_CONTAINER_NATIVE_WASM_H_

#include <cstdint>

#include "absl/strings/string_view.h"
#include "base/findings.h"
#include "emit/container/native_reader.h"

namespace seabeam::atomvm {

// Fills outline and exported of `stream`; its entries are known. `base`: where the module stands in
// the chunk. Code is not validated.
void CheckNativeWasm(absl::string_view wasm, uint64_t base, uint32_t labels, NativeStream* stream,
                     base::Findings* findings);

}  // namespace seabeam::atomvm

#endif  // SEABEAM_EMIT_CONTAINER_NATIVE_WASM_H_
