// What the ES module host gives this runtime besides runtime/core/host.h.
#ifndef SEABEAM_RUNTIME_ATOMVM_HOST_FUNCTIONS_H_
#define SEABEAM_RUNTIME_ATOMVM_HOST_FUNCTIONS_H_

#include "runtime/core/host.h"

// The function-table index, on the calling thread, of label `label` of the module with this id,
// whose wasm module is compiled and instantiated when the thread asks for the first time. 0: no
// such export, or the module is broken (a message went to stderr; tried again next time).
SB_HOST(entry)
uint32_t host_entry(uint32_t id, uint32_t label, const uint8_t* wasm, uint32_t size,
                    uint32_t entries);
// The table entries of the module with this id are free, on every thread.
SB_HOST(release_module) void host_release_module(uint32_t id);
// zlib stream -> exactly `size` bytes; 0 = malformed.
SB_HOST(inflate)
int32_t host_inflate(const uint8_t* in, uint32_t in_size, uint8_t* out, uint32_t size);
// Blocks the thread (single-threaded builds).
SB_HOST(sleep) void host_sleep(double ms);

#endif  // SEABEAM_RUNTIME_ATOMVM_HOST_FUNCTIONS_H_
