// The C library's allocator for several threads: the library is a single-threaded one, so a lock
// stands before it. The linker puts these in the place of malloc and the others (--wrap).
#include <cstddef>

#include "runtime/core/sync.h"

namespace {
seabeam::rt::Mutex g_lock;
}

extern "C" {
void* __real_malloc(size_t n);
void* __real_calloc(size_t n, size_t size);
void* __real_realloc(void* p, size_t n);
void __real_free(void* p);

void* __wrap_malloc(size_t n) {
  seabeam::rt::MutexLock lock(&g_lock);
  return __real_malloc(n);
}
void* __wrap_calloc(size_t n, size_t size) {
  seabeam::rt::MutexLock lock(&g_lock);
  return __real_calloc(n, size);
}
void* __wrap_realloc(void* p, size_t n) {
  seabeam::rt::MutexLock lock(&g_lock);
  return __real_realloc(p, n);
}
void __wrap_free(void* p) {
  seabeam::rt::MutexLock lock(&g_lock);
  __real_free(p);
}
}
