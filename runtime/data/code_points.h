// UTF-8 code points in memory.
#ifndef SEABEAM_RUNTIME_DATA_CODE_POINTS_H_
#define SEABEAM_RUNTIME_DATA_CODE_POINTS_H_

#include <cstdint>

namespace seabeam::rt {

inline bool IsCodePoint(uint32_t c) { return c < 0xD800 || (c >= 0xE000 && c <= 0x10FFFF); }
inline uint32_t Utf8Size(uint32_t c) { return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4; }

// Returns the bytes written (1..4). c is a code point.
inline uint32_t EncodeUtf8(uint8_t* p, uint32_t c) {
  if (c < 0x80) {
    p[0] = static_cast<uint8_t>(c);
    return 1;
  }
  uint32_t n = Utf8Size(c);
  for (uint32_t i = n - 1; i > 0; --i, c >>= 6) p[i] = static_cast<uint8_t>(0x80 | (c & 0x3F));
  p[0] = static_cast<uint8_t>(c | (0xF00u >> n & 0xFF));
  return n;
}

// > 0: bytes of the code point *c. 0: malformed. -1: a well-formed beginning that is cut off.
inline int DecodeUtf8(const uint8_t* p, uint32_t size, uint32_t* c) {
  if (size == 0) return -1;
  uint32_t b = p[0];
  if (b < 0x80) {
    *c = b;
    return 1;
  }
  if (b < 0xC2 || b > 0xF4) return 0;
  uint32_t n = b < 0xE0 ? 2 : b < 0xF0 ? 3 : 4;
  uint32_t v = b & (0x7Fu >> n);
  for (uint32_t i = 1; i < n; ++i) {
    if (i >= size) return -1;
    if ((p[i] & 0xC0) != 0x80) return 0;
    v = v << 6 | (p[i] & 0x3F);
    if (i == 1) {
      if ((b == 0xE0 && p[1] < 0xA0) || (b == 0xED && p[1] >= 0xA0) || (b == 0xF0 && p[1] < 0x90) ||
          (b == 0xF4 && p[1] >= 0x90)) {
        return 0;
      }
    }
  }
  *c = v;
  return static_cast<int>(n);
}

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_DATA_CODE_POINTS_H_
