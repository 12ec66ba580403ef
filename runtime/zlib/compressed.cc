#include "runtime/data/compressed.h"

#include <zlib.h>

namespace seabeam::rt {

bool CompressBytes(const uint8_t* bytes, uint32_t size, int level, uint32_t limit, ByteBuf* out) {
  z_stream s = {};
  if (deflateInit(&s, level) != Z_OK) return false;
  const uint32_t start = out->size();
  s.next_in = const_cast<uint8_t*>(bytes);
  s.avail_in = size;
  s.next_out = out->Extend(limit);
  s.avail_out = limit;
  const bool done = deflate(&s, Z_FINISH) == Z_STREAM_END;
  out->Resize(start + (done ? static_cast<uint32_t>(s.total_out) : 0));
  deflateEnd(&s);
  return done;
}

bool UncompressBytes(const uint8_t* bytes, uint32_t size, uint32_t expected, ByteBuf* out,
                     uint32_t* used) {
  constexpr uint32_t kChunk = 1 << 16;
  z_stream s = {};
  if (inflateInit(&s) != Z_OK) return false;
  s.next_in = const_cast<uint8_t*>(bytes);
  s.avail_in = size;
  const uint32_t start = out->size();
  int result = Z_OK;
  // In pieces: the expected size may be a lie.
  while (result == Z_OK && s.total_out <= expected) {
    const uint32_t at = out->size();
    const uint32_t left = expected - static_cast<uint32_t>(s.total_out) + 1;
    const uint32_t room = left < kChunk ? left : kChunk;
    s.next_out = out->Extend(room);
    s.avail_out = room;
    result = inflate(&s, Z_NO_FLUSH);
    out->Resize(at + room - s.avail_out);
  }
  *used = size - s.avail_in;
  inflateEnd(&s);
  return result == Z_STREAM_END && out->size() - start == expected;
}

}  // namespace seabeam::rt
