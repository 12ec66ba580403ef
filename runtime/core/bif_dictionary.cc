#include "runtime/core/bifs.h"
#include "runtime/core/scheduler.h"
#include "runtime/data/compare.h"

using namespace seabeam::rt;

SB_EXPORT Term bif_erlang_put_2(Ctx* ctx, Term key, Term value) { return ctx->process->dictionary.Put(key, value); }
SB_EXPORT Term bif_erlang_get_1(Ctx* ctx, Term key) {
  const DictEntry* d = ctx->process->dictionary.Find(key);
  return d == nullptr ? kUndefined : d->value;
}
SB_EXPORT Term bif_erlang_get_0(Ctx* ctx) {
  return ctx->process->dictionary.List(ctx, [ctx](const DictEntry& d) { return MakeTuple(ctx, {d.key, d.value}); });
}
SB_EXPORT Term bif_erlang_erase_0(Ctx* ctx) {
  Term all = bif_erlang_get_0(ctx);
  ctx->process->dictionary.Clear();
  return all;
}
SB_EXPORT Term bif_erlang_erase_1(Ctx* ctx, Term key) { return ctx->process->dictionary.Erase(key); }
SB_EXPORT Term bif_erlang_get_keys_0(Ctx* ctx) {
  return ctx->process->dictionary.List(ctx, [](const DictEntry& d) { return d.key; });
}
SB_EXPORT Term bif_erlang_get_keys_1(Ctx* ctx, Term value) {
  return ctx->process->dictionary.List(ctx, [value](const DictEntry& d) { return Same(d.value, value) ? d.key : 0; });
}
