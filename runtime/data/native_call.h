// What the native functions of modules with a library behind them have in common: how they fail,
// and what they read.
#ifndef SEABEAM_RUNTIME_DATA_NATIVE_CALL_H_
#define SEABEAM_RUNTIME_DATA_NATIVE_CALL_H_

#include <utility>

#include "abi/bif_list.h"
#include "runtime/core/atom_name.h"
#include "runtime/core/error.h"
#include "runtime/core/term.h"
#include "runtime/data/bits.h"
#include "runtime/data/integer.h"
#include "runtime/data/iolist.h"
#include "runtime/data/word_stack.h"

namespace seabeam::rt {

// One call of a native function.
template <typename... Args>
class NativeCall {
 public:
  NativeCall(Ctx* ctx, abi::BifId bif, Args... args) : ctx_(ctx), bif_(bif), args_{args..., 0} {}

  Ctx* ctx() const { return ctx_; }
  Term arg(uint32_t i) const { return args_[i]; }

  // Record an exception and give 0.
  Term Raise(Term reason) const {
    return RaiseWith(reason, std::make_index_sequence<sizeof...(Args)>());
  }
  Term Badarg() const { return Raise(Atom(FixedAtom::kBadarg)); }

 private:
  template <size_t... I>
  Term RaiseWith(Term reason, std::index_sequence<I...>) const {
    return Fail(ctx_, bif_, reason, args_[I]...);
  }

  Ctx* ctx_;
  abi::BifId bif_;
  Term args_[sizeof...(Args) + 1];
};
template <typename... Args>
NativeCall(Ctx*, abi::BifId, Args...) -> NativeCall<Args...>;

// An integer that fits C's int.
inline bool GetInt(Term t, int32_t* v) {
  int64_t wide;
  if (!GetInt64(t, &wide) || wide < INT32_MIN || wide > INT32_MAX) return false;
  *v = static_cast<int32_t>(wide);
  return true;
}

// The bytes of iodata; false: none.
inline bool GetIodata(Term t, ByteBuf* out) {
  uint64_t bits = 0;
  return (IsList(t) || IsBitstring(t)) && FlattenIolist(t, true, out, &bits);
}

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_DATA_NATIVE_CALL_H_
