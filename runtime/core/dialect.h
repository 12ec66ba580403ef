// Where AtomVM differs from OTP in what a program sees. The runtime of the seabeam ABI is OTP; that
// of AtomVM's ABI is either, as its options say.
#ifndef SEABEAM_RUNTIME_CORE_DIALECT_H_
#define SEABEAM_RUNTIME_CORE_DIALECT_H_

namespace seabeam::rt {

#ifdef SEABEAM_ATOMVM_LAYOUT
extern bool g_like_otp;
inline bool LikeOtp() { return g_like_otp; }
#else
inline constexpr bool LikeOtp() { return true; }
#endif

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_CORE_DIALECT_H_
