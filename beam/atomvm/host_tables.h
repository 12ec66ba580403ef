// Tables of a .beam in the forms that an AtomVM host reads (interface description, 1.1 and 7.1).
#ifndef SEABEAM_BEAM_ATOMVM_HOST_TABLES_H_
#define SEABEAM_BEAM_ATOMVM_HOST_TABLES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "base/findings.h"
#include "beam/module.h"

namespace seabeam::beam::atomvm {

// Contents of AtU8. With lengths of one byte where they are enough. Errors: Unimplemented for a
// name that is too long.
absl::StatusOr<std::string> AtomTable(const Module& module);

// Contents of LocT for a module that comes without: what is in the code and not exported.
std::string LocalTable(const Module& module);

// Of a Line chunk; what the host would not read is a finding, offsets count from the chunk's data.
struct LineTable {
  uint32_t refs = 0;
  uint32_t files = 0;
};
LineTable CheckLineTable(absl::string_view data, absl::string_view where, base::Findings* findings);

}  // namespace seabeam::beam::atomvm

#endif  // SEABEAM_BEAM_ATOMVM_HOST_TABLES_H_
