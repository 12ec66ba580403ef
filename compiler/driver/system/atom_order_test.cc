#include "compiler/driver/system/atom_order.h"

#include <cstdlib>

#include "abi/container.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace seabeam::driver {
namespace {

DataFiles Data() {
  DataFiles data;
  data.atoms = absl::StrCat(getenv("TEST_SRCDIR"), "/", getenv("TEST_WORKSPACE"), "/runtime/atoms");
  return data;
}

TEST(AtomOrderTest, StartsWithTheEmulatorsOwn) {
  for (const absl::string_view release : {"26", "27", "28", "29", "30"}) {
    const absl::StatusOr<std::string> order = AtomOrder(Data(), release);
    ASSERT_TRUE(order.ok()) << order.status();
    EXPECT_TRUE(absl::StartsWith(*order, "false\ntrue\n_\nnonode@nohost\n$end_of_table\n")) << release;
    EXPECT_TRUE(absl::EndsWith(*order, "\n")) << release;
  }
  EXPECT_NE(*AtomOrder(Data(), "28"), *AtomOrder(Data(), "29"));
}

TEST(AtomOrderTest, BeforeOtp26ThereIsNone) {
  EXPECT_EQ(*AtomOrder(Data(), "25"), "");
  EXPECT_EQ(*AtomOrder(Data(), ""), "");
}

// A wasm module of one custom section, shorter than 128 bytes.
std::string ModuleWithSection(absl::string_view name, absl::string_view contents) {
  const std::string section = absl::StrCat(std::string(1, static_cast<char>(name.size())), name, contents);
  return absl::StrCat(absl::string_view("\0asm\1\0\0\0\0", 9), std::string(1, static_cast<char>(section.size())), section);
}

TEST(AtomOrderTest, OfABundleOnlyWhatItsModulesHold) {
  const std::string order = "one\ntwo\nthree\nfour\nfive\n";
  const std::string facts = ModuleWithSection(abi::kContainerSection, "\x04" "five\x05" "three" "\x02" "two\x04" "four\x03" "one");
  EXPECT_EQ(MentionedAtoms(order, {facts}), "one\nthree\nfour\nfive\n");
  EXPECT_EQ(MentionedAtoms(order, {ModuleWithSection("name", "\x03" "one")}), "");
  EXPECT_EQ(MentionedAtoms(order, {ModuleWithSection("name", "\x03" "one"), ModuleWithSection(abi::kContainerSection, "\x03" "two")}), "two\n");
}

}  // namespace
}  // namespace seabeam::driver
