#include "runtime/data/ets.h"
namespace seabeam::rt { uint32_t EtsTableCount() { return 0; } }
