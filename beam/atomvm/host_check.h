// Reads the chunks of a .beam with the eyes of an AtomVM host, which checks none of this (interface
// description, 1.1 and H-01 to H-05).
#ifndef SEABEAM_BEAM_ATOMVM_HOST_CHECK_H_
#define SEABEAM_BEAM_ATOMVM_HOST_CHECK_H_

#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "base/findings.h"
#include "beam/iff.h"
#include "beam/module.h"

namespace seabeam::beam::atomvm {

struct HostTables {
  // name, atoms, imports, exports, locals, lambdas and literals, as far as they could be read.
  Module module;
  absl::optional<uint32_t> line_refs;    // of the Line chunk
  absl::optional<uint32_t> code_labels;  // of the Code chunk
};

// `chunks` are those of `file`. Findings: "chunk C: [offset N:] message".
HostTables CheckHostChunks(absl::string_view file, const std::vector<Chunk>& chunks,
                           base::Findings* findings);

}  // namespace seabeam::beam::atomvm

#endif  // SEABEAM_BEAM_ATOMVM_HOST_CHECK_H_
