#include "base/check.h"

#include <cstdio>

namespace seabeam::base {

CheckFailure::CheckFailure(const char* file, int line, const std::string& what) {
  message_ << file << ":" << line << ": check failed: " << what << " ";
}

CheckFailure::~CheckFailure() {
  const std::string text = message_.str();
  std::fprintf(stderr, "%s\n", text.c_str());
  std::fflush(stderr);
  std::abort();
}

}  // namespace seabeam::base
