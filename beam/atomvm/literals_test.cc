#include "beam/atomvm/literals.h"

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/findings.h"
#include "beam/etf.h"
#include "beam/term_printer.h"
#include "beam/testing/beam_builder.h"
#include "gtest/gtest.h"

namespace seabeam::beam::atomvm {
namespace {

using testing::Bytes;
using testing::U16;
using testing::U32;

// The term as the host gets it, printed; or the error.
std::string ForHost(const std::string& body) {
  const absl::StatusOr<std::string> literal = HostLiteral("\x83" + body);
  if (!literal.ok()) return std::string(literal.status().message());
  base::Findings findings;
  CheckHostLiteral(*literal, "", &findings);
  EXPECT_EQ(absl::StrJoin(findings.lines(), "\n"), "");
  // What is right already stays as it is.
  EXPECT_EQ(HostLiteral(*literal).value_or(""), *literal);
  const absl::StatusOr<TermTree> tree = DecodeTerm(*literal);
  return tree.ok() ? PrintTerm(*tree) : std::string(tree.status().message());
}

const char* const kAtomA = "\x77\1a";

// A map of the given keys, each with the value 0.
std::string Map(const std::vector<std::string>& keys) {
  std::string out = "\x74" + U32(static_cast<uint32_t>(keys.size()));
  for (const std::string& key : keys) absl::StrAppend(&out, key, Bytes({97, 0}));
  return out;
}

std::string Big(int negative, std::initializer_list<int> magnitude) {
  return Bytes({110, static_cast<int>(magnitude.size()), negative}) + Bytes(magnitude);
}

TEST(LiteralsTest, FormsThatTheHostDoesNotReadAreChanged) {
  // Floats as text, large integers in the long form, atoms in Latin-1 and of the long form.
  EXPECT_EQ(ForHost("c1.50000000000000000000e+00" + std::string(5, '\0')), "1.5");
  EXPECT_EQ(ForHost(Bytes({111, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1})),
            "18446744073709551616");
  EXPECT_EQ(ForHost(Bytes({100, 0, 1}) + "\xE9"), "\xC3\xA9");
  EXPECT_EQ(ForHost("s\1b"), "b");
}

TEST(LiteralsTest, IntegersTakeTheSmallestForm) {
  EXPECT_EQ(HostLiteral(Bytes({131, 98, 0, 0, 0, 255})).value_or(""), Bytes({131, 97, 255}));
  EXPECT_EQ(HostLiteral(Bytes({131, 110, 1, 1, 1})).value_or(""),
            Bytes({131, 98, 255, 255, 255, 255}));
  EXPECT_EQ(ForHost(Bytes({98, 0x80, 0, 0, 0})), "-2147483648");
  EXPECT_EQ(ForHost(Bytes({110, 4, 1, 1, 0, 0, 0x80})), "-2147483649");
  EXPECT_EQ(ForHost(Bytes({110, 8, 1, 0, 0, 0, 0, 0, 0, 0, 0x80})), "-9223372036854775808");
}

TEST(LiteralsTest, TermsOfAllKinds) {
  EXPECT_EQ(ForHost(Bytes({104, 2, 97, 1, 104, 0})), "{1,{}}");
  EXPECT_EQ(ForHost(Bytes({108, 0, 0, 0, 1, 97, 1, 97, 2})), "[1|2]");
  EXPECT_EQ(ForHost(Bytes({107, 0, 2}) + "hi"), "\"hi\"");
  EXPECT_EQ(ForHost(Bytes({109, 0, 0, 0, 2, 0, 255})), "<<0,255>>");
  EXPECT_EQ(ForHost(Bytes({113, 119, 1, 'm', 119, 1, 'f', 97, 2})), "fun m:f/2");
  // Longer than the host's form of a list of bytes.
  std::string list = Bytes({108}) + U32(70000);
  for (int i = 0; i < 70000; ++i) list += Bytes({97, i % 256});
  EXPECT_EQ(ForHost(list + "j").substr(0, 9), "[0,1,2,3,");
  // More elements than the small form has room for.
  std::string tuple = Bytes({105}) + U32(300);
  for (int i = 0; i < 300; ++i) tuple += "j";
  EXPECT_EQ(ForHost(tuple).substr(0, 6), "{[],[]");
}

// Keys in the host's order, the most different kinds of them; each pair of neighbours is checked
// on its own in both orders of the source.
TEST(LiteralsTest, KeysAscendInTheHostsOrder) {
  const std::vector<std::string> keys = {
      Big(1, {0, 0, 0, 0, 0, 0, 0, 0, 2}),  // -2 bsl 64
      Big(1, {0, 0, 0, 0, 0, 0, 0, 0, 1}),  // -1 bsl 64
      Bytes({98, 255, 255, 255, 254}),      // -2
      Bytes({97, 1}),
      Bytes({98, 0, 0, 4, 0}),
      Big(0, {0, 0, 0, 0, 0, 0, 0, 0, 1}),
      Big(0, {1, 0, 0, 0, 0, 0, 0, 0, 1}),
      Big(0, {0, 0, 0, 0, 0, 0, 0, 0, 0, 1}),
      Bytes({70, 0xBF, 0xF0, 0, 0, 0, 0, 0, 0}),  // -1.0: behind all integers
      Bytes({70, 0x3F, 0xF8, 0, 0, 0, 0, 0, 0}),  // 1.5
      Bytes({119, 1, 'B'}),
      Bytes({119, 1, 'a'}),
      Bytes({119, 2, 'a', 'a'}),
      Bytes({119, 1, 'b'}),
      Bytes({104, 0}),
      Bytes({104, 1, 97, 9}),
      Bytes({104, 2, 97, 1, 97, 2}),
      Bytes({104, 2, 97, 1, 97, 3}),
      Map({}),
      Map({Bytes({97, 2})}),
      Map({Bytes({97, 1}), Bytes({97, 2})}),
      Bytes({106}),
      Bytes({107, 0, 1, 'a'}),       // "a"
      Bytes({107, 0, 2, 'a', 'b'}),  // "ab": longer, from the same start
      Bytes({
          108,
          0,
          0,
          0,
          1,
          97,
          'a',
          97,
          1,
      }),  // [$a|1]: an improper tail, see below
      Bytes({109, 0, 0, 0, 0}),
      Bytes({109, 0, 0, 0, 1, 1}),
      Bytes({109, 0, 0, 0, 2, 1, 0}),
      Bytes({109, 0, 0, 0, 1, 2}),
  };
  const auto printed = [](const std::string& body) {
    return PrintTerm(*DecodeTerm("\x83" + body));
  };
  for (size_t i = 0; i < keys.size(); ++i) {
    for (size_t k = i + 1; k < keys.size(); ++k) {
      if (i == 24 || k == 24) continue;
      const std::string sorted =
          absl::StrCat("#{", printed(keys[i]), " => 0,", printed(keys[k]), " => 0}");
      EXPECT_EQ(ForHost(Map({keys[i], keys[k]})), sorted);
      EXPECT_EQ(ForHost(Map({keys[k], keys[i]})), sorted);
    }
  }
  // The tail 1 is an integer, [] and lists come behind.
  EXPECT_EQ(ForHost(Map({keys[22], keys[24]})), "#{[97|1] => 0,\"a\" => 0}");
}

TEST(LiteralsTest, MapsInsideAreSortedFirst) {
  // #{#{2,1} => 0, #{1} => 0}: sizes decide, and the inner one is sorted too.
  const std::string inner = Map({Bytes({97, 2}), Bytes({97, 1})});
  EXPECT_EQ(ForHost(Map({inner, Map({Bytes({97, 3})})})),
            "#{#{3 => 0} => 0,#{1 => 0,2 => 0} => 0}");
  EXPECT_EQ(ForHost(Bytes({104, 1}) + inner), "{#{1 => 0,2 => 0}}");
  // More keys than OTP keeps in order itself.
  std::vector<std::string> many;
  std::vector<std::string> printed;
  for (int i = 0; i < 100; ++i) {
    many.push_back(Bytes({97, (i * 37) % 100}));
    printed.push_back(absl::StrCat(i, " => 0"));
  }
  EXPECT_EQ(ForHost(Map(many)), absl::StrCat("#{", absl::StrJoin(printed, ","), "}"));
}

TEST(LiteralsTest, WhatTheHostHasNoRoomFor) {
  EXPECT_EQ(ForHost(Bytes({77, 0, 0, 0, 2, 5, 1, 0xA8})),
            "a bitstring of 13 bits, the host has whole bytes only");
  std::string magnitude(33, '\1');
  EXPECT_EQ(ForHost(Bytes({110, 33, 0}) + magnitude),
            "an integer of 257 bits, the host has room for 256");
  magnitude.resize(32);
  EXPECT_NE(ForHost(Bytes({110, 32, 0}) + magnitude), "");
  EXPECT_EQ(ForHost(Bytes({88, 119, 1, 'n', 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3})), "a pid");
  // -0.0 and 0.0.
  EXPECT_EQ(
      ForHost(Map({Bytes({70, 0x80, 0, 0, 0, 0, 0, 0, 0}), Bytes({70, 0, 0, 0, 0, 0, 0, 0, 0})})),
      "a map with two keys that are the same to the host");
  const std::string fun = Bytes({113, 119, 1, 'm', 119, 1, 'f', 97});
  EXPECT_EQ(ForHost(Map({fun + "\1", fun + "\2"})),
            "a map with several keys whose order on the host is not known");
  // One such key has nothing to be ordered with.
  EXPECT_EQ(ForHost(Map({fun + "\1", kAtomA})), "#{a => 0,fun m:f/1 => 0}");
}

TEST(LiteralsTest, TheTableNamesTheLiteral) {
  Module module;
  const std::string good = Bytes({131, 97, 1});
  const std::string bad = Bytes({131, 77, 0, 0, 0, 1, 3, 0xA0});
  const auto add = [&](const std::string& term) {
    module.literals.push_back(
        {static_cast<uint32_t>(module.literal_data.size()), static_cast<uint32_t>(term.size())});
    module.literal_data += term;
  };
  add(good);
  EXPECT_EQ(HostLiteralTable(module).value_or(""), U32(1) + U32(3) + good);
  add(bad);
  EXPECT_EQ(HostLiteralTable(module).status().message(),
            "literal 1: a bitstring of 3 bits, the host has whole bytes only");
}

}  // namespace
}  // namespace seabeam::beam::atomvm
