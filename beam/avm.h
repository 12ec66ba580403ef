// The .avm container ("packbeam"): a magic number and named sections, each a .beam or a data file.
// Big-endian.
//
// A section is its total size, flags, a reserved word, a name padded with zeros to 4 bytes (its own
// terminating zero included), and contents padded to 4 bytes. The last one has size 0, flags 0 and
// the name "end". Source: AtomVM's avmpack.c.

#ifndef SEABEAM_BEAM_AVM_H_
#define SEABEAM_BEAM_AVM_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace seabeam::beam {

enum AvmFlag : uint32_t {
  kAvmStart = 1,  // a module with start/0 that may be the main one
  kAvmBeam = 2,   // a .beam; without it a data file: a 4-byte size, then the bytes
};

struct AvmSection {
  std::string name;  // "m.beam", "app/priv/path"
  uint32_t flags = 0;
  // Points into the file. Of a .beam just its form; of anything else all up to the end of the
  // section, padding included.
  absl::string_view data;
  uint64_t offset = 0;  // of `data` in the file; not used for writing
};

bool IsAvm(absl::string_view bytes);

// Without the end marker; a file that stops where a section could start is taken as complete.
// Errors: InvalidArgument "offset N: message".
absl::StatusOr<std::vector<AvmSection>> ReadAvm(absl::string_view bytes);

// Errors: InvalidArgument for a section that a reader could not find again (empty name, a zero in
// it, flags 0).
absl::StatusOr<std::string> WriteAvm(const std::vector<AvmSection>& sections);

}  // namespace seabeam::beam

#endif  // SEABEAM_BEAM_AVM_H_
