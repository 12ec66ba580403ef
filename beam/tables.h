// Decoders of all chunks but Code: each takes the data of one chunk and fills its part of the
// Module. Errors: InvalidArgument or ResourceExhausted "offset N: message", N counting from the
// start of the chunk's data.

#ifndef SEABEAM_BEAM_TABLES_H_
#define SEABEAM_BEAM_TABLES_H_

#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "beam/module.h"

namespace seabeam::beam {

// AtU8 (both length encodings).
absl::Status DecodeAtomsUtf8(absl::string_view data, Module* module);
// Atom: the chunk that compilers before OTP 20 wrote.
absl::Status DecodeAtomsLatin1(absl::string_view data, Module* module);

// The following need the atoms.
absl::Status DecodeImports(absl::string_view data, Module* module);
absl::Status DecodeFunctionEntries(absl::string_view data, const Module& module,
                                   std::vector<FunctionEntry>* entries);
absl::Status DecodeLambdas(absl::string_view data, Module* module);

// LitT: zlib-compressed, or not when the size in front is 0 (OTP 28).
absl::Status DecodeLiteralsCompressed(absl::string_view data, Module* module);
// LitU: never compressed.
absl::Status DecodeLiteralsPlain(absl::string_view data, Module* module);

// Needs the module's name. A chunk of an unknown version counts as absent.
absl::Status DecodeLines(absl::string_view data, Module* module);
// Versions 1 (OTP 25), 2 (26), 3 (27, 28) and 4 (29); an unknown version leaves Module::types
// empty.
absl::Status DecodeTypes(absl::string_view data, Module* module);

}  // namespace seabeam::beam

#endif  // SEABEAM_BEAM_TABLES_H_
