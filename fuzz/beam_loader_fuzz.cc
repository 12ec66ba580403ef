// libFuzzer target: the bytes are a .beam.

#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"
#include "beam/testing/exercise.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  seabeam::beam::testing::ExerciseLoader(
      absl::string_view(reinterpret_cast<const char*>(data), size));
  return 0;
}
