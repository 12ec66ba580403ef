// Mutations of .beam and .avm files that leave sizes around the changed part right, so that checks
// behind the first one are reached.
#ifndef SEABEAM_FUZZ_CONTAINER_MUTATOR_H_
#define SEABEAM_FUZZ_CONTAINER_MUTATOR_H_

#include <cstdint>
#include <functional>
#include <random>
#include <string>

#include "absl/strings/string_view.h"

namespace seabeam::fuzz {

using Random = std::mt19937_64;

// Changes bytes of no known structure.
using ByteMutator = std::function<std::string(absl::string_view bytes, Random* random)>;

// One to four bytes replaced, inserted or removed, or the end cut off.
std::string MutateBytes(absl::string_view bytes, Random* random);

// One mutation: inside a chunk of a .beam or of a section of an .avm, of the list of chunks or
// sections, or of the whole file. The same arguments give the same result, if `mutate_bytes` does.
std::string MutateContainer(absl::string_view bytes, uint64_t seed,
                            const ByteMutator& mutate_bytes);

}  // namespace seabeam::fuzz

#endif  // SEABEAM_FUZZ_CONTAINER_MUTATOR_H_
