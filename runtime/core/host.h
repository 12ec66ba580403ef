// The functions the host (runtime/host/seabeam.mjs) gives the runtime: the
// module's only imports.
#ifndef SEABEAM_RUNTIME_CORE_HOST_H_
#define SEABEAM_RUNTIME_CORE_HOST_H_

#include <cstdint>

namespace seabeam::rt {
struct Module;
}

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
// Reads and instantiates a module (through the sb_module_* exports): what sb_module_prepare gave; 0 = there is none, or it
// is broken, which the host has said then.
SB_HOST(load_module) seabeam::rt::Module* host_load_module(const char* name, uint32_t size);
// The same from the bytes of a .beam, with the compiler that the host has. compiler_missing: 1 when it has none.
SB_HOST(compile_module) seabeam::rt::Module* host_compile_module(const uint8_t* beam, uint32_t size, uint32_t* compiler_missing);
// The module's file as the host knows it, in a block to be freed: u32 length and bytes of its path, then u32 length and bytes of its
// contents, which are left out (length 0) unless they are asked for. 0 = not known.
enum ObjectCodeRequest : uint32_t {
  kGivenPath,     // as the host was given it
  kAbsolutePath,
  kContents,      // with the absolute path
};
SB_HOST(object_code) uint8_t* host_object_code(const char* name, uint32_t size, uint32_t request);
// What the host knows by this name (runtime/host/seabeam.mjs): u32 length and bytes of a term in external format, in a
// block to be freed. 0 = nothing.
SB_HOST(resource) uint8_t* host_resource(const char* name, uint32_t size);
// Makes entries of the function table null.
SB_HOST(clear_table) void host_clear_table(uint32_t first, uint32_t n);
// Grows the function table by n null entries; the old size.
SB_HOST(grow_table) uint32_t host_grow_table(uint32_t n);
// Makes the helpers of calls with so many arguments; the first of three table indices: stub, from registers, external fun.
SB_HOST(make_call_helpers) uint32_t host_make_call_helpers(uint32_t arity, uint32_t x_offset);
// Length of the value of an environment variable, -1 if unset; copies up to `room` bytes.
SB_HOST(getenv) int32_t host_getenv(const char* name, uint32_t size, char* value, uint32_t room);
// Whether fd 0, 1 or 2 is a terminal.
SB_HOST(is_terminal) uint32_t host_is_terminal(uint32_t fd);
SB_HOST(panic) [[noreturn]] void host_panic(const char* message, uint32_t size);

#endif  // SEABEAM_RUNTIME_CORE_HOST_H_
