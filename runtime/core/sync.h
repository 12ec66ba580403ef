// Locks and per-thread variables. Without SEABEAM_THREADS both cost nothing.
#ifndef SEABEAM_RUNTIME_CORE_SYNC_H_
#define SEABEAM_RUNTIME_CORE_SYNC_H_

#include <cstdint>

#ifdef SEABEAM_THREADS
#define SB_PER_THREAD thread_local
#else
#define SB_PER_THREAD
#endif

namespace seabeam::rt {

#ifdef SEABEAM_THREADS
// Until somebody notifies `address`, unless it holds another value than `value`; for `ns` at most, if
// that is not negative. A function of its own with nothing in it that is needed after the wait: what
// V8 11.3's baseline compiler (Node 20) makes of memory.atomic.wait32 loses locals that are.
__attribute__((noinline)) inline void WaitOn(int32_t* address, int32_t value, int64_t ns) {
  __builtin_wasm_memory_atomic_wait32(address, value, ns);
}

// Not recursive. 0 free, 1 taken, 2 taken and somebody waits.
class Mutex {
 public:
  void Lock() {
    int32_t expected = 0;
    if (__atomic_compare_exchange_n(&state_, &expected, 1, false, __ATOMIC_ACQUIRE,
                                    __ATOMIC_RELAXED)) {
      return;
    }
    while (__atomic_exchange_n(&state_, 2, __ATOMIC_ACQUIRE) != 0) {
      WaitOn(&state_, 2, -1);
    }
  }
  void Unlock() {
    if (__atomic_exchange_n(&state_, 0, __ATOMIC_RELEASE) == 2) {
      __builtin_wasm_memory_atomic_notify(&state_, 1);
    }
  }

 private:
  int32_t state_ = 0;
};
#else
class Mutex {
 public:
  void Lock() {}
  void Unlock() {}
};
#endif

class MutexLock {
 public:
  explicit MutexLock(Mutex* m) : m_(m) { m_->Lock(); }
  ~MutexLock() { m_->Unlock(); }
  MutexLock(const MutexLock&) = delete;

 private:
  Mutex* m_;
};

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_CORE_SYNC_H_
