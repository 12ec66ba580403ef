// Functions that wasi's C library computes otherwise than Debian's, in whose last digit Erlang programs would see it. These are the
// formulas of fdlibm, which glibc has; of expm1, log1p, exp and log both libraries have the same.
#ifndef SEABEAM_RUNTIME_DATA_LIBM_H_
#define SEABEAM_RUNTIME_DATA_LIBM_H_

namespace seabeam::rt {

double HyperbolicSine(double x);
double HyperbolicCosine(double x);
double HyperbolicTangent(double x);
double InverseHyperbolicSine(double x);
double InverseHyperbolicCosine(double x);  // NaN below 1
double DecimalLogarithm(double x);         // NaN or an infinity where there is none

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_DATA_LIBM_H_
