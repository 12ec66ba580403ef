#include "runtime/file/results.h"

#include "runtime/data/integer.h"

namespace seabeam::rt {
namespace {

struct KindFacts {
  const char* name;
  uint32_t type_bits;  // of st_mode
};

KindFacts FactsOf(FileKind kind) {
  switch (kind) {
    case FileKind::kRegular:
      return {"regular", 0100000};
    case FileKind::kDirectory:
      return {"directory", 0040000};
    case FileKind::kSymlink:
      return {"symlink", 0120000};
    case FileKind::kDevice:
      return {"device", 0020000};
    case FileKind::kOther:
      return {"other", 0010000};
  }
}

}  // namespace

Term FileErrorTerm(Ctx* ctx, FileError error) {
  return MakeTuple(ctx, {Atom(FixedAtom::kError), InternAtom(error)});
}

Term FileOk(Ctx* ctx, Term value) { return MakeTuple(ctx, {kOk, value}); }

Term FileInfoTerm(Ctx* ctx, const FileNode* node) {
  const KindFacts facts = FactsOf(node->kind);
  const bool directory = node->kind == FileKind::kDirectory;
  // The superuser may read and write everything.
  return MakeTuple(
      ctx,
      {InternAtom("file_info"), MakeInt(ctx, directory ? 4096 : node->size), InternAtom(facts.name),
       InternAtom("read_write"), MakeInt(ctx, node->accessed), MakeInt(ctx, node->modified),
       MakeInt(ctx, node->changed), MakeInt(ctx, facts.type_bits | node->permissions),
       MakeInt(ctx, directory ? 2 : node->links), Small(1), Small(0), MakeInt(ctx, node->number),
       MakeInt(ctx, node->owner), MakeInt(ctx, node->group)});
}

bool GetFileNumber(Term t, int64_t* value, FileError* error) {
  *error = IsInteger(t) || IsFloat(t) ? "einval" : nullptr;
  return GetInt64(t, value) && *value >= 0;
}

}  // namespace seabeam::rt
