#include "runtime/core/error_info.h"

#include <cstring>

#include "runtime/core/containers.h"
#include "runtime/core/copy.h"

namespace seabeam::rt {
namespace {

// The module that explains a failed BIF's arguments (error_info), 0 = none.
Term ErrorModule(Term module) {
  static const struct {
    const char* module;
    const char* errors;
  } kMap[] = {{"erlang", "erl_erts_errors"},     {"atomics", "erl_erts_errors"},
              {"counters", "erl_erts_errors"},   {"persistent_term", "erl_erts_errors"},
              {"erts_internal", "erl_erts_errors"}, {"binary", "erl_stdlib_errors"},
              {"ets", "erl_stdlib_errors"},      {"lists", "erl_stdlib_errors"},
              {"maps", "erl_stdlib_errors"},     {"math", "erl_stdlib_errors"},
              {"re", "erl_stdlib_errors"},       {"unicode", "erl_stdlib_errors"},
              {"io", "erl_stdlib_errors"},       {"os", "erl_kernel_errors"},
              {"code", "erl_kernel_errors"}};
  Text t = AtomText(module);
  for (const auto& m : kMap) {
    if (t == Text{m.module, static_cast<uint32_t>(strlen(m.module))}) return InternAtom(m.errors);
  }
  return 0;
}

}  // namespace

Term MakeSmallMap(Ctx* ctx, std::initializer_list<Term> sorted_keys, std::initializer_list<Term> values) {
  uint32_t n = static_cast<uint32_t>(values.size());
  Term keys = MakeTuple(ctx, sorted_keys);
  Term* p = AllocWords(ctx, 2 + n);
  p[0] = abi::Header(1 + n, abi::kHdrMap);
  p[1] = keys;
  uint32_t i = 2;
  for (Term v : values) p[i++] = v;
  return BoxTerm(p);
}

Term ErrorInfo(Ctx* ctx, Term map) {
  return MakeList(ctx, {MakeTuple(ctx, {Atom(FixedAtom::kErrorInfo), map})});
}

// Keys in term order.
Term ErrorInfoList(Ctx* ctx, Term module) {
  Term errors = ErrorModule(module);
  if (errors == 0) return kNil;
  Term module_key = Atom(FixedAtom::kModule);
  if (ctx->exc_cause == 0) return ErrorInfo(ctx, MakeSmallMap(ctx, {module_key}, {errors}));
  return ErrorInfo(ctx, MakeSmallMap(ctx, {InternAtom("cause"), module_key}, {ctx->exc_cause, errors}));
}

bool IsFrameless(abi::BifId id) {
  return id == abi::BifId::bif_erlang_plus_1;
}

}  // namespace seabeam::rt
