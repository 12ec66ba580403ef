// The table that `size` prints.
#ifndef SEABEAM_COMPILER_DRIVER_SIZE_ROWS_H_
#define SEABEAM_COMPILER_DRIVER_SIZE_ROWS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace seabeam::driver {

struct SizeRow {
  std::string name;
  int64_t bytes = 0;
};

// Largest first, with the total below, on standard output. `kind` heads the column of names.
void PrintSizes(std::vector<SizeRow> rows, absl::string_view kind);

}  // namespace seabeam::driver

#endif  // SEABEAM_COMPILER_DRIVER_SIZE_ROWS_H_
