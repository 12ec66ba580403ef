// CHECK lines: re2 patterns that a text must have in this order.
//
//   %% GRAPH: add/2          what follows is about the graph printed under this name
//   %% CHECK: add\(          found behind the previous match
//   %% CHECK-NOT: cast       not found between the matches around it
#ifndef SEABEAM_COMPILER_TRANSLATE_TESTING_CHECKS_H_
#define SEABEAM_COMPILER_TRANSLATE_TESTING_CHECKS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace seabeam::translate::testing {

struct Check {
  bool absent = false;
  std::string pattern;
  int line = 0;
};

struct GraphChecks {
  std::string graph;
  int line = 0;
  std::vector<Check> checks;
};

std::vector<GraphChecks> ParseChecks(absl::string_view source);

// "" when all hold; otherwise what does not, with its line.
std::string RunChecks(const std::vector<Check>& checks, absl::string_view text);

}  // namespace seabeam::translate::testing

#endif  // SEABEAM_COMPILER_TRANSLATE_TESTING_CHECKS_H_
