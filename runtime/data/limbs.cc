#include "runtime/data/limbs.h"

#include <gmp.h>

namespace seabeam::rt {

static_assert(sizeof(mp_limb_t) == 4, "limbs of terms are limbs of GMP");

namespace {
mp_limb_t* Mp(uint32_t* p) { return reinterpret_cast<mp_limb_t*>(p); }
const mp_limb_t* Mp(const uint32_t* p) { return reinterpret_cast<const mp_limb_t*>(p); }

uint32_t Log2Ceil(uint32_t base) { return 32 - static_cast<uint32_t>(__builtin_clz(base - 1)); }
}  // namespace

int CompareLimbs(const uint32_t* a, uint32_t an, const uint32_t* b, uint32_t bn) {
  if (an != bn) return an < bn ? -1 : 1;
  for (uint32_t i = an; i-- > 0;) {
    if (a[i] != b[i]) return a[i] < b[i] ? -1 : 1;
  }
  return 0;
}

uint32_t AddLimbs(uint32_t* out, const uint32_t* a, uint32_t an, const uint32_t* b, uint32_t bn) {
  if (an < bn) return AddLimbs(out, b, bn, a, an);
  uint64_t carry = 0;
  uint32_t i = 0;
  for (; i < bn; ++i) {
    carry += static_cast<uint64_t>(a[i]) + b[i];
    out[i] = static_cast<uint32_t>(carry);
    carry >>= 32;
  }
  for (; i < an; ++i) {
    carry += a[i];
    out[i] = static_cast<uint32_t>(carry);
    carry >>= 32;
  }
  out[an] = static_cast<uint32_t>(carry);
  return TrimLimbs(out, an + 1);
}

uint32_t SubLimbs(uint32_t* out, const uint32_t* a, uint32_t an, const uint32_t* b, uint32_t bn) {
  int64_t borrow = 0;
  uint32_t i = 0;
  for (; i < bn; ++i) {
    borrow += static_cast<int64_t>(a[i]) - b[i];
    out[i] = static_cast<uint32_t>(borrow);
    borrow >>= 32;
  }
  for (; i < an; ++i) {
    borrow += a[i];
    out[i] = static_cast<uint32_t>(borrow);
    borrow >>= 32;
  }
  return TrimLimbs(out, an);
}

uint32_t MulLimbs(uint32_t* out, const uint32_t* a, uint32_t an, const uint32_t* b, uint32_t bn) {
  if (an < bn) return MulLimbs(out, b, bn, a, an);
  if (bn == 0) return 0;
  if (bn < 24) {  // below GMP's own thresholds a plain loop on 64-bit products is faster in wasm
    memset(out, 0, (an + bn) * 4);
    for (uint32_t j = 0; j < bn; ++j) {
      uint64_t carry = 0;
      uint64_t m = b[j];
      for (uint32_t i = 0; i < an; ++i) {
        carry += a[i] * m + out[i + j];
        out[i + j] = static_cast<uint32_t>(carry);
        carry >>= 32;
      }
      out[an + j] = static_cast<uint32_t>(carry);
    }
  } else {
    mpn_mul(Mp(out), Mp(a), an, Mp(b), bn);
  }
  return TrimLimbs(out, an + bn);
}

uint32_t MulSmallLimbs(uint32_t* out, uint32_t n, uint32_t m, uint32_t c) {
  uint64_t carry = c;
  for (uint32_t i = 0; i < n; ++i) {
    carry += static_cast<uint64_t>(out[i]) * m;
    out[i] = static_cast<uint32_t>(carry);
    carry >>= 32;
  }
  if (carry) out[n++] = static_cast<uint32_t>(carry);
  return n;
}

uint32_t DivSmallLimbs(uint32_t* d, uint32_t* n, uint32_t divisor) {
  uint64_t rem = 0;
  for (uint32_t i = *n; i-- > 0;) {
    rem = rem << 32 | d[i];
    d[i] = static_cast<uint32_t>(rem / divisor);
    rem %= divisor;
  }
  *n = TrimLimbs(d, *n);
  return static_cast<uint32_t>(rem);
}

void DivLimbs(uint32_t* q, uint32_t* qn, uint32_t* r, uint32_t* rn, const uint32_t* a, uint32_t an,
              const uint32_t* b, uint32_t bn) {
  if (CompareLimbs(a, an, b, bn) < 0) {
    memcpy(r, a, an * 4);
    *rn = an;
    *qn = 0;
    return;
  }
  if (bn == 1) {
    memmove(q, a, an * 4);
    *qn = an;
    r[0] = DivSmallLimbs(q, qn, b[0]);
    *rn = r[0] ? 1 : 0;
    return;
  }
  mpn_tdiv_qr(Mp(q), Mp(r), 0, Mp(a), an, Mp(b), bn);
  *qn = TrimLimbs(q, an - bn + 1);
  *rn = TrimLimbs(r, bn);
}

uint32_t ShiftLeftLimbs(uint32_t* out, const uint32_t* a, uint32_t an, uint32_t bits) {
  if (an == 0) return 0;
  uint32_t limbs = bits / 32;
  uint32_t rest = bits % 32;
  uint32_t top = 0;
  for (uint32_t i = an; i-- > 0;) {
    uint32_t v = a[i];
    if (i + 1 == an) top = rest ? v >> (32 - rest) : 0;
    uint32_t low = i > 0 && rest ? a[i - 1] >> (32 - rest) : 0;
    out[i + limbs] = v << rest | low;
  }
  out[an + limbs] = top;
  memset(out, 0, limbs * 4);
  return TrimLimbs(out, an + limbs + 1);
}

uint32_t ShiftRightLimbs(uint32_t* out, const uint32_t* a, uint32_t an, uint32_t bits) {
  uint32_t limbs = bits / 32;
  uint32_t rest = bits % 32;
  if (limbs >= an) return 0;
  for (uint32_t i = limbs; i < an; ++i) {
    uint32_t high = i + 1 < an && rest ? a[i + 1] << (32 - rest) : 0;
    out[i - limbs] = a[i] >> rest | high;
  }
  return TrimLimbs(out, an - limbs);
}

uint32_t PowLimbs(LimbBuf* out, uint32_t base, uint32_t exponent) {
  uint32_t room =
      static_cast<uint32_t>((static_cast<uint64_t>(exponent) * Log2Ceil(base)) / 32) + 2;
  out->Reset(room);
  LimbBuf square(room + 1);
  uint32_t n = 1;
  (*out)[0] = 1;
  for (int bit = 31; bit >= 0; --bit) {
    if (n > 1 || (*out)[0] != 1) {
      uint32_t sn = MulLimbs(square.d(), out->d(), n, out->d(), n);
      memcpy(out->d(), square.d(), sn * 4);
      n = sn;
    }
    if (exponent >> bit & 1) n = MulSmallLimbs(out->d(), n, base, 0);
  }
  return n;
}

uint32_t RadixSize(const uint32_t* d, uint32_t n, uint32_t base) {
  // log2(base) from below in 1/16 bits.
  static const uint8_t kSixteenths[37] = {0,  0,  16, 25, 32, 37, 41, 44, 48, 50, 53, 55, 57,
                                          59, 60, 62, 64, 65, 66, 67, 69, 70, 71, 72, 73, 74,
                                          75, 76, 76, 77, 78, 79, 80, 80, 81, 82, 82};
  return static_cast<uint32_t>(static_cast<uint64_t>(LimbBits(d, n)) * 16 / kSixteenths[base]) + 2;
}

uint32_t LimbsToRadix(char* out, const uint32_t* d, uint32_t n, uint32_t base) {
  static const char kDigits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  if (n == 0) {
    out[0] = '0';
    return 1;
  }
  LimbBuf t(n + 1);
  memcpy(t.d(), d, n * 4);
  uint32_t len = 0;
  if (n <= 8) {
    uint32_t chunk = base;
    uint32_t per_chunk = 1;
    while (static_cast<uint64_t>(chunk) * base <= 0xFFFFFFFFu) {
      chunk *= base;
      ++per_chunk;
    }
    while (n > 0) {
      uint32_t rem = DivSmallLimbs(t.d(), &n, chunk);
      for (uint32_t i = 0; i < per_chunk && (n > 0 || rem > 0); ++i) {
        out[len++] = kDigits[rem % base];
        rem /= base;
      }
    }
    for (uint32_t i = 0, j = len - 1; i < j; ++i, --j) {
      char c = out[i];
      out[i] = out[j];
      out[j] = c;
    }
    return len;
  }
  // mpn_get_str clobbers its input and may write leading zeros.
  uint32_t size = RadixSize(d, n, base);
  uint8_t* tmp = static_cast<uint8_t*>(CheckedAlloc(size + 2));
  len = static_cast<uint32_t>(mpn_get_str(tmp, static_cast<int>(base), Mp(t.d()), n));
  uint32_t skip = 0;
  while (skip + 1 < len && tmp[skip] == 0) ++skip;
  for (uint32_t i = skip; i < len; ++i) out[i - skip] = kDigits[tmp[i]];
  free(tmp);
  return len - skip;
}

uint32_t RadixLimbs(uint32_t len, uint32_t base) {
  return static_cast<uint32_t>(static_cast<uint64_t>(len) * Log2Ceil(base) / 32) + 3;
}

uint32_t RadixToLimbs(uint32_t* out, const uint8_t* digits, uint32_t len, uint32_t base) {
  while (len > 0 && digits[0] == 0) {
    ++digits;
    --len;
  }
  if (len == 0) return 0;
  if (len > 80)
    return TrimLimbs(
        out, static_cast<uint32_t>(mpn_set_str(Mp(out), digits, len, static_cast<int>(base))));
  uint32_t n = 0;
  uint32_t i = 0;
  while (i < len) {
    uint32_t chunk = 1;
    uint32_t value = 0;
    while (i < len && static_cast<uint64_t>(chunk) * base <= 0xFFFFFFFFu) {
      value = value * base + digits[i++];
      chunk *= base;
    }
    n = MulSmallLimbs(out, n, chunk, value);
  }
  return n;
}

double LimbsToDouble(const uint32_t* d, uint32_t n, int32_t exponent, bool sticky) {
  if (n == 0) return 0.0;
  // Top 64 bits, left aligned.
  uint32_t bits = LimbBits(d, n);
  uint64_t top = 0;
  for (uint32_t i = 0; i < 3 && i < n; ++i) {
    int32_t shift = 64 - static_cast<int32_t>(bits) + static_cast<int32_t>(n - 1 - i) * 32;
    uint64_t v = d[n - 1 - i];
    if (shift >= 0) {
      top |= v << shift;
    } else {
      if (shift > -32) top |= v >> -shift;
      if (v & ((uint64_t{1} << (shift > -32 ? -shift : 32)) - 1)) sticky = true;
    }
  }
  for (uint32_t i = 3; i < n && !sticky; ++i) {
    if (d[n - 1 - i]) sticky = true;
  }
  int32_t e = exponent + static_cast<int32_t>(bits) - 1;  // value = 1.xxx * 2^e
  if (e > 1023) return __builtin_inf();
  uint32_t drop = 11;  // bits of `top` below the mantissa
  if (e < -1022) {
    uint32_t more = static_cast<uint32_t>(-1022 - e);
    if (more > 54) return 0.0;
    drop += more;
  }
  uint64_t mantissa;
  uint64_t half;
  uint64_t rest;
  if (drop >= 64) {
    mantissa = 0;
    half = drop == 64 ? top >> 63 : 0;
    rest = drop == 64 ? top << 1 : top;
  } else {
    mantissa = top >> drop;
    half = top >> (drop - 1) & 1;
    rest = top & ((uint64_t{1} << (drop - 1)) - 1);
  }
  if (half && (rest || sticky || (mantissa & 1))) ++mantissa;
  uint64_t raw;
  if (e < -1022) {
    raw = mantissa;  // a carry into the exponent is the right number
  } else {
    raw = mantissa + (static_cast<uint64_t>(e + 1022) << 52);
  }
  double result;
  memcpy(&result, &raw, 8);
  return result;
}

void NegateLimbs(uint32_t* d, uint32_t n) {
  uint64_t carry = 1;
  for (uint32_t i = 0; i < n; ++i) {
    carry += static_cast<uint32_t>(~d[i]);
    d[i] = static_cast<uint32_t>(carry);
    carry >>= 32;
  }
}

}  // namespace seabeam::rt
