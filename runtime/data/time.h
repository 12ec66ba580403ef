#ifndef SEABEAM_RUNTIME_DATA_TIME_H_
#define SEABEAM_RUNTIME_DATA_TIME_H_

#include <cstdint>

namespace seabeam::rt {
int64_t MonotonicNs();
}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_DATA_TIME_H_
