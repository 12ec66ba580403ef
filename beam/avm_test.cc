#include "beam/avm.h"

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "beam/inspect.h"
#include "beam/native_chunk.h"
#include "beam/testing/beam_builder.h"
#include "gtest/gtest.h"

namespace seabeam::beam {
namespace {

using testing::BeamBuilder;
using testing::Bytes;
using testing::U16;
using testing::U32;

std::string Little16(int value) { return Bytes({value & 0xFF, value >> 8}); }
std::string Little32(uint32_t value) {
  return Little16(static_cast<int>(value & 0xFFFF)) + Little16(static_cast<int>(value >> 16));
}

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
  EXPECT_FALSE(WriteAvm({{"", kAvmBeam, ""}}).ok());
  EXPECT_FALSE(WriteAvm({{"m", 0, ""}}).ok());
}

std::string NativeData() {
  const std::string module = absl::StrCat(absl::string_view("\0asm\1\0\0\0", 8));
  const std::string metadata = Little16(2) + Little16(1) + Little32(8) + Little16(2) +
                               Little32(16) + Little16(1) + Little16(5) + Little16(2);
  const std::string stream = Little32(6) + Little32(12) + Little32(20) + module + metadata;
  return U32(16) + U32(4) + U16(1) + U16(1) + U16(7) + U16(1) + U32(0) + stream;
}

TEST(NativeChunkTest, Wasm32) {
  const std::string data = NativeData();
  const absl::StatusOr<NativeChunk> chunk = ReadNativeChunk(data);
  ASSERT_TRUE(chunk.ok()) << chunk.status();
  EXPECT_EQ(chunk->labels, 4u);
  ASSERT_EQ(chunk->architectures.size(), 1u);
  const WasmStream& wasm = chunk->architectures[0].wasm;
  EXPECT_EQ(wasm.entries, 6u);
  EXPECT_EQ(wasm.module.size(), 8u);
  ASSERT_EQ(wasm.lines.size(), 2u);
  EXPECT_EQ(wasm.lines[1].second, 16u);
  ASSERT_EQ(wasm.continuations.size(), 1u);
  EXPECT_EQ(wasm.continuations[0].second, 2);
}

TEST(NativeChunkTest, EveryTruncationIsRefusedOrShorter) {
  const std::string data = NativeData();
  for (size_t size = 0; size < data.size(); ++size) {
    const absl::StatusOr<NativeChunk> chunk =
        ReadNativeChunk(absl::string_view(data).substr(0, size));
    // Without any metadata the chunk is complete too.
    EXPECT_EQ(chunk.ok(), size == 40) << size << chunk.status();
  }
}

TEST(InspectTest, Beam) {
  std::string out;
  ASSERT_TRUE(Inspect(BeamBuilder().Set("avmN", NativeData()).Build(), "m.beam", &out).ok());
  for (const char* part :
       {"m.beam: ", "module m, md5 ", "AtU8  4 atoms", "1 functions, 5 instructions",
        "wasm32, 6 entries, module of 8 bytes", "label 5 belongs to label 2"}) {
    EXPECT_TRUE(absl::StrContains(out, part)) << out;
  }
}

TEST(InspectTest, DamagedBeamIsListedAsFarAsPossible) {
  std::string out;
  const absl::Status status = Inspect(BeamBuilder().Set("ImpT", "").Build(), "m.beam", &out);
  EXPECT_EQ(status.message(), "m.beam: chunk ImpT: offset 0: truncated table");
  EXPECT_TRUE(absl::StrContains(out, "Code")) << out;
}

TEST(InspectTest, Avm) {
  const std::string beam = BeamBuilder().Build();
  std::string out;
  ASSERT_TRUE(Inspect(*WriteAvm({{"m.beam", kAvmBeam | kAvmStart, beam}}), "m.avm", &out).ok());
  EXPECT_TRUE(absl::StrContains(out, "m.beam  start module")) << out;
  EXPECT_TRUE(absl::StrContains(out, "m.beam: module m")) << out;
}

}  // namespace
}  // namespace seabeam::beam
