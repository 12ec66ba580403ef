// Which OTP the program's library is of: the host says so at the start.
#ifndef SEABEAM_RUNTIME_CORE_OTP_VERSION_H_
#define SEABEAM_RUNTIME_CORE_OTP_VERSION_H_

#include <cstdint>

namespace seabeam::rt {

struct OtpVersionInfo {
  const char* release;  // erlang:system_info(otp_release)
  const char* erts;     // erlang:system_info(version)
  int32_t number;       // of the release
};

const OtpVersionInfo& OtpVersion();
// Both texts are copied.
void SetOtpVersion(const char* release, uint32_t release_size, const char* erts, uint32_t erts_size);

// 0.0 and -0.0 are two terms: since OTP 27.
inline bool ZerosDiffer() { return OtpVersion().number >= 27; }

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_CORE_OTP_VERSION_H_
