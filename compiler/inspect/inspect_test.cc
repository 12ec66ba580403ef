#include "compiler/inspect/inspect.h"

#include <string>

#include "absl/strings/str_join.h"
#include "beam/avm.h"
#include "beam/testing/beam_builder.h"
#include "emit/container/native_writer.h"
#include "emit/container/testing/sample_native.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace seabeam::inspect {
namespace {

using beam::testing::BeamBuilder;
using beam::testing::U32;
using ::testing::HasSubstr;

std::string Findings(absl::string_view bytes, std::string* out) {
  base::Findings findings;
  Inspect(bytes, out, &findings);
  return absl::StrJoin(findings.lines(), "\n");
}

// The builder's module and what a host wants besides.
BeamBuilder HostBeam() {
  BeamBuilder builder;
  builder.Set("LocT", U32(0)).Set("FunT", U32(0));
  atomvm::testing::SampleShape shape;
  shape.labels = 4;  // as in its Code
  builder.Set("avmN", *atomvm::WriteNativeChunk(atomvm::testing::SampleNativeCode(shape)));
  return builder;
}

TEST(InspectTest, Beam) {
  std::string out;
  EXPECT_EQ(Findings(BeamBuilder().Build(), &out), "");
  EXPECT_THAT(out, HasSubstr("module m, md5 "));
  EXPECT_THAT(out, HasSubstr("AtU8  4 atoms"));
  EXPECT_THAT(out, HasSubstr("1 functions, 5 instructions"));
}

TEST(InspectTest, NativeCodeFieldByField) {
  std::string out;
  ASSERT_EQ(Findings(HostBeam().Build(), &out), "");
  for (const char* part :
       {"       0  info size 16", "       4  labels 4: processes end at f4", "version 1",
        "architectures 1", "12  architecture 7 (wasm32), variant 1, stream of ", "entries 7",
        "wasm module at 12 of the stream", "wasm section export", "6 entries",
        "import env.memory, at least 256, at most 65536, shared",
        "export f2, wasm function 1 (f/1)", "line rows 6", "no line from offset 8, label 2 (f/1)",
        "label rows 2", "label 6 belongs to label 3 (f/1)"}) {
    EXPECT_THAT(out, HasSubstr(part));
  }
}

TEST(InspectTest, WithoutBytecode) {
  std::string out;
  EXPECT_EQ(Findings(HostBeam().Remove("Code").Build(), &out), "");
  EXPECT_THAT(out, HasSubstr("module m\n"));
  EXPECT_THAT(out, HasSubstr("ImpT  1 imports"));
  EXPECT_THAT(out, HasSubstr("export f4, "));
}

TEST(InspectTest, DamagedBeamIsListedAsFarAsPossible) {
  std::string out;
  EXPECT_EQ(Findings(BeamBuilder().Set("ImpT", "").Build(), &out),
            "chunk ImpT: offset 0: truncated table");
  EXPECT_THAT(out, HasSubstr("Code"));
}

TEST(InspectTest, Avm) {
  const std::string beam = HostBeam().Build();
  std::string out;
  EXPECT_EQ(Findings(*beam::WriteAvm({{"m.beam", beam::kAvmBeam | beam::kAvmStart, beam},
                                      {"a/priv/x", 4, U32(2) + "hi"}}),
                     &out),
            "");
  EXPECT_THAT(out, HasSubstr("m.beam  start module"));
  EXPECT_THAT(out, HasSubstr("a/priv/x  data"));
  EXPECT_THAT(out, HasSubstr("m.beam: module m"));
  EXPECT_THAT(out, HasSubstr("export f4, "));
}

TEST(InspectTest, AvmWithAModuleUnderAnotherName) {
  std::string out;
  EXPECT_EQ(Findings(*beam::WriteAvm({{"x.beam", beam::kAvmBeam, BeamBuilder().Build()}}), &out),
            "x.beam: holds module m, which is not found by this name");
}

}  // namespace
}  // namespace seabeam::inspect
