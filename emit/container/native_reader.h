// The contents of an avmN chunk taken apart, and everything that is wrong with it. The host checks
// almost nothing (interface description, 1.5 and 9), so what passes here matters.
#ifndef SEABEAM_EMIT_CONTAINER_NATIVE_READER_H_
#define SEABEAM_EMIT_CONTAINER_NATIVE_READER_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "base/findings.h"
#include "emit/container/native_code.h"
#include "emit/wasm/reader.h"

namespace seabeam::atomvm {

struct NativeArchitecture {
  uint16_t architecture = 0;
  uint16_t variant = 0;
  uint32_t offset = 0;  // of the stream, from the start of the code area
  uint64_t size = 0;    // of the stream; 0 when the offset is bad
};

// The wasm32 stream that a host takes. `offset` counts from the start of the chunk's data.
struct NativeStream {
  size_t architecture = 0;  // the row it belongs to
  uint64_t offset = 0;
  uint64_t size = 0;
  uint32_t entries = 0;
  uint32_t wasm_offset = 0;   // from the start of the stream
  uint32_t lines_offset = 0;  // the same
  absl::string_view wasm;
  absl::optional<wasm::ModuleOutline> outline;       // when the module can be read
  absl::flat_hash_map<uint32_t, uint32_t> exported;  // label -> wasm function index; good ones only
  bool has_metadata = false;
  std::vector<NativeCode::LineRow> lines;  // as stored; label = modoff / 4
  std::vector<NativeCode::LabelRow> label_rows;
};

struct NativeChunk {
  uint32_t info_size = 0;
  uint32_t labels = 0;
  uint16_t version = 0;
  std::vector<NativeArchitecture> architectures;
  absl::optional<NativeStream> stream;
};

// What can be read of `data`; views point into it. Findings are "offset N: message", N from the
// start of the data.
NativeChunk ReadNativeChunk(absl::string_view data, base::Findings* findings);

// The same, when nothing is wrong with it. Errors: InvalidArgument, the first finding.
absl::StatusOr<NativeChunk> ReadNativeChunk(absl::string_view data);

// Name of a label's export.
std::string ExportName(uint32_t label);

}  // namespace seabeam::atomvm

#endif  // SEABEAM_EMIT_CONTAINER_NATIVE_READER_H_
