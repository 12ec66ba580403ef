// What the C library and GMP would print or signal through WASI goes to Panic, so that
// the module imports nothing but the host's functions. Defining GMP's hooks keeps its
// own files with stdio out of the link.
#include <cstdlib>

#include "runtime/core/containers.h"
#include "runtime/core/term.h"

using seabeam::rt::CheckedAlloc;
using seabeam::rt::CheckedRealloc;
using seabeam::rt::Panic;

#define SB_HIDDEN extern "C" __attribute__((visibility("hidden")))

SB_HIDDEN void abort() { Panic("abort"); }

namespace {
void* Allocate(size_t n) { return CheckedAlloc(n); }
void* Reallocate(void* p, size_t, size_t n) { return CheckedRealloc(p, n); }
void Free(void* p, size_t) { free(p); }
}  // namespace

extern "C" {
extern __attribute__((visibility("hidden"))) void* (*__gmp_allocate_func)(size_t);
extern __attribute__((visibility("hidden"))) void* (*__gmp_reallocate_func)(void*, size_t, size_t);
extern __attribute__((visibility("hidden"))) void (*__gmp_free_func)(void*, size_t);
void* (*__gmp_allocate_func)(size_t) = Allocate;
void* (*__gmp_reallocate_func)(void*, size_t, size_t) = Reallocate;
void (*__gmp_free_func)(void*, size_t) = Free;
extern __attribute__((visibility("hidden"))) int __gmp_errno;
int __gmp_errno = 0;
}

SB_HIDDEN void* __gmp_default_allocate(size_t n) { return CheckedAlloc(n); }
SB_HIDDEN void* __gmp_default_reallocate(void* p, size_t, size_t n) { return CheckedRealloc(p, n); }
SB_HIDDEN void __gmp_default_free(void* p, size_t) { free(p); }
SB_HIDDEN void __gmp_assert_header(const char*, int) {}
SB_HIDDEN void __gmp_assert_fail(const char*, int, const char* what) { Panic(what); }
SB_HIDDEN void __gmp_exception(int) { Panic("integer library: exception"); }
SB_HIDDEN void __gmp_divide_by_zero() { Panic("integer library: division by zero"); }
SB_HIDDEN void __gmp_sqrt_of_negative() { Panic("integer library: square root"); }

// The runtime's globals live as long as the program.
SB_HIDDEN int __cxa_atexit(void (*)(void*), void*, void*) { return 0; }

void* operator new(size_t n) { return CheckedAlloc(n == 0 ? 1 : n); }
void* operator new[](size_t n) { return CheckedAlloc(n == 0 ? 1 : n); }
void operator delete(void* p) noexcept { free(p); }
void operator delete[](void* p) noexcept { free(p); }
void operator delete(void* p, size_t) noexcept { free(p); }
void operator delete[](void* p, size_t) noexcept { free(p); }
