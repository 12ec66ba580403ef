#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "emit/wasm/byte_reader.h"
#include "emit/wasm/byte_writer.h"
#include "gtest/gtest.h"

namespace seabeam::wasm {
namespace {

std::string Unsigned(uint32_t v) {
  ByteWriter w;
  w.U32(v);
  return w.ToString();
}

std::string Signed(int64_t v) {
  ByteWriter w;
  w.S64(v);
  return w.ToString();
}

TEST(ByteWriter, UnsignedEdges) {
  EXPECT_EQ(Unsigned(0), std::string("\0", 1));
  EXPECT_EQ(Unsigned(63), "\x3f");
  EXPECT_EQ(Unsigned(64), "\x40");
  EXPECT_EQ(Unsigned(127), "\x7f");
  EXPECT_EQ(Unsigned(128), "\x80\x01");
  EXPECT_EQ(Unsigned(16383), "\xff\x7f");
  EXPECT_EQ(Unsigned(16384), "\x80\x80\x01");
  EXPECT_EQ(Unsigned(0x7fffffff), "\xff\xff\xff\xff\x07");
  EXPECT_EQ(Unsigned(0x80000000), "\x80\x80\x80\x80\x08");
  EXPECT_EQ(Unsigned(0xffffffff), "\xff\xff\xff\xff\x0f");
}

TEST(ByteWriter, SignedEdges) {
  EXPECT_EQ(Signed(0), std::string("\0", 1));
  EXPECT_EQ(Signed(1), "\x01");
  EXPECT_EQ(Signed(-1), "\x7f");
  EXPECT_EQ(Signed(63), "\x3f");
  EXPECT_EQ(Signed(64), std::string("\xc0\x00", 2));
  EXPECT_EQ(Signed(-64), "\x40");
  EXPECT_EQ(Signed(-65), "\xbf\x7f");
  EXPECT_EQ(Signed(127), std::string("\xff\x00", 2));
  EXPECT_EQ(Signed(-128), "\x80\x7f");
  EXPECT_EQ(Signed(-8192), "\x80\x40");
  EXPECT_EQ(Signed(8191), "\xff\x3f");
  EXPECT_EQ(Signed(8192), std::string("\x80\xc0\x00", 3));
  EXPECT_EQ(Signed(0x7fffffff), "\xff\xff\xff\xff\x07");
  EXPECT_EQ(Signed(-0x80000000ll), "\x80\x80\x80\x80\x78");
  EXPECT_EQ(Signed(0xffffffffll), "\xff\xff\xff\xff\x0f");
  EXPECT_EQ(Signed(std::numeric_limits<int64_t>::max()),
            std::string("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x00", 10));
  EXPECT_EQ(Signed(std::numeric_limits<int64_t>::min()),
            "\x80\x80\x80\x80\x80\x80\x80\x80\x80\x7f");
}

TEST(ByteWriter, KeepsWhatIsThereWhenGrowing) {
  ByteWriter w;
  std::string expected;
  for (int i = 0; i < 1000; ++i) {
    w.U8(static_cast<uint8_t>(i));
    expected += static_cast<char>(i);
    w.Bytes("seabeam");
    expected += "seabeam";
  }
  EXPECT_EQ(w.view(), expected);
  w.clear();
  EXPECT_EQ(w.size(), 0u);
}

TEST(ByteReader, ReadsBackEveryPowerOfTwoAndItsNeighbours) {
  for (int shift = 0; shift < 64; ++shift) {
    for (int delta = -1; delta <= 1; ++delta) {
      for (int sign = 0; sign < 2; ++sign) {
        uint64_t bits = (uint64_t{1} << shift) + static_cast<uint64_t>(delta);
        int64_t v = static_cast<int64_t>(sign ? 0 - bits : bits);
        std::string bytes = Signed(v);
        ByteReader r(bytes);
        EXPECT_EQ(r.S64(), v);
        EXPECT_TRUE(r.ok() && r.at_end()) << v;
        ByteReader r32(bytes);
        int32_t low = r32.S32();
        EXPECT_EQ(r32.ok(), v == static_cast<int32_t>(v)) << v;
        if (r32.ok()) {
          EXPECT_EQ(low, v);
        }
        uint32_t u = static_cast<uint32_t>(bits);
        std::string unsigned_bytes = Unsigned(u);
        ByteReader ru(unsigned_bytes);
        EXPECT_EQ(ru.U32(), u);
        EXPECT_TRUE(ru.ok() && ru.at_end()) << u;
      }
    }
  }
}

TEST(ByteReader, RefusesBadNumbers) {
  const std::pair<const char*, const char*> cases[] = {
      {"", "unexpected end"},
      {"\x80", "unexpected end"},
      {"\xff\xff\xff\xff\x1f", "number out of range"},
      {"\xff\xff\xff\xff\xff\x01", "number out of range"},
      {"\x80\x80\x80\x80\x80\x01", "number too long"},
  };
  for (const auto& [bytes, error] : cases) {
    ByteReader r(bytes);
    EXPECT_EQ(r.U32(), 0u);
    EXPECT_FALSE(r.ok());
    // A fifth byte with its continuation bit set is too long either way.
    if (std::string(bytes).size() != 6) {
      EXPECT_STREQ(r.error(), error);
    }
  }
}

TEST(ByteReader, StopsAtTheFirstError) {
  ByteReader r(
      "\x05"
      "abc",
      100);
  EXPECT_EQ(r.Name(), "");
  EXPECT_STREQ(r.error(), "length beyond the end");
  EXPECT_EQ(r.error_offset(), 101u);
  EXPECT_EQ(r.U8(), 0);
  EXPECT_EQ(r.error_offset(), 101u);
}

TEST(ByteReader, RefusesCountsThatCannotFit) {
  ByteReader r("\xff\xff\xff\xff\x0f");
  EXPECT_EQ(r.Count(), 0u);
  EXPECT_STREQ(r.error(), "count beyond the end");
}

}  // namespace
}  // namespace seabeam::wasm
