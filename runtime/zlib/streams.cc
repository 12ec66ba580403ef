#include "runtime/zlib/streams.h"

#include "runtime/core/containers.h"

namespace seabeam::rt {
namespace {

// Marks the numbers of streams' references, so that one of a closed stream is known as such.
constexpr uint64_t kStreamBit = 1ull << 62;

WordMap g_streams;

void Release(Owned* object) {
  auto* stream = static_cast<Stream*>(object);
  g_streams.Remove(stream->number);
  if (stream->state == StreamState::kDeflate) deflateEnd(&stream->s);
  if (stream->state == StreamState::kInflate) inflateEnd(&stream->s);
  stream->ResetInput();
  delete stream;
}

}  // namespace

void Stream::ResetInput() {
  input.clear();
  input_at = 0;
  if (stash != nullptr) FreeMessage(stash);
  stash = nullptr;
}

Stream* OpenStream(Ctx* ctx) {
  auto* stream = new Stream;
  stream->number = NextRefNumber(ctx) | kStreamBit;
  stream->release = Release;
  stream->s.data_type = Z_BINARY;
  g_streams.Put(stream->number, stream);
  AddOwned(stream, ctx->self);
  return stream;
}

void CloseStream(Stream* stream) {
  RemoveOwned(stream);
  Release(stream);
}

Stream* FindStream(Term reference, bool* is_reference) {
  *is_reference = IsLocalRef(reference) && (RefNumber(reference) & kStreamBit) != 0;
  return *is_reference ? g_streams.GetPtr<Stream>(RefNumber(reference)) : nullptr;
}

}  // namespace seabeam::rt
