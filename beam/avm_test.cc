#include "beam/avm.h"

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/findings.h"
#include "beam/testing/beam_builder.h"
#include "gtest/gtest.h"

namespace seabeam::beam {
namespace {

using testing::BeamBuilder;
using testing::U32;

const absl::string_view kMagic("#!/usr/bin/env AtomVM\n\0\0", 24);

TEST(AvmTest, Bytes) {
  const absl::StatusOr<std::string> file = WriteAvm({{"abc", kAvmBeam | kAvmStart, "12345"}});
  ASSERT_TRUE(file.ok());
  EXPECT_EQ(*file, absl::StrCat(kMagic, U32(24), U32(3), U32(0), std::string("abc\0", 4),
                                std::string("12345\0\0\0", 8), U32(0), U32(0), U32(0),
                                std::string("end\0", 4)));
}

TEST(AvmTest, RoundTrip) {
  const std::string beam = BeamBuilder().Set("Attr", "x").Build();
  const std::string data = U32(3) + "abc";
  const absl::StatusOr<std::string> file =
      WriteAvm({{"m.beam", kAvmBeam, beam}, {"app/priv/file.txt", 4, data}});
  ASSERT_TRUE(file.ok());
  const absl::StatusOr<std::vector<AvmSection>> sections = ReadAvm(*file);
  ASSERT_TRUE(sections.ok()) << sections.status();
  ASSERT_EQ(sections->size(), 2u);
  EXPECT_EQ((*sections)[0].name, "m.beam");
  EXPECT_EQ((*sections)[0].data, beam);
  EXPECT_EQ((*sections)[0].data.data(), file->data() + (*sections)[0].offset);
  EXPECT_EQ((*sections)[1].flags, 4u);
  EXPECT_TRUE(absl::StartsWith((*sections)[1].data, data));
  EXPECT_EQ((*sections)[1].data.size(), 8u);
}

TEST(AvmTest, Damaged) {
  const std::string good = *WriteAvm({{"m.beam", kAvmBeam, "12345678"}});
  const auto with = [&](size_t at, const std::string& bytes) {
    std::string copy = good;
    copy.replace(at, bytes.size(), bytes);
    return std::string(ReadAvm(copy).status().message());
  };
  EXPECT_EQ(with(0, "x"), "offset 0: not an AVM file");
  EXPECT_EQ(with(24, U32(0xFFFFFFF0)),
            "offset 24: section of 4294967280 bytes passes the end of the file");
  EXPECT_EQ(with(24, U32(0)), "offset 24: section of size 0");
  EXPECT_EQ(with(24, U32(27)), "offset 24: section size is not a multiple of 4");
  EXPECT_EQ(with(28, U32(0)), "offset 28: section with flags 0 is not the last one");
  EXPECT_EQ(with(36, std::string(16, 'x')), "offset 36: section name is not terminated");
  EXPECT_EQ(ReadAvm(good.substr(0, 30)).status().message(), "offset 24: truncated section header");
  EXPECT_FALSE(WriteAvm({{std::string("m\0n", 3), kAvmBeam, ""}}).ok());
  EXPECT_FALSE(WriteAvm({{"m", 0, ""}}).ok());
}

std::string Findings(const std::string& bytes) {
  const absl::StatusOr<std::vector<AvmSection>> sections = ReadAvm(bytes);
  if (!sections.ok()) return std::string(sections.status().message());
  base::Findings findings;
  CheckAvm(bytes, *sections, &findings);
  return absl::StrJoin(findings.lines(), "\n");
}

TEST(AvmTest, WhatAHostWouldTripOver) {
  const std::string data = U32(3) + "abc";
  const std::string good =
      *WriteAvm({{"m.beam", kAvmBeam, "12345678"}, {"a/priv/f", 4, data}, {"n.beam", 3, "1234"}});
  EXPECT_EQ(Findings(good), "");
  EXPECT_EQ(Findings(good.substr(0, good.size() - 16)), "offset 108: no end marker");
  EXPECT_EQ(Findings(good.substr(0, good.size() - 4) + "enf"),
            "offset 108: the end marker has another name");
  EXPECT_EQ(Findings(good + "more"), "offset 124: 4 bytes behind the end");
  EXPECT_EQ(Findings(*WriteAvm({{"m", kAvmBeam, "1234"}})),
            "offset 24: module section m is not named *.beam, so it is never found");
  EXPECT_EQ(Findings(*WriteAvm({{"f", 4, U32(9) + "abcd"}})),
            "offset 40: data file f announces 9 bytes, 4 are there");
  EXPECT_EQ(Findings(*WriteAvm({{"f", 4, "abc"}})),
            "offset 40: data file f announces 1633837824 bytes, 0 are there");
  std::vector<AvmSection> many;
  for (int i = 0; i < 257; ++i) many.push_back({absl::StrCat("m", i, ".beam"), kAvmBeam, "1234"});
  EXPECT_EQ(Findings(*WriteAvm(many)), "257 modules, the host has room for 256");
}

TEST(AvmTest, WritingWhatWasReadChangesNothing) {
  const std::string beam = BeamBuilder().Build();
  std::string file = *WriteAvm({{"m.beam", kAvmBeam | kAvmStart, beam},
                                {"app/priv/x", 0x80000000u, U32(5) + "12345"},
                                {"app/priv/y", 4, U32(0)},
                                {"k.beam", kAvmBeam, beam}});
  file[24 + 11] = 7;  // the reserved word of the first section
  const absl::StatusOr<std::vector<AvmSection>> sections = ReadAvm(file);
  ASSERT_TRUE(sections.ok()) << sections.status();
  EXPECT_EQ(*WriteAvm(*sections), file);
}

}  // namespace
}  // namespace seabeam::beam
