// Chunks of a .beam for an AtomVM host with native code, all but the native code itself.
#ifndef SEABEAM_BEAM_ATOMVM_HOST_FILE_H_
#define SEABEAM_BEAM_ATOMVM_HOST_FILE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "beam/iff.h"
#include "beam/module.h"

namespace seabeam::beam::atomvm {

struct OwnedChunk {
  std::string id;
  std::string data;
};

struct HostFileOptions {
  // Code and Type stay in, for hosts without native code.
  bool keep_bytecode = false;
};

// What the host reads, in the form it reads fastest: literals not compressed, maps in them in its
// order; chunks that it takes for granted are added; all others are dropped, a native chunk too.
// `chunks` are those of the file that `module` was loaded from. Errors: Unimplemented for what the
// host cannot read, by name, "chunk C: message".
absl::StatusOr<std::vector<OwnedChunk>> HostChunks(const Module& module,
                                                   const std::vector<Chunk>& chunks,
                                                   const HostFileOptions& options);

// The file. An empty chunk is never the last one, where the host would not see it (1.1). Errors:
// ResourceExhausted when the file gets too large.
absl::StatusOr<std::string> WriteHostFile(std::vector<OwnedChunk> chunks);

}  // namespace seabeam::beam::atomvm

#endif  // SEABEAM_BEAM_ATOMVM_HOST_FILE_H_
