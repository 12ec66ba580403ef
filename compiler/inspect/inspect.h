// What `seabeam inspect` prints of a .beam or .avm: chunks with offset, size and contents in a few
// words, native code field by field.
#ifndef SEABEAM_COMPILER_INSPECT_INSPECT_H_
#define SEABEAM_COMPILER_INSPECT_INSPECT_H_

#include <string>

#include "absl/strings/string_view.h"
#include "base/findings.h"

namespace seabeam::inspect {

// Appends the listing to `out`. What can be listed of a damaged file is; everything that is wrong
// with it is a finding, "[section:] [chunk C:] offset N: message". Files with native code for
// AtomVM are checked for what such a host does not check itself.
void Inspect(absl::string_view bytes, std::string* out, base::Findings* findings);

}  // namespace seabeam::inspect

#endif  // SEABEAM_COMPILER_INSPECT_INSPECT_H_
