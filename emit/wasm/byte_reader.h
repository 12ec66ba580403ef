// Reads bytes and LEB128 numbers with bounds checks.
#ifndef SEABEAM_EMIT_WASM_BYTE_READER_H_
#define SEABEAM_EMIT_WASM_BYTE_READER_H_

#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"

namespace seabeam::wasm {

// After the first failure everything reads as zero, nothing is consumed, and
// ok() is false; error() and error_offset() tell what and where.
class ByteReader {
 public:
  // `base` is what offset() reports for the first byte.
  explicit ByteReader(absl::string_view bytes, size_t base = 0) : bytes_(bytes), base_(base) {}

  bool ok() const { return error_ == nullptr; }
  const char* error() const { return error_ == nullptr ? "" : error_; }
  size_t error_offset() const { return error_offset_; }
  bool at_end() const { return pos_ == bytes_.size(); }
  size_t offset() const { return base_ + pos_; }
  size_t remaining() const { return bytes_.size() - pos_; }

  void Fail(const char* what) {
    if (!ok()) return;
    error_ = what;
    error_offset_ = offset();
  }

  uint8_t U8() {
    if (!ok()) return 0;
    if (at_end()) {
      Fail("unexpected end");
      return 0;
    }
    return static_cast<uint8_t>(bytes_[pos_++]);
  }

  // Unsigned LEB128 of at most 32 bits, in at most 5 bytes.
  uint32_t U32() { return static_cast<uint32_t>(Leb(32, false)); }
  int32_t S32() { return static_cast<int32_t>(Leb(32, true)); }
  int64_t S64() { return static_cast<int64_t>(Leb(64, true)); }

  absl::string_view Bytes(size_t n) {
    if (!ok()) return {};
    if (n > remaining()) {
      Fail("length beyond the end");
      return {};
    }
    absl::string_view out = bytes_.substr(pos_, n);
    pos_ += n;
    return out;
  }

  absl::string_view Name() {
    uint32_t n = U32();
    return Bytes(n);
  }

  // The count of a vector whose entries take at least `min_size` bytes each;
  // one that cannot fit is an error, so it is safe to reserve.
  uint32_t Count(size_t min_size = 1) {
    uint32_t n = U32();
    if (ok() && uint64_t{n} * min_size > remaining()) {
      Fail("count beyond the end");
    }
    return ok() ? n : 0;
  }

 private:
  uint64_t Leb(int bits, bool is_signed) {
    uint64_t result = 0;
    for (int shift = 0; shift < bits; shift += 7) {
      uint8_t b = U8();
      if (!ok()) return 0;
      result |= static_cast<uint64_t>(b & 0x7f) << shift;
      if (b & 0x80) continue;
      int used = bits - shift;  // bits of this byte that count
      if (used < 7) {
        // The rest must repeat the sign, or be zero.
        int extra = b >> (is_signed ? used - 1 : used);
        int all = 0x7f >> (is_signed ? used - 1 : used);
        if (extra != 0 && !(is_signed && extra == all)) {
          Fail("number out of range");
          return 0;
        }
      }
      if (is_signed && shift + 7 < 64 && (b & 0x40)) {
        result |= ~uint64_t{0} << (shift + 7);
      }
      return result;
    }
    Fail("number too long");
    return 0;
  }

  absl::string_view bytes_;
  size_t base_;
  size_t pos_ = 0;
  const char* error_ = nullptr;
  size_t error_offset_ = 0;
};

}  // namespace seabeam::wasm

#endif  // SEABEAM_EMIT_WASM_BYTE_READER_H_
