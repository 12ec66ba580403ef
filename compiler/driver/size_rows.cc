#include "compiler/driver/size_rows.h"

#include <algorithm>
#include <cstdio>

#include "absl/strings/str_format.h"

namespace seabeam::driver {
namespace {

void PrintLine(int64_t bytes, int64_t total, absl::string_view name) {
  const double share =
      total == 0 ? 0.0 : 100.0 * static_cast<double>(bytes) / static_cast<double>(total);
  absl::PrintF("%10d %6.2f  %s\n", bytes, share, name);
}

}  // namespace

void PrintSizes(std::vector<SizeRow> rows, absl::string_view kind) {
  std::sort(rows.begin(), rows.end(), [](const SizeRow& a, const SizeRow& b) {
    return a.bytes != b.bytes ? a.bytes > b.bytes : a.name < b.name;
  });
  int64_t total = 0;
  for (const SizeRow& row : rows) total += row.bytes;
  absl::PrintF("%10s %6s  %s\n", "bytes", "%", kind);
  for (const SizeRow& row : rows) PrintLine(row.bytes, total, row.name);
  absl::PrintF("%10d %6.2f  total\n", total, 100.0);
}

}  // namespace seabeam::driver
