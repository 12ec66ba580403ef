#include "beam/atomvm/host_file.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "beam/loader.h"
#include "beam/testing/beam_builder.h"
#include "gtest/gtest.h"

namespace seabeam::beam::atomvm {
namespace {

using testing::AtomTable;
using testing::BeamBuilder;
using testing::Bytes;
using testing::U32;

struct Result {
  std::string ids;                        // in order, or the error
  std::map<std::string, std::string> of;  // contents
};

Result Chunks(const BeamBuilder& builder, bool keep_bytecode = false) {
  const std::string file = builder.Build();
  const absl::StatusOr<Module> module = LoadModule(file);
  EXPECT_TRUE(module.ok()) << module.status();
  const absl::StatusOr<std::vector<Chunk>> chunks = ReadChunks(file);
  EXPECT_TRUE(chunks.ok());
  Result result;
  if (!module.ok() || !chunks.ok()) return result;
  HostFileOptions options;
  options.keep_bytecode = keep_bytecode;
  const absl::StatusOr<std::vector<OwnedChunk>> out = HostChunks(*module, *chunks, options);
  if (!out.ok()) {
    result.ids = std::string(out.status().message());
    return result;
  }
  for (const OwnedChunk& chunk : *out) {
    absl::StrAppend(&result.ids, result.ids.empty() ? "" : " ", chunk.id);
    result.of[chunk.id] = chunk.data;
  }
  return result;
}

// Code with a second function, g/1, that is not exported.
BeamBuilder WithLocalFunction() {
  return BeamBuilder().Set(
      "Code",
      testing::CodeChunk(5, 2,
                         Bytes({1, 0x10, 2, 0x12, 0x22, 0x10, 1, 0x20, 19,         // f/1 at label 2
                                1, 0x30, 2, 0x12, 0x32, 0x10, 1, 0x40, 19, 3})));  // g/1 at label 4
}

TEST(HostFileTest, ChunksThatTheHostTakesForGrantedAreAdded) {
  const Result result = Chunks(WithLocalFunction().Remove("StrT"));
  EXPECT_EQ(result.ids, "AtU8 ImpT ExpT LocT FunT StrT");
  EXPECT_EQ(result.of.at("StrT"), "");
  EXPECT_EQ(result.of.at("FunT"), U32(0));
  EXPECT_EQ(result.of.at("LocT"), U32(1) + U32(3) + U32(1) + U32(4));
}

TEST(HostFileTest, ChunksThatItDoesNotReadAreDropped) {
  BeamBuilder builder;
  builder.Set("Attr", "a").Set("Dbgi", "b").Set("avmN", "old").Set("Docs", "c");
  EXPECT_EQ(Chunks(builder).ids, "AtU8 ImpT ExpT LocT FunT StrT");
  EXPECT_EQ(Chunks(builder, true).ids, "AtU8 ImpT ExpT LocT FunT StrT Code");
}

TEST(HostFileTest, LiteralsArePlain) {
  const std::string table = U32(1) + U32(3) + Bytes({131, 97, 7});
  const Result result = Chunks(BeamBuilder().Set("LitT", U32(0) + table));
  EXPECT_EQ(result.ids, "AtU8 ImpT ExpT LocT FunT StrT LitU");
  EXPECT_EQ(result.of.at("LitU"), table);
  EXPECT_EQ(Chunks(BeamBuilder().Set("LitT", U32(0) + U32(1) + U32(7) +
                                                 Bytes({131, 77, 0, 0, 0, 1, 3}) + Bytes({0xA0})))
                .ids,
            "chunk LitU: literal 0: offset 6: truncated term");
}

TEST(HostFileTest, NamesOfAtomsInTheFormTheHostReads) {
  EXPECT_EQ(Chunks(BeamBuilder()).of.at("AtU8"), AtomTable({"m", "f", "g", "erlang"}));
  // Names of more than 255 bytes make lengths two bytes long, and the count negative.
  std::string long_name;
  for (int i = 0; i < 200; ++i) long_name += "\xC3\xA9";
  const std::string table = U32(static_cast<uint32_t>(-4)) + Bytes({0x10}) + "m" + Bytes({0x10}) +
                            "f" + Bytes({0x28, 400 & 0xFF}) + long_name + Bytes({0x60}) + "erlang";
  EXPECT_EQ(Chunks(BeamBuilder().Set("AtU8", table)).of.at("AtU8"), table);
}

TEST(HostFileTest, AnEmptyChunkIsNotTheLastOne) {
  const absl::StatusOr<std::string> file =
      WriteHostFile({{"AtU8", "a"}, {"avmN", "n"}, {"StrT", ""}});
  ASSERT_TRUE(file.ok()) << file.status();
  const absl::StatusOr<std::vector<Chunk>> chunks = ReadChunks(*file);
  ASSERT_TRUE(chunks.ok()) << chunks.status();
  std::vector<std::string> ids;
  for (const Chunk& chunk : chunks.value()) ids.emplace_back(chunk.id);
  EXPECT_EQ(absl::StrJoin(ids, " "), "StrT AtU8 avmN");
}

}  // namespace
}  // namespace seabeam::beam::atomvm
