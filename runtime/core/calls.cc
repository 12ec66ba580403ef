// Calls whose target is known only at run time: stubs of exports that are not
// loaded, wrappers of C++ BIFs, apply, funs.
#include <utility>

#include "runtime/core/bifs.h"
#include "runtime/core/code.h"
#include "runtime/core/error.h"
#include "runtime/core/host.h"
#include "runtime/core/module.h"
#include "runtime/core/prims.h"
#include "runtime/core/raise.h"
#include "runtime/core/scheduler.h"

namespace seabeam::rt {
namespace {

template <size_t>
using Arg = Term;

uint32_t AddressOf(const Export* e) {
  return static_cast<uint32_t>(reinterpret_cast<uintptr_t>(e));
}

// The steps of a call all have one type, so that each can tail-call the next.
Term CallUndefined(Ctx* ctx, Term* e, uint32_t export_address, uint32_t);
Term CallPurgedFun(Ctx* ctx, Term* e, Term fun, uint32_t arity);

// The family of functions for calls with sizeof...(I) arguments.
template <size_t... I>
struct Calls {
  using Native = Term (*)(Ctx*, Term*, Arg<I>...);
  using Bif = Term (*)(Ctx*, Arg<I>...);

  static Term Stub(Ctx* ctx, Term* e, Arg<I>... args) {
    Export* x = ctx->pending_export;
    if (!EnsureCallable(x)) {
      ((ctx->x[I] = args), ...);
      return CallUndefined(ctx, e, AddressOf(x), 0);
    }
    ctx->pending_export = x;
    [[clang::musttail]] return reinterpret_cast<Native>(x->native)(ctx, e, args...);
  }

  static Term BifWrapper(Ctx* ctx, Term* e, Arg<I>... args) {
    Term r = reinterpret_cast<Bif>(ctx->pending_export->bif)(ctx, args...);
    return r != 0 ? r : FailN(ctx, e, 0);
  }

  // `fun M:F/A` called as a fun, or a fun of purged code.
  static Term ExternalFun(Ctx* ctx, Term* e, Arg<I>... args, Term fun) {
    if (!IsExportFun(fun)) {
      ((ctx->x[I] = args), ...);
      return CallPurgedFun(ctx, e, fun, sizeof...(I));
    }
    Export* x = ExportOfFun(fun);
    ctx->pending_export = x;
    return reinterpret_cast<Native>(x->native)(ctx, e, args...);
  }

  // Arguments from x[]. The callee's type differs, so musttail is refused; as these are
  // straight-line functions clang still emits return_call_indirect here and above.
  static Term FromRegisters(Ctx* ctx, Term* e, uint32_t target, uint32_t) {
    return reinterpret_cast<Native>(target)(ctx, e, ctx->x[I]...);
  }
};

struct CallRow {
  uint32_t stub;
  uint32_t bif_wrapper;
  uint32_t external_fun;
  Term (*from_registers)(Ctx*, Term*, uint32_t, uint32_t);
};

template <size_t... I>
CallRow RowFor(std::index_sequence<I...>) {
  using C = Calls<I...>;
  auto index = [](auto f) { return static_cast<uint32_t>(reinterpret_cast<uintptr_t>(f)); };
  return {index(&C::Stub), index(&C::BifWrapper), index(&C::ExternalFun), &C::FromRegisters};
}

// The rows up to kMaxStubArity + 1 are filled before anything runs, the others by the host when
// first needed (under the code lock of a threaded build).
constexpr uint32_t kMaxArity = 256;  // 255 and the fun itself
CallRow g_rows[kMaxArity + 1];

CallRow& Row(uint32_t nargs) {
  CallRow& row = g_rows[nargs];
  if (row.stub == 0) {
    uint32_t base = host_make_call_helpers(nargs, abi::CtxOffsets::x_base);
    row.stub = base;
    row.from_registers = reinterpret_cast<decltype(row.from_registers)>(base + 1);
    row.external_fun = base + 2;
  }
  return row;
}

template <size_t... N>
void FillRows(std::index_sequence<N...>) {
  ((g_rows[N] = RowFor(std::make_index_sequence<N>{})), ...);
}

Term CallNative(Ctx* ctx, Term* e, uint32_t target, uint32_t nargs) {
  [[clang::musttail]] return Row(nargs).from_registers(ctx, e, target, nargs);
}

__attribute__((noinline)) Term CallExportStep(Ctx* ctx, Term* e, uint32_t export_address,
                                              uint32_t) {
  auto* x = reinterpret_cast<Export*>(export_address);
  if (!EnsureCallable(x)) {
    [[clang::musttail]] return CallUndefined(ctx, e, export_address, 0);
  }
  ctx->pending_export = x;
  [[clang::musttail]] return CallNative(ctx, e, x->native, x->arity);
}

// Whether a function that is not there is for the error handler, in Erlang: the process has its own
// one, the module waits for its on_load function, or it wants to be asked. OTP's handler would
// raise undef in all other cases.
bool WantsErrorHandler(const Process* p, const Export* x) {
  if (p->error_handler != 0 && p->error_handler != Atom(FixedAtom::kErrorHandler)) return true;
  const Versions* v = VersionsOf(x->module);
  if (v == nullptr) return false;
  if (v->current == nullptr) return v->loading != nullptr;
  const Export* asked = FindExport(x->module, InternAtom("$handle_undefined_function"), 2);
  return asked != nullptr && IsCallable(asked);
}

// `step`(Module, Function, Arguments) in place of the call of `export_address`. Arguments in x[].
__attribute__((noinline)) Term CallForModule(Ctx* ctx, Term* e, uint32_t step,
                                             uint32_t export_address) {
  const auto* x = reinterpret_cast<const Export*>(export_address);
  const Term args = MakeList(ctx, ctx->x, x->arity);
  ctx->x[0] = x->module;
  ctx->x[1] = x->function;
  ctx->x[2] = args;
  [[clang::musttail]] return CallExportStep(ctx, e, step, 0);
}

// Arguments in x[].
__attribute__((noinline)) Term CallUndefined(Ctx* ctx, Term* e, uint32_t export_address, uint32_t) {
  auto* x = reinterpret_cast<Export*>(export_address);
  const Term set = ctx->process->error_handler;
  const Term handler = set != 0 ? set : Atom(FixedAtom::kErrorHandler);
  const Term starter = StarterFor(x->module);
  if (starter != 0) {
    [[clang::musttail]] return CallForModule(
        ctx, e, AddressOf(GetExport(starter, InternAtom("call"), 3)), export_address);
  }
  if (x->module == handler || !WantsErrorHandler(ctx->process, x)) return RaiseUndef(ctx, e, x);
  Export* step = GetExport(handler, InternAtom("undefined_function"), 3);
  if (!EnsureCallable(step)) return RaiseUndef(ctx, e, x);
  [[clang::musttail]] return CallForModule(ctx, e, AddressOf(step), export_address);
}

// Arguments in x[].
__attribute__((noinline)) Term CallPurgedFun(Ctx* ctx, Term* e, Term fun, uint32_t arity) {
  FunEntry* entry = EntryOfFun(fun);
  LoadModule(entry->module);
  entry = LiveEntry(entry);
  if (entry == nullptr) {
    Term reason = MakeTuple(ctx, {Atom(FixedAtom::kBadfun), fun});
    return RaiseNoFrame(ctx, e, Atom(FixedAtom::kError), reason, kNil);
  }
  ctx->x[arity] = fun;
  [[clang::musttail]] return CallNative(ctx, e, entry->native, arity + 1);
}

// Lists of arguments may be longer than any function's, up to what fits the registers: then it is
// undef or badarity.
constexpr int32_t kMostFunArguments = abi::CtxOffsets::x_count - 2;
constexpr int32_t kMostArguments = abi::CtxOffsets::x_count - 1;
constexpr int32_t kImproper = -1;
constexpr int32_t kTooMany = -2;

// Unpacks an argument list into x[]: how many, or what is wrong with it.
int32_t UnpackArgs(Ctx* ctx, Term args, int32_t most) {
  int32_t n = 0;
  for (; IsCons(args); args = Tail(args)) {
    if (n == most) return kTooMany;
    ctx->x[n++] = Head(args);
  }
  return IsNil(args) ? n : kImproper;
}

// The reason of the error of calling `fun`, which is no fun of as many arguments as the list `args`
// has.
Term NoSuchFun(Ctx* ctx, Term fun, Term args) {
  if (IsFun(fun)) return MakeTuple(ctx, {Atom(FixedAtom::kBadarity), MakeTuple(ctx, {fun, args})});
  return MakeTuple(ctx, {Atom(FixedAtom::kBadfun), fun});
}

Term CallFunStep(Ctx* ctx, Term* e, Term fun, uint32_t arity) {
  if (!IsFun(fun) || ArityOfFun(fun) != arity) {
    const Term reason = NoSuchFun(ctx, fun, MakeList(ctx, ctx->x, arity));
    return RaiseNoFrame(ctx, e, Atom(FixedAtom::kError), reason, kNil);
  }
  if (IsExportFun(fun)) {
    [[clang::musttail]] return CallExportStep(ctx, e, AddressOf(ExportOfFun(fun)), 0);
  }
  ctx->x[arity] = fun;
  [[clang::musttail]] return CallNative(ctx, e, EntryOfFun(fun)->native, arity + 1);
}

// Module, function and argument list in x[0..2].
__attribute__((noinline)) Term ApplyMfa(Ctx* ctx, Term* e, uint32_t, uint32_t) {
  Term m = ctx->x[0];
  Term f = ctx->x[1];
  Term args = ctx->x[2];
  int32_t n = IsAtom(m) && IsAtom(f) ? UnpackArgs(ctx, args, kMostArguments) : kImproper;
  if (n == kTooMany)
    return FailN(ctx, e, SystemLimit(ctx, abi::BifId::bif_erlang_apply_3, m, f, args));
  if (n < 0) return FailN(ctx, e, Badarg(ctx, abi::BifId::bif_erlang_apply_3, m, f, args));
  if (n >= static_cast<int32_t>(kMaxArity)) return RaiseUndef(ctx, e, m, f, args);
  Export* x = GetExport(m, f, static_cast<uint32_t>(n));
  [[clang::musttail]] return CallExportStep(ctx, e, AddressOf(x), 0);
}

__attribute__((noinline)) Term ApplyFun(Ctx* ctx, Term* e, Term fun, Term args) {
  int32_t n = UnpackArgs(ctx, args, kMostFunArguments);
  if (n == kTooMany)
    return FailN(ctx, e, SystemLimit(ctx, abi::BifId::bif_erlang_apply_2, fun, args));
  if (n < 0) return FailN(ctx, e, Badarg(ctx, abi::BifId::bif_erlang_apply_2, fun, args));
  [[clang::musttail]] return CallFunStep(ctx, e, fun, static_cast<uint32_t>(n));
}

// Whether m:f/n is erlang's error, exit or throw, whose caller a trace shows. Its exception with
// the arguments `x` is then pending.
bool RaisesForCaller(Ctx* ctx, Term m, Term f, uint32_t n, const Term* x) {
  if (m != Atom(FixedAtom::kErlang)) return false;
  const bool error = f == Atom(FixedAtom::kError);
  if (error && n == 2) {
    bif_erlang_error_2(ctx, x[0], x[1]);
  } else if (error && n == 3) {
    bif_erlang_error_3(ctx, x[0], x[1], x[2]);
  } else if (n != 1) {
    return false;
  } else if (error) {
    bif_erlang_error_1(ctx, x[0]);
  } else if (f == Atom(FixedAtom::kExit)) {
    bif_erlang_exit_1(ctx, x[0]);
  } else if (f == Atom(FixedAtom::kThrow)) {
    bif_erlang_throw_1(ctx, x[0]);
  } else {
    return false;
  }
  return true;
}

}  // namespace

void InitCalls() { FillRows(std::make_index_sequence<kMaxStubArity + 2>{}); }

uint32_t StubFor(uint32_t arity) { return Row(arity).stub; }
uint32_t FunHelperFor(uint32_t arity) { return Row(arity).external_fun; }
uint32_t BifWrapperFor(uint32_t arity) { return g_rows[arity].bif_wrapper; }

// Straight-line, so that they are tail calls.
Term CallPending(Ctx* ctx, Term* e) {
  return CallExportStep(ctx, e, AddressOf(ctx->pending_export), 0);
}
Term CallExternal(Ctx* ctx, Term* e, Term fun) {
  if (!IsExportFun(fun)) return CallPurgedFun(ctx, e, fun, ArityOfFun(fun));
  return CallExportStep(ctx, e, AddressOf(ExportOfFun(fun)), 0);
}

Term ApplyMfaPosition(Ctx* ctx) { return ApplyMfa(ctx, PopReturnAddress(ctx), 0, 0); }
Term ApplyFunPosition(Ctx* ctx) {
  return ApplyFun(ctx, PopReturnAddress(ctx), ctx->x[0], ctx->x[1]);
}

}  // namespace seabeam::rt

using namespace seabeam::rt;

SB_EXPORT Term bif_erlang_apply_3(Ctx* ctx, Term* e, Term m, Term f, Term args) {
  ctx->x[0] = m;
  ctx->x[1] = f;
  ctx->x[2] = args;
  return ApplyMfa(ctx, e, 0, 0);
}

// What apply/2,3 with these arguments would raise, raised for the caller's position; true when it
// would call something.
SB_EXPORT Term bif_seabeam_check_apply_2(Ctx* ctx, Term fun, Term args) {
  const int32_t n = ProperLength(args);
  if (n < 0) return Badarg(ctx, seabeam::abi::BifId::bif_erlang_apply_2, fun, args);
  if (n > kMostFunArguments) return kTrue;
  if (IsFun(fun) && ArityOfFun(fun) == static_cast<uint32_t>(n)) return kTrue;
  return FailPlain(ctx, NoSuchFun(ctx, fun, args));
}
SB_EXPORT Term bif_seabeam_check_apply_3(Ctx* ctx, Term m, Term f, Term args) {
  const int32_t n = IsAtom(m) && IsAtom(f) ? ProperLength(args) : kImproper;
  if (n < 0) return Badarg(ctx, seabeam::abi::BifId::bif_erlang_apply_3, m, f, args);
  if (n >= 1 && n <= 3) {
    Term x[3];
    for (Term rest = args, *to = x; IsCons(rest); rest = Tail(rest)) *to++ = Head(rest);
    if (RaisesForCaller(ctx, m, f, static_cast<uint32_t>(n), x)) return 0;
  }
  return kTrue;
}
SB_EXPORT Term bif_erlang_apply_2(Ctx* ctx, Term* e, Term fun, Term args) {
  [[clang::musttail]] return ApplyFun(ctx, e, fun, args);
}

// For the host's helpers: arguments in x[].
SB_EXPORT Term sb_call_pending(Ctx* ctx, Term* e) { return CallPending(ctx, e); }
SB_EXPORT Term sb_call_external(Ctx* ctx, Term* e, Term fun) { return CallExternal(ctx, e, fun); }

SB_EXPORT uint32_t apply_resolve(Ctx* ctx, Term m, Term f, uint32_t arity, uint32_t pos, Term* sp) {
  if (!IsAtom(m) || !IsAtom(f)) {
    Term args = MakeList(ctx, ctx->x, arity);
    Badarg(ctx, seabeam::abi::BifId::bif_erlang_apply_3, m, f, args);
    return fail_pending(ctx, pos, sp);
  }
  if (RaisesForCaller(ctx, m, f, arity, ctx->x)) return fail_pending(ctx, pos, sp);
  return AddressOf(GetExport(m, f, arity));
}

SB_EXPORT uint32_t fun_resolve(Ctx* ctx, Term fun, uint32_t arity) {
  if (!IsFun(fun) || ArityOfFun(fun) != arity) return 0;
  if (IsExportFun(fun)) return Row(arity).external_fun;
  return EntryOfFun(fun)->native;
}
