#include "emit/atomvm/integer_words.h"

#include "abi/atomvm/layout.h"

namespace seabeam::emit {
namespace {

namespace host = abi::atomvm;

constexpr uint8_t kExtInteger = 98, kExtSmallBig = 110;
constexpr size_t kMaxBytes = 32;  // of a magnitude

}  // namespace

bool IntegerWords(absl::string_view external_term, std::vector<uint32_t>* words) {
  words->clear();
  auto byte = [&](size_t i) { return static_cast<uint8_t>(external_term[i]); };
  if (external_term.size() == 6 && byte(1) == kExtInteger) {
    uint32_t value = 0;
    for (size_t i = 2; i < 6; ++i) value = value << 8 | byte(i);
    const bool negative = static_cast<int32_t>(value) < 0;
    *words = {abi::Header(1, negative ? abi::kHdrNegInt : abi::kHdrPosInt), value};
    return true;
  }
  if (external_term.size() < 4 || byte(1) != kExtSmallBig) return false;
  size_t bytes = byte(2);
  if (external_term.size() != 4 + bytes) return false;
  while (bytes > 0 && byte(3 + bytes) == 0) --bytes;
  if (bytes > kMaxBytes) return false;
  const bool negative = byte(3) != 0;
  const uint32_t tag = negative ? abi::kHdrNegInt : abi::kHdrPosInt;
  std::vector<uint32_t> digits((bytes + 3) / 4);
  for (size_t i = 0; i < bytes; ++i) digits[i / 4] |= uint32_t{byte(4 + i)} << (8 * (i % 4));
  digits.resize(digits.size() < 2 ? 2 : digits.size());
  const uint64_t low = digits[0] | uint64_t{digits[1]} << 32;
  // Up to 64 bits in two's complement; -2^63 is the last negative one.
  if (digits.size() == 2 && low <= uint64_t{1} << 63 && (negative || low >> 63 == 0)) {
    const int64_t value = static_cast<int64_t>(negative ? -low : low);
    const uint32_t count = value == static_cast<int32_t>(value) ? 1 : 2;
    *words = {abi::Header(count, tag), static_cast<uint32_t>(value)};
    if (count == 2) words->push_back(static_cast<uint32_t>(static_cast<uint64_t>(value) >> 32));
    return true;
  }
  digits.resize(host::BigIntegerWords(static_cast<uint32_t>(digits.size())));
  *words = {abi::Header(static_cast<uint32_t>(digits.size()), tag)};
  words->insert(words->end(), digits.begin(), digits.end());
  return true;
}

}  // namespace seabeam::emit
