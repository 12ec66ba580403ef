// What the native functions of module crypto have in common: how they fail, their states.
#ifndef SEABEAM_RUNTIME_CRYPTO_CALL_H_
#define SEABEAM_RUNTIME_CRYPTO_CALL_H_

#include <cstring>

#include "abi/bif_list.h"
#include "runtime/core/binary.h"
#include "runtime/core/resource.h"
#include "runtime/core/term.h"
#include "runtime/data/native_call.h"

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
class CryptoCall : public NativeCall<Args...> {
 public:
  using NativeCall<Args...>::NativeCall;
  using NativeCall<Args...>::Badarg;

  // Record an exception and give 0.
  Term Badarg(ErrorPlace place, int32_t argument, const char* message) const {
    return RaiseError("badarg", place, argument, message);
  }
  Term NotSupported(ErrorPlace place, int32_t argument, const char* message) const {
    return RaiseError("notsup", place, argument, message);
  }
  Term Error(ErrorPlace place, const char* message) const { return Error(place, -1, message); }
  Term Error(ErrorPlace place, int32_t argument, const char* message) const {
    return RaiseError("error", place, argument, message);
  }

 private:
  Term RaiseError(const char* id, ErrorPlace place, int32_t argument, const char* message) const {
    return this->Raise(CryptoError(this->ctx(), id, place, argument, message));
  }
};
template <typename... Args>
CryptoCall(Ctx*, abi::BifId, Args...) -> CryptoCall<Args...>;

// A reference to a state of `kind`, which starts as `state`.
template <typename T>
Term NewState(Ctx* ctx, const ResourceKind* kind, const T& state) {
  Term reference;
  memcpy(NewResource(ctx, kind, sizeof(T), &reference), &state, sizeof(T));
  return reference;
}

}  // namespace seabeam::rt

#endif  // SEABEAM_RUNTIME_CRYPTO_CALL_H_
