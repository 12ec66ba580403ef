#include "base/cpu_clock.h"

#include <time.h>

namespace seabeam::base {

int64_t ThreadCpuNanoseconds() {
  timespec time;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return int64_t{time.tv_sec} * 1000000000 + time.tv_nsec;
}

}  // namespace seabeam::base
