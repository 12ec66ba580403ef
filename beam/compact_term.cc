#include "beam/compact_term.h"

#include <cstddef>

namespace seabeam::beam {
namespace {

constexpr char kTruncated[] = "truncated operand";

// The forms of one and two bytes.
const char* ReadShortForms(ByteReader& reader, CompactTerm* term) {
  uint8_t first = 0;
  if (!reader.ReadU8(&first)) return kTruncated;
  term->tag = static_cast<CompactTag>(first & 7);
  if ((first & 8) == 0) {
    term->value = first >> 4;
    return nullptr;
  }
  if ((first & 0x10) != 0) return "integer too long";
  uint8_t low = 0;
  if (!reader.ReadU8(&low)) return kTruncated;
  term->value = ((first & 0xE0) << 3) | low;
  return nullptr;
}

// The forms of three bytes and more; `first` has been read.
const char* ReadLongForm(ByteReader& reader, uint8_t first, CompactTerm* term) {
  size_t size = (first >> 5) + 2;
  if (size == 9) {
    // The size itself is a compact unsigned; one in the long form would stand for more than 2 kB.
    CompactTerm length;
    if (const char* error = ReadShortForms(reader, &length); error != nullptr) return error;
    if (length.tag != CompactTag::kUnsigned) return "bad size of a long integer";
    size = static_cast<size_t>(length.value) + 9;
  }
  absl::string_view bytes;
  if (!reader.ReadBytes(size, &bytes)) return kTruncated;
  // Drop bytes that only repeat the sign.
  while (bytes.size() > 1 && ((bytes[0] == '\0' && (bytes[1] & 0x80) == 0) ||
                              (bytes[0] == '\xFF' && (bytes[1] & 0x80) != 0))) {
    bytes.remove_prefix(1);
  }
  const bool negative = (bytes[0] & 0x80) != 0;
  if (negative && term->tag != CompactTag::kInteger) return "negative number where none is allowed";
  if (bytes.size() > 8) {
    if (term->tag != CompactTag::kInteger && term->tag != CompactTag::kUnsigned)
      return "number too large";
    term->is_big = true;
    term->bytes = bytes;
    return nullptr;
  }
  uint64_t value = negative ? ~uint64_t{0} : 0;
  for (char byte : bytes) value = (value << 8) | static_cast<uint8_t>(byte);
  term->value = static_cast<int64_t>(value);
  return nullptr;
}

}  // namespace

const char* ReadCompactTerm(ByteReader& reader, CompactTerm* term) {
  term->is_big = false;
  if (!reader.at_end() && (reader.Peek() & 0x18) == 0x18) {
    uint8_t first = 0;
    reader.ReadU8(&first);
    term->tag = static_cast<CompactTag>(first & 7);
    return ReadLongForm(reader, first, term);
  }
  return ReadShortForms(reader, term);
}

BigInt BigIntFromBytes(absl::string_view bytes) {
  BigInt big;
  big.negative = !bytes.empty() && (bytes[0] & 0x80) != 0;
  big.magnitude.assign(bytes.rbegin(), bytes.rend());
  if (big.negative) {
    unsigned carry = 1;
    for (char& byte : big.magnitude) {
      const unsigned sum = static_cast<uint8_t>(~byte) + carry;
      byte = static_cast<char>(sum);
      carry = sum >> 8;
    }
    // Only the most negative number of a length carries out; its magnitude needs no further byte:
    // 0x80 0x00.. stays 0x80 0x00...
  }
  while (!big.magnitude.empty() && big.magnitude.back() == '\0') big.magnitude.pop_back();
  return big;
}

}  // namespace seabeam::beam
