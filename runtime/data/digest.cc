// MD5, CRC-32 and Adler-32 over iodata.
#include "runtime/core/bifs.h"
#include "runtime/core/error.h"
#include "runtime/data/bits.h"
#include "runtime/data/integer.h"
#include "runtime/data/iolist.h"

namespace seabeam::rt {

using abi::BifId;

namespace {

// State of an MD5 computation, also the contents of the context binary.
struct Md5 {
  uint32_t state[4];
  uint32_t length_low, length_high;  // bytes
  uint8_t block[64];
};

void Md5Init(Md5* m) { *m = {{0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476}, 0, 0, {}}; }

void Md5Block(uint32_t state[4], const uint8_t* p) {
  static const uint8_t kShift[16] = {7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21};
  // floor(abs(sin(i + 1)) * 2^32)
  static const uint32_t kSine[64] = {
      0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a, 0xa8304613,
      0xfd469501, 0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be, 0x6b901122, 0xfd987193,
      0xa679438e, 0x49b40821, 0xf61e2562, 0xc040b340, 0x265e5a51, 0xe9b6c7aa, 0xd62f105d,
      0x02441453, 0xd8a1e681, 0xe7d3fbc8, 0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed,
      0xa9e3e905, 0xfcefa3f8, 0x676f02d9, 0x8d2a4c8a, 0xfffa3942, 0x8771f681, 0x6d9d6122,
      0xfde5380c, 0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70, 0x289b7ec6, 0xeaa127fa,
      0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665, 0xf4292244,
      0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92, 0xffeff47d, 0x85845dd1,
      0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1, 0xf7537e82, 0xbd3af235, 0x2ad7d2bb,
      0xeb86d391};
  uint32_t w[16];
  memcpy(w, p, 64);
  uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
  for (uint32_t i = 0; i < 64; ++i) {
    uint32_t f, g;
    switch (i / 16) {
      case 0:
        f = (b & c) | (~b & d);
        g = i;
        break;
      case 1:
        f = (d & b) | (~d & c);
        g = (5 * i + 1) & 15;
        break;
      case 2:
        f = b ^ c ^ d;
        g = (3 * i + 5) & 15;
        break;
      default:
        f = c ^ (b | ~d);
        g = (7 * i) & 15;
        break;
    }
    uint32_t t = a + f + kSine[i] + w[g];
    uint32_t s = kShift[i / 16 * 4 + i % 4];
    a = d;
    d = c;
    c = b;
    b += t << s | t >> (32 - s);
  }
  state[0] += a;
  state[1] += b;
  state[2] += c;
  state[3] += d;
}

void Md5Update(Md5* m, const uint8_t* p, uint32_t n) {
  uint32_t used = m->length_low & 63;
  uint32_t before = m->length_low;
  m->length_low += n;
  if (m->length_low < before) ++m->length_high;
  while (n > 0) {
    uint32_t k = 64 - used < n ? 64 - used : n;
    memcpy(m->block + used, p, k);
    used += k;
    p += k;
    n -= k;
    if (used == 64) {
      Md5Block(m->state, m->block);
      used = 0;
    }
  }
}

void Md5Final(Md5* m, uint8_t out[16]) {
  uint64_t bits = (static_cast<uint64_t>(m->length_high) << 32 | m->length_low) * 8;
  uint32_t used = m->length_low & 63;
  uint8_t pad[72] = {0x80};
  uint32_t n = (used < 56 ? 56 : 120) - used;
  memcpy(pad + n, &bits, 8);
  Md5Update(m, pad, n + 8);
  memcpy(out, m->state, 16);
}

bool Flatten(Term data, ByteBuf* out) {
  uint64_t bits = 0;
  BitView v;
  return (IsList(data) || GetBinary(data, &v)) && FlattenIolist(data, true, out, &bits);
}

uint32_t Crc32(uint32_t crc, const uint8_t* p, uint32_t n) {
  static uint32_t table[256];
  if (table[1] == 0) {
    for (uint32_t i = 0; i < 256; ++i) {
      uint32_t c = i;
      for (int k = 0; k < 8; ++k) c = c & 1 ? 0xEDB88320u ^ c >> 1 : c >> 1;
      table[i] = c;
    }
  }
  crc = ~crc;
  for (uint32_t i = 0; i < n; ++i) crc = table[(crc ^ p[i]) & 255] ^ crc >> 8;
  return ~crc;
}

constexpr uint32_t kAdlerBase = 65521;
uint32_t Adler32(uint32_t adler, const uint8_t* p, uint32_t n) {
  uint32_t a = adler & 0xFFFF, b = adler >> 16;
  while (n > 0) {
    uint32_t k = n < 5552 ? n : 5552;
    n -= k;
    while (k-- > 0) {
      a += *p++;
      b += a;
    }
    a %= kAdlerBase;
    b %= kAdlerBase;
  }
  return b << 16 | a;
}

// CRC of the concatenation: crc1 run through len zero bytes, as multiplication by a power of the
// matrix "one zero bit" over GF(2).
uint32_t Crc32Combine(uint32_t crc1, uint32_t crc2, uint64_t len) {
  uint32_t matrix[32], square[32];
  auto times = [](const uint32_t* m, uint32_t v) {
    uint32_t r = 0;
    for (int i = 0; v; v >>= 1, ++i) {
      if (v & 1) r ^= m[i];
    }
    return r;
  };
  auto squared = [&](uint32_t* out, const uint32_t* m) {
    for (int i = 0; i < 32; ++i) out[i] = times(m, m[i]);
  };
  matrix[0] = 0xEDB88320u;
  for (int i = 1; i < 32; ++i) matrix[i] = 1u << (i - 1);
  squared(square, matrix);  // 2 bits
  squared(matrix, square);  // 4 bits
  while (len > 0) {
    squared(square, matrix);
    memcpy(matrix, square, sizeof matrix);
    if (len & 1) crc1 = times(matrix, crc1);
    len >>= 1;
  }
  return crc1 ^ crc2;
}

uint32_t Adler32Combine(uint32_t adler1, uint32_t adler2, uint64_t len) {
  if (len == 0) return adler1;  // as OTP; its second argument need not be the checksum of nothing
  uint64_t rem = len % kAdlerBase;
  uint64_t a1 = adler1 & 0xFFFF;
  uint64_t b = rem * a1 % kAdlerBase;
  uint64_t a = a1 + (adler2 & 0xFFFF) + kAdlerBase - 1;
  b += (adler1 >> 16) + (adler2 >> 16) + kAdlerBase - rem;
  return static_cast<uint32_t>((b % kAdlerBase) << 16 | a % kAdlerBase);
}

}  // namespace

SB_EXPORT Term bif_erlang_md5_1(Ctx* ctx, Term data) {
  ByteBuf bytes;
  if (!Flatten(data, &bytes)) return Badarg(ctx, BifId::bif_erlang_md5_1, data);
  Md5 m;
  Md5Init(&m);
  Md5Update(&m, bytes.data(), bytes.size());
  uint8_t out[16];
  Md5Final(&m, out);
  return NewBinaryFrom(ctx, out, 16);
}
SB_EXPORT Term bif_erlang_md5_init_0(Ctx* ctx) {
  Md5 m;
  Md5Init(&m);
  return NewBinaryFrom(ctx, &m, sizeof m);
}
namespace {
bool GetMd5(Term t, Md5* m) {
  BitView v;
  if (!GetBinary(t, &v) || v.byte_size() != sizeof(Md5)) return false;
  AlignedBytes bytes(v);
  memcpy(m, bytes.data(), sizeof(Md5));
  return true;
}
}  // namespace
SB_EXPORT Term bif_erlang_md5_update_2(Ctx* ctx, Term context, Term data) {
  Md5 m;
  ByteBuf bytes;
  if (!GetMd5(context, &m) || !Flatten(data, &bytes))
    return Badarg(ctx, BifId::bif_erlang_md5_update_2, context, data);
  Md5Update(&m, bytes.data(), bytes.size());
  return NewBinaryFrom(ctx, &m, sizeof m);
}
SB_EXPORT Term bif_erlang_md5_final_1(Ctx* ctx, Term context) {
  Md5 m;
  if (!GetMd5(context, &m)) return Badarg(ctx, BifId::bif_erlang_md5_final_1, context);
  uint8_t out[16];
  Md5Final(&m, out);
  return NewBinaryFrom(ctx, out, 16);
}

#define CHECKSUM(name, function, initial)                                               \
  SB_EXPORT Term bif_erlang_##name##_1(Ctx* ctx, Term data) {                           \
    ByteBuf bytes;                                                                      \
    if (!Flatten(data, &bytes)) return Badarg(ctx, BifId::bif_erlang_##name##_1, data); \
    return MakeInt(ctx, function(initial, bytes.data(), bytes.size()));                 \
  }                                                                                     \
  SB_EXPORT Term bif_erlang_##name##_2(Ctx* ctx, Term old, Term data) {                 \
    ByteBuf bytes;                                                                      \
    uint32_t start;                                                                     \
    if (!GetUint32(old, &start) || !Flatten(data, &bytes)) {                            \
      return Badarg(ctx, BifId::bif_erlang_##name##_2, old, data);                      \
    }                                                                                   \
    return MakeInt(ctx, function(start, bytes.data(), bytes.size()));                   \
  }                                                                                     \
  SB_EXPORT Term bif_erlang_##name##_combine_3(Ctx* ctx, Term a, Term b, Term size) {   \
    uint32_t x, y;                                                                      \
    int64_t n;                                                                          \
    if (!GetUint32(a, &x) || !GetUint32(b, &y) || !GetInt64(size, &n) || n < 0) {       \
      return Badarg(ctx, BifId::bif_erlang_##name##_combine_3, a, b, size);             \
    }                                                                                   \
    return MakeInt(ctx, function##Combine(x, y, static_cast<uint64_t>(n)));             \
  }
CHECKSUM(crc32, Crc32, 0)
CHECKSUM(adler32, Adler32, 1)
#undef CHECKSUM

}  // namespace seabeam::rt
