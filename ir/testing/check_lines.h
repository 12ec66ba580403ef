// CHECK lines of file tests. A test file is a text whose comments say what its output must contain:
//
//   ; CHECK: text        the next output line that matches, somewhere below the last match
//   ; CHECK-NEXT: text   the very next line matches
//   ; CHECK-NOT: text    no line between the matches around it matches
//
// A line matches when the text occurs in it; parts in {{double braces}} are re2 patterns, and runs of
// spaces match any run of spaces.
#ifndef SEABEAM_IR_TESTING_CHECK_LINES_H_
#define SEABEAM_IR_TESTING_CHECK_LINES_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace seabeam::ir {

inline constexpr int kMaxCheckLines = 40;  // more than that tests nothing in particular

// Errors quote the CHECK line and the output. A file without CHECK lines is an error.
absl::Status MatchCheckLines(absl::string_view file, absl::string_view output);

// The file with its CHECK lines replaced by ones that match the output: a CHECK-NEXT per line (the
// first one a CHECK) of what stands inside the graph's braces, without use counts.
std::string UpdateCheckLines(absl::string_view file, absl::string_view output);

// The text after "; NAME:" in the file; empty if there is none.
std::string Directive(absl::string_view file, absl::string_view name);

}  // namespace seabeam::ir

#endif  // SEABEAM_IR_TESTING_CHECK_LINES_H_
