#include "runtime/file/handles.h"

#include <cstring>

#include "runtime/core/containers.h"

namespace seabeam::rt {
namespace {

// Marks the numbers of files' references, so that one of a closed file is known as such.
constexpr uint64_t kHandleBit = 1ull << 61;

WordMap g_handles;

void Release(Owned* object) {
  auto* handle = static_cast<FileHandle*>(object);
  g_handles.Remove(handle->number);
  ReleaseFile(handle->node);
  delete handle;
}

}  // namespace

Term OpenHandle(Ctx* ctx, FileNode* node, uint32_t flags) {
  auto* handle = new FileHandle;
  handle->number = NextRefNumber(ctx) | kHandleBit;
  handle->node = node;
  handle->flags = flags;
  handle->release = Release;
  g_handles.Put(handle->number, handle);
  AddOwned(handle, ctx->self);
  return MakeRef(ctx, handle->number);
}

void CloseHandle(FileHandle* handle) {
  RemoveOwned(handle);
  Release(handle);
}

FileHandle* FindHandle(Term reference, bool* is_reference) {
  *is_reference = IsLocalRef(reference) && (RefNumber(reference) & kHandleBit) != 0;
  return *is_reference ? g_handles.GetPtr<FileHandle>(RefNumber(reference)) : nullptr;
}

uint32_t ReadAt(const FileNode* node, int64_t offset, uint8_t* bytes, uint32_t room) {
  if (offset >= node->size) return 0;
  const uint32_t left = node->size - static_cast<uint32_t>(offset);
  const uint32_t n = room < left ? room : left;
  memcpy(bytes, node->data + offset, n);
  return n;
}

FileError WriteAt(FileHandle* handle, int64_t offset, const uint8_t* bytes, uint32_t size,
                  int64_t* end) {
  FileNode* node = handle->node;
  if (const FileError error = FetchContents(node)) return error;
  if ((handle->flags & kOpenAppend) != 0) offset = node->size;
  *end = offset;
  if (size == 0) return nullptr;
  if (offset > kMaxFileSize || size > kMaxFileSize) return "efbig";
  *end = offset + size;
  if (*end > node->size) {
    if (const FileError error = ResizeFile(node, static_cast<uint32_t>(*end))) return error;
  }
  memcpy(node->data + offset, bytes, size);
  node->modified = node->changed = FileTimeNow();
  return nullptr;
}

}  // namespace seabeam::rt
