// zlib and gzip streams into memory, with a bound.

#ifndef SEABEAM_BEAM_INFLATE_H_
#define SEABEAM_BEAM_INFLATE_H_

#include <cstddef>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace seabeam::beam {

// Inflates a zlib stream that must hold exactly `size` bytes. `size` has been checked against a
// limit by the caller; one that `compressed` cannot reach is refused before memory is taken.
absl::StatusOr<std::string> InflateZlib(absl::string_view compressed, size_t size);

bool IsGzip(absl::string_view bytes);

// Inflates a gzip file of at most `max_size` bytes.
absl::StatusOr<std::string> InflateGzip(absl::string_view compressed, size_t max_size);

}  // namespace seabeam::beam

#endif  // SEABEAM_BEAM_INFLATE_H_
