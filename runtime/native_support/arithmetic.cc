// Primitives of arithmetic: term, or 0 for what OTP calls badarith or system_limit.
#include "runtime/native_support/numbers.h"

namespace seabeam::support {
namespace {

// Loads both operands, integers. False: one is longer than the host's are.
bool LoadBoth(Ctx* ctx, Term a, Term b) {
  return LoadWide(a, Scratch(ctx) + kFirst) && LoadWide(b, Scratch(ctx) + kSecond);
}

// a + b, or a - b.
SUPPORT_SHARED Term AddWide(Ctx* ctx, Term a, Term b, bool subtract) {
  if (!LoadBoth(ctx, a, b)) return abi::kNone;
  uint32_t *x = Scratch(ctx) + kFirst, *y = Scratch(ctx) + kSecond;
  const uint32_t flip = subtract ? ~0u : 0;
  uint64_t carry = subtract;
  for (uint32_t i = 0; i < kWide; ++i) {
    carry += uint64_t{x[i]} + (y[i] ^ flip);
    x[i] = static_cast<uint32_t>(carry);
    carry >>= 32;
  }
  return MakeWide(ctx, x, kWide);
}

// What both are together: kNoNumber when one is no number.
SUPPORT_SHARED uint32_t KindsOf(Term a, Term b) {
  const uint32_t x = KindOf(a), y = KindOf(b);
  return x == kNoNumber || y == kNoNumber ? uint32_t{kNoNumber} : x | y;
}
// The same for operations on integers: floats are none.
inline uint32_t IntegersOf(Term a, Term b) {
  const uint32_t kinds = KindsOf(a, b);
  return (kinds & kReal) != 0 ? uint32_t{kNoNumber} : kinds;
}

enum class Bitwise : uint32_t { kAnd, kOr, kXor };

SUPPORT_SHARED Term BitwiseOf(Ctx* ctx, Term a, Term b, Bitwise op) {
  if (IntegersOf(a, b) == kNoNumber || !LoadBoth(ctx, a, b)) return abi::kNone;
  uint32_t *x = Scratch(ctx) + kFirst, *y = Scratch(ctx) + kSecond;
  for (uint32_t i = 0; i < kWide; ++i) {
    x[i] = op == Bitwise::kAnd ? x[i] & y[i] : op == Bitwise::kOr ? x[i] | y[i] : x[i] ^ y[i];
  }
  return MakeWide(ctx, x, kWide);
}

// Makes both operands in the scratch area magnitudes. Bit 0: the first was negative, bit 1: the
// second.
SUPPORT_SHARED uint32_t Magnitudes(Ctx* ctx) {
  uint32_t signs = 0;
  for (uint32_t i = 0; i < 2; ++i) {
    uint32_t* words = Scratch(ctx) + (i == 0 ? kFirst : kSecond);
    if (static_cast<int32_t>(words[kWide - 1]) >= 0) continue;
    signs |= 1u << i;
    Negate(words, kWide);
  }
  return signs;
}

SUPPORT_SHARED Term MultiplyWide(Ctx* ctx, Term a, Term b) {
  if (!LoadBoth(ctx, a, b)) return abi::kNone;
  const uint32_t signs = Magnitudes(ctx);
  uint32_t *x = Scratch(ctx) + kFirst, *y = Scratch(ctx) + kSecond, *r = Scratch(ctx) + kResult;
  for (uint32_t i = 0; i < kResultWords; ++i) r[i] = 0;
  for (uint32_t i = 0; i < kDigits; ++i) {
    uint64_t carry = 0;
    for (uint32_t j = 0; j < kDigits; ++j) {
      carry += uint64_t{x[i]} * y[j] + r[i + j];
      r[i + j] = static_cast<uint32_t>(carry);
      carry >>= 32;
    }
    r[i + kDigits] = static_cast<uint32_t>(carry);
  }
  if (signs == 1 || signs == 2) Negate(r, kResultWords);
  return MakeWide(ctx, r, kResultWords);
}

// a div b, or a rem b; b is not 0.
SUPPORT_SHARED Term DivideWide(Ctx* ctx, Term a, Term b, bool remainder) {
  if (!LoadBoth(ctx, a, b)) return abi::kNone;
  const uint32_t signs = Magnitudes(ctx);
  uint32_t *x = Scratch(ctx) + kFirst, *y = Scratch(ctx) + kSecond, *r = Scratch(ctx) + kResult;
  // What is above the lowest digit of the divisor.
  uint32_t upper = 0;
  for (uint32_t i = 1; i < kWide; ++i) upper |= y[i];
  for (uint32_t i = 0; i < kWide; ++i) r[i] = 0;
  if (upper == 0) {
    uint64_t rest = 0;
    for (uint32_t i = kWide; i-- > 0;) {
      rest = rest << 32 | x[i];
      x[i] = static_cast<uint32_t>(rest / y[0]);
      rest %= y[0];
    }
    r[0] = static_cast<uint32_t>(rest);
  } else {
    // Bit by bit: the quotient moves into x from the right as the dividend moves out.
    for (uint32_t bit = 0; bit < 32 * kDigits; ++bit) {
      uint32_t in = x[kDigits - 1] >> 31;
      for (uint32_t i = 0; i < kWide; ++i) {
        const uint32_t out = r[i] >> 31;
        r[i] = r[i] << 1 | in;
        in = out;
      }
      in = 1;
      for (uint32_t i = kWide; i-- > 0;) {
        if (r[i] == y[i]) continue;
        in = r[i] > y[i];
        break;
      }
      if (in != 0) {
        uint64_t borrow = 0;
        for (uint32_t i = 0; i < kWide; ++i) {
          borrow = uint64_t{r[i]} - y[i] - borrow;
          r[i] = static_cast<uint32_t>(borrow);
          borrow = borrow >> 63;
        }
      }
      for (uint32_t i = 0; i < kDigits; ++i) {
        const uint32_t out = x[i] >> 31;
        x[i] = x[i] << 1 | in;
        in = out;
      }
    }
  }
  uint32_t* result = remainder ? r : x;
  if (remainder ? (signs & 1) != 0 : signs == 1 || signs == 2) Negate(result, kWide);
  return MakeWide(ctx, result, kWide);
}

// To the left by `count` bits, or to the right by -count.
SUPPORT_SHARED Term Shift(Ctx* ctx, Term a, Term by, bool left) {
  const uint32_t kinds = IntegersOf(a, by);
  if (kinds == kNoNumber) return abi::kNone;
  // Beyond this many bits nothing changes any more.
  constexpr int64_t kFar = 64 * kDigits;
  int64_t count = KindOf(by) == kWord ? WordOf(by) : IsNegative(by) ? -kFar : kFar;
  if (count > kFar) count = kFar;
  if (count < -kFar) count = -kFar;
  if (!left) count = -count;
  if (a == Small(0)) return a;
  if (count > 32 * static_cast<int32_t>(kDigits)) return abi::kNone;
  if (KindOf(a) == kWord) {
    const int64_t value = WordOf(a);
    if (count <= 0) return MakeInt(ctx, value >> (count < -63 ? 63 : -count));
    if (count < 63) {
      const int64_t shifted = static_cast<int64_t>(static_cast<uint64_t>(value) << count);
      if (shifted >> count == value) return MakeInt(ctx, shifted);
    }
  }
  uint32_t *x = Scratch(ctx) + kFirst, *r = Scratch(ctx) + kResult;
  if (!LoadWide(a, x)) return abi::kNone;
  const uint32_t sign = static_cast<uint32_t>(static_cast<int32_t>(x[kWide - 1]) >> 31);
  auto word = [&](int32_t i) { return i < 0 ? 0 : i >= static_cast<int32_t>(kWide) ? sign : x[i]; };
  for (int32_t i = 0; i < static_cast<int32_t>(kResultWords); ++i) {
    const int32_t from = 32 * i - static_cast<int32_t>(count);
    const uint64_t both = word(from >> 5) | static_cast<uint64_t>(word((from >> 5) + 1)) << 32;
    r[i] = static_cast<uint32_t>(both >> (from & 31));
  }
  return MakeWide(ctx, r, kResultWords);
}

}  // namespace

SUPPORT(int_add) Term int_add(Ctx* ctx, Term a, Term b) {
  const uint32_t kinds = KindsOf(a, b);
  int64_t sum;
  if (kinds == kWord && !__builtin_add_overflow(WordOf(a), WordOf(b), &sum)) {
    return MakeInt(ctx, sum);
  }
  if (kinds == kNoNumber) return abi::kNone;
  if ((kinds & kReal) != 0) return MakeReal(ctx, RealOf(a) + RealOf(b));
  return AddWide(ctx, a, b, false);
}

SUPPORT(int_sub) Term int_sub(Ctx* ctx, Term a, Term b) {
  const uint32_t kinds = KindsOf(a, b);
  int64_t difference;
  if (kinds == kWord && !__builtin_sub_overflow(WordOf(a), WordOf(b), &difference)) {
    return MakeInt(ctx, difference);
  }
  if (kinds == kNoNumber) return abi::kNone;
  if ((kinds & kReal) != 0) return MakeReal(ctx, RealOf(a) - RealOf(b));
  return AddWide(ctx, a, b, true);
}

SUPPORT(int_mul) Term int_mul(Ctx* ctx, Term a, Term b) {
  const uint32_t kinds = KindsOf(a, b);
  if (kinds == kNoNumber) return abi::kNone;
  if ((kinds & kReal) != 0) return MakeReal(ctx, RealOf(a) * RealOf(b));
  if (kinds == kWord) {
    const int64_t x = WordOf(a), y = WordOf(b);
    if (x == static_cast<int32_t>(x) && y == static_cast<int32_t>(y)) return MakeInt(ctx, x * y);
  }
  return MultiplyWide(ctx, a, b);
}

SUPPORT(num_div) Term num_div(Ctx* ctx, Term a, Term b) {
  return KindsOf(a, b) == kNoNumber ? abi::kNone : MakeReal(ctx, RealOf(a) / RealOf(b));
}

SUPPORT(int_div) Term int_div(Ctx* ctx, Term a, Term b) {
  const uint32_t kinds = IntegersOf(a, b);
  if (kinds == kNoNumber || b == Small(0)) return abi::kNone;
  if (kinds == kWord && WordOf(b) != -1) return MakeInt(ctx, WordOf(a) / WordOf(b));
  return DivideWide(ctx, a, b, false);
}

SUPPORT(int_rem) Term int_rem(Ctx* ctx, Term a, Term b) {
  const uint32_t kinds = IntegersOf(a, b);
  if (kinds == kNoNumber || b == Small(0)) return abi::kNone;
  if (kinds == kWord && WordOf(b) != -1) return MakeInt(ctx, WordOf(a) % WordOf(b));
  return DivideWide(ctx, a, b, true);
}

SUPPORT(int_band) Term int_band(Ctx* ctx, Term a, Term b) {
  return BitwiseOf(ctx, a, b, Bitwise::kAnd);
}
SUPPORT(int_bor) Term int_bor(Ctx* ctx, Term a, Term b) {
  return BitwiseOf(ctx, a, b, Bitwise::kOr);
}
SUPPORT(int_bxor) Term int_bxor(Ctx* ctx, Term a, Term b) {
  return BitwiseOf(ctx, a, b, Bitwise::kXor);
}

SUPPORT(int_bsl) Term int_bsl(Ctx* ctx, Term a, Term b) { return Shift(ctx, a, b, true); }
SUPPORT(int_bsr) Term int_bsr(Ctx* ctx, Term a, Term b) { return Shift(ctx, a, b, false); }

SUPPORT(num_neg) Term num_neg(Ctx* ctx, Term a) {
  if (KindOf(a) == kReal) return MakeReal(ctx, -RealOf(a));
  return int_sub(ctx, Small(0), a);
}

SUPPORT(int_bnot) Term int_bnot(Ctx* ctx, Term a) {
  return BitwiseOf(ctx, a, Small(-1), Bitwise::kXor);
}

}  // namespace seabeam::support
