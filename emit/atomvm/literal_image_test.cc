#include "emit/atomvm/literal_image.h"

#include <string>

#include "abi/layout.h"
#include "gtest/gtest.h"

namespace seabeam::emit {
namespace {

using Words = std::vector<uint32_t>;

constexpr uint32_t kOkTerm = abi::AtomTerm(2);

bool Atoms(absl::string_view name, KnownAtom* atom) {
  if (name == "ok") atom->term = kOkTerm;
  if (name == "late") atom->index = 7;
  return name == "ok" || name == "late";
}

std::string Bytes(std::initializer_list<int> values) {
  std::string bytes;
  for (int v : values) bytes.push_back(static_cast<char>(v));
  return bytes;
}

constexpr uint32_t Cons(uint32_t word) { return 4 * word + abi::kTagCons; }
constexpr uint32_t Boxed(uint32_t word) { return 4 * word + abi::kTagBoxed; }

TEST(LiteralImage, StringsAreLists) {
  LiteralImage image;
  ASSERT_TRUE(MakeLiteralImage(Bytes({131, 107, 0, 2, 5, 255}), Atoms, &image));
  EXPECT_EQ(image.tag, abi::kTagCons);
  EXPECT_EQ(image.words, (Words{Cons(2), abi::SmallTerm(5), abi::kNil, abi::SmallTerm(255)}));
}

TEST(LiteralImage, TuplesListsAndAtomsNest) {
  // {ok, [late | -1], []}
  LiteralImage image;
  ASSERT_TRUE(MakeLiteralImage(
      Bytes({131, 104, 3, 119, 2, 'o', 'k', 108, 0, 0, 0, 1, 119, 4, 'l', 'a', 't', 'e', 98, 255,
             255, 255, 255, 106}),
      Atoms, &image));
  EXPECT_EQ(image.tag, abi::kTagBoxed);
  EXPECT_EQ(image.words, (Words{abi::Header(3, abi::kHdrTuple), kOkTerm, Cons(4), abi::kNil,
                                abi::SmallTerm(-1), abi::kNil}));
  ASSERT_EQ(image.late_atoms.size(), 1u);
  EXPECT_EQ(image.late_atoms[0], (std::pair<uint32_t, uint32_t>(5, 7)));
}

TEST(LiteralImage, InnerObjectsArePointedTo) {
  LiteralImage image;
  ASSERT_TRUE(MakeLiteralImage(Bytes({131, 104, 1, 104, 1, 97, 9}), Atoms, &image));
  EXPECT_EQ(image.words, (Words{abi::Header(1, abi::kHdrTuple), Boxed(2),
                                abi::Header(1, abi::kHdrTuple), abi::SmallTerm(9)}));
}

TEST(LiteralImage, RefusesWhatItHasNoWordsFor) {
  LiteralImage image;
  const std::string small_float = Bytes({131, 104, 1, 70}) + std::string(8, '\0');
  EXPECT_FALSE(MakeLiteralImage(small_float, Atoms, &image));
  EXPECT_FALSE(MakeLiteralImage(Bytes({131, 104, 0}), Atoms, &image)) << "the empty tuple";
  EXPECT_FALSE(MakeLiteralImage(Bytes({131, 97, 1}), Atoms, &image)) << "no object";
  EXPECT_FALSE(MakeLiteralImage(Bytes({131, 104, 1, 119, 1, 'x'}), Atoms, &image)) << "an atom";
  EXPECT_FALSE(MakeLiteralImage(Bytes({131, 104, 1, 98, 8, 0, 0, 0}), Atoms, &image)) << "2^27";
  EXPECT_TRUE(MakeLiteralImage(Bytes({131, 104, 1, 98, 7, 255, 255, 255}), Atoms, &image));
  EXPECT_FALSE(MakeLiteralImage(Bytes({131, 107, 0, 13}) + std::string(13, 'x'), Atoms, &image));
  EXPECT_TRUE(MakeLiteralImage(Bytes({131, 107, 0, 12}) + std::string(12, 'x'), Atoms, &image));
}

TEST(LiteralImage, RefusesWhatIsCutOff) {
  const std::string term = Bytes({131, 104, 2, 119, 2, 'o', 'k', 107, 0, 2, 1, 2});
  LiteralImage image;
  ASSERT_TRUE(MakeLiteralImage(term, Atoms, &image));
  for (size_t n = 0; n < term.size(); ++n) {
    EXPECT_FALSE(MakeLiteralImage(term.substr(0, n), Atoms, &image)) << n;
  }
  EXPECT_FALSE(MakeLiteralImage(term + "x", Atoms, &image));
}

TEST(LiteralImage, LateAtomsAreFew) {
  std::string term = Bytes({131, 104, LiteralImage::kMaxLateAtoms + 1});
  for (uint32_t i = 0; i <= LiteralImage::kMaxLateAtoms; ++i) {
    term += Bytes({119, 4, 'l', 'a', 't', 'e'});
  }
  LiteralImage image;
  EXPECT_FALSE(MakeLiteralImage(term, Atoms, &image));
}

}  // namespace
}  // namespace seabeam::emit
