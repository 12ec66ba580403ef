// What the native functions of module crypto have in common: how they fail, what they read, their states.
#ifndef SEABEAM_RUNTIME_CRYPTO_CALL_H_
#define SEABEAM_RUNTIME_CRYPTO_CALL_H_

#include <cstring>
#include <utility>

#include "abi/bif_list.h"
#include "runtime/core/binary.h"
#include "runtime/core/error.h"
#include "runtime/core/resource.h"
#include "runtime/core/term.h"
#include "runtime/data/bits.h"
#include "runtime/data/word_stack.h"

namespace seabeam::rt {

// Where OTP raises an error; crypto's exceptions name the place.
struct ErrorPlace {
  const char* file;
  int32_t line;
};

// The reason of an error that crypto.erl makes its exception of. `argument`: zero-based, -1 = none.
Term CryptoError(Ctx* ctx, const char* id, ErrorPlace place, int32_t argument, const char* message);

// One call of a native function.
template <typename... Args>
class CryptoCall {
 public:
  CryptoCall(Ctx* ctx, abi::BifId bif, Args... args) : ctx_(ctx), bif_(bif), args_{args..., 0} {}

  // Record an exception and give 0.
  Term Badarg() const { return Raise(Atom(FixedAtom::kBadarg)); }
  Term Badarg(ErrorPlace place, int32_t argument, const char* message) const {
    return Raise(CryptoError(ctx_, "badarg", place, argument, message));
  }
  Term NotSupported(ErrorPlace place, int32_t argument, const char* message) const {
    return Raise(CryptoError(ctx_, "notsup", place, argument, message));
  }
  Term Error(ErrorPlace place, const char* message) const { return Error(place, -1, message); }
  Term Error(ErrorPlace place, int32_t argument, const char* message) const {
    return Raise(CryptoError(ctx_, "error", place, argument, message));
  }

 private:
  Term Raise(Term reason) const {
    return RaiseWith(reason, std::make_index_sequence<sizeof...(Args)>());
  }
  template <size_t... I>
  Term RaiseWith(Term reason, std::index_sequence<I...>) const {
    return Fail(ctx_, bif_, reason, args_[I]...);
  }

  Ctx* ctx_;
  abi::BifId bif_;
  Term args_[sizeof...(Args) + 1];
};
template <typename... Args>
CryptoCall(Ctx*, abi::BifId, Args...) -> CryptoCall<Args...>;

// The bytes of iodata; false: none.
bool GetCryptoData(Term t, ByteBuf* out);

// Whether it is the atom of that name.
bool IsName(Term t, const char* name);

// A reference to a state of `kind`, which starts as `state`.
template <typename T>
Term NewState(Ctx* ctx, const ResourceKind* kind, const T& state) {
  Term reference;
  memcpy(NewResource(ctx, kind, sizeof(T), &reference), &state, sizeof(T));
  return reference;
}

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_CRYPTO_CALL_H_
