// Module prim_buffer: bytes that are written at one end and read at the other. A buffer that is
// empty and not locked is nothing but its reference.
#include <cstring>

#include "runtime/core/bifs.h"
#include "runtime/core/binary.h"
#include "runtime/core/containers.h"
#include "runtime/core/error.h"
#include "runtime/core/owned.h"
#include "runtime/core/process.h"
#include "runtime/data/bits.h"
#include "runtime/data/integer.h"
#include "runtime/data/iolist.h"
#include "runtime/data/word_stack.h"

namespace seabeam::rt {

using abi::BifId;

namespace {

// Marks the numbers of buffers' references.
constexpr uint64_t kBufferBit = 1ull << 60;

struct Buffer : Owned {
  uint64_t number = 0;
  ByteBuf bytes;  // from `start` on
  uint32_t start = 0;
  bool locked = false;
  uint32_t size() const { return bytes.size() - start; }
};
WordMap g_buffers;

void Release(Owned* object) {
  auto* buffer = static_cast<Buffer*>(object);
  g_buffers.Remove(buffer->number);
  delete buffer;
}

bool IsBuffer(Term t) { return IsLocalRef(t) && (RefNumber(t) & kBufferBit) != 0; }
Buffer* Find(Term t) { return g_buffers.GetPtr<Buffer>(RefNumber(t)); }
Buffer* FindOrMake(Ctx* ctx, Term t) {
  if (Buffer* found = Find(t)) return found;
  auto* buffer = new Buffer;
  buffer->number = RefNumber(t);
  buffer->release = Release;
  g_buffers.Put(buffer->number, buffer);
  AddOwned(buffer, ctx->self);
  return buffer;
}
void DropIfEmpty(Buffer* buffer) {
  if (buffer->size() > 0 || buffer->locked) return;
  RemoveOwned(buffer);
  Release(buffer);
}

// `size` bytes are there to be taken.
bool HasBytes(Term t, Term size_term, Buffer** buffer, uint32_t* size) {
  if (!IsBuffer(t)) return false;
  *buffer = Find(t);
  return GetSmallUpTo(size_term, *buffer != nullptr ? (*buffer)->size() : 0, size);
}

void Skip(Buffer* buffer, uint32_t size) {
  if (buffer == nullptr) return;
  buffer->start += size;
  DropIfEmpty(buffer);
}

}  // namespace

SB_EXPORT Term bif_prim_buffer_new_0(Ctx* ctx) {
  return MakeRef(ctx, NextRefNumber(ctx) | kBufferBit);
}

SB_EXPORT Term bif_prim_buffer_size_1(Ctx* ctx, Term t) {
  if (!IsBuffer(t)) return Badarg(ctx, BifId::bif_prim_buffer_size_1, t);
  const Buffer* buffer = Find(t);
  return MakeInt(ctx, buffer != nullptr ? buffer->size() : 0);
}

// All of it: it lies in one piece.
SB_EXPORT Term bif_prim_buffer_peek_head_1(Ctx* ctx, Term t) {
  const Buffer* buffer = IsBuffer(t) ? Find(t) : nullptr;
  if (buffer == nullptr || buffer->size() == 0)
    return Badarg(ctx, BifId::bif_prim_buffer_peek_head_1, t);
  return NewBinaryFrom(ctx, buffer->bytes.data() + buffer->start, buffer->size());
}

SB_EXPORT Term bif_prim_buffer_copying_read_2(Ctx* ctx, Term t, Term size_term) {
  Buffer* buffer;
  uint32_t size;
  if (!HasBytes(t, size_term, &buffer, &size))
    return Badarg(ctx, BifId::bif_prim_buffer_copying_read_2, t, size_term);
  const Term result =
      NewBinaryFrom(ctx, buffer != nullptr ? buffer->bytes.data() + buffer->start : nullptr, size);
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
  if (!IsBuffer(t) || !IsList(iovec) ||
      !FlattenIolist(iovec, /*whole_bytes=*/true, &bytes, &bits)) {
    return Badarg(ctx, BifId::bif_prim_buffer_write_2, t, iovec);
  }
  if (bytes.size() == 0) return kOk;
  Buffer* buffer = FindOrMake(ctx, t);
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
  if (!IsBuffer(t) || !GetSmallUpTo(byte_term, 255, &byte)) {
    return Badarg(ctx, BifId::bif_prim_buffer_find_byte_index_2, t, byte_term);
  }
  const Buffer* buffer = Find(t);
  if (buffer == nullptr) return InternAtom("not_found");
  const uint8_t* start = buffer->bytes.data() + buffer->start;
  const auto* found =
      static_cast<const uint8_t*>(memchr(start, static_cast<int>(byte), buffer->size()));
  return found == nullptr ? InternAtom("not_found")
                          : MakeTuple(ctx, {kOk, MakeInt(ctx, found - start)});
}

SB_EXPORT Term bif_prim_buffer_try_lock_1(Ctx* ctx, Term t) {
  if (!IsBuffer(t)) return Badarg(ctx, BifId::bif_prim_buffer_try_lock_1, t);
  Buffer* buffer = FindOrMake(ctx, t);
  if (buffer->locked) return InternAtom("busy");
  buffer->locked = true;
  return InternAtom("acquired");
}

SB_EXPORT Term bif_prim_buffer_unlock_1(Ctx* ctx, Term t) {
  Buffer* buffer = IsBuffer(t) ? Find(t) : nullptr;
  if (buffer == nullptr || !buffer->locked)
    return FailPlain(ctx, InternAtom("lock_order_violation"));
  buffer->locked = false;
  DropIfEmpty(buffer);
  return kOk;
}

}  // namespace seabeam::rt
