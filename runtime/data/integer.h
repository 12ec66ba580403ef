// Integers of any size as terms (ABI 4.5): small, boxed i32, boxed i64 (both two's
// complement), bigint (magnitude, sign in the header). Always the smallest form that fits.
#ifndef SEABEAM_RUNTIME_DATA_INTEGER_H_
#define SEABEAM_RUNTIME_DATA_INTEGER_H_

#include "runtime/core/dialect.h"
#include "runtime/core/term.h"

namespace seabeam::rt {

// Magnitudes are limited to this many bits (OTP 25's limit, or AtomVM's); more is system_limit
// (AtomVM: overflow).
inline constexpr uint32_t kMaxIntBitsOtp = ((1u << 19) - 1) * 64;
inline constexpr uint32_t kMaxIntBitsAtomVm = 256;
inline uint32_t MaxIntBits() { return LikeOtp() ? kMaxIntBitsOtp : kMaxIntBitsAtomVm; }

// An integer term as sign and trimmed magnitude. Not copyable: d may point into buf.
struct IntView {
  IntView() = default;
  IntView(const IntView&) = delete;
  bool neg = false;
  uint32_t n = 0;
  const uint32_t* d = nullptr;
  uint32_t buf[2];
};
bool LoadInt(Term t, IntView* v);  // false: no integer

bool GetInt64(Term t, int64_t* v);  // false: no integer, or it does not fit
// Whether it is a small integer in OTP on 64 bits: some BIFs of OTP take no others.
inline bool IsSmallInOtp(Term t) {
  int64_t v;
  return GetInt64(t, &v) && v >= -(int64_t{1} << 59) && v < int64_t{1} << 59;
}
// A small integer >= 0 that is at most `max`.
inline bool GetSmallUpTo(Term t, uint32_t max, uint32_t* v) {
  if (!IsSmall(t) || SmallValue(t) < 0 || static_cast<uint32_t>(SmallValue(t)) > max) return false;
  *v = static_cast<uint32_t>(SmallValue(t));
  return true;
}
// Any integer 0 .. 2^32-1.
inline bool GetUint32(Term t, uint32_t* v) {
  int64_t x;
  if (!GetInt64(t, &x) || x < 0 || x > 0xFFFFFFFFll) return false;
  *v = static_cast<uint32_t>(x);
  return true;
}

Term MakeInt64(Ctx* ctx, int64_t v);
inline Term MakeInt(Ctx* ctx, int64_t v) {
  return FitsSmall(v) ? Small(static_cast<int32_t>(v)) : MakeInt64(ctx, v);
}
Term MakeUint64(Ctx* ctx, uint64_t v);
// From a magnitude of n limbs (need not be trimmed). 0 = over MaxIntBits().
Term MakeInteger(Ctx* ctx, bool neg, const uint32_t* d, uint32_t n);
// From a two's complement number of n limbs; clobbers d.
Term MakeTwosComplement(Ctx* ctx, uint32_t* d, uint32_t n);

// As OTP converts; false = too large.
bool IntToDouble(Term t, double* out);
// Integer or float; false = neither, or too large.
bool NumberToDouble(Term t, double* out);
// Truncates a finite double.
Term DoubleToInt(Ctx* ctx, double d);

// Comparisons of numbers by value, exact at any size.
int CompareInts(Term a, Term b);
int CompareNumbers(Term a, Term b);

// Integer operators. 0 = badarith; *limit (if given) is set when the result would be too large.
Term IntAdd(Ctx* ctx, Term a, Term b);
Term IntSub(Ctx* ctx, Term a, Term b);
Term IntMul(Ctx* ctx, Term a, Term b, bool* limit);
bool IntDivRem(Ctx* ctx, Term a, Term b, Term* quotient, Term* remainder);  // either may be null
Term IntShift(Ctx* ctx, Term a, Term count, bool left, bool* limit);
enum class BitOp { kAnd, kOr, kXor };
Term IntBitOp(Ctx* ctx, BitOp op, Term a, Term b);

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_DATA_INTEGER_H_
