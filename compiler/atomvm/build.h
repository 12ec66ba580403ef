// One module's file to the file that an AtomVM host with native code loads.
#ifndef SEABEAM_COMPILER_ATOMVM_BUILD_H_
#define SEABEAM_COMPILER_ATOMVM_BUILD_H_

#include <cstddef>
#include <functional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "beam/module.h"
#include "emit/container/native_code.h"

namespace seabeam::atomvm {

using Generator = std::function<absl::StatusOr<NativeCode>(const beam::Module&)>;

struct BuildOptions {
  std::string file_name;       // put in front of messages
  bool keep_bytecode = false;  // leave Code and Type in
  std::string key;             // digest of compiler and options
  bool rebuild = false;        // even what is up to date
};

enum class Outcome {
  kBuilt,     // the generator ran
  kUpToDate,  // the native code was there already: in the file itself or in `previous`
  kKept,      // the file has no bytecode; its native code was made by another compiler or with
              // other options, and is left as it is
};

struct BuiltFile {
  std::string bytes;
  std::string module;          // its name
  bool exports_start = false;  // start/0
  Outcome outcome = Outcome::kBuilt;
  size_t native_size = 0;  // of avmN
  size_t code_size = 0;    // of Code, 0 when there was none
};

// `bytes`: a .beam, gzip-compressed ones too. `previous`: what an earlier build made of it, or
// empty; one that is damaged or older is not used. The result passes CheckHostFile. Errors: "FILE:
// [chunk:] message"; InvalidArgument for bad input, Unimplemented for what the host cannot read,
// ResourceExhausted for what the ABI has no room for, Internal when the generator's code does not
// pass the checks; the generator's own.
absl::StatusOr<BuiltFile> BuildHostFile(absl::string_view bytes, absl::string_view previous,
                                        const BuildOptions& options, const Generator& generate);

}  // namespace seabeam::atomvm

#endif  // SEABEAM_COMPILER_ATOMVM_BUILD_H_
