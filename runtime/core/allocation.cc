// Every call of malloc and its like, libraries' included, comes here (option --wrap of the linker)
// and is counted.
#include <malloc.h>

#include <cstdlib>

#include "runtime/core/memory_use.h"

using seabeam::rt::g_memory_use;

extern "C" {
void* __real_malloc(size_t bytes);
void* __real_calloc(size_t n, size_t bytes);
void* __real_realloc(void* p, size_t bytes);
void __real_free(void* p);

__attribute__((visibility("hidden"))) void* __wrap_malloc(size_t bytes) {
  void* p = __real_malloc(bytes);
  if (p != nullptr) g_memory_use.blocks += malloc_usable_size(p);
  return p;
}
__attribute__((visibility("hidden"))) void* __wrap_calloc(size_t n, size_t bytes) {
  void* p = __real_calloc(n, bytes);
  if (p != nullptr) g_memory_use.blocks += malloc_usable_size(p);
  return p;
}
__attribute__((visibility("hidden"))) void* __wrap_realloc(void* p, size_t bytes) {
  const uint64_t before = p != nullptr ? malloc_usable_size(p) : 0;
  void* moved = __real_realloc(p, bytes);
  if (moved != nullptr) g_memory_use.blocks += malloc_usable_size(moved) - before;
  return moved;
}
__attribute__((visibility("hidden"))) void __wrap_free(void* p) {
  if (p != nullptr) g_memory_use.blocks -= malloc_usable_size(p);
  __real_free(p);
}
}
