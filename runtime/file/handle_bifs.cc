// prim_file's functions on open files. What they check and in which order is OTP's.
#include <cstring>

#include "runtime/core/bifs.h"
#include "runtime/core/binary.h"
#include "runtime/core/error.h"
#include "runtime/data/bits.h"
#include "runtime/data/integer.h"
#include "runtime/file/handles.h"
#include "runtime/file/results.h"

namespace seabeam::rt {

using abi::BifId;

namespace {

// The file of a call; without one, *result is what to return.
template <typename... Args>
FileHandle* HandleOf(Ctx* ctx, Term* result, BifId bif, Term reference, Args... args) {
  bool is_reference;
  FileHandle* handle = FindHandle(reference, &is_reference);
  if (handle == nullptr)
    *result = is_reference ? FileErrorTerm(ctx, "einval") : Badarg(ctx, bif, reference, args...);
  return handle;
}

// Why the file cannot be read; contents are there otherwise.
FileError ForReading(FileHandle* handle) {
  if ((handle->flags & kOpenRead) == 0) return "ebadf";
  if (handle->node->kind == FileKind::kDirectory) return "eisdir";
  return FetchContents(handle->node);
}

Term Read(Ctx* ctx, FileHandle* handle, int64_t offset, int64_t size, int64_t* end) {
  const FileNode* node = handle->node;
  const int64_t left = offset < node->size ? node->size - offset : 0;
  const auto n = static_cast<uint32_t>(size < left ? size : left);
  if (n == 0) return Atom(FixedAtom::kEof);
  uint8_t* bytes;
  const Term binary = NewBinary(ctx, n, &bytes);
  ReadAt(node, offset, bytes, n);
  *end = offset + n;
  return FileOk(ctx, binary);
}

// A list of binaries.
bool IsIovec(Term list) {
  for (; IsCons(list); list = Tail(list)) {
    if (!IsBinary(Head(list))) return false;
  }
  return IsNil(list);
}

FileError Write(FileHandle* handle, int64_t* position, Term iovec) {
  if ((handle->flags & kOpenWrite) == 0) return "ebadf";
  for (; IsCons(iovec); iovec = Tail(iovec)) {
    BitView view;
    GetBinary(Head(iovec), &view);
    const AlignedBytes bytes(view);
    if (const FileError error = WriteAt(handle, *position, bytes.data(), bytes.size(), position))
      return error;
  }
  return nullptr;
}

}  // namespace

SB_EXPORT Term bif_prim_file_close_nif_1(Ctx* ctx, Term file) {
  Term result;
  FileHandle* handle = HandleOf(ctx, &result, BifId::bif_prim_file_close_nif_1, file);
  if (handle == nullptr) return result;
  CloseHandle(handle);
  return kOk;
}

SB_EXPORT Term bif_prim_file_delayed_close_nif_1(Ctx* ctx, Term file) {
  return bif_prim_file_close_nif_1(ctx, file);
}

SB_EXPORT Term bif_prim_file_read_nif_2(Ctx* ctx, Term file, Term size_term) {
  constexpr BifId kBif = BifId::bif_prim_file_read_nif_2;
  Term result;
  FileHandle* handle = HandleOf(ctx, &result, kBif, file, size_term);
  if (handle == nullptr) return result;
  int64_t size;
  FileError error;
  if (!GetFileNumber(size_term, &size, &error)) {
    return error == nullptr ? Badarg(ctx, kBif, file, size_term) : FileErrorTerm(ctx, error);
  }
  if ((error = ForReading(handle)) != nullptr) return FileErrorTerm(ctx, error);
  return Read(ctx, handle, handle->position, size, &handle->position);
}

SB_EXPORT Term bif_prim_file_pread_nif_3(Ctx* ctx, Term file, Term offset_term, Term size_term) {
  constexpr BifId kBif = BifId::bif_prim_file_pread_nif_3;
  Term result;
  FileHandle* handle = HandleOf(ctx, &result, kBif, file, offset_term, size_term);
  if (handle == nullptr) return result;
  int64_t offset, size;
  FileError offset_error, size_error;
  const bool have_offset = GetFileNumber(offset_term, &offset, &offset_error);
  const bool have_size = GetFileNumber(size_term, &size, &size_error);
  if (offset_error == nullptr || size_error == nullptr)
    return Badarg(ctx, kBif, file, offset_term, size_term);
  if (!have_offset || !have_size) return FileErrorTerm(ctx, "einval");
  if (const FileError error = ForReading(handle)) return FileErrorTerm(ctx, error);
  int64_t end;
  return Read(ctx, handle, offset, size, &end);
}

SB_EXPORT Term bif_prim_file_write_nif_2(Ctx* ctx, Term file, Term iovec) {
  constexpr BifId kBif = BifId::bif_prim_file_write_nif_2;
  Term result;
  FileHandle* handle = HandleOf(ctx, &result, kBif, file, iovec);
  if (handle == nullptr) return result;
  if (!IsIovec(iovec)) return Badarg(ctx, kBif, file, iovec);
  return FileResult(ctx, Write(handle, &handle->position, iovec));
}

SB_EXPORT Term bif_prim_file_pwrite_nif_3(Ctx* ctx, Term file, Term offset_term, Term iovec) {
  constexpr BifId kBif = BifId::bif_prim_file_pwrite_nif_3;
  Term result;
  FileHandle* handle = HandleOf(ctx, &result, kBif, file, offset_term, iovec);
  if (handle == nullptr) return result;
  int64_t offset;
  FileError error;
  const bool have_offset = GetFileNumber(offset_term, &offset, &error);
  if (error == nullptr || !IsIovec(iovec)) return Badarg(ctx, kBif, file, offset_term, iovec);
  if (!have_offset) return FileErrorTerm(ctx, error);
  return FileResult(ctx, Write(handle, &offset, iovec));
}

SB_EXPORT Term bif_prim_file_seek_nif_3(Ctx* ctx, Term file, Term mark, Term offset_term) {
  constexpr BifId kBif = BifId::bif_prim_file_seek_nif_3;
  Term result;
  FileHandle* handle = HandleOf(ctx, &result, kBif, file, mark, offset_term);
  if (handle == nullptr) return result;
  int64_t offset;
  if (!GetInt64(offset_term, &offset)) return Badarg(ctx, kBif, file, mark, offset_term);
  int64_t base;
  if (mark == InternAtom("bof")) {
    base = 0;
  } else if (mark == InternAtom("cur")) {
    base = handle->position;
  } else if (mark == Atom(FixedAtom::kEof)) {
    base = handle->node->size;
  } else {
    return Badarg(ctx, kBif, file, mark, offset_term);
  }
  int64_t position;
  if (__builtin_add_overflow(base, offset, &position) || position < 0)
    return FileErrorTerm(ctx, "einval");
  handle->position = position;
  return FileOk(ctx, MakeInt(ctx, position));
}

SB_EXPORT Term bif_prim_file_sync_nif_2(Ctx* ctx, Term file, Term data_only) {
  Term result;
  return HandleOf(ctx, &result, BifId::bif_prim_file_sync_nif_2, file, data_only) == nullptr
             ? result
             : kOk;
}

SB_EXPORT Term bif_prim_file_truncate_nif_1(Ctx* ctx, Term file) {
  Term result;
  FileHandle* handle = HandleOf(ctx, &result, BifId::bif_prim_file_truncate_nif_1, file);
  if (handle == nullptr) return result;
  if ((handle->flags & kOpenWrite) == 0) return FileErrorTerm(ctx, "einval");
  if (const FileError error = FetchContents(handle->node)) return FileErrorTerm(ctx, error);
  if (handle->position > kMaxFileSize) return FileErrorTerm(ctx, "efbig");
  handle->node->modified = handle->node->changed = FileTimeNow();
  return FileResult(ctx, ResizeFile(handle->node, static_cast<uint32_t>(handle->position)));
}

SB_EXPORT Term bif_prim_file_allocate_nif_3(Ctx* ctx, Term file, Term offset_term,
                                            Term length_term) {
  constexpr BifId kBif = BifId::bif_prim_file_allocate_nif_3;
  Term result;
  FileHandle* handle = HandleOf(ctx, &result, kBif, file, offset_term, length_term);
  if (handle == nullptr) return result;
  int64_t offset, length;
  FileError offset_error, length_error;
  const bool have_offset = GetFileNumber(offset_term, &offset, &offset_error);
  const bool have_length = GetFileNumber(length_term, &length, &length_error);
  if (offset_error == nullptr || length_error == nullptr)
    return Badarg(ctx, kBif, file, offset_term, length_term);
  if (!have_offset || !have_length || length == 0) return FileErrorTerm(ctx, "einval");
  if ((handle->flags & kOpenWrite) == 0) return FileErrorTerm(ctx, "ebadf");
  if (const FileError error = FetchContents(handle->node)) return FileErrorTerm(ctx, error);
  if (offset > kMaxFileSize || length > kMaxFileSize) return FileErrorTerm(ctx, "efbig");
  const auto end = static_cast<uint32_t>(offset + length);
  return end > handle->node->size ? FileResult(ctx, ResizeFile(handle->node, end)) : kOk;
}

SB_EXPORT Term bif_prim_file_advise_nif_4(Ctx* ctx, Term file, Term offset_term, Term length_term,
                                          Term advice) {
  constexpr BifId kBif = BifId::bif_prim_file_advise_nif_4;
  Term result;
  if (HandleOf(ctx, &result, kBif, file, offset_term, length_term, advice) == nullptr)
    return result;
  int64_t value;
  FileError offset_error, length_error;
  const bool have_offset = GetFileNumber(offset_term, &value, &offset_error);
  const bool have_length = GetFileNumber(length_term, &value, &length_error);
  if (offset_error == nullptr || length_error == nullptr) {
    return Badarg(ctx, kBif, file, offset_term, length_term, advice);
  }
  bool known = false;
  for (const char* name :
       {"normal", "random", "sequential", "will_need", "dont_need", "no_reuse"}) {
    known |= advice == InternAtom(name);
  }
  return FileResult(ctx, known && have_offset && have_length ? nullptr : "einval");
}

SB_EXPORT Term bif_prim_file_read_handle_info_nif_1(Ctx* ctx, Term file) {
  Term result;
  FileHandle* handle = HandleOf(ctx, &result, BifId::bif_prim_file_read_handle_info_nif_1, file);
  return handle == nullptr ? result : FileInfoTerm(ctx, handle->node);
}

SB_EXPORT Term bif_prim_file_get_handle_nif_1(Ctx* ctx, Term file) {
  Term result;
  FileHandle* handle = HandleOf(ctx, &result, BifId::bif_prim_file_get_handle_nif_1, file);
  if (handle == nullptr) return result;
  const auto number = static_cast<uint32_t>(handle->number);
  return NewBinaryFrom(ctx, &number, sizeof number);
}

// There are no file descriptors.
SB_EXPORT Term bif_prim_file_file_desc_to_ref_nif_1(Ctx* ctx, Term descriptor) {
  if (!IsSmall(descriptor))
    return Badarg(ctx, BifId::bif_prim_file_file_desc_to_ref_nif_1, descriptor);
  return FileErrorTerm(ctx, "ebadf");
}

SB_EXPORT Term bif_prim_file_ipread_s32bu_p32bu_nif_3(Ctx* ctx, Term file, Term offset_term,
                                                      Term max_term) {
  constexpr BifId kBif = BifId::bif_prim_file_ipread_s32bu_p32bu_nif_3;
  Term result;
  FileHandle* handle = HandleOf(ctx, &result, kBif, file, offset_term, max_term);
  if (handle == nullptr) return result;
  int64_t offset, max;
  FileError offset_error, max_error;
  const bool have_offset = GetFileNumber(offset_term, &offset, &offset_error);
  const bool have_max = GetFileNumber(max_term, &max, &max_error);
  if (offset_error == nullptr || max_error == nullptr)
    return Badarg(ctx, kBif, file, offset_term, max_term);
  if (!have_offset || !have_max || max >= 1ll << 31) return FileErrorTerm(ctx, "einval");
  if (const FileError error = ForReading(handle)) return FileErrorTerm(ctx, error);
  uint8_t pointer[8];
  if (ReadAt(handle->node, offset, pointer, sizeof pointer) < sizeof pointer)
    return Atom(FixedAtom::kEof);
  uint32_t words[2];
  memcpy(words, pointer, sizeof words);
  const uint32_t size = __builtin_bswap32(words[0]);
  const uint32_t place = __builtin_bswap32(words[1]);
  if (size > max) return Atom(FixedAtom::kEof);
  int64_t end;
  const Term read = Read(ctx, handle, place, size, &end);
  const Term data = IsTuple(read) ? TupleElement(read, 1) : read;
  return FileOk(ctx, MakeTuple(ctx, {MakeInt(ctx, size), MakeInt(ctx, place), data}));
}

}  // namespace seabeam::rt
