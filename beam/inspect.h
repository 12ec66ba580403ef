// What `seabeam inspect` prints of a .beam or .avm: chunks with offset, size and contents in a few
// words.

#ifndef SEABEAM_BEAM_INSPECT_H_
#define SEABEAM_BEAM_INSPECT_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace seabeam::beam {

// Appends the listing to `out`. What can be listed of a damaged file is; the first problem is
// returned, with `file_name` in front.
absl::Status Inspect(absl::string_view bytes, absl::string_view file_name, std::string* out);

}  // namespace seabeam::beam

#endif  // SEABEAM_BEAM_INSPECT_H_
