// libFuzzer target: the bytes are a .beam, which is compiled.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "absl/strings/string_view.h"
#include "fuzz/compile_exercise.h"
#include "fuzz/module_mutator.h"
#include "fuzz/wabt_validator.h"

namespace {

absl::string_view View(const uint8_t* data, size_t size) {
  return absl::string_view(reinterpret_cast<const char*>(data), size);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const seabeam::fuzz::Exercised result =
      seabeam::fuzz::ExerciseCompile(View(data, size), seabeam::fuzz::WabtComplaint);
  if (!result.finding.empty()) {
    fprintf(stderr, "finding: %s\n", result.finding.c_str());
    abort();
  }
  return 0;
}

extern "C" size_t LLVMFuzzerCustomMutator(uint8_t* data, size_t size, size_t max_size, unsigned int seed) {
  const std::string mutated = seabeam::fuzz::MutateModule(View(data, size), seed);
  const size_t result = std::min(mutated.size(), max_size);
  memcpy(data, mutated.data(), result);
  return result;
}
