// UTF-8 into buffers.
#ifndef SEABEAM_RUNTIME_DATA_UTF8_H_
#define SEABEAM_RUNTIME_DATA_UTF8_H_

#include <cstdint>

#include "runtime/data/code_points.h"
#include "runtime/data/word_stack.h"

namespace seabeam::rt {

inline void PutUtf8(ByteBuf* out, uint32_t c) {
  uint8_t p[4];
  out->Put(p, EncodeUtf8(p, c));
}

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_DATA_UTF8_H_
