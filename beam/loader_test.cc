#include "beam/loader.h"

#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "beam/opcodes.h"
#include "beam/testing/beam_builder.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace seabeam::beam {
namespace {

using ::seabeam::beam::testing::AtomTable;
using ::seabeam::beam::testing::BeamBuilder;
using ::seabeam::beam::testing::Bytes;
using ::seabeam::beam::testing::CodeChunk;
using ::seabeam::beam::testing::Compact;
using ::seabeam::beam::testing::U16;
using ::seabeam::beam::testing::U32;
using ::seabeam::beam::testing::U64;
using ::testing::ElementsAre;

Module MustLoad(const BeamBuilder& builder) {
  absl::StatusOr<Module> module = LoadModule(builder.Build());
  EXPECT_TRUE(module.ok()) << module.status();
  return module.ok() ? *std::move(module) : Module();
}

TEST(LoaderTest, SmallModule) {
  const Module module = MustLoad(BeamBuilder());
  EXPECT_EQ(module.name, "m");
  EXPECT_THAT(module.atoms, ElementsAre("", "m", "f", "g", "erlang"));
  ASSERT_EQ(module.functions.size(), 1u);
  const Function& f = module.functions[0];
  EXPECT_EQ(module.atom(f.name), "f");
  EXPECT_EQ(f.arity, 1u);
  EXPECT_EQ(f.func_info_label, 1u);
  EXPECT_EQ(f.entry_label, 2u);
  EXPECT_EQ(f.begin, 0u);
  EXPECT_EQ(f.entry, 2u);
  EXPECT_EQ(f.end, 4u);
  EXPECT_EQ(module.instructions.size(), 5u);
  EXPECT_EQ(module.instructions[3].code_offset, 8u);
  EXPECT_THAT(module.label_instructions,
              ElementsAre(Module::kNoInstruction, 0u, 2u, Module::kNoInstruction));
  EXPECT_EQ(module.entry_functions[2], 0u);
  EXPECT_EQ(module.chunks.size(), 5u);
  EXPECT_EQ(module.chunks[0].id, "AtU8");
  EXPECT_EQ(module.chunks[0].offset, 20u);
}

TEST(LoaderTest, IgnoresBytesBehindTheForm) {
  EXPECT_TRUE(LoadModule(BeamBuilder().Build() + "trailing").ok());
}

TEST(LoaderTest, AtomsWithLongLengths) {
  // -3 atoms; the last one has 510 bytes but 255 characters.
  std::string long_atom;
  for (int i = 0; i < 255; ++i) long_atom += "\xC3\xA9";
  const std::string table = U32(static_cast<uint32_t>(-4)) + Compact(0, 1) + "m" + Compact(0, 1) +
                            "f" + Compact(0, 510) + long_atom + Compact(0, 0);
  const Module module = MustLoad(BeamBuilder().Set("AtU8", table));
  EXPECT_THAT(module.atoms, ElementsAre("", "m", "f", long_atom, ""));
}

TEST(LoaderTest, Latin1Atoms) {
  const Module module =
      MustLoad(BeamBuilder().Remove("AtU8").Set("Atom", AtomTable({"m", "f", "\xE9", "erlang"})));
  EXPECT_THAT(module.atoms, ElementsAre("", "m", "f", "\xC3\xA9", "erlang"));
}

TEST(LoaderTest, IntegerOperands) {
  // move I, x0 for each encoding.
  struct Case {
    std::string encoded;
    int64_t value;
  };
  const std::vector<Case> cases = {
      {Bytes({0x51}), 5},
      {Bytes({0xE9, 0xFF}), 2047},
      {Bytes({0x19, 0x80, 0x00}), -32768},
      {Bytes({0x39, 0x00, 0xFF, 0xFF}), 65535},
      {Bytes({0xD9, 0x80, 0, 0, 0, 0, 0, 0, 0}), std::numeric_limits<int64_t>::min()},
      {Bytes({0xD9, 0x7F, 255, 255, 255, 255, 255, 255, 255}), std::numeric_limits<int64_t>::max()},
      // Longer than needed: nine bytes.
      {Bytes({0xF9, 0x00, 0xFF, 255, 255, 255, 255, 255, 255, 255, 0xFE}), -2},
  };
  for (const Case& test : cases) {
    const Module module =
        MustLoad(BeamBuilder().SetBody(absl::StrCat("\x40", test.encoded, "\x03\x13")));
    const Operand& operand = module.operands_of(module.instructions[3])[0];
    EXPECT_EQ(operand.kind, OperandKind::kInteger);
    EXPECT_EQ(operand.value, test.value);
  }
}

TEST(LoaderTest, BigIntegerOperands) {
  const std::string bits = Bytes({0x80, 0, 0, 0, 0, 0, 0, 0, 1});
  const Module module =
      MustLoad(BeamBuilder().SetBody(absl::StrCat("\x40", Bytes({0xF9, 0x00}), bits, "\x03\x13")));
  const Operand& operand = module.operands_of(module.instructions[3])[0];
  ASSERT_EQ(operand.kind, OperandKind::kBigInteger);
  // -(2^71) + 1
  EXPECT_TRUE(module.bigints[operand.index()].negative);
  EXPECT_EQ(module.bigints[operand.index()].magnitude,
            Bytes({0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F}));
}

TEST(LoaderTest, ExtendedOperands) {
  BeamBuilder builder;
  builder.Set("LitU", U32(1) + U32(2) + Bytes({131, 106}));
  builder.Set("Type", U32(3) + U32(1) + U16(0x0020));
  // move Literal 0, x0; move typed x0, y1; put_tuple2 x0, [x0, nil, atom g]; fmove typed x0, fr2;
  // test_heap {words 3, floats 1}, 1; return.
  builder.SetBody(Bytes({0x40, 0x47, 0x00, 0x03}) + Bytes({0x40, 0x57, 0x03, 0x00, 0x14}) +
                  Bytes({164, 0x03, 0x17, 0x30, 0x03, 0x02, 0x32}) +
                  Bytes({96, 0x57, 0x03, 0x00, 0x27, 0x20}) +
                  Bytes({16, 0x37, 0x20, 0x00, 0x30, 0x10, 0x10, 0x10}) + Bytes({19}));
  const Module module = MustLoad(builder);
  ASSERT_EQ(module.instructions.size(), 10u);
  const auto operands = [&](int i) { return module.operands_of(module.instructions[i]); };
  EXPECT_EQ(operands(3)[0].kind, OperandKind::kLiteral);
  EXPECT_EQ(module.literal(0), "\x83\x6A");
  EXPECT_TRUE(operands(4)[0].has_type());
  EXPECT_EQ(module.types[operands(4)[0].type_index()].kinds, kTypeInteger);
  EXPECT_FALSE(operands(4)[1].has_type());
  const auto elements = module.list(operands(5)[1]);
  ASSERT_EQ(elements.size(), 3u);
  EXPECT_EQ(elements[1].kind, OperandKind::kNil);
  EXPECT_EQ(module.atom(elements[2].index()), "g");
  EXPECT_EQ(operands(6)[1].kind, OperandKind::kFloatReg);
  EXPECT_EQ(operands(6)[1].value, 2);
  ASSERT_EQ(operands(7)[0].kind, OperandKind::kAllocList);
  EXPECT_EQ(module.list(operands(7)[0]).size(), 4u);
}

TEST(LoaderTest, TypesOfAllVersions) {
  struct Case {
    uint32_t version;
    std::string entry;
    TypeEntry expected;
  };
  const std::string no_bounds = U64(0) + U64(~uint64_t{0});
  const std::vector<Case> cases = {
      {1, U16(0x1FFF) + no_bounds, {kTypeAny}},
      {1, U16(1 << 6) + U64(1) + U64(2), {kTypeInteger, true, true, 1, 1, 2}},
      {1, U16(1 << 2) + no_bounds, {kTypeBitstring}},
      {1, U16(1 << 12) + no_bounds, {kTypeTuple}},
      {2, U16((1 << 6) | (1 << 13)) + U64(3), {kTypeInteger, true, false, 1, 3, 0}},
      {2, U16((1 << 1) | (1 << 15)) + Bytes({7}), {kTypeBitstring, false, false, 8}},
      {3, U16(0x0FFF), {kTypeAny}},
      {3, U16(0x2020) + U64(7), {kTypeInteger, false, true, 1, 0, 7}},
      {3, U16(0x3028) + U64(1) + U64(2), {kTypeInteger | kTypeFloat, true, true, 1, 1, 2}},
      {3, U16(0x4002) + Bytes({255}), {kTypeBitstring, false, false, 256}},
      {3, U16(0x0084), {kTypeCons | kTypeNil}},
      {4, U16(0x1FFF), {kTypeAny}},
      {4, U16(0x1000), {kTypeRecord}},
      {4, U16(0x6020) + U64(0) + U64(9), {kTypeInteger, true, true, 1, 0, 9}},
      {4, U16(0x8002) + Bytes({0}), {kTypeBitstring, false, false, 1}},
  };
  for (const Case& test : cases) {
    const Module module =
        MustLoad(BeamBuilder().Set("Type", U32(test.version) + U32(1) + test.entry));
    ASSERT_EQ(module.types.size(), 1u);
    const TypeEntry& type = module.types[0];
    EXPECT_EQ(type.kinds, test.expected.kinds);
    EXPECT_EQ(type.has_lower, test.expected.has_lower);
    EXPECT_EQ(type.has_upper, test.expected.has_upper);
    EXPECT_EQ(type.unit, test.expected.unit);
    EXPECT_EQ(type.lower, test.expected.lower);
    EXPECT_EQ(type.upper, test.expected.upper);
  }
}

TEST(LoaderTest, UnknownTypeVersionDropsTheHints) {
  BeamBuilder builder;
  builder.Set("Type", U32(99) + "whatever");
  builder.SetBody(Bytes({0x40, 0x57, 0x03, 0x70, 0x14, 19}));
  const Module module = MustLoad(builder);
  EXPECT_TRUE(module.types.empty());
  EXPECT_EQ(module.type_version, 99u);
  EXPECT_FALSE(module.operands_of(module.instructions[3])[0].has_type());
}

TEST(LoaderTest, Lines) {
  BeamBuilder builder;
  // Three positions: line 5 of the module's own file, lines 7 and 300 of another.
  builder.Set("Line", U32(0) + U32(0) + U32(4) + U32(3) + U32(1) + Compact(1, 5) + Compact(2, 1) +
                          Compact(1, 7) + Compact(1, 300) + U16(5) + "a.hrl");
  builder.SetBody(Bytes({153, 0x30, 19}));
  const Module module = MustLoad(builder);
  EXPECT_THAT(module.file_names, ElementsAre("m.erl", "a.hrl"));
  ASSERT_EQ(module.lines.size(), 4u);
  EXPECT_EQ(module.lines[1].file, 0u);
  EXPECT_EQ(module.lines[1].line, 5u);
  EXPECT_EQ(module.lines[3].file, 1u);
  EXPECT_EQ(module.lines[3].line, 300u);
  EXPECT_EQ(module.operands_of(module.instructions[3])[0].value, 3);
}

TEST(LoaderTest, LineNumbersWithoutLineChunkBecomeUnknown) {
  const Module module = MustLoad(BeamBuilder().SetBody(Bytes({153, 0x30, 19})));
  EXPECT_FALSE(module.has_lines);
  EXPECT_EQ(module.operands_of(module.instructions[3])[0].value, 0);
}

struct Damage {
  const char* name;
  std::function<void(BeamBuilder*)> apply;
  // Parts of the message.
  std::vector<std::string> expected;
};

std::function<void(BeamBuilder*)> Chunk(std::string id, std::string data) {
  return [id, data](BeamBuilder* builder) { builder->Set(id, data); };
}

std::function<void(BeamBuilder*)> Body(std::string code) {
  return [code](BeamBuilder* builder) { builder->SetBody(code); };
}

std::function<void(BeamBuilder*)> Without(std::string id) {
  return [id](BeamBuilder* builder) { builder->Remove(id); };
}

const std::string& Head() {
  static const std::string head = Bytes({0x01, 0x10, 0x02, 0x12, 0x22, 0x10, 0x01, 0x20});
  return head;
}

std::vector<Damage> Damages() {
  const std::string f = "chunk Code: function f/1: offset 28: ";
  return {
      {"no atoms chunk", Without("AtU8"), {"chunk AtU8: missing"}},
      {"no code", Without("Code"), {"chunk Code: missing"}},
      {"no imports", Without("ImpT"), {"chunk ImpT: missing"}},
      {"no exports", Without("ExpT"), {"chunk ExpT: missing"}},
      {"no atoms", Chunk("AtU8", U32(0)), {"chunk AtU8: offset 0: no atoms"}},
      {"too many atoms", Chunk("AtU8", U32(100) + "\1m"), {"chunk AtU8: offset 0: 100 atoms"}},
      {"atom too long", Chunk("AtU8", U32(1) + "\5m"), {"chunk AtU8: offset 5: truncated atom"}},
      {"bad UTF-8", Chunk("AtU8", U32(1) + "\1\xFF"), {"chunk AtU8: offset 5: atom 1 is not"}},
      {"smallest count", Chunk("AtU8", U32(0x80000000)), {"chunk AtU8", "more than"}},
      {"import atom",
       Chunk("ImpT", U32(1) + U32(9) + U32(2) + U32(1)),
       {"chunk ImpT: offset 4: no atom 9"}},
      {"import count",
       Chunk("ImpT", U32(2) + U32(1) + U32(2) + U32(1)),
       {"chunk ImpT: offset 0: 2 entries"}},
      {"import arity",
       Chunk("ImpT", U32(1) + U32(1) + U32(2) + U32(256)),
       {"chunk ImpT: offset 12: arity 256"}},
      {"export label",
       Chunk("ExpT", U32(1) + U32(2) + U32(1) + U32(1)),
       {"chunk ExpT: function f/1: row 0: label 1 is no function's entry"}},
      {"export label out of range",
       Chunk("ExpT", U32(1) + U32(2) + U32(1) + U32(77)),
       {"chunk ExpT", "label 77"}},
      {"export of another name",
       Chunk("ExpT", U32(1) + U32(3) + U32(1) + U32(2)),
       {"chunk ExpT: function g/1: row 0: label 2 is another function's entry"}},
      {"local arity",
       Chunk("LocT", U32(1) + U32(2) + U32(2) + U32(2)),
       {"chunk LocT: function f/2"}},
      {"fun with too many free variables",
       Chunk("FunT", U32(1) + U32(2) + U32(1) + U32(2) + U32(0) + U32(2) + U32(0)),
       {"chunk FunT: offset 20: 2 free variables"}},
      {"literal size",
       Chunk("LitU", U32(1) + U32(9) + "\x83j"),
       {"chunk LitU: offset 4: literal 0"}},
      {"literal version",
       Chunk("LitU", U32(1) + U32(2) + "jj"),
       {"chunk LitU: offset 4: literal 0"}},
      {"literal bomb",
       Chunk("LitT", U32(200000000) + "xx"),
       {"chunk LitT: offset 4: declared size"}},
      {"literal limit", Chunk("LitT", U32(0xFFFFFFFF) + "xx"), {"chunk LitT: offset 0: more than"}},
      {"literal zlib", Chunk("LitT", U32(20) + "xxxxxxxxxxx"), {"chunk LitT: offset 4: bad zlib"}},
      {"line file",
       Chunk("Line", U32(0) + U32(0) + U32(1) + U32(1) + U32(0) + Compact(2, 1)),
       {"chunk Line: offset 20: no file 1"}},
      {"line tag",
       Chunk("Line", U32(0) + U32(0) + U32(1) + U32(1) + U32(0) + Compact(3, 1)),
       {"chunk Line: offset 20: neither"}},
      {"line count",
       Chunk("Line", U32(0) + U32(0) + U32(1) + U32(1000) + U32(0)),
       {"chunk Line: offset 12: 1000 positions"}},
      {"file name",
       Chunk("Line", U32(0) + U32(0) + U32(0) + U32(0) + U32(1) + U16(9) + "a"),
       {"chunk Line: offset 20: truncated file name"}},
      {"type count", Chunk("Type", U32(3) + U32(2) + U16(1)), {"chunk Type: offset 4: 2 entries"}},
      {"empty type",
       Chunk("Type", U32(3) + U32(1) + U16(0)),
       {"chunk Type: offset 8: type 0 is empty"}},
      {"truncated type",
       Chunk("Type", U32(3) + U32(1) + U16(0x1020) + "x"),
       {"chunk Type: offset 8: truncated"}},
      {"empty range",
       Chunk("Type", U32(3) + U32(1) + U16(0x3020) + U64(2) + U64(1)),
       {"chunk Type: offset 8: type 0 has an empty range"}},

      {"code header", Chunk("Code", U32(4)), {"chunk Code: offset 0: bad header size"}},
      {"instruction set",
       Chunk("Code", U32(16) + U32(1) + U32(2) + U32(2) + U32(2)),
       {"chunk Code: offset 0: unknown instruction set 1"}},
      {"opcode maximum",
       Chunk("Code", CodeChunk(4, 1, Head() + "\x13\x03", 250)),
       {"chunk Code: offset 0: needs opcode 250"}},
      {"label count",
       Chunk("Code", CodeChunk(0x7FFFFFFF, 1, Head() + "\x13\x03")),
       {"chunk Code: offset 0: 2147483647 labels"}},
      {"function count",
       Chunk("Code", CodeChunk(4, 2, Head() + "\x13\x03")),
       {"chunk Code: offset 29: 1 functions found, the header announces 2"}},
      {"no end",
       Chunk("Code", CodeChunk(4, 1, Head() + "\x13")),
       {"chunk Code: function f/1: offset 29: code does not end"}},
      {"code in front",
       Chunk("Code", CodeChunk(4, 1, "\x13" + Head() + "\x13\x03")),
       {"chunk Code: offset 20: instructions in front"}},
      {"no label in front",
       Chunk("Code", CodeChunk(4, 1, Bytes({0x02, 0x12, 0x22, 0x10}))),
       {"chunk Code: offset 20: func_info without a label"}},
      {"func_info of another module",
       Chunk("Code", CodeChunk(4, 1, Bytes({0x01, 0x10, 0x02, 0x22, 0x22, 0x10}))),
       {"chunk Code: offset 22: func_info names module f"}},
      {"no entry label",
       Chunk("Code", CodeChunk(4, 1, Bytes({0x01, 0x10, 0x02, 0x12, 0x22, 0x10, 0x13, 0x03}))),
       {"function f/1: offset 26: func_info must be followed by a label"}},
      {"label twice", Body(Bytes({0x01, 0x20, 0x13})), {f, "label 2 is defined twice"}},
      {"label 0", Body(Bytes({0x01, 0x00, 0x13})), {f, "no label 0"}},
      {"label out of range", Body(Bytes({0x01, 0x90, 0x13})), {f, "no label 9"}},
      {"jump nowhere", Body(Bytes({61, 0x35})), {f, "label 3 is not defined"}},
      {"jump to no label", Body(Bytes({61, 0x05})), {f, "label 0 where a label is needed"}},
      {"jump out of range", Body(Bytes({61, 0x95})), {f, "no label 9"}},
      {"call of no entry", Body(Bytes({4, 0x10, 0x15, 19})), {f, "which is no function's entry"}},
      {"call of another arity", Body(Bytes({4, 0x20, 0x25, 19})), {f, "another arity"}},
      {"call_ext of another arity", Body(Bytes({7, 0x20, 0x00, 19})), {f, "another arity"}},
      {"no import", Body(Bytes({7, 0x10, 0x10, 19})), {f, "no import 1"}},
      {"unknown opcode", Body(Bytes({250})), {f, "unknown opcode 250"}},
      {"opcode 0", Body(Bytes({0})), {f, "unknown opcode 0"}},
      {"removed opcode", Body(Bytes({27, 0x05, 0x03, 0x03, 0x03})), {f, "opcode 27 (m_plus)"}},
      {"wrong class", Body(Bytes({64, 0x03, 0x11})), {f, "move: a register expected"}},
      {"unsigned source", Body(Bytes({64, 0x00, 0x03})), {f, "move: a register or a constant"}},
      {"atom", Body(Bytes({64, 0x92, 0x03})), {f, "no atom 9"}},
      {"literal", Body(Bytes({64, 0x47, 0x00, 0x03})), {f, "no literal 0"}},
      {"register", Body(Bytes({64, 0x8B, 0x00, 0x03})), {f, "no x register 1024"}},
      {"truncated operand",
       Chunk("Code", CodeChunk(4, 1, Head() + "\x40")),
       {"function f/1: offset 28: truncated operand"}},
      {"extended", Body(Bytes({64, 0x67, 0x03})), {f, "unknown extended operand"}},
      {"type of what", Body(Bytes({64, 0x57, 0x12, 0x03})), {f, "type on something"}},
      {"list too long", Body(Bytes({164, 0x03, 0x17, 0xE8, 0xFF})), {f, "list passes the end"}},
      {"list in a list", Body(Bytes({164, 0x03, 0x17, 0x10, 0x17, 0x00})), {f, "list in a list"}},
      {"odd list", Body(Bytes({59, 0x03, 0x15, 0x17, 0x10, 0x02})), {f, "wrong length"}},
      {"bad allocation list",
       Body(Bytes({16, 0x37, 0x10, 0x30, 0x10, 0x10})),
       {f, "bad allocation list"}},
      {"negative unsigned", Body(Bytes({18, 0x18, 0x80, 0x00})), {f, "negative number"}},
      {"huge frame", Body(Bytes({12, 0x58, 0x7F, 0xFF, 0xFF, 0xFF, 0x10})), {f, "is too large"}},
      {"live registers", Body(Bytes({12, 0x10, 0xE8, 0xFF})), {f, "live registers"}},
      {"fun", Body(Bytes({171, 0x00, 0x03, 0x17, 0x00})), {f, "no fun 0"}},
      {"string", Body(Bytes({132, 0x15, 0x03, 0x80, 0x00})), {f, "chunk StrT"}},
      {"bs_match command",
       Body(Bytes({182, 0x15, 0x03, 0x17, 0x10, 0x22})),
       {f, "bs_match: unknown command f"}},
      {"line without a row",
       [](BeamBuilder* builder) {
         builder->Set("Line", U32(0) + U32(0) + U32(0) + U32(0) + U32(0));
         builder->SetBody(Bytes({153, 0x10, 19}));
       },
       {f, "no line 1"}},
  };
}

TEST(LoaderTest, DamagedFilesAreRefusedWithTheirPlace) {
  LoadOptions options;
  options.file_name = "dir/m.beam";
  for (const Damage& damage : Damages()) {
    SCOPED_TRACE(damage.name);
    BeamBuilder builder;
    damage.apply(&builder);
    const absl::StatusOr<Module> module = LoadModule(builder.Build(), options);
    ASSERT_FALSE(module.ok());
    EXPECT_TRUE(absl::StartsWith(module.status().message(), "dir/m.beam: chunk "))
        << module.status();
    for (const std::string& part : damage.expected) {
      EXPECT_TRUE(absl::StrContains(module.status().message(), part)) << module.status();
    }
  }
}

TEST(LoaderTest, TwoChunksOfOneKind) {
  const std::string once = BeamBuilder().Build();
  const std::string body = once.substr(12);
  const std::string twice =
      absl::StrCat("FOR1", U32(static_cast<uint32_t>(body.size() * 2 + 4)), "BEAM", body, body);
  const absl::StatusOr<Module> module = LoadModule(twice);
  ASSERT_FALSE(module.ok());
  EXPECT_EQ(module.status().message(), "chunk AtU8: there are two of them");
}

TEST(LoaderTest, EveryTruncationIsRefused) {
  BeamBuilder builder;
  builder.Set("LitU", U32(1) + U32(2) + Bytes({131, 106}));
  const std::string file = builder.Build();
  for (size_t size = 0; size < file.size(); ++size) {
    EXPECT_FALSE(LoadModule(file.substr(0, size)).ok()) << size;
  }
}

TEST(LoaderTest, NotABeam) {
  EXPECT_EQ(LoadModule("").status().message(), "offset 0: not a BEAM file (no FOR1 header)");
  EXPECT_EQ(LoadModule("FOR1\0\0\0\4ABCD").status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(OpcodesTest, Table) {
  EXPECT_EQ(OpcodeName(Opcode::kBsMatch), "bs_match");
  EXPECT_EQ(OpcodeName(191), "get_record_field");
  EXPECT_EQ(GetOpcodeInfo(59).arity, 3);
  EXPECT_TRUE(GetOpcodeInfo(27).is_removed());
  EXPECT_FALSE(GetOpcodeInfo(14).is_removed());
}

}  // namespace
}  // namespace seabeam::beam
