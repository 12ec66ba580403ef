#include "beam/atomvm/limits.h"

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "beam/loader.h"
#include "beam/testing/beam_builder.h"
#include "gtest/gtest.h"

namespace seabeam::beam::atomvm {
namespace {

using testing::BeamBuilder;
using testing::Bytes;
using testing::Compact;

Module Load(const std::string& body) {
  absl::StatusOr<Module> module = LoadModule(BeamBuilder().SetBody(body).Build());
  EXPECT_TRUE(module.ok()) << module.status();
  return module.ok() ? *std::move(module) : Module();
}

std::string Problem(const Module& module) { return std::string(CheckLimits(module).message()); }

const std::string kReturn = Bytes({19});

// move Integer {x,0}, of so many bytes
std::string MoveInteger(int bytes) {
  return Bytes({64, 0xF9}) + Compact(0, bytes - 9) + std::string(static_cast<size_t>(bytes), '\1') +
         Bytes({3});
}

// fmove {x,0} {fr,N}
std::string MoveToFloat(int index) { return Bytes({96, 0x03, 0x27}) + Compact(0, index); }

TEST(LimitsTest, WhatFitsPasses) {
  EXPECT_EQ(Problem(Load(kReturn)), "");
  EXPECT_EQ(Problem(Load(MoveToFloat(15) + MoveInteger(32) + kReturn)), "");
}

TEST(LimitsTest, OperandsAreNamedWithTheirFunction) {
  EXPECT_TRUE(absl::StartsWith(Problem(Load(MoveToFloat(16) + kReturn)),
                               "chunk Code: function f/1: offset "));
  EXPECT_TRUE(absl::EndsWith(Problem(Load(MoveToFloat(16) + kReturn)),
                             ": float register 16, AtomVM has 16"));
  EXPECT_TRUE(absl::EndsWith(Problem(Load(MoveInteger(33) + kReturn)),
                             ": an integer of 33 bytes, AtomVM has room for 256 bits"));
  // In a list: select_val {x,0} {f,2} [Integer, {f,2}].
  const std::string integer = MoveInteger(40);
  const std::string select =
      Bytes({59, 0x03, 0x25, 0x17, 0x20}) + integer.substr(1, integer.size() - 2) + Bytes({0x25});
  EXPECT_TRUE(absl::EndsWith(Problem(Load(select)),
                             ": an integer of 40 bytes, AtomVM has room for 256 bits"));
  EXPECT_EQ(CheckLimits(Load(MoveToFloat(16) + kReturn)).code(),
            absl::StatusCode::kResourceExhausted);
}

TEST(LimitsTest, Counts) {
  Module module = Load(kReturn);
  module.code_header.label_count = 65535;
  EXPECT_EQ(Problem(module), "");
  module.code_header.label_count = 65536;
  EXPECT_EQ(Problem(module), "chunk Code: 65536 labels, AtomVM has room for 65535");
  module.code_header.label_count = 3;
  module.lines.resize(65536);  // the first one is none
  EXPECT_EQ(Problem(module), "");
  module.lines.resize(65537);
  EXPECT_EQ(Problem(module), "chunk Line: 65536 source positions, AtomVM has room for 65535");
}

}  // namespace
}  // namespace seabeam::beam::atomvm
