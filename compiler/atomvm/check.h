// A whole .beam for an AtomVM host: chunks, native code, and whether the two fit each other.
#ifndef SEABEAM_COMPILER_ATOMVM_CHECK_H_
#define SEABEAM_COMPILER_ATOMVM_CHECK_H_

#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "base/findings.h"
#include "beam/atomvm/host_check.h"
#include "beam/iff.h"
#include "emit/container/native_reader.h"

namespace seabeam::atomvm {

struct HostFile {
  beam::atomvm::HostTables tables;
  absl::optional<NativeChunk> native;  // views point into the file
};

// `chunks` are those of `file`. Without an avmN chunk nothing is found: the file is none of the
// host's. Findings: "chunk C: [offset N:] message", N from the start of the chunk's data.
HostFile CheckHostFile(absl::string_view file, const std::vector<beam::Chunk>& chunks,
                       base::Findings* findings);

// The name and arity of the function that a label lies in, as the host finds it (7.3): "f/1", or
// "?" when there is none.
std::string FunctionOfLabel(const HostFile& file, uint32_t label);

}  // namespace seabeam::atomvm

#endif  // SEABEAM_COMPILER_ATOMVM_CHECK_H_
