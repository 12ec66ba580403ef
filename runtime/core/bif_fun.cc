// BIFs about funs.
#include "runtime/core/bifs.h"
#include "runtime/core/binary.h"
#include "runtime/core/error.h"
#include "runtime/core/fun.h"
#include "runtime/data/integer.h"

using namespace seabeam::rt;
using seabeam::abi::BifId;
namespace abi = seabeam::abi;

SB_EXPORT Term bif_erlang_make_fun_3(Ctx* ctx, Term m, Term f, Term arity) {
  if (!IsAtom(m) || !IsAtom(f) || !IsSmall(arity) || SmallValue(arity) < 0 ||
      SmallValue(arity) > 255) {
    return Badarg(ctx, BifId::bif_erlang_make_fun_3, m, f, arity);
  }
  return MakeExternalFun(ctx, m, f, static_cast<uint32_t>(SmallValue(arity)));
}

namespace {
// Value of a fun_info item, 0 = no such item.
Term FunItem(Ctx* ctx, Term fun, Term item) {
  Text name = AtomText(item);
  auto is = [&](const char* s) {
    return name == Text{s, static_cast<uint32_t>(__builtin_strlen(s))};
  };
  FunView f = ViewFun(fun);
  if (is("type")) return InternAtom(f.external ? "external" : "local");
  if (is("arity")) return Small(static_cast<int32_t>(f.arity));
  if (is("module")) return f.module;
  if (is("name")) return f.function;
  if (f.external) {
    if (is("env")) return kNil;
    return is("pid") || is("index") || is("uniq") || is("new_index") || is("new_uniq") || is("refc")
               ? kUndefined
               : 0;
  }
  if (is("env")) return MakeList(ctx, BoxPtr(fun) + abi::kFunFirstFree, f.num_free);
  if (is("index") || is("new_index")) return Small(static_cast<int32_t>(f.index));
  if (is("uniq")) return MakeInt(ctx, f.uniq);
  if (is("new_uniq")) {
    static const uint8_t kNone[16] = {};
    return NewBinaryFrom(ctx, f.md5 != nullptr ? f.md5 : kNone, 16);
  }
  if (is("pid")) return ctx->self;
  if (is("refc")) return Small(1);
  return 0;
}
}  // namespace

SB_EXPORT Term bif_erlang_fun_info_2(Ctx* ctx, Term fun, Term item) {
  Term value = IsFun(fun) && IsAtom(item) ? FunItem(ctx, fun, item) : 0;
  if (value == 0) return Badarg(ctx, BifId::bif_erlang_fun_info_2, fun, item);
  return MakeTuple(ctx, {item, value});
}
SB_EXPORT Term bif_erlang_fun_info_1(Ctx* ctx, Term fun) {
  static const char* const kLocal[] = {"pid",  "module", "new_index", "new_uniq", "index",
                                       "uniq", "name",   "arity",     "env",      "type"};
  static const char* const kExternal[] = {"module", "name", "arity", "env", "type"};
  if (!IsFun(fun)) return Badarg(ctx, BifId::bif_erlang_fun_info_1, fun);
  ListBuilder list(ctx);
  auto add = [&](const char* name) {
    Term item = InternAtom(name);
    list.Add(MakeTuple(ctx, {item, FunItem(ctx, fun, item)}));
  };
  if (IsExternalFun(fun)) {
    for (const char* n : kExternal) add(n);
  } else {
    for (const char* n : kLocal) add(n);
  }
  return list.Finish();
}
SB_EXPORT Term bif_erlang_fun_info_mfa_1(Ctx* ctx, Term fun) {
  if (!IsFun(fun)) return Badarg(ctx, BifId::bif_erlang_fun_info_mfa_1, fun);
  return MakeTuple(
      ctx, {FunItem(ctx, fun, Atom(FixedAtom::kModule)), FunItem(ctx, fun, Atom(FixedAtom::kName)),
            Small(static_cast<int32_t>(FunArity(fun)))});
}
