// The streams of module zlib: what zlib:open/0 gives a reference to.
#ifndef SEABEAM_RUNTIME_ZLIB_STREAMS_H_
#define SEABEAM_RUNTIME_ZLIB_STREAMS_H_

#include <zlib.h>

#include "runtime/core/owned.h"
#include "runtime/core/process.h"
#include "runtime/core/term.h"
#include "runtime/data/word_stack.h"

namespace seabeam::rt {

enum class StreamState : uint8_t { kNone, kDeflate, kInflate };
// What more input does behind the end of a stream: zlib.erl's arg_eos_behavior.
enum class EndBehavior : uint8_t { kError, kReset, kCut };

struct Stream : Owned {
  z_stream s = {};
  uint64_t number = 0;  // of its reference
  StreamState state = StreamState::kNone;
  EndBehavior end_behavior = EndBehavior::kCut;
  bool end_seen = false;
  bool raw = false;  // without head and checksum: then the checksums are kept here
  uint32_t input_crc = 0;
  uint32_t output_crc = 0;
  int32_t chunk_size = 4000;  // zlib:setBufSize
  // Queued input: from input_at on.
  ByteBuf input;
  uint32_t input_at = 0;
  Message* stash = nullptr;  // a term kept between calls

  uint32_t queued() const { return input.size() - input_at; }
  void ResetInput();
};

Stream* OpenStream(Ctx* ctx);
void CloseStream(Stream* stream);
// 0: closed, or no stream's reference; *is_reference tells.
Stream* FindStream(Term reference, bool* is_reference);

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_ZLIB_STREAMS_H_
