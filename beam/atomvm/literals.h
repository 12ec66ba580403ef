// Literals as an AtomVM host reads them: the tags it knows, integers it has room for, maps in its
// own order (interface description, 1.1 and 4.10).
#ifndef SEABEAM_BEAM_ATOMVM_LITERALS_H_
#define SEABEAM_BEAM_ATOMVM_LITERALS_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "base/findings.h"
#include "beam/module.h"

namespace seabeam::beam::atomvm {

// Encodes a term (external format, byte 131 included) anew. Errors: Unimplemented for what the host
// cannot read, "a bitstring of 13 bits, the host has whole bytes only"; those of DecodeTerm.
absl::StatusOr<std::string> HostLiteral(absl::string_view term);

// The contents of LitU. Errors: "literal N: ...".
absl::StatusOr<std::string> HostLiteralTable(const Module& module);

// What the host would not read, or misread, of an encoded term as it is. `where` and offsets from
// the term's start go in front.
void CheckHostLiteral(absl::string_view term, absl::string_view where, base::Findings* findings);

}  // namespace seabeam::beam::atomvm

#endif  // SEABEAM_BEAM_ATOMVM_LITERALS_H_
