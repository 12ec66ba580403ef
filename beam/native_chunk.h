// The avmN chunk: native code for AtomVM, several architectures side by side. Big-endian; for
// wasm32 the code is a stream of its own, little-endian. Every offset and count is checked, which
// AtomVM itself does not do.
//
// chunk: u32 info size, u32 labels, u16 version, u16 number of architectures, {u16 architecture,
// u16 variant, u32 offset}*, code wasm32 stream: u32 entries, u32 offset of the wasm module, u32
// offset of the metadata, reserved; module; metadata metadata: u16 count, {u16 line reference, u32
// offset}*, u16 count, {u16 continuation label, u16 BEAM label}*

#ifndef SEABEAM_BEAM_NATIVE_CHUNK_H_
#define SEABEAM_BEAM_NATIVE_CHUNK_H_

#include <cstdint>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace seabeam::beam {

inline constexpr uint16_t kNativeFormatVersion = 1;
inline constexpr uint16_t kNativeArchWasm32 = 7;

struct WasmStream {
  uint32_t entries = 0;
  absl::string_view module;                                  // begins with the wasm magic number
  std::vector<std::pair<uint16_t, uint32_t>> lines;          // line reference, 4 * label
  std::vector<std::pair<uint16_t, uint16_t>> continuations;  // continuation label, BEAM label
};

struct NativeArchitecture {
  uint16_t architecture = 0;
  uint16_t variant = 0;
  absl::string_view stream;
  WasmStream wasm;  // filled for kNativeArchWasm32
};

struct NativeChunk {
  uint32_t labels = 0;
  uint16_t version = 0;
  std::vector<NativeArchitecture> architectures;
};

// Errors: InvalidArgument "offset N: message", N from the start of the chunk's data.
absl::StatusOr<NativeChunk> ReadNativeChunk(absl::string_view data);

}  // namespace seabeam::beam

#endif  // SEABEAM_BEAM_NATIVE_CHUNK_H_
