// The validator of wabt, in process.
#ifndef SEABEAM_FUZZ_WABT_VALIDATOR_H_
#define SEABEAM_FUZZ_WABT_VALIDATOR_H_

#include <string>

#include "absl/strings/string_view.h"

namespace seabeam::fuzz {

// What is wrong with the module; empty when it is valid.
std::string WabtComplaint(absl::string_view wasm);

}  // namespace seabeam::fuzz

#endif  // SEABEAM_FUZZ_WABT_VALIDATOR_H_
