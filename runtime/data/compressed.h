// Compressed external terms: implemented in the runtime's part `zlib` (runtime/zlib), absent without it.
#ifndef SEABEAM_RUNTIME_DATA_COMPRESSED_H_
#define SEABEAM_RUNTIME_DATA_COMPRESSED_H_

#include <cstdint>

#include "runtime/data/word_stack.h"

namespace seabeam::rt {

// Appends the compressed form of bytes[0..size) to `out` if that takes at most `limit` bytes; false (and `out` as it
// was) if not. level: 1 .. 9.
bool CompressBytes(const uint8_t* bytes, uint32_t size, int level, uint32_t limit, ByteBuf* out)
    __attribute__((weak));

// Appends what is compressed in bytes[0..size) to `out`. False unless it is whole, sound and `expected` bytes; *used:
// the bytes it took.
bool UncompressBytes(const uint8_t* bytes, uint32_t size, uint32_t expected, ByteBuf* out, uint32_t* used)
    __attribute__((weak));

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_DATA_COMPRESSED_H_
