// The container of a .beam: "FOR1", size, "BEAM", then chunks of a 4-byte id, a size, data, and
// padding to 4 bytes.

#ifndef SEABEAM_BEAM_IFF_H_
#define SEABEAM_BEAM_IFF_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace seabeam::beam {

struct Chunk {
  absl::string_view id;    // 4 bytes; points into the file
  absl::string_view data;  // without padding; points into the file
  uint64_t offset = 0;     // of `data` in the file
};

// Lists the chunks in file order. Bytes behind the size that the header gives are ignored, as is
// padding that is missing at the end. Errors: InvalidArgument "offset N: message", N from the start
// of the file.
absl::StatusOr<std::vector<Chunk>> ReadChunks(absl::string_view file);

// Nullptr when there is none. Of several, the first.
const Chunk* FindChunk(const std::vector<Chunk>& chunks, absl::string_view id);

// Builds a .beam from chunks, in the given order (ids of 4 bytes; `offset` is not used).
std::string WriteChunks(const std::vector<Chunk>& chunks);

}  // namespace seabeam::beam

#endif  // SEABEAM_BEAM_IFF_H_
