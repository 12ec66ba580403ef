// prim_file's functions on paths. What they check and in which order is OTP's.
#include <cstdlib>
#include <cstring>

#include "runtime/core/bifs.h"
#include "runtime/core/binary.h"
#include "runtime/core/error.h"
#include "runtime/data/bits.h"
#include "runtime/data/integer.h"
#include "runtime/file/handles.h"
#include "runtime/file/path_walk.h"
#include "runtime/file/results.h"

namespace seabeam::rt {

using abi::BifId;

namespace {

// A path as prim_file:internal_name2native/1 makes it: bytes and one zero, or more.
class Path {
 public:
  explicit Path(Term t)
      : valid_(GetBinary(t, &view_)), copy_(valid_ ? view_ : BitView{nullptr, 0, 0}) {
    uint32_t n = copy_.size();
    const uint32_t whole = n;
    while (n > 0 && copy_.data()[n - 1] == 0) n--;
    valid_ = valid_ && n < whole && memchr(copy_.data(), 0, n) == nullptr;
    bytes_ = {copy_.data(), n};
  }
  bool valid() const { return valid_; }
  Bytes bytes() const { return bytes_; }

 private:
  BitView view_ = {nullptr, 0, 0};
  bool valid_;
  AlignedBytes copy_;
  Bytes bytes_ = {nullptr, 0};
};

Term Do(Ctx* ctx, Term path_term, FileError (*action)(Bytes)) {
  const Path path(path_term);
  return FileResult(ctx, path.valid() ? action(path.bytes()) : "einval");
}

Term DoWithTwo(Ctx* ctx, Term first_term, Term second_term, FileError (*action)(Bytes, Bytes)) {
  const Path first(first_term), second(second_term);
  return FileResult(
      ctx, first.valid() && second.valid() ? action(first.bytes(), second.bytes()) : "einval");
}

FileError Find(Term path_term, bool follow, FileNode** node) {
  const Path path(path_term);
  return path.valid() ? FindFile(path.bytes(), follow, node) : "einval";
}

struct Mode {
  const char* name;
  uint32_t flags;
};
constexpr Mode kModes[] = {
    {"read", kOpenRead},
    {"write", kOpenWrite},
    {"append", kOpenWrite | kOpenAppend},
    {"exclusive", kOpenWrite | kOpenExclusive},
    {"directory", kOpenDirectory},
    {"skip_type_check", kOpenAnyType},
};

uint32_t FlagsOf(Term modes) {
  uint32_t flags = 0;
  for (; IsCons(modes); modes = Tail(modes)) {
    for (const Mode& mode : kModes) {
      if (Head(modes) == InternAtom(mode.name)) flags |= mode.flags;
    }
  }
  return (flags & (kOpenRead | kOpenWrite)) != 0 ? flags : flags | kOpenRead;
}

}  // namespace

SB_EXPORT Term bif_prim_file_open_nif_2(Ctx* ctx, Term path_term, Term modes) {
  if (!IsList(modes)) return Badarg(ctx, BifId::bif_prim_file_open_nif_2, path_term, modes);
  const uint32_t flags = FlagsOf(modes);
  const Path path(path_term);
  if (!path.valid()) return FileErrorTerm(ctx, "einval");
  FileNode* node;
  if (const FileError error = OpenFile(path.bytes(), flags, &node))
    return FileErrorTerm(ctx, error);
  return FileOk(ctx, OpenHandle(ctx, node, flags));
}

SB_EXPORT Term bif_prim_file_read_file_nif_1(Ctx* ctx, Term path) {
  FileNode* node;
  FileError error = Find(path, /*follow=*/true, &node);
  if (error == nullptr && node->kind == FileKind::kDirectory) error = "eisdir";
  if (error == nullptr) error = FetchContents(node);
  if (error != nullptr) return FileErrorTerm(ctx, error);
  return FileOk(ctx, NewBinaryFrom(ctx, node->data, node->size));
}

SB_EXPORT Term bif_prim_file_read_info_nif_2(Ctx* ctx, Term path, Term follow) {
  if (!IsSmall(follow)) return Badarg(ctx, BifId::bif_prim_file_read_info_nif_2, path, follow);
  FileNode* node;
  if (const FileError error = Find(path, follow != Small(0), &node))
    return FileErrorTerm(ctx, error);
  return FileInfoTerm(ctx, node);
}

SB_EXPORT Term bif_prim_file_set_permissions_nif_2(Ctx* ctx, Term path, Term permissions_term) {
  uint32_t permissions;
  if (!GetUint32(permissions_term, &permissions)) {
    return Badarg(ctx, BifId::bif_prim_file_set_permissions_nif_2, path, permissions_term);
  }
  FileNode* node;
  if (const FileError error = Find(path, /*follow=*/true, &node)) return FileErrorTerm(ctx, error);
  node->permissions = permissions & 06777;
  node->changed = FileTimeNow();
  return kOk;
}

SB_EXPORT Term bif_prim_file_set_owner_nif_3(Ctx* ctx, Term path, Term owner_term,
                                             Term group_term) {
  int64_t owner, group;
  if (!GetInt64(owner_term, &owner) || owner != static_cast<int32_t>(owner) ||
      !GetInt64(group_term, &group) || group != static_cast<int32_t>(group)) {
    return Badarg(ctx, BifId::bif_prim_file_set_owner_nif_3, path, owner_term, group_term);
  }
  FileNode* node;
  if (const FileError error = Find(path, /*follow=*/true, &node)) return FileErrorTerm(ctx, error);
  if (owner != -1) node->owner = static_cast<uint32_t>(owner);
  if (group != -1) node->group = static_cast<uint32_t>(group);
  node->changed = FileTimeNow();
  return kOk;
}

SB_EXPORT Term bif_prim_file_set_time_nif_4(Ctx* ctx, Term path, Term accessed_term,
                                            Term modified_term, Term changed_term) {
  int64_t accessed, modified, changed;
  if (!GetInt64(accessed_term, &accessed) || !GetInt64(modified_term, &modified) ||
      !GetInt64(changed_term, &changed)) {
    return Badarg(ctx, BifId::bif_prim_file_set_time_nif_4, path, accessed_term, modified_term,
                  changed_term);
  }
  FileNode* node;
  if (const FileError error = Find(path, /*follow=*/true, &node)) return FileErrorTerm(ctx, error);
  node->accessed = accessed;
  node->modified = modified;
  node->changed = FileTimeNow();  // nobody can set it on Linux
  return kOk;
}

SB_EXPORT Term bif_prim_file_read_link_nif_1(Ctx* ctx, Term path) {
  FileNode* node;
  FileError error = Find(path, /*follow=*/false, &node);
  if (error == nullptr && node->kind != FileKind::kSymlink) error = "einval";
  if (error != nullptr) return FileErrorTerm(ctx, error);
  return FileOk(ctx, NewBinaryFrom(ctx, node->data, node->size));
}

SB_EXPORT Term bif_prim_file_list_dir_nif_1(Ctx* ctx, Term path) {
  FileNode* node;
  FileError error = Find(path, /*follow=*/true, &node);
  if (error == nullptr && node->kind != FileKind::kDirectory) error = "enotdir";
  if (error == nullptr) error = FetchEntries(node);
  if (error != nullptr) return FileErrorTerm(ctx, error);
  Term names = kNil;
  for (const FileEntry& entry : node->entries) {
    if (entry.state != FileEntry::kDeleted)
      names = Cons(ctx, NewBinaryFrom(ctx, entry.name, entry.name_size), names);
  }
  return FileOk(ctx, names);
}

SB_EXPORT Term bif_prim_file_rename_nif_2(Ctx* ctx, Term from, Term to) {
  return DoWithTwo(ctx, from, to, RenameFile);
}
SB_EXPORT Term bif_prim_file_make_hard_link_nif_2(Ctx* ctx, Term existing, Term path) {
  return DoWithTwo(ctx, existing, path, MakeHardLink);
}
SB_EXPORT Term bif_prim_file_make_soft_link_nif_2(Ctx* ctx, Term target, Term path) {
  return DoWithTwo(ctx, target, path, MakeSymlink);
}
SB_EXPORT Term bif_prim_file_make_dir_nif_1(Ctx* ctx, Term path) {
  return Do(ctx, path, MakeDirectory);
}
SB_EXPORT Term bif_prim_file_del_file_nif_1(Ctx* ctx, Term path) {
  return Do(ctx, path, RemoveFile);
}
SB_EXPORT Term bif_prim_file_del_dir_nif_1(Ctx* ctx, Term path) {
  return Do(ctx, path, RemoveDirectory);
}
SB_EXPORT Term bif_prim_file_set_cwd_nif_1(Ctx* ctx, Term path) {
  return Do(ctx, path, ChangeDirectory);
}

SB_EXPORT Term bif_prim_file_get_cwd_nif_0(Ctx* ctx) {
  const Bytes directory = CurrentDirectory();
  return FileOk(ctx, NewBinaryFrom(ctx, directory.data, directory.size));
}

// Drives and short names are Windows'.
SB_EXPORT Term bif_prim_file_get_device_cwd_nif_1(Ctx* ctx, Term) {
  return FileErrorTerm(ctx, "enotsup");
}
SB_EXPORT Term bif_prim_file_altname_nif_1(Ctx* ctx, Term) { return FileErrorTerm(ctx, "enotsup"); }

}  // namespace seabeam::rt
