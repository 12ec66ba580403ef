#include "compiler/driver/applications.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "base/file.h"
#include "beam/etf.h"
#include "beam/term_printer.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace seabeam::driver {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string Printed(const std::string& resource) {
  const absl::StatusOr<beam::TermTree> tree = beam::DecodeTerm(resource);
  return tree.ok() ? beam::PrintTerm(*tree) : std::string(tree.status().message());
}

std::string Write(const std::string& name, const std::string& text) {
  const std::string path = base::JoinPath(::testing::TempDir(), name);
  EXPECT_TRUE(base::WriteFileAtomic(path, text).ok());
  return path;
}

TEST(ApplicationsTest, ReadsADescription) {
  const std::string path = Write("shop.app",
                                 "{application, shop, [{vsn, \"1.2\"}, {modules, [m]}, {applications, [kernel, store]},\n"
                                 " {included_applications, [inner]}, {mod, {shop_app, [{with, arg}]}},\n"
                                 " {env, [{key, {nested, #{a => [b]}}}]}]}.");
  const absl::StatusOr<Application> shop = ReadApplication(path);
  ASSERT_TRUE(shop.ok()) << shop.status();
  EXPECT_EQ(shop->name, "shop");
  EXPECT_EQ(shop->vsn, "1.2");
  EXPECT_EQ(shop->module, "shop_app");
  EXPECT_THAT(shop->needs, ElementsAre("kernel", "store", "inner"));
  EXPECT_THAT(shop->atoms, ElementsAre("a", "arg", "b", "key", "nested", "with"));
  EXPECT_THAT(Printed(ApplicationResource(*shop, "/lib/x")), HasSubstr("{[47,108,105,98,47,120],{application,shop,"));
}

TEST(ApplicationsTest, WhatIsNoDescription) {
  EXPECT_THAT(std::string(ReadApplication(Write("a.app", "{a,\n b.")).status().message()), HasSubstr("a.app: line 2: "));
  EXPECT_THAT(std::string(ReadApplication(Write("b.app", "{app, b, []}.")).status().message()),
              HasSubstr("b.app: it is no {application, Name, Keys}"));
  EXPECT_FALSE(ReadApplication(base::JoinPath(::testing::TempDir(), "none.app")).ok());
}

TEST(ApplicationsTest, Resources) {
  EXPECT_EQ(Printed(AtomResource("seabeam_kernel")), "seabeam_kernel");
  EXPECT_EQ(Printed(StringResource("")), "[]");
  EXPECT_EQ(Printed(StringsResource({"a", "\xC3\xA9"})), "[[97],[233]]");
  const absl::StatusOr<std::string> files = FilesResource({Write("x.config", "[].\n")});
  ASSERT_TRUE(files.ok());
  EXPECT_THAT(Printed(*files), HasSubstr(",<<\"[].\\n\">>}]"));
  EXPECT_EQ(Printed(*FilesResource({})), "[]");
  EXPECT_FALSE(FilesResource({"/no/such/file"}).ok());
}

TEST(ApplicationsTest, TheCodePathComesFirst) {
  Inputs inputs;
  inputs.code_path = {::testing::TempDir()};
  const std::string path = Write("mine.app", "{application, mine, []}.");
  EXPECT_EQ(FindApplicationFile(inputs, "mine"), path);
  EXPECT_EQ(FindApplicationFile(inputs, "no_such_one"), "");
  EXPECT_EQ(FindApplicationFile(inputs, "../mine"), "");
  EXPECT_EQ(FindApplicationFile(inputs, ""), "");
}

}  // namespace
}  // namespace seabeam::driver
