// Mutations of a valid .beam that often leave it loadable: instructions move, vanish and repeat as wholes, operands
// take each other's places.
#ifndef SEABEAM_FUZZ_MODULE_MUTATOR_H_
#define SEABEAM_FUZZ_MODULE_MUTATOR_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace seabeam::fuzz {

// One to four mutations. The same arguments give the same result. Bytes that do not load are changed at random
// places.
std::string MutateModule(absl::string_view bytes, uint64_t seed);

}  // namespace seabeam::fuzz

#endif  // SEABEAM_FUZZ_MODULE_MUTATOR_H_
