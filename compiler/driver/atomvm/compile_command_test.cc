// Files, folders and packs on their way through compile --abi=atomvm, with code of no meaning.
#include "compiler/driver/atomvm/compile_command.h"

#include <atomic>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "base/file.h"
#include "base/findings.h"
#include "beam/avm.h"
#include "beam/iff.h"
#include "beam/testing/beam_builder.h"
#include "compiler/driver/system/process.h"
#include "compiler/inspect/inspect.h"
#include "emit/container/testing/sample_native.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace seabeam::driver {
namespace {

using beam::AvmSection;
using beam::kAvmBeam;
using beam::kAvmStart;
using beam::testing::BeamBuilder;
using beam::testing::U32;
using ::testing::ElementsAre;

// The module `name`, which exports function/1.
std::string Module(absl::string_view name, absl::string_view function = "f") {
  return BeamBuilder()
      .Set("AtU8", beam::testing::AtomTable({name, function, "g", "erlang"}))
      .Set("Attr", "not needed")
      .Set("Dbgi", "neither")
      .Build();
}

class CompileCommandTest : public ::testing::Test {
 protected:
  void SetUp() override {
    absl::StatusOr<TemporaryFolder> folder = TemporaryFolder::Make();
    ASSERT_TRUE(folder.ok()) << folder.status();
    folder_.emplace(*std::move(folder));
    options_.command = Command::kCompile;
    options_.abi = "atomvm";
    options_.no_stdlib = true;
  }

  std::string Path(absl::string_view name) { return base::JoinPath(folder_->path(), name); }
  void Write(absl::string_view name, absl::string_view bytes) {
    ASSERT_TRUE(base::WriteFileAtomic(Path(name), bytes).ok());
  }
  std::string Read(absl::string_view name) { return base::ReadFile(Path(name)).value_or(""); }

  // The exit status; what was generated is in generated_.
  int Compile(const std::vector<std::string>& inputs, absl::string_view output) {
    options_.inputs.clear();
    for (const std::string& input : inputs) options_.inputs.push_back(Path(input));
    options_.output = Path(output);
    generated_ = 0;
    ::testing::internal::CaptureStderr();
    const int status =
        CompileForAtomVmWith(options_,
                             [this](const beam::Module& module, const AtomVmOptions& options,
                                    CompileStats*) -> absl::StatusOr<atomvm::NativeCode> {
                               if (module.name == "bad")
                                 return absl::UnimplementedError("bad: no code");
                               ++generated_;
                               atomvm::testing::SampleShape shape;
                               shape.labels = module.code_header.label_count;
                               shape.shared_memory = options.shared_memory;
                               return atomvm::testing::SampleNativeCode(shape);
                             });
    errors_ = ::testing::internal::GetCapturedStderr();
    return status;
  }

  static std::string Findings(absl::string_view bytes) {
    std::string out;
    base::Findings findings;
    inspect::Inspect(bytes, &out, &findings);
    return absl::StrJoin(findings.lines(), "\n");
  }

  static std::vector<std::string> Chunks(absl::string_view bytes) {
    std::vector<std::string> ids;
    const absl::StatusOr<std::vector<beam::Chunk>> chunks = beam::ReadChunks(bytes);
    for (const beam::Chunk& chunk : chunks.value()) ids.emplace_back(chunk.id);
    return ids;
  }

  static std::vector<std::string> Sections(absl::string_view bytes) {
    std::vector<std::string> names;
    const absl::StatusOr<std::vector<AvmSection>> sections = beam::ReadAvm(bytes);
    for (const AvmSection& section : sections.value()) {
      names.push_back(absl::StrCat(section.name, " ", section.flags));
    }
    return names;
  }

  absl::optional<TemporaryFolder> folder_;
  Options options_;
  std::atomic<int> generated_{0};
  std::string errors_;  // of the last Compile
};

TEST_F(CompileCommandTest, OneFile) {
  Write("m.beam", Module("m"));
  ASSERT_EQ(Compile({"m.beam"}, "out.beam"), 0);
  EXPECT_EQ(generated_, 1);
  const std::string bytes = Read("out.beam");
  EXPECT_EQ(Findings(bytes), "");
  EXPECT_THAT(Chunks(bytes),
              ElementsAre("StrT", "AtU8", "ImpT", "ExpT", "LocT", "FunT", "avmN", "SbNc"));
}

TEST_F(CompileCommandTest, BytecodeCanBeKept) {
  Write("m.beam", Module("m"));
  options_.keep_bytecode = true;
  ASSERT_EQ(Compile({"m.beam"}, "out.beam"), 0);
  const std::string bytes = Read("out.beam");
  EXPECT_EQ(Findings(bytes), "");
  EXPECT_THAT(Chunks(bytes),
              ElementsAre("StrT", "AtU8", "ImpT", "ExpT", "LocT", "FunT", "Code", "avmN", "SbNc"));
  // And is enough to see that nothing has to be done, with nothing else at hand.
  ASSERT_EQ(Compile({"out.beam"}, "again.beam"), 0);
  EXPECT_EQ(generated_, 0);
  EXPECT_EQ(Read("again.beam"), bytes);
  options_.no_shared_memory = true;
  ASSERT_EQ(Compile({"out.beam"}, "again.beam"), 0);
  EXPECT_EQ(generated_, 1);
  EXPECT_NE(Read("again.beam"), bytes);
}

TEST_F(CompileCommandTest, WhatIsUpToDateIsNotBuiltAgain) {
  Write("m.beam", Module("m"));
  ASSERT_EQ(Compile({"m.beam"}, "out"), 0);
  const std::string first = Read("out/m.beam");
  EXPECT_NE(first, "");
  ASSERT_EQ(Compile({"m.beam"}, "out"), 0);
  EXPECT_EQ(generated_, 0);
  EXPECT_EQ(Read("out/m.beam"), first);
  // Chunks that no code comes from do not count.
  Write("m.beam", BeamBuilder().Set("Attr", "other").Build());
  ASSERT_EQ(Compile({"m.beam"}, "out"), 0);
  EXPECT_EQ(generated_, 0);
  // Code does.
  Write("m.beam", BeamBuilder().Set("StrT", "more").Build());
  ASSERT_EQ(Compile({"m.beam"}, "out"), 0);
  EXPECT_EQ(generated_, 1);
  // So do options.
  options_.no_tail_calls = true;
  ASSERT_EQ(Compile({"m.beam"}, "out"), 0);
  EXPECT_EQ(generated_, 1);
  options_.opt_level = 0;
  ASSERT_EQ(Compile({"m.beam"}, "out"), 0);
  EXPECT_EQ(generated_, 1);
  ASSERT_EQ(Compile({"m.beam"}, "out"), 0);
  EXPECT_EQ(generated_, 0);
  options_.no_cache = true;
  ASSERT_EQ(Compile({"m.beam"}, "out"), 0);
  EXPECT_EQ(generated_, 1);
}

TEST_F(CompileCommandTest, DamagedEarlierResultsAreNotUsed) {
  Write("m.beam", Module("m"));
  ASSERT_EQ(Compile({"m.beam"}, "out"), 0);
  const std::string first = Read("out/m.beam");
  for (size_t at = 0; at < first.size(); ++at) {
    std::string damaged = first;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x40);
    Write("out/m.beam", damaged);
    ASSERT_EQ(Compile({"m.beam"}, "out"), 0);
    EXPECT_EQ(Read("out/m.beam"), first) << at;
  }
}

TEST_F(CompileCommandTest, WithoutBytecodeNativeCodeIsKept) {
  Write("m.beam", Module("m"));
  ASSERT_EQ(Compile({"m.beam"}, "out.beam"), 0);
  ASSERT_EQ(Compile({"out.beam"}, "again.beam"), 0);
  EXPECT_EQ(generated_, 0);
  EXPECT_EQ(Read("again.beam"), Read("out.beam"));
  options_.opt_level = 1;
  ASSERT_EQ(Compile({"out.beam"}, "again.beam"), 0);
  EXPECT_EQ(Read("again.beam"), Read("out.beam"));
  // But not when it is no good.
  std::string bytes = Read("out.beam");
  bytes[bytes.find("avmN") + 8 + 9] = 2;
  Write("out.beam", bytes);
  EXPECT_EQ(Compile({"out.beam"}, "bad.beam"), 1);
  EXPECT_FALSE(base::FileExists(Path("bad.beam")));
}

TEST_F(CompileCommandTest, PacksStayAsTheyAre) {
  const std::string data = U32(5) + "hello";
  const std::string m = Module("m", "start");
  const std::string n = Module("n");
  const std::string pack = *beam::WriteAvm({{"m.beam", kAvmBeam | kAvmStart, m},
                                            {"a/priv/x", 4, data},
                                            {"n.beam", kAvmBeam, n},
                                            {"a/priv/empty", 0x40, U32(0)}});
  Write("in.avm", pack);
  ASSERT_EQ(Compile({"in.avm"}, "out.avm"), 0);
  EXPECT_EQ(generated_, 2);
  const std::string bytes = Read("out.avm");
  EXPECT_EQ(Findings(bytes), "");
  EXPECT_THAT(Sections(bytes),
              ElementsAre("m.beam 3", "a/priv/x 4", "n.beam 2", "a/priv/empty 64"));
  const std::vector<AvmSection> before = *beam::ReadAvm(pack);
  const std::vector<AvmSection> after = *beam::ReadAvm(bytes);
  EXPECT_EQ(after[1].data, before[1].data);
  EXPECT_EQ(after[3].data, before[3].data);
  EXPECT_EQ(Chunks(after[0].data).back(), "SbNc");
  // Again, with the earlier result in place; then one module is another one.
  ASSERT_EQ(Compile({"in.avm"}, "out.avm"), 0);
  EXPECT_EQ(generated_, 0);
  EXPECT_EQ(Read("out.avm"), bytes);
  const std::string changed = BeamBuilder()
                                  .Set("AtU8", beam::testing::AtomTable({"n", "f", "g", "erlang"}))
                                  .Set("StrT", "new")
                                  .Build();
  Write("in.avm",
        *beam::WriteAvm({{"m.beam", kAvmBeam | kAvmStart, m}, {"n.beam", kAvmBeam, changed}}));
  ASSERT_EQ(Compile({"in.avm"}, "out.avm"), 0);
  EXPECT_EQ(generated_, 1);
}

TEST_F(CompileCommandTest, InputsOfAllKindsIntoOnePack) {
  ASSERT_TRUE(base::MakeDirectories(Path("folder")).ok());
  Write("folder/a.beam", Module("a"));
  Write("folder/b.beam", Module("b"));
  Write("lib.avm", *beam::WriteAvm({{"l.beam", kAvmBeam, Module("l")},
                                    {"a.beam", kAvmBeam, Module("a", "other")}}));
  Write("m.beam", Module("m"));
  ASSERT_EQ(Compile({"m.beam", "lib.avm", "folder"}, "all.avm"), 0);
  EXPECT_THAT(Sections(Read("all.avm")),
              ElementsAre("m.beam 2", "l.beam 2", "a.beam 2", "b.beam 2"));
  EXPECT_EQ(Findings(Read("all.avm")), "");
  // Into a folder each goes its way.
  ASSERT_EQ(Compile({"m.beam", "lib.avm", "folder"}, "out"), 0);
  EXPECT_EQ(Findings(Read("out/m.beam")), "");
  EXPECT_EQ(Findings(Read("out/b.beam")), "");
  EXPECT_THAT(Sections(Read("out/lib.avm")), ElementsAre("l.beam 2", "a.beam 2"));
}

TEST_F(CompileCommandTest, StartModulesAreMarked) {
  // f/1 is exported at label 2; another row exports start/0.
  const std::string m =
      BeamBuilder()
          .Set("AtU8", beam::testing::AtomTable({"m", "start", "g", "erlang"}))
          .Set("Code",
               beam::testing::CodeChunk(
                   3, 1, beam::testing::Bytes({1, 0x10, 2, 0x12, 0x22, 0x00, 1, 0x20, 19, 3})))
          .Set("ExpT", U32(1) + U32(2) + U32(0) + U32(2))
          .Build();
  Write("m.beam", m);
  ASSERT_EQ(Compile({"m.beam"}, "m.avm"), 0);
  EXPECT_THAT(Sections(Read("m.avm")), ElementsAre("m.beam 3"));
}

TEST_F(CompileCommandTest, NothingIsHalfWritten) {
  Write("m.beam", Module("m"));
  Write("bad.beam", Module("bad"));
  EXPECT_EQ(Compile({"m.beam", "bad.beam"}, "all.avm"), 1);
  EXPECT_FALSE(base::FileExists(Path("all.avm")));
  EXPECT_EQ(Compile({"m.beam", "bad.beam"}, "out"), 1);
  EXPECT_TRUE(base::FileExists(Path("out/m.beam")));
  EXPECT_FALSE(base::FileExists(Path("out/bad.beam")));
  Write("half.avm", beam::WriteAvm({{"m.beam", kAvmBeam, Module("m")}})->substr(0, 90));
  EXPECT_EQ(Compile({"half.avm"}, "half_out.avm"), 1);
  EXPECT_FALSE(base::FileExists(Path("half_out.avm")));
  EXPECT_EQ(Compile({"m.beam", "bad.beam"}, "one.beam"), 1);
}

TEST_F(CompileCommandTest, MoreModulesThanAHostCanLoad) {
  std::vector<std::string> contents;
  for (int i = 0; i < 257; ++i) contents.push_back(Module(absl::StrCat("m", i)));
  std::vector<AvmSection> sections;
  ASSERT_TRUE(base::MakeDirectories(Path("many")).ok());
  for (int i = 0; i < 257; ++i) {
    sections.push_back({absl::StrCat("m", i, ".beam"), kAvmBeam, contents[i]});
    Write(absl::StrCat("many/m", i, ".beam"), contents[i]);
  }
  Write("many.avm", *beam::WriteAvm(sections));
  EXPECT_EQ(Compile({"many.avm"}, "out.avm"), 1);
  EXPECT_EQ(errors_, absl::StrCat(Path("many.avm"), ": 257 modules, AtomVM has room for 256\n"));
  EXPECT_EQ(Compile({"many"}, "out.avm"), 1);
  EXPECT_EQ(errors_, absl::StrCat(Path("out.avm"), ": 257 modules, AtomVM has room for 256\n"));
  EXPECT_FALSE(base::FileExists(Path("out.avm")));
  EXPECT_EQ(generated_, 0);
  sections.pop_back();
  Write("many.avm", *beam::WriteAvm(sections));
  EXPECT_EQ(Compile({"many.avm"}, "out.avm"), 0);
  // Files of a folder need not all be for one host.
  EXPECT_EQ(Compile({"many"}, "out"), 0);
  EXPECT_EQ(generated_, 257);
}

TEST_F(CompileCommandTest, OneFileTakesOneModule) {
  Write("m.beam", Module("m"));
  Write("n.beam", Module("n"));
  Write("p.avm", *beam::WriteAvm({{"m.beam", kAvmBeam, Module("m")}}));
  EXPECT_EQ(Compile({"m.beam", "n.beam"}, "one.beam"), 1);
  EXPECT_EQ(errors_, absl::StrCat(Path("one.beam"),
                                  ": there are 2 modules, so -o has to name a folder or a .avm\n"));
  EXPECT_EQ(Compile({"p.avm"}, "one.beam"), 1);
  EXPECT_EQ(errors_, absl::StrCat(Path("one.beam"), ": ", Path("p.avm"),
                                  " is a pack, so -o has to name a folder or a .avm\n"));
  // Two packs of one name would overwrite each other.
  ASSERT_TRUE(base::MakeDirectories(Path("q")).ok());
  Write("q/p.avm", Read("p.avm"));
  EXPECT_EQ(Compile({"p.avm", "q/p.avm"}, "out"), 1);
  EXPECT_EQ(errors_, absl::StrCat(Path("q/p.avm"), ": there is another pack of this name\n"));
  // A .beam and a pack in one go.
  EXPECT_EQ(Compile({"p.avm", "n.beam"}, "out"), 0);
  EXPECT_EQ(Findings(Read("out/p.avm")) + Findings(Read("out/n.beam")), "");
}

TEST_F(CompileCommandTest, ErrorsNameFileAndChunk) {
  Write("m.beam", BeamBuilder().Set("Code", "short").Build());
  EXPECT_EQ(Compile({"m.beam"}, "m_out.beam"), 1);
  EXPECT_THAT(errors_, ::testing::StartsWith(absl::StrCat(Path("m.beam"), ": ")));
  EXPECT_THAT(errors_, ::testing::HasSubstr("Code"));
  Write("p.avm", *beam::WriteAvm({{"m.beam", kAvmBeam, Read("m.beam")}}));
  EXPECT_EQ(Compile({"p.avm"}, "p_out.avm"), 1);
  EXPECT_THAT(errors_, ::testing::StartsWith(absl::StrCat(Path("p.avm"), "(m.beam): ")));
  EXPECT_FALSE(base::FileExists(Path("m_out.beam")));
  EXPECT_FALSE(base::FileExists(Path("p_out.avm")));
}

}  // namespace
}  // namespace seabeam::driver
