// The .avm container ("packbeam"): a magic number and named sections, each a .beam or a data file.
// The bytes are described in abi/atomvm/container.h.

#ifndef SEABEAM_BEAM_AVM_H_
#define SEABEAM_BEAM_AVM_H_

#include <cstdint>
#include <string>
#include <vector>

#include "abi/atomvm/container.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "base/findings.h"

namespace seabeam::beam {

// A module with start/0 that may be the main one; a .beam. Without the second a data file: a 4-byte
// size, then the bytes.
inline constexpr uint32_t kAvmStart = abi::atomvm::kAvmFlagStart;
inline constexpr uint32_t kAvmBeam = abi::atomvm::kAvmFlagBeam;

struct AvmSection {
  std::string name;  // "m.beam", "app/priv/path"
  uint32_t flags = 0;
  // Points into the file. Of a .beam just its form; of anything else all up to the end of the
  // section, padding included.
  absl::string_view data;
  uint64_t offset = 0;  // of `data` in the file; not used for writing
  uint32_t reserved = 0;
};

bool IsAvm(absl::string_view bytes);

// Without the end marker; a file that stops where a section could start is taken as complete.
// Errors: InvalidArgument "offset N: message".
absl::StatusOr<std::vector<AvmSection>> ReadAvm(absl::string_view bytes);

// What a host would trip over, or never find, in a file that ReadAvm accepts: how it ends, names of
// modules, their number, sizes of data files. Modules themselves are not looked into.
void CheckAvm(absl::string_view bytes, const std::vector<AvmSection>& sections,
              base::Findings* findings);

// Errors: InvalidArgument for a section that would be read as something else (a zero in its name,
// flags 0); ResourceExhausted when the file gets too large.
absl::StatusOr<std::string> WriteAvm(const std::vector<AvmSection>& sections);

}  // namespace seabeam::beam

#endif  // SEABEAM_BEAM_AVM_H_
