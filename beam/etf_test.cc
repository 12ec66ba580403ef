#include "beam/etf.h"

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "beam/limits.h"
#include "beam/term_printer.h"
#include "beam/testing/beam_builder.h"
#include "gtest/gtest.h"

namespace seabeam::beam {
namespace {

using testing::Bytes;
using testing::U16;
using testing::U32;

std::string Decoded(const std::string& body) {
  const absl::StatusOr<TermTree> tree = DecodeTerm("\x83" + body);
  return tree.ok() ? PrintTerm(*tree) : std::string(tree.status().message());
}

TEST(EtfTest, Terms) {
  struct Case {
    std::string body;
    std::string printed;
  };
  const std::vector<Case> cases = {
      {Bytes({97, 255}), "255"},
      {Bytes({98, 255, 255, 255, 254}), "-2"},
      {Bytes({110, 8, 1, 0, 0, 0, 0, 0, 0, 0, 0x80}), "-9223372036854775808"},
      {Bytes({110, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0x80}), "9223372036854775808"},
      {Bytes({110, 9, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1}), "-18446744073709551616"},
      {Bytes({111, 0, 0, 0, 2, 0, 1, 1}), "257"},
      {Bytes({70, 0x3F, 0xF8, 0, 0, 0, 0, 0, 0}), "1.5"},
      {"c1.50000000000000000000e+00" + std::string(5, '\0'), "1.5"},
      {Bytes({100, 0, 1}) + "\xE9", "\xC3\xA9"},
      {Bytes({119, 2}) + "ab", "ab"},
      {Bytes({118, 0, 3}) + "A b", "'A b'"},
      {Bytes({115, 3}) + "end", "'end'"},
      {Bytes({106}), "[]"},
      {Bytes({107, 0, 2}) + "hi", "\"hi\""},
      {Bytes({107, 0, 2, 1, 2}), "[1,2]"},
      {Bytes({107, 0, 0}), "[]"},
      {Bytes({108, 0, 0, 0, 1, 97, 1, 97, 2}), "[1|2]"},
      {Bytes({104, 2, 97, 1, 104, 0}), "{1,{}}"},
      {Bytes({105, 0, 0, 0, 1, 97, 1}), "{1}"},
      {Bytes({116, 0, 0, 0, 1, 97, 1, 106}), "#{1 => []}"},
      {Bytes({109, 0, 0, 0, 3}) + "a\"b", "<<\"a\\\"b\">>"},
      {Bytes({109, 0, 0, 0, 2, 0, 255}), "<<0,255>>"},
      {Bytes({77, 0, 0, 0, 2, 3, 1, 0xA0}), "<<1,5:3>>"},
      {Bytes({113, 119, 1, 'm', 119, 1, 'f', 97, 2}), "fun m:f/2"},
      {Bytes({88, 119, 1, 'n', 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3}),
       "#Pid<5877016e000000010000000200000003>"},
  };
  for (const Case& test : cases) EXPECT_EQ(Decoded(test.body), test.printed);
}

TEST(EtfTest, BadTerms) {
  struct Case {
    std::string body;
    std::string message;
  };
  const std::vector<Case> cases = {
      {"", "truncated"},
      {Bytes({97}), "truncated"},
      {Bytes({200}), "unknown or unsupported tag 200"},
      {Bytes({97, 1, 2}), "bytes behind the end"},
      {Bytes({108, 0xFF, 0xFF, 0xFF, 0xFF, 106}), "truncated"},
      {Bytes({108, 0, 0, 0, 0, 106}), "empty list"},
      {Bytes({105, 0x7F, 0xFF, 0xFF, 0xFF, 106}), "truncated"},
      {Bytes({116, 0x80, 0, 0, 0, 106}), "truncated"},
      {Bytes({109, 0xFF, 0xFF, 0xFF, 0xFF}), "truncated"},
      {Bytes({77, 0, 0, 0, 1, 9, 1}), "bad bitstring"},
      {Bytes({70, 0x7F, 0xF0, 0, 0, 0, 0, 0, 0}), "not finite"},
      {Bytes({119, 1, 0xFF}), "not valid UTF-8"},
      {Bytes({113, 97, 1, 97, 1, 97, 1}), "bad external fun"},
      {Bytes({112, 0, 0, 0, 1}), "bad size of a fun"},
      {Bytes({90, 0, 9}), "reference too long"},
      {Bytes({80}) + U32(1000000) + "xxx", "declared size"},
  };
  for (const Case& test : cases) {
    const std::string message = Decoded(test.body);
    EXPECT_TRUE(absl::StrContains(message, test.message)) << message;
  }
  EXPECT_FALSE(DecodeTerm("").ok());
  EXPECT_FALSE(DecodeTerm("j").ok());
}

TEST(EtfTest, DepthIsLimited) {
  const auto nested = [](size_t depth) {
    std::string body;
    for (size_t i = 0; i < depth; ++i) body += Bytes({104, 1});
    return body + Bytes({106});
  };
  EXPECT_TRUE(absl::StartsWith(Decoded(nested(kMaxTermDepth)), "{{{"));
  EXPECT_TRUE(absl::StrContains(Decoded(nested(kMaxTermDepth + 1)), "nested too deeply"));
}

TEST(TermPrinterTest, Floats) {
  // As io:format("~p") of OTP 25 and 29 prints them.
  const std::vector<std::pair<double, std::string>> cases = {
      {1.0, "1.0"},
      {0.0, "0.0"},
      {-0.0, "-0.0"},
      {0.1, "0.1"},
      {100.0, "100.0"},
      {1.0e5, "1.0e5"},
      {123456.0, "123456.0"},
      {1.0e22, "1.0e22"},
      {1.0e-3, "0.001"},
      {1.0e-4, "0.0001"},
      {1.0e-5, "1.0e-5"},
      {1.23e-5, "1.23e-5"},
      {0.00123, "0.00123"},
      {9007199254740992.0, "9.007199254740992e15"},
      {1.0e15, "1.0e15"},
      {123456789012345680.0, "1.2345678901234568e17"},
      {5.0e-324, "5.0e-324"},
      {-12.5, "-12.5"},
      {4503599627370495.5, "4503599627370495.5"},
  };
  for (const auto& [value, printed] : cases) EXPECT_EQ(PrintFloat(value), printed);
}

TEST(TermPrinterTest, BigIntegers) {
  EXPECT_EQ(PrintBigInteger(false, std::string(9, '\xFF')), "4722366482869645213695");
  EXPECT_EQ(PrintBigInteger(true, Bytes({0, 0, 0, 0, 0, 0, 0, 0, 1})), "-18446744073709551616");
  EXPECT_EQ(PrintBigInteger(false, ""), "0");
}

TEST(TermPrinterTest, Atoms) {
  EXPECT_EQ(PrintAtom("abc_1@X"), "abc_1@X");
  EXPECT_EQ(PrintAtom(""), "''");
  EXPECT_EQ(PrintAtom("Abc"), "'Abc'");
  EXPECT_EQ(PrintAtom("it's\n"), "'it\\'s\\n'");
  EXPECT_EQ(PrintAtom("fun"), "'fun'");
}

}  // namespace
}  // namespace seabeam::beam
