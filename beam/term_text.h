// A term in Erlang's source notation (the contents of an .app file) to the external term format.

#ifndef SEABEAM_BEAM_TERM_TEXT_H_
#define SEABEAM_BEAM_TERM_TEXT_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace seabeam::beam {

// Reads `TERM .` with nothing but space and comments around it: atoms, integers of 64 bits, floats, characters, strings,
// binaries of strings and bytes, lists, tuples, maps. UTF-8, or Latin-1 when it is no UTF-8. Gives what term_to_binary/1 of it
// would, version byte 131 included. Errors: InvalidArgument "line N: message".
absl::StatusOr<std::string> EncodeTermText(absl::string_view text);

}  // namespace seabeam::beam

#endif  // SEABEAM_BEAM_TERM_TEXT_H_
