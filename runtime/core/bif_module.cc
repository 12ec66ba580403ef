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
  if (!IsAtom(m) || !IsAtom(f) || !IsSmallInOtp(arity)) {
    return Badarg(ctx, BifId::bif_erlang_function_exported_3, m, f, arity);
  }
  uint32_t n;
  Export* e = GetSmallUpTo(arity, 255, &n) ? FindExport(m, f, n) : nullptr;
  return Bool(e != nullptr && IsCallable(e));
}
SB_EXPORT Term bif_erlang_is_builtin_3(Ctx* ctx, Term m, Term f, Term arity) {
  if (!IsAtom(m) || !IsAtom(f) || !IsSmallInOtp(arity)) {
    return Badarg(ctx, BifId::bif_erlang_is_builtin_3, m, f, arity);
  }
  uint32_t n;
  Export* e = GetSmallUpTo(arity, 255, &n) ? FindExport(m, f, n) : nullptr;
  return Bool(e != nullptr && e->bif != 0);
}
namespace {
Term NameArity(Ctx* ctx, const FunctionInfo& f) {
  return MakeTuple(ctx, {f.name, Small(static_cast<int32_t>(f.arity))});
}

// 0 = no such item.
Term ModuleItem(Ctx* ctx, Module* m, Term item) {
  Text name = AtomText(item);
  auto is = [&](const char* s) {
    return name == Text{s, static_cast<uint32_t>(__builtin_strlen(s))};
  };
  if (is("module")) return m->name;
  if (is("attributes")) return m->attributes;
  if (is("compile")) return m->compile_info;
  if (is("md5")) return NewBinaryFrom(ctx, m->md5, 16);
  if (is("native")) return kFalse;
  if (is("native_addresses") || is("nifs")) return kNil;
  ListBuilder list(ctx);
  if (is("exports")) {
    for (uint32_t i = 0; i < m->exports.size(); i++)
      list.Add(NameArity(ctx, m->functions[m->exports[i].function]));
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

// An emulator that was built without coverage, and modules without what a debugger asks for.
SB_EXPORT Term bif_code_coverage_support_0(Ctx*) { return kFalse; }
SB_EXPORT Term bif_code_get_coverage_mode_0(Ctx*) { return Atom(FixedAtom::kNone); }
SB_EXPORT Term bif_code_get_coverage_mode_1(Ctx* ctx, Term module) {
  if (IsAtom(module) && FindModule(module) != nullptr) return Atom(FixedAtom::kNone);
  return Badarg(ctx, BifId::bif_code_get_coverage_mode_1, module);
}
SB_EXPORT Term bif_code_set_coverage_mode_1(Ctx* ctx, Term mode) {
  return Badarg(ctx, BifId::bif_code_set_coverage_mode_1, mode);
}
SB_EXPORT Term bif_code_get_coverage_2(Ctx* ctx, Term level, Term module) {
  return Badarg(ctx, BifId::bif_code_get_coverage_2, level, module);
}
SB_EXPORT Term bif_code_reset_coverage_1(Ctx* ctx, Term module) {
  return Badarg(ctx, BifId::bif_code_reset_coverage_1, module);
}
SB_EXPORT Term bif_code_get_debug_info_1(Ctx* ctx, Term module) {
  return IsAtom(module) && FindModule(module) != nullptr ? Atom(FixedAtom::kNone) : Badarg(ctx, BifId::bif_code_get_debug_info_1, module);
}
