// What the fuzz target for AtomVM's files does with the bytes of a .avm or .beam: reads, explains
// and checks them, and makes a host's file of every module with bytecode, around code that traps.
#ifndef SEABEAM_FUZZ_ATOMVM_EXERCISE_H_
#define SEABEAM_FUZZ_ATOMVM_EXERCISE_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace seabeam::fuzz {

struct AtomVmExercised {
  std::string finding;                // what is wrong with Seabeam: "" as a rule
  std::vector<std::string> messages;  // what `inspect` says of the bytes
  size_t built = 0;                   // modules that a file was made of
};

AtomVmExercised ExerciseAtomVm(absl::string_view bytes);

// A message without the names and numbers in it, so that each kind of damage counts once.
std::string KindOfMessage(absl::string_view message);

}  // namespace seabeam::fuzz

#endif  // SEABEAM_FUZZ_ATOMVM_EXERCISE_H_
