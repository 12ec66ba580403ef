#include "compiler/translate/testing/checks.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "re2/re2.h"

namespace seabeam::translate::testing {

std::vector<GraphChecks> ParseChecks(absl::string_view source) {
  std::vector<GraphChecks> all;
  int line = 0;
  for (absl::string_view text : absl::StrSplit(source, '\n')) {
    ++line;
    if (absl::ConsumePrefix(&text, "%% GRAPH: ")) {
      all.push_back({std::string(text), line, {}});
    } else if (absl::ConsumePrefix(&text, "%% CHECK: ")) {
      if (!all.empty()) all.back().checks.push_back({false, std::string(text), line});
    } else if (absl::ConsumePrefix(&text, "%% CHECK-NOT: ")) {
      if (!all.empty()) all.back().checks.push_back({true, std::string(text), line});
    }
  }
  return all;
}

std::string RunChecks(const std::vector<Check>& checks, absl::string_view text) {
  re2::StringPiece rest(text.data(), text.size());
  std::vector<const Check*> absent;
  const auto check_absent = [&](re2::StringPiece between) -> std::string {
    for (const Check* check : absent) {
      if (RE2::PartialMatch(between, check->pattern)) {
        return absl::StrCat("line ", check->line, ": found, but should not be: ", check->pattern);
      }
    }
    absent.clear();
    return "";
  };
  for (const Check& check : checks) {
    if (check.absent) {
      absent.push_back(&check);
      continue;
    }
    const RE2 pattern(check.pattern);
    if (!pattern.ok()) return absl::StrCat("line ", check.line, ": ", pattern.error());
    re2::StringPiece match;
    if (!pattern.Match(rest, 0, rest.size(), RE2::UNANCHORED, &match, 1)) {
      return absl::StrCat("line ", check.line, ": not found: ", check.pattern);
    }
    std::string error = check_absent(
        re2::StringPiece(rest.data(), static_cast<size_t>(match.data() - rest.data())));
    if (!error.empty()) return error;
    rest.remove_prefix(static_cast<size_t>(match.data() + match.size() - rest.data()));
  }
  return check_absent(rest);
}

}  // namespace seabeam::translate::testing
