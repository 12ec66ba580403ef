// Time that the calling thread has spent on a processor: what a machine with other work is asked to
// do does not count.
#ifndef SEABEAM_BASE_CPU_CLOCK_H_
#define SEABEAM_BASE_CPU_CLOCK_H_

#include <cstdint>

namespace seabeam::base {

// Since an unnamed start; nanoseconds.
int64_t ThreadCpuNanoseconds();

}  // namespace seabeam::base

#endif  // SEABEAM_BASE_CPU_CLOCK_H_
