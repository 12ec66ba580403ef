// Native code to the contents of an avmN chunk.
#ifndef SEABEAM_EMIT_CONTAINER_NATIVE_WRITER_H_
#define SEABEAM_EMIT_CONTAINER_NATIVE_WRITER_H_

#include <string>

#include "absl/status/statusor.h"
#include "emit/container/native_code.h"

namespace seabeam::atomvm {

// One architecture, wasm32 without 32-bit floats. Rows are sorted. Errors: ResourceExhausted when a
// field of the format has no room for a number (the message says which), Internal for code that no
// generator should make: no terminate label, a label row out of range or twice, no wasm module.
absl::StatusOr<std::string> WriteNativeChunk(const NativeCode& code);

}  // namespace seabeam::atomvm

#endif  // SEABEAM_EMIT_CONTAINER_NATIVE_WRITER_H_
