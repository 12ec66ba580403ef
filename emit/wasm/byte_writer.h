// Appends bytes and LEB128 numbers to a growing buffer.
#ifndef SEABEAM_EMIT_WASM_BYTE_WRITER_H_
#define SEABEAM_EMIT_WASM_BYTE_WRITER_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"

namespace seabeam::wasm {

// LEB128 is always minimal: the shortest encoding of the value.
class ByteWriter {
 public:
  // Longest LEB128 of a 64-bit number.
  static constexpr size_t kMaxLeb = 10;

  size_t size() const { return static_cast<size_t>(pos_ - begin_.get()); }
  absl::string_view view() const { return {begin_.get(), size()}; }
  std::string ToString() const { return std::string(view()); }
  void clear() { pos_ = begin_.get(); }

  // Room for `n` more bytes, to be written with the Raw methods.
  void Reserve(size_t n) {
    if (static_cast<size_t>(end_ - pos_) < n) Grow(n);
  }

  void U8(uint8_t b) {
    Reserve(1);
    RawU8(b);
  }
  void U32(uint32_t v) {
    Reserve(kMaxLeb);
    RawU32(v);
  }
  void S64(int64_t v) {
    Reserve(kMaxLeb);
    RawS64(v);
  }
  void Bytes(absl::string_view bytes) {
    if (bytes.empty()) return;
    Reserve(bytes.size());
    std::memcpy(pos_, bytes.data(), bytes.size());
    pos_ += bytes.size();
  }
  // A vector of bytes: length, then the bytes.
  void Name(absl::string_view bytes) {
    U32(static_cast<uint32_t>(bytes.size()));
    Bytes(bytes);
  }

  void RawU8(uint8_t b) { *pos_++ = static_cast<char>(b); }
  void RawU32(uint32_t v) {
    while (v >= 0x80) {
      RawU8(static_cast<uint8_t>(v | 0x80));
      v >>= 7;
    }
    RawU8(static_cast<uint8_t>(v));
  }
  void RawS64(int64_t v) {
    // Until what is left is only copies of the last written byte's sign bit.
    while (v < -64 || v > 63) {
      RawU8(static_cast<uint8_t>((v & 0x7f) | 0x80));
      v >>= 7;  // arithmetic
    }
    RawU8(static_cast<uint8_t>(v & 0x7f));
  }
  void RawLittleEndian32(uint32_t v) {
    for (int i = 0; i < 4; ++i) RawU8(static_cast<uint8_t>(v >> (8 * i)));
  }

 private:
  void Grow(size_t n) {
    size_t used = size();
    size_t capacity = 2 * (used + n) + 64;
    std::unique_ptr<char[]> bigger(new char[capacity]);
    if (used != 0) std::memcpy(bigger.get(), begin_.get(), used);
    begin_ = std::move(bigger);
    pos_ = begin_.get() + used;
    end_ = begin_.get() + capacity;
  }

  std::unique_ptr<char[]> begin_;
  char* pos_ = nullptr;
  char* end_ = nullptr;
};

}  // namespace seabeam::wasm

#endif  // SEABEAM_EMIT_WASM_BYTE_WRITER_H_
