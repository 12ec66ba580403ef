// BIFs that load, replace and purge modules.
#include "abi/preloaded.h"
#include "runtime/core/bifs.h"
#include "runtime/core/binary.h"
#include "runtime/core/code.h"
#include "runtime/core/code_path.h"
#include "runtime/core/copy.h"
#include "runtime/core/error.h"
#include "runtime/core/external.h"
#include "runtime/core/host.h"
#include "runtime/core/raise.h"
#include "runtime/core/scheduler.h"
#include "runtime/core/signals.h"
#include "runtime/data/bits.h"

using namespace seabeam::rt;
using seabeam::abi::BifId;

namespace {

// What prepare_loading gave and finish_loading has not taken.
struct Prepared {
  uint64_t ref;
  Module* module;
};
Vec<Prepared> g_prepared;

Term Keep(Ctx* ctx, Module* m) {
  const uint64_t number = NextRefNumber(ctx);
  g_prepared.push_back({number, m});
  return MakeRef(ctx, number);
}

// Index in g_prepared, -1 = none.
int32_t FindPrepared(Term ref) {
  if (!IsRef(ref) || HeaderTag(HeaderOf(ref)) != seabeam::abi::kHdrRef) return -1;
  const uint64_t number = RefNumber(ref);
  for (uint32_t i = 0; i < g_prepared.size(); i++) {
    if (g_prepared[i].ref == number) return static_cast<int32_t>(i);
  }
  return -1;
}

Term Error(Ctx* ctx, const char* what) {
  return MakeTuple(ctx, {Atom(FixedAtom::kError), InternAtom(what)});
}

Term ErrorWithModules(Ctx* ctx, const char* what, Term modules) {
  return MakeTuple(ctx, {InternAtom(what), modules});
}

}  // namespace

// ---- Loading -------------------------------------------------------------------------
SB_EXPORT Term bif_erlang_prepare_loading_2(Ctx* ctx, Term name, Term code) {
  BitView view;
  if (!IsAtom(name) || !GetBinary(code, &view))
    return Badarg(ctx, BifId::bif_erlang_prepare_loading_2, name, code);
  uint32_t compiler_missing = 0;
  const AlignedBytes bytes(view);
  Module* m = UnlessOther(host_compile_module(bytes.data(), bytes.size(), &compiler_missing), name);
  if (compiler_missing != 0)
    return FailPlain(ctx, MakeTuple(ctx, {InternAtom("no_compiler"), name}));
  return m != nullptr ? Keep(ctx, m) : Error(ctx, "badfile");
}

SB_EXPORT Term bif_erts_internal_prepare_loading_2(Ctx* ctx, Term name, Term code) {
  return bif_erlang_prepare_loading_2(ctx, name, code);
}

SB_EXPORT Term bif_erlang_has_prepared_code_on_load_1(Ctx* ctx, Term ref) {
  const int32_t i = FindPrepared(ref);
  if (i < 0) return Badarg(ctx, BifId::bif_erlang_has_prepared_code_on_load_1, ref);
  return Bool(g_prepared[static_cast<uint32_t>(i)].module->on_load != 0);
}

// ok | {not_purged | on_load | duplicated, [Module]}.
SB_EXPORT Term bif_erlang_finish_loading_1(Ctx* ctx, Term refs) {
  ListBuilder not_purged(ctx), on_load(ctx), duplicated(ctx);
  uint32_t n = 0;
  bool any_old = false, any_on_load = false, any_double = false;
  Term rest = refs;
  for (; IsCons(rest); rest = Tail(rest), n++) {
    const int32_t i = FindPrepared(Head(rest));
    if (i < 0) return Badarg(ctx, BifId::bif_erlang_finish_loading_1, refs);
    const Module* m = g_prepared[static_cast<uint32_t>(i)].module;
    for (Term other = Tail(rest); IsCons(other); other = Tail(other)) {
      const int32_t j = FindPrepared(Head(other));
      if (j < 0 || g_prepared[static_cast<uint32_t>(j)].module->name != m->name) continue;
      duplicated.Add(m->name);
      any_double = true;
      break;
    }
    const Versions* v = VersionsOf(m->name);
    if (v != nullptr && v->current != nullptr && v->old != nullptr) {
      not_purged.Add(m->name);
      any_old = true;
    }
    if (m->on_load != 0) {
      on_load.Add(m->name);
      any_on_load = true;
    }
  }
  if (!IsNil(rest)) return Badarg(ctx, BifId::bif_erlang_finish_loading_1, refs);
  if (any_double) return ErrorWithModules(ctx, "duplicated", duplicated.Finish());
  if (any_old) return ErrorWithModules(ctx, "not_purged", not_purged.Finish());
  if (any_on_load && n > 1) return ErrorWithModules(ctx, "on_load", on_load.Finish());
  for (Term list = refs; IsCons(list); list = Tail(list)) {
    const uint32_t i = static_cast<uint32_t>(FindPrepared(Head(list)));
    Module* m = g_prepared[i].module;
    g_prepared.erase_swap(i);
    if (m->on_load != 0)
      MakeLoading(m);
    else
      MakeCurrent(m);
  }
  return any_on_load ? ErrorWithModules(ctx, "on_load", on_load.Finish()) : Atom(FixedAtom::kOk);
}

// {module, Module} | {error, badfile | not_purged | on_load}.
SB_EXPORT Term bif_erlang_load_module_2(Ctx* ctx, Term name, Term code) {
  Term ref = bif_erlang_prepare_loading_2(ctx, name, code);
  if (ref == 0)
    return ctx->exc_bif == kNoBif ? 0 : Badarg(ctx, BifId::bif_erlang_load_module_2, name, code);
  if (IsTuple(ref)) return ref;
  Term done = bif_erlang_finish_loading_1(ctx, MakeList(ctx, {ref}));
  if (!IsTuple(done)) return MakeTuple(ctx, {InternAtom("module"), name});
  const int32_t i = FindPrepared(ref);
  if (i >= 0) {
    Discard(g_prepared[static_cast<uint32_t>(i)].module);
    g_prepared.erase_swap(static_cast<uint32_t>(i));
  }
  return MakeTuple(ctx, {Atom(FixedAtom::kError), TupleElement(done, 0)});
}

SB_EXPORT Term bif_erlang_call_on_load_function_1(Ctx* ctx, Term* e, Term name) {
  const Versions* v = IsAtom(name) ? VersionsOf(name) : nullptr;
  if (v == nullptr || v->loading == nullptr) {
    return FailN(ctx, e, Badarg(ctx, BifId::bif_erlang_call_on_load_function_1, name));
  }
  // The entry position of a function is its index.
  return ContinueAt(ctx, e, v->loading->table_base + v->loading->on_load - 1, 0);
}

SB_EXPORT Term bif_erlang_finish_after_on_load_2(Ctx* ctx, Term name, Term keep) {
  Versions* v = IsAtom(name) ? VersionsOf(name) : nullptr;
  if (v == nullptr || v->loading == nullptr || (keep != kTrue && keep != kFalse)) {
    return Badarg(ctx, BifId::bif_erlang_finish_after_on_load_2, name, keep);
  }
  if (keep == kTrue) {
    if (v->current != nullptr && v->old != nullptr) {
      return Badarg(ctx, BifId::bif_erlang_finish_after_on_load_2, name, keep);
    }
    MakeCurrent(v->loading);
  } else {
    Discard(v->loading);
  }
  return kTrue;
}

// Modules whose native functions are the runtime's own are current without their on_load function
// (loader.cc).
SB_EXPORT Term bif_erlang_load_nif_2(Ctx* ctx, Term path, Term info) {
  if (ProperLength(path) < 0) return Badarg(ctx, BifId::bif_erlang_load_nif_2, path, info);
  static const char kText[] = "Failed to load NIF library: there are no native libraries";
  return MakeTuple(ctx, {Atom(FixedAtom::kError),
                         MakeTuple(ctx, {InternAtom("load_failed"),
                                         MakeByteList(ctx, reinterpret_cast<const uint8_t*>(kText),
                                                      sizeof kText - 1)})});
}

// seabeam:load(Module) -> true | false | Runner: a module whose on_load(Module) loads it, behind
// the on_load function or kernel's start. A bundle without such functions does not have it, so no
// code names it.
SB_EXPORT Term bif_seabeam_load_1(Ctx* ctx, Term name) {
  if (!IsAtom(name)) return Badarg(ctx, BifId::bif_seabeam_load_1, name);
  switch (LoadModule(name)) {
    case Loading::kDone:
      return kTrue;
    case Loading::kOnLoad:
      return InternAtom("seabeam_code");
    case Loading::kStart:
      return StarterFor(name);
    case Loading::kMissing:
      break;
  }
  return kFalse;
}

// seabeam:service_starts(kernel | node | elixir) -> true.
SB_EXPORT Term bif_seabeam_service_starts_1(Ctx* ctx, Term name) {
  static constexpr const char* kNames[kServices] = {"kernel", "node", "elixir"};
  for (uint32_t service = 0; service < kServices; ++service) {
    if (name != InternAtom(kNames[service])) continue;
    ServiceStarts(static_cast<Service>(service));
    return kTrue;
  }
  return Badarg(ctx, BifId::bif_seabeam_service_starts_1, name);
}

// seabeam:resource(Name :: atom()) -> term() | undefined: what the host knows by that name.
SB_EXPORT Term bif_seabeam_resource_1(Ctx* ctx, Term name) {
  if (!IsAtom(name)) return Badarg(ctx, BifId::bif_seabeam_resource_1, name);
  const Text t = AtomText(name);
  uint8_t* block = host_resource(t.data, t.size);
  if (block == nullptr) return kUndefined;
  uint32_t size;
  memcpy(&size, block, 4);
  const Term term = DecodeExternal != nullptr ? DecodeExternal(ctx, block + 4, size) : 0;
  free(block);
  return term != 0 ? term : kUndefined;
}

// seabeam:prepare(Module) -> reference() | undefined: the host's module of this name, as
// prepare_loading/2 would.
SB_EXPORT Term bif_seabeam_prepare_1(Ctx* ctx, Term name) {
  if (!IsAtom(name)) return Badarg(ctx, BifId::bif_seabeam_prepare_1, name);
  Module* m = ReadModuleNamed(name);
  return m != nullptr ? Keep(ctx, m) : kUndefined;
}

// seabeam:object_code(Module, path | absolute_path | contents) -> {Path :: binary(), Contents :: binary()} | undefined: see
// ObjectCodeRequest.
SB_EXPORT Term bif_seabeam_object_code_2(Ctx* ctx, Term name, Term what) {
  static constexpr const char* kRequests[] = {"path", "absolute_path", "contents"};
  uint32_t request = 0;
  while (request <= kContents && what != InternAtom(kRequests[request])) ++request;
  if (!IsAtom(name) || request > kContents) return Badarg(ctx, BifId::bif_seabeam_object_code_2, name, what);
  const Text t = AtomText(name);
  uint8_t* block = host_object_code(t.data, t.size, request);
  if (block == nullptr) return kUndefined;
  uint32_t size;
  memcpy(&size, block, 4);
  const Term path = NewBinaryFrom(ctx, block + 4, size);
  const uint8_t* contents = block + 4 + size;
  memcpy(&size, contents, 4);
  const Term bytes = NewBinaryFrom(ctx, contents + 4, size);
  free(block);
  return MakeTuple(ctx, {path, bytes});
}

// seabeam:code_file(Module) -> what set_code_file/2 was given last, or the path of the file it was found in as a binary, or undefined.
SB_EXPORT Term bif_seabeam_code_file_1(Ctx* ctx, Term name) {
  const Module* m = IsAtom(name) ? FindModule(name) : nullptr;
  if (m != nullptr && m->file != 0) return m->file;
  return m != nullptr && m->path.data != nullptr ? NewBinaryFrom(ctx, m->path.data, m->path.size) : kUndefined;
}
SB_EXPORT Term bif_seabeam_set_code_file_2(Ctx* ctx, Term name, Term file) {
  Module* m = IsAtom(name) ? FindModule(name) : nullptr;
  if (m == nullptr) return kFalse;
  m->file = CopyToLiterals(file);
  return kTrue;
}

// seabeam:set_search_path(Folders :: binary()) -> true. See core/code_path.h.
SB_EXPORT Term bif_seabeam_set_search_path_1(Ctx* ctx, Term folders) {
  BitView view;
  if (!GetBinary(folders, &view)) return Badarg(ctx, BifId::bif_seabeam_set_search_path_1, folders);
  const AlignedBytes bytes(view);
  auto* copy = static_cast<char*>(CheckedAlloc(bytes.size() + 1));
  memcpy(copy, bytes.data(), bytes.size());
  SetSearchPath(copy, bytes.size());
  return kTrue;
}

// ---- What is loaded ----------------------------------------------------------------------
SB_EXPORT Term bif_erlang_module_loaded_1(Ctx* ctx, Term name) {
  if (!IsAtom(name)) return Badarg(ctx, BifId::bif_erlang_module_loaded_1, name);
  return Bool(FindModule(name) != nullptr);
}
SB_EXPORT Term bif_erlang_loaded_0(Ctx* ctx) {
  ListBuilder list(ctx);
  for (const Versions* v : AllVersions()) {
    if (v->current != nullptr || v->old != nullptr) list.Add(v->name);
  }
  return list.Finish();
}
SB_EXPORT Term bif_erlang_pre_loaded_0(Ctx* ctx) {
  ListBuilder list(ctx);
  for (const char* name : seabeam::abi::kPreloaded) list.Add(InternAtom(name));
  return list.Finish();
}

// ---- Old code ----------------------------------------------------------------------------
SB_EXPORT Term bif_erlang_check_old_code_1(Ctx* ctx, Term name) {
  if (!IsAtom(name)) return Badarg(ctx, BifId::bif_erlang_check_old_code_1, name);
  const Versions* v = VersionsOf(name);
  return Bool(v != nullptr && v->old != nullptr);
}

// true | undefined, when it never was loaded; badarg while there is old code.
SB_EXPORT Term bif_erlang_delete_module_1(Ctx* ctx, Term name) {
  const Versions* v = IsAtom(name) ? VersionsOf(name) : nullptr;
  if (!IsAtom(name) || (v != nullptr && v->old != nullptr)) {
    return Badarg(ctx, BifId::bif_erlang_delete_module_1, name);
  }
  MakeCurrentOld(name);
  return v != nullptr ? kTrue : kUndefined;
}

namespace {

// The result of a check. request: {async, Id} for a message with it, else [].
Term TellUse(Ctx* ctx, bool uses, Term request) {
  if (IsNil(request)) return Bool(uses);
  SendTo(ctx, ctx->self,
         MakeTuple(ctx, {InternAtom("check_process_code"), TupleElement(request, 1), Bool(uses)}));
  return InternAtom("async");
}

// Behind the unwinding of everything: whether the caller itself uses the old code of x0. x1: the
// request.
Term CheckSelfPosition(Ctx* ctx) {
  const Versions* v = VersionsOf(ctx->x[0]);
  const bool uses =
      v != nullptr && v->old != nullptr && StackUsesCode(ctx->process, ctx->e, v->old);
  PopReturnAddress(ctx);
  return TellUse(ctx, uses, ctx->x[1]);
}

// Who uses the old code of x0 ends; then it is purged.
Term PurgePosition(Ctx* ctx) {
  Versions* v = VersionsOf(ctx->x[0]);
  if (v == nullptr || v->old == nullptr) {
    return FailN(ctx, PopReturnAddress(ctx),
                 Badarg(ctx, BifId::bif_erlang_purge_module_1, ctx->x[0]));
  }
  for (Process* p : g_process_slots) {
    if (p == nullptr || p == ctx->process || !IsAlive(p) || !UsesCode(p, v->old)) continue;
    SendExit(ctx, ctx->self, p, InternAtom("kill"), false);
  }
  if (StackUsesCode(ctx->process, ctx->e, v->old)) {
    SendExit(ctx, ctx->self, ctx->process, InternAtom("kill"), false);
    PurgeOld(v);
    return TakeExitSignal(ctx);
  }
  PurgeOld(v);
  PopReturnAddress(ctx);
  return kTrue;
}

Term CheckProcessCode(Ctx* ctx, Term* e, Term pid, Term name, Term request) {
  Process* p = FindProcess(pid);
  if (p == ctx->process) {
    ctx->x[0] = name;
    ctx->x[1] = request;
    return ContinueAt(ctx, e, PositionOf(&CheckSelfPosition), 2);
  }
  const Versions* v = VersionsOf(name);
  return TellUse(ctx, IsAlive(p) && v != nullptr && v->old != nullptr && UsesCode(p, v->old),
                 request);
}

// Options: {async, Id}, {allow_gc, boolean()}.
bool ReadCheckOptions(Term options, Term* request) {
  for (; IsCons(options); options = Tail(options)) {
    const Term option = Head(options);
    if (!IsTupleOf(option, 2)) return false;
    const Term value = TupleElement(option, 1);
    if (TupleElement(option, 0) == InternAtom("async")) {
      *request = option;
    } else if (TupleElement(option, 0) != InternAtom("allow_gc") ||
               !(value == kTrue || value == kFalse)) {
      return false;
    }
  }
  return IsNil(options);
}

}  // namespace

SB_EXPORT Term bif_erlang_check_process_code_2(Ctx* ctx, Term* e, Term pid, Term name) {
  if (!IsPid(pid) || !IsAtom(name)) {
    return FailN(ctx, e, Badarg(ctx, BifId::bif_erlang_check_process_code_2, pid, name));
  }
  return CheckProcessCode(ctx, e, pid, name, kNil);
}
SB_EXPORT Term bif_erlang_check_process_code_3(Ctx* ctx, Term* e, Term pid, Term name,
                                               Term options) {
  Term request = kNil;
  const bool read = ReadCheckOptions(options, &request);
  if (!read || !IsPid(pid) || !IsAtom(name)) {
    Badarg(ctx, BifId::bif_erlang_check_process_code_3, pid, name, options);
    return FailN(ctx, e, read ? 0 : WithCause(ctx, InternAtom("bad_option")));
  }
  return CheckProcessCode(ctx, e, pid, name, request);
}

SB_EXPORT Term bif_erts_internal_check_process_code_1(Ctx* ctx, Term* e, Term name) {
  if (!IsAtom(name))
    return FailN(ctx, e, Badarg(ctx, BifId::bif_erts_internal_check_process_code_1, name));
  return CheckProcessCode(ctx, e, ctx->self, name, kNil);
}

SB_EXPORT Term bif_erlang_purge_module_1(Ctx* ctx, Term* e, Term name) {
  const Versions* v = IsAtom(name) ? VersionsOf(name) : nullptr;
  if (v == nullptr || v->old == nullptr) {
    return FailN(ctx, e, Badarg(ctx, BifId::bif_erlang_purge_module_1, name));
  }
  ctx->x[0] = name;
  return ContinueAt(ctx, e, PositionOf(&PurgePosition), 1);
}
