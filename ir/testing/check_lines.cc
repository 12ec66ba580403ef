#include "ir/testing/check_lines.h"

#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "re2/re2.h"

namespace seabeam::ir {
namespace {

struct Check {
  enum Kind { kSomewhere, kNext, kNot } kind;
  absl::string_view line;  // as it stands in the file
  std::string pattern;
};

void AppendLiteral(absl::string_view text, std::string* pattern) {
  while (!text.empty()) {
    if (text[0] == ' ') {
      *pattern += " +";
      text = absl::StripLeadingAsciiWhitespace(text);
      continue;
    }
    const size_t end = std::min(text.find(' '), text.size());
    *pattern += RE2::QuoteMeta(re2::StringPiece(text.data(), end));
    text.remove_prefix(end);
  }
}

std::string PatternOf(absl::string_view text) {
  std::string pattern;
  while (true) {
    const size_t open = text.find("{{");
    const size_t close = open == absl::string_view::npos ? open : text.find("}}", open);
    if (close == absl::string_view::npos) break;
    AppendLiteral(text.substr(0, open), &pattern);
    absl::StrAppend(&pattern, "(?:", text.substr(open + 2, close - open - 2), ")");
    text.remove_prefix(close + 2);
  }
  AppendLiteral(text, &pattern);
  return pattern;
}

bool ParseCheck(absl::string_view line, Check* check) {
  absl::string_view rest = absl::StripAsciiWhitespace(line);
  if (!absl::ConsumePrefix(&rest, "; CHECK")) return false;
  check->line = line;
  if (absl::ConsumePrefix(&rest, "-NEXT:")) {
    check->kind = Check::kNext;
  } else if (absl::ConsumePrefix(&rest, "-NOT:")) {
    check->kind = Check::kNot;
  } else if (absl::ConsumePrefix(&rest, ":")) {
    check->kind = Check::kSomewhere;
  } else {
    return false;
  }
  check->pattern = PatternOf(absl::StripAsciiWhitespace(rest));
  return true;
}

std::string WithoutUses(absl::string_view line) {
  const size_t uses = line.find(" [[");
  return std::string(
      absl::StripAsciiWhitespace(uses == absl::string_view::npos ? line : line.substr(0, uses)));
}

}  // namespace

absl::Status MatchCheckLines(absl::string_view file, absl::string_view output) {
  std::vector<Check> checks;
  for (absl::string_view line : absl::StrSplit(file, '\n')) {
    Check check;
    if (ParseCheck(line, &check)) checks.push_back(std::move(check));
  }
  if (checks.empty()) return absl::InvalidArgumentError("the file has no CHECK lines");
  if (checks.size() > kMaxCheckLines) {
    return absl::InvalidArgumentError(absl::StrCat(checks.size(), " CHECK lines, more than ",
                                                   kMaxCheckLines));
  }
  const std::vector<absl::string_view> lines = absl::StrSplit(output, '\n');
  size_t at = 0;  // first line below the last match
  std::vector<const Check*> absent;
  auto matches = [](absl::string_view line, const Check& check) {
    return RE2::PartialMatch(re2::StringPiece(line.data(), line.size()), check.pattern);
  };
  auto fail = [&](const Check& check, absl::string_view why) {
    return absl::FailedPreconditionError(absl::StrCat(check.line, "\n", why, "; output from line ",
                                                      at + 1, " on:\n", output));
  };
  auto check_absent = [&](size_t begin, size_t end) -> absl::Status {
    for (const Check* check : absent) {
      for (size_t i = begin; i < end; ++i) {
        if (matches(lines[i], *check)) return fail(*check, absl::StrCat("matches: ", lines[i]));
      }
    }
    absent.clear();
    return absl::OkStatus();
  };
  for (const Check& check : checks) {
    if (!RE2(check.pattern, RE2::Quiet).ok()) return fail(check, "bad pattern");
    if (check.kind == Check::kNot) {
      absent.push_back(&check);
      continue;
    }
    size_t found = at;
    while (found < lines.size() && !matches(lines[found], check)) ++found;
    if (found == lines.size()) return fail(check, "matches no line");
    if (check.kind == Check::kNext && found != at) {
      return fail(check, absl::StrCat("does not match the next line: ", lines[at]));
    }
    absl::Status status = check_absent(at, found);
    if (!status.ok()) return status;
    at = found + 1;
  }
  return check_absent(at, lines.size());
}

std::string UpdateCheckLines(absl::string_view file, absl::string_view output) {
  std::string updated;
  for (absl::string_view line : absl::StrSplit(file, '\n')) {
    Check check;
    if (ParseCheck(line, &check)) continue;
    absl::StrAppend(&updated, line, "\n");
  }
  absl::StripTrailingAsciiWhitespace(&updated);
  updated += "\n\n";
  bool inside = false, first = true;
  for (absl::string_view line : absl::StrSplit(output, '\n')) {
    if (absl::StartsWith(line, "graph ")) {
      inside = true;
      first = true;
    } else if (absl::StartsWith(line, "}")) {
      inside = false;
    } else if (inside) {
      absl::string_view code = line.substr(0, line.find(';'));
      const std::string text = WithoutUses(absl::StripAsciiWhitespace(code));
      if (text.empty()) {
        first = true;  // a note that fills its line
        continue;
      }
      absl::StrAppend(&updated, first ? "; CHECK: " : "; CHECK-NEXT: ", text, "\n");
      first = false;
    }
  }
  return updated;
}

std::string Directive(absl::string_view file, absl::string_view name) {
  const std::string prefix = absl::StrCat("; ", name, ":");
  for (absl::string_view line : absl::StrSplit(file, '\n')) {
    if (absl::ConsumePrefix(&line, prefix)) return std::string(absl::StripAsciiWhitespace(line));
  }
  return "";
}

}  // namespace seabeam::ir
