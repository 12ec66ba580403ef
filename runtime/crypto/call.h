// What the native functions of module crypto have in common: how they fail, and their states.
#ifndef SEABEAM_RUNTIME_CRYPTO_CALL_H_
#define SEABEAM_RUNTIME_CRYPTO_CALL_H_

#include <utility>

#include "abi/bif_list.h"
#include "runtime/core/binary.h"
#include "runtime/core/error.h"
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
  Term Error(ErrorPlace place, const char* message) const {
    return Raise(CryptoError(ctx_, "error", place, -1, message));
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

// A state of type T that a program carries from call to call: a binary with a mark and the type's
// name in front. OTP's states are references, which nobody may look into either.
template <typename T>
Term StateTerm(Ctx* ctx, uint32_t mark, const T& state) {
  uint8_t* data;
  const Term term = NewBinary(ctx, 4 + sizeof(T), &data);
  memcpy(data, &mark, 4);
  memcpy(data + 4, &state, sizeof(T));
  return term;
}
template <typename T>
bool GetState(Term t, uint32_t mark, T* state) {
  BitView view;
  if (!GetBinary(t, &view) || view.byte_size() != 4 + sizeof(T)) return false;
  AlignedBytes bytes(view);
  if (memcmp(bytes.data(), &mark, 4) != 0) return false;
  memcpy(state, bytes.data() + 4, sizeof(T));
  return true;
}

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_CRYPTO_CALL_H_
