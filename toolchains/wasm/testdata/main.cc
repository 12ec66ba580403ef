#include <charconv>
#include <cstdint>
#include <vector>

#include "toolchains/wasm/testdata/library.h"

namespace {

// Filled by a static constructor: zero unless __wasm_call_ctors ran.
std::vector<int> g_constructed = {1, 2, 3};

int Double(int x) { return 2 * x; }

}  // namespace

extern "C" {

uint32_t from_library() { return seabeam::wasm_test::GeneratedTerm(); }

int constructed() { return static_cast<int>(g_constructed.size()); }

// Deep enough to overflow any stack unless the call is a wasm tail call.
int count_down(int n, int even) {
  if (n == 0) return even;
  [[clang::musttail]] return count_down(n - 1, !even);
}

// Shortest digits that read back as the same double, from libc++.
const char* format_double(double value) {
  static char buffer[64];
  std::to_chars_result result = std::to_chars(buffer, buffer + sizeof(buffer) - 1, value);
  *result.ptr = '\0';
  return buffer;
}

int (*index_of_double())(int) { return Double; }

int call_by_index(int (*function)(int), int argument) { return function(argument); }
}
