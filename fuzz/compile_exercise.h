// What the fuzz target and its replay do with the bytes of a .beam.
#ifndef SEABEAM_FUZZ_COMPILE_EXERCISE_H_
#define SEABEAM_FUZZ_COMPILE_EXERCISE_H_

#include <functional>
#include <string>

#include "absl/strings/string_view.h"

namespace seabeam::fuzz {

// What a validator has against a wasm module; empty when it is valid. May be null.
using Validator = std::function<std::string(absl::string_view wasm)>;

struct Exercised {
  bool accepted = false;    // the loader and the translator took it
  std::string finding;      // empty: nothing is wrong
};

// Compiles at -O0 and -O2 with the verifier after every pass. A finding is an internal error (a broken
// invariant above all), fuel that ran out, a module that is not valid, a difference between what the
// levels accept, or a compile of more than two seconds of processor time.
Exercised ExerciseCompile(absl::string_view bytes, const Validator& validator);

}  // namespace seabeam::fuzz

#endif  // SEABEAM_FUZZ_COMPILE_EXERCISE_H_
