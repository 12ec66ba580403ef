// Cursor over bytes in memory; every read is bounds-checked. Integers are big-endian.

#ifndef SEABEAM_BEAM_BYTE_READER_H_
#define SEABEAM_BEAM_BYTE_READER_H_

#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"

namespace seabeam::beam {

class ByteReader {
 public:
  explicit ByteReader(absl::string_view bytes) : bytes_(bytes) {}

  size_t offset() const { return offset_; }
  size_t remaining() const { return bytes_.size() - offset_; }
  bool at_end() const { return offset_ == bytes_.size(); }

  // Each returns false, and reads nothing, when too few bytes are left.
  bool ReadU8(uint8_t* value) {
    if (at_end()) return false;
    *value = Byte(offset_++);
    return true;
  }
  bool ReadU16(uint16_t* value) {
    if (remaining() < 2) return false;
    *value = static_cast<uint16_t>((Byte(offset_) << 8) | Byte(offset_ + 1));
    offset_ += 2;
    return true;
  }
  bool ReadU32(uint32_t* value) {
    if (remaining() < 4) return false;
    *value = (uint32_t{Byte(offset_)} << 24) | (uint32_t{Byte(offset_ + 1)} << 16) |
             (uint32_t{Byte(offset_ + 2)} << 8) | Byte(offset_ + 3);
    offset_ += 4;
    return true;
  }
  bool ReadU64(uint64_t* value) {
    if (remaining() < 8) return false;
    uint32_t high = 0;
    uint32_t low = 0;
    ReadU32(&high);
    ReadU32(&low);
    *value = (uint64_t{high} << 32) | low;
    return true;
  }
  bool ReadI64(int64_t* value) {
    uint64_t bits = 0;
    if (!ReadU64(&bits)) return false;
    *value = static_cast<int64_t>(bits);
    return true;
  }
  // The view points into the underlying bytes.
  bool ReadBytes(size_t size, absl::string_view* value) {
    if (remaining() < size) return false;
    *value = bytes_.substr(offset_, size);
    offset_ += size;
    return true;
  }
  // Requires !at_end().
  uint8_t Peek() const { return Byte(offset_); }

 private:
  uint8_t Byte(size_t offset) const { return static_cast<uint8_t>(bytes_[offset]); }

  absl::string_view bytes_;
  size_t offset_ = 0;
};

}  // namespace seabeam::beam

#endif  // SEABEAM_BEAM_BYTE_READER_H_
