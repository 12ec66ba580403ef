#include <set>
#include <string>
#include <utility>

#include "abi/atomvm/atoms.h"
#include "abi/atomvm/bifs.h"
#include "abi/atomvm/container.h"
#include "abi/atomvm/layout.h"
#include "abi/atomvm/limits.h"
#include "abi/atomvm/primitives.h"
#include "gtest/gtest.h"

namespace seabeam::abi::atomvm {
namespace {

TEST(PrimitivesTest, NumbersAreTheirPlaces) {
  std::set<std::string> names;
  uint32_t place = 0;
#define SEABEAM_CHECK_ROW(number, primitive, params, result, gc)       \
  EXPECT_EQ(number, static_cast<int>(place)) << #primitive;            \
  EXPECT_EQ(Fact(Primitive::primitive).name, std::string(#primitive)); \
  names.insert(#primitive);                                            \
  ++place;
  SEABEAM_ATOMVM_PRIMITIVES(SEABEAM_CHECK_ROW)
#undef SEABEAM_CHECK_ROW
  EXPECT_EQ(names.size(), kPrimitiveCount);
}

TEST(PrimitivesTest, Types) {
  std::set<std::string> wide;
  std::set<uint32_t> void_numbers;
  for (uint32_t i = 0; i < kPrimitiveCount; ++i) {
    const PrimitiveFact& fact = kPrimitives[i];
    const std::string params = fact.params;
    EXPECT_EQ(params.find_first_not_of("il"), std::string::npos) << fact.name;
    EXPECT_GE(params.size(), 1u) << fact.name;
    EXPECT_LE(params.size(), 6u) << fact.name;
    if (params.find('l') != std::string::npos) wide.insert(fact.name);
    if (fact.result == PrimitiveResult::kVoid) void_numbers.insert(i);
    EXPECT_EQ(fact.result == PrimitiveResult::kLeave, fact.gc == PrimitiveGc::kLeaves) << fact.name;
  }
  EXPECT_EQ(wide, std::set<std::string>({"alloc_boxed_integer_fragment"}));
  // Appendix D of the interface description.
  EXPECT_EQ(void_numbers, std::set<uint32_t>({7, 23, 24, 25, 26, 27, 34, 37, 42, 58, 62}));
}

TEST(BifsTest, DifferFromEachOther) {
  std::set<std::pair<std::string, uint32_t>> seen;
  for (const BifFact& bif : kBifs) {
    EXPECT_TRUE(seen.emplace(bif.function, bif.arity).second) << bif.function;
    EXPECT_LE(bif.arity, 3u);
    EXPECT_LE(BifParams(bif), 6u);
  }
  EXPECT_EQ(seen.count({"binary_part", 2}), 0u);
  EXPECT_EQ(seen.count({"/", 2}), 1u);
  EXPECT_EQ(seen.count({"/=", 2}), 1u);
}

TEST(AtomsTest, Terms) {
  EXPECT_EQ(AtomTerm(FixedAtom::kFalse), 0x0Bu);
  EXPECT_EQ(AtomTerm(FixedAtom::kBadarg), 0x10Bu);
  EXPECT_EQ(AtomTerm(FixedAtom::kBadrecord), 0x44Bu);
  EXPECT_STREQ(kFixedAtomNames[kFixedAtomCount - 1], "badrecord");
}

TEST(LayoutTest, Positions) {
  EXPECT_EQ(Cp(2, 0x12345), 0x02123450u);
  EXPECT_EQ(CpModule(0xFF123450u), 0xFFu);
  EXPECT_EQ(CpLabel(0xFF123450u), 0x12345u);
  EXPECT_EQ(CatchTerm(1, 3), 0x010000DBu);
  EXPECT_EQ(Cp(0, kMaxLabelInCp) & ~kCpOffsetMask, 0u);
  EXPECT_EQ(CatchTerm(0, kMaxLabelInCatch) & ~kCpOffsetMask, 0u);
  EXPECT_EQ(Modoff(LabelOfModoff(400)), 400u);
  EXPECT_LE(Modoff(kMaxLabelInCp), kMaxOffset);
}

TEST(LayoutTest, Terms) {
  EXPECT_EQ(XRegister(16), 0x58u);
  EXPECT_EQ(kExternalFunHeader, 0xD4u);
  EXPECT_EQ(kRefcBinaryHeader, 0x160u);
  EXPECT_EQ(kSubBinaryHeader, 0xE8u);
  EXPECT_EQ(kFloatHeader, 0x98u);
  EXPECT_EQ(kIntegerSignBit, 4u);
  const uint32_t digit_words[] = {3, 3, 4, 4, 6, 6, 8, 8};
  for (uint32_t digits = 1; digits <= kMaxIntegerDigits; ++digits) {
    EXPECT_EQ(BigIntegerWords(digits), digit_words[digits - 1]);
  }
  EXPECT_EQ(BinaryWords(0), 3u);
  EXPECT_EQ(BinaryWords(31), 11u);
  EXPECT_EQ(BinaryWords(32), 8u);
}

TEST(ContainerTest, Magic) {
  EXPECT_EQ(sizeof(kAvmMagic), kAvmMagicSize);
  EXPECT_EQ(kNativeInfoBase + kNativeInfoHeadSize, kNativeArchitecturesAt);
}

}  // namespace
}  // namespace seabeam::abi::atomvm
