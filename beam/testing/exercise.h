// What a fuzz target does with the bytes of a .beam.

#ifndef SEABEAM_BEAM_TESTING_EXERCISE_H_
#define SEABEAM_BEAM_TESTING_EXERCISE_H_

#include "absl/strings/string_view.h"

namespace seabeam::beam::testing {

// Loads `bytes`. An accepted module is printed in full, its literals too, and what beam/module.h
// promises about indexes is checked; a broken promise ends the process. Returns whether the module
// was accepted.
bool ExerciseLoader(absl::string_view bytes);

}  // namespace seabeam::beam::testing

#endif  // SEABEAM_BEAM_TESTING_EXERCISE_H_
