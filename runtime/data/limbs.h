// Arithmetic on magnitudes: little-endian arrays of 32-bit limbs, the digits of
// bigint terms. Sizes are in limbs; "trimmed" means the top limb is not 0 (so
// zero has size 0). Multiplication, division and radix conversion are GMP's mpn
// layer, a library by docs/dependencies.md. Temporary memory is malloc'd and freed before return.
#ifndef SEABEAM_RUNTIME_DATA_LIMBS_H_
#define SEABEAM_RUNTIME_DATA_LIMBS_H_

#include <cstdint>
#include <cstdlib>
#include <cstring>

#include "runtime/core/containers.h"

namespace seabeam::rt {

// A growable limb buffer with room for small values inside.
class LimbBuf {
 public:
  explicit LimbBuf(uint32_t n) { Reset(n); }
  ~LimbBuf() {
    if (d_ != small_) free(d_);
  }
  LimbBuf(const LimbBuf&) = delete;
  LimbBuf& operator=(const LimbBuf&) = delete;
  // Contents are undefined afterwards.
  void Reset(uint32_t n) {
    if (n <= capacity_) return;
    if (d_ != small_) free(d_);
    d_ = static_cast<uint32_t*>(CheckedAlloc(n * 4));
    capacity_ = n;
  }
  uint32_t* d() { return d_; }
  uint32_t& operator[](uint32_t i) { return d_[i]; }

 private:
  static constexpr uint32_t kSmall = 40;
  uint32_t small_[kSmall];
  uint32_t* d_ = small_;
  uint32_t capacity_ = kSmall;
};

inline uint32_t TrimLimbs(const uint32_t* d, uint32_t n) {
  while (n > 0 && d[n - 1] == 0) --n;
  return n;
}
inline uint32_t LimbBits(const uint32_t* d, uint32_t n) {  // of a trimmed number
  return n == 0 ? 0 : n * 32 - static_cast<uint32_t>(__builtin_clz(d[n - 1]));
}

// -1, 0, 1; both trimmed.
int CompareLimbs(const uint32_t* a, uint32_t an, const uint32_t* b, uint32_t bn);
// out may be a or b. AddLimbs: out has max(an, bn) + 1; SubLimbs: a >= b, out has an. Return the
// trimmed size.
uint32_t AddLimbs(uint32_t* out, const uint32_t* a, uint32_t an, const uint32_t* b, uint32_t bn);
uint32_t SubLimbs(uint32_t* out, const uint32_t* a, uint32_t an, const uint32_t* b, uint32_t bn);
// out has an + bn and is neither a nor b. Returns the trimmed size.
uint32_t MulLimbs(uint32_t* out, const uint32_t* a, uint32_t an, const uint32_t* b, uint32_t bn);
// out = out * m + c; out has room for n + 1. Returns the new size.
uint32_t MulSmallLimbs(uint32_t* out, uint32_t n, uint32_t m, uint32_t c);
// Divides in place, returns the remainder. *n is trimmed.
uint32_t DivSmallLimbs(uint32_t* d, uint32_t* n, uint32_t divisor);
// bn > 0, trimmed. q has an - bn + 1 (when an >= bn; else nothing is written), r has bn.
void DivLimbs(uint32_t* q, uint32_t* qn, uint32_t* r, uint32_t* rn, const uint32_t* a, uint32_t an,
              const uint32_t* b, uint32_t bn);
// Shifts by any count. Left: out has an + bits / 32 + 1. Right: out has an; out may be a. Return
// the trimmed size.
uint32_t ShiftLeftLimbs(uint32_t* out, const uint32_t* a, uint32_t an, uint32_t bits);
uint32_t ShiftRightLimbs(uint32_t* out, const uint32_t* a, uint32_t an, uint32_t bits);
// base ** exponent into out (reset to size). Returns the size.
uint32_t PowLimbs(LimbBuf* out, uint32_t base, uint32_t exponent);

// Digits of a magnitude in base 2..36, upper case, no sign. `out` needs
// RadixSize bytes; returns the length.
uint32_t RadixSize(const uint32_t* d, uint32_t n, uint32_t base);
uint32_t LimbsToRadix(char* out, const uint32_t* d, uint32_t n, uint32_t base);
// From digit values 0..base-1 (not characters); no leading zero needed away. out needs
// RadixLimbs(len, base).
uint32_t RadixLimbs(uint32_t len, uint32_t base);
uint32_t RadixToLimbs(uint32_t* out, const uint8_t* digits, uint32_t len, uint32_t base);

// Correctly rounded (nearest, ties to even) double of magnitude * 2^exponent with `sticky` standing
// for a non-zero rest below the magnitude's lowest bit. Infinity on overflow.
double LimbsToDouble(const uint32_t* d, uint32_t n, int32_t exponent, bool sticky);
// 2's complement of n limbs in place.
void NegateLimbs(uint32_t* d, uint32_t n);

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_DATA_LIMBS_H_
