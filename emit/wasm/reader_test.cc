#include "emit/wasm/reader.h"

#include <cstdint>
#include <random>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "emit/wasm/encoder.h"
#include "emit/wasm/test_modules.h"
#include "emit/wasm/test_tools.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace seabeam::wasm {
namespace {

using ::testing::HasSubstr;

std::string Everything() {
  return EncodeOrFail(MakeModuleWithEverything(), {true, true, true}).bytes;
}

TEST(Reader, FindsWhatTheEncoderWrote) {
  Module m = MakeModuleWithEverything();
  EncodedModule e = EncodeOrFail(m, {true, true, true});
  absl::StatusOr<ModuleOutline> o = ReadModule(e.bytes);
  ASSERT_TRUE(o.ok()) << o.status();
  ASSERT_EQ(o->sections.size(), e.sections.size());
  for (size_t i = 0; i < e.sections.size(); ++i) {
    EXPECT_EQ(o->sections[i].name, e.sections[i].name);
    EXPECT_EQ(o->sections[i].id, e.sections[i].id);
    EXPECT_EQ(o->sections[i].offset, e.sections[i].offset);
    EXPECT_EQ(o->sections[i].size, e.sections[i].size);
    EXPECT_EQ(o->sections[i].count, e.sections[i].count) << e.sections[i].name;
  }
  EXPECT_EQ(o->types, std::vector<FuncType>(m.types().begin(), m.types().end()));
  ASSERT_EQ(o->functions.size(), e.bodies.size());
  for (size_t i = 0; i < e.bodies.size(); ++i) {
    EXPECT_EQ(o->functions[i].offset, e.bodies[i].offset);
    EXPECT_EQ(o->functions[i].size, e.bodies[i].size);
    EXPECT_EQ(o->functions[i].index, m.IndexOf(e.bodies[i].function));
    EXPECT_EQ(o->functions[i].name, m.function(e.bodies[i].function).debug_name);
  }
  ASSERT_EQ(o->imports.size(), 5u);
  EXPECT_EQ(o->imports[0].kind, ExternKind::kMemory);
  EXPECT_TRUE(o->imports[0].limits.shared);
  EXPECT_EQ(o->imports[0].limits.min, 256u);
  EXPECT_EQ(o->imports[0].limits.max, 65536u);
  EXPECT_EQ(o->imports[1].kind, ExternKind::kTable);
  EXPECT_FALSE(o->imports[1].limits.max.has_value());
  EXPECT_EQ(o->imports[3].name, "counter");
  EXPECT_TRUE(o->imports[3].is_mutable);
  EXPECT_EQ(o->imports[4].name, "a \"quoted\" name");
  EXPECT_EQ(o->num_imported_functions, 1u);
  ASSERT_EQ(o->tables.size(), 2u);
  EXPECT_EQ(o->tables[0].second.min, 6u);
  EXPECT_EQ(o->tables[1].first, kExternRef);
  ASSERT_EQ(o->exports.size(), m.exports().size());
  EXPECT_EQ(o->exports[1].name, "g\xc3\xa9");
  EXPECT_EQ(o->module_name, "everything");
}

TEST(Reader, EveryPrefixIsRefusedOrEndsAtASection) {
  std::string bytes = Everything();
  int accepted = 0;
  for (size_t n = 0; n < bytes.size(); ++n) {
    absl::StatusOr<ModuleOutline> o = ReadModule(bytes.substr(0, n));
    if (o.ok()) {
      ++accepted;
    } else {
      EXPECT_EQ(o.status().code(), absl::StatusCode::kInvalidArgument);
      EXPECT_THAT(std::string(o.status().message()), HasSubstr("wasm: "));
    }
  }
  // After a section but only where no body is owed.
  EXPECT_GE(accepted, 3);
  EXPECT_LE(accepted, 10);
}

TEST(Reader, Messages) {
  const std::string header("\0asm\1\0\0\0", 8);
  const std::pair<std::string, const char*> cases[] = {
      {"", "no magic number at offset 0"},
      {std::string("\0asm\2\0\0\0", 8), "not version 1 at offset 4"},
      {header + "\x01", "section 1: unexpected end at offset 9"},
      {header + "\x01\x05", "section 1: length beyond the end at offset 10"},
      {header + std::string("\x0d\x00", 2), "unknown section 13 at offset 8"},
      {header + "\x01\x01\x05", "section type: count beyond the end at offset 11"},
      {header + std::string("\x01\x04\x01\x5e\0\0", 6),
       "section type: not a function type at offset 12"},
      {header + std::string("\x01\x01\x00\x01\x01\x00", 6),
       "section type out of order at offset 11"},
      {header + std::string("\x03\x02\x01\x00", 4),
       "section function: type index out of range at offset 12"},
      {header + std::string("\x01\x02\x00\x00", 4), "section type: trailing bytes at offset 11"},
      {header + std::string("\x07\x05\x01\x01\x66\x00\x00", 7),
       "export \"f\" of function 0, there are 0"},
  };
  for (const auto& [bytes, message] : cases) {
    absl::StatusOr<ModuleOutline> o = ReadModule(bytes);
    ASSERT_FALSE(o.ok()) << message;
    EXPECT_THAT(std::string(o.status().message()), HasSubstr(message));
  }
}

TEST(Reader, BadNamesAreANote) {
  std::string bytes("\0asm\1\0\0\0", 8);
  bytes += std::string("\0\x09\x04name\x01\x02\x05\x00", 11);
  absl::StatusOr<ModuleOutline> o = ReadModule(bytes);
  ASSERT_TRUE(o.ok()) << o.status();
  EXPECT_THAT(o->name_section_note, HasSubstr("count beyond the end"));
  ASSERT_EQ(o->sections.size(), 1u);
}

TEST(Reader, GarbageNeverCrashes) {
  std::string good = Everything();
  std::mt19937 random(42);
  for (int round = 0; round < 20000; ++round) {
    std::string bytes = good;
    int changes = 1 + static_cast<int>(random() % 4);
    for (int i = 0; i < changes; ++i) {
      size_t at = random() % bytes.size();
      switch (random() % 4) {
        case 0:
          bytes[at] = static_cast<char>(random());
          break;
        case 1:
          bytes[at] = static_cast<char>(0xff);
          break;
        case 2:
          bytes.erase(at, 1 + random() % 8);
          break;
        default:
          bytes.insert(at, std::string(1 + random() % 4, '\x80'));
          break;
      }
    }
    absl::StatusOr<ModuleOutline> o = ReadModule(bytes);
    if (!o.ok()) continue;
    for (const auto& f : o->functions) {
      EXPECT_LE(uint64_t{f.offset} + f.size, bytes.size());
    }
  }
}

}  // namespace
}  // namespace seabeam::wasm
