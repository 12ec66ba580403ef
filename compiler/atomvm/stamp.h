// The chunk that says what a file's native code was made from (abi/atomvm/stamp.h).
#ifndef SEABEAM_COMPILER_ATOMVM_STAMP_H_
#define SEABEAM_COMPILER_ATOMVM_STAMP_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "beam/atomvm/host_file.h"

namespace seabeam::atomvm {

// Digests of 16 bytes.
struct Stamp {
  std::string key;     // compiler and options
  std::string source;  // SourceDigest
  std::string native;  // of the contents of avmN
};

std::string Digest(absl::string_view bytes);
// `chunks`: HostChunks with keep_bytecode. The same for a file and for what was made of it.
std::string SourceDigest(const std::vector<beam::atomvm::OwnedChunk>& chunks);

std::string WriteStamp(const Stamp& stamp);
// None when it is damaged or of another version.
absl::optional<Stamp> ReadStamp(absl::string_view data);

}  // namespace seabeam::atomvm

#endif  // SEABEAM_COMPILER_ATOMVM_STAMP_H_
