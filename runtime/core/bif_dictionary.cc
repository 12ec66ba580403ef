// The process dictionary: a small vector. Keys compare with =:=.
#include "runtime/core/bifs.h"
#include "runtime/core/error.h"
#include "runtime/core/scheduler.h"
#include "runtime/data/compare.h"

using namespace seabeam::rt;

namespace {
DictEntry* Find(Process* p, Term key) {
  if (IsImmediate(key)) {
    for (DictEntry& d : p->dictionary) {
      if (d.key == key) return &d;
    }
    return nullptr;
  }
  for (DictEntry& d : p->dictionary) {
    if (Same(d.key, key)) return &d;
  }
  return nullptr;
}
}  // namespace

SB_EXPORT Term bif_erlang_put_2(Ctx* ctx, Term key, Term value) {
  DictEntry* d = Find(ctx->process, key);
  if (d == nullptr) {
    ctx->process->dictionary.push_back({key, value});
    return kUndefined;
  }
  Term old = d->value;
  d->value = value;
  return old;
}
SB_EXPORT Term bif_erlang_get_1(Ctx* ctx, Term key) {
  DictEntry* d = Find(ctx->process, key);
  return d == nullptr ? kUndefined : d->value;
}
SB_EXPORT Term bif_erlang_get_0(Ctx* ctx) {
  ListBuilder list(ctx);
  for (DictEntry& d : ctx->process->dictionary) list.Add(MakeTuple(ctx, {d.key, d.value}));
  return list.Finish();
}
SB_EXPORT Term bif_erlang_erase_0(Ctx* ctx) {
  Term all = bif_erlang_get_0(ctx);
  ctx->process->dictionary.clear();
  return all;
}
SB_EXPORT Term bif_erlang_erase_1(Ctx* ctx, Term key) {
  Vec<DictEntry>& dict = ctx->process->dictionary;
  DictEntry* d = Find(ctx->process, key);
  if (d == nullptr) return kUndefined;
  Term old = d->value;
  dict.erase_swap(static_cast<uint32_t>(d - dict.begin()));
  return old;
}
SB_EXPORT Term bif_erlang_get_keys_0(Ctx* ctx) {
  ListBuilder list(ctx);
  for (DictEntry& d : ctx->process->dictionary) list.Add(d.key);
  return list.Finish();
}
SB_EXPORT Term bif_erlang_get_keys_1(Ctx* ctx, Term value) {
  ListBuilder list(ctx);
  for (DictEntry& d : ctx->process->dictionary) {
    if (Same(d.value, value)) list.Add(d.key);
  }
  return list.Finish();
}
