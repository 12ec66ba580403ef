#include "runtime/data/libm.h"

#include <cmath>
#include <cstdint>
#include <cstring>

namespace seabeam::rt {
namespace {

constexpr double kLn2 = 0x1.62e42fefa39efp-1;
// From here on one of the two exponentials is below the last digit of the other.
constexpr double kOneExponential = 22;
// exp overflows behind it.
constexpr double kLargestExponent = 0x1.62e42fefa39efp+9;

// factor * e^x for x from kOneExponential on, which may be in range when e^x is not.
double ScaledExponential(double x, double factor) {
  if (x <= kLargestExponent) return factor * exp(x);
  const double root = exp(0.5 * x);
  return factor * root * root;
}

}  // namespace

double HyperbolicSine(double x) {
  const double a = fabs(x);
  const double half = std::signbit(x) ? -0.5 : 0.5;
  if (a >= kOneExponential) return ScaledExponential(a, half);
  if (a < 0x1p-28) return x;
  const double t = expm1(a);
  return a < 1 ? half * (2 * t - t * t / (t + 1)) : half * (t + t / (t + 1));
}

double HyperbolicCosine(double x) {
  const double a = fabs(x);
  if (a >= kOneExponential) return ScaledExponential(a, 0.5);
  if (a >= 0.5 * kLn2) {
    const double t = exp(a);
    return 0.5 * t + 0.5 / t;
  }
  const double t = expm1(a);
  const double w = 1 + t;
  return a < 0x1p-55 ? w : 1 + (t * t) / (w + w);
}

double HyperbolicTangent(double x) {
  const double a = fabs(x);
  if (a < 0x1p-55) return x * (1 + x);
  double z = 1;
  if (a < 1) {
    const double t = expm1(-2 * a);
    z = -t / (t + 2);
  } else if (a < kOneExponential) {
    z = 1 - 2 / (expm1(2 * a) + 2);
  }
  return copysign(z, x);
}

double InverseHyperbolicSine(double x) {
  const double a = fabs(x);
  if (a < 0x1p-28) return x;
  if (a > 0x1p28) return copysign(log(a) + kLn2, x);
  const double square = x * x;
  if (a > 2) return copysign(log(2 * a + 1 / (sqrt(square + 1) + a)), x);
  return copysign(log1p(a + square / (1 + sqrt(1 + square))), x);
}

double InverseHyperbolicCosine(double x) {
  if (x > 0x1p28) return log(x) + kLn2;
  if (x > 2) return log(2 * x - 1 / (x + sqrt(x * x - 1)));
  const double t = x - 1;
  return log1p(t + sqrt(2 * t + t * t));
}

// The exponent and the logarithm of what is left, a number from 1 on for exponents of 0 or more, else one below 1.
double DecimalLogarithm(double x) {
  constexpr double kLog2High = 3.01029995663611771306e-01, kLog2Low = 3.69423907715893078616e-13;
  constexpr double kLogE = 4.34294481903251816668e-01;
  if (!(x > 0) || std::isinf(x)) return log10(x);
  int32_t exponent = 0;
  if (x < 0x1p-1022) {
    x *= 0x1p54;
    exponent = -54;
  }
  uint64_t bits = 0;
  memcpy(&bits, &x, sizeof bits);
  exponent += static_cast<int32_t>(bits >> 52) - 1023;
  const int32_t below = exponent < 0 ? 1 : 0;
  bits = (bits & ((uint64_t{1} << 52) - 1)) | static_cast<uint64_t>(1023 - below) << 52;
  memcpy(&x, &bits, sizeof bits);
  const double whole = exponent + below;
  return whole * kLog2Low + kLogE * log(x) + whole * kLog2High;
}

}  // namespace seabeam::rt
