#include "emit/atomvm/integer_words.h"

#include <string>

#include "abi/layout.h"
#include "gtest/gtest.h"

namespace seabeam::emit {
namespace {

using Words = std::vector<uint32_t>;

constexpr uint32_t kPos = abi::kHdrPosInt, kNeg = abi::kHdrNegInt;

std::string Integer(uint32_t value) {
  std::string term =
      "\x83"
      "b";
  for (int shift = 24; shift >= 0; shift -= 8) term.push_back(static_cast<char>(value >> shift));
  return term;
}

// `magnitude`: least significant byte first.
std::string Big(bool negative, const std::string& magnitude) {
  std::string term =
      "\x83"
      "n";
  term.push_back(static_cast<char>(magnitude.size()));
  term.push_back(negative ? 1 : 0);
  return term + magnitude;
}

std::string Power(uint32_t bit) {
  std::string magnitude(bit / 8 + 1, '\0');
  magnitude[bit / 8] = static_cast<char>(1u << (bit % 8));
  return magnitude;
}

Words WordsOf(const std::string& term) {
  Words words;
  EXPECT_TRUE(IntegerWords(term, &words));
  return words;
}

TEST(IntegerWords, OneWord) {
  EXPECT_EQ(WordsOf(Integer(0x08000000)), (Words{abi::Header(1, kPos), 0x08000000}));
  EXPECT_EQ(WordsOf(Integer(0xF0000000)), (Words{abi::Header(1, kNeg), 0xF0000000}));
  EXPECT_EQ(WordsOf(Big(true, Power(31))), (Words{abi::Header(1, kNeg), 0x80000000}));
  // Zeros on top do not count.
  EXPECT_EQ(WordsOf(Big(false, Power(30) + std::string(20, '\0'))),
            (Words{abi::Header(1, kPos), 0x40000000}));
}

TEST(IntegerWords, TwoWords) {
  EXPECT_EQ(WordsOf(Big(false, Power(31))), (Words{abi::Header(2, kPos), 0x80000000, 0}));
  EXPECT_EQ(WordsOf(Big(true, Power(32))), (Words{abi::Header(2, kNeg), 0, 0xFFFFFFFF}));
  EXPECT_EQ(WordsOf(Big(false, std::string(7, '\xFF') + "\x7F")),
            (Words{abi::Header(2, kPos), 0xFFFFFFFF, 0x7FFFFFFF}));
  EXPECT_EQ(WordsOf(Big(true, Power(63))), (Words{abi::Header(2, kNeg), 0, 0x80000000}));
}

TEST(IntegerWords, Magnitudes) {
  EXPECT_EQ(WordsOf(Big(false, Power(63))), (Words{abi::Header(3, kPos), 0, 0x80000000, 0}));
  EXPECT_EQ(WordsOf(Big(true, "\x01" + std::string(6, '\0') + "\x80")),
            (Words{abi::Header(3, kNeg), 1, 0x80000000, 0}));
  EXPECT_EQ(WordsOf(Big(true, Power(64))), (Words{abi::Header(4, kNeg), 0, 0, 1, 0}));
  EXPECT_EQ(WordsOf(Big(false, Power(255))),
            (Words{abi::Header(8, kPos), 0, 0, 0, 0, 0, 0, 0, 0x80000000}));
}

TEST(IntegerWords, Refuses) {
  Words words;
  EXPECT_FALSE(IntegerWords(Big(false, Power(256)), &words));
  EXPECT_FALSE(
      IntegerWords("\x83"
                   "a\x05",
                   &words));
  EXPECT_FALSE(IntegerWords(Big(false, Power(64)).substr(0, 8), &words));
  EXPECT_FALSE(IntegerWords("", &words));
}

}  // namespace
}  // namespace seabeam::emit
