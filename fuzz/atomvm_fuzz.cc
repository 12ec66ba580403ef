// libFuzzer target: the bytes are a .avm, or a .beam with or without native code for AtomVM.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "absl/strings/string_view.h"
#include "fuzz/atomvm_exercise.h"
#include "fuzz/container_mutator.h"

extern "C" size_t LLVMFuzzerMutate(uint8_t* data, size_t size, size_t max_size);

namespace {

absl::string_view View(const uint8_t* data, size_t size) {
  return absl::string_view(reinterpret_cast<const char*>(data), size);
}

// libFuzzer's own mutations, which know what the code compares with.
std::string MutateWithLibFuzzer(absl::string_view bytes, seabeam::fuzz::Random*) {
  std::string result(bytes);
  result.resize(bytes.size() + 64);
  result.resize(
      LLVMFuzzerMutate(reinterpret_cast<uint8_t*>(&result[0]), bytes.size(), result.size()));
  return result;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const seabeam::fuzz::AtomVmExercised result = seabeam::fuzz::ExerciseAtomVm(View(data, size));
  if (!result.finding.empty()) {
    fprintf(stderr, "finding: %s\n", result.finding.c_str());
    abort();
  }
  return 0;
}

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t max_size,
                                          unsigned int seed) {
  const std::string mutated =
      seabeam::fuzz::MutateContainer(View(data, size), seed, MutateWithLibFuzzer);
  const size_t result = std::min(mutated.size(), max_size);
  memcpy(data, mutated.data(), result);
  return result;
}
