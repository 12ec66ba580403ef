// ETS: tables outside of processes. Guarded by there being one thread.
#ifndef SEABEAM_RUNTIME_DATA_ETS_H_
#define SEABEAM_RUNTIME_DATA_ETS_H_

#include "runtime/core/term.h"

namespace seabeam::rt {
uint32_t EtsTableCount();
}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_DATA_ETS_H_
