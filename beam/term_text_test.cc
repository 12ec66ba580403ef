#include "beam/term_text.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "beam/etf.h"
#include "beam/term_printer.h"
#include "gtest/gtest.h"

namespace seabeam::beam {
namespace {

std::string Reprinted(absl::string_view text) {
  const absl::StatusOr<std::string> encoded = EncodeTermText(text);
  if (!encoded.ok()) return std::string(encoded.status().message());
  const absl::StatusOr<TermTree> tree = DecodeTerm(*encoded);
  return tree.ok() ? PrintTerm(*tree) : std::string(tree.status().message());
}

TEST(TermTextTest, Terms) {
  struct Case {
    std::string text;
    std::string printed;
  };
  const std::vector<Case> cases = {
      {"ok.", "ok"},
      {"'an atom' .", "'an atom'"},
      {"'it\\'s'.", "'it\\'s'"},
      {"a@b_1.\n", "a@b_1"},
      {"12.", "12"},
      {"-1_000.", "-1000"},
      {"16#fF.", "255"},
      {"9223372036854775807.", "9223372036854775807"},
      {"-9223372036854775808.", "-9223372036854775808"},
      {"$a.", "97"},
      {"$\\n.", "10"},
      {"-2.5e-3.", "-0.0025"},
      {"\"a\\tb\\x41\\x{42}\\101\" \"c\".", "\"a\\tbABAc\""},
      {"\"\".", "[]"},
      {"[].", "[]"},
      {"[a,b|c].", "[a,b|c]"},
      {"{}.", "{}"},
      {"{a, [1, {b}]}.", "{a,[1,{b}]}"},
      {"<<\"ab\", 1, 255>>.", "<<97,98,1,255>>"},
      {"<<>>.", "<<>>"},
      {"#{a => 1, \"b\" => #{}}.", "#{a => 1,\"b\" => #{}}"},
      {"% comment\n{application, x, % more\n []}. % end", "{application,x,[]}"},
      {"\"\xE9\".", "\"\xC3\xA9\""},  // Latin-1
  };
  for (const Case& test : cases) EXPECT_EQ(Reprinted(test.text), test.printed) << test.text;
}

TEST(TermTextTest, WhatIsNoTerm) {
  EXPECT_EQ(Reprinted(""), "line 1: the text ends in a term");
  EXPECT_EQ(Reprinted("{a,\n b"), "line 2: expected }");
  EXPECT_EQ(Reprinted("a"), "line 1: expected .");
  EXPECT_EQ(Reprinted("a. b."), "line 1: something follows the term");
  EXPECT_EQ(Reprinted("[a,\n\nX]."), "line 3: no term begins with X");
  EXPECT_EQ(Reprinted("\"abc"), "line 1: the text ends between quotes");
  EXPECT_EQ(Reprinted("9223372036854775808."), "line 1: an integer of more than 64 bits");
  EXPECT_EQ(Reprinted(std::string(5000, '[') + "."), "line 1: nested too deep");
}

}  // namespace
}  // namespace seabeam::beam
