// Arithmetic primitives of compiled code and the operator BIFs.
#include <cmath>

#include "runtime/core/bifs.h"
#include "runtime/core/error.h"
#include "runtime/core/otp_version.h"
#include "runtime/data/integer.h"

namespace seabeam::rt {

using abi::BifId;

namespace {

Term FloatOrNone(Ctx* ctx, double d) { return __builtin_isfinite(d) ? MakeFloat(ctx, d) : 0; }

// Both operands as doubles when at least one is a float.
bool LoadFloats(Term a, Term b, double* x, double* y) {
  if (!IsFloat(a) && !IsFloat(b)) return false;
  return NumberToDouble(a, x) && NumberToDouble(b, y);
}

template <typename... Args>
Term ArithFailure(Ctx* ctx, bool limit, BifId bif, Args... args) {
  return limit ? SystemLimit(ctx, bif, args...) : Badarith(ctx, bif, args...);
}

}  // namespace

SB_EXPORT Term int_add(Ctx* ctx, Term a, Term b) {
  double x, y;
  if (LoadFloats(a, b, &x, &y)) return FloatOrNone(ctx, x + y);
  return IntAdd(ctx, a, b);
}
SB_EXPORT Term int_sub(Ctx* ctx, Term a, Term b) {
  double x, y;
  if (LoadFloats(a, b, &x, &y)) return FloatOrNone(ctx, x - y);
  return IntSub(ctx, a, b);
}
SB_EXPORT Term int_mul(Ctx* ctx, Term a, Term b) {
  double x, y;
  if (LoadFloats(a, b, &x, &y)) return FloatOrNone(ctx, x * y);
  return IntMul(ctx, a, b, nullptr);
}
SB_EXPORT Term num_div(Ctx* ctx, Term a, Term b) {
  double x, y;
  if (!NumberToDouble(a, &x) || !NumberToDouble(b, &y) || y == 0) return 0;
  return FloatOrNone(ctx, x / y);
}
SB_EXPORT Term int_div(Ctx* ctx, Term a, Term b) {
  Term q;
  return IntDivRem(ctx, a, b, &q, nullptr) ? q : 0;
}
SB_EXPORT Term int_rem(Ctx* ctx, Term a, Term b) {
  Term r;
  return IntDivRem(ctx, a, b, nullptr, &r) ? r : 0;
}
SB_EXPORT Term int_band(Ctx* ctx, Term a, Term b) { return IntBitOp(ctx, BitOp::kAnd, a, b); }
SB_EXPORT Term int_bor(Ctx* ctx, Term a, Term b) { return IntBitOp(ctx, BitOp::kOr, a, b); }
SB_EXPORT Term int_bxor(Ctx* ctx, Term a, Term b) { return IntBitOp(ctx, BitOp::kXor, a, b); }
SB_EXPORT Term int_bsl(Ctx* ctx, Term a, Term b) { return IntShift(ctx, a, b, true, nullptr); }
SB_EXPORT Term int_bsr(Ctx* ctx, Term a, Term b) { return IntShift(ctx, a, b, false, nullptr); }
// 0.0 gives -0.0; where OTP 25's compiler knows that it is a float it writes 0 - a instead
// (fnegate).
SB_EXPORT Term num_neg(Ctx* ctx, Term a) {
  if (IsFloat(a)) return MakeFloat(ctx, -FloatValue(a));
  return IntSub(ctx, Small(0), a);
}
SB_EXPORT Term int_bnot(Ctx* ctx, Term a) { return IntSub(ctx, Small(-1), a); }
SB_EXPORT Term int_from_i64(Ctx* ctx, int64_t v) { return MakeInt64(ctx, v); }
SB_EXPORT double term_to_f64(Term t) {
  double d;
  return NumberToDouble(t, &d) ? d : __builtin_nan("");
}
SB_EXPORT double f64_pow(double a, double b) { return pow(a, b); }

#define ARITH2(symbol, prim)                                      \
  SB_EXPORT Term symbol(Ctx* ctx, Term a, Term b) {               \
    Term r = prim(ctx, a, b);                                     \
    return r ? r : ArithFailure(ctx, false, BifId::symbol, a, b); \
  }
ARITH2(bif_erlang_plus_2, int_add)
ARITH2(bif_erlang_minus_2, int_sub)
ARITH2(bif_erlang_divide_2, num_div)
ARITH2(bif_erlang_div_2, int_div)
ARITH2(bif_erlang_rem_2, int_rem)
ARITH2(bif_erlang_band_2, int_band)
ARITH2(bif_erlang_bor_2, int_bor)
ARITH2(bif_erlang_bxor_2, int_bxor)
#undef ARITH2

SB_EXPORT Term bif_erlang_times_2(Ctx* ctx, Term a, Term b) {
  bool limit = false;
  double x, y;
  Term r = LoadFloats(a, b, &x, &y) ? FloatOrNone(ctx, x * y) : IntMul(ctx, a, b, &limit);
  return r ? r : ArithFailure(ctx, limit, BifId::bif_erlang_times_2, a, b);
}
SB_EXPORT Term bif_erlang_bsl_2(Ctx* ctx, Term a, Term b) {
  bool limit = false;
  Term r = IntShift(ctx, a, b, true, &limit);
  return r ? r : ArithFailure(ctx, limit, BifId::bif_erlang_bsl_2, a, b);
}
SB_EXPORT Term bif_erlang_bsr_2(Ctx* ctx, Term a, Term b) {
  bool limit = false;
  Term r = IntShift(ctx, a, b, false, &limit);
  return r ? r : ArithFailure(ctx, limit, BifId::bif_erlang_bsr_2, a, b);
}
SB_EXPORT Term bif_erlang_bnot_1(Ctx* ctx, Term a) {
  Term r = int_bnot(ctx, a);
  return r ? r : Badarith(ctx, BifId::bif_erlang_bnot_1, a);
}
SB_EXPORT Term bif_erlang_minus_1(Ctx* ctx, Term a) {
  Term r = num_neg(ctx, a);
  return r ? r : Badarith(ctx, BifId::bif_erlang_minus_1, a);
}
SB_EXPORT Term bif_erlang_plus_1(Ctx* ctx, Term a) {
  return IsInteger(a) || IsFloat(a) ? a : Badarith(ctx, BifId::bif_erlang_plus_1, a);
}

SB_EXPORT Term bif_erlang_abs_1(Ctx* ctx, Term a) {
  if (IsFloat(a)) {
    double d = FloatValue(a);
    // -0.0 is its own absolute value where 0.0 is the same term.
    return std::signbit(d) && (d < 0 || ZerosDiffer()) ? MakeFloat(ctx, -d) : a;
  }
  if (!IsInteger(a)) return Badarg(ctx, BifId::bif_erlang_abs_1, a);
  if (IsSmall(a) ? SmallValue(a) >= 0 : HeaderTag(HeaderOf(a)) == abi::kHdrPosInt) return a;
  return IntSub(ctx, Small(0), a);
}
SB_EXPORT Term bif_erlang_float_1(Ctx* ctx, Term a) {
  if (IsFloat(a)) return a;
  double d;
  if (!IntToDouble(a, &d)) return Badarg(ctx, BifId::bif_erlang_float_1, a);
  return MakeFloat(ctx, d);
}

#define ROUNDING(symbol, f)                                \
  SB_EXPORT Term symbol(Ctx* ctx, Term a) {                \
    if (IsInteger(a)) return a;                            \
    if (!IsFloat(a)) return Badarg(ctx, BifId::symbol, a); \
    return DoubleToInt(ctx, f(FloatValue(a)));             \
  }
ROUNDING(bif_erlang_round_1, round)
ROUNDING(bif_erlang_trunc_1, trunc)
ROUNDING(bif_erlang_ceil_1, ceil)
ROUNDING(bif_erlang_floor_1, floor)
#undef ROUNDING

}  // namespace seabeam::rt
