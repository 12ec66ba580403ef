#include "runtime/data/limbs.h"

namespace seabeam::rt {

namespace {
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

namespace {

constexpr uint32_t kKaratsubaLimbs = 40;  // of the shorter factor

// out[0..an+bn) = a * b, schoolbook. bn > 0.
void MulSchool(uint32_t* out, const uint32_t* a, uint32_t an, const uint32_t* b, uint32_t bn) {
  memset(out, 0, an * 4);
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
}

// out[0..n) += a[0..an), an <= n; the carry does not leave out.
void AddInto(uint32_t* out, uint32_t n, const uint32_t* a, uint32_t an) {
  uint64_t carry = 0;
  for (uint32_t i = 0; i < an || (carry && i < n); ++i) {
    carry += static_cast<uint64_t>(out[i]) + (i < an ? a[i] : 0);
    out[i] = static_cast<uint32_t>(carry);
    carry >>= 32;
  }
}
void SubFrom(uint32_t* out, uint32_t n, const uint32_t* a, uint32_t an) {
  int64_t borrow = 0;
  for (uint32_t i = 0; i < an || (borrow && i < n); ++i) {
    borrow += static_cast<int64_t>(out[i]) - (i < an ? a[i] : 0);
    out[i] = static_cast<uint32_t>(borrow);
    borrow >>= 32;
  }
}

// Equal sizes. scratch has 4 * n + 64 words (each level uses 2 * (n / 2 + 1) * 2 of them).
void MulKaratsuba(uint32_t* out, const uint32_t* a, const uint32_t* b, uint32_t n,
                  uint32_t* scratch) {
  if (n < kKaratsubaLimbs) return MulSchool(out, a, n, b, n);
  uint32_t low = (n + 1) / 2, high = n - low;
  MulKaratsuba(out, a, b, low, scratch);
  MulKaratsuba(out + 2 * low, a + low, b + low, high, scratch);
  // (a0 + a1)(b0 + b1) - a0 b0 - a1 b1
  uint32_t m = low + 1;
  uint32_t* sum_a = scratch;
  uint32_t* sum_b = scratch + m;
  uint32_t* middle = scratch + 2 * m;
  memcpy(sum_a, a, low * 4);
  sum_a[low] = 0;
  AddInto(sum_a, m, a + low, high);
  memcpy(sum_b, b, low * 4);
  sum_b[low] = 0;
  AddInto(sum_b, m, b + low, high);
  MulKaratsuba(middle, sum_a, sum_b, m, scratch + 4 * m);
  SubFrom(middle, 2 * m, out, 2 * low);
  SubFrom(middle, 2 * m, out + 2 * low, 2 * high);
  AddInto(out + low, 2 * n - low, middle, TrimLimbs(middle, 2 * m));
}

// Words of scratch for MulKaratsuba: 4 (n/2 + 2) a level.
uint32_t KaratsubaScratch(uint32_t n) { return 4 * n + 512; }

}  // namespace

uint32_t MulLimbs(uint32_t* out, const uint32_t* a, uint32_t an, const uint32_t* b, uint32_t bn) {
  if (an < bn) return MulLimbs(out, b, bn, a, an);
  if (bn == 0) return 0;
  if (bn < kKaratsubaLimbs) {
    MulSchool(out, a, an, b, bn);
    return TrimLimbs(out, an + bn);
  }
  // Pieces of a as long as b.
  LimbBuf scratch(KaratsubaScratch(bn));
  LimbBuf piece(2 * bn);
  memset(out, 0, (an + bn) * 4);
  for (uint32_t at = 0; at < an; at += bn) {
    uint32_t n = an - at < bn ? an - at : bn;
    if (n == bn) {
      MulKaratsuba(piece.d(), a + at, b, bn, scratch.d());
    } else {
      MulLimbs(piece.d(), b, bn, a + at, n);
      // MulLimbs fills bn + n words.
    }
    AddInto(out + at, an + bn - at, piece.d(), bn + n);
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

namespace {

constexpr uint32_t kRecursiveDivLimbs = 80;  // of the divisor

// Knuth's algorithm D. u (un > bn words) becomes the remainder (bn words, the rest zero), q gets
// un - bn words. b's top bit is set; the quotient must fit, i.e. the top bn words of u are below b.
void DivSchool(uint32_t* q, uint32_t* u, uint32_t un, const uint32_t* b, uint32_t bn) {
  uint64_t top = b[bn - 1];
  uint64_t second = bn > 1 ? b[bn - 2] : 0;
  for (uint32_t j = un - bn; j-- > 0;) {
    uint64_t head = static_cast<uint64_t>(u[j + bn]) << 32 | u[j + bn - 1];
    uint64_t guess = head / top;
    uint64_t rest = head % top;
    while (guess >> 32 || guess * second > (rest << 32 | (bn > 1 ? u[j + bn - 2] : 0))) {
      --guess;
      rest += top;
      if (rest >> 32) break;
    }
    uint64_t carry = 0;
    int64_t borrow = 0;
    for (uint32_t i = 0; i < bn; ++i) {
      carry += guess * b[i];
      borrow += static_cast<int64_t>(u[i + j]) - static_cast<uint32_t>(carry);
      u[i + j] = static_cast<uint32_t>(borrow);
      borrow >>= 32;
      carry >>= 32;
    }
    borrow += static_cast<int64_t>(u[j + bn]) - static_cast<int64_t>(carry);
    u[j + bn] = static_cast<uint32_t>(borrow);
    if (borrow < 0) {
      --guess;
      uint64_t c = 0;
      for (uint32_t i = 0; i < bn; ++i) {
        c += static_cast<uint64_t>(u[i + j]) + b[i];
        u[i + j] = static_cast<uint32_t>(c);
        c >>= 32;
      }
      u[j + bn] += static_cast<uint32_t>(c);
    }
    q[j] = static_cast<uint32_t>(guess);
  }
}

// Divides u[0..2n) by b[0..n), quotient n words, remainder left in u[0..n) (u[n..2n) becomes 0):
// Burnikel and Ziegler's recursion. The high half of u is below b.
void DivRecursive(uint32_t* q, uint32_t* u, const uint32_t* b, uint32_t n);

// u[0..3k) by b[0..2k): quotient k words.
void DivThreeHalves(uint32_t* q, uint32_t* u, const uint32_t* b, uint32_t k) {
  const uint32_t* b1 = b + k;
  LimbBuf top(2 * k);
  memcpy(top.d(), u + k, 2 * k * 4);
  LimbBuf product(2 * k + 1);
  bool saturated = CompareLimbs(u + 2 * k, TrimLimbs(u + 2 * k, k), b1, k) >= 0;
  if (!saturated) {
    DivRecursive(q, top.d(), b1, k);  // remainder in top[0..k)
    memcpy(u + k, top.d(), k * 4);
    memset(u + 2 * k, 0, k * 4);
  } else {
    // The quotient is B^k - 1: remainder u - b1 * (B^k - 1) = u - b1 B^k + b1 of the top two parts.
    memset(q, 0xFF, k * 4);
    SubFrom(u + 2 * k, k, b1, k);
    AddInto(u + k, 2 * k, b1, k);
  }
  uint32_t pn = MulLimbs(product.d(), q, TrimLimbs(q, k), b, TrimLimbs(b, k));
  // u -= q * b0; while negative, give b back.
  uint32_t un = TrimLimbs(u, 3 * k);
  while (CompareLimbs(u, un, product.d(), pn) < 0) {
    AddInto(u, 3 * k, b, 2 * k);
    uint32_t one = 1;
    SubFrom(q, k, &one, 1);
    un = TrimLimbs(u, 3 * k);
  }
  SubFrom(u, 3 * k, product.d(), pn);
}

void DivRecursive(uint32_t* q, uint32_t* u, const uint32_t* b, uint32_t n) {
  if (n < kRecursiveDivLimbs || (n & 1)) return DivSchool(q, u, 2 * n, b, n);
  uint32_t k = n / 2;
  DivThreeHalves(q + k, u + k, b, k);
  DivThreeHalves(q, u, b, k);
}

// u (un words, un > bn) by b with its top bit set; q gets un - bn words, u the remainder.
// u has one zero word on top, so the quotient fits.
void DivNormalised(uint32_t* q, uint32_t* u, uint32_t un, const uint32_t* b, uint32_t bn) {
  uint32_t qn = un - bn;
  if (bn < kRecursiveDivLimbs || qn < kRecursiveDivLimbs / 2) return DivSchool(q, u, un, b, bn);
  // Divisor padded below to m * 2^j words so that halving stays even, dividend likewise; then
  // one 2n / n step for each n words of the dividend.
  uint32_t unit = 1;
  while (bn / unit >= kRecursiveDivLimbs) unit *= 2;
  uint32_t n = (bn + unit - 1) / unit * unit;
  uint32_t pad = n - bn;
  uint32_t blocks = (un + pad + n - 1) / n + 1;
  LimbBuf wide(blocks * n), divisor(n), part(n);
  memset(wide.d(), 0, blocks * n * 4);
  memcpy(wide.d() + pad, u, un * 4);
  memset(divisor.d(), 0, pad * 4);
  memcpy(divisor.d() + pad, b, bn * 4);
  memset(q, 0, qn * 4);
  for (uint32_t i = blocks - 1; i-- > 0;) {
    DivRecursive(part.d(), wide.d() + i * n, divisor.d(), n);
    for (uint32_t w = 0; w < n; ++w) {
      if (i * n + w < qn) q[i * n + w] = part[w];
    }
  }
  memcpy(u, wide.d() + pad, bn * 4);
  memset(u + bn, 0, qn * 4);
}

}  // namespace

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
  // Normalised: the divisor's top bit is set.
  uint32_t shift = static_cast<uint32_t>(__builtin_clz(b[bn - 1]));
  LimbBuf u(an + 2), v(bn + 1);
  ShiftLeftLimbs(v.d(), b, bn, shift);
  u[an] = 0;
  ShiftLeftLimbs(u.d(), a, an, shift);
  DivNormalised(q, u.d(), an + 1, v.d(), bn);
  *qn = TrimLimbs(q, an - bn + 1);
  *rn = ShiftRightLimbs(r, u.d(), bn, shift);
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
