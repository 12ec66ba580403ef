// Which function a program starts with.
#ifndef SEABEAM_COMPILER_DRIVER_MAIN_FUNCTION_H_
#define SEABEAM_COMPILER_DRIVER_MAIN_FUNCTION_H_

#include <string>

#include "absl/status/statusor.h"
#include "compiler/driver/inputs.h"

namespace seabeam::driver {

struct MainFunction {
  std::string module;
  std::string function;  // empty: main/1, main/0 or start/0, the first that is exported
};

// `given` is the value of --main: "M:F", "M" or "". Errors: the first input has no such function, or the
// bytes of its module are damaged.
absl::StatusOr<MainFunction> FindMain(const Inputs& inputs, const std::string& given);

}  // namespace seabeam::driver

#endif  // SEABEAM_COMPILER_DRIVER_MAIN_FUNCTION_H_
