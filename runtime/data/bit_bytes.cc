#include "runtime/data/bit_bytes.h"

#include <cstring>

namespace seabeam::rt {

uint64_t ReadBits(const uint8_t* data, uint32_t offset, uint32_t n) {
  if (n == 0) return 0;
  const uint8_t* p = data + (offset >> 3);
  uint32_t skip = offset & 7;
  uint32_t bytes = (skip + n + 7) / 8;
  uint64_t v = p[0] & (0xFFu >> skip);
  if (bytes <= 8) {
    for (uint32_t i = 1; i < bytes; ++i) v = v << 8 | p[i];
    return v >> (bytes * 8 - skip - n);
  }
  // Nine bytes: the last one gives fewer than 8 bits.
  for (uint32_t i = 1; i < 8; ++i) v = v << 8 | p[i];
  uint32_t more = skip + n - 64;
  return v << more | p[8] >> (8 - more);
}

void CopyBits(uint8_t* dst, uint32_t dst_offset, const uint8_t* src, uint32_t src_offset,
              uint32_t n) {
  dst += dst_offset >> 3;
  dst_offset &= 7;
  src += src_offset >> 3;
  src_offset &= 7;
  if (n == 0) return;
  if (dst_offset == src_offset) {
    if (dst_offset) {
      uint32_t head = 8 - dst_offset;
      uint8_t mask = static_cast<uint8_t>(0xFF >> dst_offset);
      if (n < head) {
        mask = static_cast<uint8_t>(mask & ~(0xFF >> (dst_offset + n)));
        *dst = static_cast<uint8_t>((*dst & ~mask) | (*src & mask));
        return;
      }
      *dst = static_cast<uint8_t>((*dst & ~mask) | (*src & mask));
      ++dst;
      ++src;
      n -= head;
    }
    memcpy(dst, src, n / 8);
    if (n & 7) {
      uint8_t mask = static_cast<uint8_t>(0xFF00 >> (n & 7));
      dst[n / 8] = static_cast<uint8_t>((dst[n / 8] & ~mask) | (src[n / 8] & mask));
    }
    return;
  }
  // Bring dst to a byte boundary, then whole bytes, then the rest.
  auto put = [&](uint32_t count) {
    uint8_t bits =
        static_cast<uint8_t>(ReadBits(src, src_offset, count) << (8 - dst_offset - count));
    uint8_t mask = static_cast<uint8_t>((0xFF >> dst_offset) & ~(0xFF >> (dst_offset + count)));
    *dst = static_cast<uint8_t>((*dst & ~mask) | bits);
    src_offset += count;
    src += src_offset >> 3;
    src_offset &= 7;
    n -= count;
  };
  if (dst_offset) {
    uint32_t head = 8 - dst_offset;
    if (n < head) return put(n);
    put(head);
    ++dst;
    dst_offset = 0;
  }
  if (src_offset == 0) {
    memcpy(dst, src, n / 8);
    dst += n / 8;
    src += n / 8;
    n &= 7;
  } else {
    while (n >= 8) {
      *dst++ = static_cast<uint8_t>(src[0] << src_offset | src[1] >> (8 - src_offset));
      ++src;
      n -= 8;
    }
  }
  if (n) put(n);
}

int CompareBits(const uint8_t* a, uint32_t a_offset, const uint8_t* b, uint32_t b_offset,
                uint32_t n) {
  if (((a_offset | b_offset) & 7) == 0) {
    a += a_offset >> 3;
    b += b_offset >> 3;
    int c = memcmp(a, b, n / 8);
    if (c) return c < 0 ? -1 : 1;
    a_offset = b_offset = n & ~7u;
    n &= 7;
    a += a_offset >> 3;
    b += b_offset >> 3;
    a_offset = b_offset = 0;
  }
  while (n > 0) {
    uint32_t step = n > 56 ? 56 : n;
    uint64_t x = ReadBits(a, a_offset, step);
    uint64_t y = ReadBits(b, b_offset, step);
    if (x != y) return x < y ? -1 : 1;
    a_offset += step;
    b_offset += step;
    n -= step;
  }
  return 0;
}

}  // namespace seabeam::rt
