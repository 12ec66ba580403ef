// How much memory is in use, in bytes.
#ifndef SEABEAM_RUNTIME_CORE_MEMORY_USE_H_
#define SEABEAM_RUNTIME_CORE_MEMORY_USE_H_

#include <cstdint>

namespace seabeam::rt {

struct MemoryUse {
  uint64_t blocks;    // of malloc, in use (not counted in AtomVM's layout)
  uint64_t pages;     // of AllocPages, in use
  uint64_t binaries;  // part of `blocks`: off-heap binaries
  uint64_t code;      // what modules bring besides their functions: literals, names, lines
};
extern MemoryUse g_memory_use;

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_CORE_MEMORY_USE_H_
