// The part of a pipeline up to a pass.
#ifndef SEABEAM_COMPILER_DRIVER_PIPELINE_PREFIX_H_
#define SEABEAM_COMPILER_DRIVER_PIPELINE_PREFIX_H_

#include <string>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"

namespace seabeam::driver {

// `text` ("a,b,[c,d]") cut behind the `occurrence`-th (1, 2, ...) mention of `pass`, or before it. A group that is cut
// runs once. Nullopt when the pass is not mentioned so often.
//   PipelinePrefix("a,[b,c],d", "c", 1, true) == "a,b,c"
absl::optional<std::string> PipelinePrefix(absl::string_view text, absl::string_view pass, int occurrence,
                                           bool inclusive);

}  // namespace seabeam::driver

#endif  // SEABEAM_COMPILER_DRIVER_PIPELINE_PREFIX_H_
