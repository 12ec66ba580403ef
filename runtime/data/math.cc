// Module math: badarg for what is no number, badarith where the result is none.
#include <cmath>

#include "runtime/core/bifs.h"
#include "runtime/core/error.h"
#include "runtime/data/integer.h"
#include "runtime/data/libm.h"

namespace seabeam::rt {

using abi::BifId;

namespace {
// An integer that no double can hold is a number all the same: badarith, not badarg.
bool IsNumber(Term t) { return IsInteger(t) || IsFloat(t); }
Term Result(Ctx* ctx, double d) { return __builtin_isfinite(d) ? MakeFloat(ctx, d) : 0; }
}  // namespace

#define MATH1(name, expression)                                          \
  SB_EXPORT Term bif_math_##name##_1(Ctx* ctx, Term a) {                 \
    double x;                                                            \
    if (!IsNumber(a)) return Badarg(ctx, BifId::bif_math_##name##_1, a); \
    Term r = NumberToDouble(a, &x) ? Result(ctx, expression) : 0;        \
    return r ? r : Badarith(ctx, BifId::bif_math_##name##_1, a);         \
  }
#define MATH2(name, expression)                                                         \
  SB_EXPORT Term bif_math_##name##_2(Ctx* ctx, Term a, Term b) {                        \
    double x, y;                                                                        \
    if (!IsNumber(a)) return Badarg(ctx, BifId::bif_math_##name##_2, a, b);             \
    if (!NumberToDouble(a, &x)) return Badarith(ctx, BifId::bif_math_##name##_2, a, b); \
    if (!IsNumber(b)) return Badarg(ctx, BifId::bif_math_##name##_2, a, b);             \
    Term r = NumberToDouble(b, &y) ? Result(ctx, expression) : 0;                       \
    return r ? r : Badarith(ctx, BifId::bif_math_##name##_2, a, b);                     \
  }
MATH1(sin, sin(x))
MATH1(cos, cos(x))
MATH1(tan, tan(x))
MATH1(asin, asin(x))
MATH1(acos, acos(x))
MATH1(atan, atan(x))
MATH1(sinh, HyperbolicSine(x))
MATH1(cosh, HyperbolicCosine(x))
MATH1(tanh, HyperbolicTangent(x))
MATH1(asinh, InverseHyperbolicSine(x))
MATH1(acosh, InverseHyperbolicCosine(x))
MATH1(atanh, atanh(x))
MATH1(erf, erf(x))
MATH1(erfc, erfc(x))
MATH1(exp, exp(x))
MATH1(log, log(x))
MATH1(log2, log2(x))
MATH1(log10, DecimalLogarithm(x))
MATH1(sqrt, sqrt(x))
MATH1(ceil, ceil(x))
MATH1(floor, floor(x))
MATH2(atan2, atan2(x, y))
MATH2(pow, pow(x, y))
MATH2(fmod, fmod(x, y))
#undef MATH1
#undef MATH2
SB_EXPORT Term bif_math_pi_0(Ctx* ctx) { return MakeFloat(ctx, 3.14159265358979323846); }

}  // namespace seabeam::rt
