#include "runtime/data/integer.h"

#include "runtime/data/limbs.h"

namespace seabeam::rt {

bool LoadInt(Term t, IntView* v) {
  int64_t x;
  if (GetInt64(t, &x)) {
    v->neg = x < 0;
    uint64_t m = x < 0 ? 0 - static_cast<uint64_t>(x) : static_cast<uint64_t>(x);
    v->buf[0] = static_cast<uint32_t>(m);
    v->buf[1] = static_cast<uint32_t>(m >> 32);
    v->d = v->buf;
    v->n = v->buf[1] ? 2 : v->buf[0] ? 1 : 0;
    return true;
  }
  if (!IsBigInt(t)) return false;
  uint32_t h = HeaderOf(t);
  v->neg = HeaderTag(h) == abi::kHdrNegInt;
  v->d = BoxPtr(t) + 1;
  v->n = TrimLimbs(v->d, HeaderWords(h));
  return true;
}

bool GetInt64(Term t, int64_t* v) {
  if (IsSmall(t)) {
    *v = SmallValue(t);
    return true;
  }
  if (!IsBigInt(t)) return false;
  const Term* p = BoxPtr(t);
  switch (HeaderWords(p[0])) {
    case 1:
      *v = static_cast<int32_t>(p[1]);
      return true;
    case 2:
      *v = static_cast<int64_t>(p[1] | static_cast<uint64_t>(p[2]) << 32);
      return true;
    default:
      return false;
  }
}

Term MakeInt64(Ctx* ctx, int64_t v) {
  if (FitsSmall(v)) return Small(static_cast<int32_t>(v));
  uint32_t tag = v < 0 ? abi::kHdrNegInt : abi::kHdrPosInt;
  if (v == static_cast<int32_t>(v)) {
    Term* p = AllocWords(ctx, 2);
    p[0] = abi::Header(1, tag);
    p[1] = static_cast<uint32_t>(v);
    return BoxTerm(p);
  }
  Term* p = AllocWords(ctx, 3);
  p[0] = abi::Header(2, tag);
  p[1] = static_cast<uint32_t>(v);
  p[2] = static_cast<uint32_t>(static_cast<uint64_t>(v) >> 32);
  return BoxTerm(p);
}

Term MakeUint64(Ctx* ctx, uint64_t v) {
  if (v >> 63 == 0) return MakeInt64(ctx, static_cast<int64_t>(v));
  uint32_t d[2] = {static_cast<uint32_t>(v), static_cast<uint32_t>(v >> 32)};
  return MakeInteger(ctx, false, d, 2);
}

Term MakeInteger(Ctx* ctx, bool neg, const uint32_t* d, uint32_t n) {
  n = TrimLimbs(d, n);
  if (n <= 2) {
    uint64_t m = n == 0 ? 0 : n == 1 ? d[0] : d[0] | static_cast<uint64_t>(d[1]) << 32;
    if (m < uint64_t{1} << 63)
      return MakeInt64(ctx, neg ? -static_cast<int64_t>(m) : static_cast<int64_t>(m));
    if (neg && m == uint64_t{1} << 63) return MakeInt64(ctx, INT64_MIN);
  }
  if (LimbBits(d, n) > MaxIntBits()) return 0;
  uint32_t words = n <= 2 ? 3 : (n + 1) & ~1u;
  Term* p = AllocWords(ctx, 1 + words);
  p[0] = abi::Header(words, neg ? abi::kHdrNegInt : abi::kHdrPosInt);
  memmove(p + 1, d, n * 4);
  for (uint32_t i = n; i < words; ++i) p[1 + i] = 0;
  return BoxTerm(p);
}

Term MakeTwosComplement(Ctx* ctx, uint32_t* d, uint32_t n) {
  bool neg = n > 0 && (d[n - 1] >> 31);
  if (neg) NegateLimbs(d, n);
  return MakeInteger(ctx, neg, d, n);
}

bool IntToDouble(Term t, double* out) {
  int64_t v;
  if (GetInt64(t, &v)) {
    *out = static_cast<double>(v);
    return true;
  }
  IntView x;
  if (!LoadInt(t, &x)) return false;
  // OTP's way, digit by 64-bit digit, rounding each time.
  double d = 0;
  for (uint32_t i = (x.n + 1) / 2; i-- > 0;) {
    uint64_t digit =
        x.d[2 * i] | (2 * i + 1 < x.n ? static_cast<uint64_t>(x.d[2 * i + 1]) << 32 : 0);
    d = d * 18446744073709551616.0 + static_cast<double>(digit);
    if (!__builtin_isfinite(d)) return false;
  }
  *out = x.neg ? -d : d;
  return true;
}

bool NumberToDouble(Term t, double* out) {
  if (IsFloat(t)) {
    *out = FloatValue(t);
    return true;
  }
  return IntToDouble(t, out);
}

Term DoubleToInt(Ctx* ctx, double d) {
  if (d > -9.2e18 && d < 9.2e18) return MakeInt(ctx, static_cast<int64_t>(d));
  uint64_t raw;
  memcpy(&raw, &d, 8);
  uint64_t mantissa = (raw & ((uint64_t{1} << 52) - 1)) | uint64_t{1} << 52;
  uint32_t shift = static_cast<uint32_t>((raw >> 52 & 0x7FF) - 1075);
  uint32_t m[2] = {static_cast<uint32_t>(mantissa), static_cast<uint32_t>(mantissa >> 32)};
  LimbBuf out(2 + shift / 32 + 1);
  uint32_t n = ShiftLeftLimbs(out.d(), m, 2, shift);
  return MakeInteger(ctx, d < 0, out.d(), n);
}

int CompareInts(Term a, Term b) {
  int64_t x, y;
  bool xs = GetInt64(a, &x), ys = GetInt64(b, &y);
  if (xs && ys) return x < y ? -1 : x > y;
  IntView u, v;
  LoadInt(a, &u);
  LoadInt(b, &v);
  if (u.neg != v.neg) return u.neg ? -1 : 1;
  int c = CompareLimbs(u.d, u.n, v.d, v.n);
  return u.neg ? -c : c;
}

namespace {
int CompareIntFloat(Term i, double f) {
  int64_t x;
  if (GetInt64(i, &x)) {
    if (f >= 9223372036854775808.0) return -1;
    if (f < -9223372036854775808.0) return 1;
    int64_t whole = static_cast<int64_t>(f);
    if (x != whole) return x < whole ? -1 : 1;
    double rest = f - static_cast<double>(whole);
    return rest > 0 ? -1 : rest < 0;
  }
  IntView v;
  LoadInt(i, &v);
  bool fneg = f < 0;
  if (v.neg != fneg) return v.neg ? -1 : 1;
  double m = __builtin_fabs(f);
  // The integer's magnitude is at least 2^63, so a smaller float decides; a larger one has no
  // fraction.
  int c;
  uint64_t raw;
  memcpy(&raw, &m, 8);
  int32_t exponent = static_cast<int32_t>(raw >> 52) - 1023;
  int32_t bits = static_cast<int32_t>(LimbBits(v.d, v.n));
  if (exponent + 1 != bits) {
    c = exponent + 1 < bits ? 1 : -1;
  } else {
    uint64_t mantissa = (raw & ((uint64_t{1} << 52) - 1)) | uint64_t{1} << 52;
    uint32_t mm[2] = {static_cast<uint32_t>(mantissa), static_cast<uint32_t>(mantissa >> 32)};
    uint32_t shift = static_cast<uint32_t>(exponent - 52);
    LimbBuf t(2 + shift / 32 + 1);
    uint32_t n = ShiftLeftLimbs(t.d(), mm, 2, shift);
    c = CompareLimbs(v.d, v.n, t.d(), n);
  }
  return v.neg ? -c : c;
}
}  // namespace

int CompareNumbers(Term a, Term b) {
  bool af = IsFloat(a), bf = IsFloat(b);
  if (af && bf) {
    double x = FloatValue(a), y = FloatValue(b);
    return x < y ? -1 : x > y;
  }
  if (af) return -CompareIntFloat(b, FloatValue(a));
  if (bf) return CompareIntFloat(a, FloatValue(b));
  return CompareInts(a, b);
}

namespace {
Term AddSigned(Ctx* ctx, const IntView& a, const IntView& b, bool bneg) {
  LimbBuf out((a.n > b.n ? a.n : b.n) + 1);
  uint32_t n;
  bool neg = a.neg;
  if (a.neg == bneg) {
    n = AddLimbs(out.d(), a.d, a.n, b.d, b.n);
  } else {
    int c = CompareLimbs(a.d, a.n, b.d, b.n);
    if (c == 0) return Small(0);
    if (c > 0) {
      n = SubLimbs(out.d(), a.d, a.n, b.d, b.n);
    } else {
      n = SubLimbs(out.d(), b.d, b.n, a.d, a.n);
      neg = bneg;
    }
  }
  return MakeInteger(ctx, neg, out.d(), n);
}
}  // namespace

Term IntAdd(Ctx* ctx, Term a, Term b) {
  int64_t x, y, r;
  if (GetInt64(a, &x) && GetInt64(b, &y) && !__builtin_add_overflow(x, y, &r))
    return MakeInt64(ctx, r);
  IntView u, v;
  if (!LoadInt(a, &u) || !LoadInt(b, &v)) return 0;
  return AddSigned(ctx, u, v, v.neg);
}

Term IntSub(Ctx* ctx, Term a, Term b) {
  int64_t x, y, r;
  if (GetInt64(a, &x) && GetInt64(b, &y) && !__builtin_sub_overflow(x, y, &r))
    return MakeInt64(ctx, r);
  IntView u, v;
  if (!LoadInt(a, &u) || !LoadInt(b, &v)) return 0;
  return AddSigned(ctx, u, v, !v.neg);
}

Term IntMul(Ctx* ctx, Term a, Term b, bool* limit) {
  int64_t x, y;
  if (GetInt64(a, &x) && GetInt64(b, &y) && x == static_cast<int32_t>(x) &&
      y == static_cast<int32_t>(y)) {
    return MakeInt64(ctx, x * y);
  }
  IntView u, v;
  if (!LoadInt(a, &u) || !LoadInt(b, &v)) return 0;
  if (u.n + v.n > MaxIntBits() / 32 + 1) {
    if (limit) *limit = true;
    return 0;
  }
  LimbBuf out(u.n + v.n + 1);
  uint32_t n = MulLimbs(out.d(), u.d, u.n, v.d, v.n);
  Term r = MakeInteger(ctx, u.neg != v.neg, out.d(), n);
  if (r == 0 && limit) *limit = true;
  return r;
}

bool IntDivRem(Ctx* ctx, Term a, Term b, Term* quotient, Term* remainder) {
  int64_t x, y;
  bool xs = GetInt64(a, &x), ys = GetInt64(b, &y);
  if (ys && y == 0) return false;
  if (xs && ys && !(x == INT64_MIN && y == -1)) {
    if (quotient) *quotient = MakeInt64(ctx, x / y);
    if (remainder) *remainder = MakeInt64(ctx, x % y);
    return true;
  }
  IntView u, v;
  if (!LoadInt(a, &u) || !LoadInt(b, &v)) return false;
  LimbBuf q(u.n + 1);
  LimbBuf r(v.n > u.n ? v.n : u.n);
  uint32_t qn, rn;
  DivLimbs(q.d(), &qn, r.d(), &rn, u.d, u.n, v.d, v.n);
  if (quotient) *quotient = MakeInteger(ctx, u.neg != v.neg, q.d(), qn);
  if (remainder) *remainder = MakeInteger(ctx, u.neg, r.d(), rn);
  return true;
}

Term IntShift(Ctx* ctx, Term a, Term count, bool left, bool* limit) {
  IntView u;
  if (!LoadInt(a, &u) || !IsInteger(count)) return 0;
  if (u.n == 0) return Small(0);
  int64_t c;
  if (!GetInt64(count, &c) || c == INT64_MIN) {
    IntView v;
    LoadInt(count, &v);
    c = v.neg ? -(int64_t{1} << 62) : int64_t{1} << 62;
  }
  if (!left) c = -c;
  if (c == 0) return a;
  if (c > 0) {
    if (c + LimbBits(u.d, u.n) > MaxIntBits()) {
      if (limit) *limit = true;
      return 0;
    }
    uint32_t bits = static_cast<uint32_t>(c);
    LimbBuf out(u.n + bits / 32 + 1);
    uint32_t n = ShiftLeftLimbs(out.d(), u.d, u.n, bits);
    return MakeInteger(ctx, u.neg, out.d(), n);
  }
  c = -c;
  int64_t x;
  if (GetInt64(a, &x)) return MakeInt64(ctx, x >> (c > 63 ? 63 : c));
  if (c >= LimbBits(u.d, u.n)) return Small(u.neg ? -1 : 0);
  uint32_t bits = static_cast<uint32_t>(c);
  LimbBuf out(u.n + 1);
  uint32_t n = ShiftRightLimbs(out.d(), u.d, u.n, bits);
  if (u.neg) {  // towards minus infinity
    bool lost = false;
    for (uint32_t i = 0; i < bits / 32 && !lost; ++i) lost = u.d[i] != 0;
    if (!lost && bits % 32) lost = (u.d[bits / 32] & ((1u << bits % 32) - 1)) != 0;
    if (lost) {
      uint32_t one = 1;
      n = AddLimbs(out.d(), out.d(), n, &one, 1);
    }
  }
  return MakeInteger(ctx, u.neg, out.d(), n);
}

Term IntBitOp(Ctx* ctx, BitOp op, Term a, Term b) {
  int64_t x, y;
  if (GetInt64(a, &x) && GetInt64(b, &y)) {
    switch (op) {
      case BitOp::kAnd:
        return MakeInt64(ctx, x & y);
      case BitOp::kOr:
        return MakeInt64(ctx, x | y);
      case BitOp::kXor:
        return MakeInt64(ctx, x ^ y);
    }
  }
  IntView u, v;
  if (!LoadInt(a, &u) || !LoadInt(b, &v)) return 0;
  uint32_t n = (u.n > v.n ? u.n : v.n) + 1;
  LimbBuf p(n), q(n);
  auto load = [n](LimbBuf* out, const IntView& i) {
    memcpy(out->d(), i.d, i.n * 4);
    memset(out->d() + i.n, 0, (n - i.n) * 4);
    if (i.neg) NegateLimbs(out->d(), n);
  };
  load(&p, u);
  load(&q, v);
  for (uint32_t i = 0; i < n; ++i) {
    switch (op) {
      case BitOp::kAnd:
        p[i] &= q[i];
        break;
      case BitOp::kOr:
        p[i] |= q[i];
        break;
      case BitOp::kXor:
        p[i] ^= q[i];
        break;
    }
  }
  return MakeTwosComplement(ctx, p.d(), n);
}

}  // namespace seabeam::rt
