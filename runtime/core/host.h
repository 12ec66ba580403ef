// The functions the host (runtime/host/seabeam.mjs) gives the runtime: the
// module's only imports.
#ifndef SEABEAM_RUNTIME_CORE_HOST_H_
#define SEABEAM_RUNTIME_CORE_HOST_H_

#include <cstdint>

#define SB_HOST(name) extern "C" __attribute__((import_module("host"), import_name(#name)))

// fd 1 or 2. Buffered by the host; in order per fd.
SB_HOST(write) void host_write(uint32_t fd, const void* bytes, uint32_t size);
// Bytes of stdin: > 0 read, 0 end of file, -1 nothing yet (the host wakes the runtime later).
SB_HOST(read) int32_t host_read(void* bytes, uint32_t size);
SB_HOST(monotonic_ns) double host_monotonic_ns();
SB_HOST(system_us) double host_system_us();
// Minutes that local time is ahead of UTC at this time.
SB_HOST(utc_offset) int32_t host_utc_offset(double system_us);
SB_HOST(random) void host_random(void* bytes, uint32_t size);
// Loads a module (through the sb_module_* exports). 1 = loaded, 0 = there is none, -1 = it is broken.
SB_HOST(load_module) int32_t host_load_module(const char* name, uint32_t size);
// Grows the function table by n null entries; the old size.
SB_HOST(grow_table) uint32_t host_grow_table(uint32_t n);
// Makes the helpers of calls with so many arguments; the first of three table indices: stub, from registers, external fun.
SB_HOST(make_call_helpers) uint32_t host_make_call_helpers(uint32_t arity, uint32_t x_offset);
// Length of the value of an environment variable, -1 if unset; copies up to `room` bytes.
SB_HOST(getenv) int32_t host_getenv(const char* name, uint32_t size, char* value, uint32_t room);
SB_HOST(panic) [[noreturn]] void host_panic(const char* message, uint32_t size);

#endif  // SEABEAM_RUNTIME_CORE_HOST_H_
