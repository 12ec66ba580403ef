#include "runtime/core/otp_version.h"

#include <cstring>

#include "runtime/core/containers.h"
#include "runtime/core/term.h"

namespace seabeam::rt {
namespace {

// Where no host says otherwise: what the runtime was made for.
OtpVersionInfo g_version = {"25", "13.1.5", 25};

const char* Keep(const char* text, uint32_t size) {
  char* copy = static_cast<char*>(CheckedAlloc(size + 1));
  memcpy(copy, text, size);
  copy[size] = '\0';
  return copy;
}

}  // namespace

const OtpVersionInfo& OtpVersion() { return g_version; }

void SetOtpVersion(const char* release, uint32_t release_size, const char* erts, uint32_t erts_size) {
  g_version.release = Keep(release, release_size);
  g_version.erts = Keep(erts, erts_size);
  g_version.number = 0;
  for (const char* p = g_version.release; *p >= '0' && *p <= '9'; ++p) g_version.number = g_version.number * 10 + (*p - '0');
}

}  // namespace seabeam::rt
