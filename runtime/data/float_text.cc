#include "runtime/data/float_text.h"

#include <cmath>

#include "runtime/data/limbs.h"

namespace seabeam::rt {

namespace {

struct Parts {
  uint64_t mantissa;
  int32_t exponent;   // value = mantissa * 2^exponent
  bool narrow_below;  // the next smaller double is only half as far away as the next larger one
};

Parts Split(double d) {
  uint64_t raw;
  memcpy(&raw, &d, 8);
  uint64_t fraction = raw & ((uint64_t{1} << 52) - 1);
  int32_t biased = static_cast<int32_t>(raw >> 52 & 0x7FF);
  if (biased == 0) return {fraction, -1074, false};
  return {fraction | uint64_t{1} << 52, biased - 1075, fraction == 0 && biased > 1};
}

// A non-negative integer; sizes here stay below 1200 bits or so, except for many decimals.
struct Nat {
  explicit Nat(uint32_t room) : limbs(room), n(0) {}
  LimbBuf limbs;
  uint32_t n;
  void Set(uint64_t v) {
    limbs[0] = static_cast<uint32_t>(v);
    limbs[1] = static_cast<uint32_t>(v >> 32);
    n = TrimLimbs(limbs.d(), 2);
  }
  void Shift(uint32_t bits) { n = ShiftLeftLimbs(limbs.d(), limbs.d(), n, bits); }
  void MulSmall(uint32_t m) { n = MulSmallLimbs(limbs.d(), n, m, 0); }
  void MulPow10(uint32_t k) {
    for (; k >= 9; k -= 9) MulSmall(1000000000u);
    uint32_t m = 1;
    while (k-- > 0) m *= 10;
    MulSmall(m);
  }
};

int Compare(Nat& a, Nat& b) { return CompareLimbs(a.limbs.d(), a.n, b.limbs.d(), b.n); }
int CompareSum(Nat& a, Nat& m, Nat& s, Nat& tmp) {  // a + m against s
  tmp.n = AddLimbs(tmp.limbs.d(), a.limbs.d(), a.n, m.limbs.d(), m.n);
  return Compare(tmp, s);
}

int32_t EstimateExponent10(const Parts& p) {
  int32_t bits = 64 - __builtin_clzll(p.mantissa) + p.exponent;  // 2^(bits-1) <= value < 2^bits
  return static_cast<int32_t>(ceil((bits - 1) * 0.30102999566398120 - 1e-10));
}

constexpr uint32_t kRoom = 80;

// round(d * 10^scale) exactly, ties to even, as decimal digits. scale may be negative.
uint32_t RoundedDigits(double d, int32_t scale, ByteBuf* out) {
  Parts p = Split(d);
  uint32_t up = static_cast<uint32_t>(scale > 0 ? scale : 0);
  Nat num(kRoom + up / 8);
  Nat den(kRoom + 16);
  num.Set(p.mantissa);
  den.Set(1);
  if (scale > 0) num.MulPow10(up);
  if (scale < 0) den.MulPow10(static_cast<uint32_t>(-scale));
  if (p.exponent > 0) num.Shift(static_cast<uint32_t>(p.exponent));
  if (p.exponent < 0) den.Shift(static_cast<uint32_t>(-p.exponent));
  LimbBuf q(num.n + 2), r(den.n > num.n ? den.n + 1 : num.n + 1);
  uint32_t qn, rn;
  DivLimbs(q.d(), &qn, r.d(), &rn, num.limbs.d(), num.n, den.limbs.d(), den.n);
  LimbBuf twice(rn + 2);
  uint32_t tn = ShiftLeftLimbs(twice.d(), r.d(), rn, 1);
  int c = CompareLimbs(twice.d(), tn, den.limbs.d(), den.n);
  if (c > 0 || (c == 0 && qn > 0 && (q[0] & 1))) {
    uint32_t one = 1;
    qn = AddLimbs(q.d(), q.d(), qn, &one, 1);
  }
  uint32_t start = out->size();
  uint8_t* text = out->Extend(RadixSize(q.d(), qn, 10));
  uint32_t len = LimbsToRadix(reinterpret_cast<char*>(text), q.d(), qn, 10);
  out->Resize(start + len);
  return len;
}

}  // namespace

int ShortestDigits(double d, char digits[20], int* exponent) {
  Parts p = Split(d);
  Nat r(kRoom), s(kRoom), high(kRoom), low(kRoom), tmp(kRoom);
  bool even = (p.mantissa & 1) == 0;
  r.Set(p.mantissa);
  s.Set(1);
  high.Set(1);
  low.Set(1);
  uint32_t extra = p.narrow_below ? 2 : 1;
  if (p.exponent >= 0) {
    uint32_t e = static_cast<uint32_t>(p.exponent);
    r.Shift(e + extra);
    s.Shift(extra);
    high.Shift(e + extra - 1);
    low.Shift(e);
  } else {
    r.Shift(extra);
    s.Shift(static_cast<uint32_t>(-p.exponent) + extra);
    high.Shift(extra - 1);
  }
  int32_t k = EstimateExponent10(p);
  if (k >= 0) {
    s.MulPow10(static_cast<uint32_t>(k));
  } else {
    r.MulPow10(static_cast<uint32_t>(-k));
    high.MulPow10(static_cast<uint32_t>(-k));
    low.MulPow10(static_cast<uint32_t>(-k));
  }
  int c = CompareSum(r, high, s, tmp);
  if (c > 0 || (c == 0 && even)) {
    ++k;
  } else {
    r.MulSmall(10);
    high.MulSmall(10);
    low.MulSmall(10);
  }
  *exponent = k;
  int n = 0;
  for (;;) {
    int digit = 0;
    while (Compare(r, s) >= 0) {
      r.n = SubLimbs(r.limbs.d(), r.limbs.d(), r.n, s.limbs.d(), s.n);
      ++digit;
    }
    int cl = Compare(r, low);
    bool at_low = cl < 0 || (cl == 0 && even);
    int ch = CompareSum(r, high, s, tmp);
    bool at_high = ch > 0 || (ch == 0 && even);
    if (at_low || at_high) {
      if (at_low && at_high) {
        tmp.n = ShiftLeftLimbs(tmp.limbs.d(), r.limbs.d(), r.n, 1);
        int half = Compare(tmp, s);
        if (half > 0 || (half == 0 && (digit & 1))) ++digit;
      } else if (at_high) {
        ++digit;
      }
      digits[n++] = static_cast<char>('0' + digit);
      break;
    }
    digits[n++] = static_cast<char>('0' + digit);
    r.MulSmall(10);
    high.MulSmall(10);
    low.MulSmall(10);
  }
  // A digit of 10 carries.
  for (int i = n - 1; i >= 0 && digits[i] > '9'; --i) {
    digits[i] = '0';
    if (i > 0) {
      ++digits[i - 1];
    } else {
      digits[0] = '1';
      n = 1;
      ++*exponent;
    }
  }
  while (n > 1 && digits[n - 1] == '0') --n;
  return n;
}

void PutFloatShort(ByteBuf* out, double d) {
  if (std::signbit(d)) {
    out->Put('-');
    d = -d;
  }
  if (d == 0) return out->Put("0.0");
  char digits[20];
  int point;
  int n = ShortestDigits(d, digits, &point);
  int exponent = point - n;  // of the digits as an integer
  int scientific = point - 1;
  int lower = n == 1 ? -4 : -(n + 2);
  int upper = n == 1 || scientific >= 10 ? 2 : 1;
  bool fixed = lower <= exponent && exponent <= upper;
  if (fixed && exponent >= 0) {
    uint64_t v = 0;
    for (int i = 0; i < n; ++i) v = v * 10 + static_cast<uint64_t>(digits[i] - '0');
    for (int i = 0; i < exponent; ++i) v *= 10;
    if (v >= uint64_t{1} << 53) fixed = false;
  }
  auto put = [&](int from, int to) { out->Put(digits + from, static_cast<uint32_t>(to - from)); };
  if (fixed) {
    if (exponent >= 0) {
      put(0, n);
      for (int i = 0; i < exponent; ++i) out->Put('0');
      out->Put(".0");
    } else if (point > 0) {
      put(0, point);
      out->Put('.');
      put(point, n);
    } else {
      out->Put("0.");
      for (int i = 0; i < -point; ++i) out->Put('0');
      put(0, n);
    }
    return;
  }
  put(0, 1);
  out->Put('.');
  if (n > 1)
    put(1, n);
  else
    out->Put('0');
  out->Put('e');
  out->PutDecimal(scientific);
}

bool PutFloatDecimals(ByteBuf* out, double d, int32_t decimals, bool compact) {
  if (decimals < 0) return false;
  uint32_t start = out->size();
  bool neg = std::signbit(d);
  double a = neg ? -d : d;
  if (neg) out->Put('-');
  if (a > 9007199254740992.0 || decimals >= 19) {
    if (decimals > 253) return false;
    ByteBuf digits;
    uint32_t n = RoundedDigits(a, decimals, &digits);
    uint32_t whole = n > static_cast<uint32_t>(decimals) ? n - static_cast<uint32_t>(decimals) : 0;
    if (whole == 0) out->Put('0');
    out->Put(digits.data(), whole);
    if (decimals > 0) {
      out->Put('.');
      for (uint32_t i = n; i < static_cast<uint32_t>(decimals); ++i) out->Put('0');
      out->Put(digits.data() + whole, n - whole);
    }
    if (out->size() - start >= 256) return false;
  } else {
    // As OTP: integer part and scaled fraction each rounded in doubles.
    static const double kPow10[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8, 1e9,
                                    1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18};
    uint64_t whole, fraction = 0;
    if (decimals == 0) {
      whole = static_cast<uint64_t>(round(a));
    } else {
      double int_part = floor(a);
      double scaled = round((a - int_part) * kPow10[decimals]);
      whole = static_cast<uint64_t>(int_part);
      fraction = static_cast<uint64_t>(scaled);
      if (scaled >= kPow10[decimals]) {
        ++whole;
        fraction = 0;
      }
    }
    out->PutDecimal(static_cast<int64_t>(whole));
    if (decimals > 0) {
      out->Put('.');
      char text[20];
      for (int32_t i = decimals; i-- > 0; fraction /= 10)
        text[i] = static_cast<char>('0' + fraction % 10);
      out->Put(text, static_cast<uint32_t>(decimals));
    }
    if (decimals == 0) return true;
  }
  if (compact) {
    // OTP strips zeros of a number without a point as well.
    uint32_t n = out->size();
    while (out->data()[n - 1] == '0') --n;
    if (out->data()[n - 1] == '.') ++n;
    out->Resize(n);
  }
  return true;
}

bool PutFloatScientific(ByteBuf* out, double d, int32_t decimals) {
  if (decimals < 0) decimals = 6;
  if (decimals > 253) return false;
  uint32_t start = out->size();
  if (std::signbit(d)) {
    out->Put('-');
    d = -d;
  }
  ByteBuf digits;
  int32_t exponent = 0;
  if (d == 0) {
    for (int32_t i = 0; i <= decimals; ++i) digits.Put('0');
  } else {
    exponent = EstimateExponent10(Split(d)) - 1;  // or one more
    for (;;) {
      digits.clear();
      uint32_t n = RoundedDigits(d, decimals - exponent, &digits);
      if (n == static_cast<uint32_t>(decimals) + 1) break;
      if (n < static_cast<uint32_t>(decimals) + 1)
        --exponent;
      else
        ++exponent;
    }
  }
  out->Put(digits.data()[0]);
  if (decimals > 0) {
    out->Put('.');
    out->Put(digits.data() + 1, static_cast<uint32_t>(decimals));
  }
  out->Put('e');
  out->Put(exponent < 0 ? '-' : '+');
  if (exponent < 0) exponent = -exponent;
  if (exponent < 10) out->Put('0');
  out->PutDecimal(exponent);
  return out->size() - start < 256;
}

bool ParseFloat(const char* text, uint32_t size, double* d) {
  uint32_t i = 0;
  auto is_digit = [&] { return i < size && text[i] >= '0' && text[i] <= '9'; };
  bool neg = false;
  if (i < size && (text[i] == '-' || text[i] == '+')) neg = text[i++] == '-';
  uint32_t first = i;
  if (!is_digit()) return false;
  while (is_digit()) ++i;
  uint32_t point = i;
  if (i >= size || (text[i] != '.' && text[i] != ',')) return false;
  ++i;
  if (!is_digit()) return false;
  while (is_digit()) ++i;
  uint32_t end = i;
  int32_t exponent = 0;
  if (i < size && (text[i] == 'e' || text[i] == 'E')) {
    ++i;
    bool eneg = false;
    if (i < size && (text[i] == '-' || text[i] == '+')) eneg = text[i++] == '-';
    if (!is_digit()) return false;
    for (; is_digit(); ++i) {
      if (exponent < 100000) exponent = exponent * 10 + (text[i] - '0');
    }
    if (eneg) exponent = -exponent;
  }
  if (i != size) return false;

  // Digits as one integer with a decimal exponent; more than 800 digits cannot matter beyond "not
  // zero".
  uint8_t* digits = static_cast<uint8_t*>(CheckedAlloc(end - first));
  uint32_t n = 0;
  bool rest = false;
  int32_t scale = exponent;
  for (uint32_t j = first; j < end; ++j) {
    if (j == point) continue;
    uint8_t v = static_cast<uint8_t>(text[j] - '0');
    if (n == 0 && v == 0) {
      if (j > point) --scale;
      continue;
    }
    if (n < 800) {
      digits[n++] = v;
      if (j > point) --scale;
    } else {
      if (v) rest = true;
      if (j < point) ++scale;
    }
  }
  while (n > 0 && digits[n - 1] == 0 && !rest) {
    --n;
    ++scale;
  }
  double value;
  static const double kPow10[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                  1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                  1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
  if (n == 0) {
    value = 0;
  } else if (n <= 15 && scale >= -22 && scale <= 22) {
    uint64_t m = 0;
    for (uint32_t j = 0; j < n; ++j) m = m * 10 + digits[j];
    value = static_cast<double>(m);
    value = scale < 0 ? value / kPow10[-scale] : value * kPow10[scale];
  } else if (static_cast<int32_t>(n) + scale > 310) {
    value = __builtin_inf();
  } else if (static_cast<int32_t>(n) + scale < -330) {
    value = 0;
  } else {
    LimbBuf num(RadixLimbs(n, 10) + 40);
    uint32_t nn = RadixToLimbs(num.d(), digits, n, 10);
    if (scale >= 0) {
      Nat m(nn + 8 + static_cast<uint32_t>(scale) / 8);
      memcpy(m.limbs.d(), num.d(), nn * 4);
      m.n = nn;
      m.MulPow10(static_cast<uint32_t>(scale));
      value = LimbsToDouble(m.limbs.d(), m.n, 0, rest);
    } else {
      Nat den(8 + static_cast<uint32_t>(-scale) / 8);
      den.Set(1);
      den.MulPow10(static_cast<uint32_t>(-scale));
      // Enough quotient bits: at least 66.
      int32_t have = static_cast<int32_t>(LimbBits(num.d(), nn)) -
                     static_cast<int32_t>(LimbBits(den.limbs.d(), den.n));
      uint32_t shift = have < 66 ? static_cast<uint32_t>(66 - have) : 0;
      LimbBuf shifted(nn + shift / 32 + 2);
      uint32_t sn = ShiftLeftLimbs(shifted.d(), num.d(), nn, shift);
      LimbBuf q(sn + 1), r(den.n > sn ? den.n : sn);
      uint32_t qn, rn;
      DivLimbs(q.d(), &qn, r.d(), &rn, shifted.d(), sn, den.limbs.d(), den.n);
      value = LimbsToDouble(q.d(), qn, -static_cast<int32_t>(shift), rest || rn > 0);
    }
  }
  free(digits);
  if (!__builtin_isfinite(value)) return false;
  *d = neg ? -value : value;
  return true;
}

}  // namespace seabeam::rt
