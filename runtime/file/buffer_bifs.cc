// Module prim_buffer: bytes that are written at one end and read at the other. A buffer that is
// empty and not locked is nothing but its reference.
#include <cstring>
#include <new>

#include "runtime/core/bifs.h"
#include "runtime/core/binary.h"
#include "runtime/core/error.h"
#include "runtime/core/resource.h"
#include "runtime/data/bits.h"
#include "runtime/data/integer.h"
#include "runtime/data/iolist.h"
#include "runtime/data/word_stack.h"

namespace seabeam::rt {

using abi::BifId;

namespace {

struct Buffer {
  ByteBuf bytes;  // from `start` on
  uint32_t start = 0;
  bool locked = false;
  uint32_t size() const { return bytes.size() - start; }
};

constexpr ResourceKind kBuffer = {[](void* data) { static_cast<Buffer*>(data)->~Buffer(); }};

Buffer* Find(Term t) { return static_cast<Buffer*>(FindResource(t, &kBuffer)); }

// `size` bytes are there to be taken.
bool HasBytes(Term t, Term size_term, Buffer** buffer, uint32_t* size) {
  *buffer = Find(t);
  return *buffer != nullptr && GetSmallUpTo(size_term, (*buffer)->size(), size);
}

void Skip(Buffer* buffer, uint32_t size) {
  buffer->start += size;
  if (buffer->size() > 0) return;
  buffer->bytes.clear();
  buffer->start = 0;
}

}  // namespace

SB_EXPORT Term bif_prim_buffer_new_0(Ctx* ctx) {
  Term reference;
  new (NewResource(ctx, &kBuffer, sizeof(Buffer), &reference)) Buffer;
  return reference;
}

SB_EXPORT Term bif_prim_buffer_size_1(Ctx* ctx, Term t) {
  const Buffer* buffer = Find(t);
  return buffer != nullptr ? MakeInt(ctx, buffer->size())
                           : Badarg(ctx, BifId::bif_prim_buffer_size_1, t);
}

// All of it: it lies in one piece.
SB_EXPORT Term bif_prim_buffer_peek_head_1(Ctx* ctx, Term t) {
  const Buffer* buffer = Find(t);
  if (buffer == nullptr || buffer->size() == 0)
    return Badarg(ctx, BifId::bif_prim_buffer_peek_head_1, t);
  return NewBinaryFrom(ctx, buffer->bytes.data() + buffer->start, buffer->size());
}

SB_EXPORT Term bif_prim_buffer_copying_read_2(Ctx* ctx, Term t, Term size_term) {
  Buffer* buffer;
  uint32_t size;
  if (!HasBytes(t, size_term, &buffer, &size))
    return Badarg(ctx, BifId::bif_prim_buffer_copying_read_2, t, size_term);
  const Term result = NewBinaryFrom(ctx, buffer->bytes.data() + buffer->start, size);
  Skip(buffer, size);
  return result;
}

SB_EXPORT Term bif_prim_buffer_skip_2(Ctx* ctx, Term t, Term size_term) {
  Buffer* buffer;
  uint32_t size;
  if (!HasBytes(t, size_term, &buffer, &size))
    return Badarg(ctx, BifId::bif_prim_buffer_skip_2, t, size_term);
  Skip(buffer, size);
  return kOk;
}

SB_EXPORT Term bif_prim_buffer_write_2(Ctx* ctx, Term t, Term iovec) {
  ByteBuf bytes;
  uint64_t bits = 0;
  Buffer* buffer = Find(t);
  if (buffer == nullptr || !IsList(iovec) ||
      !FlattenIolist(iovec, /*whole_bytes=*/true, &bytes, &bits)) {
    return Badarg(ctx, BifId::bif_prim_buffer_write_2, t, iovec);
  }
  if (bytes.size() == 0) return kOk;
  if (buffer->start > buffer->size()) {
    memmove(buffer->bytes.data(), buffer->bytes.data() + buffer->start, buffer->size());
    buffer->bytes.Resize(buffer->size());
    buffer->start = 0;
  }
  buffer->bytes.Put(bytes.data(), bytes.size());
  return kOk;
}

SB_EXPORT Term bif_prim_buffer_find_byte_index_2(Ctx* ctx, Term t, Term byte_term) {
  uint32_t byte;
  const Buffer* buffer = Find(t);
  if (buffer == nullptr || !GetSmallUpTo(byte_term, 255, &byte)) {
    return Badarg(ctx, BifId::bif_prim_buffer_find_byte_index_2, t, byte_term);
  }
  const uint8_t* start = buffer->bytes.data() + buffer->start;
  const auto* found =
      static_cast<const uint8_t*>(memchr(start, static_cast<int>(byte), buffer->size()));
  return found == nullptr ? InternAtom("not_found")
                          : MakeTuple(ctx, {kOk, MakeInt(ctx, found - start)});
}

SB_EXPORT Term bif_prim_buffer_try_lock_1(Ctx* ctx, Term t) {
  Buffer* buffer = Find(t);
  if (buffer == nullptr) return Badarg(ctx, BifId::bif_prim_buffer_try_lock_1, t);
  if (buffer->locked) return InternAtom("busy");
  buffer->locked = true;
  return InternAtom("acquired");
}

SB_EXPORT Term bif_prim_buffer_unlock_1(Ctx* ctx, Term t) {
  Buffer* buffer = Find(t);
  if (buffer == nullptr || !buffer->locked)
    return FailPlain(ctx, InternAtom("lock_order_violation"));
  buffer->locked = false;
  return kOk;
}

}  // namespace seabeam::rt
