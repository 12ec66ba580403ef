// External term format, implemented in runtime/data. The loader decodes literals
// with it.
#ifndef SEABEAM_RUNTIME_CORE_EXTERNAL_H_
#define SEABEAM_RUNTIME_CORE_EXTERNAL_H_

#include "runtime/core/term.h"

namespace seabeam::rt {

// A whole external term (starting with byte 131) -> term in ctx->heap, 0 = malformed.
// Exported funs become funs of GetExport (core/module.h).
Term DecodeExternal(Ctx* ctx, const uint8_t* bytes, uint32_t size) __attribute__((weak));

// Called when a process has ended: its tables go or are inherited. `pid` is its pid.
void EtsProcessEnded(Ctx* ctx, Term pid) __attribute__((weak));

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_CORE_EXTERNAL_H_
