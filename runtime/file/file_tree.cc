#include "runtime/file/file_tree.h"

#include <cstdlib>
#include <cstring>

#include "runtime/core/host.h"
#include "runtime/data/word_stack.h"
#include "runtime/file/host_files.h"

namespace seabeam::rt {
namespace {

uint32_t g_numbers = 0;

uint8_t* Copy(const uint8_t* bytes, uint32_t size) {
  auto* copy = static_cast<uint8_t*>(CheckedAlloc(size + 1));
  memcpy(copy, bytes, size);
  return copy;
}

bool IsNamed(const FileEntry& entry, Bytes name) {
  return entry.name_size == name.size && memcmp(entry.name, name.data, name.size) == 0;
}

uint64_t HashOf(Bytes name) {
  uint64_t hash = 0xCBF29CE484222325ull;
  for (uint32_t i = 0; i < name.size; i++) hash = (hash ^ name.data[i]) * 0x100000001B3ull;
  return hash != 0 ? hash : 1;
}

// Position in entries, -1: there is none.
int32_t FindEntry(const FileNode* directory, Bytes name) {
  const uintptr_t place = directory->places.Get(HashOf(name));
  if (place == 0) return -1;
  if (IsNamed(directory->entries[static_cast<uint32_t>(place) - 1], name))
    return static_cast<int32_t>(place) - 1;
  // Two names of one hash.
  for (uint32_t i = 0; i < directory->entries.size(); i++) {
    if (IsNamed(directory->entries[i], name)) return static_cast<int32_t>(i);
  }
  return -1;
}

FileEntry* AddEntry(FileNode* directory, Bytes name, FileEntry::State state, FileNode* node) {
  directory->entries.push_back({Copy(name.data, name.size), name.size, state, node});
  directory->places.Put(HashOf(name), static_cast<uintptr_t>(directory->entries.size()));
  return &directory->entries.back();
}

void EraseEntry(FileNode* directory, uint32_t i) {
  FileEntry& entry = directory->entries[i];
  directory->places.Remove(HashOf({entry.name, entry.name_size}));
  free(entry.name);
  directory->entries.erase_swap(i);
  if (i < directory->entries.size()) {
    const FileEntry& moved = directory->entries[i];
    directory->places.Put(HashOf({moved.name, moved.name_size}), static_cast<uintptr_t>(i) + 1);
  }
}

FileError FetchNode(const uint8_t* path, uint32_t path_size, FileNode** node) {
  const HostFileAnswer answer = AskHost(HostFileRequest::kInfo, path, path_size);
  if (answer.error != nullptr) return answer.error;
  HostFileInfo info;
  memcpy(&info, answer.data, sizeof info);
  free(answer.data);
  FileNode* made =
      NewFileNode(static_cast<FileKind>(info.kind), static_cast<uint32_t>(info.mode) & 07777);
  made->fetch = true;
  made->owner = static_cast<uint32_t>(info.owner);
  made->group = static_cast<uint32_t>(info.group);
  made->accessed = static_cast<int64_t>(info.accessed);
  made->modified = static_cast<int64_t>(info.modified);
  made->changed = static_cast<int64_t>(info.changed);
  made->host_path = Copy(path, path_size);
  made->host_path_size = path_size;
  made->size = static_cast<uint32_t>(info.size);
  if (made->kind == FileKind::kSymlink) {
    const HostFileAnswer target = AskHost(HostFileRequest::kTarget, path, path_size);
    if (target.error != nullptr) {
      FreeIfUnused(made);
      return target.error;
    }
    made->data = target.data;
    made->size = made->capacity = target.size;
    made->fetch = false;
  }
  *node = made;
  return nullptr;
}

FileError FetchChild(const FileNode* directory, Bytes name, FileNode** node) {
  ByteBuf path;
  path.Put(directory->host_path, directory->host_path_size);
  if (path.size() == 0 || path.data()[path.size() - 1] != '/') path.Put(uint8_t{'/'});
  path.Put(name.data, name.size);
  const FileError error = FetchNode(path.data(), path.size(), node);
  if (error == nullptr) {
    (*node)->links = 1;
    return nullptr;
  }
  *node = nullptr;
  return strcmp(error, "enoent") == 0 ? nullptr : error;
}

}  // namespace

int64_t FileTimeNow() { return static_cast<int64_t>(host_system_us() / 1e6); }

FileNode* NewFileNode(FileKind kind, uint32_t permissions) {
  auto* node = new FileNode;
  node->kind = kind;
  node->permissions = permissions;
  node->number = ++g_numbers;
  return node;
}

void FreeIfUnused(FileNode* node) {
  if (node->links > 0 || node->users > 0) return;
  for (const FileEntry& entry : node->entries) free(entry.name);
  free(node->host_path);
  free(node->data);
  delete node;
}

FileNode* FileRoot() {
  static FileNode* root = nullptr;
  if (root != nullptr) return root;
  constexpr uint8_t kPath[] = {'/'};
  if (FetchNode(kPath, 1, &root) != nullptr) {
    root = NewFileNode(FileKind::kDirectory, 0755);
    FileNode* tmp = NewFileNode(FileKind::kDirectory, 01777);
    tmp->links = 1;
    root->accessed = root->modified = root->changed = FileTimeNow();
    tmp->accessed = tmp->modified = tmp->changed = FileTimeNow();
    constexpr uint8_t kTmp[] = {'t', 'm', 'p'};
    SetEntry(root, {kTmp, sizeof kTmp}, tmp);
  }
  root->links = 1;
  return root;
}

FileError LookUp(FileNode* directory, Bytes name, FileNode** node) {
  *node = nullptr;
  const int32_t i = FindEntry(directory, name);
  if (i < 0) {
    if (!directory->fetch) return nullptr;
    if (const FileError error = FetchChild(directory, name, node)) return error;
    if (*node != nullptr) AddEntry(directory, name, FileEntry::kHere, *node);
    return nullptr;
  }
  FileEntry& entry = directory->entries[static_cast<uint32_t>(i)];
  if (entry.state == FileEntry::kOnHost) {
    if (const FileError error = FetchChild(directory, name, &entry.node)) return error;
    entry.state = entry.node != nullptr ? FileEntry::kHere : FileEntry::kDeleted;
  }
  *node = entry.node;
  return nullptr;
}

void SetEntry(FileNode* directory, Bytes name, FileNode* node) {
  const int32_t i = FindEntry(directory, name);
  if (i < 0) {
    AddEntry(directory, name, FileEntry::kHere, node);
    return;
  }
  FileEntry& entry = directory->entries[static_cast<uint32_t>(i)];
  entry.state = FileEntry::kHere;
  entry.node = node;
}

void RemoveEntry(FileNode* directory, Bytes name) {
  const int32_t i = FindEntry(directory, name);
  if (i < 0) return;
  if (!directory->fetch) {
    EraseEntry(directory, static_cast<uint32_t>(i));
    return;
  }
  // The host may have it: it must not come back.
  directory->entries[static_cast<uint32_t>(i)].state = FileEntry::kDeleted;
  directory->entries[static_cast<uint32_t>(i)].node = nullptr;
}

FileError FetchEntries(FileNode* directory) {
  if (!directory->fetch) return nullptr;
  const HostFileAnswer answer =
      AskHost(HostFileRequest::kNames, directory->host_path, directory->host_path_size);
  if (answer.error != nullptr) return answer.error;
  for (const uint8_t* at = answer.data; at < answer.data + answer.size;) {
    const Bytes name = {at, static_cast<uint32_t>(strlen(reinterpret_cast<const char*>(at)))};
    if (FindEntry(directory, name) < 0) AddEntry(directory, name, FileEntry::kOnHost, nullptr);
    at += name.size + 1;
  }
  free(answer.data);
  directory->fetch = false;
  return nullptr;
}

}  // namespace seabeam::rt
