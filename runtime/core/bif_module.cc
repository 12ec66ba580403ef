// BIFs about loaded modules.
#include "runtime/core/bifs.h"
#include "runtime/core/binary.h"
#include "runtime/core/error.h"
#include "runtime/core/module.h"
#include "runtime/core/scheduler.h"
#include "runtime/data/integer.h"

using namespace seabeam::rt;
using seabeam::abi::BifId;

SB_EXPORT Term bif_erlang_function_exported_3(Ctx* ctx, Term m, Term f, Term arity) {
  if (!IsAtom(m) || !IsAtom(f) || !IsSmall(arity) || SmallValue(arity) < 0) {
    return Badarg(ctx, BifId::bif_erlang_function_exported_3, m, f, arity);
  }
  Export* e = FindExport(m, f, static_cast<uint32_t>(SmallValue(arity)));
  return Bool(e != nullptr && IsCallable(e));
}
SB_EXPORT Term bif_erlang_is_builtin_3(Ctx* ctx, Term m, Term f, Term arity) {
  if (!IsAtom(m) || !IsAtom(f) || !IsSmall(arity) || SmallValue(arity) < 0) {
    return Badarg(ctx, BifId::bif_erlang_is_builtin_3, m, f, arity);
  }
  Export* e = FindExport(m, f, static_cast<uint32_t>(SmallValue(arity)));
  return Bool(e != nullptr && e->bif != 0);
}
SB_EXPORT Term bif_erlang_module_loaded_1(Ctx* ctx, Term m) {
  if (!IsAtom(m)) return Badarg(ctx, BifId::bif_erlang_module_loaded_1, m);
  return Bool(FindModule(m) != nullptr);
}
SB_EXPORT Term bif_erlang_loaded_0(Ctx* ctx) {
  ListBuilder list(ctx);
  const Vec<Module*>& all = AllModules();
  for (uint32_t i = 0; i < all.size(); i++) {
    if (FindModule(all[i]->name) == all[i]) list.Add(all[i]->name);
  }
  return list.Finish();
}
SB_EXPORT Term bif_erlang_pre_loaded_0(Ctx* ctx) { return MakeList(ctx, {Atom(FixedAtom::kErlang)}); }
SB_EXPORT Term bif_erlang_check_old_code_1(Ctx* ctx, Term m) {
  if (!IsAtom(m)) return Badarg(ctx, BifId::bif_erlang_check_old_code_1, m);
  Module* module = FindModule(m);
  return Bool(module != nullptr && module->older != nullptr);
}
SB_EXPORT Term bif_erlang_check_process_code_2(Ctx* ctx, Term pid, Term m) { return kFalse; }
SB_EXPORT Term bif_erlang_check_process_code_3(Ctx* ctx, Term pid, Term m, Term options) { return kFalse; }
SB_EXPORT Term bif_erlang_delete_module_1(Ctx* ctx, Term m) { return kUndefined; }
SB_EXPORT Term bif_erlang_purge_module_1(Ctx* ctx, Term m) { return kTrue; }

namespace {
Term NameArity(Ctx* ctx, const FunctionInfo& f) {
  return MakeTuple(ctx, {f.name, Small(static_cast<int32_t>(f.arity))});
}

// 0 = no such item.
Term ModuleItem(Ctx* ctx, Module* m, Term item) {
  Text name = AtomText(item);
  auto is = [&](const char* s) { return name == Text{s, static_cast<uint32_t>(__builtin_strlen(s))}; };
  if (is("module")) return m->name;
  if (is("attributes")) return m->attributes;
  if (is("compile")) return m->compile_info;
  if (is("md5")) return NewBinaryFrom(ctx, m->md5, 16);
  if (is("native")) return kFalse;
  if (is("native_addresses") || is("nifs")) return kNil;
  ListBuilder list(ctx);
  if (is("exports")) {
    for (uint32_t i = 0; i < m->exports.size(); i++) list.Add(NameArity(ctx, m->functions[m->exports[i].function]));
    return list.Finish();
  }
  if (is("functions")) {
    for (uint32_t i = 0; i < m->functions.size(); i++) list.Add(NameArity(ctx, m->functions[i]));
    return list.Finish();
  }
  return 0;
}
}  // namespace

SB_EXPORT Term bif_erlang_get_module_info_2(Ctx* ctx, Term name, Term item) {
  Module* m = IsAtom(name) ? FindModule(name) : nullptr;
  Term r = m != nullptr && IsAtom(item) ? ModuleItem(ctx, m, item) : 0;
  return r != 0 ? r : Badarg(ctx, BifId::bif_erlang_get_module_info_2, name, item);
}
SB_EXPORT Term bif_erlang_get_module_info_1(Ctx* ctx, Term name) {
  Module* m = IsAtom(name) ? FindModule(name) : nullptr;
  if (m == nullptr) return Badarg(ctx, BifId::bif_erlang_get_module_info_1, name);
  ListBuilder list(ctx);
  for (const char* n : {"module", "exports", "attributes", "compile", "md5"}) {
    Term item = InternAtom(n);
    list.Add(MakeTuple(ctx, {item, ModuleItem(ctx, m, item)}));
  }
  return list.Finish();
}

// seabeam:load(Module) -> boolean().
SB_EXPORT Term bif_seabeam_load_1(Ctx* ctx, Term m) {
  if (!IsAtom(m)) return Badarg(ctx, BifId::bif_seabeam_load_1, m);
  return Bool(LoadModule(m) != nullptr);
}
