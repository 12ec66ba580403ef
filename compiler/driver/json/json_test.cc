#include "compiler/driver/json/json.h"

#include "gtest/gtest.h"

namespace seabeam::driver {
namespace {

TEST(JsonTest, Strings) {
  EXPECT_EQ(JsonString("a\"b\\c\n\x01"), R"("a\"b\\c\n\u0001")");
  EXPECT_EQ(JsonString("\xCE\xB1\xF0\x9F\x98\x80"), "\"\xCE\xB1\xF0\x9F\x98\x80\"");
}

TEST(JsonTest, BytesThatAreNoUtf8) {
  EXPECT_EQ(JsonString("\xFFz"), "\"\xEF\xBF\xBDz\"");
  EXPECT_EQ(JsonString("\xE2\x82"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\"");
  EXPECT_EQ(JsonString("\xC0\xAF"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\"");                  // overlong
  EXPECT_EQ(JsonString("\xED\xA0\x80"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");  // surrogate
}

TEST(JsonTest, Nesting) {
  JsonWriter json;
  json.Open('{').Key("a").Number(-1).Key("b").Open('[').String("x").Bool(true).Null().Close();
  json.Key("c").Open('{').Close().Key("d").Seconds(1500000000).Close();
  EXPECT_EQ(json.Take(),
            "{\n  \"a\": -1,\n  \"b\": [\n    \"x\",\n    true,\n    null\n  ],\n  \"c\": {},\n  \"d\": 1.500000\n}\n");
}

}  // namespace
}  // namespace seabeam::driver
